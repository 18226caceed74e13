//! Numbers, money, dates and distances as text: pure, by language.

use crate::domain::day::{Day, Moment};
use crate::domain::field::{self, FieldKind, FieldValue, Unit};
use crate::domain::label::Lang;
use crate::domain::money::Fen;
use crate::domain::report::purchases::Purchases;
use crate::ui::text::T;
use crate::ui::text::sentence::number;
use chrono::Datelike;

/// A whole number with thousands separators: `1,234`.
pub fn count(n: usize) -> String {
    grouped(&n.to_string())
}

/// A count, or the word for unknown.
pub fn maybe_count(n: Option<usize>, lang: Lang) -> String {
    n.map_or_else(|| unknown(lang), count)
}

/// The word for what is not known; never 0 or blank.
pub fn unknown(lang: Lang) -> String {
    T(lang).unknown().to_owned()
}

/// The text of a value, or the word for unknown.
pub fn or_unknown(text: Option<String>, lang: Lang) -> String {
    text.filter(|text| !text.trim().is_empty())
        .unwrap_or_else(|| unknown(lang))
}

/// A name, where it says something.
pub fn named(name: Option<&str>) -> Option<&str> {
    name.filter(|name| !name.trim().is_empty())
}

/// Who sees to something: the name as it stands in the book, whoever is on the list of staff, or that nobody does.
pub fn whose(name: Option<&str>, lang: Lang) -> String {
    named(name).unwrap_or(T(lang).unassigned()).to_owned()
}

/// Ten thousands of yuan with two decimals, without the unit: `13,588.40`. Halves are rounded away from zero.
pub fn wan(amount: Fen) -> String {
    // 1 万 is a million fen, so a hundredth of it ten thousand.
    let hundredths = (amount.0.unsigned_abs() + 5_000) / 10_000;
    let sign = if amount.0 < 0 && hundredths > 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:02}",
        grouped(&(hundredths / 100).to_string()),
        hundredths % 100
    )
}

/// An amount in ten thousands where the language counts so: `112.40万元`; else in whole yuan: `CNY 1,124,000`.
pub fn wan_unit(amount: Fen, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}{}", wan(amount), T(lang).wan()),
        Lang::En => yuan_sign(whole_yuan(amount), lang),
    }
}

/// Halves are rounded away from zero.
fn whole_yuan(amount: Fen) -> Fen {
    let size = (amount.0.unsigned_abs() + 50) / 100 * 100;
    Fen(i64::try_from(size).unwrap_or(i64::MAX) * amount.0.signum())
}

/// An amount in a column of amounts that are quotients: always with its fen, so that they stand below each other: `9,500.00`.
pub fn yuan_and_fen(amount: Fen) -> String {
    let text = yuan(amount);
    if text.contains('.') { text } else { format!("{text}.00") }
}

/// What customers buy in a year, and what of it is declared: `年采购额合计14,134.78万元，其中申报2,786.60万元`.
pub fn purchase_sum(sum: Purchases, lang: Lang) -> String {
    let (t, total) = (T(lang), wan_unit(sum.total, lang));
    match sum.declared {
        Fen(0) => t.purchase_sum(total),
        declared => t.purchase_sum(t.of_it_declared(total, wan_unit(declared, lang))),
    }
}

/// The exact amount, fen only where there are some: `876,000`, `0.50`.
pub fn yuan(amount: Fen) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let (whole, fen) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let whole = grouped(&whole.to_string());
    if fen == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fen:02}")
    }
}

/// The exact amount with the currency before it: `¥876,000`, `-¥0.50`; `CNY 876,000`, `-CNY 0.50` as everywhere in English.
pub fn yuan_sign(amount: Fen, lang: Lang) -> String {
    let sign = match lang {
        Lang::Zh => "¥",
        Lang::En => "CNY ",
    };
    let text = yuan(amount);
    match text.strip_prefix('-') {
        Some(rest) => format!("-{sign}{rest}"),
        None => format!("{sign}{text}"),
    }
}

