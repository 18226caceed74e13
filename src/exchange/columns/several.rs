//! Fields that hold what several columns say, and the numbers by which those are told apart.

use std::collections::HashMap;

use super::{Mapped, Subject, Use, WORTH, compared, of_first_person};
use crate::exchange::words::{LINE_AMOUNTS, MAYBE_LINE_AMOUNTS, ORDER_AMOUNTS, RECEIVERS, VISITED};

/// Whether a field holds what several columns say.
pub(crate) fn is_several(key: &str) -> bool {
    matches!(
        of_first_person(key),
        "tags"
            | "need_tags"
            | "notes"
            | "note"
            | "needs"
            | "contact.phone"
            | "contact.email"
            | "contact.note"
            | "preferences.channels"
            | "content"
            | "region"
    )
}

/// The name of a column that is one of several of a name: 备注2.
pub(super) fn names_one_of_several(names: &[String]) -> Option<String> {
    let name = names.first()?;
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (name.len() - bare.len() == 1 && !bare.is_empty()).then(|| bare.to_owned())
}

/// Beside the name of a person a birthday is that person's: a company has none. By which calendar it is kept goes with it.
pub(super) fn birthdays_of_contacts(columns: &mut [Mapped]) {
    let has = |wanted: &[&str]| {
        columns
            .iter()
            .any(|column| matches!(&column.used, Use::Field(key) if wanted.contains(&&**key)))
    };
    let names = ["contact.name", "contact.first_name", "contact.last_name"];
    let are_of_contacts = has(&["contact.birthday"]);
    let moves = has(&names) && !are_of_contacts;
    let is_alone = moves || are_of_contacts && !has(&["birthday"]);
    for column in columns {
        let Use::Field(key) = &mut column.used else { continue };
        match &**key {
            "birthday" if moves => *key = "contact.birthday".to_owned(),
            "birthday_lunar" if is_alone => *key = "contact.birthday_lunar".to_owned(),
            _ => {}
        }
    }
}

/// Beside a column of customers who takes the goods, or is visited, is a person there; where no other says whose a record is, that one is the customer.
pub(super) fn receivers_of_customers(subject: Subject, headings: &[Vec<String>], columns: &mut [Mapped]) {
    let (words, person) = match subject {
        Subject::Interactions => (VISITED, "contact"),
        _ => (RECEIVERS, "customer.contact"),
    };
    let customer = Use::Field("customer".to_owned());
    let receives = |names: &Vec<String>| words.iter().any(|word| names.contains(&compared(word)));
    let are_named = headings
        .iter()
        .zip(columns.iter())
        .any(|(names, mapped)| mapped.used == customer && !receives(names));
    let of_receivers = headings.iter().zip(columns).filter(|(names, _)| receives(names));
    for (_, mapped) in of_receivers.filter(|(_, mapped)| are_named && mapped.used == customer) {
        mapped.used = Use::Field(person.to_owned());
    }
}

/// Beside what a whole order comes to, what its lines do is of their products; alone it is all that is said of the order.
pub(super) fn amounts_of_lines(headings: &[Vec<String>], columns: &mut [Mapped]) {
    let (amount, worth) = (Use::Field("amount".to_owned()), Use::Field(WORTH.to_owned()));
    let is_any = |names: &[String], words: &[&str]| words.iter().any(|word| names.contains(&compared(word)));
    let whole = |of_order: bool| {
        let mut all = headings.iter().zip(columns.iter());
        all.any(|(names, mapped)| {
            mapped.used == amount && !is_any(names, LINE_AMOUNTS) && (!of_order || is_any(names, ORDER_AMOUNTS))
        })
    };
    let (has_amount, has_order) = (whole(false), whole(true));
    let mut is_free = !columns.iter().any(|mapped| mapped.used == amount);
    for (names, mapped) in headings.iter().zip(columns) {
        let is_of_line = has_amount && is_any(names, LINE_AMOUNTS) || has_order && is_any(names, MAYBE_LINE_AMOUNTS);
        if mapped.used == amount && is_of_line {
            mapped.used = worth.clone();
        } else if mapped.used == worth && std::mem::take(&mut is_free) {
            mapped.used = amount.clone();
        }
    }
}

/// Of columns for one field, one that is clearly less sure gives way; as sure ones stay, to be joined or asked about.
pub(super) fn yield_to_surer(columns: &mut [Mapped]) {
    let mut surest: HashMap<String, f64> = HashMap::new();
    for mapped in columns.iter() {
        if let Use::Field(key) = &mapped.used {
            let best = surest.entry(key.clone()).or_default();
            *best = best.max(mapped.sure);
        }
    }
    for mapped in columns {
        let gives_way = matches!(&mapped.used, Use::Field(key) if mapped.sure + 0.1 < surest[key]);
        if gives_way {
            mapped.used = Use::Out;
        }
    }
}
