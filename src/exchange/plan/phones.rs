//! Phone numbers of a cell with what is written beside them.

use super::said::Said;
use crate::domain::fold::{folded, phone_digits, phone_numbers};
use crate::exchange::columns::note_of_person;
use crate::exchange::words::{OF_WECHAT, QQ_BEFORE, SAME_ON_WECHAT, WECHAT_BEFORE};

/// So many letters and figures have the name of an account and the number of a phone at least.
const SHORTEST_NAME: usize = 3;
const PHONE: usize = 11;

/// The name on WeChat of whoever a number is of.
fn wechat_of(phone: &str) -> Option<&'static str> {
    match phone {
        "contact.phone" => Some("contact.wechat"),
        "contact2.phone" => Some("contact2.wechat"),
        "contact3.phone" => Some("contact3.wechat"),
        _ => None,
    }
}

/// The phone numbers of a cell. The remark that WeChat knows the person by the same (`13800138000（微信同号）`) is kept as such, and what is an
/// account and no phone (`微信:abc_123`, `QQ:12345678`) goes where accounts stand.
pub(super) fn without_accounts(text: String, key: &str, into: &mut Said) -> Option<String> {
    let Some(wechat) = wechat_of(key) else {
        return Some(text);
    };
    if !text.ends_with(|c: char| !c.is_ascii_digit()) && !text.contains(OF_WECHAT) {
        return Some(text);
    }
    let one = |number: &str| {
        let end = number.rfind(|c: char| c.is_numeric()).and_then(|at| {
            let (_, last) = number.split_at(at);
            Some(at + last.chars().next()?.len_utf8())
        })?;
        let (bare, remark) = number.split_at(end);
        let remark = folded(remark);
        let remark = remark.trim_matches(['(', ')', '[', ']', '-', ':', '.']);
        SAME_ON_WECHAT.contains(&remark).then(|| bare.trim().to_owned())
    };
    let mut is_any = false;
    let mut numbers: Vec<String> = Vec::new();
    for number in phone_numbers(&text) {
        if let Some((bare, account)) = account(number) {
            is_any = true;
            match account {
                Account::Wechat(name) => {
                    // A phone under which the person is on WeChat is one all the same.
                    let is_phone = name.len() == PHONE && name.bytes().all(|byte| byte.is_ascii_digit());
                    numbers.extend((bare.is_empty() && is_phone).then(|| name.clone()));
                    into.on_wechat.push((wechat, name));
                }
                Account::Qq(number) => into.add_line(note_of_person(key), &format!("QQ：{number}")),
            }
            numbers.extend(Some(bare).filter(|bare| !bare.is_empty()));
        } else if let Some(bare) = one(number) {
            is_any = true;
            into.on_wechat.push((wechat, phone_digits(&bare)));
            numbers.push(bare);
        } else {
            numbers.push(number.to_owned());
        }
    }
    match is_any {
        true => (!numbers.is_empty()).then(|| numbers.join(" / ")),
        false => Some(text),
    }
}

/// An account that is named among phone numbers.
enum Account {
    Wechat(String),
    Qq(String),
}

/// The account that a part of a cell names, and the number before it.
fn account(part: &str) -> Option<(String, Account)> {
    let lower = part.to_ascii_lowercase();
    let of = |word: &&str| {
        let at = lower.find(*word)?;
        // A part of a longer word is none.
        let begins = !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') || !word.is_ascii();
        let rest = &part[at + word.len()..];
        let name = rest.trim_start_matches([':', '：', ' ', '=', '\u{3000}']);
        let is_parted = name.len() < rest.len();
        let name = name.trim_end_matches([')', '）', ']', '】', ' ']);
        let is_name = name.len() >= SHORTEST_NAME
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let before = part[..at].trim_end_matches(['(', '（', '[', '【', ' ', ',', '，', '+']);
        (begins && is_name && (is_parted || !word.is_ascii() || *word == "qq"))
            .then(|| (before.trim().to_owned(), name.to_owned()))
    };
    if let Some((before, name)) = WECHAT_BEFORE.iter().find_map(of) {
        return Some((before, Account::Wechat(name)));
    }
    let (before, number) = QQ_BEFORE.iter().find_map(of)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((before, Account::Qq(number)))
}
