//! What is to be done now: tasks that one contact does are one deed; scripts are filled and say what they lack.

use guanxi::domain::care::{
    CarePlan, Deed, Piece, TaskKind, TaskList, deeds, figures_of, filled, planned, step_said, why,
    year_without_holidays,
};
use serde_json::{Value, json};

use crate::care::{order, touch, world};

/// The deeds of a day: when, the days, the steps.
fn told(json: &Value, as_of: &str) -> Vec<String> {
    let world = world(json, as_of);
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let all = deeds(&world, &care, list.tasks());
    let text = |deed: &Deed| {
        let keys = deed.tasks.iter().map(|task| task.key(&world.book, &care));
        let steps: Vec<String> = keys
            .map(|key| key.split('/').take(3).collect::<Vec<_>>().join("/"))
            .collect();
        format!(
            "{} {} {}: {}",
            deed.when.word(),
            &deed.due.to_string()[5..],
            &deed.last.to_string()[5..],
            steps.join(" + ")
        )
    };
    // `care_beside` has what is settled elsewhere.
    all.iter().filter(|deed| !deed.is_elsewhere()).map(text).collect()
}

#[test]
fn what_one_contact_does_is_asked_once_with_its_reasons() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "kind": "enterprise", "contract": {"signed_on": "2026-09-28"}}],
        "orders": [order("o", "2026-09-28", Some("2026-09-30"))],
        "interactions": [touch("i", "2026-06-20", "email")]
    });
    // A call does for the regular contact of 20 September and for the monthly one as well; a visit is something else.
    assert_eq!(
        told(&history, "2026-10-08"),
        [
            "overdue 09-19 09-20: keep/regular/c + silent/get_in_touch/c + new_customer/first_call/c + touch/high_monthly/c",
            "overdue 10-05 10-05: keep/first_visit/c",
            "week 10-09 10-09: new_customer/sort_information/c",
            "week 10-09 10-13: new_customer/welcome_kit/c",
        ]
    );
    // Whoever looks for warnings finds the call, whatever else it does, and whichever of it is late first.
    let world = world(&history, "2026-10-08");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let all = deeds(&world, &care, TaskList::of(&world, &care).tasks());
    let kinds = |deed: &Deed| {
        TaskKind::ALL
            .iter()
            .filter(|kind| deed.is_a(**kind))
            .map(|kind| kind.word())
            .collect::<Vec<_>>()
    };
    let lead = |deed: &&Deed| deed.tasks.len() == 4;
    assert_eq!(all.iter().find(lead).map(kinds), Some(vec!["care", "visit", "warning"]));
}

#[test]
fn the_order_is_that_of_the_days_shown() {
    let mut talk = touch("i", "2026-10-07", "email");
    talk["customer"] = json!("d");
    talk["next_step"] = json!("寄样");
    talk["next_due"] = json!("2026-10-12");
    let history = json!({
        "customers": [
            {"id": "c", "name": "甲", "kind": "enterprise", "contract": {"signed_on": "2026-09-28"}},
            {"id": "d", "name": "乙"}
        ],
        "orders": [order("o", "2026-09-28", Some("2026-09-30"))],
        "interactions": [talk]
    });
    let week: Vec<String> = told(&history, "2026-10-08")
        .into_iter()
        .filter(|deed| deed.starts_with("week"))
        .collect();
    // The kit may wait for a day behind the promise, and stands before it all the same: its own day is the ninth.
    let place = |what: &str| week.iter().position(|deed| deed.contains(what)).unwrap();
    assert!(week[place("welcome_kit")].starts_with("week 10-09 10-13"), "{week:?}");
    assert!(week[place("promise")].starts_with("week 10-12 10-12"), "{week:?}");
    assert!(place("welcome_kit") < place("promise"), "{week:?}");
}

