use std::collections::{HashMap, HashSet};

use super::*;
use crate::domain::day::Window;
use crate::domain::kind::{Customer, CustomerKind, TicketKind};

fn today() -> Day {
    Day::parse("2026-11-19").unwrap()
}

/// The figures of one customer that the classes rest on.
#[derive(Default)]
struct Sums {
    annual: i64,
    before: i64,
    orders_12m: usize,
    orders_6m: usize,
    orders: usize,
    seen_30d: usize,
    seen_90d: usize,
    complaints_6m: usize,
    due: usize,
    on_time: usize,
}

fn sums(book: &Book, today: Day) -> HashMap<String, Sums> {
    let mut all: HashMap<String, Sums> = HashMap::new();
    let year = Window::months(today, 12);
    for (_, order) in book.orders.iter() {
        let s = all.entry(order.customer.to_string()).or_default();
        s.orders += 1;
        if year.contains(order.date) {
            s.annual += order.amount.0 / 100;
            s.orders_12m += 1;
        } else if Window::months(today, 24).contains(order.date) {
            s.before += order.amount.0 / 100;
        }
        s.orders_6m += usize::from(Window::months(today, 6).contains(order.date));
        if order.due_on.is_some_and(|due| due <= today) {
            s.due += 1;
            s.on_time += usize::from(order.paid_on.is_some_and(|paid| Some(paid) <= order.due_on));
        }
    }
    for (_, interaction) in book.interactions.iter() {
        let s = all.entry(interaction.customer.to_string()).or_default();
        s.seen_30d += usize::from(Window::days(today, 30).contains(interaction.at.day));
        s.seen_90d += usize::from(Window::days(today, 90).contains(interaction.at.day));
    }
    for (_, ticket) in book.tickets.iter().filter(|(_, t)| t.kind == TicketKind::Complaint) {
        let s = all.entry(ticket.customer.to_string()).or_default();
        s.complaints_6m += usize::from(Window::months(today, 6).contains(ticket.opened_at.day));
    }
    all
}

fn within(what: &str, count: usize, low: usize, high: usize) {
    println!("{what}: {count}");
    assert!((low..=high).contains(&count), "{what}: {count}, not {low} to {high}");
}

#[test]
fn the_same_day_gives_the_same_book() {
    assert!(book(today()) == book(today()));
    assert!(large(3, 50, 10) == large(3, 50, 10));
    assert!(large(3, 50, 10) != large(4, 50, 10));
}

#[test]
fn the_book_has_the_size_it_promises() {
    for day in ["2026-11-19", "2026-02-28", "2028-02-29", "2031-07-01"] {
        let book = book(Day::parse(day).unwrap());
        assert_eq!(
            (book.customers.len(), book.head.settings.staff.len(), book.head.sample),
            (428, 6, true)
        );
        within("orders", book.orders.len(), 2600, 3200);
        within("interactions", book.interactions.len(), 6000, 7000);
        within("tickets", book.tickets.len(), 250, 350);
        within("points", book.points.len(), 100, 600);
        within("campaigns", book.campaigns.len(), 5, 20);
        let names: HashSet<&str> = book.customers.iter().map(|(_, c)| &*c.name).collect();
        assert_eq!(names.len(), 428);
        within(
            "persons",
            book.customers
                .iter()
                .filter(|(_, c)| c.kind == Some(CustomerKind::Person))
                .count(),
            10,
            25,
        );
    }
}

