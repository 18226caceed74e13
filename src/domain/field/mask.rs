//! Contact masking (S2): on screen, in print and in exports only so much is shown that the owner recognises it.

use super::Reach;
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
}
