//! Customers that may be one and the same: alike in name, code or phone number.

use std::collections::HashSet;

use crate::domain::fold::{folded, phone_digits};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::table::Table;
use crate::domain::uscc;

/// Fewer digits are an extension that many may share.
const PHONE_DIGITS: usize = 7;

/// What a customer is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    name: String,
    code: String,
    phones: Vec<String>,
}

impl Known {
    /// By what is typed.
    pub fn new<'a>(name: &str, code: &str, phones: impl Iterator<Item = &'a str>) -> Self {
        let phones = phones.map(phone_digits).filter(|digits| digits.len() >= PHONE_DIGITS);
        Self {
            name: folded(name).into_owned(),
            code: folded(&uscc::normal(code)).into_owned(),
            phones: phones.collect(),
        }
    }
}

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TwinBy {
    /// The code: there is but one company with it.
    Code,
    /// The name.
    Name,
    /// A phone number.
    Phone,
}

/// A customer that may be the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Why it may be.
    pub by: TwinBy,
    /// Its number.
    pub id: CustomerId,
    /// Its name.
    pub name: Text,
}

/// The customers that may be the one known by this, the surest first, apart from the customer itself.
pub fn twins(customers: &Table<Customer>, known: &Known, own: &str) -> Vec<Twin> {
    let phones: HashSet<&str> = known.phones.iter().map(String::as_str).collect();
    let by = |other: &Customer| {
        let code = other.uscc.as_deref().filter(|_| !known.code.is_empty());
        let mut numbers = other.contacts.iter().filter_map(|contact| contact.phone.as_deref());
        if code.is_some_and(|code| folded(&uscc::normal(code)) == known.code) {
            Some(TwinBy::Code)
        } else if !known.name.is_empty() && folded(&other.name) == known.name {
            Some(TwinBy::Name)
        } else if !phones.is_empty() && numbers.any(|phone| phones.contains(&*phone_digits(phone))) {
            Some(TwinBy::Phone)
        } else {
            None
        }
    };
    let others = customers.iter().filter(|(_, other)| other.id.as_str() != own);
    let twin = |(_, other): (u32, &Held<Customer>)| {
        Some(Twin {
            by: by(other)?,
            id: other.id.clone(),
            name: other.name.clone(),
        })
    };
    let mut all: Vec<Twin> = others.filter_map(twin).collect();
    all.sort_by_key(|twin| twin.by);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(id: &str, name: &str, code: &str, phone: &str) -> Customer {
        let mut customer = Customer::new(CustomerId::new(id).unwrap(), name);
        customer.uscc = Some(code).filter(|code| !code.is_empty()).map(Into::into);
        let contact = serde_json::json!({"name": "李四", "phone": phone});
        customer.contacts = vec![serde_json::from_value(contact).unwrap()];
        customer
    }

    #[test]
    fn who_is_alike_in_name_code_or_phone_is_a_twin() {
        let customers: Table<Customer> = [
            customer("1", "蓝海（上海）科技", "", "138 0000 6142"),
            customer("2", "别家", "9131 0115 MA1K 35 0000", "8001"),
            customer("3", "蓝海", "", ""),
        ]
        .into_iter()
        .collect();
        let of = |name: &str, code: &str, phone: &str, own: &str| -> Vec<(TwinBy, String)> {
            let known = Known::new(name, code, std::iter::once(phone));
            let all = twins(&customers, &known, own).into_iter();
            all.map(|twin| (twin.by, twin.id.to_string())).collect()
        };
        let one = |by: TwinBy, id: &str| vec![(by, id.to_owned())];
        assert_eq!(of("蓝海(上海) 科技", "", "", ""), one(TwinBy::Name, "1"));
        assert_eq!(of("", "", "+86 １３８００００６１４２", ""), one(TwinBy::Phone, "1"));
        assert_eq!(of("新", "91310115ma1k350000", "", ""), one(TwinBy::Code, "2"));
        let both = of("蓝海", "91310115MA1K350000", "", "");
        assert_eq!(both, [(TwinBy::Code, "2".to_owned()), (TwinBy::Name, "3".to_owned())]);
        assert_eq!(of("蓝海", "", "8001", "3"), []);
        assert_eq!(of("", "", "", ""), []);
    }
}
