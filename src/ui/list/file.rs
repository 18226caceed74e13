//! A list as a table for spreadsheets: the unit in the head, the level of a score and what an amount rests on in columns of their own.

use super::cell::{Cell, ListLine, PERCENT};
use super::column::ListColumn;
use crate::domain::day::Day;
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::ui::text::T;

/// A table in the making: what a column is called is known when its cells are.
pub struct ListFile {
    columns: Vec<FileColumn>,
    rows: Vec<Vec<OutCell>>,
}

struct FileColumn {
    /// The place of its cells.
    at: usize,
    label: String,
    head: Option<String>,
    beside: Option<String>,
    /// What stands beside it is what its amount rests on.
    has_basis: bool,
    mixes_units: bool,
    look: Look,
    /// Whether all that is there are names, numbers of things and words, which stay what they are, whatever they look like.
    are_words: Option<bool>,
}

impl ListFile {
    /// Begins a table of these columns, each with the place of its cells.
    pub fn new(columns: &[(usize, ListColumn)]) -> Self {
        let column = |(at, column): &(usize, ListColumn)| FileColumn {
            at: *at,
            label: column.label.clone(),
            head: None,
            beside: None,
            has_basis: false,
            mixes_units: column.mixes_units,
            look: Look::General,
            are_words: None,
        };
        Self {
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds rows.
    pub fn add(&mut self, t: T, lines: &[ListLine]) {
        for line in lines {
            let mut row = Vec::with_capacity(2 * self.columns.len());
            for column in &mut self.columns {
                let cell = line.cell(column.at);
                let said = if column.mixes_units { out_with_unit } else { out };
                row.push(cell.map_or(OutCell::Blank, said));
                row.push(
                    cell.and_then(Cell::beside)
                        .map_or(OutCell::Blank, |text| OutCell::text(&text)),
                );
                let Some(cell) = cell else { continue };
                if column.mixes_units {
                    continue;
                }
                if column.head.is_none() {
                    column.head = cell.file_head(t, &column.label);
                }
                if column.beside.is_none() {
                    column.beside = cell.beside_head(t, &column.label);
                    column.has_basis = matches!(cell.inside(), Cell::Amount(_, Some(_)));
                }
                if column.look == Look::General {
                    column.look = look(t, cell);
                }
                if !matches!(cell.inside(), Cell::Missing(_)) {
                    let is_word = matches!(cell.inside(), Cell::Name(..) | Cell::Again(..) | Cell::Text(_));
                    column.are_words = Some(is_word && column.are_words != Some(false));
                }
            }
            self.rows.push(row);
        }
    }

    /// The table. `t`: for what an amount rests on that nobody declared.
    pub fn finish(mut self, t: T, name: &str) -> OutTable {
        let orders = OutCell::text(t.kind_orders());
        for (place, _) in self.columns.iter().enumerate().filter(|(_, column)| column.has_basis) {
            for row in &mut self.rows {
                if let Some([OutCell::Number(_), basis @ OutCell::Blank]) = row.get_mut(2 * place..2 * place + 2) {
                    *basis = orders.clone();
                }
            }
        }
        let kept: Vec<bool> = self
            .columns
            .iter()
            .flat_map(|column| [true, column.beside.is_some()])
            .collect();
        let keep = |row: Vec<OutCell>| {
            row.into_iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(cell, _)| cell)
                .collect()
        };
        let columns = self.columns.into_iter().flat_map(|column| {
            let look = match column.are_words {
                Some(true) => Look::Text,
                _ => column.look,
            };
            let own = OutColumn::new(column.head.unwrap_or(column.label), look);
            let beside = column.beside.map(|head| OutColumn::new(head, Look::General));
            std::iter::once(own).chain(beside)
        });
        OutTable {
            name: name.to_owned(),
            columns: columns.collect(),
            rows: self.rows.into_iter().map(keep).collect(),
        }
    }
}

/// What a cell says, as a number or a day where it is one.
pub fn out(cell: &Cell) -> OutCell {
    let text = cell.in_file();
    let number = || {
        text.parse::<f64>()
            .map_or_else(|_| OutCell::text(&text), OutCell::Number)
    };
    match cell.inside() {
        Cell::Figure(_, figure) if figure.unit == PERCENT => match figure.number.parse::<f64>() {
            Ok(percent) => OutCell::Number(percent / 100.0),
            Err(_) => OutCell::text(&text),
        },
        Cell::Health(..) | Cell::Amount(..) | Cell::Figure(..) => number(),
        Cell::Day(..) => dated(&text).unwrap_or_else(|| OutCell::text(&text)),
        _ => OutCell::text(&text),
    }
}

/// What a cell says, with its unit where it has one: `64.7 %`.
fn out_with_unit(cell: &Cell) -> OutCell {
    match cell.inside() {
        Cell::Figure(_, figure) if !figure.unit.is_empty() => {
            OutCell::text(&format!("{} {}", figure.number, figure.unit))
        }
        _ => out(cell),
    }
}

/// A day with its time, as lists say it in full: `2026-11-02 09:30`.
fn dated(text: &str) -> Option<OutCell> {
    let day = Day::parse(text.get(..10)?)?;
    let clock = text.get(10..)?.trim();
    let mut parts = clock.split(':').map(str::parse::<u32>);
    let mut part = || parts.next().map_or(Some(0), Result::ok);
    let (hours, minutes) = match clock.is_empty() {
        true => (0, 0),
        false => (part()?, part()?),
    };
    Some(OutCell::Date(day, hours * 3600 + minutes * 60))
}

fn look(t: T, cell: &Cell) -> Look {
    match cell.inside() {
        Cell::Amount(..) => Look::Money,
        Cell::Day(..) => Look::Day,
        Cell::Figure(_, figure) if figure.unit == PERCENT => Look::Percent,
        Cell::Figure(_, figure) if figure.unit == t.file_yuan() => Look::Money,
        _ => Look::General,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Moment;
    use crate::domain::label::Lang;
    use crate::domain::money::Fen;
    use crate::ui::class_word::ClassWord;
    use crate::ui::list::cell::FileFigure;

    #[test]
    fn days_and_moments_are_days_of_the_sheet() {
        let day = Day::parse("2026-11-02").unwrap();
        let at = Moment::parse("2026-11-02T09:30:15+08:00").unwrap();
        assert_eq!(out(&Cell::day(Some(day))), OutCell::Date(day, 0));
        assert_eq!(out(&Cell::day(None)), OutCell::Blank);
        // To the minute, as the list says it.
        assert_eq!(out(&Cell::moment("11-02".into(), &at)), OutCell::Date(day, 34_200));
        assert_eq!(
            out(&Cell::moment("11-02".into(), &Moment::on(day))),
            OutCell::Date(day, 0)
        );
        assert_eq!(
            out(&Cell::Day(String::new(), "不限".into(), String::new())),
            OutCell::text("不限")
        );
    }

    #[test]
    fn units_levels_and_declared_figures_are_said() {
        let columns: Vec<(usize, ListColumn)> = ["客户", "健康度", "年采购额", "合作月数", "完整度", "最近联系"]
            .into_iter()
            .map(|name| ListColumn::new(name, name))
            .enumerate()
            .collect();
        let healthy = ClassWord {
            name: "健康".into(),
            ..ClassWord::default()
        };
        let figure = |n: &str, unit| Cell::Figure(format!("{n}{unit}"), FileFigure { number: n.into(), unit });
        let unknown = || Cell::Missing("未知".into());
        let lines = [
            ListLine(vec![
                Cell::Name("甲".into(), String::new()),
                unknown(),
                unknown(),
                unknown(),
                unknown(),
                unknown(),
            ]),
            ListLine(vec![
                Cell::Name("乙".into(), String::new()),
                Cell::Health(82.5, healthy),
                Cell::Amount(Fen(-5050), None),
                figure("14", "月"),
                figure("46.5", PERCENT),
                Cell::Day("11-02".into(), "2026-11-02".into(), "19天前".into()),
            ]),
            ListLine(vec![
                Cell::Name("丙".into(), String::new()),
                unknown(),
                Cell::Amount(Fen(10_000), Some("申报")),
                unknown(),
                unknown(),
                unknown(),
            ]),
        ];
        let mut file = ListFile::new(&columns);
        lines
            .iter()
            .for_each(|line| file.add(T(Lang::Zh), std::slice::from_ref(line)));
        let table = file.finish(T(Lang::Zh), "客户");
        let heads: Vec<(&str, Look)> = table
            .columns
            .iter()
            .map(|column| (&*column.head, column.look))
            .collect();
        assert_eq!(
            heads,
            [
                ("客户", Look::Text),
                ("健康度（分）", Look::General),
                ("健康度等级", Look::General),
                ("年采购额（万元）", Look::Money),
                ("年采购额依据", Look::General),
                ("合作月数（月）", Look::General),
                ("完整度", Look::Percent),
                ("最近联系", Look::Day),
            ]
        );
        let (blank, number, text) = (OutCell::Blank, OutCell::Number, OutCell::text);
        let unknown = || vec![text("未知")];
        let beside = || vec![text("未知"), blank.clone()];
        assert_eq!(
            table.rows[0],
            [vec![text("甲")], beside(), beside(), unknown(), unknown(), unknown()].concat()
        );
        let day = Day::parse("2026-11-02").unwrap();
        assert_eq!(
            table.rows[1],
            [
                text("乙"),
                number(82.5),
                text("健康"),
                number(-0.00505),
                text("订单"),
                number(14.0),
                number(0.465),
                OutCell::Date(day, 0),
            ]
        );
        assert_eq!(
            table.rows[2],
            [
                vec![text("丙")],
                beside(),
                vec![number(0.01), text("申报")],
                unknown(),
                unknown(),
                unknown()
            ]
            .concat()
        );
    }

    #[test]
    fn where_rows_have_units_of_their_own_cells_say_them_and_the_head_none() {
        let t = T(Lang::Zh);
        let figure = |n: &str, unit| Cell::Figure(n.to_owned(), FileFigure { number: n.into(), unit });
        let mut file = ListFile::new(&[(0, ListColumn::new("value", "实测").of_many_units())]);
        let cells = [
            figure("853.66", "元"),
            figure("64.7", PERCENT),
            figure("58.6", "分"),
            figure("12", ""),
        ];
        file.add(t, &cells.map(|cell| ListLine(vec![cell])));
        let table = file.finish(t, "goals");
        let heads: Vec<_> = table.columns.iter().map(|column| &*column.head).collect();
        assert_eq!(heads, ["实测"]);
        let cells: Vec<_> = table.rows.iter().map(|row| row[0].clone()).collect();
        let text = |text: &str| OutCell::text(text);
        assert_eq!(
            cells,
            [
                text("853.66 元"),
                text("64.7 %"),
                text("58.6 分"),
                OutCell::Number(12.0)
            ]
        );
    }
}
