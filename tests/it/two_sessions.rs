//! Two tabs over one store: each goes on from what the other wrote, and nothing that could be done is refused.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use guanxi::domain::apply::apply;
use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::{Change, ChangeSet};
use guanxi::domain::command::{Command, CommandError, Edit};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::{AuditId, CustomerId, OrderId};
use guanxi::domain::kind::*;
use guanxi::domain::money::Fen;
use guanxi::domain::versions::Adoption;
use guanxi::state::keeper::{Ended, Keeper, Stamp, Step};
use guanxi::storage::{Layout, Memory, MemoryStore, Packed};

use crate::contract::books::assert_same;
use crate::store::now;

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

/// A journal that is long enough for some steps, so that both kinds of news occur.
const LAYOUT: Layout = Layout {
    block: 4,
    master: 4,
    entry_max: 6_000,
    journal_max: 20_000,
};

/// A tab, with the steps that it could undo: each with whether the other tab has touched what it touches since.
pub struct Tab {
    pub keeper: Keeper<MemoryStore>,
    own: Vec<(ChangeSet, bool)>,
}

impl Tab {
    pub fn open(memory: &Memory) -> Self {
        let keeper = Keeper::default();
        let store = Rc::new(Packed::with_layout(memory.clone(), LAYOUT));
        now(keeper.open(store, Day(20_700), &|_, _| {})).unwrap();
        Self {
            keeper,
            own: Vec::new(),
        }
    }

    pub fn book(&self) -> Book {
        self.keeper.peek(|world| world.book.clone()).unwrap()
    }
}

thread_local! {
    static CLOCK: Cell<u32> = const { Cell::new(0) };
}

/// The next second, as every tab reads the same clock.
pub fn stamp() -> Option<Stamp> {
    let n = CLOCK.get();
    CLOCK.set(n + 1);
    let (h, m, s) = (n / 3600 % 24, n / 60 % 60, n % 60);
    Some(Stamp {
        id: AuditId::new(&format!("a{n}")).unwrap(),
        at: Moment::parse(&format!("2026-11-26T{h:02}:{m:02}:{s:02}+08:00")).unwrap(),
        by: None,
        about: Default::default(),
    })
}

fn id(n: u64) -> CustomerId {
    CustomerId::new(&format!("c{n}")).unwrap()
}

fn some(dice: &mut Dice) -> Option<Box<str>> {
    Some(format!("值{}", dice.next(4)).into())
}

fn edit<R: BookRecord>(seen: &Book, key: &str, change: impl FnOnce(&mut R)) -> Option<Edit<R>> {
    let before = R::table(seen).get(key)?.clone();
    let mut after = (*before).clone();
    change(&mut after);
    Some(Edit::of(before, after))
}

/// A command as a person would give it who sees this book, which may be an earlier one.
fn command(dice: &mut Dice, seen: &Book) -> Command {
    let n = dice.next(8);
    let key = id(n);
    let order_key = format!("o{}", dice.next(12));
    let add = || Command::AddCustomer(Box::new(Customer::new(id(n), &format!("客户{n}"))));
    match dice.next(9) {
        0 => add(),
        1 | 2 => {
            let (field, value) = (dice.next(3), some(dice));
            let changed = edit::<Customer>(seen, key.as_str(), |c| match field {
                0 => c.region = value,
                1 => c.notes = value,
                _ => c.tags.extend(value),
            });
            changed.map_or_else(add, Command::EditCustomer)
        }
        3 => Command::SetOwner {
            ids: vec![key, id(dice.next(8))],
            owner: some(dice),
        },
        4 => Command::RemoveCustomers(vec![key]),
        5 => Command::RemoveOrder(OrderId::new(&order_key).unwrap()),
        6 => {
            let company = some(dice);
            let before = guanxi::domain::held::Held::new(seen.head.settings.clone());
            let mut after = (*before).clone();
            match dice.next(2) {
                0 => after.company = company,
                _ => after.mask_contacts = Some(dice.next(2) == 0),
            }
            Command::SetSettings(Edit::of(before, after))
        }
        _ => {
            let amount = Fen(dice.next(5) as i64);
            let changed = edit::<Order>(seen, &order_key, |order| order.amount = amount);
            Command::PutOrder(changed.unwrap_or_else(|| {
                let json = serde_json::json!({"id": order_key, "customer": key, "date": "2026-01-01", "amount": 7});
                Edit::new(serde_json::from_value(json).unwrap())
            }))
        }
    }
}

