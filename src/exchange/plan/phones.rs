//! Phone numbers of a cell with what is written beside them.

use super::said::Said;
use crate::domain::fold::{folded, phone_digits, phone_numbers};
use crate::exchange::words::{OF_WECHAT, SAME_ON_WECHAT};

/// The name on WeChat of whoever a number is of.
fn wechat_of(phone: &str) -> Option<&'static str> {
    match phone {
        "contact.phone" => Some("contact.wechat"),
        "contact2.phone" => Some("contact2.wechat"),
        "contact3.phone" => Some("contact3.wechat"),
        _ => None,
    }
}

/// Phone numbers without the remark that WeChat knows the person by the same (`13800138000（微信同号）`), which is kept as such.
pub(super) fn without_wechat(text: String, key: &str, into: &mut Said) -> String {
    let Some(wechat) = wechat_of(key) else {
        return text;
    };
    if !text.ends_with(|c: char| !c.is_ascii_digit()) && !text.contains(OF_WECHAT) {
        return text;
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
    let numbers: Vec<String> = phone_numbers(&text)
        .map(|number| match one(number) {
            Some(bare) => {
                is_any = true;
                into.on_wechat.push((wechat, phone_digits(&bare)));
                bare
            }
            None => number.to_owned(),
        })
        .collect();
    if is_any { numbers.join(" / ") } else { text }
}
