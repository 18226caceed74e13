//! Health over time, who is in danger, and the plans to win them back.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::field::{FieldValue, HasFields};
use guanxi::domain::kind::TaskOutcome;
use guanxi::domain::kind::task_outcome::{WinBackCause, WinBackResult};
use guanxi::domain::label::Lang;
use guanxi::domain::report::timeline::What;
use guanxi::domain::winback::{Endangered, Standing, WinBackDesk, WinBackRules, ended, health_on, plans_of_one, trend};
use guanxi::domain::world::World;
use guanxi::ui::proof::{changed_by, line};
use serde_json::{Value, json};

use crate::care::world;

const AS_OF: &str = "2026-11-28";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn desk(world: &World) -> WinBackDesk {
    WinBackDesk::of(world, WinBackRules::of(&world.evaluation.plan))
}

/// Each as `id standing score before`.
fn told(world: &World) -> Vec<String> {
    let figure = |score: Option<f64>| score.map_or("-".to_owned(), |score| score.to_string());
    let one = |it: &Endangered| {
        let id = world.book.customers.key_at(it.customer).unwrap();
        format!("{id} {} {} {}", it.standing.word(), figure(it.score), figure(it.before))
    };
    desk(world).all().iter().map(one).collect()
}

fn call(id: &str, customer: &str, at: &str) -> Value {
    json!({"id": id, "customer": customer, "kind": "call", "at": at, "direction": "outbound", "responded": true})
}

fn order(id: &str, customer: &str, date: &str, amount: u32) -> Value {
    json!({"id": id, "customer": customer, "date": date, "amount": amount})
}

