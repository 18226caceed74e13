//! What is wrong with a single record or setting of an otherwise readable file.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::change::Kind;
use crate::domain::check::Level;
use crate::domain::label::Label;
use crate::domain::merge::Mode;

/// The most issues that are kept; further ones are only counted.
pub const MAX_ISSUES: usize = 1_000;

/// Something wrong at one place of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// An error: the record is left out. A warning: it is taken as it is. A question: the person says what becomes of it.
    pub level: Level,
    /// The kind of record; nothing for settings, rulebook and the head.
    pub kind: Option<Kind>,
    /// The record's place in its array, from 0.
    pub row: Option<usize>,
    /// The record's id, where it can be read.
    pub id: Option<String>,
    /// The field as a path in the record (`contacts[0].phone`), or in the file for what is no record.
    pub field: Option<String>,
    /// The line in the file, from 1.
    pub line: usize,
    /// The column in that line in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do, for the person who must act.
    pub message: Label,
    /// The offending text, shortened.
    pub found: Option<String>,
    /// Counts only when the file replaces the book: in a merge, the book has the customer that the file lacks.
    pub replace_only: bool,
    /// Counts only when the file is merged: a replace leaves the record out, and nobody is asked about it.
    pub merge_only: bool,
    /// Nothing but its customer is missing: the plan of an import leaves it out and counts it.
    pub orphan: bool,
    /// The byte in the file; lines are counted once, at the end.
    pub(super) offset: usize,
}

impl Issue {
    /// The place as a path in the file: `orders[17].amount`.
    pub fn place(&self) -> String {
        let field = self.field.as_deref().unwrap_or_default();
        match (self.kind, self.row) {
            (Some(kind), Some(row)) if field.is_empty() => format!("{}[{row}]", kind.word()),
            (Some(kind), Some(row)) => format!("{}[{row}].{field}", kind.word()),
            _ => field.to_owned(),
        }
    }
}

/// All issues of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issues {
    /// The first [`MAX_ISSUES`] each of questions, of others that count in both modes and of those that count in a replace: questions
    /// first, then by place in the file.
    pub kept: Vec<Issue>,
    /// How many errors there are in both modes.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How many questions there are, of records that are not left out in any case.
    pub questions: usize,
    /// How many of them there are only when the file is merged.
    pub merge_questions: usize,
    /// How many errors there are only when the file replaces the book.
    pub replace_errors: usize,
    /// How many of the errors in both modes are orphans.
    pub orphans: usize,
    kept_replace_only: usize,
    kept_questions: usize,
}

impl Issues {
    /// How many errors an import in this mode has.
    pub fn errors(&self, mode: Mode) -> usize {
        match mode {
            Mode::Replace => self.errors + self.replace_errors,
            Mode::Merge => self.errors,
        }
    }

    /// How many questions an import in this mode has.
    pub fn questions(&self, mode: Mode) -> usize {
        match mode {
            Mode::Replace => self.questions - self.merge_questions,
            Mode::Merge => self.questions,
        }
    }

    /// The kept issues of an import in this mode.
    pub fn of(&self, mode: Mode) -> impl Iterator<Item = &Issue> {
        self.kept.iter().filter(move |issue| match mode {
            Mode::Replace => !issue.merge_only,
            Mode::Merge => !issue.replace_only,
        })
    }

    /// Asks no more about these records, by kind and place: with `true` in a replace only.
    pub(super) fn unask(&mut self, left_out: &HashMap<(Kind, usize), (usize, bool)>) {
        for (asked, replace_only) in left_out.values() {
            match replace_only {
                true => self.merge_questions += asked,
                false => self.questions -= asked,
            }
        }
        self.kept.retain_mut(|issue| {
            let record = issue.kind.zip(issue.row).filter(|_| issue.level == Level::Question);
            let Some((_, replace_only)) = record.and_then(|record| left_out.get(&record)) else {
                return true;
            };
            issue.merge_only = *replace_only;
            *replace_only
        });
    }

    /// Whether some were only counted.
    pub fn is_cut(&self) -> bool {
        self.kept.len() < self.errors + self.warnings + self.questions + self.replace_errors
    }

    /// Counts an issue, and makes and keeps it while there is room: a file may have a million wrong rows.
    pub(super) fn add(&mut self, level: Level, replace_only: bool, issue: impl FnOnce() -> Issue) {
        match (level, replace_only) {
            (_, true) => self.replace_errors += 1,
            (Level::Error, false) => self.errors += 1,
            (Level::Warning, false) => self.warnings += 1,
            (Level::Question, false) => self.questions += 1,
        }
        let is_question = level == Level::Question && !replace_only;
        let kept = match (replace_only, is_question) {
            (true, _) => self.kept_replace_only,
            (_, true) => self.kept_questions,
            _ => self.kept.len() - self.kept_replace_only - self.kept_questions,
        };
        if kept < MAX_ISSUES {
            self.kept_replace_only += usize::from(replace_only);
            self.kept_questions += usize::from(is_question);
            self.kept.push(issue());
        }
    }
}

/// An issue at a byte of the file, to be filled in.
pub(super) fn issue(level: Level, kind: Option<Kind>, offset: usize, message: Label) -> Issue {
    Issue {
        level,
        kind,
        row: None,
        id: None,
        field: None,
        line: 0,
        column: 0,
        message,
        found: None,
        replace_only: false,
        merge_only: false,
        orphan: false,
        offset,
    }
}