#[test]
fn records_fit_together_and_end_by_the_as_of_day() {
    let book = book(today());
    let known = |id: &str| book.customers.get(id).is_some();
    for (_, order) in book.orders.iter() {
        assert!(
            known(order.customer.as_str()) && order.date <= today() && order.amount.0 > 0,
            "{order:?}"
        );
        assert!(
            order.paid_on.is_none_or(|paid| order.date <= paid && paid <= today()),
            "{order:?}"
        );
        assert_eq!(
            order
                .items
                .iter()
                .filter_map(|i| i.amount)
                .sum::<crate::domain::money::Fen>(),
            order.amount
        );
        assert!(
            order
                .campaign
                .as_ref()
                .is_none_or(|id| book.campaigns.get(id).is_some())
        );
    }
    for (_, interaction) in book.interactions.iter() {
        assert!(known(interaction.customer.as_str()) && interaction.at.day <= today());
        assert!(crate::domain::day::Moment::parse(&interaction.at.to_string()).is_some());
    }
    for (_, ticket) in book.tickets.iter() {
        assert!(known(ticket.customer.as_str()) && ticket.opened_at.day <= today());
        assert!(
            ticket
                .resolved_at
                .as_ref()
                .is_none_or(|at| ticket.opened_at < *at && at.day <= today()),
            "{ticket:?}"
        );
    }
    let codes: HashSet<_> = book.customers.iter().filter_map(|(_, c)| c.uscc.clone()).collect();
    within("codes", codes.len(), 340, 420);
    assert!(
        codes
            .iter()
            .all(|c| super::code::check(&c[..17]) == c.chars().last().unwrap())
    );
}

/// Every customer of the book with its sums.
fn counted<'a>(book: &'a Book, sums: &'a HashMap<String, Sums>, none: &'a Sums) -> Vec<(&'a Customer, &'a Sums)> {
    let of = |id: &str| sums.get(id).unwrap_or(none);
    book.customers.iter().map(|(_, c)| (&**c, of(c.id.as_str()))).collect()
}

fn count(all: &[(&Customer, &Sums)], is: impl Fn(&Customer, &Sums) -> bool) -> usize {
    all.iter().filter(|(c, s)| is(c, s)).count()
}

fn annual(c: &Customer, s: &Sums) -> i64 {
    if s.orders > 0 {
        s.annual
    } else {
        c.declared_annual_purchase.map_or(0, |d| d.0 / 100)
    }
}

#[test]
fn every_value_stage_and_closeness_has_customers() {
    let (book, none) = (book(today()), Sums::default());
    let sums = sums(&book, today());
    let all = counted(&book, &sums, &none);
    within("strategic", count(&all, |c, s| annual(c, s) >= 1_000_000), 30, 42);
    within(
        "key",
        count(&all, |c, s| (500_000..1_000_000).contains(&annual(c, s))),
        66,
        84,
    );
    let in_force = |c: &Customer| {
        c.contract
            .as_ref()
            .is_some_and(|k| k.ends_on.is_none_or(|e| e >= today()))
    };
    within("active", count(&all, |c, s| s.orders_12m > 0 || in_force(c)), 210, 225);
    within(
        "lost",
        count(&all, |c, s| s.orders > 0 && s.orders_12m == 0 && !in_force(c)),
        40,
        50,
    );
    within(
        "intending",
        count(&all, |c, s| s.orders == 0 && c.needs.is_some()),
        70,
        85,
    );
    within(
        "potential",
        count(&all, |c, s| s.orders == 0 && c.needs.is_none()),
        75,
        95,
    );
    within("close", count(&all, |_, s| s.seen_30d >= 2), 70, 130);
    within("steady", count(&all, |_, s| s.seen_30d == 1), 80, 170);
}

fn health(s: &Sums) -> f64 {
    let on_time = if s.due == 0 {
        100.0
    } else {
        100.0 * s.on_time as f64 / s.due as f64
    };
    let capped = |n: usize, by: usize| (n * by).min(100) as f64;
    let complaints = 100.0 - capped(s.complaints_6m, 50);
    0.3 * capped(s.seen_90d, 20) + 0.2 * complaints + 0.3 * capped(s.orders_6m, 25) + 0.2 * on_time
}