/// A field's value in words, without its unit: what its input shows, but yes and no in the language, and yuan with separators.
pub fn value(kind: FieldKind, value: &FieldValue, lang: Lang) -> String {
    match (kind, value) {
        (_, FieldValue::Flag(true)) => T(lang).yes().to_owned(),
        (_, FieldValue::Flag(false)) => T(lang).no().to_owned(),
        (FieldKind::Money(Unit::Yuan) | FieldKind::SignedMoney(Unit::Yuan), FieldValue::Money(amount)) => yuan(*amount),
        _ => field::format(kind, value),
    }
}

/// A number with a fixed number of decimals and thousands separators.
pub fn decimal(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(w, f)| (w, f));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let negative = !sign.is_empty() && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let sign = if negative { sign } else { "" };
    if fraction.is_empty() {
        format!("{sign}{}", grouped(digits))
    } else {
        format!("{sign}{}.{fraction}", grouped(digits))
    }
}

/// A score, everywhere: rounded to two decimals and no more of them than it needs, so that equal ones look equal and 59.7 is not 60.
pub fn score(value: f64) -> String {
    number(value)
}

/// A fraction as per cent with one decimal, half a space before the sign left to the style: `8.4 %`.
pub fn percent(fraction: f64) -> String {
    format!("{} %", decimal(fraction * 100.0, 1))
}

/// The share of a part in a whole, unknown for an empty whole. Some are never 0 %, and not all never 100 %.
pub fn share(part: usize, whole: usize, lang: Lang) -> String {
    match (part, part as f64 / whole as f64) {
        _ if whole == 0 => unknown(lang),
        (1.., fraction) if fraction < 0.000_5 => "< 0.1 %".to_owned(),
        (_, fraction) if part < whole && fraction >= 0.999_5 => "> 99.9 %".to_owned(),
        (_, fraction) => percent(fraction),
    }
}

/// A day as `2026-11-19`.
pub fn day(day: Day) -> String {
    day.to_string()
}

/// A day that no line breaks within, for narrow places on screen.
pub fn whole_day(day: Day) -> String {
    day.to_string().replace('-', "\u{2060}-\u{2060}")
}

/// A moment: its day and time of day.
pub fn moment(at: &Moment) -> String {
    format!("{} {}", day(at.day), at.clock().unwrap_or_default())
        .trim_end()
        .to_owned()
}

/// A day of the same year without the year: `11-19`.
pub fn short_day(day: Day, as_of: Day) -> String {
    let text = day.to_string();
    match text.get(5..) {
        Some(short) if day.date().year() == as_of.date().year() => short.to_owned(),
        _ => text,
    }
}

/// The day of the week: `周四`, `Thu`.
pub fn weekday(day: Day, lang: Lang) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let i = day.date().weekday().num_days_from_monday() as usize;
    let names = match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    };
    names.get(i).copied().unwrap_or_default()
}

/// The shortest name of a day of the week, for the head of a month.
pub fn short_weekday(day: Day, lang: Lang) -> String {
    let name = weekday(day, lang);
    match lang {
        Lang::Zh => name.chars().last().into_iter().collect(),
        Lang::En => name.to_owned(),
    }
}

/// A day with its weekday: `2026-11-19 周四`.
pub fn long_day(of: Day, lang: Lang) -> String {
    format!("{of} {}", weekday(of, lang))
}

/// How far a day is from another: `3天前`, `in 3 days`, `today`.
pub fn distance(of: Day, from: Day, lang: Lang) -> String {
    let t = T(lang);
    match of.days_since(from) {
        0 => t.today().to_owned(),
        -1 => t.yesterday().to_owned(),
        1 => t.tomorrow().to_owned(),
        n if n < 0 => t.days_ago(n.unsigned_abs() as usize),
        n => t.days_ahead(n.unsigned_abs() as usize),
    }
}

