//! Laying another book on the current one: what is new, changed, unchanged and removed, as one list of changes.
//!
//! The plan is shown before anything happens, and becomes a change set when the person agrees, so that an import is undone
//! like any other command. Planning the same file again after it was applied gives no change.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Head, Kind};
use crate::domain::check::{Check, owner_of};
use crate::domain::day::Day;
use crate::domain::handover::difference::same;
use crate::domain::held::Held;
use crate::domain::kind::*;
use crate::domain::label::Label;

/// How many changed records a plan shows field by field.
pub const MAX_SAMPLES: usize = 200;

/// What happens to what the file lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The file becomes the book; what it lacks is removed. Only the audit trail stays.
    Replace,
    /// Records are put by id; what the file lacks stays.
    #[default]
    Merge,
}

/// A book as a file gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// Its records and head; settings and rulebook are the defaults where the file has none.
    pub book: Book,
    /// Whether the file says anything of the settings.
    pub has_settings: bool,
    /// Whether the file says anything of the rulebook.
    pub has_rulebook: bool,
    /// The as-of date; nothing means today.
    pub as_of: Option<Day>,
    /// When the file was written, as it says.
    pub exported_at: Option<String>,
    /// The version of the product that wrote it, as it says.
    pub app: Option<String>,
    /// What it says of itself where it is a hand-over.
    pub handover: Option<Handover>,
}

/// How many records of a kind do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindPlan {
    /// The kind.
    pub kind: Kind,
    /// Not in the book yet.
    pub new: usize,
    /// In the book with other values.
    pub changed: usize,
    /// In the book already, the same.
    pub unchanged: usize,
    /// In the book only, to be removed.
    pub removed: usize,
    /// Left out, as their customer would be nobody's.
    pub orphans: usize,
}

/// A field of a changed record before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDiff {
    /// The field's name.
    pub field: String,
    /// Its value before, unless it was empty.
    pub before: Option<Value>,
    /// Its value after, unless it is empty.
    pub after: Option<Value>,
}

/// A changed record, field by field.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The record's kind.
    pub kind: Kind,
    /// The record's id.
    pub id: String,
    /// Its name, where the kind has one.
    pub name: Option<String>,
    /// The fields that differ.
    pub fields: Vec<FieldDiff>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct MergePlan {
    /// Counts, one a kind, in the order of the book.
    pub kinds: Vec<KindPlan>,
    /// Whether the settings change.
    pub settings: bool,
    /// Whether the rulebook changes.
    pub rulebook: bool,
    /// All changes.
    pub changes: Vec<Change>,
    /// The first changed records, field by field.
    pub samples: Vec<Sample>,
}

impl MergePlan {
    /// The plan as a command's change set under a name.
    pub fn into_change_set(self, label: Label) -> ChangeSet {
        ChangeSet {
            label,
            changes: self.changes,
        }
    }

    /// Whether the book already is as the file wants it.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// What laying `incoming` on `current` would do. A record whose customer would then be neither in the file nor in the book is left out.
pub fn plan(current: &Book, incoming: &Incoming, mode: Mode) -> MergePlan {
    let mut planning = Planning::begin(current, incoming, mode);
    while planning.step(current, incoming, usize::MAX) {}
    planning.plan
}

/// A plan that is made in slices. Both books must stay as they are meanwhile.
#[derive(Debug)]
pub struct Planning {
    mode: Mode,
    /// The plan; whole once there is no further step.
    pub plan: MergePlan,
    /// The next kind, the pass over it and the slot where that goes on.
    kind: usize,
    pass: Pass,
    slot: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Pass {
    /// Over what the file has.
    Theirs,
    /// Over what the book has, for what the file lacks.
    Ours,
}

impl Planning {
    /// Begins with the head.
    pub fn begin(current: &Book, incoming: &Incoming, mode: Mode) -> Self {
        let mut plan = MergePlan {
            kinds: Vec::with_capacity(Kind::ALL.len()),
            settings: false,
            rulebook: false,
            changes: Vec::new(),
            samples: Vec::new(),
        };
        plan_head(current, incoming, mode, &mut plan);
        Self {
            mode,
            plan,
            kind: 0,
            pass: Pass::Theirs,
            slot: 0,
        }
    }

    /// Looks at up to `most` records more; tells whether any are left.
    pub fn step(&mut self, current: &Book, incoming: &Incoming, most: usize) -> bool {
        let Some(kind) = Kind::ALL.get(self.kind) else {
            return false;
        };
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        macro_rules! plan_kinds {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
                match kind { $(Kind::$variant => self.step_kind::<$ty>(current, &incoming.book, most),)* }
            };
        }
        crate::for_each_kind!(plan_kinds);
        true
    }

