//! The rows of a contact, and the macro that gives the customer the same ones for its first contact.

use super::row::Access;
use super::{Choices, FieldError, FieldKind, FieldValue, Level, Reach, Tense};
use crate::domain::fold::{folded, is_blank, phone_numbers};
use crate::domain::kind::Contact;
use crate::domain::record::Extra;
use crate::domain::text::{check, field as say};

/// Columns: key, key on the customer, Chinese, English, kind, how it is reached, whether the sheet shows it.
macro_rules! contact_rows {
    ($use:ident $($around:tt)*) => {
        $use! { $($around)*
            "name" "contact.name" "姓名" "Contact name", FieldKind::Text, text!(name), true;
            "title" "contact.title" "职位" "Contact title", FieldKind::Text, text!(title), true;
            "phone" "contact.phone" "联系方式" "Phone", FieldKind::Reach(Reach::Phone), $crate::domain::field::contact::PHONE, true;
            "email" "contact.email" "邮箱" "E-mail", FieldKind::Reach(Reach::Email), $crate::domain::field::contact::EMAIL, false;
            "wechat" "contact.wechat" "微信" "WeChat", FieldKind::Reach(Reach::Wechat), text!(wechat), false;
            "familiarity" "contact.familiarity" "关键联系人熟悉度" "Familiarity", FieldKind::Grade, $crate::domain::field::contact::FAMILIARITY, true;
            "decision_maker" "contact.decision_maker" "是否决策人" "Decision maker", FieldKind::Flag, plain!(decision_maker, flag), false;
            "preferred_channel" "contact.preferred_channel" "联系人偏好渠道" "Contact's channel", FieldKind::Choice(Choices::Channel), text!(preferred_channel), false;
            "birthday" "contact.birthday" "联系人生日" "Contact's birthday", FieldKind::Date(Tense::Born), plain!(birthday, date), false;
            "birthday_lunar" "contact.birthday_lunar" "联系人生日按农历" "Contact's birthday is lunar", FieldKind::Flag, further_flag!($crate::domain::kind::customer::BIRTHDAY_LUNAR), false;
            "note" "contact.note" "联系人备注" "Contact remark", FieldKind::LongText, text!(note), false;
        }
    };
}

macro_rules! own {
    ($( $key:literal $of_first:literal $zh:literal $en:literal, $kind:expr, $access:expr, $on_sheet:expr; )*) => {
        rows! { Contact: $( $key $zh $en, $kind, $access; )* }
    };
}

contact_rows! { own }

pub(super) const FAMILIARITY: Access<Contact> = access!(|p| (&p.familiarity).into(), set_familiarity, |p, found| found
    .grade(p.familiarity, "familiarity"));

pub(super) const PHONE: Access<Contact> = plain!(phone, text, |p, found| {
    found.text(p.phone.as_deref(), || "phone".to_owned());
    if p.phone
        .as_deref()
        .is_some_and(|phone| !is_blank(phone) && !is_phone(phone))
    {
        found.add(Level::Warning, "phone", check::no_phone());
    } else if let Some(n) = p.phone.as_deref().and_then(too_many_digits) {
        found.add(Level::Warning, "phone", check::phone_long(n, LONGEST_PHONE));
    }
});

pub(super) const EMAIL: Access<Contact> = plain!(email, text, |p, found| {
    found.text(p.email.as_deref(), || "email".to_owned());
    if p.email
        .as_deref()
        .is_some_and(|email| !is_blank(email) && !is_email(email))
    {
        found.add(Level::Warning, "email", check::no_email());
    }
});

/// The fewest digits of a number that can be called; short ones are those of services (`95588`).
const SHORTEST_PHONE: usize = 5;
/// The most digits of a number, that of its country with it (ITU-T E.164); an extension has its own.
const LONGEST_PHONE: usize = 15;
/// What an extension begins with.
const EXTENSIONS: [&str; 5] = ["转", "分机", "ext", "x", "#"];
/// Words that people write around a number.
const AROUND_PHONE: [&str; 9] = ["转", "分机", "手机", "电话", "座机", "ext", "tel", "mobile", "x"];

/// Whether a text looks like a phone number, or like a masked one.
fn is_phone(text: &str) -> bool {
    let mut rest = folded(text);
    let has_words = |text: &str| text.chars().any(|c| c.is_alphabetic() || c == '@');
    // Most are figures alone: nine searches in each of a million would be felt.
    if has_words(&rest) {
        for word in AROUND_PHONE {
            rest = rest.replace(word, "").into();
        }
    }
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    !has_words(&rest) && (digits >= SHORTEST_PHONE || rest.contains('*'))
}

/// How many digits a number has that has more than any: two of them ran into one.
fn too_many_digits(text: &str) -> Option<usize> {
    if text.len() <= LONGEST_PHONE {
        return None;
    }
    let digits = |number: &str| {
        let number = folded(number);
        let end = EXTENSIONS.iter().filter_map(|word| number.find(word)).min();
        let own = &number[..end.unwrap_or(number.len())];
        own.chars().filter(char::is_ascii_digit).count()
    };
    phone_numbers(text).map(digits).find(|n| *n > LONGEST_PHONE)
}

fn is_email(text: &str) -> bool {
    let parts = text.trim().rsplit_once(['@', '＠']);
    parts.is_some_and(|(who, host)| !who.is_empty() && host.len() > 1 && !text.trim().contains(char::is_whitespace))
}

fn set_familiarity(contact: &mut Contact, value: FieldValue) -> Result<(), FieldError> {
    const OUTSIDE: FieldError = FieldError::new(say::one_to_five());
    contact.familiarity = match value.count()? {
        None => None,
        Some(n) => Some(u8::try_from(n).ok().filter(|n| (1..=5).contains(n)).ok_or(OUTSIDE)?),
    };
    Ok(())
}

impl Contact {
    /// A contact of whom nothing is known.
    pub fn blank() -> Self {
        Self {
            name: None,
            title: None,
            decision_maker: None,
            familiarity: None,
            phone: None,
            email: None,
            wechat: None,
            preferred_channel: None,
            birthday: None,
            note: None,
            extra: Extra::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_phone_number_is_told_from_one() {
        let good = [
            "13800006142",
            "138 0000 6142",
            "+86-21-5555 1234",
            "021-55551234 转 801",
            "（０２１）５５５５１２３４",
            "95588",
            "138****6142",
            "****6142",
            "13800006142/13900001111",
            "400-800-1234 ext. 5",
        ];
        good.iter().for_each(|text| assert!(is_phone(text), "{text}"));
        for text in ["abc", "12", "无", "a@b.cn", "微信同号", "13800006142 李四", "-"] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn a_number_of_more_digits_than_any_has_is_told() {
        let table = [
            ("1381234614213599998888", Some(22)),
            ("１３８１２３４６１４２１３５９９", Some(16)),
            ("138 1234 6142 1359 9998", Some(19)),
            ("13800006142 / 1381234614213599998888", Some(22)),
            ("123456789012345", None),
            ("+86 138 0000 6142", None),
            ("13800006142/13900001111", None),
            ("13800006142 13900001111", None),
            ("021-55551234 转 80112345", None),
            ("400-800-1234 ext. 123456", None),
            ("0512-55500385#123456789", None),
        ];
        for (text, expected) in table {
            assert_eq!(too_many_digits(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_told_from_one() {
        ["a@b.cn", "li.si@mail.example.com"]
            .iter()
            .for_each(|text| assert!(is_email(text), "{text}"));
        ["abc", "@b.cn", "a@", "a b@c.cn"]
            .iter()
            .for_each(|text| assert!(!is_email(text), "{text}"));
    }
}