macro_rules! by_kind {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// Whether the book holds what was there before a change.
        fn is_before(book: &Book, change: &Change) -> bool {
            match change {
                $(Change::$variant(delta) => book.$table.get(delta.any().unwrap().id.as_str()) == delta.before.as_ref(),)*
                Change::Head { before, .. } => book.head == **before,
            }
        }

        fn name_of(change: &Change) -> String {
            match change {
                $(Change::$variant(delta) => format!("{}/{}", $word, delta.any().unwrap().id.as_str()),)*
                Change::Head { .. } => "head".to_owned(),
            }
        }
    };
}
guanxi::for_each_kind!(by_kind);

/// The things that a set touches, and the customers they belong to.
fn names(set: &ChangeSet) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for change in &set.changes {
        all.insert(name_of(change));
        let inverse = change.clone().inverse();
        let owners = [change.owner_after(), inverse.owner_after()];
        all.extend(owners.into_iter().flatten().map(|owner| format!("customers/{owner}")));
    }
    all
}

fn no_orphans(book: &Book) -> bool {
    let known = |id: &CustomerId| book.customers.get(id.as_str()).is_some();
    book.orders.iter().all(|(_, order)| known(&order.customer))
}

/// What one tab wrote, for the other's list of its own steps.
fn touch(other: &mut Tab, set: &ChangeSet) {
    let touched = names(set);
    for (step, moved) in &mut other.own {
        *moved |= !names(step).is_disjoint(&touched);
    }
}

/// Undoes a step of a tab. One that the other tab has not touched must be undone, to what was there before.
fn undo(one: &mut Tab, other: &mut Tab, seed: u64) -> Option<()> {
    let (before, (ended, _)) = (one.book(), now(one.keeper.step(Step::Undo, stamp)));
    let Ended::Saved(name) = ended else {
        assert_eq!(ended, Ended::Idle, "seed {seed}");
        assert!(one.own.iter().all(|(_, moved)| *moved), "seed {seed}: a step was lost");
        one.own.clear();
        return None;
    };
    loop {
        let (step, moved) = one.own.pop().unwrap();
        let same = name.zh == format!("撤销：{}", step.label.zh);
        if !moved {
            assert!(same, "seed {seed}: {} was dropped for {}", step.label.zh, name.zh);
            assert!(
                step.changes.iter().all(|change| is_before(&one.book(), change)),
                "seed {seed}"
            );
        }
        // A step below may have gone by the same name, and one that was dropped is, for those below, the other tab's.
        let touched = names(&step);
        for (below, moved) in &mut one.own {
            *moved |= below.label == step.label || (!same && !names(below).is_disjoint(&touched));
        }
        if same {
            break;
        }
    }
    let changed = difference(&before, &one.book());
    touch(other, &changed);
    Some(())
}

/// What came between two states, as far as names go.
fn difference(before: &Book, after: &Book) -> ChangeSet {
    let command = Command::Import {
        source: "x".into(),
        changes: guanxi::domain::merge::plan(
            before,
            &guanxi::domain::merge::Incoming {
                book: after.clone(),
                has_settings: true,
                has_rulebook: true,
                ..Default::default()
            },
            guanxi::domain::merge::Mode::Replace,
        )
        .changes,
        about: Default::default(),
    };
    apply(before, command).unwrap()
}

