//! What a cell of a list says, as a small value: drawn on screen (`draw.rs`), printed, written into files. Pure.

use crate::domain::money::Fen;
use crate::ui::class_word::ClassWord;
use crate::ui::format;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The name of the row, and where it leads.
    Name {
        /// The name.
        text: String,
        /// The address.
        href: String,
    },
    /// A text.
    Text(String),
    /// What is said where there is no value.
    Missing(String),
    /// Phrases, one a line.
    Phrases(Vec<String>),
    /// A text with a remark below.
    Noted {
        /// The text.
        text: String,
        /// The remark.
        note: Option<String>,
    },
    /// A class.
    Class {
        /// The class.
        class: ClassWord,
        /// A person set it.
        by_hand: bool,
    },
    /// A class and another.
    Pair {
        /// The first.
        from: ClassWord,
        /// The second.
        to: ClassWord,
        /// A person set the first.
        by_hand: bool,
        /// The way between them as an icon, where there is one.
        icon: Option<&'static str>,
        /// The way in a word.
        word: &'static str,
        /// All of it in words, for readers of the screen.
        said: String,
    },
    /// A score with its band.
    Health {
        /// 0 to 100.
        score: f64,
        /// The band.
        band: ClassWord,
    },
    /// An amount in 万元.
    Amount {
        /// The amount.
        fen: Fen,
        /// Its unit.
        unit: &'static str,
        /// Before it, where it is declared.
        mark: Option<&'static str>,
    },
    /// A day.
    Day {
        /// As short as it can be.
        short: String,
        /// Whole.
        full: String,
        /// How far off.
        distance: String,
    },
    /// Tags, and whether a rule put each there.
    Tags(Vec<(String, bool)>),
    /// What was decided, and when by whom.
    Verdict {
        /// The word.
        text: String,
        /// The remark.
        note: String,
        /// Its icon.
        icon: &'static str,
        /// Drawn as good; else as a warning.
        is_good: bool,
    },
    /// Those of the list's actions that can be done with the row; on paper there is room to write.
    Actions(&'static [usize]),
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
            Cell::Name { text, href } => Some((text.as_str(), href.as_str())),
            _ => None,
        })
    }

    /// A cell in words.
    pub fn text(&self, column: usize) -> String {
        self.0.get(column).map(Cell::in_file).unwrap_or_default()
    }
}

impl Cell {
    /// A text, or what is said where there is none.
    pub fn or(text: Option<String>, none: &str) -> Self {
        text.map_or_else(|| Self::Missing(none.to_owned()), Self::Text)
    }

    fn tags(tags: &[(String, bool)], between: &str) -> String {
        let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
        names.join(between)
    }

    /// As words, for paper.
    pub fn on_paper(&self) -> String {
        match self {
            Self::Health { score, band } => format!("{} {}", format::decimal(*score, 0), band.name),
            Self::Tags(tags) => Self::tags(tags, " · "),
            Self::Amount { mark, fen, .. } => {
                let mark = mark.map(|m| format!("{m} ")).unwrap_or_default();
                format!("{mark}{}", format::wan(*fen))
            }
            Self::Missing(text) => text.clone(),
            other => other.in_file(),
        }
    }

    /// As a text for spreadsheets: exact amounts in yuan, whole dates, nothing where nothing is known.
    pub fn in_file(&self) -> String {
        match self {
            Self::Name { text, .. } | Self::Text(text) | Self::Noted { text, .. } => text.clone(),
            Self::Missing(_) | Self::Actions(_) => String::new(),
            Self::Phrases(all) => all.join("; "),
            Self::Class { class, .. } => class.name.clone(),
            Self::Pair { from, to, word, .. } => format!("{word} {} → {}", from.name, to.name).trim().to_owned(),
            Self::Health { score, .. } => format!("{score:.1}"),
            Self::Amount { fen, .. } => format!("{:.2}", fen.yuan()),
            Self::Day { full, .. } => full.clone(),
            Self::Tags(tags) => Self::tags(tags, "; "),
            Self::Verdict { text, note, .. } => format!("{text} {note}"),
        }
    }

    /// What the hover says.
    pub fn title(&self) -> Option<String> {
        match self {
            Self::Name { text, .. } | Self::Text(text) if !text.is_empty() => Some(text.clone()),
            Self::Phrases(all) if !all.is_empty() => Some(all.join("\n")),
            Self::Noted { text, note } => Some(
                format!("{text} {}", note.as_deref().unwrap_or_default())
                    .trim()
                    .to_owned(),
            ),
            Self::Amount { fen, .. } => Some(format::yuan_sign(*fen)),
            Self::Day { full, distance, .. } => Some(format!("{full} · {distance}")),
            Self::Tags(tags) if tags.len() > 1 => Some(Self::tags(tags, "; ")),
            _ => None,
        }
    }

    /// The unit of its figure.
    pub fn unit(&self) -> Option<&'static str> {
        match self {
            Self::Amount { unit, .. } => Some(unit),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_short_on_screen_and_exact_in_files() {
        let amount = Cell::Amount {
            fen: Fen(123_456_789),
            unit: "万元",
            mark: Some("申报"),
        };
        let day = Cell::Day {
            short: "11-02".into(),
            full: "2026-11-02".into(),
            distance: "19天前".into(),
        };
        let tags = Cell::Tags(vec![("重点".into(), false), ("待激活".into(), true)]);
        let phrases = Cell::Phrases(vec!["一".into(), "二".into()]);
        let table = [
            (amount, "申报 123.5", "1234567.89", Some("¥1,234,567.89")),
            (day, "2026-11-02", "2026-11-02", Some("2026-11-02 · 19天前")),
            (tags, "重点 · 待激活", "重点; 待激活", Some("重点; 待激活")),
            (phrases, "一; 二", "一; 二", Some("一\n二")),
            (Cell::or(None, "未知"), "未知", "", None),
            (
                Cell::or(Some("沈立群".into()), "未知"),
                "沈立群",
                "沈立群",
                Some("沈立群"),
            ),
        ];
        for (cell, paper, file, title) in table {
            assert_eq!((cell.on_paper().as_str(), cell.in_file().as_str()), (paper, file));
            assert_eq!(cell.title().as_deref(), title, "{cell:?}");
        }
    }
}
