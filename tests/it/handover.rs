//! A hand-over from one book to another: what goes along, what comes of it, once and not twice, and the way back.

use std::collections::HashSet;

use guanxi::domain::book::Book;
use guanxi::domain::change::{Change, Kind};
use guanxi::domain::day::Moment;
use guanxi::domain::handover::alike::LikeBy;
use guanxi::domain::handover::difference::{Difference, Side};
use guanxi::domain::handover::give::{GivenPart, Passing, common_ground, counts, customers_of, owners, package};
use guanxi::domain::handover::take::{Choices, Settled, Standing, settle};
use guanxi::domain::kind::{Handover, TakenOver};
use guanxi::domain::label::Label;
use guanxi::domain::merge::{Incoming, MergePlan, Mode, plan};
use guanxi::domain::record::Text;
use guanxi::domain::rule::Rulebook;
use guanxi::transfer::book_json::{BookReader, BookWriter, text};
use serde_json::{Value, json};

use crate::transfer_generate::{Dice, file, read};

pub fn book(file: &Value) -> Book {
    let (incoming, issues) = read(file.to_string().as_bytes());
    assert_eq!(issues.errors, 0);
    incoming.book
}

/// Two owners, one of whom also serves a customer of the other; every kind of record, and what belongs to nobody.
pub fn givers() -> Value {
    json!({"format": "guanxi-book", "version": 1, "settings": {"company": "甲公司"}, "customers": [
        {"id": "c1", "name": "青禾", "owner": "张三", "contacts": [{"name": "王五", "phone": "13800006142"}, {"name": "李"}],
            "tags": ["老客户"], "overrides": [{"dimension": "value", "class": "key", "set_on": "2026-01-01"}]},
        {"id": "c2", "name": "云栖", "owner": "李四", "service_owner": "张 三"},
        {"id": "c3", "name": "远山", "owner": "李四"}],
    "orders": [{"id": "o1", "customer": "c1", "date": "2026-01-05", "amount": 1200.5, "campaign": "k1"}, {"id": "o3", "customer": "c3", "date": "2026-01-05", "amount": 1}],
    "interactions": [{"id": "i1", "customer": "c2", "at": "2026-02-01", "content": "电话"}],
    "tickets": [{"id": "t1", "customer": "c1", "kind": "complaint", "opened_at": "2026-02-01"}],
    "campaigns": [{"id": "k1", "name": "春季"}, {"id": "k2", "name": "夏季"}],
    "points": [{"id": "p1", "customer": "c1", "date": "2026-02-01", "delta": 5}],
    "task_outcomes": [{"id": "keep/regular/c1/2026-01-05", "status": "done"}, {"id": "keep/regular/c3/2026-01-05", "status": "done"}],
    "reviews": [{"id": "r1", "customer": "c1", "dimension": "value", "at": "2026-03-01", "decision": "confirm"}],
    "audit": [{"id": "a1", "at": "2026-01-01", "what": "x"}]})
}

fn handover(id: &str, book: &Book, ids: &HashSet<&str>) -> Handover {
    Handover {
        id: id.into(),
        from: Some("张三".into()),
        to: Some("李四".into()),
        on: None,
        made: Moment::parse("2026-11-27T09:00:00+08:00"),
        by: None,
        note: None,
        seen: common_ground(book, ids),
        extra: Default::default(),
    }
}

/// The file of a hand-over, written and read again.
pub fn given(book: &Book, ids: &[&str], id: &str) -> Incoming {
    let ids: HashSet<&str> = ids.iter().copied().collect();
    let (part, handover) = (package(book, &ids, None), handover(id, book, &ids));
    let bytes = BookWriter::handing_over(&part, &handover, None, "x", "y")
        .finish()
        .unwrap();
    let mut reader = BookReader::open(text(&bytes).unwrap()).unwrap();
    while reader.step(3).is_some() {}
    let (incoming, issues) = reader.finish(&Book::default());
    assert_eq!((issues.errors, incoming.handover.as_ref()), (0, Some(&handover)));
    incoming
}

