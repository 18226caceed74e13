//! The value map, named segments, movement between two days and portraits, worked out by hand.

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::domain::kind::Settings;
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::past::PastDay;
use guanxi::domain::marketing::segment::{
    Scores, VALUE_SEGMENTS, ValueSegment, idle, keep, place, restore, segments, shipped,
};
use guanxi::domain::marketing::shift::{Shift, shifts};
use guanxi::domain::marketing::stored::Idle;
use guanxi::domain::marketing::value::{TIER, TieBreak, ValueMap};
use guanxi::domain::money::Fen;
use guanxi::domain::rule::RfmThresholds;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care;

pub const AS_OF: &str = "2026-11-28";

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A book of these orders, each customer, day and yuan; the customers are those named, in their order.
pub fn ordered(customers: &[&str], orders: &[(&str, &str, u32)]) -> Value {
    let customers = customers.iter().map(|id| json!({"id": id, "name": id}));
    let orders = orders.iter().enumerate().map(
        |(n, (customer, date, yuan))| json!({"id": format!("o{n}"), "customer": customer, "date": date, "amount": yuan}),
    );
    json!({"customers": customers.collect::<Vec<_>>(), "orders": orders.collect::<Vec<_>>()})
}

/// The borders 30, 60, 90, 180 days; 2, 4, 6, 10 orders; 10,000, 50,000, 100,000, 500,000 yuan.
pub fn with_borders(mut book: Book) -> Book {
    book.head.rulebook.rfm.thresholds = Some(RfmThresholds {
        r: vec![30.0, 60.0, 90.0, 180.0],
        f: vec![2.0, 4.0, 6.0, 10.0],
        m: vec![1e4, 5e4, 1e5, 5e5],
        extra: Default::default(),
    });
    book
}

fn world(json: &Value, as_of: &str) -> World {
    World::new(with_borders(care::book(json)), day(as_of)).0
}

fn yuan(amount: Fen) -> i64 {
    assert_eq!(amount.0 % 100, 0);
    amount.0 / 100
}

/// a bought lately, b twice and much, c long ago, d more than a year ago, e never.
fn five() -> Value {
    ordered(
        &["a", "b", "c", "d", "e"],
        &[
            ("a", "2026-11-20", 5_000),
            ("b", "2026-08-01", 60_000),
            ("b", "2026-11-01", 60_000),
            ("c", "2026-03-01", 20_000),
            ("d", "2025-01-01", 9_000),
        ],
    )
}

#[test]
fn the_map_has_each_ranked_customer_in_one_cell_one_tier_one_segment() {
    let world = world(&five(), AS_OF);
    let map = ValueMap::of(&world);
    // a: 8 days, 1 order, 5,000 → 5 1 1; b: 27 days, 2, 120,000 → 5 2 4; c: 272 days, 1, 20,000 → 1 1 2; d: none in 12 months → 1 1 1.
    let ranked: Vec<(&str, [u8; 3], f64, i64)> = map
        .ranked
        .iter()
        .map(|one| {
            let id = world.book.customers.key_at(one.slot).unwrap();
            (id, one.scores, one.total, yuan(one.amount))
        })
        .collect();
    assert_eq!(
        ranked,
        [
            ("b", [5, 2, 4], 11.0, 120_000),
            ("a", [5, 1, 1], 7.0, 5_000),
            ("c", [1, 1, 2], 4.0, 20_000),
            ("d", [1, 1, 1], 3.0, 0),
        ]
    );
    assert_eq!((map.without, map.all.customers, yuan(map.all.amount)), (1, 4, 145_000));
    let cell = |r: usize, f: usize| (map.cells[r - 1][f - 1].customers, yuan(map.cells[r - 1][f - 1].amount));
    assert_eq!(
        (cell(5, 2), cell(5, 1), cell(1, 1)),
        ((1, 120_000), (1, 5_000), (2, 20_000))
    );
    assert_eq!(map.cells.iter().flatten().map(|sum| sum.customers).sum::<usize>(), 4);
    // Of four 20 % above is the first alone, 20 % below the last alone.
    let tiers: Vec<(Option<&str>, usize, i64)> = map
        .tiers
        .iter()
        .map(|(id, sum)| (id.as_deref(), sum.customers, yuan(sum.amount)))
        .collect();
    assert_eq!(
        tiers,
        [
            (Some("high"), 1, 120_000),
            (Some("middle"), 2, 25_000),
            (Some("basic"), 1, 0),
            (None, 0, 0),
        ]
    );
    let named = |id: &str| {
        let place = map.segments.iter().position(|segment| &*segment.id == id).unwrap();
        map.by_segment[place].customers
    };
    assert_eq!(["recent", "growing", "gone"].map(named), [1, 1, 2]);
    assert_eq!(map.by_segment.last().unwrap().customers, 0);
    assert_eq!(
        map.borders,
        Some([[30.0, 60.0, 90.0, 180.0], [2.0, 4.0, 6.0, 10.0], [1e4, 5e4, 1e5, 5e5]])
    );
    assert_eq!(map.unused(), [vec![2, 3, 4], vec![3, 4, 5], vec![3, 5]]);
    assert!(map.is_few() && map.ties.is_empty());
}

