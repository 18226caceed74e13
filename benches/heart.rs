//! The heart at 10,000 and 100,000 customers with ten events each: `make bench`; at other sizes:
//! `cargo bench --no-default-features --bench heart -- 1000 300000`; what marketing and steering do alone: `-- 100000 marketing`.
//!
//! Medians of one run side by side; on a shared machine the ratios in a run say more than the milliseconds.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use guanxi::domain::book::Book;
use guanxi::domain::care::{CarePlan, TaskDesk, TaskList, deeds};
use guanxi::domain::change::{Change, ChangeSet, Delta};
use guanxi::domain::day::Moment;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::held::Held;
use guanxi::domain::id::{CustomerId, InteractionId};
use guanxi::domain::kind::{Campaign, Interaction, OrderItem};
use guanxi::domain::label::Lang;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::marketing::campaign::{CarriedDesk, average_order, channels, meets, people, results, standings};
use guanxi::domain::marketing::lifetime::{LifetimeDesk, tiers};
use guanxi::domain::marketing::needs::Needs;
use guanxi::domain::marketing::past::PastDay;
use guanxi::domain::marketing::points::{PointsDesk, points_rules};
use guanxi::domain::marketing::portrait::{GroupKey, PortraitReading};
use guanxi::domain::marketing::shift::shifts;
use guanxi::domain::marketing::together::{By, SuggestionReading, TogetherDesk, rules};
use guanxi::domain::marketing::value::{ValueMap, ValueReading};
use guanxi::domain::merge::{Mode, plan};
use guanxi::domain::metric::{Metric, Unit};
use guanxi::domain::money::Fen;
use guanxi::domain::pinyin::readings;
use guanxi::domain::rehearsal::Rehearsal;
use guanxi::domain::report::dashboard::dashboard;
use guanxi::domain::report::histogram::Axis;
use guanxi::domain::report::moves::movers;
use guanxi::domain::rule::plan::Plan;
use guanxi::domain::rule::{Condition, Operand, Rulebook};
use guanxi::domain::service::{ServiceDesk, ServicePlan};
use guanxi::domain::steering::{ComplaintMonth, GoalDesk, GoalOf, GoalPlan, Measure};
use guanxi::domain::twin::{Index, Known, Pairs, SLICE};
use guanxi::domain::world::World;
use guanxi::sample::{LARGE_DAY, large};
use guanxi::state::list::TextIndex;
use guanxi::transfer::book_json::{BookReader, text, write};
use guanxi::ui::portrait::{PortraitReport, ReportMaking};

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let is_marketing = std::env::args().any(|arg| arg == "marketing");
    for customers in sizes {
        let book = large(7, customers, 10);
        if is_marketing {
            println!("\n{customers} customers");
            let world = World::new(book, LARGE_DAY).0;
            marketing(&world);
            steering(&world);
            continue;
        }
        files(&book);
        let events = book.orders.len() + book.interactions.len() + book.tickets.len();
        println!("\n{customers} customers, {events} events");
        let ledger = Ledger::build(&book);
        let rules = Rulebook::default();
        let full = measure("pack the events of the whole book", 5, None, || {
            drop(black_box(Ledger::build(&book)))
        });
        let all = measure("evaluate everything", 5, Some(full), || {
            drop(black_box(Evaluation::new(&book, &ledger, &rules, LARGE_DAY)));
        });
        let mut evaluation = Evaluation::new(&book, &ledger, &rules, LARGE_DAY).unwrap();
        let mut day = LARGE_DAY;
        measure("look at another as-of date", 5, Some(all), || {
            day = day.plus_days(-1);
            evaluation.set_as_of(&book, &ledger, day);
        });
        let mut line = 800_000.0;
        measure("move a threshold (rules only)", 21, Some(all), || {
            line += 1_000.0;
            let moved = strategic_from(&rules, line);
            evaluation.set_rulebook(&book, &ledger, &moved).unwrap();
        });
        measure("of it: check and compile the rulebook", 21, None, || {
            drop(black_box(Plan::compile(&rules)))
        });
        let world = World::new(book, LARGE_DAY).0;
        measure("the dashboard's numbers", 5, Some(all), || {
            drop(black_box(dashboard(&world)))
        });
        cares(&world);
        marketing(&world);
        steering(&world);
        searches(&world);
        duplicates(&world);
        rehearsals(&world, all);
        edits(world, all);
    }
}

