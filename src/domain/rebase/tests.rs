use super::*;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Contract, Customer};
use crate::domain::money::Fen;

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

fn contact(name: &str, phone: &str) -> Contact {
    Contact {
        name: Some(name.into()),
        phone: Some(phone.into()),
        ..Contact::blank()
    }
}

fn base() -> Customer {
    let mut customer = Customer::new(CustomerId::new("c").unwrap(), "宁波恒拓");
    customer.region = Some("宁波".into());
    customer.annual_revenue = Some(Fen(87_600_000));
    customer.tags = vec!["甲".into(), "乙".into()];
    customer.contacts = vec![contact("王芳", "1"), contact("李雷", "2")];
    customer
}

fn with(change: impl FnOnce(&mut Customer)) -> Customer {
    let mut customer = base();
    change(&mut customer);
    customer
}

/// Key, label, theirs and mine of every clash.
fn clashes(mine: &Customer, now: &Customer) -> Vec<(String, String, String, String)> {
    let told = |c: Clash| (c.key, c.label.zh.into_owned(), c.theirs, c.mine);
    rebase(&base(), mine, now).clashes.into_iter().map(told).collect()
}

fn clash(key: &str, label: &str, theirs: &str, mine: &str) -> (String, String, String, String) {
    (key.to_owned(), label.to_owned(), theirs.to_owned(), mine.to_owned())
}

#[test]
fn fields_of_both_sides_come_together() {
    let mine = with(|c| {
        c.region = None;
        c.contract = Some(Contract {
            signed_on: Some(Day(20_000)),
            ..serde_json::from_str("{}").unwrap()
        });
    });
    let now = with(|c| {
        c.owner = Some("周敏".into());
        c.contract = Some(Contract {
            amount: Some(Fen(5)),
            ..serde_json::from_str("{}").unwrap()
        });
    });
    let Rebased { record, clashes } = rebase(&base(), &mine, &now);
    assert_eq!(clashes, []);
    assert_eq!((record.region, record.owner.as_deref()), (None, Some("周敏")));
    let contract = record.contract.unwrap();
    assert_eq!((contract.signed_on, contract.amount), (Some(Day(20_000)), Some(Fen(5))));
}

#[test]
fn a_field_changed_on_both_sides_is_asked_about_unless_it_says_the_same() {
    let mine = with(|c| c.annual_revenue = Some(Fen(90_000_000)));
    let now = with(|c| c.annual_revenue = Some(Fen(100_000_000)));
    assert_eq!(clashes(&mine, &now), [clash("annual_revenue", "营收", "100", "90")]);
    assert_eq!(clashes(&mine, &mine), []);
    // The way on: the person's own values, over the book as it is.
    let again = rebase(&base(), &mine, &now).record;
    assert_eq!(rebase(&now, &again, &now).record.annual_revenue, Some(Fen(90_000_000)));
    let emptied = with(|c| c.region = None);
    let moved = with(|c| c.region = Some("上海".into()));
    assert_eq!(clashes(&emptied, &moved), [clash("region", "地区", "上海", "")]);
}

