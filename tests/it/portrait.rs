//! Portraits of groups, by hand and by counting the sample book a second way; the report of a day.

use std::collections::BTreeMap;

use guanxi::domain::kind::InteractionKind;
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::portrait::{GroupKey, LONGER, Portrait, PortraitReading, TraitKind};
use guanxi::domain::marketing::value::ValueMap;
use guanxi::domain::world::World;
use guanxi::ui::portrait::{PortraitReport, groups};
use serde_json::{Value, json};

use crate::care;
use crate::value::{AS_OF, day, ordered, with_borders};

fn world(json: &Value) -> World {
    World::new(with_borders(care::book(json)), day(AS_OF)).0
}

fn portrait(world: &World, group: GroupKey) -> Portrait {
    let map = ValueMap::of(world);
    PortraitReading::of(world).portraits(&map, &[group]).remove(0)
}

fn words(portrait: &Portrait, kind: TraitKind) -> (usize, Vec<(&str, usize)>) {
    let table = portrait.traits.iter().find(|table| table.kind == kind).unwrap();
    let words = table.words.iter().map(|(word, n)| (&**word, *n));
    (table.known, words.collect())
}

/// Three customers of one segment (5 days, few orders): what is known of them is written out here.
fn three() -> Value {
    let mut json = ordered(
        &["a", "b", "c"],
        &[
            ("a", "2026-11-01", 100),
            ("a", "2026-11-11", 100),
            ("a", "2026-11-11", 100),
            ("a", "2026-11-25", 100),
            ("b", "2026-10-30", 100),
            ("b", "2026-11-24", 100),
            ("c", "2026-11-20", 100),
        ],
    );
    let customers = json["customers"].as_array_mut().unwrap();
    customers[0] = json!({"id": "a", "name": "甲", "industry": "金融", "need_tags": ["看重售后"], "needs": "看重售后、要快；一句很长很长很长很长很长很长很长很长很长的话",
        "pain_points": "等得久", "tags": ["重点"], "preferences": {"channels": ["电话"], "avoid": ["群发"]}});
    customers[1] = json!({"id": "b", "name": "乙", "industry": "金融", "region": "上海", "products": [{"name": "软件"}], "contacts": [{"name": "乙一", "preferred_channel": "电话"}]});
    customers[2] = json!({"id": "c", "name": "丙", "industry": "教育", "need_tags": ["要快"]});
    json["orders"][0]["items"] = json!([{"product": "软件"}, {"product": "培训"}]);
    let call = |id: &str, customer: &str, at: &str, answered: Value| json!({"id": id, "customer": customer, "kind": "call", "at": at, "direction": "outbound", "responded": answered});
    json["interactions"] = json!([
        call("i1", "a", "2026-11-02", json!(true)),
        call("i2", "a", "2026-11-03", json!(false)),
        call("i3", "b", "2026-11-03", json!(false)),
        call("i4", "b", "2026-11-04", json!(null)),
        call("i5", "c", "2025-10-01", json!(true)),
        call("i6", "c", "2026-12-01", json!(true)),
    ]);
    let ticket = |id: &str, customer: &str, grade: u8| json!({"id": id, "customer": customer, "kind": "consultation", "opened_at": "2026-11-05", "satisfaction": grade});
    json["tickets"] = json!([ticket("t1", "a", 5), ticket("t2", "a", 4), ticket("t3", "c", 3)]);
    json
}

#[test]
fn a_portrait_says_what_is_recorded_of_its_customers() {
    let world = world(&three());
    let map = ValueMap::of(&world);
    // R 5 each; a has 4 orders → F 3, b 2 → F 2, c 1 → F 1: a and b are to be developed, c is a recent buyer.
    let place = map
        .segments
        .iter()
        .position(|segment| &*segment.id == "growing")
        .unwrap();
    let found = portrait(&world, GroupKey::Segment(place));
    assert_eq!((found.customers, found.amount.0), (2, 60_000));
    // a: 10 and 14 days between three days of orders → 12; b: 25 days → the middle of both is 18.5.
    assert_eq!(found.rhythm, Some((18.5, 2)));
    assert_eq!(found.satisfaction, Some((4.5, 2)));
    assert_eq!(found.channels, [(InteractionKind::Call, 3, 1)]);
    // The sentence of 22 characters is no word: it is summed.
    let needs = vec![("看重售后", 1), ("要快", 1), (LONGER, 1)];
    assert_eq!(words(&found, TraitKind::Need), (1, needs));
    assert_eq!(words(&found, TraitKind::Pain), (1, vec![("等得久", 1)]));
    assert_eq!(words(&found, TraitKind::Tag), (1, vec![("重点", 1)]));
    assert_eq!(words(&found, TraitKind::Industry), (2, vec![("金融", 2)]));
    assert_eq!(words(&found, TraitKind::Region), (1, vec![("上海", 1)]));
    // a by its order, b by its sheet.
    assert_eq!(words(&found, TraitKind::Product), (2, vec![("软件", 2), ("培训", 1)]));
    assert_eq!(words(&found, TraitKind::Prefers), (2, vec![("电话", 2)]));
    assert_eq!(words(&found, TraitKind::Avoids), (1, vec![("群发", 1)]));
    // Both were called with a known end, one answered.
    assert_eq!(words(&found, TraitKind::Answers), (2, vec![("call", 1)]));
    assert_eq!(found.apart, None, "too few to compare");
    // c: one day of orders has no rhythm; its calls are too old, or still to come.
    let recent = map
        .segments
        .iter()
        .position(|segment| &*segment.id == "recent")
        .unwrap();
    let other = portrait(&world, GroupKey::Segment(recent));
    assert_eq!((other.customers, other.rhythm, other.channels.len()), (1, None, 0));
    assert_eq!(other.satisfaction, Some((3.0, 1)));
}

