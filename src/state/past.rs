//! What became of an import that was done: the trail tells whether it still stands.

use super::text;
use crate::domain::day::Moment;
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::table::Table;
use crate::domain::text::change as say;

/// When an import was undone, step by step or as a whole; nothing where it stands. `id`: that of its entry in the trail.
pub fn taken_back_at(trail: &Table<AuditEntry>, id: &str, name: &str, ended: &Moment) -> Option<Moment> {
    let back = trail.iter().map(|(_, entry)| entry);
    let back = back.filter(|entry| entry.takes_back() == Some(id));
    let mut stands = back.filter(|entry| step_undone_at(trail, &say::taken_back(name), &entry.at).is_none());
    let whole = stands.next().map(|entry| entry.at.clone());
    undone_at(trail, name, ended).or(whole)
}

/// When an import of this name that ended at a moment was undone; nothing where it stands, was done again, or the trail does not know it.
pub fn undone_at(trail: &Table<AuditEntry>, name: &str, ended: &Moment) -> Option<Moment> {
    step_undone_at(trail, &say::imported(name), ended)
}

/// The same of a step, by what it is called.
fn step_undone_at(trail: &Table<AuditEntry>, done: &Label, ended: &Moment) -> Option<Moment> {
    let (undone, redone) = (text::undone(done.clone()).zh, text::redone(done.clone()).zh);
    let entries = trail.iter().map(|(_, entry)| entry);
    let mut own: Vec<&AuditEntry> = entries
        .filter(|entry| entry.what.ends_with(&*done.zh))
        .map(|entry| &**entry)
        .collect();
    own.sort_by_key(|entry| entry.at.unix_ms());
    // Imports of the name, each with when it was undone: a step back takes the last one that stands, a step forth what was undone last.
    let mut all: Vec<(&Moment, Option<(usize, &Moment)>)> = Vec::new();
    for (n, entry) in own.into_iter().enumerate() {
        if *entry.what == *done.zh {
            all.push((&entry.at, None));
        } else if *entry.what == *undone
            && let Some(last) = all.iter_mut().rev().find(|(_, undone)| undone.is_none())
        {
            last.1 = Some((n, &entry.at));
        } else if *entry.what == *redone
            && let Some(last) = all.iter_mut().max_by_key(|(_, undone)| undone.map(|(n, _)| n))
        {
            last.1 = None;
        }
    }
    // It was written before it was told to be done.
    let is_before = |at: &Moment| at.unix_ms() <= ended.unix_ms();
    let own = all.into_iter().rev().find(|(at, _)| is_before(at));
    own.and_then(|(_, undone)| undone.map(|(_, at)| at.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::AuditId;

    /// A trail of (minute, what).
    fn trail(all: &[(u32, Label)]) -> Table<AuditEntry> {
        let entry = |(n, (minute, what)): (usize, &(u32, Label))| AuditEntry {
            id: AuditId::new(&format!("a{n}")).unwrap(),
            at: at(*minute),
            what: (&*what.zh).into(),
            what_en: Some((&*what.en).into()),
            by: None,
            records: None,
            extra: Default::default(),
        };
        all.iter().enumerate().map(entry).collect()
    }

    fn at(minute: u32) -> Moment {
        Moment::parse(&format!("2026-11-27T09:{minute:02}:00+08:00")).unwrap()
    }

    #[test]
    fn the_trail_tells_which_import_was_undone_and_done_again() {
        let did = |name: &str| say::imported(name);
        let back = |name: &str| text::undone(did(name));
        let forth = |name: &str| text::redone(did(name));
        let mut all = vec![
            (1, did("甲.xlsx")),
            (3, did("乙.xlsx")),
            (5, did("甲.xlsx")),
            (7, back("甲.xlsx")),
            (8, back("乙.xlsx")),
        ];
        let of = |all: &[(u32, Label)], name: &str, ended: u32| undone_at(&trail(all), name, &at(ended));
        assert_eq!(of(&all, "甲.xlsx", 2), None);
        assert_eq!(of(&all, "乙.xlsx", 4), Some(at(8)));
        assert_eq!(of(&all, "甲.xlsx", 6), Some(at(7)));
        // Another file, or one that the trail of this book does not know.
        assert_eq!(of(&all, "丙.xlsx", 6), None);
        assert_eq!(of(&all, "乙.xlsx", 2), None);
        all.extend([(9, back("甲.xlsx")), (10, forth("甲.xlsx")), (11, forth("乙.xlsx"))]);
        assert_eq!(of(&all, "甲.xlsx", 2), None);
        assert_eq!(of(&all, "乙.xlsx", 4), None);
        assert_eq!(of(&all, "甲.xlsx", 6), Some(at(7)));
        all.push((12, forth("甲.xlsx")));
        assert_eq!(of(&all, "甲.xlsx", 6), None);
        // What is done anew can be done again; what was undone before that no more.
        let all = [
            (1, did("甲.xlsx")),
            (2, back("甲.xlsx")),
            (3, did("甲.xlsx")),
            (4, back("甲.xlsx")),
            (5, forth("甲.xlsx")),
        ];
        assert_eq!((of(&all, "甲.xlsx", 1), of(&all, "甲.xlsx", 3)), (Some(at(2)), None));
    }
}
