//! Days that follow the day of their row: next steps, payments that are due, answers and solutions of tickets.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::plan::{SheetPlan, understood};
use guanxi::exchange::values::{Answer, Ask, Yearless};

use crate::exchange::{table, wanted};
use crate::exchange_back::asked;
use crate::exchange_years::done;

/// The days of the next steps of a book, in order.
fn due(book: &Book) -> Vec<String> {
    let all = book.interactions.iter().filter_map(|(_, one)| one.next_due);
    let mut all: Vec<String> = all.map(|day| day.to_string()).collect();
    all.sort();
    all
}

/// What one visit with this day and this next day comes to.
fn visit(at: &str, next: &str, told: &[(usize, Answer)]) -> (SheetPlan, Vec<String>) {
    let text = format!("客户名称,拜访日期,内容,下一步,下一步日期\n远山木业,{at},看样,报价,{next}\n");
    let answers: Vec<_> = [(0, Answer::Brings(true))]
        .into_iter()
        .chain(told.iter().cloned())
        .collect();
    let (plan, book) = done(&text, &answers);
    (plan, due(&book))
}

#[test]
fn the_next_step_of_a_past_visit_is_of_the_first_such_day_from_there_on() {
    // Of 25 November 2024, a Monday.
    for (next, day) in [
        ("11/30", "2024-11-30"),
        ("11月30日", "2024-11-30"),
        ("1月5日", "2025-01-05"),
        ("1130", "2024-11-30"),
        ("11-30 10:00", "2024-11-30"),
        ("下周三", "2024-12-04"),
        ("下周三前", "2024-12-04"),
        ("周三", "2024-11-27"),
        ("明天", "2024-11-26"),
        ("三天后", "2024-11-28"),
        ("两周后", "2024-12-09"),
        ("次日", "2024-11-26"),
        ("一个月后", "2024-12-25"),
        ("15号", "2024-12-15"),
        ("下个月5号", "2024-12-05"),
        ("月底", "2024-11-30"),
        ("3月底", "2025-03-31"),
        ("十二月一日", "2024-12-01"),
        ("2025-01-20", "2025-01-20"),
        ("待定", ""),
    ] {
        let (plan, days) = visit("2024-11-25", next, &[]);
        assert_eq!(
            (plan.questions.len(), plan.counts.new, plan.counts.wrong),
            (0, 1, 0),
            "{next}"
        );
        assert_eq!(days.concat(), day, "{next}");
    }
}

#[test]
fn what_the_day_of_the_row_does_not_tell_is_asked() {
    for (next, reason) in [
        ("昨天", "day-words"),
        ("3天前", "day-words"),
        ("2/29", "yearless"),
        ("腊月廿三", "yearless"),
        ("3月", "yearless"),
        ("3月中旬", "yearless"),
        ("下个月", "yearless"),
        ("节后", "yearless"),
    ] {
        let (plan, _) = visit("2024-11-25", next, &[]);
        assert_eq!(
            (asked(&plan), plan.counts.asked, plan.counts.wrong),
            (vec![(4, reason)], 1, 0),
            "{next}"
        );
    }
    // Where the visit's own day is asked about, or wrong, nothing else is.
    let (plan, _) = visit("11/25", "11/30", &[]);
    assert_eq!((asked(&plan), plan.counts.asked), (vec![(1, "yearless")], 1));
    let (plan, days) = visit("11/25", "11/30", &[(1, Answer::Yearless(Yearless::Of(2025)))]);
    assert_eq!((asked(&plan), days), (vec![], vec!["2025-11-30".to_owned()]));
    let (plan, _) = visit("那天", "11/30", &[]);
    assert_eq!((asked(&plan), plan.counts.wrong), (vec![], 1));
    // A table that says only when the next step is due asks of which year.
    let text = "编号,客户名称,下一步,下一步日期\nV1,远山木业,报价,1月5日\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.mapping = guanxi::exchange::columns::mapping_as(&table, guanxi::exchange::columns::Subject::Interactions);
    let plan = guanxi::exchange::plan::plan(&Book::default(), &table, &wanted);
    let open: Vec<_> = plan
        .questions
        .iter()
        .map(|q| (q.column, q.reason, &*q.years, q.is_past))
        .collect();
    assert!(open.contains(&(3, Ask::Yearless, &[2027, 2026][..], false)), "{open:?}");
}