pub fn at(day: &str) -> Moment {
    Moment::parse(day).unwrap()
}

pub fn settled(book: &Book, incoming: &Incoming, choices: &Choices) -> Settled {
    let handover = incoming.handover.as_ref().unwrap();
    settle(book, incoming, handover, choices, &at("2026-11-28"))
}

pub fn planned(book: &Book, incoming: &Incoming, choices: &Choices) -> MergePlan {
    plan(book, &settled(book, incoming, choices).incoming, Mode::Merge)
}

/// Takes a hand-over in; what is asked is answered with a side.
pub fn take(book: &mut Book, incoming: &Incoming, side: Side) {
    let mut choices = Choices::default();
    let asked = settled(book, incoming, &choices).differences;
    asked
        .iter()
        .filter(|one| one.side().is_none())
        .for_each(|one| choices.choose(one, side));
    let plan = planned(book, incoming, &choices);
    book.apply(&plan.into_change_set(Label::default()));
}

pub fn customer<'a>(book: &'a Book, id: &str) -> &'a guanxi::domain::kind::Customer {
    book.customers.get(id).unwrap()
}

pub fn edit(book: &mut Book, id: &str, change: impl FnOnce(&mut guanxi::domain::kind::Customer)) {
    let mut after = customer(book, id).clone();
    change(&mut after);
    book.customers.put(after);
}

pub type Told = (String, Option<Side>);

pub fn told(differences: &[Difference]) -> Vec<Told> {
    let one = |d: &Difference| (format!("{} {} {}", d.kind.word(), d.id, d.path), d.side());
    differences.iter().map(one).collect()
}