/// A book as a file: written, and read for an import.
fn files(book: &Book) {
    let bytes = write(book, None, "x", "y").unwrap();
    let empty = Book::default();
    println!("  {:.0} MB as a file", bytes.len() as f64 / 1e6);
    measure("write it", 3, None, || drop(black_box(write(book, None, "x", "y"))));
    let open = measure("find its records", 3, None, || {
        drop(black_box(BookReader::open(text(&bytes).unwrap()).map(|_| ())));
    });
    let opened = |careful: bool| {
        let reader = BookReader::open(text(&bytes).unwrap()).unwrap();
        let mut reader = if careful { reader.carefully() } else { reader };
        while reader.step(5_000).is_some() {}
        reader.finish(&empty)
    };
    measure("find and read its records", 3, Some(open), || {
        drop(black_box(opened(false)))
    });
    measure("the same, all of them carefully", 1, Some(open), || {
        drop(black_box(opened(true)))
    });
    let incoming = opened(false).0;
    measure("plan the import", 3, Some(open), || {
        drop(black_box(plan(&empty, &incoming, Mode::Replace)))
    });
}

/// What the page of today does: read all tasks, then follow a contact.
fn cares(world: &World) {
    measure("read and compile the playbooks", 11, None, || {
        drop(black_box(CarePlan::of(&world.book, &world.evaluation.plan)))
    });
    let mut book = world.book.clone();
    book.head.settings.tasks_from = Some(LARGE_DAY.plus_days(-30));
    let mut world = World::new(book, LARGE_DAY).0;
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let list = TaskList::of(&world, &care);
    let mut desk = TaskDesk::begin(&world, &care);
    while desk.step(&world, &care) {}
    println!("  {} tasks, {} things to do", list.tasks().len(), desk.deeds().len());
    let all = measure("find all tasks", 5, None, || {
        drop(black_box(TaskList::of(&world, &care)))
    });
    measure("of it: what the page shows first", 5, Some(all), || {
        let mut list = TaskList::begin(&world, &care);
        while !list.is_readable() {
            list.step(&world, &care);
        }
        black_box(list);
    });
    measure("put together what is to be done", 5, Some(all), || {
        drop(black_box(deeds(&world, &care, list.tasks())))
    });
    let record: Interaction = world
        .book
        .interactions
        .iter()
        .next()
        .map(|(_, one)| one.look(Clone::clone))
        .unwrap();
    let mut number = 0;
    measure("follow a contact, to what is to be done", 21, Some(all), || {
        number += 1;
        let id = InteractionId::new(&format!("new{number}")).unwrap();
        let set = ChangeSet {
            changes: vec![
                Delta::put(Interaction {
                    id,
                    at: Moment::on(LARGE_DAY),
                    ..record.clone()
                })
                .into(),
            ],
            ..ChangeSet::default()
        };
        let before = world.trail.clone();
        world.apply(&set).unwrap();
        let touched = world.trail.since(&before).unwrap().to_vec();
        let known = desk.deeds().clone(); // the page holds it
        desk.update(&world, &care, &touched);
        drop(known);
    });
}

/// Times each of a row of steps until there is none left, and prints the sum and the longest.
fn slices(what: &str, mut step: impl FnMut() -> bool) {
    let mut times = Vec::new();
    let mut goes_on = true;
    while goes_on {
        let start = Instant::now();
        goes_on = step();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let most = times.iter().copied().fold(0.0, f64::max);
    let sum: f64 = times.iter().sum();
    println!(
        "  {what:<42}{sum:>10.3} ms in {} slices, the longest {most:.3} ms",
        times.len()
    );
}

/// The book with products on its orders, tags, and a campaign for everybody that half of the contacts and orders carry.
fn sold(world: &World) -> World {
    let mut book = world.book.clone();
    let slots: Vec<u32> = book.orders.iter().map(|(slot, _)| slot).collect();
    let mut dice = 7_u32;
    let mut throw = |n: u32| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (dice >> 8) % n
    };
    for slot in slots {
        let mut order = (**book.orders.at(slot).unwrap()).clone();
        order.items = (0..1 + throw(3))
            .map(|_| OrderItem {
                product: Some(format!("产品{}", throw(200)).into()),
                quantity: None,
                amount: None,
                extra: Default::default(),
            })
            .collect();
        order.campaign = (throw(2) == 0).then(|| "camp".into());
        book.orders.put(order);
    }
    for slot in 0..book.customers.slots() as u32 {
        let mut customer = (**book.customers.at(slot).unwrap()).clone();
        customer.tags = (0..3).map(|_| format!("标签{}", throw(40)).into()).collect();
        customer.source = Some(format!("来源{}", throw(6)).into());
        book.customers.put(customer);
    }
    let campaign =
        serde_json::json!({"id": "camp", "name": "年会", "channel": "短信", "starts_on": "2026-01-01", "cost": 1000});
    book.campaigns
        .put(serde_json::from_value::<Campaign>(campaign).unwrap());
    World::new(book, LARGE_DAY).0
}

