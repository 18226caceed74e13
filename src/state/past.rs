//! What became of an import that was done, or of a merge: the trail tells whether it still stands.

use super::text;
use crate::domain::book::Book;
use crate::domain::command::Past;
use crate::domain::day::Moment;
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::table::Table;

/// Two customers that were merged, as the trail tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMerge {
    /// The id of its entry in the trail.
    pub id: String,
    /// When.
    pub at: Moment,
    /// By whom, where that is known.
    pub by: Option<String>,
    /// What the step is called.
    pub step: Label,
    /// The customer that stayed: its number, and its name then.
    pub stays: (String, String),
    /// The one that went.
    pub goes: (String, String),
    /// When it was undone; nothing where it stands.
    pub undone: Option<Moment>,
}

/// All merges that the trail knows, the latest first.
pub fn past_merges(book: &Book) -> Vec<PastMerge> {
    let mut all: Vec<PastMerge> = book.audit.iter().filter_map(|(_, entry)| merge(book, entry)).collect();
    all.sort_by_key(|merge| std::cmp::Reverse(merge.at.unix_ms()));
    all
}

fn merge(book: &Book, entry: &AuditEntry) -> Option<PastMerge> {
    let said = entry.about(AuditEntry::MERGE)?;
    let of = |key: &str| Some(said.get(key)?.as_str()?.to_owned());
    let zh = entry.what.to_string();
    let en = entry.what_en.as_ref().map_or_else(|| zh.clone(), ToString::to_string);
    let step = Label::made(zh, en);
    let id = entry.id.to_string();
    Some(PastMerge {
        at: entry.at.clone(),
        by: entry.by.as_ref().map(ToString::to_string),
        stays: (of("stays")?, of("stays_name")?),
        goes: (of("goes")?, of("goes_name")?),
        undone: taken_back_at(&book.audit, &id, &Past::Merge(step.clone()), &entry.at),
        step,
        id,
    })
}

/// When an import or a merge was undone, step by step or as a whole; nothing where it stands. `id`: that of its entry in the trail.
pub fn taken_back_at(trail: &Table<AuditEntry>, id: &str, what: &Past, ended: &Moment) -> Option<Moment> {
    let back = trail.iter().map(|(_, entry)| entry);
    let back = back.filter(|entry| entry.takes_back() == Some(id));
    let mut stands = back.filter(|entry| step_undone_at(trail, &what.taken_back(), &entry.at).is_none());
    let whole = stands.next().map(|entry| entry.at.clone());
    step_undone_at(trail, &what.done(), ended).or(whole)
}

/// When a step of this name that ended at a moment was undone; nothing where it stands, was done again, or the trail does not know it.
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
    use crate::domain::text::change as say;

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
        let of = |all: &[(u32, Label)], name: &str, ended: u32| {
            step_undone_at(&trail(all), &say::imported(name), &at(ended))
        };
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
