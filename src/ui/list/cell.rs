//! What a cell of a list says, as a small value: drawn on screen (`draw.rs`), printed, written into files. Pure.

use crate::domain::day::{Day, Moment};
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::money::Fen;
use crate::domain::report::purchases::Purchases;
use crate::domain::world::World;
use crate::ui::class_word::ClassWord;
use crate::ui::format;
use crate::ui::text::T;

/// The unit of shares: their cells say it themselves.
pub const PERCENT: &str = "%";

/// 1万元 in fen: one division by it is exact to the fen.
const WAN: f64 = 1_000_000.0;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The name of the row, and where it leads.
    Name(String, String),
    /// The name of the row, which belongs to the same record as the row before.
    Again(String, String),
    /// A text.
    Text(String),
    /// What is said where there is no value.
    Missing(String),
    /// Phrases, one a line.
    Phrases(Vec<String>),
    /// A text with a remark below.
    Noted(String, Option<String>),
    /// A class, and whether a person set it.
    Class(ClassWord, bool),
    /// A class and another.
    Pair(ClassPair),
    /// A score of 0 to 100 with its band.
    Health(f64, ClassWord),
    /// The score that the rule makes of nothing: the word for what is not known, and what is said of the score.
    OfNothing(&'static str, String),
    /// An amount in 万元, and the remark before it where it is only declared.
    Amount(Fen, Option<&'static str>),
    /// A figure: in words, and for files the number with its unit.
    Figure(String, FileFigure),
    /// A day, or a moment: as short as it can be, whole, and how far off where that is worth a word.
    Day(String, String, String),
    /// Tags, and whether a rule put each there.
    Tags(Vec<(String, bool)>),
    /// What was decided, when by whom, and whether it is good or only accepted.
    Verdict(String, String, bool),
    /// A figure, and the address of the rows behind it.
    Opens(Box<Cell>, String),
    /// Those of the list's actions that can be done with the row; on paper there is room to write.
    Actions(&'static [usize]),
}

/// A figure as spreadsheets take it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileFigure {
    /// The number.
    pub number: String,
    /// Its unit; nothing where it counts things.
    pub unit: &'static str,
}

/// A class and another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassPair {
    /// The first.
    pub from: ClassWord,
    /// The second.
    pub to: ClassWord,
    /// A person set the first.
    pub by_hand: bool,
    /// The way between them, an icon and a word, where there is one.
    pub way: Option<(&'static str, &'static str)>,
    /// All of it in words, for readers of the screen.
    pub said: String,
}

/// What a row says: a cell a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListLine(pub Vec<Cell>);

impl ListLine {
    /// The name of the row.
    pub fn name(&self) -> &str {
        self.named().map_or("", |(text, _)| text)
    }

    /// Where the row leads.
    pub fn href(&self) -> &str {
        self.named().map_or("", |(_, href)| href)
    }

    fn named(&self) -> Option<(&str, &str)> {
        self.0.iter().find_map(|cell| match cell {
            Cell::Name(text, href) | Cell::Again(text, href) => Some((text.as_str(), href.as_str())),
            _ => None,
        })
    }

    /// A cell in words.
    pub fn text(&self, column: usize) -> String {
        self.0.get(column).map(Cell::in_file).unwrap_or_default()
    }

    /// A cell.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.0.get(column)
    }
}

/// A metric's value as spreadsheets take it, with as many decimals as make sense.
pub fn file_figure(t: T, unit: Unit, value: f64) -> FileFigure {
    let score = |unit| FileFigure {
        number: format::score(value + 0.0),
        unit,
    };
    let (value, decimals, unit) = match unit {
        Unit::Yuan => (value, 2, t.file_yuan()),
        Unit::Share => (value * 100.0, 1, PERCENT),
        Unit::Points => return score(t.unit_points()),
        Unit::Score => return score(""),
        Unit::Days => (value, 0, t.unit_days()),
        Unit::Months => (value, 0, t.file_months()),
        Unit::Count | Unit::Flag => (value, if value.fract() == 0.0 { 0 } else { 2 }, ""),
    };
    // Adding 0 makes a negative zero a plain one.
    let number = format!("{:.decimals$}", value + 0.0);
    FileFigure { number, unit }
}

