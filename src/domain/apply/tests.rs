mod edits;
mod rules;

use super::*;
use crate::domain::day::Day;
use crate::domain::id::{InteractionId, OrderId, PointsId, ReviewId, RuleVersionId, TicketId};
use crate::domain::money::Fen;
use crate::domain::rule::Rulebook;
use crate::domain::versions::Adoption;

/// The same different values each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

fn id(n: u64) -> CustomerId {
    CustomerId::new(&format!("c{n}")).unwrap()
}

fn some_customer(n: u64) -> Customer {
    Customer::new(id(n), &format!("客户{n}"))
}

fn order(n: u64, of: u64, fen: i64) -> Order {
    Order {
        id: OrderId::new(&format!("o{n}")).unwrap(),
        customer: id(of),
        date: Day(20_000 + n as i32),
        amount: Fen(fen),
        items: Vec::new(),
        due_on: None,
        paid_on: None,
        campaign: None,
        note: None,
        extra: Default::default(),
    }
}

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn interaction(n: u64, of: u64, content: &str) -> Interaction {
    let key = InteractionId::new(&format!("i{n}")).unwrap();
    read(serde_json::json!({"id": key, "customer": id(of), "at": "2026-11-01", "content": content}))
}

fn ticket(n: u64, of: u64, subject: &str) -> Ticket {
    let key = TicketId::new(&format!("t{n}")).unwrap();
    read(
        serde_json::json!({"id": key, "customer": id(of), "kind": "complaint", "opened_at": "2026-11-01", "subject": subject}),
    )
}

/// Ten customers with a few records of every kind that hangs on them.
fn book() -> Book {
    let mut book = Book {
        customers: (0..10).map(some_customer).collect(),
        orders: (0..30).map(|n| order(n, n % 10, n as i64)).collect(),
        interactions: (0..20).map(|n| interaction(n, n % 10, "电话")).collect(),
        tickets: (0..5).map(|n| ticket(n, n, "备件")).collect(),
        ..Book::default()
    };
    let points = PointsId::new("p0").unwrap();
    book.points.put(Held::new(read(
        serde_json::json!({"id": points, "customer": "c1", "date": "2026-01-01", "delta": 5}),
    )));
    let review = ReviewId::new("r0").unwrap();
    book.reviews.put(Held::new(read(
        serde_json::json!({"id": review, "customer": "c1", "dimension": "value", "at": "2026-01-01"}),
    )));
    book
}

fn edited(book: &Book, n: u64, change: impl FnOnce(&mut Customer)) -> Command {
    let before = book.customers.get(id(n).as_str()).unwrap().clone();
    let mut after = (*before).clone();
    change(&mut after);
    Command::EditCustomer(Edit::of(before, after))
}

/// A record over the one that the book has, or a new one.
fn put<R: BookRecord>(book: &Book, command: fn(Edit<R>) -> Command, after: R) -> Command {
    command(Edit {
        before: R::table(book).get(after.key()).cloned(),
        after: Box::new(after),
    })
}

fn zh(applied: Applied) -> String {
    match applied {
        Ok(set) => set.label.zh.into_owned(),
        Err(error) => format!("! {}", error.label().zh),
    }
}

#[test]
fn commands_are_named_after_what_they_change() {
    let book = book();
    let owner = edited(&book, 1, |c| c.owner = Some("周敏".into()));
    let many = edited(&book, 1, |c| {
        c.name = "宁波恒拓".into();
        c.owner = Some("周敏".into());
        c.needs = Some("扩线".into());
        c.notes = Some("二厂".into());
    });
    let table = [
        (owner, "修改“客户1”：负责人"),
        (many, "修改“宁波恒拓”：客户名称、备注、负责人及其他1项"),
        (Command::AddCustomer(Box::new(some_customer(10))), "新增客户“客户10”"),
        (Command::RemoveCustomers(vec![id(1)]), "删除“客户1”"),
        (Command::RemoveCustomers(vec![id(1), id(2), id(1)]), "删除2家客户"),
        (
            Command::SetOwner {
                ids: vec![id(1), id(2)],
                owner: Some("许静".into()),
            },
            "修改2家客户：负责人改为“许静”",
        ),
        (
            Command::AddTag {
                ids: vec![id(1)],
                tag: "重视性价比".into(),
            },
            "修改“客户1”：加标签“重视性价比”",
        ),
        (put(&book, Command::PutOrder, order(99, 1, 5)), "新增“客户1”的订单"),
        (put(&book, Command::PutOrder, order(1, 1, 500)), "修改“客户1”的订单"),
        (put(&book, Command::PutOrder, order(99, 1, -5)), "新增“客户1”的退货"),
        (put(&book, Command::PutOrder, order(1, 1, -5)), "修改“客户1”的退货"),
        (
            Command::RemoveTicket(TicketId::new("t3").unwrap()),
            "删除“客户3”的服务单",
        ),
        (
            Command::Import {
                source: "a.guanxi.json".into(),
                changes: Vec::new(),
                about: Default::default(),
            },
            "导入“a.guanxi.json”",
        ),
        (Command::EraseAll, "清空簿册"),
    ];
    for (command, label) in table {
        assert_eq!(zh(apply(&book, command)), label);
    }
}