/// What the pages of value, growth and marketing do in slices, and what they do at once.
fn marketing(world: &World) {
    let world = sold(world);
    let map = ValueMap::of(&world);
    let mut reading = ValueReading::begin(&world);
    slices("read the value map", || reading.step(&world));
    let mut reading = Some(reading);
    slices("of it: the end", || {
        black_box(reading.take().map(|it| it.finish(&world)));
        false
    });
    let mut past = PastDay::begin(&world, LARGE_DAY.minus_months(3));
    slices("read another day up to the tiers", || past.step(&world));
    measure("compare two days", 5, None, || {
        drop(black_box(shifts(past.evaluation(), &world.evaluation)))
    });
    let mut sketches = PortraitReading::default();
    slices("read what portraits are made of", || sketches.step(&world));
    measure("the portrait of a tier", 5, None, || {
        black_box(sketches.portraits(&map, &[GroupKey::Tier(2)]));
    });
    let report = PortraitReport {
        world: &world,
        map: &map,
        reading: &sketches,
        lang: Lang::Zh,
    };
    let mut made = ReportMaking::default();
    slices("the report of the day", || report.piece(&mut made).is_some());
    let mut together = TogetherDesk::begin(&world.book.head.settings.products);
    slices("read what is bought together", || together.step(&world));
    let together = together.told().unwrap();
    let counts = together.baskets.counts(By::Customer);
    measure("its rules", 5, None, || drop(black_box(rules(counts, 0.0))));
    let found = rules(counts, 0.0);
    println!("  {} rules", found.len());
    let mut reading = None;
    measure("begin to look for what to offer", 5, None, || {
        reading = Some(SuggestionReading::begin(&together.baskets, &found, &together.offers));
    });
    let mut reading = reading.unwrap();
    slices("look for what to offer", || reading.step(|_| true));
    println!("  {} to be offered something", reading.finish().1.len());
    let mut carried = CarriedDesk::default();
    slices("read what carries a campaign", || carried.step(&world));
    let carried = carried.told();
    let campaign = world.book.campaigns.get("camp").unwrap().clone();
    measure("who that was", 5, None, || drop(black_box(people(&world, &carried))));
    let those = people(&world, &carried).remove("camp").unwrap();
    measure("its results", 5, None, || {
        black_box(results(&world, &campaign, &those));
    });
    measure("who an audience of everybody is", 5, None, || {
        drop(black_box(meets(&world, None)))
    });
    let ids: Vec<_> = world
        .book
        .customers
        .iter()
        .map(|(_, it)| it.id.as_str().into())
        .collect();
    let mut parts = ids.chunks(500);
    slices("how they stand with it", || {
        parts
            .next()
            .map(|some| black_box(standings(&world, &campaign, some, &Default::default())))
            .is_some()
    });
    measure("what channels brought", 5, None, || {
        drop(black_box(channels(&world, None)))
    });
    measure("the average order", 5, None, || {
        black_box(average_order(&world));
    });
    let rules = points_rules(&serde_json::from_value(serde_json::json!({"points_rules": {"per_yuan": 0.1}})).unwrap());
    let mut points = PointsDesk::begin();
    slices("read all points", || points.step(&world, &rules));
}