#[test]
fn a_book_without_orders_and_one_with_one_customer_say_so_without_a_number_that_is_none() {
    let none = ValueMap::of(&world(&ordered(&["a"], &[]), AS_OF));
    assert_eq!((none.ranked.len(), none.without, none.borders), (0, 1, None));
    let empty = ValueMap::of(&world(&json!({}), AS_OF));
    assert_eq!((empty.ranked.len(), empty.without), (0, 0));
    let json = ordered(&["a"], &[("a", "2026-11-01", 100)]);
    let one = ValueMap::of(&World::new(care::book(&json), day(AS_OF)).0);
    // Nobody stands above the only one: it is the first fifth. Its own values are the quintiles.
    assert_eq!(one.tiers[0].1.customers, 1);
    assert_eq!(one.borders, Some([[27.0; 4], [1.0; 4], [100.0; 4]]));
    assert_eq!(one.ranked[0].scores, [5, 1, 1]);
}

#[test]
fn a_border_through_equal_totals_is_told_with_what_decided() {
    let ids: Vec<String> = (0..10).map(|n| format!("c{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let alike: Vec<(&str, &str, u32)> = ids.iter().map(|id| (*id, "2026-11-01", 100)).collect();
    let ties = |orders: &[(&str, &str, u32)], ids: &[&str]| {
        let map = ValueMap::of(&world(&ordered(ids, orders), AS_OF));
        let told = map
            .ties
            .iter()
            .map(|tie| (tie.above, tie.customers, tie.better, tie.by));
        told.collect::<Vec<_>>()
    };
    // Ten alike: two above, two below, and nothing but their numbers tells them apart.
    assert_eq!(ties(&alike, &ids), [(2, 10, 2, TieBreak::Id), (8, 10, 8, TieBreak::Id)]);
    // Five whose amounts differ within one score, and five whose last orders do.
    let five = &ids[..5];
    let amounts: Vec<_> = five
        .iter()
        .zip(1..)
        .map(|(id, n)| (*id, "2026-11-01", n * 1_000))
        .collect();
    assert_eq!(
        ties(&amounts, five),
        [(1, 5, 1, TieBreak::Amount), (4, 5, 4, TieBreak::Amount)]
    );
    let days = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"];
    let recent: Vec<_> = five.iter().zip(days).map(|(id, day)| (*id, day, 1_000)).collect();
    assert_eq!(
        ties(&recent, five),
        [(1, 5, 1, TieBreak::Recency), (4, 5, 4, TieBreak::Recency)]
    );
}

#[test]
fn the_shipped_segments_cover_the_map_once() {
    for r in 1..=5 {
        for f in 1..=5 {
            for m in 1..=5 {
                let holding = shipped().iter().filter(|segment| segment.holds([r, f, m])).count();
                assert_eq!(holding, 1, "{r} {f} {m}");
            }
        }
    }
    let all = shipped();
    let name = |scores| all[place(&all, scores).unwrap()].label().get(Lang::Zh).to_owned();
    assert_eq!(name([5, 5, 1]), "重要价值");
    assert_eq!(name([1, 5, 5]), "重要挽留");
    assert_eq!(name([1, 1, 3]), "流失边缘");
}

#[test]
fn a_users_segments_stand_in_the_settings_and_come_back() {
    let mut settings = Settings::default();
    assert_eq!(segments(&settings), shipped());
    let mut all = segments(&settings);
    all[0].rename("大客户");
    all.remove(3);
    all.push(ValueSegment::new(
        "own-1",
        "高金额",
        [Scores::ANY, Scores::ANY, Scores::between(5, 4)],
    ));
    keep(&mut settings, &all);
    assert_eq!(segments(&settings), all);
    let written = serde_json::to_value(&settings).unwrap();
    assert_eq!(
        written[VALUE_SEGMENTS][0],
        json!({"id": "core", "name": "大客户", "r": [4, 5], "f": [4, 5], "m": [1, 5]})
    );
    assert_eq!(written[VALUE_SEGMENTS][10]["m"], json!([4, 5]));
    assert_eq!(written[VALUE_SEGMENTS].as_array().unwrap().len(), 11);
    assert!(
        written[VALUE_SEGMENTS][1].get("name").is_none(),
        "a name that ships is not written"
    );
    // The word that ships is no name of one's own; and the ones that ship need no place.
    let mut back = segments(&settings);
    back[0].rename("Key value");
    assert_eq!(back[0].name, None);
    keep(&mut settings, &shipped());
    assert_eq!(settings, Settings::default());
    keep(&mut settings, &[]);
    assert!(segments(&settings).is_empty(), "none at all is a choice");
}

#[test]
fn what_is_no_segment_is_left_out_and_what_is_not_known_stays() {
    let json = json!({VALUE_SEGMENTS: [
        {"id": "core", "r": [9, -3], "colour": "red"},
        {"id": "nameless"},
        {"name": "without an id"},
        "no record",
        {"id": "x", "name": "X", "f": [2], "m": "all"},
    ]});
    let mut settings: Settings = serde_json::from_value(json).unwrap();
    let all = segments(&settings);
    assert_eq!(
        all.iter().map(|segment| &*segment.id).collect::<Vec<_>>(),
        ["core", "x"]
    );
    assert_eq!((all[0].r, all[1].f), (Scores::ANY, Scores::ANY));
    keep(&mut settings, &all);
    let written = serde_json::to_value(&settings).unwrap();
    let all = written[VALUE_SEGMENTS].as_array().unwrap();
    assert_eq!(all[0]["colour"], json!("red"));
    assert_eq!(all[0]["r"], json!([9, -3]), "what was not changed is as it was stored");
    assert_eq!(
        all[1..4],
        [
            json!({"id": "nameless"}),
            json!({"name": "without an id"}),
            json!("no record")
        ]
    );
    assert_eq!(all.len(), 5);
}

#[test]
fn segments_beyond_the_most_that_count_stay_where_others_are_changed() {
    let one = |n: u8| json!({"id": format!("s{n}"), "name": format!("{n}号")});
    let all: Vec<Value> = (1..=35).map(one).collect();
    let mut settings: Settings = serde_json::from_value(json!({VALUE_SEGMENTS: all})).unwrap();
    let beyond: Vec<_> = (30..35).map(|at| (at, Idle::Beyond(30))).collect();
    assert_eq!((segments(&settings).len(), idle(&settings)), (30, beyond));
    let names = |settings: &Settings| {
        let written = serde_json::to_value(settings).unwrap();
        let all = written[VALUE_SEGMENTS].as_array().cloned().unwrap_or_default();
        all.iter()
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let mut shown = segments(&settings);
    shown[1].rename("改名");
    keep(&mut settings, &shown);
    let mut wanted: Vec<String> = (1..=35).map(|n| format!("{n}号")).collect();
    wanted[1] = "改名".to_owned();
    assert_eq!(names(&settings), wanted);
    // One that goes makes room for the first that did not count.
    shown.remove(0);
    keep(&mut settings, &shown);
    assert_eq!(names(&settings), wanted[1..]);
    assert_eq!(&*segments(&settings)[29].id, "s31");
    restore(&mut settings);
    assert_eq!(settings, Settings::default());
}

#[test]
fn the_first_segment_that_fits_has_the_customer() {
    let mut book = with_borders(care::book(&five()));
    let rich = ValueSegment::new("rich", "高金额", [Scores::ANY, Scores::ANY, Scores::between(4, 5)]);
    let lately = ValueSegment::new("lately", "最近", [Scores::between(5, 5), Scores::ANY, Scores::ANY]);
    keep(&mut book.head.settings, &[rich, lately]);
    let map = ValueMap::of(&World::new(book, day(AS_OF)).0);
    // b (5 2 4) is both, a (5 1 1) the second, c and d neither.
    let counts: Vec<usize> = map.by_segment.iter().map(|sum| sum.customers).collect();
    assert_eq!(counts, [1, 1, 2]);
}

/// The movers between two days, each as `id way from>to before now`, and how many stayed.
fn moved(json: &Value, from: &str) -> (Vec<String>, usize) {
    let world = world(json, AS_OF);
    let past = PastDay::of(&world, day(from));
    let found = shifts(past.evaluation(), &world.evaluation);
    let class = |class: &Option<Box<str>>| class.as_deref().unwrap_or("-").to_owned();
    let told = found.moved.iter().map(|one| {
        let id = world.book.customers.key_at(one.slot).unwrap();
        assert_eq!(found.of(one.slot), Some(one));
        assert_eq!(found.stayed(one.slot), None);
        let (before, now) = (yuan(one.before), yuan(one.now));
        format!(
            "{id} {} {}>{} {before} {now}",
            one.shift.word(),
            class(&one.from),
            class(&one.to)
        )
    });
    (told.collect(), found.stayed.len())
}

#[test]
fn who_rose_and_who_fell_between_two_days() {
    // 31 August: p1 11 days, 1, 600,000 → 5+1+5 = 11; p2 10 days, 20,000 → 5+1+2 = 8; p3 91 days → 2+1+2 = 5; p4 6 days, 1,000 → 5+1+1 = 7;
    // p5 211 days → 3. Of five the first is high and the last basic: p1 high, p5 basic.
    // 28 November: p1 100 days → 2+1+5 = 8; p2 8 days, 2 orders, 620,000 → 5+2+5 = 12; p3 180 days → 5; p4 95 days → 4; p5 3: p2 high, p5 basic.
    let json = ordered(
        &["p1", "p2", "p3", "p4", "p5"],
        &[
            ("p1", "2026-08-20", 600_000),
            ("p2", "2026-08-21", 20_000),
            ("p2", "2026-11-20", 600_000),
            ("p3", "2026-06-01", 20_000),
            ("p4", "2026-08-25", 1_000),
            ("p5", "2026-02-01", 1_000),
        ],
    );
    let (told, stayed) = moved(&json, "2026-08-31");
    assert_eq!(
        told,
        ["p2 up middle>high 20000 620000", "p1 down high>middle 600000 600000"]
    );
    assert_eq!(stayed, 3);
}

#[test]
fn who_came_and_who_left_is_told_by_the_window() {
    // a had no order by 31 August; b, c and d had one, d none in its 12 months and none since; f one on 15 September 2025, which is in
    // the window of 31 August 2026 and not in that of 28 November.
    let mut json = five();
    json["customers"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "f", "name": "f"}));
    let order = json!({"id": "of", "customer": "f", "date": "2025-09-15", "amount": 7_000});
    json["orders"].as_array_mut().unwrap().push(order);
    let (told, stayed) = moved(&json, "2026-08-31");
    // 31 August: b 30 days, 60,000 → 5+1+3 = 9, c 4, f 350 days → 1+1+1 = 3 with 7,000, d 3 with nothing: of four b is high and d basic.
    // 28 November, of five: b 11 high, a 7, c 4, f and d 3 with nothing, f's last order later: d basic.
    assert_eq!(told, ["f left middle>middle 7000 0", "a came ->middle 0 5000"]);
    assert_eq!(stayed, 3);
    let world = world(&json, AS_OF);
    let found = shifts(PastDay::of(&world, day("2026-08-31")).evaluation(), &world.evaluation);
    assert_eq!(found.sum(Shift::Left), (1, Fen(700_000), Fen(0)));
    assert_eq!(found.sum(Shift::Up), (0, Fen(0), Fen(0)));
}

#[test]
fn another_day_read_in_slices_is_the_book_opened_on_that_day() {
    let (today, then) = (day(AS_OF), day("2026-06-30"));
    let book = guanxi::sample::book(today);
    let world = World::new(book.clone(), today).0;
    let past = PastDay::of(&world, then);
    let other = World::new(book, then).0.evaluation;
    let ours = past.evaluation();
    let tier = other.plan.dimension(TIER).unwrap();
    assert_eq!(ours.classes[tier], other.classes[tier]);
    let bits = |column: &[f64]| column.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    for (at, (one, same)) in ours.columns.numbers.iter().zip(&other.columns.numbers).enumerate() {
        assert_eq!(bits(one), bits(same), "column {at}");
    }
    // Two looks at one day: nobody moved.
    let same = shifts(PastDay::of(&world, today).evaluation(), &world.evaluation);
    assert!(same.moved.is_empty());
}