#[test]
fn whoever_sells_or_serves_has_customers_and_names_that_look_alike_are_one() {
    let book = book(&givers());
    let named: Vec<(String, usize)> = owners(&book)
        .iter()
        .map(|o| (o.name.to_string(), o.customers))
        .collect();
    assert_eq!(named, [("张三".to_owned(), 2), ("李四".to_owned(), 2)]);
    let of = |name: &str| -> Vec<String> {
        customers_of(&book, &[Text::from(name)])
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    assert_eq!(
        (of("张三"), of("李四"), of("王五")),
        (vec!["c1".into(), "c2".into()], vec!["c2".into(), "c3".into()], vec![])
    );
}

#[test]
fn what_goes_along_is_all_of_these_customers_and_nothing_else() {
    let book = book(&givers());
    let part = package(&book, &HashSet::from(["c1", "c2"]), None);
    let records = |kind| (GivenPart::Records(kind), 1);
    let all = [
        (GivenPart::Records(Kind::Customer), 2),
        (GivenPart::Contacts, 2),
        (GivenPart::ByHand, 1),
        records(Kind::Order),
        records(Kind::Interaction),
        records(Kind::Ticket),
        records(Kind::Campaign),
        records(Kind::Points),
        records(Kind::TaskOutcome),
        records(Kind::Review),
    ];
    assert_eq!(counts(&part), all);
    assert_eq!(part.head, Book::default().head);
    assert!(part.campaigns.get("k1").is_some() && part.orders.get("o1").is_some());
}

#[test]
fn owners_pass_where_they_were_and_the_others_stay() {
    let book = book(&givers());
    let passing = Passing {
        from: vec!["张三".into()],
        to: "赵六".into(),
    };
    let part = package(&book, &HashSet::from(["c1", "c2"]), Some(&passing));
    let of = |id: &str| {
        (
            part.customers.get(id).unwrap().owner.clone().unwrap(),
            part.customers.get(id).unwrap().service_owner.clone(),
        )
    };
    assert_eq!(of("c1"), ("赵六".into(), None));
    assert_eq!(of("c2"), ("李四".into(), Some("赵六".into())));
}

#[test]
fn other_programs_read_an_ordinary_book_without_settings_and_rules() {
    let book = book(&givers());
    let ids = HashSet::from(["c1"]);
    let (part, handover) = (package(&book, &ids, None), handover("h1", &book, &ids));
    let file = |rules: Option<&Rulebook>| -> Value {
        let bytes = BookWriter::handing_over(&part, &handover, rules, "x", "y")
            .finish()
            .unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    let plain = file(None);
    assert_eq!(
        (&plain["format"], &plain["version"]),
        (&json!("guanxi-book"), &json!(1))
    );
    assert_eq!(
        plain["handover"],
        json!({"id": "h1", "from": "张三", "to": "李四", "made": "2026-11-27T09:00:00+08:00"})
    );
    assert!(plain.get("settings").is_none() && plain.get("rulebook").is_none());
    assert!(file(Some(&book.head.rulebook))["rulebook"].is_object());
}

#[test]
fn an_empty_book_gets_exactly_those_customers() {
    for seed in 1..8 {
        let giver = book(&file(seed, 12, 50));
        let ids = ["c0", "c3", "c7", "c11"];
        let incoming = given(&giver, &ids, "h1");
        let mut receiver = Book::default();
        take(&mut receiver, &incoming, Side::Mine);
        let part = package(&giver, &HashSet::from(ids), None);
        assert_eq!(
            Book {
                head: Default::default(),
                ..receiver.clone()
            },
            part
        );
        assert_eq!(
            (
                receiver.head.handovers.len(),
                TakenOver::all(&receiver.head.handovers)[0].seen.len()
            ),
            (1, 4)
        );
    }
}

/// Another book with some of the same customers, in part otherwise.
fn receiver(seed: u64) -> Book {
    let mut file = file(seed, 12, 50);
    let dice = &mut Dice::new(seed + 50);
    for key in ["customers", "orders", "interactions", "points"] {
        let rows = file[key].as_array_mut().unwrap();
        rows.retain(|_| key == "customers" || dice.below(4) > 0);
        for row in rows {
            if dice.below(3) == 0 {
                row["x_changed"] = dice.below(100).into();
            }
            if key == "customers" && dice.below(3) == 0 {
                row["notes"] = "这里记的".into();
                row["tags"] = json!(["这里的"]);
            }
        }
    }
    book(&file)
}

#[test]
fn twice_is_once_and_the_way_back_leads_to_the_book_as_it_was() {
    let mut asked = 0;
    for seed in 1..10 {
        for side in [Side::Mine, Side::Theirs] {
            let incoming = given(&book(&file(seed, 12, 50)), &["c0", "c3", "c7", "c11"], "h1");
            let before = receiver(seed);
            let mut after = before.clone();
            let mut choices = Choices::default();
            let first = settled(&before, &incoming, &choices);
            assert!(first.known.is_none(), "{seed}");
            asked += first.asked();
            first
                .differences
                .iter()
                .filter(|d| d.side().is_none())
                .for_each(|d| choices.choose(d, side));
            let set = planned(&before, &incoming, &choices).into_change_set(Label::default());
            assert!(set.changes.iter().all(|change| !matches!(change, Change::Audit(_))));
            after.apply(&set);
            // Opened again: all of it is known, nothing is asked, nothing would change.
            let again = settled(&after, &incoming, &Choices::default());
            assert_eq!((again.asked(), again.known.is_some()), (0, true));
            assert!(plan(&after, &again.incoming, Mode::Merge).is_empty(), "{seed}");
            // Nobody else's records were touched.
            for (_, order) in before
                .orders
                .iter()
                .filter(|(_, o)| !["c0", "c3", "c7", "c11"].contains(&o.customer.as_str()))
            {
                assert!(after.orders.get(order.key()) == Some(order));
            }
            after.apply(&set.inverse());
            assert!(after == before, "{seed}");
        }
    }
    assert!(asked > 0);
}

#[test]
fn every_difference_can_be_taken_from_either_side() {
    for seed in 1..6 {
        let incoming = given(&book(&file(seed, 12, 50)), &["c1", "c2", "c3"], "h1");
        let before = receiver(seed);
        for side in [Side::Mine, Side::Theirs] {
            let mut choices = Choices::default();
            settled(&before, &incoming, &choices)
                .differences
                .iter()
                .for_each(|d| choices.choose(d, side));
            let mut after = before.clone();
            after.apply(&planned(&before, &incoming, &choices).into_change_set(Label::default()));
            for (id, theirs) in incoming.book.customers.iter().map(|(_, c)| (c.key().to_owned(), c)) {
                let wanted = match side {
                    Side::Mine => before.customers.get(&id).unwrap(),
                    Side::Theirs => theirs,
                };
                assert_eq!(
                    serde_json::to_value(customer(&after, &id)).unwrap(),
                    serde_json::to_value(&**wanted).unwrap()
                );
            }
        }
    }
}

#[test]
fn a_first_file_asks_only_where_both_say_something() {
    let giver = book(&givers());
    let mut mine = givers();
    mine["customers"][0]["tags"] = json!(["老客户", "要回访"]);
    mine["customers"][0]["notes"] = json!("我记的");
    mine["customers"][0]["contacts"][0]["phone"] = json!("13900000000");
    mine["orders"][0]["amount"] = json!(1300);
    mine["orders"][0]["note"] = json!("改过");
    mine["interactions"] = json!([]);
    let mine = book(&mine);
    let found = settled(&mine, &given(&giver, &["c1", "c2"], "h1"), &Choices::default());
    let wanted: [Told; 5] = [
        ("customers c1 contacts[王五].phone".into(), None),
        ("customers c1 notes".into(), Some(Side::Mine)),
        ("customers c1 tags[要回访]".into(), Some(Side::Mine)),
        ("orders o1 amount".into(), None),
        ("orders o1 note".into(), Some(Side::Mine)),
    ];
    assert_eq!(told(&found.differences), wanted);
    let standing: Vec<(Standing, usize, usize)> = found
        .people
        .iter()
        .map(|p| (p.standing, p.records, p.differences))
        .collect();
    assert_eq!(standing, [(Standing::Changed, 0, 5), (Standing::Changed, 1, 0)]);
}

#[test]
fn the_receivers_rules_stay_unless_the_files_are_asked_for() {
    let mut incoming = given(&book(&givers()), &["c1"], "h1");
    incoming.has_rulebook = true;
    let mut rules = Rulebook::default();
    rules.tags.clear();
    incoming.book.head.rulebook = rules.clone();
    let li = Book::default();
    let planned = |rules| {
        let mut choices = Choices::default();
        choices.take_rules(rules);
        planned(&li, &incoming, &choices)
    };
    assert!(!planned(false).rulebook && planned(true).rulebook);
    assert!(!planned(false).settings);
}

#[test]
fn what_the_book_remembers_goes_out_and_comes_in_with_it() {
    let mut li = Book::default();
    take(&mut li, &given(&book(&givers()), &["c1"], "h1"), Side::Mine);
    let bytes = guanxi::transfer::book_json::write(&li, None, "x", "y").unwrap();
    let (incoming, issues) = read(&bytes);
    assert_eq!((issues.errors, &incoming.book.head.handovers), (0, &li.head.handovers));
    // Merged into another book, each keeps what it remembers.
    let mut other = Book::default();
    take(&mut other, &given(&book(&givers()), &["c3"], "h2"), Side::Mine);
    other.apply(&plan(&other, &incoming, Mode::Merge).into_change_set(Label::default()));
    let remembered = TakenOver::all(&other.head.handovers);
    let ids: Vec<&str> = remembered.iter().map(|taken| &*taken.id).collect();
    assert_eq!(ids, ["h2", "h1"]);
    // The marks tell no name and no number.
    let seen = serde_json::to_string(&TakenOver::all(&li.head.handovers)[0].seen).unwrap();
    assert!(!seen.contains("王五") && !seen.contains("13800006142"));
}

#[test]
fn who_is_in_the_book_under_another_number_is_asked_about_as_a_whole() {
    let (code, other) = ("91310115MA1K350000", "914403001922038216");
    let file = json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "c1", "name": "青禾", "uscc": code}, {"id": "c2", "name": "青禾二", "uscc": code.to_lowercase()},
        {"id": "c3", "name": "云栖", "uscc": other}, {"id": "c4", "name": "远山"}],
    "orders": [{"id": "o1", "customer": "c1", "date": "2026-01-05", "amount": 1}, {"id": "o2", "customer": "c2", "date": "2026-01-05", "amount": 2},
        {"id": "o3", "customer": "c3", "date": "2026-01-05", "amount": 4}]});
    let incoming = given(&book(&file), &["c1", "c2", "c3", "c4"], "h1");
    let mine = json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "KH-1", "name": "青禾公司", "uscc": code, "merged_ids": ["c4"]}, {"id": "c3", "name": "云栖", "uscc": other}]});
    let before = book(&mine);
    let mut choices = Choices::default();
    type Asked = (String, Option<(String, LikeBy)>, Option<bool>);
    let people = |choices: &Choices| -> Vec<Asked> {
        let all = settled(&before, &incoming, choices).people.into_iter();
        let like = |person: &guanxi::domain::handover::take::Person| {
            person.like.as_ref().map(|like| (like.id.clone(), like.by))
        };
        all.map(|person| (person.id.clone(), like(&person), person.taken))
            .collect()
    };
    let ours = |by| Some(("KH-1".to_owned(), by));
    let row = |id: &str, like, taken| (id.to_owned(), like, taken);
    let asked = [
        row("c1", ours(LikeBy::Code), None),
        row("c2", ours(LikeBy::Code), None),
        row("c3", None, Some(true)),
        row("c4", ours(LikeBy::Merged), None),
    ];
    assert_eq!(people(&choices), asked);
    assert_eq!(settled(&before, &incoming, &choices).asked(), 3);
    // As long as it is asked nothing of them comes.
    let orders = |choices: &Choices| {
        let mut now = before.clone();
        now.apply(&planned(&before, &incoming, choices).into_change_set(Label::default()));
        (
            now.customers.len(),
            now.orders.iter().map(|(_, order)| order.amount.0).sum::<i64>(),
        )
    };
    assert_eq!(orders(&choices), (2, 400));
    choices.take("c1", true);
    choices.take("c2", false);
    choices.take("c4", false);
    assert_eq!(
        (settled(&before, &incoming, &choices).asked(), orders(&choices)),
        (0, (3, 500))
    );
    // Who was taken in, and who was left out, is not asked about again.
    let mut now = before.clone();
    now.apply(&planned(&before, &incoming, &choices).into_change_set(Label::default()));
    let again = settled(&now, &incoming, &Choices::default());
    assert_eq!(again.people[0].taken, Some(true));
}

#[test]
fn who_has_the_name_of_one_in_the_book_is_asked_about_unless_the_code_says_otherwise() {
    let (code, other) = ("91310115MA1K350000", "914403001922038216");
    let file = json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "c1", "name": "青禾 纸业"}, {"id": "c2", "name": "云栖", "uscc": other}, {"id": "c3", "name": "远山"}]});
    let incoming = given(&book(&file), &["c1", "c2", "c3"], "h1");
    let before = book(&json!({"format": "guanxi-book", "version": 1, "customers": [
        {"id": "KH-1", "name": "青禾纸业"}, {"id": "KH-2", "name": "云栖", "uscc": code, "merged_names": ["远山", "青禾纸业"]}]}));
    let settled = settled(&before, &incoming, &Choices::default());
    let said = settled.people.iter().map(|person| {
        let like = person.like.as_ref().map(|like| (like.id.clone(), like.by));
        (like, person.taken)
    });
    let expected = [
        (Some(("KH-1".to_owned(), LikeBy::Name)), None),
        (None, Some(true)),
        (Some(("KH-2".to_owned(), LikeBy::MergedName)), None),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected);
}
