//! The pairs that may be one customer: what was judged once is kept as long as both stay as they are.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{Index, Known, Likeness, Strength, is_said, judged};
use crate::domain::held::Held;
use crate::domain::kind::Customer;
use crate::domain::sort::sort_by_key;

/// Customers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The slot of the one that came first.
    pub one: u32,
    /// The slot of the other.
    pub other: u32,
    /// Why.
    pub likeness: Likeness,
    /// The first slot of all that are likely one with these.
    pub group: u32,
    /// How many those are.
    pub group_size: usize,
}

/// All of them, following an index.
#[derive(Debug, Default)]
pub struct Pairs {
    edition: u64,
    asked: Vec<Asked>,
    next: usize,
    all: Arc<Vec<Pair>>,
}

/// Two who share a key, as they were when it was asked whether they are one.
#[derive(Debug)]
struct Asked {
    slots: (u32, u32),
    sound: bool,
    held: (Held<Customer>, Held<Customer>),
    /// Nothing before it was asked.
    answer: Option<Option<Likeness>>,
}

impl Asked {
    fn of(index: &Index, (one, other, sound): (u32, u32, bool)) -> Option<Self> {
        Some(Self {
            slots: (one, other),
            sound,
            held: (index.at(one)?.clone(), index.at(other)?.clone()),
            answer: None,
        })
    }

    fn is_as(&self, other: &Self) -> bool {
        let is_same = self.held.0.is_same(&other.held.0) && self.held.1.is_same(&other.held.1);
        self.slots == other.slots && self.sound == other.sound && is_same
    }

    fn pair(&self) -> Option<Pair> {
        Some(Pair {
            one: self.slots.0,
            other: self.slots.1,
            likeness: self.answer.clone()??,
            group: self.slots.0,
            group_size: 2,
        })
    }
}

impl Pairs {
    /// Of all customers of a whole index.
    pub fn of(index: &Index) -> Self {
        let mut pairs = Self::default();
        pairs.follow(index, usize::MAX);
        pairs
    }

    /// Brings them up to a whole index, by so many questions at most, and tells how many are left; nothing once it is done.
    pub fn follow(&mut self, index: &Index, most: usize) -> Option<usize> {
        if self.edition != index.edition() {
            self.edition = index.edition();
            self.ask(index);
        } else if self.next == self.asked.len() {
            return None;
        }
        let mut left = most;
        let mut last: Option<(u32, Known)> = None;
        while let Some(asked) = self
            .asked
            .get_mut(self.next)
            .filter(|asked| left > 0 || asked.answer.is_some())
        {
            self.next += 1;
            if asked.answer.is_none() {
                left -= 1;
                let (one, other) = (&asked.held.0, &asked.held.1);
                let known = match last.take_if(|(slot, _)| *slot == asked.slots.0) {
                    Some((_, known)) => known,
                    None => Known::of(one),
                };
                let is_open = !is_said(one, other);
                asked.answer = Some(
                    is_open
                        .then(|| judged(&known, &Known::of(other), asked.sound))
                        .flatten(),
                );
                last = Some((asked.slots.0, known));
            }
        }
        if self.next < self.asked.len() {
            return Some(self.asked.len() - self.next);
        }
        self.all = Arc::new(grouped(self.asked.iter().filter_map(Asked::pair).collect()));
        None
    }

    /// What is to be asked; what was asked of the same two is known.
    fn ask(&mut self, index: &Index) {
        let shared = index.shared();
        let before = std::mem::replace(&mut self.asked, Vec::with_capacity(shared.len()));
        let mut before = before.into_iter().peekable();
        for mut now in shared.into_iter().filter_map(|pair| Asked::of(index, pair)) {
            while before.next_if(|asked| asked.slots < now.slots).is_some() {}
            if let Some(asked) = before.next_if(|asked| asked.is_as(&now)) {
                now = asked;
            }
            self.asked.push(now);
        }
        self.next = 0;
    }

    /// The pairs that may be one, apart from those that a person said are not: groups stand together, the surest first. They are those
    /// of the index that was followed to the end last.
    pub fn all(&self) -> &Arc<Vec<Pair>> {
        &self.all
    }
}

