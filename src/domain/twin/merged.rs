//! One customer out of two, part by part: what each side says, what is taken where nobody chooses, and the record that comes of it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::name::parts;
use crate::domain::field::{FIELDS, Field, FieldKind, FieldValue, MAX_TEXT_CHARS, find};
use crate::domain::fold::{alike, distinct, folded, phone_digits, phone_numbers};
use crate::domain::kind::customer::MERGED_NAMES;
use crate::domain::kind::{Contact, Customer, Preferences, ProductShare};
use crate::domain::label::Label;
use crate::domain::record::{Extra, Text};
use crate::domain::table::Table;
use crate::domain::text::twin as say;
use crate::domain::uscc;

/// What of two customers is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// What the one that stays says.
    #[default]
    Stays,
    /// What the one that goes says.
    Goes,
    /// Both together.
    Both,
}

/// A part of a customer that is taken as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergePart {
    /// A field of the registry, by its key.
    Field(&'static str),
    /// The contract: halves of two contracts are none.
    Contract,
    /// The contacts.
    Contacts,
    /// A field that this version does not know.
    Unknown(Text),
}

/// A part in which two customers say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeQuestion {
    /// The part.
    pub part: MergePart,
    /// Both say something, and not the same: only then there is something to choose.
    pub differs: bool,
    /// Both can be taken together.
    pub joins: bool,
    /// What is taken where nobody chooses.
    pub usual: Taken,
}

/// What was chosen, by the key of the part.
pub type MergeChoices = BTreeMap<String, Taken>;

impl Taken {
    /// All, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Stays, Self::Goes, Self::Both];

    /// The word in marks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stays => "stays",
            Self::Goes => "goes",
            Self::Both => "both",
        }
    }
}

impl MergePart {
    /// Its key: that of its field, or of its list.
    pub fn key(&self) -> &str {
        match self {
            Self::Field(key) => key,
            Self::Contract => "contract",
            Self::Contacts => "contacts",
            Self::Unknown(name) => name,
        }
    }

    /// What people call it.
    pub fn label(&self) -> Label {
        match self {
            Self::Field(key) => find(key).map_or_else(|| Label::same(key), |field| field.label.clone()),
            Self::Contract => say::contract(),
            Self::Contacts => say::contacts(),
            Self::Unknown(name) => Label::same(name),
        }
    }

    /// Whether a customer says nothing here.
    pub fn is_blank(&self, customer: &Customer) -> bool {
        match self {
            Self::Field(key) => find(key).is_none_or(|field| (field.get)(customer).is_empty()),
            Self::Contract => customer.contract.is_none(),
            Self::Contacts => customer.contacts.is_empty(),
            Self::Unknown(name) => unknown(&customer.extra, name).is_none(),
        }
    }

    fn is_same(&self, stays: &Customer, goes: &Customer) -> bool {
        match self {
            Self::Field(key) => find(key).is_none_or(|field| (field.get)(stays) == (field.get)(goes)),
            Self::Contract => stays.contract == goes.contract,
            Self::Contacts => stays.contacts == goes.contacts,
            Self::Unknown(name) => unknown(&stays.extra, name) == unknown(&goes.extra, name),
        }
    }

    fn take(&self, into: &mut Customer, from: &Customer) {
        match self {
            // The value is of the field's own kind; a name is never blank.
            Self::Field(key) => drop(find(key).map(|field| (field.set)(into, (field.get)(from)))),
            Self::Contract => into.contract = from.contract.clone(),
            Self::Contacts => into.contacts = from.contacts.clone(),
            Self::Unknown(name) => {
                if let Some(value) = unknown(&from.extra, name) {
                    into.extra.insert(name.to_string(), value.clone());
                }
            }
        }
    }

    fn joined(&self, stays: &Customer, goes: &Customer) -> Option<Customer> {
        let mut both = stays.clone();
        match self {
            Self::Contacts => both.contacts = contacts(&stays.contacts, &goes.contacts),
            Self::Field(key) => {
                let field = find(key)?;
                let value = joined(field, (field.get)(stays), (field.get)(goes))?;
                (field.set)(&mut both, value).ok()?;
            }
            _ => return None,
        }
        Some(both)
    }
}

/// The parts that either customer says something in, in the order of the sheet.
pub fn questions(stays: &Customer, goes: &Customer) -> Vec<MergeQuestion> {
    let unknown = stays
        .extra
        .iter()
        .chain(goes.extra.iter())
        .map(|(name, _)| name.as_str());
    let mut names: Vec<&str> = Vec::new();
    unknown.for_each(|name| {
        if name != MERGED_NAMES && !names.contains(&name) {
            names.push(name);
        }
    });
    let known = FIELDS.iter().filter_map(part_of);
    let all = known.chain(names.into_iter().map(|name| MergePart::Unknown(name.into())));
    all.filter_map(|part| question(part, stays, goes)).collect()
}

