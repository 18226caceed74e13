//! What was answered of an earlier file of the same layout.

use guanxi::domain::book::Book;
use guanxi::exchange::plan::plan;
use guanxi::exchange::values::{Answer, Ask, ShortOrder};

use crate::exchange::{table, wanted};

/// What is asked of days and revenues in columns 1 and 2, with what was answered of an earlier file.
fn asked(days: [&str; 2], revenue: [&str; 2], kept: &[Answer], of: &[usize]) -> Vec<(usize, Ask, Option<bool>)> {
    let rows: String = (0..2)
        .map(|i| format!("甲厂{i},{},{}\n", days[i], revenue[i]))
        .collect();
    let table = table(&format!("客户名称,合作起始时间,年营收\n{rows}"));
    let mut wanted = wanted(&table);
    wanted.kept = of.iter().copied().zip(kept.iter().cloned()).collect();
    wanted.answers.clone_from(&wanted.kept);
    let all = plan(&Book::default(), &table, &wanted).questions.into_iter();
    all.map(|question| (question.column, question.reason, question.day_first))
        .collect()
}

#[test]
fn an_answer_of_an_earlier_file_that_this_one_contradicts_is_asked_again() {
    let (day, month) = (["03/04/2026", "25/06/2025"], ["04/25/2026", "05/06/2025"]);
    let both = [Answer::DayFirst(true), Answer::Power(4)];
    // What holds is not asked again; what the file contradicts is, with what its own cells show.
    assert_eq!(asked(day, ["350", "800"], &both, &[1, 2]), []);
    assert_eq!(
        asked(month, ["350", "800"], &both, &[1, 2]),
        [(1, Ask::DateOrder, Some(false))]
    );
    // 3,500,000 of ten thousand yuan are thirty-five billion.
    assert_eq!(
        asked(day, ["3500000", "8000000"], &both, &[1, 2]),
        [(2, Ask::Unit, None)]
    );
    // Nor is anybody's revenue 900 yuan: with one larger than that it may be, and of 元 for nobody 10,000 or less.
    let yuan = [Answer::DayFirst(true), Answer::Power(0)];
    assert_eq!(asked(day, ["900", "80"], &yuan, &[1, 2]), [(2, Ask::Unit, None)]);
    assert_eq!(asked(day, ["10000", "0"], &yuan, &[1, 2]), [(2, Ask::Unit, None)]);
    assert_eq!(asked(day, ["10001", "80"], &yuan, &[1, 2]), []);
    // What says its unit itself is of no matter, nor what is nothing.
    assert_eq!(asked(day, ["3万元", "0"], &yuan, &[1, 2]), []);
    // A year of two figures that cannot be the first one.
    let short = ["05/06/24", "03/04/31"];
    let answers = [Answer::Short(ShortOrder::Day), Answer::Power(4)];
    assert_eq!(asked(short, ["350", "800"], &answers, &[1, 2]), []);
    let other = ["05/06/24", "03/25/24"];
    assert_eq!(
        asked(other, ["350", "800"], &answers, &[1, 2]),
        [(1, Ask::ShortYear, None)]
    );
    // Who answers of this very file knows it.
    let table = table("客户名称,合作起始时间\n甲厂,04/25/2026\n乙厂,05/06/2025\n");
    let mut own = wanted(&table);
    own.answers = vec![(1, Answer::DayFirst(true))];
    assert!(plan(&Book::default(), &table, &own).questions.is_empty());
}

#[test]
fn years_of_the_republic_contradict_a_kept_order_of_the_common_era() {
    let (republic, common) = (["112/03/04", "99.1.5"], ["05/06/24", "03/25/24"]);
    let of = |days: [&str; 2], order: ShortOrder| asked(days, ["", ""], &[Answer::Short(order)], &[1]);
    assert_eq!(of(republic, ShortOrder::Year), [(1, Ask::Republic, None)]);
    assert_eq!(
        of(["民国113年5月6日", "99.1.5"], ShortOrder::Year),
        [(1, Ask::Republic, None)]
    );
    // Kept themselves they hold, also where nothing but the answer speaks for them.
    assert_eq!(of(republic, ShortOrder::Republic), []);
    assert_eq!(of(["98.12.31", "99.1.5"], ShortOrder::Republic), []);
    assert_eq!(of(common, ShortOrder::Republic), [(1, Ask::ShortYear, None)]);
}
