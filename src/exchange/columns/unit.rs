//! The unit of amounts: as a heading names it, or a line above the head does for the whole table.

use crate::domain::fold::folded;
use crate::exchange::layout::TableColumn;
use crate::exchange::words::{CURRENCY, MONEY_UNITS, UNIT_IS, UNIT_SAID};

/// A heading without its unit and the marks of what must be filled.
pub(super) fn bare_heading(heading: &str) -> (String, Option<i32>) {
    let said = folded(heading);
    let said = said.trim_matches(['*', ':']);
    let (bare, inside) = match said.split_once('(') {
        // Behind it may stand the level below: 营收(万元) 2024年.
        Some((bare, rest)) if !bare.is_empty() => (bare, rest.split(')').next().unwrap_or(rest)),
        _ => match said.rsplit_once('/') {
            Some((bare, unit)) if power_of(unit).is_some() => (bare, unit),
            _ => (said, ""),
        },
    };
    let unit = inside.split([':', ',']).next_back().unwrap_or(inside);
    (
        bare.replace(['_', '-'], "").trim_end_matches(':').to_owned(),
        power_of(unit),
    )
}

fn power_of(unit: &str) -> Option<i32> {
    let unit = unit.trim_start_matches(CURRENCY).trim_end_matches(CURRENCY);
    let unit = unit.trim_matches(['(', ')']);
    MONEY_UNITS
        .iter()
        .find(|(word, _)| *word == unit)
        .map(|(_, power)| *power)
}

/// The power of ten of the unit that a heading names, in yuan.
pub fn heading_power(column: &TableColumn) -> Option<i32> {
    bare_heading(&column.last_level)
        .1
        .or_else(|| bare_heading(&column.heading).1)
}

/// The power of ten of the unit that stands above the head (单位：万元), in yuan. The last one counts: a company can be called a unit as
/// well (编制单位：… 单位：万元).
pub fn title_power(titles: &[String]) -> Option<i32> {
    titles.iter().rev().find_map(|title| {
        let title = title.to_lowercase().replace('：', ":");
        let said = UNIT_SAID.iter().flat_map(|word| title.match_indices(word));
        let mut said: Vec<usize> = said.map(|(at, word)| at + word.len()).collect();
        said.sort_unstable();
        said.into_iter().rev().find_map(|at| unit_at(title.get(at..)?))
    })
}

/// The unit that a text begins with, behind a colon or a word for it.
fn unit_at(text: &str) -> Option<i32> {
    let text = text.trim_start();
    let text = UNIT_IS.iter().find_map(|is| text.strip_prefix(is))?;
    let end = text.find([';', '；', '，', '、', '|', ']', '】']).unwrap_or(text.len());
    let words: Vec<&str> = text.get(..end)?.split_whitespace().collect();
    // The name of a unit has up to three words (ten thousand yuan).
    let unit = |n: usize| power_of(folded(&words.get(..n)?.concat()).trim_end_matches([')', ',', '.']));
    (1..=3).rev().find_map(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_a_heading_counts_above_another_level_as_well() {
        let table = [
            ("营收（万元）", Some(4)),
            ("营收（万元） 2024年", Some(4)),
            ("金额（元）（含税）", Some(0)),
            ("营收（单位：万元）", Some(4)),
            ("营收（不含税）", None),
            ("金额/万元", Some(4)),
        ];
        for (heading, power) in table {
            assert_eq!(bare_heading(heading).1, power, "{heading}");
        }
    }

    #[test]
    fn a_unit_above_the_head_is_understood() {
        let table = [
            ("单位：万元", Some(4)),
            ("金额单位：万元", Some(4)),
            ("货币单位:人民币万元", Some(4)),
            ("单位：人民币（元）", Some(0)),
            ("单位:元", Some(0)),
            ("2026年客户营收表（单位：亿元）", Some(8)),
            ("编制单位：甲公司 2026年10月 单位：千元", Some(3)),
            ("单位：万元 制表人：张三", Some(4)),
            ("单 位：万元", None),
            ("单位：万元，截至10月", Some(4)),
            ("Unit: CNY 10k", Some(4)),
            ("Unit: RMB 10,000", Some(4)),
            ("(Units: thousand yuan)", Some(3)),
            ("Currency unit: CNY", Some(0)),
            ("UNIT：YUAN", Some(0)),
            ("说明：本表金额单位为万元", Some(4)),
            ("单位：万元人民币", Some(4)),
            // Names of companies, of prices, of other things.
            ("单位：上海万元科技有限公司", None),
            ("单位：元/吨", None),
            ("计量单位：台", None),
            ("单位名称：万元", None),
            ("填报单位为上海公司", None),
            ("客户营收表", None),
            ("", None),
        ];
        for (title, power) in table {
            assert_eq!(title_power(&[title.to_owned()]), power, "{title}");
        }
        let lines = ["单位：元", "单位：万元", "2026年"].map(str::to_owned);
        assert_eq!(title_power(&lines), Some(4));
    }
}