/// The part that a row of the registry begins; nothing for rows inside of one, and for the number, which stays.
fn part_of(field: &'static Field) -> Option<MergePart> {
    match field.key {
        "id" => None,
        "contract.signed_on" => Some(MergePart::Contract),
        "contacts" => Some(MergePart::Contacts),
        key if key.starts_with("contract.") || key.starts_with("contact.") => None,
        key => Some(MergePart::Field(key)),
    }
}

fn question(part: MergePart, stays: &Customer, goes: &Customer) -> Option<MergeQuestion> {
    let (none_here, none_there) = (part.is_blank(stays), part.is_blank(goes));
    if none_here && none_there {
        return None;
    }
    let differs = !none_here && !none_there && !part.is_same(stays, goes);
    let joins = differs && part.joined(stays, goes).is_some();
    let usual = match (none_here, joins) {
        // Who has no such day was there before anybody was written down: the other one's would take that away.
        (true, _) if part.key() == "created_on" => Taken::Stays,
        (true, _) => Taken::Goes,
        (false, true) => Taken::Both,
        (false, false) if differs && goes_is_better(&part, stays, goes) => Taken::Goes,
        (false, false) => Taken::Stays,
    };
    Some(MergeQuestion {
        part,
        differs,
        joins,
        usual,
    })
}

/// Whether what the customer that goes says is the better guess.
fn goes_is_better(part: &MergePart, stays: &Customer, goes: &Customer) -> bool {
    match part.key() {
        // The name as it is registered. What is as good keeps its own, unless the other says the same and more.
        "name" => match as_registered(goes).cmp(&as_registered(stays)) {
            Ordering::Equal => says_more(&goes.name, &stays.name),
            standing => standing.is_gt(),
        },
        "uscc" => has_sound_code(goes) && !has_sound_code(stays),
        // Who was written down twice was known, and served, from the earlier day on.
        "created_on" => goes.created_on < stays.created_on,
        "cooperation_since" => goes.cooperation_since < stays.cooperation_since,
        // The last one.
        "contract" => {
            let signed = |customer: &Customer| customer.contract.as_ref().and_then(|contract| contract.signed_on);
            signed(goes) > signed(stays)
        }
        "do_not_contact" => goes.do_not_contact == Some(true),
        _ => false,
    }
}

/// How much a name is the one that is registered: a company's, beside a sound code.
fn as_registered(customer: &Customer) -> (bool, bool) {
    (parts(&customer.name).is_company, has_sound_code(customer))
}

/// Whether a name says all that another one does, in whatever order, and more: 蓝海科技（上海）股份有限公司 beside 上海蓝海科技有限公司.
fn says_more(name: &str, other: &str) -> bool {
    let (name, other) = (folded(name), folded(other));
    let mut rest: Vec<char> = name.chars().collect();
    name.len() > other.len()
        && other.chars().all(|c| {
            let place = rest.iter().position(|own| *own == c);
            place.map(|place| rest.swap_remove(place)).is_some()
        })
}

fn has_sound_code(customer: &Customer) -> bool {
    let code = customer.uscc.as_deref();
    code.is_some_and(|code| uscc::problem(code).is_none())
}

/// The record that comes of two: what stays, with what was chosen, or is usual, of the other.
pub fn merged(stays: &Customer, goes: &Customer, choices: &MergeChoices) -> Customer {
    let mut out = stays.clone();
    for MergeQuestion { part, joins, usual, .. } in questions(stays, goes) {
        let taken = choices.get(part.key()).copied().unwrap_or(usual);
        match taken {
            Taken::Stays => {}
            Taken::Both if joins => {
                if let Some(both) = part.joined(stays, goes) {
                    part.take(&mut out, &both);
                }
            }
            Taken::Goes | Taken::Both => part.take(&mut out, goes),
        }
    }
    let of_preferences = |customer: &Customer| customer.preferences.as_ref().map(|own| own.extra.clone());
    if let Some(extra) = of_preferences(goes).filter(|extra| !extra.is_empty()) {
        let own = out.preferences.get_or_insert_with(Preferences::default);
        for (name, value) in extra.iter() {
            if unknown(&own.extra, name).is_none() {
                own.extra.insert(name.clone(), value.clone());
            }
        }
    }
    // Of classes set by hand on the same day the last one holds.
    let of_goes = goes.overrides.iter().filter(|given| !stays.overrides.contains(given));
    out.overrides = of_goes.chain(&stays.overrides).cloned().collect();
    let is_either = |id: &str| id == stays.id.as_str() || id == goes.id.as_str();
    let others = goes.not_same_as.iter().filter(|id| !stays.not_same_as.contains(id));
    out.not_same_as = stays
        .not_same_as
        .iter()
        .chain(others)
        .filter(|id| !is_either(id))
        .cloned()
        .collect();
    let merged = goes.merged_ids.iter().map(|id| &**id).chain([goes.id.as_str()]);
    for id in merged.filter(|id| *id != stays.id.as_str()) {
        if !out.merged_ids.iter().any(|known| **known == *id) {
            out.merged_ids.push(id.into());
        }
    }
    if out.referred_by.as_deref().is_some_and(is_either) {
        out.referred_by = None;
    }
    keep_names(&mut out, stays, goes);
    out
}