fn end_alike(tabs: &[Tab; 2], memory: &Memory, seed: u64) {
    tabs.iter().for_each(|tab| drop(now(tab.keeper.catch_up()).unwrap()));
    let (left, right) = (tabs[0].book(), tabs[1].book());
    assert!(left == right, "seed {seed}");
    assert_same(&left, &right);
    assert_same(&Tab::open(memory).book(), &left);
    // One entry a change, in the order in which they were written.
    let entries: Vec<&Moment> = left.audit.iter().map(|(_, entry)| &entry.at).collect();
    assert!(entries.is_sorted(), "seed {seed}");
}

#[test]
fn two_tabs_end_with_one_book_and_nothing_possible_is_refused() {
    let (mut saved, mut refused, mut undone, mut conflicts) = (0, 0, 0, 0);
    for seed in 1..=60 {
        let (mut dice, memory) = (Dice(seed * 7919), Memory::default());
        let mut tabs = [Tab::open(&memory), Tab::open(&memory)];
        let truth = Tab::open(&memory);
        let mut seen = [Book::default(), Book::default()];
        for _ in 0..60 {
            let at = dice.next(2) as usize;
            let [left, right] = &mut tabs;
            let (one, other) = if at == 0 { (left, right) } else { (right, left) };
            now(truth.keeper.catch_up()).unwrap();
            match dice.next(10) {
                0 => drop(now(one.keeper.catch_up()).unwrap()),
                1 => drop(now(one.keeper.compact())),
                2 | 3 => undone += undo(one, other, seed).map_or(0, |()| 1),
                4 => {
                    let before = truth.book();
                    let (ended, _) = now(one.keeper.step(Step::Redo, stamp));
                    if let Ended::Saved(name) = ended {
                        let mut set = difference(&before, &one.book());
                        set.label.zh = name.zh.replacen("重做：", "", 1).into();
                        touch(other, &set);
                        // What it touches now may be more than it did when it was done first.
                        one.own.push((set, true));
                    }
                }
                5 => seen[at] = one.book(),
                _ => {
                    let command = command(&mut dice, &seen[at]);
                    let wanted = apply(&truth.book(), command.clone());
                    let (ended, _) = now(one.keeper.carry_out(command, stamp));
                    match (wanted, ended) {
                        (Ok(set), Ended::Idle) => assert!(set.is_empty(), "seed {seed}"),
                        (Ok(set), Ended::Saved(name)) => {
                            assert_eq!(set.label, name, "seed {seed}");
                            saved += 1;
                            touch(other, &set);
                            one.own.push((set, false));
                        }
                        (Err(wanted), Ended::Refused(error)) => {
                            assert_eq!(wanted, error, "seed {seed}");
                            conflicts += usize::from(matches!(error, CommandError::Conflict(_)));
                            refused += 1;
                        }
                        (wanted, ended) => panic!("seed {seed}: {ended:?} instead of {wanted:?}"),
                    }
                }
            }
            assert!(no_orphans(&one.book()), "seed {seed}");
        }
        end_alike(&tabs, &memory, seed);
    }
    assert!(
        saved > 500 && refused > 100 && undone > 200 && conflicts > 10,
        "{saved} {refused} {undone} {conflicts}"
    );
}

