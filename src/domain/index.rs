//! Which slot an id has ([`guanxi_hot::index`]).

pub use guanxi_hot::index::{Index, hash};

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
                assert_eq!(index.len(), naive.len());
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
            assert_eq!(index.len(), all.len() + 1);
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
