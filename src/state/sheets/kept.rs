//! What is kept of tables in the browser: which column was what and what was answered, by layout. A browser that refuses the storage only
//! forgets.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::exchange::columns::{Mapping, Subject, Use};
use crate::exchange::layout::TableColumn;
use crate::exchange::plan::KnownAs;
use crate::exchange::values::{Answer, Ask, Question, Yearless};
use crate::state::prefs;

const KEY: &str = "guanxi.sheets";
/// So many mappings are kept; the oldest go first.
const MOST: usize = 60;
/// Of the headings of either side, so many of a hundred must be the same.
const ALIKE: usize = 60;

/// All that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Mappings, the latest first.
    #[serde(default)]
    pub mappings: Vec<KeptMapping>,
}

/// What the columns of a layout were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMapping {
    /// Its name.
    pub name: String,
    /// What the rows are.
    pub subject: Subject,
    /// What each heading is taken for. Of several that are called the same the second is told with its number behind.
    pub columns: Vec<(String, Use)>,
    /// Of a table without a head: what each column was taken for by its cells alone, by which another one like it is known.
    #[serde(default)]
    pub by_cells: Vec<Use>,
    /// What was answered of the columns.
    #[serde(default)]
    pub answers: Vec<KeptAnswer>,
    /// Names that were said to be customers of other names.
    #[serde(default)]
    pub known_as: Vec<KnownAs>,
    /// Whether hidden rows were taken, where that was asked.
    #[serde(default)]
    pub takes_hidden: Option<bool>,
}

/// What was answered of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// Its heading.
    pub heading: String,
    /// The heading of the column that is the same field, where that was asked.
    #[serde(default)]
    pub other: Option<String>,
    /// Why it was asked about.
    pub reason: Ask,
    /// The answer.
    pub answer: Answer,
}

/// Whether an answer is another matter in the next file: who has a number, what was given back, of which kind all tickets are, of which
/// year days are, which day "yesterday" is, and whether other numbers that lost digits are right all the same.
fn passes(reason: Ask, answer: &Answer) -> bool {
    matches!(
        reason,
        Ask::OtherCustomer | Ask::MergedNumber | Ask::NumberOrName | Ask::Refunds | Ask::TicketKind
    ) || matches!(
        answer,
        Answer::Yearless(Yearless::Of(_)) | Answer::DayWords(true) | Answer::KeepRounded(true)
    )
}

/// What columns are told apart by: their headings, and of equal ones from the second on which of them.
fn names(columns: &[TableColumn]) -> Vec<String> {
    let name = |(place, column): (usize, &TableColumn)| {
        let before = columns
            .iter()
            .take(place)
            .filter(|other| other.heading == column.heading);
        match before.count() {
            0 => column.heading.clone(),
            n => format!("{} [{}]", column.heading, n + 1),
        }
    };
    columns.iter().enumerate().map(name).collect()
}

/// What the columns of a table without a head are by their cells; nothing for one with a head, or where fewer than two columns say what they are.
fn by_cells(columns: &[TableColumn], understood: &Mapping) -> Option<Vec<Use>> {
    let all: Vec<Use> = understood.columns.iter().map(|mapped| mapped.used.clone()).collect();
    let said = all.iter().filter(|used| **used != Use::Out).count();
    (said > 1 && columns.iter().all(TableColumn::is_numbered)).then_some(all)
}

/// Whether anything is kept.
pub fn is_anything_kept() -> bool {
    prefs::available() && LocalStorage::raw().get_item(KEY).is_ok_and(|kept| kept.is_some())
}

/// Forgets all that is kept.
pub fn forget_tables() {
    if prefs::available() {
        LocalStorage::delete(KEY);
    }
}

impl Kept {
    /// What is kept; nothing where it cannot be read.
    pub fn load() -> Self {
        if !prefs::available() {
            return Self::default();
        }
        LocalStorage::get(KEY).unwrap_or_default()
    }

    /// Changes what is kept, and gives it.
    pub fn change(edit: impl FnOnce(&mut Self)) -> Self {
        let mut kept = Self::load();
        edit(&mut kept);
        kept.mappings.truncate(MOST);
        if prefs::available() {
            // A full or closed storage loses a memory and nothing else.
            let _ = LocalStorage::set(KEY, &kept);
        }
        kept
    }