#[test]
fn what_is_wrong_is_refused_in_words() {
    let book = book();
    let stale = Change::from(Delta {
        before: Some(Held::new(order(1, 1, 77))),
        after: Some(Held::new(order(1, 1, 78))),
    });
    let other_id = Change::from(Delta {
        before: book.orders.get("o1").cloned(),
        after: Some(Held::new(order(2, 1, 78))),
    });
    let orphan = Change::from(Delta::put(order(98, 98, 5)));
    let import = |change| Command::Import {
        source: "x".into(),
        changes: vec![change],
        about: Default::default(),
    };
    let sample = Command::LoadSample {
        book: Box::default(),
        replace: false,
    };
    let table = [
        (
            Command::AddCustomer(Box::new(Customer::new(id(77), " "))),
            "! 请填写客户名称",
        ),
        (edited(&book, 1, |c| c.name = "".into()), "! 请填写客户名称"),
        (
            Command::EditCustomer(Edit::new(some_customer(77))),
            "! 没有编号为“c77”的客户",
        ),
        (Command::RemoveCustomers(vec![id(1), id(77)]), "! 没有编号为“c77”的客户"),
        (
            put(&book, Command::PutOrder, order(1, 77, 5)),
            "! 没有编号为“c77”的客户",
        ),
        (
            Command::RemoveOrder(OrderId::new("o77").unwrap()),
            "! 没有编号为“o77”的订单",
        ),
        (
            Command::AddTag {
                ids: vec![id(1)],
                tag: " ".into(),
            },
            "! 请填写标签",
        ),
        (import(stale), "! 预览之后簿册已有改动，请重新选择文件"),
        (import(other_id), "! 预览之后簿册已有改动，请重新选择文件"),
        (import(orphan), "! 没有编号为“c98”的客户"),
        (sample, "! 簿册里已有数据，载入样例前请先确认替换"),
    ];
    for (command, reason) in table {
        assert_eq!(zh(apply(&book, command)), reason);
    }
}

#[test]
fn what_changes_nothing_is_left_out() {
    let book = book();
    let same = book.orders.get("o1").cloned();
    let idle = Change::from(Delta {
        before: same.clone(),
        after: same,
    });
    let commands = [
        edited(&book, 1, |_| {}),
        Command::SetOwner {
            ids: vec![id(1)],
            owner: Some("".into()),
        },
        Command::RemoveTag {
            ids: vec![id(1)],
            tag: "无".into(),
        },
        put(&book, Command::PutOrder, order(1, 1, 1)),
        adopted(Rulebook::default()),
        Command::SetSettings(Edit::new(Settings::default())),
        Command::Import {
            source: "x".into(),
            changes: vec![idle],
            about: Default::default(),
        },
    ];
    for command in commands {
        assert!(apply(&book, command.clone()).unwrap().is_empty(), "{command:?}");
    }
    assert!(apply(&Book::default(), Command::EraseAll).unwrap().is_empty());
}

#[test]
fn a_customer_takes_its_records_with_it() {
    let mut book = book();
    book.apply(&apply(&book, Command::RemoveCustomers(vec![id(1)])).unwrap());
    assert!(book.customers.get("c1").is_none());
    assert!(book.orders.iter().all(|(_, r)| r.customer != id(1)) && book.orders.len() == 27);
    assert!(book.interactions.len() == 18 && book.tickets.len() == 4);
    assert!(book.points.is_empty() && book.reviews.is_empty());
}

#[test]
fn a_sample_replaces_a_sample_and_everything_can_be_erased() {
    let mut now = book();
    now.head.sample = true;
    let sample = Book {
        customers: (5..8).map(some_customer).collect(),
        ..Book::default()
    };
    let load = Command::LoadSample {
        book: Box::new(sample.clone()),
        replace: false,
    };
    now.apply(&apply(&now, load).unwrap());
    assert!(now.head.sample && now.customers.len() == 3 && now.orders.is_empty());
    // The loading alone stands in the trail of an untouched sample; one step more is the user's own.
    assert!(now.is_no_own());
    for n in 1..=2 {
        let entry = serde_json::from_value(serde_json::json!({"id": format!("a{n}"), "at": "2026-01-01", "what": "x"}));
        now.audit.put(Held::new(entry.unwrap()));
    }
    assert!(!now.is_no_own());
    let again = |replace| Command::LoadSample {
        book: Box::new(sample.clone()),
        replace,
    };
    assert!(apply(&now, again(false)).is_err() && apply(&now, again(true)).is_ok());
    now.apply(&apply(&now, Command::EraseAll).unwrap());
    assert!(now == Book::default() && now.is_blank());
}

