//! A range of a metric's values in words, as boards and conditions of lists write it.

use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::metric::range::Range;
use crate::domain::money::Fen;
use crate::ui::format;
use crate::ui::text::T;

text! {
    range_between(from, to) = "{from}至{to}" / "{from} to {to}";
    range_from(from) = "{from}以上" / "{from} and more";
    range_below(to) = "不到{to}" / "Below {to}";
    range_at_most(to) = "至多{to}" / "{to} at most";
}

/// The range in words. Whole numbers are written with the last one in it, others with the first one above.
pub fn range(lang: Lang, unit: Unit, range: Range) -> String {
    words(
        lang,
        unit,
        range,
        matches!(unit, Unit::Count | Unit::Days | Unit::Months),
    )
}

/// The same of whole numbers in a unit that others count in parts.
pub fn whole(lang: Lang, unit: Unit, range: Range) -> String {
    words(lang, unit, range, true)
}

fn words(lang: Lang, unit: Unit, range: Range, is_whole: bool) -> String {
    let t = T(lang);
    let write = |value| number(lang, unit, value);
    match (range.from, range.below) {
        // Of yes and no, a range holds both, one or none.
        (Some(from), _) if unit == Unit::Flag && from > 0.0 => t.yes().to_owned(),
        (_, Some(below)) if unit == Unit::Flag && below <= 1.0 => t.no().to_owned(),
        (None, None) => t.all().to_owned(),
        (Some(from), None) => t.range_from(write(from)),
        (None, Some(below)) if is_whole => t.range_at_most(write(below.ceil() - 1.0)),
        (None, Some(below)) => t.range_below(write(below)),
        (Some(from), Some(below)) if is_whole => t.range_between(decimal(from), write(below.ceil() - 1.0)),
        (Some(from), Some(below)) => t.range_between(write(from), write(below)),
    }
}

fn number(lang: Lang, unit: Unit, value: f64) -> String {
    let t = T(lang);
    let n = value.max(0.0) as usize;
    match unit {
        Unit::Yuan => format::yuan_sign(Fen((value * 100.0).round() as i64), lang),
        Unit::Share => format!("{} %", decimal(value * 100.0)),
        Unit::Days => t.days_long(n),
        Unit::Months => t.months(n),
        Unit::Count | Unit::Score | Unit::Points | Unit::Flag => decimal(value),
    }
}

/// As few decimals as it needs, two at most.
fn decimal(value: f64) -> String {
    let text = format::decimal(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_told_in_words() {
        let table = [
            (Unit::Share, Range::between(0.85, 0.95), "85 %至95 %", "85 % to 95 %"),
            (Unit::Share, Range::below(0.5), "不到50 %", "Below 50 %"),
            (Unit::Count, Range::from(1.0), "1以上", "1 and more"),
            (Unit::Days, Range::between(0.0, 52.0), "0至51天", "0 to 51 days"),
            (Unit::Days, Range::below(31.0), "至多30天", "30 days at most"),
            (Unit::Flag, Range::from(1.0), "是", "Yes"),
            (Unit::Flag, Range::below(1.0), "否", "No"),
            (
                Unit::Yuan,
                Range::from(1_000_000.0),
                "¥1,000,000以上",
                "CNY 1,000,000 and more",
            ),
            (Unit::Score, Range::default(), "全部", "All"),
        ];
        for (unit, of, zh, en) in table {
            assert_eq!(
                (range(Lang::Zh, unit, of).as_str(), range(Lang::En, unit, of).as_str()),
                (zh, en)
            );
        }
    }
}
