//! Improvements after complaints as they stood on a day.

use guanxi::domain::care::{CarePlan, TaskList, name_of, sees_to, why};
use guanxi::domain::day::Moment;
use guanxi::domain::label::Lang;
use guanxi::domain::steering::{Improvement, ended_improvement, improvements, later_improvements};
use guanxi::transfer::results::tasks;
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

/// What somebody wrote is asked of whoever sees to it, as an improvement or a plan says, and not of who wrote it or looks after the customer.
#[test]
fn who_sees_to_it_is_asked_on_the_day_with_the_cause() {
    let book = json!({
        "customers": [{"id": "a", "name": "a", "owner": "陈工"}],
        "task_outcomes": [
            {"id": "own/1//task", "name": "安装培训", "due": "2026-11-20", "improvement": "安装不当", "improvement_owner": "周工", "by": "王五", "note": "先问师傅"},
            {"id": "own/2//task", "name": "换包装", "due": "2026-11-20", "improvement": "破损", "improvement_owner": " ", "by": "王五"},
            {"id": "own/3//task", "name": "补说明书", "due": "2026-11-20", "improvement": "安装不当"},
            {"id": "own/4/a/task", "name": "给9折", "due": "2026-11-20", "win_back": "price", "win_back_owner": "林海涛", "by": "王五"},
        ],
    });
    let world = world(&book, "2026-11-20");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let said = |lang: Lang| {
        let one = |task| {
            let name = name_of(&world.book, &care, task).get(lang).to_owned();
            let owner = sees_to(&world, task).map(|owner| owner.into_owned());
            (name, owner, why(&world, &care, task).get(lang).to_owned())
        };
        let own = list
            .tasks()
            .iter()
            .filter(|task| task.key(&world.book, &care).starts_with("own/"));
        let mut all: Vec<_> = own.map(one).collect();
        all.sort();
        all
    };
    let row = |name: &str, owner: Option<&str>, why: &str| (name.to_owned(), owner.map(str::to_owned), why.to_owned());
    let wanted = [
        row("安装培训", Some("周工"), "投诉后改进：安装不当，先问师傅"),
        row("换包装", Some("王五"), "投诉后改进：破损"),
        row("给9折", Some("林海涛"), "挽回方案：价格"),
        row("补说明书", None, "投诉后改进：安装不当"),
    ];
    assert_eq!(said(Lang::Zh), wanted);
    assert_eq!(said(Lang::En)[0].2, "To improve after complaints: 安装不当, 先问师傅");
    let results = tasks(&world, Lang::Zh);
    let of = |key: &str| {
        let found = results.iter().find(|it| it.key.starts_with(key)).unwrap();
        (found.owner, found.because.clone())
    };
    assert_eq!(
        of("own/1/"),
        (Some("周工"), "投诉后改进：安装不当，先问师傅".to_owned())
    );
    assert_eq!(of("own/4/").0, Some("林海涛"));
}
