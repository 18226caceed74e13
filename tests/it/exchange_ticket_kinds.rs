//! Tickets of which the file does not say what kind they are.

use guanxi::domain::book::Book;
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::planned;
use crate::exchange_back::{after, answered, asked, book, customer, words};

#[test]
fn tickets_without_a_kind_are_asked_about_once_for_the_whole_file() {
    let known = book([customer("K1", "甲厂")]);
    let text =
        "服务单号,客户名称,反映问题,反映时间,处理人\nF1,甲厂,漏油,2026-03-05,周敏\nF2,甲厂,没铭牌,2026-03-06,周敏\n";
    let open = planned(&known, text);
    assert_eq!(asked(&open), [(2, "ticket-kind")]);
    assert_eq!(words(&open), ["Asked", "Asked"]);
    let question = &open.questions[0];
    assert_eq!(question.examples[1], (3, "F2 甲厂 没铭牌".to_owned()));
    assert_eq!((question.reason, question.proposed()), (Ask::TicketKind, None));
    let said = |kind: &str| [(2, Answer::TicketKind(kind.to_owned()))];
    let took = answered(&known, text, &said("after_sales"));
    assert_eq!(
        (asked(&took), words(&took)),
        (Vec::new(), vec!["New".to_owned(), "New".to_owned()])
    );
    let now = after(known.clone(), &took);
    let kinds = |book: &Book| -> Vec<&str> { book.tickets.iter().map(|(_, ticket)| ticket.kind.word()).collect() };
    assert_eq!(kinds(&now), ["after_sales", "after_sales"]);
    // Those that the book has keep theirs, and nothing is asked of them.
    let again = planned(&now, text);
    assert_eq!(
        (asked(&again), words(&again)),
        (Vec::new(), vec!["Same".to_owned(), "Same".to_owned()])
    );
    // A word that is no kind is none.
    assert_eq!(asked(&answered(&known, text, &said("别的"))), [(2, "ticket-kind")]);

    // What stands above the table, or in its headings, speaks for a kind, and is a proposal.
    let returns = format!("2026年退货登记表\n{text}");
    let like = planned(&known, &returns).questions.swap_remove(0);
    assert_eq!(like.proposed(), Some(Answer::TicketKind("after_sales".to_owned())));
    assert_eq!(like.unknown[0].word, "退货");
    let complaints = text.replace("反映问题", "投诉内容");
    let like = planned(&known, &complaints).questions.swap_remove(0);
    assert_eq!(like.proposed(), Some(Answer::TicketKind("complaint".to_owned())));

    // Of a column of kinds only the blank cells are meant.
    let some =
        "服务单号,客户名称,服务类型,反映问题,反映时间\nF1,甲厂,投诉,漏油,2026-03-05\nF2,甲厂,,没铭牌,2026-03-06\n";
    let open = planned(&known, some);
    assert_eq!(
        (asked(&open), words(&open)),
        (vec![(2, "ticket-kind")], vec!["New".to_owned(), "Asked".to_owned()])
    );
    let took = answered(&known, some, &said("consultation"));
    assert_eq!(kinds(&after(known.clone(), &took)), ["complaint", "consultation"]);
}
