//! From a draft to the record it makes.

use super::draft::{Draft, Place};
use std::collections::BTreeSet;

use crate::domain::change::Kind;
use crate::domain::check::{Check, Level};
use crate::domain::day::Moment;
use crate::domain::field::{Field, FieldKind, FieldValue, HasFields, MISSING, Tense, Typing, find};
use crate::domain::kind::{
    Campaign, Contact, Customer, Interaction, Order, PointsEntry, Settings, Staff, TaskOutcome, Ticket,
};
use crate::domain::label::Label;
use crate::domain::text::check;

/// Something to say about an input.
pub type Remark = (Place, Label);

/// What a draft makes of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Made<R> {
    /// The record, with what can be read of what was typed.
    pub record: R,
    /// What is wrong, in the order of the form.
    pub wrong: Vec<Remark>,
    /// What looks wrong and may be so all the same.
    pub warnings: Vec<Remark>,
}

/// A kind of record that is typed into a form made of its registry.
pub trait Formed: HasFields + Check + Clone + PartialEq + Send + Sync {
    /// The rows that are inputs; of other records only a campaign is chosen; what belongs to the parts of a list too.
    fn inputs() -> impl Iterator<Item = &'static Field<Self>> {
        use FieldKind::{Contacts, Id, Link, Products, Staff};
        Self::FIELDS.iter().filter(|field| {
            field.kind == Link(Kind::Campaign) || !matches!(field.kind, Id | Link(_) | Contacts | Staff | Products)
        })
    }

    /// What an input shows while nobody has typed into it.
    fn text(&self, place: Place) -> String {
        Self::field(place.key).map(|field| field.text(self)).unwrap_or_default()
    }

    /// The names of the parts of the list that the form shows.
    fn parts(&self) -> Vec<String> {
        Vec::new()
    }

    /// Whether an input belongs to a part of the list.
    fn is_of_part(_key: &str) -> bool {
        false
    }

    /// Puts what was typed about the parts into the record; the rows that became parts, in order.
    fn write_parts(&mut self, _draft: &Draft, _typing: Typing, _said: &mut Said) -> Vec<u32> {
        Vec::new()
    }

    /// The input that a path in the record belongs to.
    fn place_of(path: &str, _rows: &[u32]) -> Option<Place> {
        let key = path.split('[').next().unwrap_or(path);
        let row = Self::field(path).or_else(|| Self::field(key));
        row.map(|field| Place::own(field.key))
    }
}

impl Formed for Interaction {}
impl Formed for Order {}
impl Formed for Ticket {}
impl Formed for TaskOutcome {}
impl Formed for Campaign {}
impl Formed for PointsEntry {}
impl Formed for Staff {}
impl Formed for Settings {}

impl Formed for Customer {
    fn text(&self, place: Place) -> String {
        let Some(field) = find(place.key) else {
            return String::new();
        };
        if Self::is_of_part(place.key) {
            field.text(&self.holder(place.row))
        } else {
            field.text(self)
        }
    }

    fn parts(&self) -> Vec<String> {
        let name = |contact: &Contact| contact.name.as_deref().unwrap_or_default().to_owned();
        self.contacts.iter().map(name).collect()
    }

    fn is_of_part(key: &str) -> bool {
        key.starts_with("contact.")
    }

    fn write_parts(&mut self, draft: &Draft, typing: Typing, said: &mut Said) -> Vec<u32> {
        let (mut kept, mut contacts) = (Vec::new(), Vec::new());
        let fields: Vec<_> = Self::inputs().filter(|field| Self::is_of_part(field.key)).collect();
        // Most of a long list is not touched: what was typed is looked up once, not for each of its rows.
        let touched: BTreeSet<u32> = draft.rows_typed(&fields.iter().map(|field| field.key).collect::<Vec<_>>());
        for row in draft.rows(&self.parts()) {
            let contact = if touched.contains(&row) {
                let mut holder = self.holder(row);
                for field in &fields {
                    write(&mut holder, field, row, draft, typing, said);
                }
                holder.contacts.pop()
            } else {
                self.contacts.get(row as usize).cloned()
            };
            // A contact that says nothing is none.
            if let Some(contact) = contact.filter(|contact| *contact != Contact::blank()) {
                kept.push(row);
                contacts.push(contact);
            }
        }
        self.contacts = contacts;
        kept
    }