#[test]
fn an_audit_entry_says_what_was_done() {
    let set = apply(&book(), Command::RemoveCustomers(vec![id(9)])).unwrap();
    let at = Moment::parse("2026-11-19T14:03:00+08:00").unwrap();
    let entry = audit_entry(AuditId::new("a1").unwrap(), at, Some("周敏".into()), &set);
    assert_eq!(
        (&*entry.what, entry.what_en.as_deref(), entry.records),
        ("删除“客户9”", Some("Remove 客户9"), Some(6))
    );
}

fn random(dice: &mut Dice, book: &Book) -> Command {
    let ids = |dice: &mut Dice| (0..=dice.next(3)).map(|_| id(dice.next(14))).collect::<Vec<_>>();
    let tags = ["甲", "乙", "丙"];
    match dice.next(15) {
        0 => Command::AddCustomer(Box::new(some_customer(dice.next(14)))),
        1 | 2 => {
            let n = dice.next(14);
            let known = book.customers.get(id(n).as_str()).cloned();
            let known = known.unwrap_or_else(|| Held::new(some_customer(n)));
            let needs = Some(format!("需求{}", dice.next(5)).into());
            Command::EditCustomer(Edit::of(
                known.clone(),
                Customer {
                    needs,
                    ..(*known).clone()
                },
            ))
        }
        3 => Command::RemoveCustomers(ids(dice)),
        4 => Command::SetOwner {
            ids: ids(dice),
            owner: Some(tags[dice.next(3) as usize].into()),
        },
        5 => Command::AddTag {
            ids: ids(dice),
            tag: tags[dice.next(3) as usize].into(),
        },
        6 => Command::RemoveTag {
            ids: ids(dice),
            tag: tags[dice.next(3) as usize].into(),
        },
        7 => put(
            book,
            Command::PutOrder,
            order(dice.next(40), dice.next(14), dice.next(9) as i64),
        ),
        8 => Command::RemoveOrder(OrderId::new(&format!("o{}", dice.next(40))).unwrap()),
        9 => put(
            book,
            Command::PutInteraction,
            interaction(dice.next(30), dice.next(14), tags[dice.next(3) as usize]),
        ),
        10 => Command::RemoveInteraction(InteractionId::new(&format!("i{}", dice.next(30))).unwrap()),
        11 => put(
            book,
            Command::PutTicket,
            ticket(dice.next(9), dice.next(14), tags[dice.next(3) as usize]),
        ),
        12 => Command::RemoveTicket(TicketId::new(&format!("t{}", dice.next(9))).unwrap()),
        13 => random_head(dice, book),
        _ => random_whole(dice, book),
    }
}

fn random_head(dice: &mut Dice, book: &Book) -> Command {
    let company = Some(format!("公司{}", dice.next(3)).into());
    if dice.next(4) == 0 {
        let before = book.head.rulebook.examples.clone();
        let after = examples(dice.next(4));
        return Command::SetExamples { before, after };
    }
    let some_version = version(dice.next(2) + 1, dice.next(2) == 0);
    if let Some(before) = book
        .rule_versions
        .get(some_version.as_str())
        .filter(|_| dice.next(2) == 0)
    {
        let mut after = (**before).clone();
        after.name = Some(format!("名称{}", dice.next(3)).into());
        return Command::NameVersion(Edit::of(before.clone(), after));
    }
    if dice.next(2) == 0 {
        let settings = Settings {
            company,
            ..Settings::default()
        };
        return Command::SetSettings(Edit::new(settings));
    }
    let mut rulebook = Rulebook::default();
    rulebook.rfm.cut_plus_one = dice.next(2) == 0;
    adopted(rulebook)
}

fn version(n: u64, cut_plus_one: bool) -> RuleVersionId {
    RuleVersionId::new(&format!("version {n} {cut_plus_one}")).unwrap()
}

fn examples(n: u64) -> Vec<crate::domain::rule::Example> {
    (0..n)
        .map(|n| read(serde_json::json!({"id": n.to_string(), "facts": {}, "dimension": "value"})))
        .collect()
}

