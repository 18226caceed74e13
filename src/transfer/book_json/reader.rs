//! The second pass over a file: its records become values, a slice at a time.

use std::collections::HashSet;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::error::BookError;
use super::explain::read;
use super::found::{Complaints, Found, Orphan};
use super::issue::{Issue, Issues, issue};
use super::place::line_columns;
use super::skeleton::{HeadKey, Scan, Skeleton, offset_in, small};
use super::{LACKS, Progress};
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::check::Level;
use crate::domain::day::Day;
use crate::domain::field::is_plausible;
use crate::domain::kind::{Settings, TakenOver};
use crate::domain::label::Label;
use crate::domain::marketing::points::{Beyond, POINTS_RULES, beyond_limits};
use crate::domain::marketing::stored::{Idle, is_no_list};
use crate::domain::marketing::{group, segment};
use crate::domain::merge::Incoming;
use crate::domain::rule::Rulebook;
use crate::domain::rule::plan::Plan;
use crate::domain::text::check;
use crate::transfer::text as say;

/// Reads a book from its text, in slices.
#[derive(Debug)]
pub struct BookReader<'a> {
    text: &'a str,
    records: Vec<(Kind, Vec<&'a RawValue>)>,
    pub(super) incoming: Incoming,
    pub(super) issues: Issues,
    /// Where in the file each record that was taken stands, by kind and slot.
    pub(super) places: Vec<Vec<Place>>,
    /// Ids of customers that are in the file but were left out: their orders are no strangers.
    pub(super) refused: HashSet<String>,
    /// Records whose customer the file lacks.
    pub(super) orphans: Vec<(Kind, u32)>,
    pub(super) is_careful: bool,
    phase: Phase,
    progress: Progress,
}

/// Where a record stands. A file has less than 4 GB.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Its place in its array.
    pub row: u32,
    /// Its first byte.
    pub offset: u32,
}

/// Where the next step goes on.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Reading this array of the file, from this row.
    Read { array: usize, row: usize },
    /// Looking up the customers of this kind's records, from this slot.
    Link { kind: usize, slot: u32 },
    /// All is done.
    Done,
}

/// A book whose parts are being found, in slices.
#[derive(Debug)]
pub struct Opening<'a> {
    text: &'a str,
    scan: Scan<'a>,
}

impl<'a> Opening<'a> {
    /// Begins.
    pub fn new(text: &'a str) -> Self {
        let scan = Scan::new(text);
        Self { text, scan }
    }

    /// Looks at about so many bytes more: how many are done, or nothing where all is. A file that is no book says why.
    pub fn step(&mut self, bytes: usize) -> Result<Option<usize>, BookError> {
        self.scan.step(bytes)
    }

    /// The book's reader; what is left to look at is looked at in one go.
    pub fn finish(self) -> Result<BookReader<'a>, BookError> {
        BookReader::over(self.text, self.scan.finish()?)
    }
}

impl<'a> BookReader<'a> {
    /// Finds the parts of a book and reads its head. A file that is no book says why.
    pub fn open(text: &'a str) -> Result<Self, BookError> {
        Opening::new(text).finish()
    }

    fn over(text: &'a str, mut skeleton: Skeleton<'a>) -> Result<Self, BookError> {
        let records = std::mem::take(&mut skeleton.records);
        let total = records.iter().map(|(_, rows)| rows.len()).sum();
        let mut reader = Self {
            text,
            records,
            incoming: Incoming::default(),
            issues: Issues::default(),
            places: vec![Vec::new(); Kind::ALL.len()],
            refused: HashSet::new(),
            orphans: Vec::new(),
            is_careful: false,
            phase: Phase::Read { array: 0, row: 0 },
            progress: Progress { done: 0, total },
        };
        reader.read_head(&skeleton);
        reader.read_unknown(&skeleton)?;
        Ok(reader)
    }

    /// Reads no record the quick way: for the test that both ways read the same.
    pub fn carefully(mut self) -> Self {
        self.is_careful = true;
        self
    }

    /// Reads up to `records` more. Nothing means that all is read.
    pub fn step(&mut self, records: usize) -> Option<Progress> {
        let mut left = records.max(1);
        while left > 0 {
            let (next, taken) = match self.phase {
                Phase::Read { array, row } => self.read_slice(array, row, left),
                Phase::Link { kind, slot } => self.link_slice(kind, slot, left),
                Phase::Done => return None,
            };
            self.phase = next;
            left -= taken;
        }
        Some(self.progress)
    }

    /// How many records of each kind the file has; a kind that it lacks is not there.
    pub fn counts(&self) -> Vec<(Kind, usize)> {
        self.records.iter().map(|(kind, rows)| (*kind, rows.len())).collect()
    }