    fn place_of(path: &str, rows: &[u32]) -> Option<Place> {
        if let Some(rest) = path.strip_prefix("contacts[") {
            let (index, key) = rest.split_once("].")?;
            let row = *rows.get(index.parse::<usize>().ok()?)?;
            let key = find(&format!("contact.{key}"))?.key;
            return Some(Place { key, row });
        }
        let key = path.split('[').next().unwrap_or(path);
        find(key).map(|field| Place::own(field.key))
    }
}

impl Customer {
    /// A record that holds one contact alone: the registry reads and writes the first one.
    fn holder(&self, row: u32) -> Self {
        let mut holder = Self::new(self.id.clone(), "");
        holder.contacts = self.contacts.get(row as usize).cloned().into_iter().collect();
        holder
    }
}

/// What there is to say about inputs.
#[derive(Default)]
pub struct Said {
    wrong: Vec<Remark>,
    warnings: Vec<Remark>,
}

fn write<R: HasFields>(record: &mut R, field: &Field<R>, row: u32, draft: &Draft, typing: Typing, said: &mut Said) {
    let place = Place { key: field.key, row };
    let Some(text) = draft.text(place) else { return };
    if let Err(error) = field.write(record, text, typing) {
        said.wrong.push((place, error.message));
        return;
    }
    // What was, cannot be to come: it is saved when the user says so once more.
    let Some(moment) = of_the_past(field, record) else {
        return;
    };
    let clock = moment.clock().filter(|_| !typing.clock.is_empty());
    let is_later = |clock: &str| moment.day == typing.today && clock > typing.clock;
    if moment.day > typing.today || clock.is_some_and(is_later) {
        let at = clock.map(|clock| format!("{} {clock}", moment.day));
        let at = at.unwrap_or_else(|| moment.day.to_string());
        said.warnings.push((place, check::not_yet(at)));
    }
}

/// Puts what was typed onto a record. `is_new` says that the record is none yet: its amount is not nothing, but not said.
pub fn read<R: Formed>(base: &R, draft: &Draft, is_new: bool, typing: Typing) -> Made<R> {
    let (mut record, mut said) = (base.clone(), Said::default());
    for field in R::inputs().filter(|field| !R::is_of_part(field.key)) {
        write(&mut record, field, 0, draft, typing, &mut said);
        let place = Place::own(field.key);
        let shown = || {
            draft
                .text(place)
                .map_or_else(|| first_text(base, place, is_new), str::to_owned)
        };
        let is_said = said.wrong.iter().any(|(known, _)| *known == place);
        if field.required && !is_said && shown().trim().is_empty() {
            said.wrong.push((place, MISSING.message));
        }
    }
    let rows = record.write_parts(draft, typing, &mut said);
    let Said {
        mut wrong,
        mut warnings,
    } = said;
    for problem in record.problems() {
        // A problem of a field that the form does not show is none of the person who types.
        let shown = |place: &Place| R::inputs().any(|field| field.key == place.key);
        let Some(place) = R::place_of(&problem.field, &rows).filter(shown) else {
            continue;
        };
        match problem.level {
            // What cannot be read was said already.
            Level::Error if wrong.iter().any(|(known, _)| *known == place) => {}
            Level::Error => wrong.push((place, problem.problem)),
            Level::Warning | Level::Question => warnings.push((place, problem.problem)),
        }
    }
    let order = places::<R>(draft, &base.parts());
    wrong.sort_by_key(|(place, _)| order.iter().position(|known| known == place));
    Made {
        record,
        wrong,
        warnings,
    }
}

/// Whether a field says when something happened.
pub fn is_of_the_past(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Date(Tense::Past | Tense::Born) | FieldKind::Moment(Tense::Past)
    )
}

