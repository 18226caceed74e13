//! Columns of a second and a third person in the row of a customer: 联系人2, 联系人2电话, 备用联系人.

use super::content::{Content, with_content};
use super::{Importable, Mapped, SURE_ENOUGH, Use, by_heading, importable, round};
use crate::domain::field::HasFields;
use crate::domain::kind::Customer;
use crate::exchange::text as say;
use crate::exchange::words::{FURTHER_PEOPLE, HAN_DIGITS, PEOPLE};

/// Fields of a person: what they are called of the first, the second and the third.
const FIELDS: [[&str; 3]; 6] = [
    ["contact.name", "contact2.name", "contact3.name"],
    ["contact.title", "contact2.title", "contact3.title"],
    ["contact.phone", "contact2.phone", "contact3.phone"],
    ["contact.email", "contact2.email", "contact3.email"],
    ["contact.wechat", "contact2.wechat", "contact3.wechat"],
    ["contact.note", "contact2.note", "contact3.note"],
];

/// The field of the first person that a field of a further one is; any other is itself.
pub(crate) fn of_first_person(key: &str) -> &str {
    let same = FIELDS.iter().find(|same| same[1..].contains(&key));
    same.map_or(key, |same| same[0])
}

/// The note of the person whose field this is.
pub(crate) fn note_of_person(key: &str) -> &'static str {
    let place = FIELDS.iter().find_map(|same| same.iter().position(|own| *own == key));
    FIELDS[FIELDS.len() - 1][place.unwrap_or(0)]
}

/// The fields of further persons, as a column can be them.
pub(super) fn further_people() -> impl Iterator<Item = Importable> {
    let of = |place: usize| {
        FIELDS.iter().filter_map(move |same| {
            let own = importable(same[place], Customer::field(same[0])?);
            Some(Importable {
                label: say::of_person(own.label.clone(), place + 1),
                ..own
            })
        })
    };
    (1..FIELDS[0].len()).flat_map(of)
}

/// Which person of its row a heading is of, from 0, and what is left of it without the number: 联系人2电话 is 联系人电话 of the second.
fn person(heading: &str) -> Option<(usize, String)> {
    let further = FURTHER_PEOPLE.iter().find_map(|(word, place)| {
        let rest = heading.strip_prefix(word)?;
        Some((*place, format!("{}{rest}", PEOPLE[0])))
    });
    let numbered = || {
        PEOPLE.iter().find_map(|word| {
            let (before, behind) = heading.split_once(word)?;
            let number = behind.chars().next()?;
            let place = number_of(number)?;
            Some((place, format!("{before}{word}{}", &behind[number.len_utf8()..])))
        })
    };
    let at_end = || {
        let number = heading.chars().last().filter(char::is_ascii_digit)?;
        let bare = &heading[..heading.len() - 1];
        let is_one = !bare.is_empty() && !bare.ends_with(|c: char| c.is_ascii_digit());
        is_one.then_some((number_of(number)?, bare.to_owned()))
    };
    further.or_else(numbered).or_else(at_end)
}

/// Headings in which each person's columns stand behind its name under equal heads (联系人, 电话, 联系人, 电话), those of the second and of
/// further ones with its number, as they are called where people tell them apart. Nothing where no name stands twice, or where nothing of
/// the first stands between.
pub(super) fn numbered_by_name(
    fields: &[Importable],
    called: &[Vec<String>],
    headings: &[Vec<String>],
) -> Option<Vec<Vec<String>>> {
    let called_as = |key: &str| {
        let mut all = fields.iter().zip(called);
        all.find_map(|(field, called)| (field.key == key).then_some(called))
    };
    let names = called_as(FIELDS[0][0])?;
    // A remark behind a person may be of the customer.
    let own: Vec<&Vec<String>> = FIELDS[1..FIELDS.len() - 1]
        .iter()
        .filter_map(|same| called_as(same[0]))
        .collect();
    let is_own = |heading: &Vec<String>| {
        heading
            .iter()
            .any(|name| own.iter().any(|called| called.contains(name)))
    };
    let first = headings
        .iter()
        .position(|heading| heading.iter().any(|name| names.contains(name)))?;
    let is_name = |heading: &Vec<String>| *heading == headings[first];
    let second = first + 1 + headings[first + 1..].iter().position(is_name)?;
    if !headings[first..second].iter().any(is_own) {
        return None;
    }
    let mut person = 0;
    let with_number = |heading: &Vec<String>| {
        person += usize::from(is_name(heading));
        match person > 1 && (is_name(heading) || is_own(heading)) {
            true => heading.iter().map(|name| format!("{name}{person}")).collect(),
            false => heading.clone(),
        }
    };
    Some(headings.iter().map(with_number).collect())
}

/// 1 and 一 are the first.
fn number_of(c: char) -> Option<usize> {
    let han = HAN_DIGITS.chars().position(|digit| digit == c);
    han.or_else(|| (c.to_digit(10)? as usize).checked_sub(1))
}

/// The columns of a table that names several persons a row.
pub(super) struct Persons<'a> {
    /// The fields of a person, with all that each is called.
    fields: Vec<(&'a Importable, &'a Vec<String>)>,
}

impl<'a> Persons<'a> {
    /// Nothing where no heading names a second one.
    pub fn of(fields: &'a [Importable], called: &'a [Vec<String>], headings: &[Vec<String>]) -> Option<Self> {
        let own = |key: &str| FIELDS.iter().any(|same| same[0] == key);
        let fields: Vec<_> = fields.iter().zip(called).filter(|(field, _)| own(field.key)).collect();
        let named = fields.iter().find(|(field, _)| field.key == FIELDS[0][0])?.1;
        let mut persons = headings.iter().flatten().filter_map(|heading| person(heading));
        let is_second = |(place, bare): (usize, String)| place > 0 && by_heading(&[bare], named) > SURE_ENOUGH;
        persons.any(is_second).then_some(Self { fields })
    }

    /// What a column of the second or third person is; nothing where it is of the first, or of none.
    pub fn column(&self, names: &[String], content: &Content) -> Option<Mapped> {
        let (place, bare) = names
            .iter()
            .find_map(|name| person(name))
            .filter(|(place, _)| *place > 0)?;
        let bare = [bare];
        let score = |(field, called): &(&Importable, &Vec<String>)| {
            (with_content(by_heading(&bare, called), content, field), field.key)
        };
        let best = self.fields.iter().map(score).max_by(|a, b| a.0.total_cmp(&b.0));
        let (sure, key) = best.filter(|(sure, _)| *sure >= SURE_ENOUGH)?;
        let key = FIELDS.iter().find(|same| same[0] == key)?.get(place);
        // More persons than can be told apart stay out.
        Some(Mapped {
            used: key.map_or(Use::Out, |key| Use::Field((*key).to_owned())),
            sure: round(sure),
        })
    }

    /// What is left of the headings of the first person without its number.
    pub fn bare(&self, names: &[String]) -> Option<Vec<String>> {
        let bare = names
            .iter()
            .find_map(|name| person(name))
            .filter(|(place, _)| *place == 0);
        bare.map(|(_, bare)| vec![bare])
    }
}