#[test]
fn every_health_band_tier_and_tag_has_customers() {
    let (book, none) = (book(today()), Sums::default());
    let sums = sums(&book, today());
    let all = counted(&book, &sums, &none);
    within(
        "healthy",
        count(&all, |_, s| s.orders > 0 && health(s) >= 80.0),
        80,
        160,
    );
    within(
        "sub-healthy",
        count(&all, |_, s| s.orders > 0 && (60.0..80.0).contains(&health(s))),
        50,
        110,
    );
    within("at risk", count(&all, |_, s| s.orders > 0 && health(s) < 60.0), 40, 100);
    let tenure = |c: &Customer| c.cooperation_since.map_or(0, |d| today().months_since(d));
    let a = |c: &Customer, s: &Sums| annual(c, s) >= 500_000 && tenure(c) >= 24 && s.seen_90d >= 5;
    let b = |c: &Customer, s: &Sums| s.annual >= 100_000 && tenure(c) >= 12 && s.seen_90d >= 3;
    let c = |c: &Customer, s: &Sums| s.orders > 0 && s.seen_90d >= 2 && (s.annual < 100_000 || tenure(c) < 12);
    within("A", count(&all, a), 15, 60);
    within("B", count(&all, |c, s| !a(c, s) && b(c, s)), 25, 90);
    within("C", count(&all, c), 30, 180);
    within(
        "to reactivate",
        count(&all, |_, s| s.orders > 0 && s.seen_90d == 0),
        20,
        80,
    );
    let new = |c: &Customer| c.cooperation_since.is_some_and(|d| today().days_since(d) <= 30);
    within("new", count(&all, |c, s| s.orders > 0 && new(c)), 1, 12);
    let growing = |s: &Sums| (1..500_000).contains(&s.annual) && s.before > 0 && s.annual * 2 >= s.before * 3;
    within("growing", count(&all, |_, s| growing(s)), 8, 70);
    within("late payers", count(&all, |_, s| s.on_time < s.due), 40, 200);
}

/// Whole histories: a lead that was spoken to, signed, handed over, who complained, and was won back by a plan.
#[test]
fn some_went_the_whole_way_from_lead_to_won_back() {
    for day in ["2026-11-19", "2028-02-29"] {
        let book = book(Day::parse(day).unwrap());
        let won = |id: &str| {
            let mut plans = book.task_outcomes.iter();
            plans.any(|(_, plan)| {
                plan.id.as_str().contains(id) && plan.extra.text("win_back_result") == Some("won_back")
            })
        };
        let whole = |customer: &&Customer| {
            let id = customer.id.as_str();
            let Some(signed) = customer.contract.as_ref().and_then(|contract| contract.signed_on) else {
                return false;
            };
            let mut talks = book.interactions.iter().filter(|(_, it)| it.customer.as_str() == id);
            let mut tickets = book.tickets.iter().filter(|(_, it)| it.customer.as_str() == id);
            customer.source.is_some()
                && customer.handed_over_on.is_some()
                && talks.any(|(_, it)| it.at.day < signed)
                && tickets.any(|(_, it)| it.kind == TicketKind::Complaint)
                && won(id)
        };
        let found: Vec<&str> = book
            .customers
            .iter()
            .map(|(_, it)| &**it)
            .filter(whole)
            .map(|it| it.id.as_str())
            .collect();
        assert!(!found.is_empty(), "nobody on {day}");
    }
}

#[test]
fn february_is_weak() {
    let book = book(today());
    let mut months = [0usize; 12];
    for (_, order) in book.orders.iter() {
        months[chrono::Datelike::month0(&order.date.date()) as usize] += 1;
    }
    let average = book.orders.len() / 12;
    assert!(months[1] * 10 < average * 7, "{months:?}");
}

#[test]
fn information_is_mostly_there() {
    let book = book(today());
    let (filled, total) = book.customers.iter().fold((0, 0), |(filled, total), (_, c)| {
        let (f, t) = crate::domain::field::completeness(c, true);
        (filled + f, total + t)
    });
    within("completeness in per mille", (filled * 1000 / total) as usize, 820, 950);
}

#[test]
fn a_large_book_has_the_size_asked_for() {
    assert_eq!(LARGE_DAY.to_string(), "2026-11-19");
    let book = large(1, 2000, 10);
    assert_eq!(book.customers.len(), 2000);
    within(
        "events",
        book.orders.len() + book.interactions.len() + book.tickets.len(),
        19_000,
        21_000,
    );
}

#[test]
fn people_have_judged_and_mostly_differ_from_the_rules() {
    for day in ["2026-11-19", "2026-02-28", "2028-02-29", "2031-07-01"] {
        let day = Day::parse(day).unwrap();
        let (world, _) = crate::domain::world::World::new(book(day), day);
        let all = crate::domain::report::disagreements::by_hand(&world.book, &world.evaluation);
        within("set by hand", all.len(), 3, 4);
        within("against the rules", all.iter().filter(|g| g.disagrees()).count(), 2, 3);
        assert!(all.iter().any(|g| !g.disagrees()), "{day}");
        within("decisions", world.book.reviews.len(), 2, 3);
        assert!(world.book.reviews.iter().all(|(_, r)| r.at.day <= day));
    }
}