/// When something happened, where the field holds that.
fn of_the_past<R: HasFields>(field: &Field<R>, record: &R) -> Option<Moment> {
    match (field.get)(record) {
        FieldValue::Date(day) if is_of_the_past(field.kind) => Some(Moment::on(day)),
        FieldValue::Moment(moment) if is_of_the_past(field.kind) => Some(moment),
        _ => None,
    }
}

/// What an input shows before anybody typed: of something new, an amount that nobody has said.
pub fn first_text<R: Formed>(base: &R, place: Place, is_new: bool) -> String {
    let unsaid = |field: &Field<R>| field.required && matches!(field.kind, FieldKind::SignedMoney(_));
    match R::field(place.key) {
        Some(field) if is_new && unsaid(field) => String::new(),
        _ => base.text(place),
    }
}

/// The inputs of a form in their order; those of the parts stand row by row where the first of them does.
pub fn places<R: Formed>(draft: &Draft, parts: &[String]) -> Vec<Place> {
    let of_part = || R::inputs().map(|field| field.key).filter(|key| R::is_of_part(key));
    let mut places = Vec::new();
    let mut parts_stand = false;
    for field in R::inputs() {
        if !R::is_of_part(field.key) {
            places.push(Place::own(field.key));
        } else if !std::mem::replace(&mut parts_stand, true) {
            let rows = draft.rows(parts).into_iter();
            places.extend(rows.flat_map(|row| of_part().map(move |key| Place { key, row })));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::form::new;
    use crate::domain::id::{CustomerId, OrderId, TicketId};
    use crate::domain::money::Fen;

    const TYPING: Typing = Typing {
        // 2026-11-19
        today: Day(20_776),
        offset: "+08:00",
        clock: "15:00",
    };

    fn customer() -> Customer {
        let mut customer = Customer::new(CustomerId::new("c1").unwrap(), "甲");
        for name in ["一", "二"] {
            customer.contacts.push(Contact {
                name: Some(name.into()),
                ..Contact::blank()
            });
        }
        customer
    }

    fn at(key: &'static str, row: u32) -> Place {
        Place { key, row }
    }

    /// Types as the form does.
    fn typed<R: Formed>(base: &R, texts: &[(Place, &str)]) -> Draft {
        let mut draft = Draft::default();
        for (place, text) in texts {
            if R::is_of_part(place.key) {
                draft.touch_rows(&base.parts());
            }
            draft.set(*place, (*text).to_owned(), &base.text(*place));
        }
        draft
    }

    fn made<R: Formed>(base: &R, texts: &[(&'static str, &str)], is_new: bool) -> Made<R> {
        let texts: Vec<_> = texts.iter().map(|(key, text)| (Place::own(key), *text)).collect();
        read(base, &typed(base, &texts), is_new, TYPING)
    }

    fn keys(remarks: &[Remark]) -> Vec<&'static str> {
        remarks.iter().map(|(place, _)| place.key).collect()
    }

    #[test]
    fn what_was_is_asked_about_where_it_is_still_to_come() {
        let json = serde_json::json!({"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2027-01-04"});
        let ticket: Ticket = serde_json::from_value(json).unwrap();
        let asked = |key, text| keys(&made(&ticket, &[(key, text)], true).warnings);
        assert_eq!(asked("opened_at", "2026-11-20 9:00"), ["opened_at"]);
        assert_eq!(asked("resolved_at", "2027-02-01"), ["resolved_at"]);
        assert!(asked("opened_at", "2026-11-19 9:00").is_empty());
        assert!(asked("opened_at", "2026-11-19 15:00").is_empty());
        assert_eq!(asked("opened_at", "2026-11-19 15:01"), ["opened_at"]);
        assert!(asked("opened_at", "2026-11-19").is_empty());
        let asked = |key, text| keys(&made(&customer(), &[(key, text)], false).warnings);
        assert_eq!(asked("contract.signed_on", "2027-11-19"), ["contract.signed_on"]);
        assert_eq!(asked("birthday", "2026-11-20"), ["birthday"]);
        assert!(asked("contract.signed_on", "2026-11-19").is_empty());
        assert!(asked("contract.ends_on", "2027-11-19").is_empty());
        // Of a contact as well, whichever it is.
        let (base, place) = (customer(), at("contact.birthday", 1));
        let ahead = read(&base, &typed(&base, &[(place, "2026-11-20")]), false, TYPING);
        assert_eq!(
            ahead.warnings.iter().map(|(place, _)| *place).collect::<Vec<_>>(),
            [place]
        );
        // What nobody touched is not asked about.
        assert!(asked("subject", "漏水").is_empty());
        let talk = serde_json::json!({"id": "i", "customer": "c", "at": "2026-11-02"});
        let talk: Interaction = serde_json::from_value(talk).unwrap();
        assert_eq!(keys(&made(&talk, &[("at", "2026-11-20")], true).warnings), ["at"]);
        assert!(keys(&made(&talk, &[("next_due", "2026-11-20")], true).warnings).is_empty());
    }

    #[test]
    fn an_untouched_draft_changes_nothing() {
        for record in [customer(), Customer::new(CustomerId::new("c").unwrap(), "乙")] {
            let draft = typed(&record, &[(Place::own("name"), &*record.name)]);
            assert!(draft.is_empty());
            assert_eq!(read(&record, &draft, false, TYPING).record, record);
        }
        let json =
            serde_json::json!({"id": "i", "customer": "c", "at": "2026-11-02T14:03:27+09:00", "campaign": "k", "x": 1});
        let talk: Interaction = serde_json::from_value(json).unwrap();
        assert_eq!(made(&talk, &[], false).record, talk);
        let read = made(
            &talk,
            &[("at", "2026-11-02 9:05"), ("responded", "no"), ("content", " 备件 ")],
            false,
        )
        .record;
        assert_eq!(read.at.to_string(), "2026-11-02T09:05:00+08:00");
        assert_eq!((read.responded, read.content.as_deref()), (Some(false), Some("备件")));
        assert_eq!((&read.campaign, &read.extra), (&talk.campaign, &talk.extra));
    }

    #[test]
    fn what_is_typed_is_read_as_people_write_it() {
        let texts = [
            (Place::own("annual_revenue"), "1.8亿"),
            (Place::own("cooperation_since"), "0516"),
            (at("contact.phone", 1), "154 0000 6142"),
        ];
        let draft = typed(&customer(), &texts);
        let built = read(&customer(), &draft, false, TYPING).record;
        assert_eq!(built.annual_revenue.map(|fen| fen.0), Some(18_000_000_000));
        assert_eq!(
            built.cooperation_since.map(|d| d.to_string()).as_deref(),
            Some("2026-05-16")
        );
        assert_eq!(built.contacts[1].phone.as_deref(), Some("154 0000 6142"));
        assert_eq!((draft.changes(), built.contacts.len()), (3, 2));
    }

    #[test]
    fn a_birthday_without_a_year_is_refused_at_its_field_and_none_is_kept() {
        let texts = [
            (Place::own("founded_on"), "8-16"),
            (Place::own("birthday"), "0816"),
            (at("contact.birthday", 1), "12-25"),
        ];
        let built = read(&customer(), &typed(&customer(), &texts), false, TYPING);
        let wrong: Vec<_> = built.wrong.iter().map(|(place, why)| (*place, &*why.zh)).collect();
        let why = "这一天要写年份，如1985-12-25";
        assert_eq!(
            wrong,
            [
                (at("contact.birthday", 1), why),
                (Place::own("founded_on"), why),
                (Place::own("birthday"), why)
            ]
        );
        assert_eq!(built.record, customer());
        let whole = [(at("contact.birthday", 1), "1985-12-25")];
        let built = read(&customer(), &typed(&customer(), &whole), false, TYPING);
        assert_eq!(built.wrong, []);
        assert_eq!(built.record.contacts[1].birthday, Day::from_ymd(1985, 12, 25));
    }

    #[test]
    fn contacts_come_and_go() {
        let base = customer();
        let contact_keys: Vec<&str> = Customer::inputs()
            .map(|f| f.key)
            .filter(|k| Customer::is_of_part(k))
            .collect();
        let mut draft = Draft::default();
        draft.remove_row(0, &contact_keys, &base.parts());
        let row = draft.add_row(&base.parts());
        draft.set(at("contact.name", row), "三".into(), "");
        assert_ne!(row, draft.add_row(&base.parts()));
        let built = read(&base, &draft, false, TYPING).record;
        let names: Vec<_> = built.contacts.iter().filter_map(|c| c.name.as_deref()).collect();
        assert_eq!((names, draft.changes()), (vec!["二", "三"], 2));
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place_in_the_order_of_the_form() {
        let texts = [
            (at("contact.birthday", 1), "13-40"),
            (Place::own("budget_min"), "很多"),
            (Place::own("name"), " "),
        ];
        let wrong = read(&customer(), &typed(&customer(), &texts), false, TYPING).wrong;
        let places: Vec<Place> = wrong.into_iter().map(|(place, _)| place).collect();
        assert_eq!(
            places,
            [Place::own("name"), at("contact.birthday", 1), Place::own("budget_min")]
        );
        let nameless = Customer::new(CustomerId::new("c").unwrap(), "");
        assert_eq!(keys(&made(&nameless, &[], true).wrong), ["name"]);
    }

    #[test]
    fn a_wrong_code_warns_and_is_kept() {
        let built = made(&customer(), &[("uscc", "9133-0206")], false);
        assert_eq!(built.record.uscc.as_deref(), Some("91330206"));
        assert_eq!((keys(&built.warnings), built.wrong.len()), (vec!["uscc"], 0));
    }

    #[test]
    fn what_others_changed_meanwhile_is_in_what_is_saved() {
        let texts = [(Place::own("notes"), "好"), (at("contact.title", 1), "厂长")];
        let mut draft = typed(&customer(), &texts);
        let mut now = customer();
        now.region = Some("浙江".into());
        now.contacts.remove(0);
        draft.follow(&["contact.name", "contact.title"], &now.parts());
        let built = read(&now, &draft, false, TYPING).record;
        assert_eq!(
            (built.region.as_deref(), built.notes.as_deref()),
            (Some("浙江"), Some("好"))
        );
        let people: Vec<_> = built
            .contacts
            .iter()
            .map(|c| (c.name.as_deref(), c.title.as_deref()))
            .collect();
        assert_eq!(people, [(Some("二"), Some("厂长"))]);
    }

    #[test]
    fn a_new_order_has_no_amount_until_it_is_said() {
        let base = new::order(OrderId::new("o").unwrap(), CustomerId::new("c").unwrap(), TYPING.today);
        assert_eq!(keys(&made(&base, &[], true).wrong), ["amount"]);
        let texts = [
            ("amount", "1.28万"),
            ("items", "伺服电机 ×2、减速机，Flex"),
            ("due_on", "明天"),
        ];
        let made_order = made(&base, &texts, true);
        let order = made_order.record;
        assert_eq!(made_order.wrong, []);
        assert_eq!(
            (order.amount, order.due_on),
            (Fen(1_280_000), Some(TYPING.today.plus_days(1)))
        );
        assert_eq!(order.items.len(), 3);
        assert_eq!(made(&order, &[], false).record, order);
        let wrong = made(
            &base,
            &[("date", "2026-02-30"), ("amount", "1.005"), ("paid_on", "soon")],
            true,
        )
        .wrong;
        assert_eq!(keys(&wrong), ["date", "amount", "paid_on"]);
    }

    #[test]
    fn a_ticket_solved_before_it_was_opened_is_asked_about() {
        let base = new::ticket(
            TicketId::new("t").unwrap(),
            CustomerId::new("c").unwrap(),
            TYPING.today,
            "周敏",
        );
        assert_eq!(made(&base, &[], true).wrong, []);
        let read = made(
            &base,
            &[("resolved_at", "前天"), ("satisfaction", "4"), ("cause", "接线")],
            true,
        );
        assert_eq!(
            (keys(&read.warnings), read.record.cause.as_deref()),
            (vec!["resolved_at"], Some("接线"))
        );
        assert_eq!(keys(&made(&base, &[("opened_at", "")], true).wrong), ["opened_at"]);
    }
}
