//! Phone numbers of a cell with what is written beside them.

use super::said::Said;
use crate::domain::field::half_width;
use crate::domain::field::mask::is_masked;
use crate::domain::fold::{folded, phone_digits, phone_numbers};
use crate::exchange::columns::note_of_person;
use crate::exchange::text as say;
use crate::exchange::words::{
    DINGTALK_BEFORE, EMAIL_BEFORE, NONE, NOTHING, QQ_BEFORE, SAME_BEGINS, SAME_ON_WECHAT, WECHAT_BEFORE,
};

/// So many letters and figures have the name of an account and the number of a phone at least.
const SHORTEST_NAME: usize = 3;
const PHONE: usize = 11;

/// So many digits a mobile number has of which some are missing.
const LEFT: std::ops::Range<usize> = 7..PHONE;

/// The name on WeChat and the address of whoever a number is of.
fn accounts_of(phone: &str) -> Option<(&'static str, &'static str)> {
    match phone {
        "contact.phone" => Some(("contact.wechat", "contact.email")),
        "contact2.phone" => Some(("contact2.wechat", "contact2.email")),
        "contact3.phone" => Some(("contact3.wechat", "contact3.email")),
        _ => None,
    }
}

/// The phone numbers of a cell. The remark that WeChat knows the person by the same (`13800138000（微信同号）`) is kept as such, and what is an
/// account and no phone (`微信:abc_123`, `QQ:12345678`, `邮箱:a@b.com`) goes where accounts stand. What is plainly a part of a number is none.
pub(super) fn without_accounts(text: String, key: &str, column: usize, into: &mut Said) -> Option<String> {
    let Some((wechat, email)) = accounts_of(key) else {
        return Some(text);
    };
    // Most are figures alone.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text);
    }
    let mut is_any = false;
    let mut numbers: Vec<String> = Vec::new();
    let mut pieces: Vec<String> = phone_numbers(&text).map(str::to_owned).collect();
    pieces.reverse();
    while let Some(piece) = pieces.pop() {
        let narrow = half_width(&piece);
        if let Some((before, account, behind)) = account(&narrow) {
            is_any = true;
            let is_alone = before.is_empty() && behind.is_empty();
            match account {
                Account::Wechat(name) => {
                    // A phone under which the person is on WeChat is one all the same.
                    numbers.extend((is_alone && is_mobile(&name)).then(|| name.clone()));
                    into.on_wechat.push((wechat, name));
                }
                Account::Email(address) => into.on_wechat.push((email, address)),
                Account::Noted(line) => into.add_line(note_of_person(key), line),
                Account::Nobody => {}
            }
            pieces.extend([behind, before].into_iter().filter(|piece| !piece.is_empty()));
        } else if let Some(bare) = same_on_wechat(&narrow) {
            is_any = true;
            if !is_masked(&bare) {
                into.on_wechat.push((wechat, phone_digits(&bare)));
            }
            numbers.push(bare);
        } else if is_short(&narrow) {
            is_any = true;
            into.warn(column, say::not_a_whole_number(&piece));
            into.add_line(note_of_person(key), piece);
        } else {
            // Dots behind a number are none of it.
            let bare = piece.trim_end_matches(['.', '。', '…', ' ']);
            let is_dotted =
                bare.len() < piece.len() && !is_masked(&piece) && bare.ends_with(|c: char| c.is_ascii_digit());
            is_any |= is_dotted;
            numbers.push(if is_dotted { bare.to_owned() } else { piece });
        }
    }
    match is_any {
        true => (!numbers.is_empty()).then(|| numbers.join(" / ")),
        false => Some(text),
    }
}

