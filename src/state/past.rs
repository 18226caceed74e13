//! What became of an import that was done, or of a merge: the trail tells whether it still stands.

use super::text;
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::command::Past;
use crate::domain::day::Moment;
use crate::domain::handover::mark::whose;
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::record::Text;
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

/// So many of what stands in the way are named.
const NAMED: usize = 3;

/// Why a step cannot be taken back whose records were changed since: the later merges that did so, with their days, else whom the records are
/// about. `id`: that of its entry in the trail.
pub fn in_the_way(book: &Book, id: &str, step: &Label, since: &[(Kind, Text)]) -> Label {
    let merges = past_merges(book);
    let own = book.audit.get(id).map(|entry| (entry.at.unix_ms(), id));
    let is_about = |customer: &str| {
        since
            .iter()
            .any(|(kind, id)| *kind == Kind::Customer && **id == *customer)
    };
    let is_it = |merge: &&PastMerge| {
        let is_later = own.is_none_or(|own| (merge.at.unix_ms(), &*merge.id) > own);
        is_later && merge.undone.is_none() && (is_about(&merge.stays.0) || is_about(&merge.goes.0))
    };
    let said = |merge: &PastMerge| text::merge_on(&merge.goes.1, &merge.stays.1, merge.at.day);
    let later: Vec<Label> = merges.iter().filter(is_it).map(said).collect();
    if later.is_empty() {
        let names = names(book, &merges, since);
        return text::changed_since(step.clone(), since.len(), listed(names));
    }
    text::merged_since(step.clone(), listed(later))
}

/// Whom records are about, each once.
fn names(book: &Book, merges: &[PastMerge], records: &[(Kind, Text)]) -> Vec<Label> {
    let mut all: Vec<Label> = Vec::new();
    for (kind, id) in records {
        let owner = whose_in(book, *kind, id);
        let name = owner
            .and_then(|owner| book.customers.get(owner))
            .map(|own| own.name.to_string());
        // Who was merged is known by its name then; what else is gone has its number alone.
        let merged = || {
            let goes = merges.iter().map(|merge| &merge.goes).find(|goes| goes.0 == **id);
            goes.filter(|_| *kind == Kind::Customer).map(|goes| goes.1.clone())
        };
        let name = Label::same(&name.or_else(merged).unwrap_or_else(|| id.to_string()));
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The first ones, and whether there are more.
pub(super) fn listed(mut all: Vec<Label>) -> Label {
    let are_more = all.len() > NAMED;
    all.truncate(NAMED);
    let of = |read: fn(&Label) -> &str, between: &str| all.iter().map(read).collect::<Vec<_>>().join(between);
    let names = Label::made(of(|label| &label.zh, "、"), of(|label| &label.en, ", "));
    if are_more { text::and_others(names) } else { names }
}

macro_rules! of_customers {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// The customer that a record belongs to.
        fn whose_in<'a>(book: &'a Book, kind: Kind, id: &str) -> Option<&'a str> {
            match kind {
                $(Kind::$variant => whose(book.$table.get(id)?),)*
            }
        }
    };
}
crate::for_each_kind!(of_customers);

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
