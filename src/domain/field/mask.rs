//! Contact masking (S2): on screen, in print and in exports only so much is shown that the owner recognises it.

use super::{Reach, half_width};
use crate::domain::fold::{digits, phone_numbers};

/// Masks a way to reach a person.
pub fn mask(reach: Reach, text: &str) -> String {
    match reach {
        Reach::Phone => phone(text),
        Reach::Email => email(text),
        Reach::Wechat => wechat(text),
    }
}

/// Only the last four digits of each number stay: `*******6142`. A number of four digits or fewer stays hidden wholly.
pub fn phone(text: &str) -> String {
    let one = |number: &str| {
        let digits = digits(number);
        match digits.len().checked_sub(4) {
            None | Some(0) => "*".repeat(number.chars().count()),
            Some(hidden) => "*".repeat(hidden) + &digits[hidden..],
        }
    };
    phone_numbers(text).map(one).collect::<Vec<_>>().join(" / ")
}

/// The first character and the domain stay: `a***@example.com`. What is no address is hidden wholly.
pub fn email(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((name, domain)) if !name.is_empty() && !domain.is_empty() => {
            let first: String = name.chars().take(usize::from(name.chars().nth(1).is_some())).collect();
            format!("{first}***@{domain}")
        }
        _ => "*".repeat(text.chars().count()),
    }
}

/// The first and the last character stay: `w***7`. A name of two characters or fewer is hidden wholly.
pub fn wechat(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next_back(), chars.next()) {
        (Some(first), Some(last), Some(_)) => format!("{first}***{last}"),
        _ => "*".repeat(text.chars().count()),
    }
}

/// The most digits that are left of a number of which dots or dashes stand for the others; a landline with a long dash has more.
const MOST_LEFT: usize = 8;

/// Whether some of a way to reach a person is left out, in one of several at least: `138****6142` as platforms and banks write it,
/// `138xxxx6142`, `138....6142`, `138??6142` or `138…6142` as people do, in wide signs as well.
pub fn is_masked(text: &str) -> bool {
    // Most are figures alone.
    !text.bytes().all(|byte| byte.is_ascii_digit()) && phone_numbers(&half_width(text)).any(is_one_masked)
}

fn is_one_masked(text: &str) -> bool {
    let is_cross = |c: char| matches!(c, 'x' | 'X' | '×' | '•' | '●');
    let crosses = text.split(|c| !is_cross(c)).any(|run| run.chars().count() > 2);
    let is_number = || {
        text.chars()
            .all(|c| is_cross(c) || c.is_ascii_digit() || matches!(c, '-' | ' ' | '+'))
    };
    text.contains('*') || (crosses && is_number()) || is_dotted(text) || is_filled(text)
}

/// The most digits that are left of a number between which other signs stand for some; an extension or a second number has more.
const MOST_BESIDE: usize = 9;

/// Whether signs that part no digits stand between some of a number, whatever they are: two of them, or one that is three dots. One alone
/// is a mark before an extension, or what a dash became.
fn is_filled(text: &str) -> bool {
    let parts = |c: char| {
        let is_sign = matches!(c, '-' | '—' | '–' | '.' | '·' | '_' | '+' | '(' | ')');
        is_sign || c.is_ascii_digit() || c.is_whitespace()
    };
    let is_cross = |c: char| matches!(c, 'x' | 'X');
    let (Some(first), Some(last)) = (
        text.find(|c: char| c.is_ascii_digit()),
        text.rfind(|c: char| c.is_ascii_digit()),
    ) else {
        return false;
    };
    let between = &text[first..last];
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_number = text
        .chars()
        .all(|c| parts(c) || is_cross(c) || !c.is_alphanumeric() && c != '@');
    let mut runs = between.split(parts);
    digits <= MOST_BESIDE && is_number && runs.any(|run| run.chars().nth(1).is_some() || run == "…")
}

/// Whether dots, dashes or the like stand for some digits of a number.
fn is_dotted(text: &str) -> bool {
    let is_dot = |c: char| matches!(c, '.' | '·' | '…' | '-' | '—' | '_' | '?' | '#');
    // Most are figures alone.
    if !text.contains(is_dot) {
        return false;
    }
    let number = text.trim_start_matches("+86").trim();
    let runs = number.split(|c| !is_dot(c));
    let leaves_out = runs
        .into_iter()
        .any(|run| run.chars().count() > 2 || run.contains("……"));
    let left = number.chars().filter(char::is_ascii_digit).count();
    let is_number = number.chars().all(|c| is_dot(c) || c.is_ascii_digit() || c == ' ');
    leaves_out && is_number && (1..MOST_LEFT).contains(&left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_allowed_stays() {
        let table = [
            (Reach::Phone, "15400006142", "*******6142"),
            (Reach::Phone, "154 0000 6142", "*******6142"),
            (Reach::Phone, "+86 154-0000-6142", "*********6142"),
            (Reach::Phone, "0512-55500385", "********0385"),
            (Reach::Phone, "１３８００００６１４２", "*******6142"),
            (
                Reach::Phone,
                "+86 139-1717-8888 / 021-65432100",
                "*********8888 / *******2100",
            ),
            (Reach::Phone, "13800006142、801", "*******6142 / ***"),
            (Reach::Phone, "6142", "****"),
            (Reach::Phone, "", ""),
            (Reach::Phone, "见备注", "***"),
            (Reach::Email, "anna@mail.example", "a***@mail.example"),
            (Reach::Email, "沈立群@mail.example", "沈***@mail.example"),
            (Reach::Email, "a@mail.example", "***@mail.example"),
            (Reach::Email, "anna", "****"),
            (Reach::Email, "@x", "**"),
            (Reach::Wechat, "wx_shen77", "w***7"),
            (Reach::Wechat, "沈立群", "沈***群"),
            (Reach::Wechat, "ab", "**"),
            (Reach::Wechat, "", ""),
        ];
        for (reach, text, masked) in table {
            assert_eq!(mask(reach, text), masked, "{text}");
        }
    }

    #[test]
    fn what_leaves_some_out_is_known_by_its_stars_or_crosses() {
        for text in [
            "137****5678",
            "138xxxx6142",
            "138 XXXX 6142",
            "1•••••6142",
            "a***@mail.example",
            "*******6142",
            "137＊＊＊＊5678",
            "138....6142",
            "138------6142",
            "+86 138----6142",
            "138____6142",
            "138????6142",
            "138……6142",
            "１３８＊＊＊＊５６７８",
            "１３８．．．．５６７８",
            "１３８？？５６７８",
            "１３８ｘｘｘｘ５６７８",
            "＋８６ １３８－－－－５６７８",
            "138＃＃＃＃5678",
            "------6142",
            "138…6142",
            "138??6142",
            "138xx6142",
            "138##6142",
            "138~~~~6142",
            "138○○○○6142",
            "+86 138??6142",
            "138xxxx6142;13900001111",
            "13900001111/138??6142",
        ] {
            assert!(is_masked(text), "{text}");
        }
        for text in [
            "13712345678",
            "0512-55500385 x12",
            "xxxl_shop",
            "0512---55500385",
            "555--0385",
            "０５１２－５５５００３８５",
            "１３８１２３４５６７８",
            "138.0000.6142",
            "138 0000 6142....",
            "5555#0385",
            "0512-55500385 ## 12",
            "13800006142??13900001111",
            "zhang??12",
            "----",
            "...",
            "wx____99",
            "wx_xxx99",
            "",
            "maxx@mail.example",
        ] {
            assert!(!is_masked(text), "{text}");
        }
    }
}