#[test]
fn what_was_understood_is_shown_beside_the_cell() {
    let table =
        table("客户名称,拜访日期,内容,下一步日期\n远山木业,2024-11-25,看样,11/30\n北岸家具,2024-11-25,看样,下周三\n");
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Brings(true)));
    let plan = guanxi::exchange::plan::plan(&Book::default(), &table, &wanted);
    let rows: Vec<_> = table.rows.iter().zip(&plan.rows).collect();
    let all = understood(&Book::default(), &table, &wanted, &rows).concat();
    let said: Vec<_> = all.iter().map(|one| (one.column, &*one.text)).collect();
    assert_eq!(said, [(3, "2024-11-30"), (3, "2024-12-04")]);
}

#[test]
fn a_ticket_is_solved_on_the_first_such_day_from_its_own_that_has_been() {
    let of = |solved: &str| {
        let text = format!(
            "工单编号,客户名称,类型,提出时间,问题描述,解决时间\nT1,远山木业,投诉,2026-11-10 09:00,漏水,{solved}\n"
        );
        let (plan, book) = done(&text, &[(0, Answer::Brings(true))]);
        let at = book.tickets.iter().filter_map(|(_, one)| one.resolved_at.clone());
        let at: Vec<String> = at.map(|at| guanxi::domain::field::format_moment(&at)).collect();
        (asked(&plan), at.concat())
    };
    assert_eq!(of("11/12"), (vec![], "2026-11-12".to_owned()));
    assert_eq!(of("11-12 15:30"), (vec![], "2026-11-12 15:30".to_owned()));
    assert_eq!(of("当天"), (vec![], "2026-11-10".to_owned()));
    assert_eq!(of("次日 10:00"), (vec![], "2026-11-11 10:00".to_owned()));
    // Days to come, and those before the ticket, are asked about: today is the 19th.
    assert_eq!(of("11/25").0, [(5, "yearless")]);
    assert_eq!(of("11/5").0, [(5, "yearless")]);
    assert_eq!(of("昨天").0, [(5, "day-words")]);
}

#[test]
fn an_order_is_due_after_its_day_and_may_have_been_paid_before() {
    let text = "订单编号,客户名称,下单日期,订单金额（元）,应付款日,付款日\nS1,远山木业,2025-12-20,100,1/15,12/18\n";
    let told = [(1, Answer::Brings(true))];
    let (plan, book) = done(text, &told);
    assert_eq!(asked(&plan), [(5, "yearless")]);
    let told = [told[0].clone(), (5, Answer::Yearless(Yearless::Of(2025)))];
    let (plan, paid) = done(text, &told);
    assert_eq!((plan.counts.new, book.orders.len()), (1, 0));
    let days = paid
        .orders
        .iter()
        .map(|(_, one)| (one.due_on.unwrap().to_string(), one.paid_on.unwrap().to_string()));
    assert_eq!(
        days.collect::<Vec<_>>(),
        [("2026-01-15".to_owned(), "2025-12-18".to_owned())]
    );
    // The same file again changes nothing.
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.extend(told);
    let again = guanxi::exchange::plan::plan(&paid, &table, &wanted);
    let empty = ChangeSet::default();
    assert_eq!((again.changes.len(), again.counts.same), (empty.changes.len(), 1));
}

#[test]
fn a_column_of_times_beside_one_of_days_says_when_on_that_day() {
    let of = |text: &str| {
        let (plan, book) = done(text, &[(0, Answer::Brings(true))]);
        let at = book
            .interactions
            .iter()
            .map(|(_, one)| guanxi::domain::field::format_moment(&one.at));
        let mut at: Vec<String> = at.collect();
        at.sort();
        (asked(&plan), plan.counts.wrong, at)
    };
    let days = ["2024-03-05 09:00", "2024-03-06", "2024-03-07 14:30"]
        .map(str::to_owned)
        .to_vec();
    for (head, rows) in [
        ("日期,时间", ["2024-03-05,9:00", "2024-03-06,", "2024-03-07,14:30"]),
        (
            "时间,日期",
            ["09:00-10:00,2024-03-05", ",2024-03-06", "下午2:30,2024-03-07"],
        ),
    ] {
        let row = |row: &str| format!("甲,{row},谈价\n");
        let text = format!("客户,{head},内容\n{}", rows.map(row).concat());
        assert_eq!(of(&text), (vec![], 0, days.clone()), "{head}");
    }
    // Two days are asked about, and a time without any day stays a word for one of today.
    assert_eq!(
        of("客户,日期,时间,内容\n甲,2024-03-05,2024-03-06,谈价\n").0,
        [(2, "same-field")]
    );
    assert_eq!(of("客户,日期,内容\n甲,9:00,谈价\n").0, [(1, "day-words")]);
}