/// Keeps the names that both had, and those that were merged into either before.
fn keep_names(out: &mut Customer, stays: &Customer, goes: &Customer) {
    let before = merged_names(stays).chain(merged_names(goes));
    let all = distinct(before.chain([&*stays.name, &*goes.name]));
    let gone: Vec<Value> = all
        .into_iter()
        .filter(|name| !alike(name, &out.name))
        .map(Value::from)
        .collect();
    out.extra
        .set(MERGED_NAMES, (!gone.is_empty()).then_some(Value::Array(gone)));
}

/// The names of customers that were put into this one: who comes by one of them again is this one.
pub fn merged_names(customer: &Customer) -> impl Iterator<Item = &str> {
    let list = unknown(&customer.extra, MERGED_NAMES).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// The customer that one was put into, by the number that it had; nothing where that number is some customer's, or nobody's.
pub fn merged_into<'a>(customers: &'a Table<Customer>, id: &str) -> Option<&'a Customer> {
    if customers.get(id).is_some() {
        return None;
    }
    let mut all = customers.iter().map(|(_, customer)| &**customer);
    all.find(|customer| customer.merged_ids.iter().any(|merged| **merged == *id))
}

fn unknown<'a>(extra: &'a Extra, name: &str) -> Option<&'a Value> {
    extra.iter().find_map(|(known, value)| (known == name).then_some(value))
}

/// Two values of a field together; nothing where only one can be.
fn joined(field: &Field, stays: FieldValue, goes: FieldValue) -> Option<FieldValue> {
    match (field.kind, stays, goes) {
        (_, FieldValue::Tags(mut all), FieldValue::Tags(more)) => {
            for tag in more {
                if !all.iter().any(|known| alike(known, &tag)) {
                    all.push(tag);
                }
            }
            Some(FieldValue::Tags(all))
        }
        (_, FieldValue::Shares(mut all), FieldValue::Shares(more)) => {
            let is_new =
                |known: &[ProductShare], one: &ProductShare| !known.iter().any(|known| alike(&known.name, &one.name));
            let new: Vec<ProductShare> = more.into_iter().filter(|one| is_new(&all, one)).collect();
            all.extend(new);
            // Shares of two sheets may be more than a whole: then they are not of one customer.
            let sum: f64 = all.iter().filter_map(ProductShare::value).sum();
            (sum <= 1.0).then_some(FieldValue::Shares(all))
        }
        (FieldKind::LongText, FieldValue::Text(first), FieldValue::Text(second)) => {
            let text = match (first.contains(&*second), second.contains(&*first)) {
                (true, _) => first.to_string(),
                (_, true) => second.to_string(),
                _ => format!("{first}\n{second}"),
            };
            (text.chars().count() <= MAX_TEXT_CHARS).then(|| FieldValue::Text(text.into()))
        }
        _ => None,
    }
}

/// The contacts of both: who is the same person and says nothing else there is one.
fn contacts(stays: &[Contact], goes: &[Contact]) -> Vec<Contact> {
    let mut all = stays.to_vec();
    for contact in goes {
        let same = all
            .iter()
            .enumerate()
            .find_map(|(place, known)| Some((place, one_person(known, contact)?)));
        match same {
            Some((place, one)) => all[place] = one,
            None => all.push(contact.clone()),
        }
    }
    all
}

/// One contact of two that are the same person by name, phone, WeChat or e-mail and differ in nothing.
fn one_person(known: &Contact, other: &Contact) -> Option<Contact> {
    let map = |contact: &Contact| match serde_json::to_value(contact) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let (mut all, more) = (map(known), map(other));
    let is_same = |key: &str, one: &Value, other: &Value| match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) if key == "phone" => share_phone(one, other),
        (Some(one), Some(other)) => alike(one, other),
        _ => one == other,
    };
    let shared: Vec<&String> = more.keys().filter(|key| all.contains_key(*key)).collect();
    let is_known = shared
        .iter()
        .any(|key| matches!(key.as_str(), "name" | "phone" | "wechat" | "email"));
    if !(is_known || more.is_empty()) || !shared.iter().all(|key| is_same(key, &all[*key], &more[*key])) {
        return None;
    }
    for (key, value) in more {
        let joined = match (all.get(&key).and_then(Value::as_str), value.as_str()) {
            (Some(known), Some(own)) if key == "phone" => Some(joined_phones(known, own)),
            _ => None,
        };
        match joined {
            Some(both) => drop(all.insert(key, both.into())),
            None => drop(all.entry(key).or_insert(value)),
        }
    }
    serde_json::from_value(Value::Object(all)).ok()
}

/// Whether two fields of phone numbers have one in common.
fn share_phone(one: &str, other: &str) -> bool {
    let known: Vec<String> = phone_numbers(one).map(phone_digits).collect();
    phone_numbers(other).any(|number| known.contains(&phone_digits(number)))
}

/// The numbers of the first field, and those of the other that it has not.
fn joined_phones(known: &str, more: &str) -> String {
    let mut all = known.to_owned();
    for number in phone_numbers(more) {
        if !share_phone(&all, number) {
            all = format!("{all} / {number}");
        }
    }
    all
}
