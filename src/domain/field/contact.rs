//! The rows of a contact, and the macro that gives the customer the same ones for its first contact.

use super::row::Access;
use super::{Choices, FieldError, FieldKind, FieldValue, Reach, Tense};
use crate::domain::kind::Contact;
use crate::domain::record::Extra;
use crate::domain::text::field as say;

/// Columns: key, key on the customer, Chinese, English, kind, how it is reached, whether the sheet shows it.
macro_rules! contact_rows {
    ($use:ident $($around:tt)*) => {
        $use! { $($around)*
            "name" "contact.name" "姓名" "Contact name", FieldKind::Text, text!(name), true;
            "title" "contact.title" "职位" "Contact title", FieldKind::Text, text!(title), true;
            "phone" "contact.phone" "联系方式" "Phone", FieldKind::Reach(Reach::Phone), text!(phone), true;
            "email" "contact.email" "邮箱" "E-mail", FieldKind::Reach(Reach::Email), text!(email), false;
            "wechat" "contact.wechat" "微信" "WeChat", FieldKind::Reach(Reach::Wechat), text!(wechat), false;
            "familiarity" "contact.familiarity" "关键联系人熟悉度" "Familiarity", FieldKind::Grade, $crate::domain::field::contact::FAMILIARITY, true;
            "decision_maker" "contact.decision_maker" "是否决策人" "Decision maker", FieldKind::Flag, plain!(decision_maker, flag), false;
            "preferred_channel" "contact.preferred_channel" "联系人偏好渠道" "Contact's channel", FieldKind::Choice(Choices::Channel), text!(preferred_channel), false;
            "birthday" "contact.birthday" "联系人生日" "Contact's birthday", FieldKind::Date(Tense::Past), plain!(birthday, date), false;
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
