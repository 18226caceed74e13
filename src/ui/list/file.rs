//! A list as a table for spreadsheets: the unit in the head, the level of a score and what an amount rests on in columns of their own.

use super::cell::{Cell, ListLine};
use super::column::ListColumn;
use crate::ui::text::T;

/// A table: its head and its rows.
pub type Sheet = (Vec<String>, Vec<Vec<String>>);

/// The table of these columns, each with the place of its cells.
pub fn sheet(t: T, columns: &[(usize, ListColumn)], lines: &[ListLine]) -> Sheet {
    let mut head = Vec::new();
    let mut rows: Vec<Vec<String>> = lines.iter().map(|_| Vec::new()).collect();
    for (at, column) in columns {
        let cells = || lines.iter().filter_map(|line| line.cell(*at));
        let label = column.label.as_str();
        head.push(
            cells()
                .find_map(|cell| cell.file_head(t, label))
                .unwrap_or_else(|| label.to_owned()),
        );
        let beside = cells().find_map(|cell| cell.beside_head(t, label));
        let is_twofold = beside.is_some();
        head.extend(beside);
        for (row, line) in rows.iter_mut().zip(lines) {
            let cell = line.cell(*at);
            row.push(cell.map(Cell::in_file).unwrap_or_default());
            row.extend(is_twofold.then(|| cell.and_then(Cell::beside).unwrap_or_default()));
        }
    }
    (head, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::Lang;
    use crate::domain::money::Fen;
    use crate::ui::class_word::ClassWord;
    use crate::ui::list::cell::FileFigure;

    #[test]
    fn units_levels_and_declared_figures_are_said() {
        let columns: Vec<(usize, ListColumn)> = ["客户", "健康度", "年采购额", "合作月数"]
            .into_iter()
            .map(|name| ListColumn::new(name, name))
            .enumerate()
            .collect();
        let healthy = ClassWord {
            name: "健康".into(),
            ..ClassWord::default()
        };
        let months = |n: &str| {
            Cell::Figure(
                format!("{n}个月"),
                FileFigure {
                    number: n.into(),
                    unit: "月",
                },
            )
        };
        let unknown = || Cell::Missing("未知".into());
        let lines = [
            ListLine(vec![
                Cell::Name("甲".into(), String::new()),
                unknown(),
                unknown(),
                unknown(),
            ]),
            ListLine(vec![
                Cell::Name("乙".into(), String::new()),
                Cell::Health(82.5, healthy),
                Cell::Amount(Fen(-5050), None),
                months("14"),
            ]),
            ListLine(vec![
                Cell::Name("丙".into(), String::new()),
                unknown(),
                Cell::Amount(Fen(10_000), Some("申报")),
                unknown(),
            ]),
        ];
        let (head, rows) = sheet(T(Lang::Zh), &columns, &lines);
        assert_eq!(
            head,
            [
                "客户",
                "健康度（分）",
                "健康度等级",
                "年采购额（元）",
                "年采购额依据",
                "合作月数（月）"
            ]
        );
        assert_eq!(rows[0], ["甲", "", "", "", "", ""]);
        assert_eq!(rows[1], ["乙", "82.5", "健康", "-50.50", "", "14"]);
        assert_eq!(rows[2], ["丙", "", "", "100.00", "申报", ""]);
    }
}
