//! What two customers say in a part, in words.

use crate::domain::field::{Field, FieldKind, FieldValue, HasFields, Unit, find, mask::mask, options};
use crate::domain::kind::{Contact, Customer};
use crate::domain::label::Lang;
use crate::domain::twin::MergePart;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::T;

/// What a customer says in a part, a line each; none where it says nothing.
pub fn lines(world: &World, part: &MergePart, customer: &Customer, masks: bool, lang: Lang) -> Vec<String> {
    let fields = |prefix: &str| {
        let own = crate::domain::field::FIELDS
            .iter()
            .filter(|field| field.key.starts_with(prefix));
        let said = |field: &Field| {
            let text = value(world, field, &(field.get)(customer), masks, lang)?;
            Some(T(lang).fact_with(T(lang).label(&field.label), text))
        };
        own.filter_map(said).collect()
    };
    match part {
        MergePart::Field(key) => {
            let said = find(key).and_then(|field| value(world, field, &(field.get)(customer), masks, lang));
            said.iter().flat_map(|text| text.lines()).map(str::to_owned).collect()
        }
        MergePart::Contract => fields("contract."),
        MergePart::Contacts => customer
            .contacts
            .iter()
            .map(|contact| person(world, contact, masks, lang))
            .collect(),
        MergePart::Unknown(name) => {
            let all = customer.extra.iter().filter(|(known, _)| ***known == **name);
            all.map(|(_, value)| value.to_string()).collect()
        }
    }
}

fn person(world: &World, contact: &Contact, masks: bool, lang: Lang) -> String {
    let said = Contact::FIELDS
        .iter()
        .filter_map(|field| value(world, field, &(field.get)(contact), masks, lang));
    said.collect::<Vec<_>>().join(" · ")
}

/// A value in the words of the screen; nothing for none.
fn value<R: HasFields>(world: &World, field: &Field<R>, value: &FieldValue, masks: bool, lang: Lang) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let head = &world.book.head;
    let text = match (field.kind, value) {
        (FieldKind::Choice(list), FieldValue::Text(word)) => {
            let all = options(list, &head.settings, &head.rulebook).into_iter();
            let known = all.into_iter().find(|choice| choice.word == *word);
            known.map_or_else(|| word.to_string(), |choice| T(lang).label(&choice.label))
        }
        (FieldKind::Reach(reach), FieldValue::Text(text)) if masks => mask(reach, text),
        (FieldKind::Money(Unit::Wan), FieldValue::Money(amount)) => format::yuan_sign(*amount, lang),
        (kind, value) => format::value(kind, value, lang),
    };
    Some(match (field.kind, field.unit()) {
        (FieldKind::Money(Unit::Wan), _) | (_, None) => text,
        (_, Some(unit)) => T(lang).with_unit(text, unit.get(lang)),
    })
}