    fn step_kind<R: BookRecord + Check>(&mut self, current: &Book, incoming: &Book, most: u32)
    where
        Change: From<Delta<R>>,
    {
        let table = match self.pass {
            Pass::Theirs => R::table(incoming),
            Pass::Ours => R::table(current),
        };
        let slots = self.slot..self.slot.saturating_add(most).min(table.slots() as u32);
        self.slot = slots.end;
        let is_over = slots.end as usize == table.slots();
        match self.pass {
            Pass::Theirs => self.put::<R>(current, incoming, slots),
            Pass::Ours => self.remove::<R>(current, incoming, slots),
        }
        if is_over {
            // The trail tells what happened here; no file may rewrite or shorten it.
            let removes = self.mode == Mode::Replace && R::KIND != Kind::Audit;
            (self.pass, self.kind, self.slot) = match self.pass {
                Pass::Theirs if removes => (Pass::Ours, self.kind, 0),
                _ => (Pass::Theirs, self.kind + 1, 0),
            };
        }
    }

    /// The counts of the kind at hand.
    fn counts(&mut self, kind: Kind) -> &mut KindPlan {
        let kinds = &mut self.plan.kinds;
        if kinds.last().is_none_or(|last| last.kind != kind) {
            kinds.push(KindPlan {
                kind,
                new: 0,
                changed: 0,
                unchanged: 0,
                removed: 0,
                orphans: 0,
            });
        }
        let at = kinds.len() - 1;
        &mut kinds[at]
    }

    fn put<R: BookRecord + Check>(&mut self, current: &Book, incoming: &Book, slots: Range<u32>)
    where
        Change: From<Delta<R>>,
    {
        let (ours, theirs) = (R::table(current), R::table(incoming));
        let mut known = Customers::of(current, incoming, self.mode);
        let mut counts = *self.counts(R::KIND);
        for after in slots.filter_map(|slot| theirs.at(slot)) {
            if !known.has_that_of(after) {
                counts.orphans += 1;
                continue;
            }
            let before = ours.get(after.key());
            match before {
                None => counts.new += 1,
                Some(before)
                    if R::KIND == Kind::Audit
                        || before.is_same(after)
                        || before == after
                        || says_same::<R>(before, after) =>
                {
                    counts.unchanged += 1;
                    continue;
                }
                Some(before) => {
                    counts.changed += 1;
                    if self.plan.samples.len() < MAX_SAMPLES {
                        self.plan.samples.push(sample::<R>(before, after));
                    }
                }
            }
            let (before, after) = (before.cloned(), Some(after.clone()));
            self.plan.changes.push(Delta { before, after }.into());
        }
        *self.counts(R::KIND) = counts;
    }

    fn remove<R: BookRecord + Check>(&mut self, current: &Book, incoming: &Book, slots: Range<u32>)
    where
        Change: From<Delta<R>>,
    {
        let (ours, theirs) = (R::table(current), R::table(incoming));
        let mut known = Customers::of(current, incoming, self.mode);
        let mut stays = |ours: &Held<R>| theirs.get(ours.key()).is_some_and(|theirs| known.has_that_of(theirs));
        let mut removed = 0;
        for gone in slots.filter_map(|slot| ours.at(slot)).filter(|ours| !stays(ours)) {
            removed += 1;
            let (before, after) = (Some(gone.clone()), None);
            self.plan.changes.push(Delta { before, after }.into());
        }
        self.counts(R::KIND).removed += removed;
    }
}

/// Who is a customer after an import.
struct Customers<'a> {
    incoming: &'a Book,
    /// The book that a merge adds to.
    current: Option<&'a Book>,
    /// The one that was asked for last: the records of a customer mostly stand beside each other.
    last: Option<&'a str>,
}

impl<'a> Customers<'a> {
    fn of(current: &'a Book, incoming: &'a Book, mode: Mode) -> Self {
        Self {
            incoming,
            current: (mode == Mode::Merge).then_some(current),
            last: None,
        }
    }

    /// Whether it has the customer that a record belongs to, where it does to one.
    fn has_that_of<R: Check>(&mut self, record: &'a Held<R>) -> bool {
        let Some(id) = owner_of(record) else { return true };
        let has = |book: &Book| book.customers.get(id).is_some();
        let is_known = self.last == Some(id) || has(self.incoming) || self.current.is_some_and(has);
        if is_known {
            self.last = Some(id);
        }
        is_known
    }
}

fn plan_head(current: &Book, incoming: &Incoming, mode: Mode, plan: &mut MergePlan) {
    let (before, theirs) = (&current.head, &incoming.book.head);
    let mut after = match mode {
        Mode::Replace => theirs.clone(),
        Mode::Merge => before.clone(),
    };
    if mode == Mode::Merge {
        if incoming.has_settings {
            after.settings = theirs.settings.clone();
        }
        if incoming.has_rulebook {
            after.rulebook = theirs.rulebook.clone();
        }
        for theirs in &theirs.handovers {
            match after
                .handovers
                .iter_mut()
                .find(|ours| ours.get("id") == theirs.get("id"))
            {
                Some(ours) => ours.clone_from(theirs),
                None => after.handovers.push(theirs.clone()),
            }
        }
        after.unknown.extend(theirs.unknown.clone());
    }
    plan.settings = before.settings != after.settings;
    plan.rulebook = before.rulebook != after.rulebook;
    if *before != after {
        let (before, after): (Box<Head>, Box<Head>) = (Box::new(before.clone()), Box::new(after));
        plan.changes.push(Change::Head { before, after });
    }
}

