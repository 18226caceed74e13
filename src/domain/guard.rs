//! Texts that a spreadsheet would run, and how they are kept from it. Every writer of tables asks here.

use std::borrow::Cow;

use crate::domain::fold::is_blank;

/// A spreadsheet keeps so many digits of a number.
const KEPT_DIGITS: usize = 15;

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

/// The same for a text whose every digit counts: a spreadsheet would take the zeros before a number away, and the digits behind the
/// fifteenth.
pub fn safe_digits(text: &str) -> Cow<'_, str> {
    let is_digits = text.bytes().all(|b| b.is_ascii_digit());
    let would_lose = text.len() > KEPT_DIGITS || (text.len() > 1 && text.starts_with('0'));
    if is_digits && would_lose {
        Cow::Owned(format!("'{text}"))
    } else {
        safe(text)
    }
}

/// Whether a cell is a plain number, which a spreadsheet may calculate with: a negative amount is one and no formula.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether an apostrophe before a text is one that keeps a spreadsheet from running it, or from taking digits away.
pub fn is_guarded(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit()) || runs(rest)
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
            ("123456789012345", "123456789012345"),
            ("+86 21", "'+86 21"),
            ("KH-0001", "KH-0001"),
        ];
        for (text, safe) in digits {
            assert_eq!(safe_digits(text), safe);
        }
    }
}