/// What goals, boards and the expected value do.
fn steering(world: &World) {
    let mut fit = LifetimeDesk::default();
    slices("fit what customers will buy, tell each", || fit.step(world));
    let told = fit.told().unwrap();
    measure("of it: the tiers", 5, None, || drop(black_box(tiers(world, &told.all))));
    let plan = GoalPlan::of(world);
    let mut goals = GoalDesk::begin(&plan);
    slices("read the goals and their days before", || goals.step(world, &plan));
    measure("the rows of the value over a lifetime", 5, None, || {
        let report = goals.told().unwrap();
        let of = GoalOf::Measure(Measure::Lifetime);
        let goal = report.goals.iter().find(|it| it.goal.of == of).unwrap();
        black_box(goals.rows(world, &goal.goal));
    });
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let mut tickets = ServiceDesk::default();
    slices("read the tickets", || tickets.step(world, &plan));
    let start = plan.work.zone.at(LARGE_DAY, 0);
    measure("the complaints of the month", 5, None, || {
        black_box(ComplaintMonth::of(world, tickets.works(), start, LARGE_DAY));
    });
    measure("the need tags", 5, None, || drop(black_box(Needs::of(world))));
}

/// What a keystroke in the search takes: who is found for the list, and the eight best with what they were found by.
fn searches(world: &World) {
    let mut index = TextIndex::default();
    measure("fold the texts of all customers", 3, None, || {
        index = TextIndex::default();
        index.follow(&world.book.customers, Some(readings()), usize::MAX);
    });
    measure("follow a book that did not change", 11, None, || {
        black_box(index.follow(&world.book.customers, Some(readings()), usize::MAX));
    });
    for typed in ["k", "kj", "keji", "hz科技", "科技", "keji hang", "6142"] {
        measure(&format!("type {typed}: the list"), 11, None, || {
            black_box(index.find(typed, world, &[]));
        });
        measure(&format!("type {typed}: the best eight"), 11, None, || {
            black_box(index.people(world, typed, &[], 8));
        });
    }
}

/// What the page of duplicates does, slice by slice as the page does it, and what a keystroke in the form of a new customer takes. One
/// customer in twenty stands there twice.
fn duplicates(world: &World) {
    let mut customers = world.book.customers.clone();
    for n in 0..customers.slots() as u32 / 20 {
        let mut twin = (**customers.at(n * 20).unwrap()).clone();
        let id = format!("T{n:06}");
        twin.id = CustomerId::new(&id).unwrap();
        twin.name = twin.name.replace("有限公司", "股份有限公司").into();
        customers.put(twin);
    }
    let (mut index, mut pairs) = (Index::default(), Pairs::default());
    let mut slices = (Vec::new(), Vec::new());
    let timed = |times: &mut Vec<f64>, work: &mut dyn FnMut() -> bool| {
        let start = Instant::now();
        let goes_on = work();
        times.push(start.elapsed().as_secs_f64() * 1e3);
        goes_on
    };
    while timed(&mut slices.0, &mut || {
        index.follow(&customers, Some(readings()), SLICE);
        index.behind().is_some()
    }) {}
    while timed(&mut slices.1, &mut || pairs.follow(&index, SLICE).is_some()) {}
    for (what, times) in [("learn the keys", slices.0), ("judge the pairs", slices.1)] {
        let most = times.iter().copied().fold(0.0, f64::max);
        let sum: f64 = times.iter().sum();
        println!(
            "  {what:<42}{sum:>10.3} ms in {} slices, the longest {most:.3} ms",
            times.len()
        );
    }
    println!("  {} pairs", pairs.all().len());
    let mut turn = 0;
    measure("follow one edit, and group the pairs", 21, None, || {
        turn += 7;
        let mut other = (**customers.at(turn).unwrap()).clone();
        other.name = format!("{}{turn}", other.name).into();
        customers.put(other);
        index.follow(&customers, Some(readings()), SLICE);
        black_box(pairs.follow(&index, SLICE));
    });
    let code = "91310115MA1K350000";
    for typed in ["上海", "上海40号机械有限公司", "上海四十号机械"] {
        measure(&format!("type {typed}: who is alike"), 21, None, || {
            let known = Known::new(typed, code, ["15400000000"].into_iter());
            black_box(index.twins(&customers, &known, ""));
        });
    }
}