/// Whether two states of a customer differ in nothing but how its numbers are written.
fn says_same<R: BookRecord>(before: &R, after: &R) -> bool {
    let said = |record: &R| Value::Object(fields(record));
    R::KIND == Kind::Customer && same(&said(before), &said(after))
}

fn sample<R: BookRecord>(before: &R, after: &R) -> Sample {
    let (mut old, new) = (fields(before), fields(after));
    let name = new.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut diffs = Vec::new();
    for (field, after) in new {
        let before = old.remove(&field);
        if before.as_ref() != Some(&after) {
            let after = Some(after);
            diffs.push(FieldDiff { field, before, after });
        }
    }
    diffs.extend(old.into_iter().map(|(field, before)| FieldDiff {
        field,
        before: Some(before),
        after: None,
    }));
    Sample {
        kind: R::KIND,
        id: after.key().to_owned(),
        name,
        fields: diffs,
    }
}

fn fields<R: BookRecord>(record: &R) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::CustomerId;

    fn book(customers: &[(&str, &str)]) -> Book {
        let record = |(id, name): &(&str, &str)| Customer::new(CustomerId::new(id).unwrap(), name);
        Book {
            customers: customers.iter().map(record).collect(),
            ..Book::default()
        }
    }

    fn counts(plan: &MergePlan) -> (usize, usize, usize, usize) {
        let k = plan.kinds[0];
        (k.new, k.changed, k.unchanged, k.removed)
    }

    #[test]
    fn each_mode_counts_and_does_what_it_says() {
        let current = book(&[("a", "A"), ("b", "B"), ("c", "C")]);
        let incoming = Incoming {
            book: book(&[("b", "B"), ("c", "C2"), ("d", "D")]),
            ..Incoming::default()
        };
        for (mode, removed, left) in [(Mode::Replace, 1, 3), (Mode::Merge, 0, 4)] {
            let plan = plan(&current, &incoming, mode);
            assert_eq!(counts(&plan), (1, 1, 1, removed));
            let mut slices = Planning::begin(&current, &incoming, mode);
            while slices.step(&current, &incoming, 1) {}
            assert_eq!(slices.plan, plan);
            assert_eq!((plan.samples.len(), plan.samples[0].id.as_str()), (1, "c"));
            assert_eq!(plan.samples[0].fields.len(), 1);
            assert_eq!(plan.samples[0].fields[0].field, "name");
            let mut after = current.clone();
            after.apply(&plan.into_change_set(Label::same("x")));
            assert_eq!(after.customers.len(), left);
            assert!(super::plan(&after, &incoming, mode).is_empty());
        }
    }

    #[test]
    fn the_head_changes_only_where_the_file_speaks() {
        let mut current = book(&[]);
        current.head.settings.company = Some("我们".into());
        current.head.unknown.insert("ours".into(), Value::Bool(true));
        let mut incoming = Incoming::default();
        incoming.book.head.unknown.insert("theirs".into(), Value::Null);
        let mut merged = current.clone();
        merged.apply(&plan(&current, &incoming, Mode::Merge).into_change_set(Label::default()));
        assert_eq!(merged.head.settings.company.as_deref(), Some("我们"));
        assert_eq!(merged.head.unknown.len(), 2);
        let mut replaced = current.clone();
        let plan = plan(&current, &incoming, Mode::Replace);
        assert!(plan.settings && !plan.rulebook);
        replaced.apply(&plan.into_change_set(Label::default()));
        assert_eq!(replaced.head, incoming.book.head);
    }

    #[test]
    fn the_trail_is_neither_removed_nor_rewritten() {
        let entry = |id: &str, what: &str| -> AuditEntry {
            serde_json::from_str(&format!(r#"{{"id":"{id}","at":"2026-01-01","what":"{what}"}}"#)).unwrap()
        };
        let mut current = book(&[]);
        current.audit = [entry("1", "ours"), entry("2", "ours")].into_iter().collect();
        let mut incoming = Incoming::default();
        incoming.book.audit = [entry("2", "theirs"), entry("3", "theirs")].into_iter().collect();
        for mode in [Mode::Replace, Mode::Merge] {
            let mut after = current.clone();
            after.apply(&plan(&current, &incoming, mode).into_change_set(Label::default()));
            let trail: Vec<&str> = after.audit.iter().map(|(_, e)| &*e.what).collect();
            assert_eq!(trail, ["ours", "ours", "theirs"]);
        }
    }
}