#[test]
fn what_is_written_at_length_is_known_and_summed() {
    let mut json = three();
    // 21 characters; 20, which are a word yet; two sentences of one customer are one customer.
    let (longer, word) = ("长".repeat(21), "词".repeat(20));
    json["customers"][0]["pain_points"] = json!(format!("{longer}；{longer}。等得久"));
    json["customers"][1]["pain_points"] = json!(format!(" {longer}、、"));
    json["customers"][2]["pain_points"] = json!(word);
    let world = world(&json);
    let map = ValueMap::of(&world);
    let reading = PortraitReading::of(&world);
    let pains = |place: usize, known: usize, wanted: Vec<(&str, usize)>| {
        let found = reading.portraits(&map, &[GroupKey::Segment(place)]).remove(0);
        assert_eq!(words(&found, TraitKind::Pain), (known, wanted));
    };
    let segment = |id: &str| map.segments.iter().position(|it| &*it.id == id).unwrap();
    // The sum stands last, though more have it.
    pains(segment("growing"), 2, vec![("等得久", 1), (LONGER, 2)]);
    pains(segment("recent"), 1, vec![(&word, 1)]);
    let longer = (TraitKind::Pain, LONGER.into());
    assert_eq!(reading.having(&[0, 1, 2], &longer).collect::<Vec<_>>(), [0, 1]);
    let (zh, en) = (report(&world, Lang::Zh), report(&world, Lang::En));
    assert!(zh.contains("<tr><th>较长的描述</th><td>2</td><td>100.0 %</td>"), "{zh}");
    assert!(en.contains("<tr><th>Longer texts</th><td>2</td><td>100.0 %</td>"));
}

#[test]
fn longer_texts_set_nobody_apart() {
    let customer = |n: usize| {
        let pain = if n < 20 { "长".repeat(21) } else { "慢".to_owned() };
        json!({"id": format!("k{n:02}"), "name": format!("k{n:02}"), "pain_points": pain})
    };
    let order = |n: usize| {
        let date = if n < 20 { "2026-11-20" } else { "2026-01-10" };
        json!({"id": format!("o{n}"), "customer": format!("k{n:02}"), "date": date, "amount": 100})
    };
    let all = |of: &dyn Fn(usize) -> Value| (0..40).map(of).collect::<Vec<_>>();
    let world = world(&json!({"customers": all(&customer), "orders": all(&order)}));
    let map = ValueMap::of(&world);
    let recent = map.segments.iter().position(|it| &*it.id == "recent").unwrap();
    let apart = portrait(&world, GroupKey::Segment(recent)).apart.unwrap();
    let told: Vec<(&str, _, _)> = apart.iter().map(|it| (&*it.of.1, it.here, it.there)).collect();
    assert_eq!(told, [("慢", (0, 20), (20, 20))]);
}

/// So many customers who bought lately, so many long ago, with a tag each: the first `tagged` of each sort have 急用, the others 不急.
fn two_sorts(sizes: [usize; 2], tagged: [usize; 2]) -> World {
    let mut customers = Vec::new();
    let mut orders = Vec::new();
    let sorts = [("n", "2026-11-20"), ("p", "2026-01-10")];
    for (((sort, date), size), tagged) in sorts.into_iter().zip(sizes).zip(tagged) {
        for n in 0..size {
            let id = format!("{sort}{n:02}");
            let tag = if n < tagged { "急用" } else { "不急" };
            customers.push(json!({"id": id, "name": id, "need_tags": [tag]}));
            orders.push(json!({"id": format!("o{id}"), "customer": id, "date": date, "amount": 100}));
        }
    }
    world(&json!({"customers": customers, "orders": orders}))
}

#[test]
fn what_sets_a_group_apart_are_the_largest_differences_of_shares() {
    let apart = |world: &World, id: &str| {
        let map = ValueMap::of(world);
        let place = map.segments.iter().position(|segment| &*segment.id == id).unwrap();
        let found = portrait(world, GroupKey::Segment(place)).apart?;
        let told = found.iter().map(|one| {
            (
                one.of.1.to_string(),
                one.here,
                one.there,
                (one.difference() * 100.0).round(),
            )
        });
        Some(told.collect::<Vec<_>>())
    };
    // 20 of 25 against 6 of 30: 80 % and 20 %.
    let world = two_sorts([25, 30], [20, 6]);
    assert_eq!(
        apart(&world, "recent"),
        Some(vec![
            ("不急".to_owned(), (5, 25), (24, 30), -60.0),
            ("急用".to_owned(), (20, 25), (6, 30), 60.0),
        ])
    );
    // Shares alike: nothing to tell. Nineteen on one side: nothing is compared.
    assert_eq!(apart(&two_sorts([25, 25], [10, 10]), "recent"), Some(vec![]));
    assert_eq!(apart(&two_sorts([19, 30], [19, 0]), "recent"), None);
    assert_eq!(apart(&two_sorts([30, 19], [30, 0]), "recent"), None);
}

