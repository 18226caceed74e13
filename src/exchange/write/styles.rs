//! What cells look like: one small table of styles that every workbook of ours has.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::chars;
use crate::exchange::grid::{Cell, shown_number};

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// As they come.
    #[default]
    General,
    /// Texts that stay texts, whatever they look like: numbers of customers, phones, codes.
    Text,
    /// Texts of several lines.
    Wrapped,
    /// Whole numbers.
    Whole,
    /// Amounts in yuan, to the fen.
    Money,
    /// Amounts in ten thousands, to the fen.
    Wan,
    /// Shares: 0.465 is 46.5%.
    Percent,
    /// Days.
    Day,
    /// Days with a time.
    Time,
}

/// The looks of the table of styles: those of columns, and those that only a cell has.
const LOOKS: [Xf; 11] = [
    Xf::of(0),
    Xf::of(49),
    Xf::of(0).aligned(r#"<alignment vertical="top" wrapText="1"/>"#),
    Xf::of(3),
    Xf::of(4),
    Xf::of(164),
    Xf::of(165),
    Xf::of(166),
    Xf::of(167),
    Xf::of(168),
    // A text that would run: it stays a text when the cell is edited, and when it is saved as something else.
    Xf::of(49).aligned("").quoted(),
];
const SECONDS: u8 = 9;
const QUOTED: u8 = 10;

/// The forms of numbers beside those that every program has.
const FORMATS: [(u16, &str); 5] = [
    (164, "#,##0.00####"),
    (165, "0.0%"),
    (166, "yyyy-mm-dd"),
    (167, "yyyy-mm-dd hh:mm"),
    (168, "yyyy-mm-dd hh:mm:ss"),
];

/// The grounds of the head and of marked cells.
const FILLS: [&str; 2] = ["FFF1EFEA", "FFFFE3E0"];

struct Xf {
    format: u16,
    align: &'static str,
    is_quoted: bool,
}

impl Xf {
    const fn of(format: u16) -> Self {
        Self {
            format,
            align: "",
            is_quoted: false,
        }
    }

    const fn aligned(mut self, align: &'static str) -> Self {
        self.align = align;
        self
    }

    const fn quoted(mut self) -> Self {
        self.is_quoted = true;
        self
    }
}

impl Look {
    /// A number as a plain file says it: all digits that a workbook holds.
    pub(super) fn number(self, number: f64) -> String {
        // Adding 0 makes a negative zero a plain one.
        let number = number + 0.0;
        let decimals = |text: &str| text.split_once('.').map_or(0, |(_, behind)| behind.len());
        match self {
            Self::Money if decimals(&shown_number(number)) <= 2 => format!("{number:.2}"),
            Self::Percent => format!("{}%", shown_number(number * 100.0)),
            _ => shown_number(number),
        }
    }

    /// How wide a cell is, in characters.
    pub(super) fn width(self, cell: &Cell) -> usize {
        match cell {
            Cell::Text(text) | Cell::Error(text) => chars(text),
            Cell::Number(number) => {
                let digits = self.number(*number).len();
                let groups = matches!(self, Self::Whole | Self::Money | Self::Wan);
                digits + if groups { digits / 3 } else { 0 }
            }
            Cell::Blank => 0,
            cell => cell.shown().len(),
        }
    }
}

/// What a cell stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Nothing.
    Plain,
    /// The ground of a heading.
    Head,
    /// That of a cell that is marked.
    Marked,
}

/// A row of the table of styles, for whatever stands in the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    look: Look,
    ground: Ground,
}

impl Style {
    /// This look on this ground.
    pub fn new(look: Look, ground: Ground) -> Self {
        Self { look, ground }
    }

    pub(super) fn is_plain(self) -> bool {
        self.ground == Ground::Plain
    }

    fn row(self, look: u8) -> u8 {
        self.ground as u8 * LOOKS.len() as u8 + look
    }

    /// Its place, for a cell that takes the look as it is.
    pub(super) fn place(self) -> u8 {
        self.row(self.look as u8)
    }

    /// Its place for a text: one of numbers or days is a text like any other.
    pub(super) fn of_text(self, runs: bool) -> u8 {
        self.row(match self.look {
            _ if runs => QUOTED,
            Look::Text | Look::Wrapped => self.look as u8,
            _ => Look::General as u8,
        })
    }

    /// Its place for a number.
    pub(super) fn of_number(self) -> u8 {
        self.row(match self.look {
            Look::Whole | Look::Money | Look::Wan | Look::Percent => self.look as u8,
            _ => Look::General as u8,
        })
    }

    /// Its place for a day with so many seconds.
    pub(super) fn of_day(self, seconds: u32) -> u8 {
        self.row(match seconds {
            0 => Look::Day as u8,
            n if n.is_multiple_of(60) => Look::Time as u8,
            _ => SECONDS,
        })
    }
}

/// The part of a workbook that holds the table.
pub(super) fn xml() -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    ));
    let _ = write!(xml, r#"<numFmts count="{}">"#, FORMATS.len());
    for (id, code) in FORMATS {
        let _ = write!(xml, r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#);
    }
    xml.push_str(concat!(
        r#"</numFmts><fonts count="2"><font><sz val="11"/><name val="DengXian"/></font><font><b/><sz val="11"/><name val="DengXian"/></font></fonts>"#,
        r#"<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    ));
    for color in FILLS {
        let _ = write!(
            xml,
            r#"<fill><patternFill patternType="solid"><fgColor rgb="{color}"/><bgColor indexed="64"/></patternFill></fill>"#
        );
    }
    let _ = write!(
        xml,
        concat!(
            r#"</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
            r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{}">"#
        ),
        LOOKS.len() * 3
    );
    for (font, fill) in [(0, 0), (1, 2), (0, 3)] {
        for look in &LOOKS {
            let align = match font {
                1 => r#"<alignment vertical="center" wrapText="1"/>"#,
                _ => look.align,
            };
            let quoted = if look.is_quoted { r#" quotePrefix="1""# } else { "" };
            let _ = write!(
                xml,
                r#"<xf numFmtId="{}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"{quoted}>{align}</xf>"#,
                look.format
            );
        }
    }
    xml.push_str(r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#);
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_file_says_what_a_workbook_shows() {
        let table = [
            (Look::Money, -50.5, "-50.50"),
            (Look::Money, -0.0, "0.00"),
            (Look::Percent, 0.465, "46.5%"),
            (Look::Percent, -0.07, "-7%"),
            (Look::Wan, 87.6, "87.6"),
            (Look::Wan, 123.456789, "123.456789"),
            (Look::Whole, 1_200.0, "1200"),
            (Look::General, 0.1 + 0.2, "0.3"),
        ];
        for (look, number, said) in table {
            assert_eq!(look.number(number), said);
        }
        assert_eq!(Look::Money.width(&Cell::Number(1_234_567.5)), 13);
        assert_eq!(Look::Text.width(&Cell::text("客户a\n一二三四")), 8);
    }

    #[test]
    fn the_places_of_styles_are_those_of_the_table() {
        assert_eq!(xml().matches("<xf ").count(), 34);
        assert_eq!(Look::Time as u8, 8);
        let on = |ground| Style::new(Look::Money, ground);
        assert_eq!(on(Ground::Head).of_number(), 15);
        assert_eq!(on(Ground::Marked).of_text(true), 32);
        assert_eq!(on(Ground::Plain).of_text(false), 0);
        assert_eq!([0, 60, 61].map(|seconds| on(Ground::Plain).of_day(seconds)), [7, 8, 9]);
    }
}