#[test]
fn the_examples_pass_on_the_day_of_the_book() {
    for day in ["2026-11-19", "2027-02-28", "2028-12-31"] {
        let day = Day::parse(day).unwrap();
        let book = book(day);
        let (world, _) = crate::domain::world::World::new(book, day);
        let examples = &world.book.head.rulebook.examples;
        assert_eq!(examples.len(), 5);
        for example in examples {
            let outcome = crate::domain::inquiry::example::run(&world.book, &world.evaluation, example);
            assert!(outcome.passed(), "{day}: {example:?} {outcome:?}");
        }
    }
}

#[test]
fn what_is_improved_after_complaints_has_a_cause_of_theirs_an_owner_and_a_day() {
    let (today, book) = (today(), book(today()));
    let world = crate::domain::world::World::new(book, today).0;
    let all = crate::domain::steering::improvements(&world);
    assert_eq!(
        all.iter().map(|it| it.is_done).collect::<Vec<_>>(),
        [false, false, false, true]
    );
    let staff = &world.book.head.settings.staff;
    let mut tickets = world.book.tickets.iter();
    let causes: Vec<_> = tickets
        .by_ref()
        .filter_map(|(_, ticket)| ticket.cause.clone())
        .collect();
    for it in &all {
        assert!(it.due.is_some() && !it.is_late(today), "{}", it.name);
        assert!(
            staff.iter().any(|one| Some(&one.name) == it.owner.as_ref()),
            "{}",
            it.name
        );
        assert!(causes.contains(&it.cause), "{}", it.cause);
    }
}

/// What a ticket says, what became of it and why it happened are of one thing: each row was read by a person.
#[test]
fn the_words_of_a_ticket_fit_each_other() {
    let book = book(today());
    let mut seen = std::collections::BTreeSet::new();
    for (_, ticket) in book.tickets.iter() {
        let (subject, product) = (
            ticket.subject.as_deref().unwrap(),
            ticket.product.as_deref().unwrap_or_default(),
        );
        let cause = ticket.cause.as_deref();
        assert_eq!(cause.is_some(), ticket.kind == TicketKind::Complaint, "{subject}");
        // A word of the subject, and what may be why, what is done about it.
        let (word, why, done): (&str, Option<&str>, &[&str]) = match subject {
            s if s.contains("晚到") => ("晚到", Some("物流延误"), &["送到", "补齐"]),
            s if s.contains("瑕疵") => ("瑕疵", Some("来料不良"), &["换货", "补发"]),
            s if s.contains("装好后") => ("装好后", Some("安装不当"), &["重新"]),
            s if s.contains("没有人回电") => ("没有人回电", Some("响应不及时"), &["致歉"]),
            s if s.contains("型号与约定") => ("型号与约定", Some("沟通有误"), &["型号", "核对"]),
            s if s.contains("备件") && s.contains("需要") => ("更换备件", None, &["备件"]),
            s if s.contains("异响") => ("异响", None, &["上门"]),
            s if s.contains("返修") => ("返修", None, &["签收"]),
            s if s.contains("通讯中断") => ("通讯中断", None, &["恢复"]),
            s if s.contains("参数") => ("参数", None, &["设置完成"]),
            s if s.contains("对接") => ("对接", None, &["对接完成", "联调"]),
            s if s.contains("交期") => ("交期", None, &["答复"]),
            s if s.contains("选型") => ("选型", None, &["选型", "型号"]),
            s if s.contains("图纸") => ("图纸", None, &["图纸"]),
            s if s.contains("表扬") => ("表扬", None, &["致谢"]),
            s => panic!("{s}"),
        };
        seen.insert(word);
        assert!(subject.contains(product), "{subject} {product}");
        assert_eq!(cause, why, "{subject}");
        if let Some(resolution) = ticket.resolution.as_deref() {
            assert!(
                done.iter().any(|word| resolution.contains(word)),
                "{subject}: {resolution}"
            );
        }
    }
    assert_eq!(seen.len(), 15, "{seen:?}");
}