#[test]
fn each_reason_of_a_merged_task_names_its_step() {
    let history = json!({
        "customers": [{"id": "c", "name": "甲", "kind": "enterprise", "contract": {"signed_on": "2026-09-28"}}],
        "orders": [order("o", "2026-09-28", Some("2026-09-30"))],
        "interactions": [touch("i", "2026-06-20", "email")]
    });
    let world = world(&history, "2026-10-08");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let all = deeds(&world, &care, TaskList::of(&world, &care).tasks());
    let said = all[0].tasks.iter().filter_map(|task| step_said(&care, task));
    assert_eq!(
        said.map(|said| said.zh.into_owned()).collect::<Vec<_>>(),
        [
            "客户维护：定期回访",
            "90天无互动：重新联系",
            "新客户激活：首次关怀电话",
            "分层触达计划：高价值客户月度电话或拜访"
        ]
    );
}

#[test]
fn who_cannot_be_greeted_before_holidays_of_a_year_not_published_is_told_the_year() {
    let told = |settings: Value, as_of: &str| {
        let world = world(
            &json!({"customers": [{"id": "c", "name": "甲"}], "settings": settings}),
            as_of,
        );
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let greets = |trigger: &guanxi::domain::care::Trigger| {
            let to = crate::care::day(as_of).plus_days(92);
            year_without_holidays(trigger, &care.calendar, crate::care::day(as_of), to)
        };
        let of = |id: &str| greets(&care.playbooks.iter().find(|it| *it.id == *id).unwrap().trigger);
        (
            care.year_not_greeted(crate::care::day(as_of)),
            of("holidays"),
            of("key_dates"),
        )
    };
    let unknown = || json!({});
    // Asked seven days ahead of the last working day; a week more until the holiday itself.
    assert_eq!(told(unknown(), "2026-09-30"), (None, None, None));
    assert_eq!(told(unknown(), "2026-11-28"), (None, Some(2027), None));
    assert_eq!(told(unknown(), "2026-12-17"), (None, Some(2027), None));
    assert_eq!(told(unknown(), "2026-12-26"), (Some(2027), Some(2027), None));
    assert_eq!(told(unknown(), "2027-01-30"), (Some(2027), Some(2027), None));
    assert_eq!(
        told(json!({"calendar_years": [2027]}), "2026-12-26"),
        (None, None, None)
    );
}

#[test]
fn the_overdue_come_first_and_what_is_far_does_not_come() {
    let customer =
        |id: &str, created: &str, intent: &str| json!({"id": id, "name": id, "created_on": created, "intent": intent});
    let book = json!({"customers": [
        customer("far", "2026-11-20", "C"), customer("week", "2026-11-25", "B"), customer("today", "2026-11-24", "A"), customer("late", "2026-11-10", "A"), customer("later", "2026-11-01", "A")]});
    assert_eq!(
        told(&book, "2026-11-27"),
        [
            "overdue 11-04 11-04: lead/first_contact/later",
            "overdue 11-13 11-13: lead/first_contact/late",
            "today 11-27 11-27: lead/first_contact/today",
            "week 12-02 12-02: lead/first_contact/week",
        ]
    );
}

#[test]
fn a_calendar_has_what_is_far_and_what_was_put_off_each_on_its_day() {
    let customer =
        |id: &str, created: &str, intent: &str| json!({"id": id, "name": id, "created_on": created, "intent": intent});
    let book = json!({
        "customers": [customer("far", "2026-11-20", "C"), customer("late", "2026-11-10", "A"), customer("off", "2026-11-20", "B")],
        "task_outcomes": [{"id": "lead/first_contact/off/2026-11-20", "status": "snoozed", "at": "2026-11-26", "until": "2026-12-03"}]
    });
    let world = world(&book, "2026-11-27");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let until = |day: &str| {
        let all = planned(&world, &care, (list.tasks(), &[]), crate::care::day(day));
        let said = |deed: &guanxi::domain::care::Deed| {
            let id = world.book.customers.key_at(deed.lead().unwrap().customer).unwrap();
            format!("{id} {} {}", deed.when.word(), &deed.due.to_string()[5..])
        };
        all.iter()
            .filter(|deed| !deed.is_elsewhere())
            .map(said)
            .collect::<Vec<_>>()
    };
    assert_eq!(until("2026-12-02"), ["late overdue 11-13"]);
    assert_eq!(
        until("2026-12-31"),
        ["late overdue 11-13", "off week 12-03", "far later 12-05"]
    );
    // The list asks for neither; what was put off can be found in it.
    assert_eq!(
        told(&book, "2026-11-27"),
        [
            "overdue 11-13 11-13: lead/first_contact/late",
            "put_off 12-03 12-03: lead/first_contact/off"
        ]
    );
}