fn is_mobile(text: &str) -> bool {
    text.len() == PHONE && text.starts_with('1') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number behind which it is said that WeChat knows the person by it.
fn same_on_wechat(number: &str) -> Option<String> {
    let end = number.rfind(|c: char| c.is_numeric()).and_then(|at| {
        let (_, last) = number.split_at(at);
        Some(at + last.chars().next()?.len_utf8())
    })?;
    let (bare, remark) = number.split_at(end);
    let remark = folded(remark).replace(':', "");
    let remark = remark.trim_matches(['(', ')', '[', ']', '-', '.']);
    SAME_ON_WECHAT.contains(&remark).then(|| bare.trim().to_owned())
}

/// Whether a text is a part of a mobile number, written in groups as a whole one is: `138.000.6142`.
fn is_short(text: &str) -> bool {
    let number = text.strip_prefix("+86").unwrap_or(text).trim();
    let is_number = number.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    let figures: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_of_mobile = figures.starts_with('1') && figures.as_bytes().get(1).is_some_and(|digit| *digit > b'2');
    let last = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let is_parted = last.len() > figures.len();
    number.starts_with('1')
        && is_number
        && is_of_mobile
        && is_parted
        && LEFT.contains(&figures.len())
        && !is_masked(text)
}

/// What is named among phone numbers.
enum Account {
    Wechat(String),
    Email(String),
    /// A line of the remark.
    Noted(String),
    /// The word of an account, and no name behind it.
    Nobody,
}

/// Signs between the word of an account and its name, and those around both.
const BETWEEN: [char; 3] = [':', '：', '='];
const OPENING: [char; 8] = ['(', '（', '[', '【', ' ', ',', '，', '+'];
const CLOSING: [char; 7] = [')', '）', ']', '】', ' ', ',', '，'];

/// The account that a part of a cell names, with what stands before and behind it.
fn account(part: &str) -> Option<(String, Account, String)> {
    if let Some(found) = address(part) {
        return Some(found);
    }
    let lower = part.to_ascii_lowercase();
    let named = |words: &[&str], make: &dyn Fn(&str) -> Option<Account>| {
        let mut all = words
            .iter()
            .flat_map(|word| lower.match_indices(word).map(move |(at, _)| (*word, at)));
        all.find_map(|(word, at)| {
            // A part of a longer word is none.
            let begins = !word.is_ascii() || !lower[..at].ends_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            let rest = part[at + word.len()..].trim_start();
            let name = rest.trim_start_matches(BETWEEN);
            let is_parted = name.len() < rest.len();
            let is_apart = rest.len() < part.len() - at - word.len();
            let (name, behind) = of_name(name.trim());
            let is_plain = name.len() >= SHORTEST_NAME
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
            let is_named = match name {
                "" => is_parted,
                name if is_parted => !name.starts_with(SAME_BEGINS),
                name if is_mobile(name) => true,
                _ => is_plain && word != "v" && (is_apart || !word.is_ascii() || word == "qq"),
            };
            let before = part[..at].trim_end_matches(OPENING).trim().to_owned();
            let account = match name {
                "" => Some(Account::Nobody),
                name if NOTHING.contains(&name) || NONE.contains(&name) => Some(Account::Nobody),
                name => make(name),
            };
            let account = account.filter(|_| begins && is_named)?;
            Some((before, account, behind.to_owned()))
        })
    };
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    named(&WECHAT_BEFORE, &|name| Some(Account::Wechat(name.to_owned())))
        .or_else(|| {
            named(&QQ_BEFORE, &|name| {
                is_number(name).then(|| Account::Noted(format!("QQ：{name}")))
            })
        })
        .or_else(|| {
            named(&DINGTALK_BEFORE, &|name| {
                Some(Account::Noted(say::on_dingtalk(name).zh.into()))
            })
        })
        // What stands behind it and is no address is nothing to reach.
        .or_else(|| named(&EMAIL_BEFORE, &|_| None))
}

/// The name of an account, and what stands behind it: a number, or another account.
fn of_name(text: &str) -> (&str, &str) {
    let parted = text.split_once(char::is_whitespace);
    let is_more = |rest: &str| rest.contains(|c: char| c.is_ascii_digit() || c == '@' || BETWEEN.contains(&c));
    let (name, behind) = parted.filter(|(_, rest)| is_more(rest)).unwrap_or((text, ""));
    let is_open = name.contains(['(', '（', '[', '【']);
    let name = if is_open { name } else { name.trim_end_matches(CLOSING) };
    (name, behind.trim())
}

/// The address in a part of a cell, without the word that calls it so.
fn address(part: &str) -> Option<(String, Account, String)> {
    let at = part.find('@')?;
    let is_of_it = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@' | '%');
    let start = at - part[..at].len() + part[..at].trim_end_matches(is_of_it).len();
    let end = part.len() - part[at..].trim_start_matches(is_of_it).len();
    let address = &part[start..end];
    let (who, host) = address.split_once('@')?;
    if who.is_empty() || !host.contains('.') || host.contains('@') {
        return None;
    }
    let before = part[..start].trim();
    let bare = before.trim_end_matches(BETWEEN).trim_end();
    let lower = bare.to_ascii_lowercase();
    let word = EMAIL_BEFORE.iter().find(|word| lower.ends_with(**word));
    let before = word.map_or(before, |word| &bare[..bare.len() - word.len()]);
    let around = |text: &str| {
        text.trim_matches(|c| OPENING.contains(&c) || CLOSING.contains(&c))
            .to_owned()
    };
    Some((around(before), Account::Email(address.to_owned()), around(&part[end..])))
}
