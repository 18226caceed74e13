//! Which slot an id has: a hash table of slots that keeps 32 bits of each id's hash, so that ids are compared only where those agree.
//!
//! A million ids come in at once, by a file or from the store, into a program that is built to be small; this takes a quarter of the time
//! that a table for all purposes takes there. Places are looked through one after the other from where the hash points; at most half are taken.

/// The slots of a table by the hash of their ids. It does not hold the ids: whoever asks compares them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Hash and slot + 1, or zeros where a place is free. A power of two of them, or none.
    places: Vec<(u32, u32)>,
    taken: usize,
}

/// The hash of an id.
pub fn hash(id: &[u8]) -> u32 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut words = id.chunks_exact(8);
    let mut sum = id.len() as u64;
    let mut mix = |word: [u8; 8]| {
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(ODD);
        sum ^= sum >> 32;
    };
    for word in &mut words {
        let mut whole = [0; 8];
        whole.copy_from_slice(word);
        mix(whole);
    }
    let mut rest = [0; 8];
    rest[..words.remainder().len()].copy_from_slice(words.remainder());
    mix(rest);
    (sum.wrapping_mul(ODD) >> 32) as u32
}

impl Index {
    /// The slot with this hash that is meant.
    pub fn find(&self, hash: u32, is_meant: &dyn Fn(u32) -> bool) -> Option<u32> {
        let at = self.place(hash, is_meant)?;
        self.places[at].1.checked_sub(1)
    }

    /// Puts a slot that is not here yet.
    pub fn insert(&mut self, hash: u32, slot: u32) {
        self.reserve(1);
        // Where none is meant the place is a free one.
        if let Some(at) = self.place(hash, &|_| false) {
            self.places[at] = (hash, slot + 1);
            self.taken += 1;
        }
    }

    /// Takes a slot out, where it is here.
    pub fn remove(&mut self, hash: u32, slot: u32) {
        let Some(mut free) = self.place(hash, &|other| other == slot) else {
            return;
        };
        if self.places[free].1 == 0 {
            return;
        }
        self.taken -= 1;
        // Those behind it move up, unless they would come to stand before where their hash points.
        let mask = self.places.len() - 1;
        let mut at = free;
        loop {
            at = (at + 1) & mask;
            let (hash, slot) = self.places[at];
            if slot == 0 {
                break;
            }
            let from_home = |place: usize| place.wrapping_sub(hash as usize) & mask;
            if from_home(free) < from_home(at) {
                self.places[free] = self.places[at];
                free = at;
            }
        }
        self.places[free] = (0, 0);
    }