#[test]
fn key_dates_say_whose_they_are_and_what_became_of_29_february() {
    let told = |date: &str, as_of: &str| {
        let book = json!({
            "customers": [{"id": "c", "name": "甲", "cooperation_since": "2024-02-29", "contacts": [{"name": "周敏"}, {"name": "沈立群", "birthday": date}]}],
            "orders": [order("o", "2026-12-01", Some("2026-12-01")), order("p", "2027-12-01", Some("2027-12-01"))]
        });
        let world = world(&book, as_of);
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let list = TaskList::of(&world, &care);
        let is_one = |task: &&guanxi::domain::care::Task| task.key(&world.book, &care).starts_with("key_dates/");
        let mut all: Vec<String> = list
            .tasks()
            .iter()
            .filter(is_one)
            .map(|task| why(&world, &care, task).zh.into_owned())
            .collect();
        all.sort();
        all
    };
    assert_eq!(
        told("1980-03-01", "2027-02-27"),
        [
            "2027-02-28合作3周年（原为02-29，今年没有这一天），2天内",
            "沈立群的生日是2027-03-01，2天内"
        ]
    );
    assert_eq!(
        told("1980-02-29", "2028-02-28"),
        ["2028-02-29合作4周年，沈立群的生日是2028-02-29，2天内"]
    );
}

#[test]
fn a_warning_has_the_figures_it_rests_on() {
    let contacts = |from: u32, n: u32| {
        (0..n).map(move |i| {
            touch(
                &format!("i{from}-{i}"),
                &format!("2026-{from:02}-{:02}", i + 1),
                "email",
            )
        })
    };
    let book = json!({
        "customers": [{"id": "c", "name": "甲", "cooperation_since": "2025-01-01"}],
        "orders": [order("o", "2026-08-10", Some("2026-08-10"))],
        "interactions": contacts(8, 10).chain(contacts(11, 2)).collect::<Vec<_>>()
    });
    let world = world(&book, "2026-11-27");
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let told = |playbook: &str| {
        let key = |task: &&guanxi::domain::care::Task| task.key(&world.book, &care).starts_with(playbook);
        let task = list.tasks().iter().find(key).unwrap();
        let figures = figures_of(&world, &care, task);
        figures
            .iter()
            .map(|(metric, value)| {
                format!(
                    "{} {}",
                    metric.id,
                    value.map_or("None".to_owned(), |value| format!("{value:.3}"))
                )
            })
            .collect::<Vec<_>>()
    };
    // Two contacts in the last sixty days; in the sixty before, from 30 July on, ten and an order: 2 / 11 - 1.
    assert_eq!(
        told("churn/"),
        ["frequency_change_60d -0.818", "response_rate_60d None"]
    );
    assert_eq!(told("come_back/"), ["days_since_last_order 109.000"]);
    assert_eq!(told("touch/"), [""; 0]);
}