#[test]
fn lists_come_together_by_name() {
    let mine = with(|c| {
        c.tags = vec!["甲".into(), "丙".into()];
        c.contacts[1].phone = Some("22".into());
        c.contacts.push(contact("赵云", "3"));
    });
    let now = with(|c| {
        c.tags.push("丁".into());
        c.contacts[0].title = Some("经理".into());
        c.contacts.push(contact("孙权", "4"));
    });
    let Rebased { record, clashes } = rebase(&base(), &mine, &now);
    assert_eq!(clashes, []);
    assert_eq!(record.tags, ["甲", "丁", "丙"].map(Into::into));
    let people: Vec<_> = record
        .contacts
        .iter()
        .map(|c| {
            (
                c.name.as_deref().unwrap(),
                c.phone.as_deref().unwrap(),
                c.title.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            ("王芳", "1", Some("经理")),
            ("李雷", "22", None),
            ("孙权", "4", None),
            ("赵云", "3", None)
        ]
    );
}

#[test]
fn a_contact_is_asked_about_by_name_and_a_reordered_list_as_a_whole() {
    let mine = with(|c| c.contacts[1].phone = Some("22".into()));
    let now = with(|c| c.contacts[1].phone = Some("23".into()));
    assert_eq!(
        clashes(&mine, &now),
        [clash("contact.phone", "李雷 · 联系方式", "23", "22")]
    );
    let swapped = with(|c| c.contacts.reverse());
    assert_eq!(clashes(&swapped, &base()), []);
    assert_eq!(
        rebase(&base(), &swapped, &with(|c| c.owner = Some("周".into())))
            .record
            .contacts,
        swapped.contacts
    );
    assert_eq!(clashes(&swapped, &now).len(), 1);
    // Taken out here, changed there.
    let out = with(|c| drop(c.contacts.pop()));
    assert_eq!(clashes(&out, &now)[0].0, "contacts");
    assert_eq!(
        rebase(&base(), &out, &with(|c| c.owner = Some("周".into())))
            .record
            .contacts
            .len(),
        1
    );
}

/// Changes that only touch fields of one half.
fn half(dice: &mut Dice, first: bool, customer: &mut Customer) {
    let text = |dice: &mut Dice| Some(format!("值{}", dice.next(4)).into());
    for _ in 0..=dice.next(3) {
        match (first, dice.next(4)) {
            (true, 0) => customer.region = text(dice),
            (true, 1) => customer.contacts[0].title = text(dice),
            (true, 2) => customer.annual_revenue = Some(Fen(dice.next(9) as i64)),
            (true, _) => customer.notes = text(dice),
            (false, 0) => customer.owner = text(dice),
            (false, 1) => customer.contacts[1].phone = text(dice),
            (false, 2) => customer.preferences.get_or_insert_default().note = text(dice),
            (false, _) => customer.extra.insert(format!("x{}", dice.next(2)), dice.next(3).into()),
        }
    }
}

#[test]
fn what_moved_on_neither_or_one_side_is_the_other_and_disjoint_edits_commute() {
    for seed in 1..=500 {
        let mut dice = Dice(seed * 7919);
        let (mut mine, mut now) = (base(), base());
        half(&mut dice, true, &mut mine);
        half(&mut dice, false, &mut now);
        assert_eq!(rebase(&base(), &mine, &base()).record, mine);
        assert_eq!(rebase(&base(), &base(), &now).record, now);
        assert_eq!(rebase(&base(), &mine, &mine).record, mine);
        let (one, other) = (rebase(&base(), &mine, &now), rebase(&base(), &now, &mine));
        assert_eq!(one.clashes, [], "seed {seed}");
        assert_eq!(one.record, other.record, "seed {seed}");
        // Nothing of either side is lost: taking one side back leaves the other.
        assert_eq!(rebase(&mine, &base(), &one.record).record, now, "seed {seed}");
    }
}

#[test]
fn a_clash_keeps_the_own_value_and_names_the_other() {
    let mut found = 0;
    for seed in 1..=500 {
        let mut dice = Dice(seed * 104_729);
        let (mut mine, mut now) = (base(), base());
        half(&mut dice, true, &mut mine);
        half(&mut dice, true, &mut now);
        let rebased = rebase(&base(), &mine, &now);
        for clash in &rebased.clashes {
            assert_ne!(clash.theirs, clash.mine);
            found += 1;
        }
        // Every field is as one of the two has it, and the own one wins where they clash.
        let region = if mine.region == base().region {
            &now.region
        } else {
            &mine.region
        };
        assert_eq!(&rebased.record.region, region);
        let again = rebase(&now, &rebased.record, &now);
        assert_eq!((again.clashes.len(), &again.record), (0, &rebased.record));
    }
    assert!(found > 50, "{found}");
}