    /// The index of so many slots, by their ids; and a slot that has the id of an earlier one, which is not in it, with that one.
    pub fn of<'a>(slots: u32, id: &dyn Fn(u32) -> &'a [u8]) -> (Self, Option<(u32, u32)>) {
        let all: Vec<(u32, u32)> = (0..slots).map(|slot| (hash(id(slot)), slot)).collect();
        let mut index = Self::default();
        let twice = index.insert_all(&all, &|one, other| id(one) == id(other)).err();
        (index, twice)
    }

    /// Puts many slots with their hashes that are not here yet. `is_meant`: whether the two have one id. Of those with one id the first is
    /// put; one that was not is told: (it, the first). One after the other they would meet a place far away each; so those whose places
    /// are near come together.
    pub fn insert_all(&mut self, all: &[(u32, u32)], is_meant: &dyn Fn(u32, u32) -> bool) -> Result<(), (u32, u32)> {
        const PARTS: usize = 256;
        self.reserve(all.len());
        let Some(mask) = self.places.len().checked_sub(1) else {
            return Ok(());
        };
        let part = |hash: u32| (hash as usize & mask) * PARTS / (mask + 1);
        let mut ends = [0; PARTS];
        all.iter().for_each(|(hash, _)| ends[part(*hash)] += 1);
        let mut begins = 0;
        for end in &mut ends {
            begins += std::mem::replace(end, begins);
        }
        let mut near = vec![(0, 0); all.len()];
        for one in all {
            let end = &mut ends[part(one.0)];
            near[*end] = *one;
            *end += 1;
        }
        let mut twice = Ok(());
        for (hash, slot) in near {
            let Some(at) = self.place(hash, &|other| is_meant(slot, other)) else {
                continue;
            };
            match self.places[at].1.checked_sub(1) {
                Some(other) => twice = Err((slot, other)),
                None => {
                    self.places[at] = (hash, slot + 1);
                    self.taken += 1;
                }
            }
        }
        twice
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, additional: usize) {
        let wanted = 2 * (self.taken + additional);
        if wanted <= self.places.len() {
            return;
        }
        let before = std::mem::replace(&mut self.places, vec![(0, 0); wanted.next_power_of_two().max(8)]);
        for (hash, slot) in before.into_iter().filter(|(_, slot)| *slot > 0) {
            if let Some(at) = self.place(hash, &|_| false) {
                self.places[at] = (hash, slot);
            }
        }
    }

    /// Where the slot stands that is meant, or the free place where it would; nothing while there are no places.
    fn place(&self, hash: u32, is_meant: &dyn Fn(u32) -> bool) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let (known, slot) = self.places[at];
            if slot == 0 || (known == hash && is_meant(slot - 1)) {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn it_is_a_map_whatever_the_hashes() {
        let mut seed = 3_u32;
        let mut dice = |n: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % n
        };
        for hashes in [1, 3, 50, 1 << 20] {
            let (mut index, mut naive) = (Index::default(), BTreeMap::new());
            for _ in 0..4_000 {
                // A slot has one hash; many may have the same.
                let slot = dice(300);
                let hash = slot.wrapping_mul(2_654_435_761) % hashes;
                let found = index.find(hash, &|other| other == slot);
                assert_eq!(found, naive.get(&slot).copied());
                match found {
                    None => {
                        index.insert(hash, slot);
                        naive.insert(slot, slot);
                    }
                    Some(_) if dice(2) == 0 => {
                        index.remove(hash, slot);
                        naive.remove(&slot);
                    }
                    Some(_) => index.remove(hash, 1_000),
                }
                assert_eq!(index.taken, naive.len());
            }
        }
    }

    #[test]
    fn many_at_once_are_what_one_after_the_other_are() {
        for (count, hashes) in [(0, 1), (1, 1), (300, 7), (5_000, u32::MAX)] {
            let all: Vec<(u32, u32)> = (0..count)
                .map(|slot: u32| (slot.wrapping_mul(2_654_435_761) % hashes, slot))
                .collect();
            let mut index = Index::default();
            index.insert(3, 1_000_000);
            assert_eq!(index.insert_all(&all, &|a, b| a == b), Ok(()));
            assert_eq!(index.taken, all.len() + 1);
            for (hash, slot) in all.iter().chain(&[(3, 1_000_000)]) {
                assert_eq!(index.find(*hash, &|other| other == *slot), Some(*slot));
            }
        }
        // 9 has the id of 4.
        let twice = [(8, 4), (1, 5), (8, 9)];
        let is_meant = |a: u32, b: u32| a == b || a + b == 13;
        assert_eq!(Index::default().insert_all(&twice, &is_meant), Err((9, 4)));
    }

    #[test]
    fn ids_that_differ_little_have_hashes_that_differ() {
        let ids = (0..100_000).flat_map(|n| [format!("c{n}"), format!("o{n}-3"), format!("客户-{n:06}")]);
        let mut hashes: Vec<u32> = ids.map(|id| hash(id.as_bytes())).collect();
        hashes.sort_unstable();
        let twice = hashes.windows(2).filter(|two| two[0] == two[1]).count();
        // Of 300,000 dice throws among 2³² some ten agree.
        assert!(twice < 40, "{twice}");
        let low: std::collections::BTreeSet<u32> = hashes.iter().map(|hash| hash & 0xfffff).collect();
        // So many places of a million are hit by so many throws, give or take a hundredth: 1 - e^-0.286 of them.
        assert!((255_000..268_000).contains(&low.len()), "{}", low.len());
    }
}
