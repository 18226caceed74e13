//! Texts that a spreadsheet would run, and how they are kept from it. Every writer of tables asks here.

use std::borrow::Cow;

use crate::domain::fold::{folded, is_blank};

/// A spreadsheet shows so many digits of a number, and saves no more of them into a plain file: what is longer it shows as a power of ten.
const SHOWN_DIGITS: usize = 11;
/// A part of a day has no more digits, nor have the hours of a time.
const LONGEST_PART: usize = 4;

/// The months in English; three letters of one are enough.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a spreadsheet would take a text for a formula. It looks past blanks and characters that nobody sees, and takes full-width
/// signs for the plain ones.
pub fn runs(text: &str) -> bool {
    let first = text.chars().find(|c| !is_blank(c.encode_utf8(&mut [0; 4])));
    text.starts_with(['\t', '\r', '\n', '\0'])
        || matches!(
            first,
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−')
        )
}

/// A text cell of a plain file that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
pub fn safe(text: &str) -> Cow<'_, str> {
    if runs(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for a text of which every sign counts: one that a spreadsheet would read as something else gets an apostrophe as well.
pub fn safe_signs(text: &str) -> Cow<'_, str> {
    if is_misread(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        safe(text)
    }
}

/// Whether a spreadsheet would read a text as a number, a day, a time or a truth, so that it shows and saves it otherwise than it stands:
/// 007, 1E5, 1-2, 3.10, 50%, 10:30, 1 1/2, MAR1, 9月1日, true, and numbers of very many digits. Of letters between digits but E makes a number
/// (Microsoft KB Q66033): 1D5 is one to Visual Basic alone.
fn is_misread(text: &str) -> bool {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.len() > SHOWN_DIGITS || (text.len() > 1 && text.starts_with('0'));
    }
    let words: Vec<_> = text.split_whitespace().map(|word| folded(word)).collect();
    if let [word] = &*words
        && (matches!(&**word, "true" | "false") || is_digits(word))
    {
        return true;
    }
    let has_digit = words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    // Whole numbers beside each other are none.
    let has_sign = words.iter().any(|word| !is_digits(word));
    has_digit && has_sign && words.iter().all(|word| is_part(word))
}

/// Whether a word is a number, a day or a time, or what says something beside one: a month, a half of the day.
fn is_part(word: &str) -> bool {
    let is_half = matches!(word, "am" | "pm" | "a" | "p") || without_half(word).is_empty();
    let is_beside = is_digits(word) || is_month(word) || is_half;
    is_beside || is_amount(word) || is_time(word) || is_day(word) || is_chinese(word)
}

/// A time without the half of the day that stands before it.
fn without_half(word: &str) -> &str {
    let half = word.strip_prefix(['上', '下']);
    half.and_then(|rest| rest.strip_prefix('午')).unwrap_or(word)
}

/// `9月1日`, `1月2`, `2026年9月`, `上午10时30分`, as a spreadsheet in Chinese reads days and times.
fn is_chinese(word: &str) -> bool {
    let bare = without_half(word);
    let is_of = |marks: [char; 3]| {
        let mut rest = bare;
        let mut parts = 0;
        for mark in marks {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, behind) = rest.split_at(digits);
            let is_last = parts > 0 && behind.is_empty();
            if (1..=LONGEST_PART).contains(&number.len()) && (is_last || behind.starts_with(mark)) {
                rest = behind.trim_start_matches(mark);
                parts += 1;
            }
        }
        parts > 1 && rest.is_empty()
    };
    is_of(['年', '月', '日']) || is_of(['时', '分', '秒'])
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    word.len() >= 3
        && MONTHS
            .iter()
            .any(|month| *month == word || month.get(..3) == Some(word))
        || word == "sept"
}

/// `1.0`, `1,234`, `1e5`, `50%`, `¥5`, `(5)`.
fn is_amount(word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inner.unwrap_or(word).trim_matches(['%', '¥', '$', '€', '£']);
    let (number, power) = bare.split_once('e').unwrap_or((bare, "0"));
    let (whole, behind) = number.split_once('.').unwrap_or((number, ""));
    let is_whole = whole.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let is_behind = behind.bytes().all(|b| b.is_ascii_digit());
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    is_whole && is_behind && has_digit && is_digits(power.trim_start_matches(['+', '-']))
}

/// `10:30`, `10:30pm`, `10am`.
fn is_time(word: &str) -> bool {
    let rest = word.trim_end_matches("am").trim_end_matches("pm");
    let parts: Vec<&str> = rest.split([':', '.']).collect();
    let is_part = |part: &&str| is_digits(part) && part.len() <= LONGEST_PART;
    (rest.contains(':') || rest != word) && parts.iter().all(is_part)
}