/// Puts together what is likely one.
fn grouped(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut of: HashMap<u32, u32> = HashMap::new();
    let root = |of: &HashMap<u32, u32>, mut slot: u32| {
        while let Some(next) = of.get(&slot).filter(|next| **next != slot) {
            slot = *next;
        }
        slot
    };
    for pair in pairs.iter().filter(|pair| pair.likeness.strength != Strength::Weak) {
        let (one, other) = (root(&of, pair.one), root(&of, pair.other));
        let (first, later) = (one.min(other), one.max(other));
        of.insert(later, first);
        of.insert(first, first);
        // Ways stay short: those asked for lead to the first at once.
        of.insert(pair.one, first);
        of.insert(pair.other, first);
    }
    let mut sizes: HashMap<u32, (usize, Strength)> = HashMap::new();
    let slots: Vec<u32> = of.keys().copied().collect();
    for slot in slots {
        sizes.entry(root(&of, slot)).or_insert((0, Strength::Weak)).0 += 1;
    }
    for pair in &mut pairs {
        let (one, other) = (root(&of, pair.one), root(&of, pair.other));
        if let Some(size) = sizes.get_mut(&one).filter(|_| one == other) {
            size.1 = size.1.min(pair.likeness.strength);
            (pair.group, pair.group_size) = (one, size.0);
        }
    }
    let best = |pair: &Pair| {
        sizes
            .get(&pair.group)
            .filter(|_| pair.group_size > 2)
            .map_or(pair.likeness.strength, |size| size.1)
    };
    sort_by_key(&mut pairs, |pair| {
        (best(pair), pair.group, pair.likeness.strength, pair.one, pair.other)
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::Contact;
    use crate::domain::pinyin::readings;
    use crate::domain::table::Table;
    use crate::domain::twin::said;

    /// An even number below `n`, and what follows from it the next time.
    fn below(seed: &mut u64, n: usize) -> usize {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize % n
    }

    fn anybody(seed: &mut u64, n: usize) -> Customer {
        let names = [
            "蓝海达科技",
            "兰海达科技",
            "上海蓝海达科技有限公司",
            "北京蓝海达科技",
            "红日贸易",
            "张伟",
        ];
        let id = CustomerId::new(&format!("KH-{n}")).unwrap();
        let mut customer = Customer::new(id, names[below(seed, names.len())]);
        customer.uscc = (below(seed, 4) == 0).then(|| format!("CODE{}", below(seed, 3)).into());
        customer.contacts = vec![Contact::blank()];
        customer.contacts[0].phone = (below(seed, 2) == 0).then(|| format!("1380000614{}", below(seed, 4)).into());
        if below(seed, 5) == 0 {
            customer.not_same_as = vec![format!("KH-{}", below(seed, n + 1)).into()];
        }
        customer
    }

    fn edit(seed: &mut u64, customers: &mut Table<Customer>) {
        for _ in 0..below(seed, 5) {
            let n = below(seed, 24);
            match below(seed, 4) {
                0 => drop(customers.remove(&format!("KH-{n}"))),
                _ => drop(customers.put(anybody(seed, n))),
            }
        }
    }

    /// All with all, by the one judge.
    fn by_hand(customers: &Table<Customer>, hears: bool) -> Vec<(u32, u32, Likeness)> {
        let heard = |customer: &Customer| Known::of(customer).sound(readings()).filter(|_| hears);
        let mut all = Vec::new();
        for (one, first) in customers.iter() {
            for (other, second) in customers.iter().filter(|(other, _)| *other > one) {
                let sounds = heard(first).is_some() && heard(first) == heard(second);
                let likeness = judged(&Known::of(first), &Known::of(second), sounds);
                all.extend(likeness.map(|likeness| (one, other, likeness)));
            }
        }
        let said = said(customers);
        all.retain(|(one, other, _)| !said.contains(&(*one, *other)));
        all
    }

    #[test]
    fn who_follows_edits_bit_by_bit_finds_what_is_found_anew() {
        let mut found = 0;
        for mut seed in 0..300_u64 {
            let (seed, mut customers) = (&mut seed, Table::default());
            let (mut index, mut pairs) = (Index::default(), Pairs::default());
            let mut hears = None;
            for _ in 0..8 {
                edit(seed, &mut customers);
                hears = hears.or_else(|| (below(seed, 6) == 0).then(readings));
                let most = 1 + below(seed, 4);
                let mut left = 200;
                while left > 0 {
                    left -= 1;
                    // Meanwhile the book may change again, whatever is done.
                    if below(seed, 40) == 0 {
                        edit(seed, &mut customers);
                    }
                    index.follow(&customers, hears, most);
                    if index.behind().is_none() && pairs.follow(&index, most).is_none() {
                        break;
                    }
                }
                assert!(left > 0);
                let mut anew = Index::default();
                anew.follow(&customers, hears, usize::MAX);
                assert_eq!(pairs.all(), Pairs::of(&anew).all());
                let by_hand = by_hand(&customers, hears.is_some());
                let mut all: Vec<_> = pairs
                    .all()
                    .iter()
                    .map(|pair| (pair.one, pair.other, pair.likeness.clone()))
                    .collect();
                all.sort_by_key(|pair| (pair.0, pair.1));
                // Where very many share a key not all are compared with all.
                let is_by_hand = |pair: &(u32, u32, Likeness)| {
                    by_hand.iter().any(|(one, other, _)| (*one, *other) == (pair.0, pair.1))
                };
                match customers.len() <= 8 {
                    true => assert_eq!(all, by_hand),
                    false => assert!(all.iter().all(is_by_hand)),
                }
                found += all.len();
            }
        }
        assert!(found > 5_000, "{found}");
    }

    #[test]
    fn what_was_asked_is_not_asked_again_of_those_who_stayed() {
        let name = |n: usize, name: &str| Customer::new(CustomerId::new(&format!("KH-{n}")).unwrap(), name);
        let mut customers: Table<Customer> = (0..40).map(|n| name(n, &format!("蓝海达{}号", n / 2))).collect();
        let mut index = Index::of(&customers);
        let mut pairs = Pairs::default();
        assert_eq!(pairs.follow(&index, 15), Some(5));
        assert_eq!((pairs.follow(&index, 15), pairs.all().len()), (None, 20));
        customers.put(name(7, "蓝海达0号"));
        index.follow(&customers, None, 1);
        // KH-0 and KH-1 with KH-7, and KH-6 has nobody any more: of 21 pairs the second is asked about, and the third is next.
        assert_eq!(pairs.follow(&index, 1), Some(19));
        assert_eq!((pairs.follow(&index, 1), pairs.all().len()), (None, 21));
    }
}
