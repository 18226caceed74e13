//! What was said of a table holds when it is read in another way, as far as it still applies.

use guanxi::domain::book::Book;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::Customer;
use guanxi::exchange::columns::{Mapped, Subject, Use, mapping, mapping_as};
use guanxi::exchange::layout::{HeadTold, Table};
use guanxi::exchange::plan::{Mode, SaidOfTable, Wanted, Whom, plan};
use guanxi::exchange::values::{Answer, Ask, Question};

use crate::exchange::{planned, sheet, table, today};

/// A reading of a text as nobody said anything of it yet.
fn read(text: &str, head: Option<HeadTold>, subject: Option<Subject>) -> SaidOfTable {
    let table = Table::of(sheet(text.as_bytes()), head);
    let understood = subject.map_or_else(|| mapping(&table), |subject| mapping_as(&table, subject));
    SaidOfTable {
        columns: table.columns,
        wanted: Wanted::of(understood.clone(), today(), "+08:00"),
        understood,
        answered: Vec::new(),
    }
}

/// The first column is blank, so that places of the sheet and of the table differ.
const TEXT: &str = ",客户名称,合作日期,年采购,等级\n,甲公司,03/04/2026,12,A\n,乙公司,05/06/2026,7,B\n";

fn said() -> SaidOfTable {
    let mut said = read(TEXT, None, None);
    let wanted = &mut said.wanted;
    wanted.corrected = vec![(2, 0, "甲有限公司".into()), (3, 2, "8".into())];
    wanted.chosen = vec![(3, Whom::New)];
    wanted.suggested = vec![3];
    wanted.overruling = vec![(3, true)];
    (wanted.mode, wanted.clears, wanted.takes_hidden) = (Mode::Create, true, Some(true));
    wanted.mapping.columns[3] = Mapped {
        used: Use::Note,
        sure: 1.0,
    };
    said.answered = vec![
        (
            Question::new(1, Ask::DateOrder, vec![(2, "03/04/2026".into())]),
            Answer::DayFirst(true),
        ),
        (Question::unit_of(2), Answer::Power(4)),
    ];
    said
}

#[test]
fn another_head_keeps_cells_answers_and_columns() {
    let before = said();
    let mut after = read(TEXT, Some(HeadTold::None), None);
    // Without a head the columns are called otherwise, and stand where they stood.
    assert_eq!(after.columns[0].place, 1);
    after.wanted.mapping.columns[1..=2].clone_from_slice(&before.wanted.mapping.columns[1..=2]);
    before.lay_on(&mut after);
    let wanted = &after.wanted;
    assert_eq!(wanted.corrected, before.wanted.corrected);
    assert_eq!(
        (&wanted.chosen, &wanted.suggested, &wanted.overruling),
        (
            &before.wanted.chosen,
            &before.wanted.suggested,
            &before.wanted.overruling
        )
    );
    assert_eq!(
        (wanted.mode, wanted.clears, wanted.takes_hidden),
        (Mode::Create, true, Some(true))
    );
    assert_eq!(wanted.mapping.columns[3].used, Use::Note);
    let answers: Vec<_> = after
        .answered
        .iter()
        .map(|(of, answer)| (of.column, answer.clone()))
        .collect();
    assert_eq!(answers, [(1, Answer::DayFirst(true)), (2, Answer::Power(4))]);
    // Said a second time it stands once.
    before.lay_on(&mut after);
    assert_eq!((after.answered.len(), after.wanted.corrected.len()), (2, 2));
}

#[test]
fn a_column_that_is_something_else_now_is_asked_anew() {
    let before = said();
    let mut after = read(TEXT, None, None);
    after.wanted.mapping.columns[1].used = Use::Note;
    before.lay_on(&mut after);
    assert_eq!(after.answered.iter().map(|(of, _)| of.column).collect::<Vec<_>>(), [2]);
}

#[test]
fn another_subject_keeps_cells_and_how_they_are_read() {
    let before = said();
    let mut after = read(TEXT, None, Some(Subject::Orders));
    before.lay_on(&mut after);
    let wanted = &after.wanted;
    assert_eq!(
        (wanted.corrected.len(), wanted.chosen.len(), wanted.overruling.len()),
        (2, 0, 0)
    );
    assert_eq!(wanted.mapping.columns[0].used, Use::Field("customer".into()));
    // A day is read as a day where both fields are days of one kind; an amount of orders is another kind of amount.
    let kept = |at: usize| after.answered.iter().any(|(of, _)| of.column == at);
    let kind = |said: &SaidOfTable, at: usize| match &said.wanted.mapping.columns[at].used {
        Use::Field(key) => said.wanted.mapping.subject.field(key).map(|field| field.kind),
        _ => None,
    };
    assert_eq!(
        kept(1),
        kind(&before, 1).is_some() && kind(&before, 1) == kind(&after, 1)
    );
    assert!(!kept(2));
}

#[test]
fn rows_like_one_customer_alone_are_proposed_and_the_others_are_not() {
    let mut book = Book::default();
    for (n, name) in [
        "宁波恒拓机械有限公司",
        "上海蓝海科技有限公司",
        "蓝海科技（上海）股份有限公司",
    ]
    .iter()
    .enumerate()
    {
        let id = CustomerId::new(&format!("K{n}")).unwrap();
        book.customers.put(Customer::new(id, name));
    }
    // One fits the first row, two fit the second, none the third; the fourth says another code.
    let text = "客户名称,日期,金额\n恒拓机械,2026-03-05,10\n蓝海科技,2026-03-05,20\n远山木业,2026-03-05,30\n恒拓机械,2026-03-06,40\n";
    let of = |plan: &guanxi::exchange::plan::SheetPlan| -> Vec<Option<String>> {
        plan.rows.iter().map(|row| row.suggested.clone()).collect()
    };
    let one = Some("K0".to_owned());
    let open = planned(&book, text);
    assert_eq!(of(&open), [one.clone(), None, None, one]);
    // All of them at once, and back.
    let table = table(text);
    let mut wanted = crate::exchange::wanted(&table);
    let rows = open
        .rows
        .iter()
        .filter_map(|row| Some((row.at, Whom::Known(row.suggested.clone()?))));
    wanted.chosen = rows.collect();
    let told = plan(&book, &table, &wanted);
    assert_eq!(of(&told), [None, None, None, None]);
    let orders = |plan: &guanxi::exchange::plan::SheetPlan| plan.counts.new;
    assert_eq!((orders(&open), orders(&told)), (0, 2));
    // The answers can be seen, and changed.
    assert_eq!(
        (told.rows[0].whom.clone(), told.rows[0].candidates.len()),
        (Some(Whom::Known("K0".into())), 1)
    );
}