#[test]
fn a_script_is_filled_and_says_what_it_lacks() {
    let json = json!({
        "settings": {"company": "苏州澜川"},
        "customers": [{"id": "c", "name": "宁波恒拓", "cooperation_since": "2023-11-27",
            "contacts": [{"name": "周敏"}, {"name": "沈立群", "decision_maker": true}]}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-03-01", "amount": 5, "items": [{"product": "伺服电机"}]}]
    });
    let world = world(&json, "2026-11-27");
    let told = |script: &str, me: &str| {
        let piece = |piece: Piece| match piece {
            Piece::Words(words) => words,
            Piece::Field(said) => format!("<{said}>"),
            Piece::Missing(label) => format!("[{}]", label.zh),
        };
        filled(script, &world, 0, me).into_iter().map(piece).collect::<String>()
    };
    assert_eq!(
        told("{称呼}您好，我是{我司}的{我}。{ 产品 }用了{年数}年，{公司}。", "何晓"),
        "<沈立群>您好，我是<苏州澜川>的<何晓>。<伺服电机>用了<3>年，<宁波恒拓>。"
    );
    assert_eq!(
        told("Good day {name}, this is {me}.", ""),
        "Good day <沈立群>, this is [我]."
    );
    assert_eq!(told("{没有}{a{产品} }", "何"), "{没有}{a<伺服电机> }");
}

#[test]
fn the_product_of_a_script_is_the_last_one_that_was_kept() {
    let told = |orders: &[(&str, i64, serde_json::Value)]| {
        let order = |(place, (day, amount, items)): (usize, &(&str, i64, serde_json::Value))| json!({"id": format!("o{place}"), "customer": "c", "date": day, "amount": amount, "items": items});
        let orders: Vec<_> = orders.iter().enumerate().map(order).collect();
        let world = world(
            &json!({"customers": [{"id": "c", "name": "宁波恒拓"}], "orders": orders}),
            "2026-11-27",
        );
        match filled("{产品}", &world, 0, "").as_slice() {
            [Piece::Field(said)] => said.clone(),
            [Piece::Missing(_)] => "-".to_owned(),
            other => panic!("{other:?}"),
        }
    };
    let line = |product: &str, n: i32, amount: i64| json!([{"product": product, "quantity": n, "amount": amount}]);
    let bare = |product: &str| json!([{"product": product}]);
    let first = ("2026-03-01", 500, line("伺服电机", 5, 500));
    let second = ("2026-05-01", 800, line("减速机", 2, 800));
    assert_eq!(told(&[first.clone(), second.clone()]), "减速机");
    // All of it was given back: the one before.
    let back = |n: i32, amount: i64| ("2026-06-01", -amount, line("减速机", n, -amount));
    assert_eq!(told(&[first.clone(), second.clone(), back(2, 800)]), "伺服电机");
    // One of two was.
    assert_eq!(told(&[first.clone(), second.clone(), back(1, 400)]), "减速机");
    // A return alone sells nothing, and one whose lines say no worth is one by its order.
    assert_eq!(told(&[("2026-06-01", -400, bare("减速机"))]), "-");
    assert_eq!(told(&[first.clone(), ("2026-06-01", -400, bare("减速机"))]), "伺服电机");
    // Bought again after it was given back.
    let again = ("2026-07-01", 400, line("减速机", 1, 400));
    assert_eq!(
        told(&[first.clone(), second.clone(), back(2, 800), again.clone()]),
        "减速机"
    );
    // Both purchases in one return, and a line given back beside one that is kept.
    let both = ("2026-08-01", -1200, line("减速机", 3, -1200));
    assert_eq!(told(&[first.clone(), second, again, both]), "伺服电机");
    let mixed = (
        "2026-08-02",
        100,
        json!([{"product": "减速机", "amount": -200}, {"product": "联轴器", "amount": 300}]),
    );
    assert_eq!(told(&[first, mixed]), "联轴器");
}

/// What key dates say, by playbook and customer.
fn key_dates_said(book: &serde_json::Value, as_of: &str) -> Vec<String> {
    let world = world(book, as_of);
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let mut all: Vec<String> = list
        .tasks()
        .iter()
        .map(|task| (task.key(&world.book, &care), why(&world, &care, task).zh))
        .filter(|(key, _)| {
            ["key_dates/", "holidays/", "milestones/"]
                .iter()
                .any(|it| key.starts_with(it))
        })
        .map(|(key, why)| {
            let mut parts = key.split('/');
            let (playbook, customer) = (parts.next().unwrap(), parts.nth(1).unwrap());
            format!("{playbook} {customer} {why}")
        })
        .collect();
    all.sort();
    all
}

#[test]
fn birthdays_by_the_lunar_calendar_say_what_the_year_has_otherwise() {
    let told = |date: &str, as_of: &str| {
        key_dates_said(
            &json!({
                "customers": [{"id": "c", "name": "甲", "contacts": [{"name": "沈立群", "birthday": date, "birthday_lunar": true}]}],
                "orders": [order("o", "2026-04-01", Some("2026-04-01")), order("p", "2027-01-10", Some("2027-01-10"))]
            }),
            as_of,
        )
    };
    let mid_autumn = "key_dates c 沈立群的生日是2026-09-25（农历八月十五），2天内";
    assert_eq!(told("1985-09-29", "2026-09-11"), [mid_autumn]);
    assert_eq!(told("1985-09-29", "2026-09-10"), [""; 0]);
    // The twelfth month has 29 days and ends in the year behind; so it is where the year begins between.
    let last = "key_dates c 沈立群的生日是2027-02-05（农历腊月三十）（今年这个月只有29天，三十在廿九过），2天内";
    assert_eq!(told("1990-01-26", "2027-01-30"), [last]);
    // The fourth month of 2020 came twice.
    let moved = "key_dates c 沈立群的生日是2026-05-17（农历闰四月初一）（今年没有这个闰月，在同名的月份过），2天内";
    assert_eq!(told("2020-05-23", "2026-05-10"), [moved]);
}

#[test]
fn two_key_dates_of_a_day_are_one_task_that_names_both() {
    let book = json!({
        "customers": [{"id": "c", "name": "甲", "cooperation_since": "2021-11-30", "founded_on": "2006-11-30",
            "contacts": [{"name": "周敏", "birthday": "1988-11-30"}]}],
        "orders": [order("o", "2026-06-01", Some("2026-06-01"))]
    });
    assert_eq!(
        key_dates_said(&book, "2026-11-28"),
        ["key_dates c 2026-11-30合作5周年，2026-11-30公司成立20周年，周敏的生日是2026-11-30，2天内"]
    );
}

#[test]
fn holidays_and_days_of_ours_are_for_those_the_playbook_names() {
    let trigger = json!({"event": "key_date", "dates": ["milestone"], "milestones": [
        {"on": "2026-09-28", "name": "二代产品", "kind": "launch"},
        {"on": "2026-10-20", "name": "价格表换新"}
    ]});
    let mut own = serde_json::to_value(guanxi::domain::care::playbooks(&Default::default()).0).unwrap();
    let own = own.as_array_mut().unwrap();
    own.retain(|playbook| playbook["id"] == "milestones");
    own[0]["trigger"] = trigger;
    own[0]["audience"] = json!({"fact": "region", "operator": "equal", "value": "华东"});
    let book = json!({
        "customers": [
            {"id": "big", "name": "甲", "region": "华东"},
            {"id": "small", "name": "乙", "region": "华南"}
        ],
        "orders": [
            {"id": "o", "customer": "big", "date": "2026-09-01", "amount": 600_000, "paid_on": "2026-09-01"},
            {"id": "p", "customer": "small", "date": "2026-09-01", "amount": 60, "paid_on": "2026-09-01"}
        ],
        "rulebook": {"playbooks": own}
    });
    assert_eq!(
        key_dates_said(&book, "2026-09-24"),
        [
            "holidays big 2026-09-24是中秋节前最后一个工作日（2026-09-25起放假），当天",
            "holidays big 2026-09-30是国庆节前最后一个工作日（2026-10-01起放假），当天",
            // At risk: nobody has spoken with it.
            "holidays small 2026-09-24是中秋节前最后一个工作日（2026-09-25起放假），当天",
            "holidays small 2026-09-30是国庆节前最后一个工作日（2026-10-01起放假），当天",
            "milestones big 2026-09-28，新品发布：二代产品，3个工作日内"
        ]
    );
    assert_eq!(
        key_dates_said(&book, "2026-10-13"),
        ["milestones big 2026-10-20：价格表换新，3个工作日内"]
    );
}