    /// What was read so far.
    pub fn book(&self) -> &Book {
        &self.incoming.book
    }

    /// What the file holds and what is wrong with it. `current` is the book it may be merged into: it may have customers
    /// whom the file only mentions.
    pub fn finish(self, current: &Book) -> (Incoming, Issues) {
        self.found().finish(current)
    }

    /// What the file holds, before a book is looked at.
    pub fn found(mut self) -> Found {
        while self.step(usize::MAX).is_some() {}
        let places = self.places;
        let orphan = |(kind, slot): (Kind, u32)| {
            let Place { row, offset } = places[kind as usize].get(slot as usize).copied().unwrap_or_default();
            Orphan {
                kind,
                slot,
                row: row as usize,
                offset: offset as usize,
                line: 0,
                column: 0,
            }
        };
        let mut orphans: Vec<Orphan> = self.orphans.into_iter().map(orphan).collect();
        // Lines are counted once, for all that may be told.
        let of_issues = self
            .issues
            .kept
            .iter_mut()
            .map(|i| (i.offset, &mut i.line, &mut i.column));
        let of_orphans = orphans.iter_mut().map(|o| (o.offset, &mut o.line, &mut o.column));
        let mut told: Vec<_> = of_issues.chain(of_orphans).collect();
        told.sort_by_key(|(offset, ..)| *offset);
        let offsets: Vec<usize> = told.iter().map(|(offset, ..)| *offset).collect();
        for ((_, line, column), place) in told.into_iter().zip(line_columns(self.text, &offsets)) {
            (*line, *column) = place;
        }
        Found {
            incoming: self.incoming,
            complaints: Complaints {
                issues: self.issues,
                refused: self.refused,
                orphans,
            },
        }
    }

    fn read_head(&mut self, skeleton: &Skeleton<'a>) {
        if skeleton.get(HeadKey::Version).is_none() {
            self.head_issue(Level::Warning, "version", 0, say::no_version(), None);
        }
        self.incoming.exported_at = skeleton.get(HeadKey::ExportedAt).and_then(small);
        self.incoming.app = skeleton.get(HeadKey::App).and_then(small);
        if let Some(raw) = skeleton.get(HeadKey::AsOf) {
            let day = self.head_value::<Day>("as_of", raw);
            if let Some(day) = day.filter(|day| !is_plausible(*day)) {
                self.head_issue(Level::Warning, "as_of", self.offset(raw), check::absurd_day(day), None);
            }
            self.incoming.as_of = day.filter(|day| is_plausible(*day));
        }
        if let Some(raw) = skeleton.get(HeadKey::Settings)
            && let Some(settings) = self.head_value::<Settings>("settings", raw)
        {
            // `{}` says nothing; in a merge it must not wipe the settings there are.
            self.incoming.has_settings = settings != Settings::default();
            for Beyond { place, said, most } in beyond_limits(&settings) {
                let message = match &*place {
                    "levels" => say::most_levels(most),
                    _ => say::most_of_points(most),
                };
                let place = format!("settings.{POINTS_RULES}.{place}");
                self.head_issue(
                    Level::Warning,
                    &place,
                    self.offset(raw),
                    message,
                    Some(said.to_string()),
                );
            }
            self.tell_idle(&settings, self.offset(raw));
            self.incoming.book.head.settings = settings;
        }
        if let Some(raw) = skeleton.get(HeadKey::Rulebook)
            && let Some(value) = self.head_value::<Value>("rulebook", raw)
        {
            self.read_rulebook(&value, self.offset(raw));
        }
        if let Some(raw) = skeleton.get(HeadKey::Handover) {
            self.incoming.handover = self.head_value("handover", raw);
        }
        if let Some(raw) = skeleton.get(HeadKey::Handovers) {
            let taken: Option<Vec<TakenOver>> = self.head_value("handovers", raw);
            self.incoming.book.head.handovers = TakenOver::kept(&taken.unwrap_or_default());
        }
    }

    fn read_rulebook(&mut self, value: &Value, offset: usize) {
        // Facts and circles are checked as well: a rulebook that cannot be evaluated does not come in.
        let checked = Rulebook::from_json(value).and_then(|rulebook| Plan::compile(&rulebook).map(|_| rulebook));
        match checked {
            Ok(rulebook) => {
                self.incoming.has_rulebook = value.as_object().is_some_and(|map| !map.is_empty());
                self.incoming.book.head.rulebook = rulebook;
            }
            Err(problems) => {
                for problem in problems {
                    let place = match problem.place.as_str() {
                        "rulebook" => problem.place.clone(),
                        place => format!("rulebook.{place}"),
                    };
                    let label = say::rule_wrong(problem.problem.label());
                    self.head_issue(Level::Error, &place, offset, label, None);
                }
            }
        }
    }