#[test]
fn undoing_leaves_what_the_other_tab_changed_in_the_same_record() {
    let memory = Memory::default();
    let (one, two) = (Tab::open(&memory), Tab::open(&memory));
    let done = |tab: &Tab, command| {
        let (ended, _) = now(tab.keeper.carry_out(command, stamp));
        assert!(matches!(ended, Ended::Saved(_)), "{ended:?}");
    };
    let changed = |tab: &Tab, change: fn(&mut Customer)| {
        done(tab, Command::EditCustomer(edit(&tab.book(), "c1", change).unwrap()));
    };
    done(&one, Command::AddCustomer(Box::new(Customer::new(id(1), "甲"))));
    changed(&one, |c| c.region = Some("宁波".into()));
    now(two.keeper.catch_up()).unwrap();
    changed(&two, |c| c.notes = Some("二厂".into()));
    assert!(matches!(now(one.keeper.step(Step::Undo, stamp)).0, Ended::Saved(_)));
    let customer = one.book().customers.get("c1").unwrap().clone();
    assert_eq!(
        (customer.region.as_deref(), customer.notes.as_deref()),
        (None, Some("二厂"))
    );
    // Taking the customer itself back would take the other tab's note with it: that step is gone.
    assert_eq!(one.keeper.steps().0, None);
    assert!(matches!(now(one.keeper.step(Step::Redo, stamp)).0, Ended::Saved(_)));
    assert_eq!(one.book().customers.get("c1").unwrap().region.as_deref(), Some("宁波"));
}

#[test]
fn rules_adopted_over_rules_that_nobody_has_looked_at_are_refused() {
    let memory = Memory::default();
    let (one, two) = (Tab::open(&memory), Tab::open(&memory));
    let adopt = |tab: &Tab, cut_plus_one, n: u32| {
        let mut rulebook = guanxi::domain::rule::Rulebook::default();
        rulebook.rfm.cut_plus_one = cut_plus_one;
        rulebook.rfm.window_months = Some(n);
        let version = |k: u32| guanxi::domain::id::RuleVersionId::new(&format!("v{n} {k}")).unwrap();
        Command::AdoptRulebook {
            seen: Some(tab.book().head.rulebook.into()),
            rulebook: Box::new(rulebook),
            adoption: Box::new(Adoption {
                ids: [version(1), version(2)],
                on: Day(20_700),
                at: Moment::on(Day(20_700)),
                by: None,
                name: None,
                note: None,
            }),
        }
    };
    assert!(matches!(
        now(one.keeper.carry_out(adopt(&one, true, 6), stamp)).0,
        Ended::Saved(_)
    ));
    let (ended, caught) = now(two.keeper.carry_out(adopt(&two, true, 9), stamp));
    assert!(matches!(ended, Ended::Refused(CommandError::Refused(_))), "{ended:?}");
    assert!(caught.moved && two.book() == one.book());
    assert!(matches!(
        now(two.keeper.carry_out(adopt(&two, true, 9), stamp)).0,
        Ended::Saved(_)
    ));
}

#[test]
fn what_another_tab_did_to_customers_is_named_and_a_plain_edit_is_not() {
    let memory = Memory::default();
    let (here, there) = (Tab::open(&memory), Tab::open(&memory));
    let by = || {
        stamp().map(|stamp| Stamp {
            by: Some("王海".into()),
            ..stamp
        })
    };
    let deed = |command: Command, by: &dyn Fn() -> Option<Stamp>| {
        now(there.keeper.carry_out(command, by));
        let caught = now(here.keeper.catch_up()).unwrap();
        assert!(caught.moved);
        caught
            .deed
            .map(|deed| (deed.what.zh.to_string(), deed.by.map(|by| by.to_string())))
    };
    let add = |n: u64| Command::AddCustomer(Box::new(Customer::new(id(n), &format!("客户{n}"))));
    assert_eq!(deed(add(1), &stamp), None);
    assert_eq!(deed(add(2), &stamp), None);
    let owner = Command::SetOwner {
        ids: vec![id(1)],
        owner: Some("李".into()),
    };
    assert_eq!(deed(owner, &stamp), None);
    let (what, who) = deed(Command::RemoveCustomers(vec![id(1)]), &by).unwrap();
    assert!(what.contains("客户1"), "{what}");
    assert_eq!(who.as_deref(), Some("王海"));
    let (what, who) = deed(Command::EraseAll, &stamp).unwrap();
    assert_eq!(who, None);
    assert!(!what.is_empty() && here.book().customers.is_empty(), "{what}");
}