    /// The mapping of the layout that is most like these columns; `understood`: what they are taken for. Without a head every table's columns are
    /// called the same: one is known again by as many columns that are the same by their cells, two of them at least.
    pub fn mapping_of(&self, columns: &[TableColumn], understood: &Mapping) -> Option<&KeptMapping> {
        if let Some(by_cells) = by_cells(columns, understood) {
            return self.mappings.iter().find(|kept| kept.by_cells == by_cells);
        }
        let names = names(columns);
        let likeness = |kept: &KeptMapping| {
            let same = columns
                .iter()
                .zip(&names)
                .filter(|(column, name)| !column.is_numbered() && kept.used(name).is_some())
                .count();
            same * 100 / columns.len().max(kept.columns.len()).max(1)
        };
        let all = self.mappings.iter().rev().map(|kept| (likeness(kept), kept));
        let best = all.max_by_key(|(likeness, _)| *likeness);
        best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, kept)| kept)
    }

    /// Keeps a mapping in place of the one of the same name, if that is of such a table too: another sheet of a file, or another file that is
    /// called the same, has a name of its own.
    pub fn keep(&mut self, mut mapping: KeptMapping) {
        let own = mapping.name.clone();
        let is_others = |kept: &KeptMapping, mapping: &KeptMapping| kept.name == mapping.name && !kept.is_like(mapping);
        let mut next = 2;
        while self.mappings.iter().any(|kept| is_others(kept, &mapping)) {
            mapping.name = format!("{own} ({next})");
            next += 1;
        }
        self.mappings.retain(|kept| kept.name != mapping.name);
        self.mappings.insert(0, mapping);
    }
}

impl KeptMapping {
    /// What the columns of a table are.
    pub fn of(
        name: &str,
        columns: &[TableColumn],
        (mapping, understood): (&Mapping, &Mapping),
        answered: &[(Question, Answer)],
        known_as: Vec<KnownAs>,
        takes_hidden: Option<bool>,
    ) -> Self {
        let names = names(columns);
        let heading = |place: usize| names.get(place).cloned();
        let mut answers: Vec<KeptAnswer> = Vec::new();
        let lasting = answered.iter().filter(|(of, answer)| !passes(of.reason, answer));
        for (question, answer) in lasting {
            let Some(heading_of) = heading(question.column) else {
                continue;
            };
            let known = answers
                .iter_mut()
                .find(|known| known.heading == heading_of && known.reason == question.reason);
            match (known, answer) {
                // Words that came later stand beside those that were known.
                (
                    Some(KeptAnswer {
                        answer: Answer::Words(known),
                        ..
                    }),
                    Answer::Words(words),
                ) => {
                    known.extend(words.clone());
                }
                (Some(known), _) => known.answer = answer.clone(),
                (None, _) => answers.push(KeptAnswer {
                    heading: heading_of,
                    other: question.other.and_then(heading),
                    reason: question.reason,
                    answer: answer.clone(),
                }),
            }
        }
        Self {
            name: name.to_owned(),
            subject: mapping.subject,
            columns: names
                .iter()
                .cloned()
                .zip(mapping.columns.iter().map(|mapped| mapped.used.clone()))
                .collect(),
            by_cells: by_cells(columns, understood).unwrap_or_default(),
            answers,
            known_as,
            takes_hidden,
        }
    }

    /// Whether it is of a table like that of another one.
    fn is_like(&self, other: &Self) -> bool {
        if !self.by_cells.is_empty() || !other.by_cells.is_empty() {
            return self.by_cells == other.by_cells;
        }
        let same = self
            .columns
            .iter()
            .filter(|(name, _)| other.used(name).is_some())
            .count();
        same * 100 >= ALIKE * self.columns.len().max(other.columns.len())
    }

    fn used(&self, heading: &str) -> Option<&Use> {
        self.columns
            .iter()
            .find(|(own, _)| own == heading)
            .map(|(_, used)| used)
    }

    /// Lays it on what was understood of a table: columns that it does not know stay as they were understood.
    pub fn lay_on(&self, columns: &[TableColumn], mapping: &mut Mapping) {
        for (name, mapped) in names(columns).iter().zip(&mut mapping.columns) {
            if let Some(used) = self.used(name) {
                mapped.used = used.clone();
                mapped.sure = 1.0;
            }
        }
    }

    /// What was answered of the columns of a table that are what they were; with the questions, so that they can be asked again.
    pub fn answered(&self, columns: &[TableColumn]) -> Vec<(Question, Answer)> {
        let names = names(columns);
        let place = |heading: &str| names.iter().position(|name| name == heading);
        let one = |kept: &KeptAnswer| {
            let other = kept.other.as_deref().map(place);
            let question = Question {
                other: other.flatten(),
                is_kept: true,
                ..Question::new(place(&kept.heading)?, kept.reason, Vec::new())
            };
            // Where the other column is gone, there is nothing to choose between.
            (other.is_none() || question.other.is_some()).then(|| (question, kept.answer.clone()))
        };
        let lasting = self.answers.iter().filter(|kept| !passes(kept.reason, &kept.answer));
        lasting.filter_map(one).collect()
    }
}