/// A duration in months: `3年6个月`, `3 years 6 months`.
pub fn months(total: u32, lang: Lang) -> String {
    let t = T(lang);
    let (years, rest) = ((total / 12) as usize, (total % 12) as usize);
    match (years, rest) {
        (0, 0) => t.under_a_month().to_owned(),
        (0, rest) => t.months(rest),
        (years, 0) => t.years(years),
        (years, rest) if lang == Lang::Zh => format!("{}{}", t.years(years), t.months(rest)),
        (years, rest) => format!("{} {}", t.years(years), t.months(rest)),
    }
}

/// The name of a month in a chart: `11月`, `Nov`.
pub fn month_name(month: u32, lang: Lang) -> String {
    const EN: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    match lang {
        Lang::Zh => format!("{month}月"),
        Lang::En => {
            let name = EN.get(month.saturating_sub(1) as usize).or(EN.last());
            name.copied().unwrap_or_default().to_owned()
        }
    }
}

/// A size in bytes: `38.20 MB`, `512 B`.
pub fn bytes(n: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if n < 1_000 {
        return format!("{n} B");
    }
    let mut size = n as f64;
    let mut shown = String::new();
    for unit in UNITS {
        size /= 1_000.0;
        shown = format!("{size:.2} {unit}");
        if size < 999.995 {
            break;
        }
    }
    shown
}

/// Names in a row, in the language's manner: `战略、重点`, `Strategic, Key`.
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>, lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    joined(items, separator)
}

/// Parts of a line with commas between them, in the language's manner.
pub fn clauses<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(parts, T(lang).line_comma())
}

/// Parts of a line that have commas themselves, with semicolons between them, in the language's manner.
pub fn long_clauses<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(parts, T(lang).line_semicolon())
}

fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, between: &str) -> String {
    let mut out = String::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        out.push_str(part.as_ref());
    }
    out
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A number of points in thousandths, as people read it.
pub fn points_said(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "−" } else { "" };
    let size = thousandths.unsigned_abs();
    // In the browser a count ends at 2³²; points go further.
    let whole = grouped(&(size / 1_000).to_string());
    match size % 1_000 {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn money_is_rounded_once_and_exact_elsewhere() {
        let table = [
            (0, "0.00", "0"),
            (112_400_000, "112.40", "1,124,000"),
            (13_588_400_000, "13,588.40", "135,884,000"),
            (5_000, "0.01", "50"),
            (4_999, "0.00", "49.99"),
            (-4_999, "0.00", "-49.99"),
            (-5_000, "-0.01", "-50"),
            (3_680, "0.00", "36.80"),
            (999_995_000, "1,000.00", "9,999,950"),
            (99_999_999_999_999, "100,000,000.00", "999,999,999,999.99"),
        ];
        for (fen, in_wan, in_yuan) in table {
            assert_eq!(
                (wan(Fen(fen)).as_str(), yuan(Fen(fen)).as_str()),
                (in_wan, in_yuan),
                "{fen}"
            );
        }
        let signed = |lang| yuan_sign(Fen(-50), lang);
        assert_eq!([signed(Lang::Zh), signed(Lang::En)], ["-¥0.50", "-CNY 0.50"]);
        assert_eq!(wan_unit(Fen(112_400_000), Lang::Zh), "112.40万元");
        let whole = [983_858_875, 983_858_850, -983_858_850, -49, 0].map(|fen| wan_unit(Fen(fen), Lang::En));
        let said = ["CNY 9,838,589", "CNY 9,838,589", "-CNY 9,838,589", "CNY 0", "CNY 0"];
        assert_eq!(whole, said);
        let quotients = [2_171_429, 950_000, -50].map(|fen| yuan_and_fen(Fen(fen)));
        assert_eq!(quotients, ["21,714.29", "9,500.00", "-0.50"]);
    }

    #[test]
    fn a_value_is_said_in_the_language_of_the_screen() {
        let yes = FieldValue::Flag(true);
        let said = |lang| value(FieldKind::Flag, &yes, lang);
        assert_eq!((said(Lang::Zh), said(Lang::En)), ("是".to_owned(), "Yes".to_owned()));
        let amount = FieldValue::Money(Fen(-1_280_050));
        assert_eq!(
            value(FieldKind::SignedMoney(Unit::Yuan), &amount, Lang::En),
            "-12,800.50"
        );
        let amount = FieldValue::Money(Fen(87_600_000));
        assert_eq!(value(FieldKind::Money(Unit::Wan), &amount, Lang::Zh), "87.6");
        let day = FieldValue::Date(Day::parse("2026-11-19").unwrap());
        assert_eq!(value(FieldKind::Date(field::Tense::Past), &day, Lang::Zh), "2026-11-19");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            (count(0).as_str(), count(999).as_str(), count(1_000_000).as_str()),
            ("0", "999", "1,000,000")
        );
        assert_eq!(
            (
                decimal(-0.04, 1).as_str(),
                decimal(1234.56, 1).as_str(),
                decimal(-1234.0, 0).as_str()
            ),
            ("0.0", "1,234.6", "-1,234")
        );
        assert_eq!(
            (percent(0.0841).as_str(), share(1, 0, Lang::En).as_str()),
            ("8.4 %", "Unknown")
        );
        let of = |part, whole| share(part, whole, Lang::Zh);
        assert_eq!([of(0, 10_000), of(10_000, 10_000)], ["0.0 %", "100.0 %"]);
        assert_eq!([of(1, 10_000), of(5, 10_000)], ["< 0.1 %", "0.1 %"]);
        assert_eq!([of(9_999, 10_000), of(9_994, 10_000)], ["> 99.9 %", "99.9 %"]);
        assert_eq!(
            (bytes(0).as_str(), bytes(999_999).as_str(), bytes(38_200_000).as_str()),
            ("0 B", "1.00 MB", "38.20 MB")
        );
    }

    #[test]
    fn a_score_below_a_band_does_not_read_as_one_in_it() {
        assert_eq!([59.7, 60.0, 99.9, 0.0].map(score), ["59.7", "60", "99.9", "0"]);
    }

    #[test]
    fn dates_are_told_with_their_distance() {
        let today = at("2026-11-19");
        let table = [
            ("2026-11-19", "今天", "today"),
            ("2026-11-18", "昨天", "yesterday"),
            ("2026-11-20", "明天", "tomorrow"),
            ("2026-11-16", "3天前", "3 days ago"),
            ("2026-11-22", "3天后", "in 3 days"),
        ];
        for (text, zh, en) in table {
            assert_eq!(distance(at(text), today, Lang::Zh), zh);
            assert_eq!(distance(at(text), today, Lang::En), en);
        }
        assert_eq!(long_day(today, Lang::Zh), "2026-11-19 周四");
        assert_eq!(
            (
                short_day(today, today).as_str(),
                short_day(at("2025-11-19"), today).as_str()
            ),
            ("11-19", "2025-11-19")
        );
    }

    #[test]
    fn durations_leave_out_what_is_zero() {
        let table = [
            (0, "不到1个月", "less than 1 month"),
            (1, "1个月", "1 month"),
            (12, "1年", "1 year"),
            (42, "3年6个月", "3 years 6 months"),
        ];
        for (n, zh, en) in table {
            assert_eq!((months(n, Lang::Zh).as_str(), months(n, Lang::En).as_str()), (zh, en));
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(or_unknown(Some("  ".into()), Lang::Zh), "未知");
        assert_eq!(whose(Some("  "), Lang::Zh), "未分配");
        assert_eq!(whose(None, Lang::En), "Unassigned");
        assert_eq!(whose(Some("外人"), Lang::En), "外人");
        assert_eq!(maybe_count(None, Lang::En), "Unknown");
        assert_eq!(list(["战略", "重点"], Lang::Zh), "战略、重点");
    }
}