impl Cell {
    /// A figure that opens the rows at an address; of none there are no rows to open.
    pub fn opens(self, is_some: bool, href: impl FnOnce() -> String) -> Self {
        match is_some {
            true => Self::Opens(Box::new(self), href()),
            false => self,
        }
    }

    /// What it says, whatever it opens.
    pub fn inside(&self) -> &Self {
        match self {
            Self::Opens(cell, _) => cell,
            cell => cell,
        }
    }

    /// What a customer buys in a year.
    pub fn purchase(t: T, purchase: Purchases) -> Self {
        let declared = purchase.declared != Fen(0);
        Self::Amount(purchase.total, declared.then(|| t.declared()))
    }

    /// A day in full, everywhere; nothing where there is none.
    pub fn day(day: Option<Day>) -> Self {
        match day.map(format::day) {
            Some(text) => Self::Day(text.clone(), text, String::new()),
            None => Self::Text(String::new()),
        }
    }

    /// A moment: as short as it can be on screen, in full elsewhere.
    pub fn moment(short: String, at: &Moment) -> Self {
        Self::Day(short, format::moment(at), String::new())
    }

    /// The health of a customer with its score. Of one of whom nothing is recorded it is unknown, whatever the rule makes of nothing,
    /// unless a person judged it.
    pub fn health(world: &World, slot: u32, score: f64, band: ClassWord, t: T) -> Self {
        let evaluation = &world.evaluation;
        let dimension = evaluation.plan.dimension("health");
        let by_hand = dimension.and_then(|d| evaluation.by_hand(&world.book, slot, d));
        match by_hand.is_none() && world.explainer(slot).nothing_is_recorded() {
            true => {
                let rated = format!("{} {}", band.name, format::score(score));
                Self::OfNothing(t.unknown(), t.health_of_nothing(rated))
            }
            false => Self::Health(score, band),
        }
    }

    /// A text, or what is said where there is none.
    pub fn or(text: Option<String>, none: &str) -> Self {
        text.map_or_else(|| Self::Missing(none.to_owned()), Self::Text)
    }

    /// Who sees to something: the name as it stands in the book, whoever is on the list of staff, or that nobody does.
    pub fn whose(name: Option<&str>, t: T) -> Self {
        Self::or(format::named(name).map(str::to_owned), t.unassigned())
    }

    fn tags(tags: &[(String, bool)], between: &str) -> String {
        let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
        names.join(between)
    }

    /// As words, for paper.
    pub fn on_paper(&self, t: T) -> String {
        match self.inside() {
            Self::Phrases(all) => all.join(t.clause_break()),
            Self::Health(score, band) => format!("{} {}", format::score(*score), band.name),
            Self::Tags(tags) => Self::tags(tags, " · "),
            Self::Amount(fen, mark) => {
                let mark = mark.map(|m| format!("{m} ")).unwrap_or_default();
                format!("{mark}{}", format::wan(*fen))
            }
            Self::Missing(text) | Self::OfNothing(_, text) | Self::Figure(text, _) => text.clone(),
            Self::Noted(text, Some(note)) => format!("{text} {note}"),
            other => other.in_file(),
        }
    }

    /// As a text for spreadsheets: exact amounts in the unit of the screen, whole dates, and the same word where nothing is known.
    pub fn in_file(&self) -> String {
        match self.inside() {
            Self::Name(text, _) | Self::Again(text, _) | Self::Text(text) | Self::Noted(text, _) => text.clone(),
            Self::Missing(text) => text.clone(),
            Self::OfNothing(unknown, _) => (*unknown).to_owned(),
            Self::Actions(_) | Self::Opens(..) => String::new(),
            Self::Phrases(all) => all.join("; "),
            Self::Figure(_, figure) => figure.number.clone(),
            Self::Class(class, _) => class.name.clone(),
            Self::Pair(ClassPair { from, to, way, .. }) => {
                let way = way.map_or_else(String::new, |(_, word)| format!("{word} "));
                format!("{way}{} → {}", from.name, to.name)
            }
            Self::Health(score, _) => format::score(*score),
            Self::Amount(fen, _) => (fen.0 as f64 / WAN).to_string(),
            Self::Day(_, full, _) => full.clone(),
            Self::Tags(tags) => Self::tags(tags, "; "),
            Self::Verdict(text, note, _) => format!("{text} {note}"),
        }
    }

