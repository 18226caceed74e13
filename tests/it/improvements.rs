//! Improvements after complaints as they stood on a day.

use guanxi::domain::day::Moment;
use guanxi::domain::steering::{Improvement, ended_improvement, improvements, later_improvements};
use serde_json::{Value, json};

use crate::care::{day, world};

/// 1 was written on the 1st and ended on the 20th; 2 was written on the 15th; 3 was ticked off on 今日 on the 25th; of 4 no day is known.
#[test]
fn improvements_stand_as_they_stood_on_the_day() {
    let key = |id: &str| format!("own/{id}//task");
    let task =
        |id: &str, at: Value| json!({"id": key(id), "name": id, "at": at, "due": "2026-11-25", "improvement": "延误"});
    let book = json!({"customers": [{"id": "a", "name": "a"}], "task_outcomes": [
        task("1", json!("2026-11-01")), task("2", json!("2026-11-15")), task("3", json!("2026-11-02")), task("4", Value::Null),
        {"id": "own/3//2026-11-25", "status": "done", "at": "2026-11-25"},
    ]});
    let begun = world(&book, "2026-11-28");
    let record = begun.book.task_outcomes.get(&key("1")).unwrap().look(Clone::clone);
    let ended = ended_improvement(&record, &Moment::on(day("2026-11-20")));
    let json = serde_json::to_value(&ended).unwrap();
    assert_eq!(json["improvement_from"], json!("2026-11-01"));
    // Ended once more it keeps the day on which it was written.
    let again = ended_improvement(&ended, &Moment::on(day("2026-11-22")));
    assert_eq!(
        serde_json::to_value(&again).unwrap()["improvement_from"],
        json!("2026-11-01")
    );
    let mut book = book;
    book["task_outcomes"][0] = json;
    let said = |as_of: &str| {
        let world = world(&book, as_of);
        let all = improvements(&world);
        let one = |it: &Improvement| format!("{}{}", it.name, if it.is_done { "!" } else { "" });
        (
            all.iter().map(one).collect::<Vec<_>>().join(" "),
            later_improvements(&world),
        )
    };
    assert_eq!(said("2026-10-31"), ("4".to_owned(), 3));
    assert_eq!(said("2026-11-14"), ("1 3 4".to_owned(), 1));
    assert_eq!(said("2026-11-19"), ("1 2 3 4".to_owned(), 0));
    assert_eq!(said("2026-11-20"), ("2 3 4 1!".to_owned(), 0));
    assert_eq!(said("2026-11-28"), ("2 4 1! 3!".to_owned(), 0));
}