/// `2026/9/1`, `1-2`, `8001-1`, `1/35`, `mar1`, `1-mar-26`.
fn is_day(word: &str) -> bool {
    let is_part = |part: &&str| is_digits(part) && part.len() <= LONGEST_PART;
    let is_month_number = |part: &&str| matches!(part.parse(), Ok(1..=12));
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    if matches!(parts.len(), 2 | 3) && parts.iter().all(is_part) {
        // Of two parts that are no day one may be the share of a whole.
        return parts.iter().any(is_month_number) || (parts.len() == 2 && word.contains('/'));
    }
    let is_sign = |c: char| matches!(c, '-' | '/' | '.' | ',');
    let of = |is_it: fn(char) -> bool| word.split(move |c| !is_it(c)).filter(|run| !run.is_empty());
    let (letters, numbers): (Vec<&str>, Vec<&str>) = (
        of(|c| c.is_ascii_alphabetic()).collect(),
        of(|c| c.is_ascii_digit()).collect(),
    );
    let is_whole = word.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c));
    matches!(*letters, [month] if is_month(month)) && is_whole && numbers.len() <= 2 && numbers.iter().all(is_part)
}

/// Whether a cell is a plain number, which a spreadsheet may calculate with: a negative amount is one and no formula.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether an apostrophe before a text is one that keeps a spreadsheet from running it, or from reading it as something else.
pub fn is_guarded(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit()) || runs(rest) || is_misread(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMULAS: [&str; 23] = [
        "=1+1",
        "+86 21",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n@x",
        " =1",
        "\u{3000}=1",
        "\u{200b}=1",
        "\u{feff}+1",
        "\u{a0}-1+1",
        "＝1",
        "＋1",
        "－1＋1",
        "＠SUM",
        "﹦1",
        "−1+1",
        "\u{1}=1",
        "--1",
        "-",
        "\0=1",
        "\0甲",
    ];

    #[test]
    fn nothing_runs_as_a_formula() {
        for text in FORMULAS {
            assert_eq!(safe(text), format!("'{text}"), "{text:?}");
            assert!(is_guarded(text) && !is_number(text), "{text:?}");
        }
        for text in ["", "甲=乙", "a-b", "（=）", "'=1", "12", "甲\n=1"] {
            assert_eq!(safe(text), text);
        }
    }

    #[test]
    fn numbers_stay_numbers_and_digits_stay() {
        for text in ["-1234.50", "0", "12", "-3", "0.5"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["-1.", "-.5", "", "-", "1e3", "1,000", "１", "+1"] {
            assert!(!is_number(text), "{text}");
        }
        let digits = [
            ("0", "0"),
            ("13800006142", "13800006142"),
            ("0512", "'0512"),
            ("914403001922038216", "'914403001922038216"),
            ("12345678901", "12345678901"),
            ("123456789012", "'123456789012"),
            ("+86 21", "'+86 21"),
            ("KH-0001", "KH-0001"),
        ];
        for (text, safe) in digits {
            assert_eq!(safe_signs(text), safe);
        }
    }

    #[test]
    fn what_would_be_read_as_something_else_stays_what_it_is() {
        let misread = [
            "1E5",
            "1e+05",
            "1.5E-3",
            "1-2",
            "1.0",
            "3.10",
            ".5",
            "5.",
            "1,234",
            "1.2.3",
            "2026/9/1",
            "2026-09-01",
            "1/35",
            "10:30",
            "10:30:15",
            "10:30 PM",
            "10 AM",
            "10am",
            "MAR1",
            "mar-1",
            "1-Mar-26",
            "1MAR",
            "March 2026",
            "1 Sept 2026",
            "DEC01",
            "50%",
            "1 1/2",
            "1 35/100",
            "8001-1",
            "010-8001",
            "$5",
            "￥5",
            "(5)",
            "TRUE",
            "false",
            "１２３",
            "１－２",
            "2026-9-1 10:30",
            "9月1日",
            "1月2",
            "2026年9月",
            "2026年9月1日",
            "9月1日 10:30",
            "2026-9-1 下午 3:05",
            "上午10时30分",
            "10时30分15秒",
            "1 p",
            "10:30 A",
        ];
        for text in misread {
            assert_eq!(safe_signs(text), format!("'{text}"));
            assert!(is_guarded(text), "{text}");
        }
        let plain = [
            "",
            "12",
            "KH-0001",
            "D-1",
            "A1",
            "1A",
            "MARS1",
            "MAR-12345",
            "MAY",
            "0512-55500385",
            "400-800-1234",
            "021-55500385",
            "138 0000 6142",
            "13800006142-15",
            "(010)55500385",
            "1-2-3-4",
            "e5",
            "1e",
            "am",
            "第1号",
            "3号线",
            "1d5",
            "9月",
            "2026年",
            "9月1日前",
            "1月2号楼",
            "30分",
            "上午",
            "12-34567",
            "wx_li77",
            "a@b.example",
            "1:a",
            "1月份",
        ];
        for text in plain {
            assert_eq!(safe_signs(text), text);
        }
    }
}