#[test]
fn the_sample_book_counted_a_second_way() {
    let world = World::new(guanxi::sample::book(day(AS_OF)), day(AS_OF)).0;
    let map = ValueMap::of(&world);
    let reading = PortraitReading::of(&world);
    for (place, (id, sum)) in map.tiers.iter().enumerate() {
        let found = reading.portraits(&map, &[GroupKey::Tier(place)]).remove(0);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut customers, mut known, mut fen) = (0, 0, 0);
        for (slot, customer) in world.book.customers.iter() {
            let ranked = world
                .ledger
                .row(slot)
                .orders
                .iter()
                .any(|order| order.day <= day(AS_OF));
            if !ranked || world.evaluation.class_in(slot, "rfm_tier") != id.as_deref() {
                continue;
            }
            customers += 1;
            known += usize::from(customer.industry.is_some());
            *counts
                .entry(customer.industry.as_deref().unwrap_or_default().to_owned())
                .or_default() += 1;
            // Twelve months up to 28 November 2026.
            let in_window = world
                .ledger
                .row(slot)
                .orders
                .iter()
                .filter(|order| day("2025-11-28") < order.day && order.day <= day(AS_OF));
            fen += in_window.map(|order| order.fen).sum::<i64>();
        }
        counts.remove("");
        assert_eq!((found.customers, found.amount.0), (customers, fen));
        assert_eq!((sum.customers, sum.amount.0), (customers, fen));
        let (known_here, words) = words(&found, TraitKind::Industry);
        assert_eq!(known_here, known);
        assert_eq!(
            words
                .iter()
                .map(|(word, n)| ((*word).to_owned(), *n))
                .collect::<BTreeMap<_, _>>(),
            counts
        );
        // The rows behind a figure are as many as it says.
        let members = GroupKey::Tier(place).members(&map);
        for (word, n) in words {
            let rows = reading.having(&members, &(TraitKind::Industry, word.into()));
            assert_eq!(rows.count(), n);
        }
    }
}

#[test]
fn a_changed_customer_is_read_anew() {
    let mut json = three();
    let mut reading = PortraitReading::of(&world(&json));
    json["customers"][1]["industry"] = json!("教育");
    let after = world(&json);
    reading.update(&after, &[1]);
    let map = ValueMap::of(&after);
    let all = groups(&map);
    assert_eq!(
        reading.portraits(&map, &all),
        PortraitReading::of(&after).portraits(&map, &all)
    );
}

fn report(world: &World, lang: Lang) -> String {
    let (map, reading) = (ValueMap::of(world), PortraitReading::of(world));
    let report = PortraitReport {
        world,
        map: &map,
        reading: &reading,
        lang,
    };
    report.whole()
}

#[test]
fn the_same_book_and_day_give_the_same_report() {
    let (today, then) = (day(AS_OF), day("2026-10-31"));
    let book = guanxi::sample::book(today);
    let first = report(&World::new(book.clone(), then).0, Lang::Zh);
    // Looked at on another day in between, and opened anew.
    let mut world = World::new(book.clone(), today).0;
    let other = report(&world, Lang::Zh);
    world.set_as_of(then);
    assert_eq!(report(&world, Lang::Zh), first);
    assert_eq!(report(&World::new(book, then).0, Lang::Zh), first);
    assert_ne!(other, first);
    assert!(first.contains("截至2026-10-31") && !first.contains("NaN") && !first.contains("<script"));
    let english = report(&world, Lang::En);
    assert!(english.contains("As of 2026-10-31") && english.contains("Definitions"));
}

#[test]
fn a_report_carries_its_rows_and_escapes_what_people_wrote() {
    let mut json = three();
    json["settings"] = json!({"company": "<b>Tom & Co"});
    json["customers"][0]["industry"] = json!("<i>金融");
    let world = world(&json);
    let told = report(&world, Lang::Zh);
    assert!(told.contains("&lt;b&gt;Tom &amp; Co") && told.contains("&lt;i&gt;金融"));
    assert!(!told.contains("<b>Tom") && !told.contains("<i>"));
    // The two customers to be developed, a before b by the total 5+3+1 against 5+2+1.
    assert!(told.contains("<p class=\"ids\">a b</p>"), "{told}");
    let empty = report(&World::new(care::book(&json!({})), day(AS_OF)).0, Lang::Zh);
    assert!(empty.contains("没有客户参加排名") && empty.ends_with("</html>\n"));
}