    fn read_unknown(&mut self, skeleton: &Skeleton<'a>) -> Result<(), BookError> {
        let mut unknown = Map::new();
        for (key, raw) in &skeleton.unknown {
            // It is of this file, not of the book; and it is the first thing to know of it.
            if let (LACKS, Some(lines)) = (&**key, small::<Vec<String>>(raw)) {
                lines
                    .iter()
                    .for_each(|line| self.head_issue(Level::Warning, LACKS, 0, say::lacks(line), None));
                continue;
            }
            // The text is sound JSON, so what still fails is its depth, or half a surrogate pair.
            let value = read::<Value>(raw.get()).map_err(|why| {
                let offset = self.offset(raw) + why.offset;
                match BookError::diagnose(self.text) {
                    deep if deep.kind == super::BookErrorKind::TooDeep => deep,
                    _ => BookError::structure(self.text, offset, say::key_wrong(key, why.message)),
                }
            })?;
            unknown.insert(key.clone(), value);
        }
        self.incoming.book.head.unknown = unknown;
        Ok(())
    }

    /// Reads a value of the head; a wrong one becomes an issue at its place.
    fn head_value<T: serde::de::DeserializeOwned>(&mut self, key: &str, raw: &RawValue) -> Option<T> {
        match read::<T>(raw.get()) {
            Ok(value) => Some(value),
            Err(why) => {
                let place = if why.field.is_empty() {
                    key.to_owned()
                } else {
                    format!("{key}.{}", why.field)
                };
                let offset = self.offset(raw) + why.offset;
                self.head_issue(Level::Error, &place, offset, why.message, why.found);
                None
            }
        }
    }

    /// Says what of the user's segments and groups does not count.
    fn tell_idle(&mut self, settings: &Settings, offset: usize) {
        for (key, idle) in [
            (segment::VALUE_SEGMENTS, segment::idle(settings)),
            (group::GROUPS, group::idle(settings)),
        ] {
            if is_no_list(settings, key) {
                let place = format!("settings.{key}");
                self.head_issue(Level::Warning, &place, offset, say::idle_no_list(), None);
            }
            for (at, why) in idle {
                let message = match why {
                    Idle::Unread => say::idle_unread(),
                    Idle::Twice => say::idle_twice(),
                    Idle::Beyond(most) => say::idle_beyond(most),
                };
                self.head_issue(Level::Warning, &format!("settings.{key}[{at}]"), offset, message, None);
            }
        }
    }

    fn head_issue(&mut self, level: Level, place: &str, offset: usize, message: Label, found: Option<String>) {
        self.issues.add(level, false, || Issue {
            field: Some(place.to_owned()),
            found,
            ..issue(level, None, offset, message)
        });
    }

    /// Reads up to `most` records of an array. Tells where to go on and how many were read.
    fn read_slice(&mut self, array: usize, row: usize, most: usize) -> (Phase, usize) {
        let Some((kind, rows)) = self.records.get_mut(array) else {
            return (Phase::Link { kind: 0, slot: 0 }, 0);
        };
        let (kind, rows) = (*kind, std::mem::take(rows));
        if row == 0 {
            self.make_room(kind, rows.len());
        }
        let end = row.saturating_add(most).min(rows.len());
        for (row, raw) in rows.iter().enumerate().take(end).skip(row) {
            self.read_record(kind, row, raw);
        }
        self.progress.done += end - row;
        if end == rows.len() {
            return (
                Phase::Read {
                    array: array + 1,
                    row: 0,
                },
                end - row,
            );
        }
        self.records[array].1 = rows;
        (Phase::Read { array, row: end }, end - row)
    }

    /// Looks up the customers of up to `most` records of a kind. Tells where to go on and how many were looked at.
    fn link_slice(&mut self, kind: usize, slot: u32, most: usize) -> (Phase, usize) {
        let Some(word) = Kind::ALL.get(kind) else {
            return (Phase::Done, 0);
        };
        let slots = self.incoming.book.count(*word) as u32;
        let end = slot.saturating_add(u32::try_from(most).unwrap_or(u32::MAX)).min(slots);
        self.link_records(*word, slot..end);
        let taken = (end - slot) as usize;
        if end == slots {
            (
                Phase::Link {
                    kind: kind + 1,
                    slot: 0,
                },
                taken,
            )
        } else {
            (Phase::Link { kind, slot: end }, taken)
        }
    }

    /// The byte where a piece of the file begins.
    pub(super) fn offset(&self, raw: &RawValue) -> usize {
        offset_in(self.text, raw)
    }
}