    /// What stands beside it in a column of its own in files: the level of a score, what an amount rests on.
    pub fn beside(&self) -> Option<String> {
        match self.inside() {
            Self::Health(_, band) => Some(band.name.clone()),
            Self::Amount(_, mark) => mark.map(str::to_owned),
            _ => None,
        }
    }

    /// The name of its column in files, which says the unit.
    pub fn file_head(&self, t: T, label: &str) -> Option<String> {
        match self.inside() {
            Self::Health(..) | Self::OfNothing(..) => Some(t.file_with_unit(label, t.unit_points())),
            Self::Amount(..) => Some(t.file_with_unit(label, t.wan())),
            Self::Figure(_, figure) if !["", PERCENT].contains(&figure.unit) => {
                Some(t.file_with_unit(label, figure.unit))
            }
            _ => None,
        }
    }

    /// The name of the column of what stands [`Self::beside`] it.
    pub fn beside_head(&self, t: T, label: &str) -> Option<String> {
        match self.inside() {
            Self::Health(..) | Self::OfNothing(..) => Some(t.file_level(label)),
            Self::Amount(_, Some(_)) => Some(t.file_basis(label)),
            _ => None,
        }
    }

    /// What the hover says.
    pub fn title(&self, lang: Lang) -> Option<String> {
        match self.inside() {
            Self::Name(text, _) | Self::Again(text, _) | Self::Text(text) | Self::Missing(text) if !text.is_empty() => {
                Some(text.clone())
            }
            Self::OfNothing(_, said) => Some(said.clone()),
            Self::Phrases(all) if !all.is_empty() => Some(all.join("\n")),
            Self::Noted(text, note) => Some(
                format!("{text} {}", note.as_deref().unwrap_or_default())
                    .trim()
                    .to_owned(),
            ),
            Self::Amount(fen, _) => Some(format::yuan_sign(*fen, lang)),
            Self::Day(_, full, distance) if distance.is_empty() => Some(full.clone()),
            Self::Day(_, full, distance) => Some(format!("{full} · {distance}")),
            Self::Tags(tags) if tags.len() > 1 => Some(Self::tags(tags, "; ")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::Lang;

    #[test]
    fn a_cell_is_short_on_screen_and_exact_in_files() {
        let amount = Cell::Amount(Fen(123_456_789), Some("申报"));
        let day = Cell::Day("11-02".into(), "2026-11-02".into(), "19天前".into());
        let tags = Cell::Tags(vec![("重点".into(), false), ("待激活".into(), true)]);
        let phrases = Cell::Phrases(vec!["一".into(), "二".into()]);
        let table = [
            (amount, "申报 123.46", "123.456789", Some("¥1,234,567.89")),
            (day, "2026-11-02", "2026-11-02", Some("2026-11-02 · 19天前")),
            (tags, "重点 · 待激活", "重点; 待激活", Some("重点; 待激活")),
            (phrases, "一；二", "一; 二", Some("一\n二")),
            (
                Cell::Noted("逾期".into(), Some("11-27 周五".into())),
                "逾期 11-27 周五",
                "逾期",
                Some("逾期 11-27 周五"),
            ),
            (Cell::or(None, "未知"), "未知", "未知", Some("未知")),
            (Cell::whose(None, T(Lang::Zh)), "未分配", "未分配", Some("未分配")),
            (
                Cell::whose(Some(" "), T(Lang::En)),
                "Unassigned",
                "Unassigned",
                Some("Unassigned"),
            ),
            (Cell::whose(Some("外人"), T(Lang::Zh)), "外人", "外人", Some("外人")),
            (
                Cell::Amount(Fen(1_000_000), None).opens(true, || "#/".into()),
                "1.00",
                "1",
                Some("¥10,000"),
            ),
            (
                Cell::or(Some("沈立群".into()), "未知"),
                "沈立群",
                "沈立群",
                Some("沈立群"),
            ),
        ];
        for (cell, paper, file, title) in table {
            assert_eq!(
                (cell.on_paper(T(Lang::Zh)).as_str(), cell.in_file().as_str()),
                (paper, file)
            );
            assert_eq!(cell.title(Lang::Zh).as_deref(), title, "{cell:?}");
        }
    }
}