fn adopted(rulebook: Rulebook) -> Command {
    let id = |n: u64| version(n, rulebook.rfm.cut_plus_one);
    let adoption = Adoption {
        ids: [id(2), id(1)],
        on: Day(20_000),
        at: Moment::on(Day(20_000)),
        by: None,
        name: None,
        note: None,
    };
    Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(rulebook),
        adoption: Box::new(adoption),
    }
}

fn random_whole(dice: &mut Dice, book: &Book) -> Command {
    match dice.next(6) {
        0 => Command::EraseAll,
        1 => Command::LoadSample {
            book: Box::new(self::book()),
            replace: true,
        },
        _ => {
            let mut changes: Vec<Change> = Vec::new();
            for n in 0..dice.next(20) {
                let after = Some(Held::new(Customer {
                    notes: Some("导入".into()),
                    ..some_customer(n)
                }));
                let before = book.customers.get(id(n).as_str()).cloned();
                changes.push(Delta { before, after }.into());
            }
            Command::Import {
                source: "x".into(),
                changes,
                about: Default::default(),
            }
        }
    }
}

#[test]
fn undo_gives_the_book_back_and_redo_does_the_same_again() {
    let mut carried_out = 0;
    for seed in 1..=40 {
        let mut dice = Dice(seed * 7919);
        let mut now = book();
        let mut past = Vec::new();
        for _ in 0..40 {
            let command = random(&mut dice, &now);
            let untouched = now.clone();
            let Ok(set) = apply(&now, command.clone()) else {
                continue;
            };
            assert!(now == untouched);
            now.apply(&set);
            let after = now.clone();
            now.apply(&set.clone().inverse());
            assert!(now == untouched, "undo of {command:?}");
            now.apply(&set);
            assert!(now == after, "redo of {command:?}");
            past.push((untouched, set));
            carried_out += 1;
        }
        // All the way back, step by step.
        for (before, set) in past.into_iter().rev() {
            now.apply(&set.inverse());
            assert!(now == before);
        }
    }
    assert!(carried_out > 800, "{carried_out}");
}

#[test]
fn a_tag_that_looks_like_one_of_the_book_is_that_one() {
    let mut book = Book::default();
    for (id, tags) in [
        ("a", ["VIP"].as_slice()),
        ("b", &["ｖｉｐ"]),
        ("c", &["VIP"]),
        ("d", &[]),
    ] {
        let mut one = Customer::new(CustomerId::new(id).unwrap(), id);
        one.tags = tags.iter().map(|tag| (*tag).into()).collect();
        book.customers.put(Held::new(one));
    }
    let ids = || ["a", "b", "d"].map(|id| CustomerId::new(id).unwrap()).to_vec();
    let after = |command: Command| -> Vec<(String, Vec<Text>)> {
        let set = apply(&book, command).unwrap();
        let changed = set.changes.iter().map(|change| match change {
            Change::Customer(delta) => delta.after.clone().unwrap(),
            _ => unreachable!(),
        });
        changed.map(|c| (c.id.to_string(), c.tags.clone())).collect()
    };
    let tag: Text = "Vip ".into();
    let added = after(Command::AddTag {
        ids: ids(),
        tag: tag.clone(),
    });
    assert_eq!(added, [("d".to_owned(), vec![Text::from("VIP")])]);
    let removed = after(Command::RemoveTag { ids: ids(), tag });
    assert_eq!(removed, [("a".to_owned(), vec![]), ("b".to_owned(), vec![])]);
}

#[test]
fn names_that_nobody_sees_are_no_names() {
    for name in ["", " ", "\u{200b}", "\u{3164}\u{feff}"] {
        let nobody = Customer::new(CustomerId::new("x").unwrap(), name);
        assert!(
            apply(&Book::default(), Command::AddCustomer(Box::new(nobody))).is_err(),
            "{name:?}"
        );
    }
    let tag = Command::AddTag {
        ids: Vec::new(),
        tag: "\u{200d}".into(),
    };
    assert!(apply(&Book::default(), tag).is_err());
}

#[test]
fn a_number_that_is_taken_by_now_becomes_the_next_one() {
    let mut book = Book::default();
    let numbered = |name: &str| Customer::new(CustomerId::new("KH-0001").unwrap(), name);
    book.customers.put(Held::new(numbered("甲")));
    let add = |name: &str| apply(&book, Command::AddCustomer(Box::new(numbered(name)))).unwrap();
    let set = add("乙");
    let [Change::Customer(delta)] = set.changes.as_slice() else {
        panic!("{set:?}");
    };
    let added = delta.after.as_ref().unwrap();
    assert_eq!(
        (added.id.as_str(), &*added.name, delta.before.is_none()),
        ("KH-0002", "乙", true)
    );
    assert!(add("甲").is_empty(), "the same customer twice is one");
}