/// 甲 bought four times and was spoken to often until the summer; 乙 bought once, two years ago; 丙 has never dealt; 丁 does well.
fn book() -> Value {
    let mut calls = Vec::new();
    let mut orders = Vec::new();
    for (n, month) in ["05", "06", "07", "08"].iter().enumerate() {
        orders.push(order(&format!("a{n}"), "a", &format!("2026-{month}-10"), 10_000));
        calls.push(call(&format!("ca{n}"), "a", &format!("2026-{month}-12")));
    }
    calls.push(call("ca4", "a", "2026-08-20"));
    orders.push(order("b1", "b", "2024-11-01", 5_000));
    for n in 1..=4 {
        orders.push(order(&format!("d{n}"), "d", &format!("2026-{:02}-03", 7 + n), 30_000));
    }
    for n in 1..=5 {
        calls.push(call(&format!("cd{n}"), "d", &format!("2026-11-{:02}", 2 * n)));
    }
    json!({
        "format": "guanxi-book", "version": 1,
        "customers": [{"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}, {"id": "c", "name": "丙"}, {"id": "d", "name": "丁"}],
        "orders": orders, "interactions": calls,
    })
}

#[test]
fn health_on_a_day_is_what_the_formula_gives_of_what_had_happened() {
    let world = world(&book(), AS_OF);
    let slot = world.book.customers.slot("a").unwrap();
    // 31 August: 3 calls in 90 days (12 July, 12 and 20 August; the window begins behind 2 June, so 12 June too: 4), no complaint, four orders
    // in six months, no payment recorded (counts as 100): 0.3 × 80 + 0.2 × 100 + 0.3 × 100 + 0.2 × 100.
    let on = health_on(&world, slot, day("2026-08-31")).unwrap();
    assert_eq!(on.score, Some(94.0));
    assert_eq!(on.band.as_deref(), Some("healthy"));
    let parts: Vec<(&str, Option<f64>, f64)> = on.parts.iter().map(|p| (&*p.id, p.fact, p.points)).collect();
    assert_eq!(
        parts,
        [
            ("activity", Some(4.0), 24.0),
            ("complaints", Some(0.0), 20.0),
            ("repurchase", Some(4.0), 30.0),
            // Nobody wrote down a payment: the rules put 100 there, and there are no data.
            ("stability", None, 20.0),
        ]
    );
    // And nobody ever complained, or said anything: that there are no complaints is for want of tickets.
    let blank = |on: &guanxi::domain::winback::HealthOn| {
        let parts = on.parts.iter().filter(|part| part.is_unrecorded);
        parts.map(|part| part.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(blank(&on), "complaints");
    // Of 甲's first order alone, before the first call.
    let early = health_on(&world, slot, day("2026-05-11")).unwrap();
    assert_eq!(blank(&early), "activity complaints");
    // Today: no call in 90 days (the window begins behind 30 August), three orders in six months: 0 + 20 + 22.5 + 20.
    let now = health_on(&world, slot, day(AS_OF)).unwrap();
    assert_eq!((now.score, now.band.as_deref()), (Some(62.5), Some("sub_healthy")));
    assert_eq!(
        now.score,
        world
            .evaluation
            .number(slot, guanxi::domain::metric::Metric::HealthScore)
    );
}

/// Each figure of a month says which events made it another than the month before.
#[test]
fn what_changed_a_figure_is_the_events_that_came_to_count_and_that_count_no_longer() {
    let world = world(&book(), AS_OF);
    let slot = world.book.customers.slot("a").unwrap();
    let said =
        |of: &str, before: &str, on: &str, lang: Lang| changed_by((&world, slot), of, [day(before), day(on)], lang);
    // (2 May, 31 July] and (2 June, 31 August]; (2 July, 30 September] and (2 August, 31 October].
    assert_eq!(
        said("interactions_90d", "2026-07-31", "2026-08-31", Lang::Zh).as_deref(),
        Some("新计入：08-20 电话、08-12 电话；不再计：05-12 电话")
    );
    assert_eq!(
        said("interactions_90d", "2026-09-30", "2026-10-31", Lang::En).as_deref(),
        Some("no longer counted: 07-12 Call")
    );
    // Six months before 28 November begin behind 28 May.
    assert_eq!(
        said("orders_6m", "2026-10-31", "2026-11-28", Lang::Zh).as_deref(),
        Some("不再计：05-10 订单")
    );
    // Of more than three the rest is counted: four orders, from none.
    assert_eq!(
        said("orders_6m", "2026-04-30", "2026-08-31", Lang::Zh).as_deref(),
        Some("新计入：08-10 订单、07-10 订单、06-10 订单等4条")
    );
    assert_eq!(said("complaints_6m", "2026-07-31", "2026-08-31", Lang::Zh), None);
}

#[test]
fn the_trend_has_the_ends_of_months_since_the_first_deal() {
    let world = world(&book(), AS_OF);
    let of = |id: &str| trend(&world, world.book.customers.slot(id).unwrap());
    let days: Vec<String> = of("a").iter().map(|on| on.day.to_string()).collect();
    assert_eq!(
        days,
        [
            "2026-05-31",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11-28"
        ]
    );
    assert_eq!(of("b").len(), 12);
    assert_eq!(of("b")[0].day, day("2025-12-31"));
    assert!(of("c").is_empty(), "who has not dealt has no health");
}

#[test]
fn a_month_of_which_nothing_is_recorded_has_no_health() {
    let mut book = book();
    // 戊 has dealt since 2025, and is spoken to for the first time on 15 October; of 己 nothing is known.
    for (id, name) in [("e", "戊"), ("f", "己")] {
        let of = json!({"id": id, "name": name, "cooperation_since": "2025-01-01"});
        book["customers"].as_array_mut().unwrap().push(of);
    }
    let calls = book["interactions"].as_array_mut().unwrap();
    calls.push(call("ce", "e", "2026-10-15"));
    let world = world(&book, AS_OF);
    let slot = |id: &str| world.book.customers.slot(id).unwrap();
    let on = |of: &str, on: &str| health_on(&world, slot(of), day(on)).unwrap();
    for (of, of_day) in [("e", "2026-09-30"), ("e", "2026-10-14"), ("f", AS_OF)] {
        let blank = on(of, of_day);
        assert_eq!((blank.score, blank.band), (None, None), "{of} {of_day}");
    }
    // One call of five: 0.3 × 20 + 0.2 × 100 + 0 + 0.2 × 100.
    assert_eq!(on("e", "2026-10-15").score, Some(46.0));
    let days: Vec<String> = trend(&world, slot("e")).iter().map(|on| on.day.to_string()).collect();
    assert_eq!(days, ["2026-10-31", "2026-11-28"]);
    assert!(trend(&world, slot("f")).is_empty());
    // Both are in danger by their scores, and neither rose nor fell from anything.
    let rows = desk(&world).all();
    let of_these = rows.iter().filter(|it| [slot("e"), slot("f")].contains(&it.customer));
    let told: Vec<_> = of_these.map(|it| (it.before, it.change())).collect();
    assert_eq!(told, [(None, None); 2]);
    // Thirds: 100/3 less 70/3 is ten points, and no fraction less.
    let mut of_thirds = rows.into_iter().next().unwrap();
    (of_thirds.before, of_thirds.score) = (Some(100.0 / 3.0), Some(70.0 / 3.0));
    assert_eq!(of_thirds.change(), Some(-10.0));
}

#[test]
fn who_is_lost_does_not_stand_among_those_one_can_still_save() {
    let world = world(&book(), AS_OF);
    // 丁: five calls, four orders in six months: 100.
    assert_eq!(told(&world), ["a open 62.5 94", "b lost 40 40"]);
}

fn plan(id: &str, customer: &str, due: &str) -> TaskOutcome {
    let json = json!({"id": format!("own/{id}/{customer}/task"), "at": "2026-11-20T09:00:00+08:00", "name": "给一个季度9折",
        "due": due, "win_back": "price", "win_back_owner": "林海涛"});
    serde_json::from_value(json).unwrap()
}

fn write(world: &mut World, command: Command) -> String {
    let set = apply(&world.book, command).unwrap();
    world.apply(&set).unwrap();
    set.label.get(Lang::Zh).to_owned()
}

#[test]
fn a_plan_runs_until_its_result_is_written_and_is_taken_back() {
    let mut world = world(&book(), AS_OF);
    let said = write(&mut world, Command::WriteTask(Edit::new(plan("p", "a", "2026-11-25"))));
    assert_eq!(said, "新挽回方案“给一个季度9折”");
    let all = desk(&world).all();
    let it = &all[0];
    assert_eq!(it.standing, Standing::Planned);
    assert!(it.is_late(day(AS_OF)));
    assert!(!it.is_late(day("2026-11-25")), "the day itself is in time");
    let running = it.running().unwrap();
    assert_eq!(running.cause, Some(WinBackCause::Price));
    assert_eq!(running.owner.as_deref(), Some("林海涛"));
    assert_eq!(running.opened, Some(day("2026-11-20")));

    let before = world.book.task_outcomes.get("own/p/a/task").unwrap().clone();
    let now = Moment::parse("2026-11-28T10:00:00+08:00").unwrap();
    let after = ended(&before, WinBackResult::WonBack, &now);
    let set = apply(&world.book, Command::WriteTask(Edit::of(before.clone(), after))).unwrap();
    assert_eq!(set.label.get(Lang::Zh), "挽回方案“给一个季度9折”：已挽回");
    world.apply(&set).unwrap();
    let all = desk(&world).all();
    let it = all
        .iter()
        .find(|it| it.customer == world.book.customers.slot("a").unwrap())
        .unwrap();
    assert_eq!(it.standing, Standing::Ended, "left in peace for 90 days");
    assert_eq!(it.plans[0].ended, Some((day(AS_OF), WinBackResult::WonBack)));
    assert_eq!(it.plans[0].opened, Some(day("2026-11-20")));
    // Put right later, it ended another way on the same day.
    let told = world.book.task_outcomes.get("own/p/a/task").unwrap();
    let later = Moment::parse("2026-12-03T10:00:00+08:00").unwrap();
    let other = ended(told, WinBackResult::Lost, &later);
    let [before, after] =
        [told, &other].map(|task| guanxi::domain::winback::plan_in(0, task, day("2026-12-03")).unwrap());
    assert_eq!(after.ended, Some((day(AS_OF), WinBackResult::Lost)));
    assert_eq!(after.opened, before.opened);
    world.set_as_of(day("2026-11-27"));
    let all = desk(&world).all();
    assert_eq!(all[0].standing, Standing::Planned, "the day before it ran");
    world.set_as_of(day("2026-11-19"));
    assert_eq!(
        desk(&world).all()[0].standing,
        Standing::Open,
        "and before it was written there was none"
    );
}

#[test]
fn the_cause_and_the_result_have_a_remark_each() {
    let mut world = world(&book(), AS_OF);
    let now = Moment::parse("2026-11-28T10:00:00+08:00").unwrap();
    let mut begun = plan("p", "a", "2026-11-25");
    begun.note = Some("同行报价低一成".into());
    write(&mut world, Command::WriteTask(Edit::new(begun)));
    let before = world.book.task_outcomes.get("own/p/a/task").unwrap().clone();
    let mut after = ended(&before, WinBackResult::WonBack, &now);
    let field = TaskOutcome::field("win_back_result_note").unwrap();
    (field.set)(&mut after, FieldValue::Text("按新价续签一年".into())).unwrap();
    let set = apply(&world.book, Command::WriteTask(Edit::of(before.clone(), after))).unwrap();
    world.apply(&set).unwrap();
    let slot = world.book.task_outcomes.slot("own/p/a/task").unwrap();
    let told =
        |world: &World| [What::Plan(slot), What::PlanEnded(slot)].map(|what| line(world, what, Lang::Zh).unwrap().text);
    let cause = "价格，同行报价低一成，给一个季度9折，至2026-11-25";
    assert_eq!(told(&world), [cause, "已挽回，给一个季度9折，按新价续签一年"]);
    world.apply(&set.inverse()).unwrap();
    assert_eq!(
        world.book.task_outcomes.get("own/p/a/task"),
        Some(&before),
        "undone, with its own remark"
    );
    // A book from before has the one remark: it stays that of the cause, as the slip and the sheet had it.
    let old = ended(&before, WinBackResult::WonBack, &now);
    write(&mut world, Command::WriteTask(Edit::of(before, old)));
    assert_eq!(told(&world), [cause, "已挽回，给一个季度9折"]);
}

#[test]
fn a_plan_that_ended_lost_stands_among_the_lost() {
    let mut world = world(&book(), AS_OF);
    let now = Moment::parse("2026-11-28T10:00:00+08:00").unwrap();
    let lost = ended(&plan("p", "a", "2026-12-25"), WinBackResult::Lost, &now);
    write(&mut world, Command::WriteTask(Edit::new(lost)));
    assert_eq!(told(&world), ["a lost 62.5 94", "b lost 40 40"]);
}

#[test]
fn the_followed_desk_is_that_of_a_whole_reading() {
    let mut world = world(&book(), AS_OF);
    let rules = WinBackRules::of(&world.evaluation.plan);
    let mut followed = WinBackDesk::of(&world, rules);
    let commands: [fn(&World) -> Command; 4] = [
        |_| Command::WriteTask(Edit::new(plan("p", "a", "2026-12-25"))),
        |_| {
            let call = json!({"id": "n1", "customer": "b", "kind": "call", "at": "2026-11-27", "direction": "outbound", "responded": true});
            Command::PutInteraction(Edit::new(serde_json::from_value(call).unwrap()))
        },
        |_| {
            let order = json!({"id": "n2", "customer": "b", "date": "2026-11-28", "amount": 100});
            Command::PutOrder(Edit::new(serde_json::from_value(order).unwrap()))
        },
        |world| {
            let before = world.book.task_outcomes.get("own/p/a/task").unwrap().clone();
            let now = Moment::parse("2026-11-28T10:00:00+08:00").unwrap();
            let after = ended(&before, WinBackResult::Lost, &now);
            Command::WriteTask(Edit::of(before, after))
        },
    ];
    for command in commands {
        let trail = world.trail.clone();
        let command = command(&world);
        write(&mut world, command);
        let touched = world.trail.since(&trail).unwrap().to_vec();
        followed.update(&world, rules, &touched);
        assert_eq!(followed.all(), WinBackDesk::of(&world, rules).all());
    }
}

#[test]
fn the_fields_of_a_plan_take_words_of_their_lists_only() {
    let mut record = plan("p", "a", "2026-12-25");
    let field = TaskOutcome::field("win_back").unwrap();
    assert!((field.set)(&mut record, FieldValue::Text("weather".into())).is_err());
    assert_eq!((field.get)(&record), FieldValue::Text("price".into()));
    (field.set)(&mut record, FieldValue::Text("competitor".into())).unwrap();
    assert_eq!(serde_json::to_value(&record).unwrap()["win_back"], "competitor");
    (field.set)(&mut record, FieldValue::Empty).unwrap();
    assert!(serde_json::to_value(&record).unwrap().get("win_back").is_none());
}

#[test]
fn a_customer_has_one_plan_at_a_time() {
    let mut world = world(&book(), AS_OF);
    write(&mut world, Command::WriteTask(Edit::new(plan("p", "a", "2026-12-25"))));
    let second = Command::WriteTask(Edit::new(plan("q", "a", "2026-12-31")));
    let refused = apply(&world.book, second).unwrap_err().label();
    assert_eq!(refused.get(Lang::Zh), "这位客户已有进行中的挽回方案，请先登记结果");
    write(&mut world, Command::WriteTask(Edit::new(plan("q", "b", "2026-12-31"))));
    let known = world.book.task_outcomes.get("own/p/a/task").unwrap().clone();
    let after = ended(
        &known,
        WinBackResult::Lost,
        &Moment::parse("2026-11-28T10:00:00+08:00").unwrap(),
    );
    write(&mut world, Command::WriteTask(Edit::of(known, after)));
    write(&mut world, Command::WriteTask(Edit::new(plan("r", "a", "2026-12-31"))));
}

#[test]
fn who_orders_again_is_lost_no_more_whatever_the_plan_said() {
    let mut world = world(&book(), AS_OF);
    let lost = ended(
        &plan("p", "a", "2026-11-01"),
        WinBackResult::Lost,
        &Moment::parse("2026-11-02").unwrap(),
    );
    write(&mut world, Command::WriteTask(Edit::new(lost)));
    assert_eq!(told(&world)[0], "a lost 62.5 94");
    let order = serde_json::from_value(order("a9", "a", "2026-11-20", 10_000)).unwrap();
    write(&mut world, Command::PutOrder(Edit::new(order)));
    // Four orders in six months again: 70.
    assert_eq!(told(&world)[0], "a open 70 94");
}

#[test]
fn the_plans_of_one_customer_are_those_that_the_desk_knows_of_it() {
    let mut world = world(&book(), AS_OF);
    let now = Moment::parse("2026-11-26T10:00:00+08:00").unwrap();
    let first = ended(&plan("first", "a", "2026-11-25"), WinBackResult::WonBack, &now);
    write(&mut world, Command::WriteTask(Edit::new(first)));
    write(
        &mut world,
        Command::WriteTask(Edit::new(plan("second", "a", "2026-12-25"))),
    );
    write(
        &mut world,
        Command::WriteTask(Edit::new(plan("other", "b", "2026-12-25"))),
    );
    let slot = world.book.customers.slot("a").unwrap();
    let plans = plans_of_one(&world, slot);
    // The one that runs goes before the one that ended.
    assert_eq!(
        plans.iter().map(|plan| plan.ended.is_none()).collect::<Vec<_>>(),
        [true, false]
    );
    let all = desk(&world).all();
    assert_eq!(plans, all.iter().find(|it| it.customer == slot).unwrap().plans);

    // Several get another owner in one step, which undo takes back.
    let give = |world: &World, key: &str| {
        let before = world.book.task_outcomes.get(key).unwrap().clone();
        let mut after = (*before).clone();
        after.extra.set("win_back_owner", Some("赵敏".into()));
        Edit::of(before, after)
    };
    let edits = ["own/second/a/task", "own/other/b/task"]
        .map(|key| give(&world, key))
        .to_vec();
    let set = apply(&world.book, Command::WriteTasks(edits)).unwrap();
    assert_eq!((set.label.get(Lang::Zh), set.changes.len()), ("修改2项待办", 2));
    world.apply(&set).unwrap();
    assert_eq!(plans_of_one(&world, slot)[0].owner.as_deref(), Some("赵敏"));
    world.apply(&set.clone().inverse()).unwrap();
    assert_eq!(plans_of_one(&world, slot)[0].owner.as_deref(), Some("林海涛"));
}