/// What the rules page does: begin a rehearsal, then follow edits of the draft and read who moves.
fn rehearsals(world: &World, all: f64) {
    let rules = &world.book.head.rulebook;
    measure("begin a rehearsal (a border moved)", 11, Some(all), || {
        drop(black_box(Rehearsal::new(world, &strategic_from(rules, 800_000.0))));
    });
    let mut rehearsal = Rehearsal::new(world, &strategic_from(rules, 800_000.0)).unwrap();
    let mut line = 800_000.0;
    let mut moving = |rehearsal: &mut Rehearsal| {
        line = if line > 1_200_000.0 { 600_000.0 } else { line + 10_000.0 };
        rehearsal.change(world, &strategic_from(rules, line)).unwrap();
    };
    measure("drag a border: rehearse, count, 20 names", 61, Some(all), || {
        moving(&mut rehearsal);
        black_box(rehearsal.moves(&world.evaluation, "value", 20));
    });
    measure("of it: count and name who moves", 61, None, || {
        black_box(rehearsal.moves(&world.evaluation, "value", 20));
    });
    measure("when it rests: all dimensions and tags", 21, Some(all), || {
        black_box(rehearsal.moved(&world.evaluation));
        black_box(movers(&world.evaluation, &rehearsal.then, |_| true));
        for tag in &rehearsal.then.plan.tags {
            black_box(rehearsal.tagged(&world.evaluation, &tag.id));
        }
    });
    let mut weight = 0.1;
    measure("change a weight of health", 21, Some(all), || {
        weight = if weight > 0.5 { 0.1 } else { weight + 0.05 };
        let mut changed = rules.clone();
        changed.scores[0].terms[0].weight = weight;
        rehearsal.change(world, &changed).unwrap();
        black_box(rehearsal.moves(&world.evaluation, "health", 20));
    });
    let mut months = 1;
    measure("change the window of RFM", 5, Some(all), || {
        months = months % 24 + 1;
        let mut changed = rules.clone();
        changed.rfm.window_months = Some(months);
        rehearsal.change(world, &changed).unwrap();
        black_box(rehearsal.moves(&world.evaluation, "rfm_tier", 20));
    });
    let axis = {
        let columns = &world.evaluation.columns;
        let values = &columns.numbers[Metric::AnnualPurchase as usize];
        Axis::fit(values, &columns.live, Unit::Yuan, &[500_000.0, 1_000_000.0])
    };
    measure("count the bins of a histogram", 21, None, || {
        let columns = &world.evaluation.columns;
        black_box(axis.count(&columns.numbers[Metric::AnnualPurchase as usize], &columns.live));
    });
}

/// The default rules with another border of the first value class.
fn strategic_from(rules: &Rulebook, yuan: f64) -> Rulebook {
    let mut rules = rules.clone();
    if let Some(Condition::Leaf(leaf)) = &mut rules.dimensions[0].classes[0].when {
        leaf.value = Operand::Number(yuan);
    }
    rules
}

fn edits(mut world: World, all: f64) {
    let mut turn = 0u32;
    let customers = world.book.customers.slots() as u32;
    measure("edit one customer's field", 101, Some(all), || {
        turn = turn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let before = world.book.customers.at(turn % customers).unwrap().clone();
        let mut after = (*before).clone();
        after.needs = Some(format!("n{turn}").into());
        apply(
            &mut world,
            Delta {
                before: Some(before),
                after: Some(Held::new(after)),
            }
            .into(),
        );
    });
    let year = LARGE_DAY.minus_months(12);
    let recent: Vec<u32> = world
        .book
        .orders
        .iter()
        .filter(|(_, o)| o.date > year)
        .map(|(slot, _)| slot)
        .collect();
    measure("edit one order's amount (ranks move)", 21, Some(all), || {
        turn = turn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let before = world
            .book
            .orders
            .at(recent[turn as usize % recent.len()])
            .unwrap()
            .clone();
        let mut after = (*before).clone();
        after.amount = Fen(after.amount.0 + 100);
        apply(
            &mut world,
            Delta {
                before: Some(before),
                after: Some(Held::new(after)),
            }
            .into(),
        );
    });
}

fn apply(world: &mut World, change: Change) {
    world
        .apply(&ChangeSet {
            label: Default::default(),
            changes: vec![change],
        })
        .unwrap();
}

/// Prints and returns the median in milliseconds; `against` is another figure of the same run.
fn measure(what: &str, rounds: usize, against: Option<f64>, mut work: impl FnMut()) -> f64 {
    work();
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let median = times[rounds / 2];
    let ratio = against.map_or(String::new(), |a| format!("{:>9.4} ×", median / a));
    println!("  {what:<42}{median:>10.3} ms{ratio}");
    median
}
