//! From the cells of a row to a text for each field.

use super::column::{ReadColumn, day_of, is_of_calendar};
use super::phones::without_accounts;
use super::pieces::{join_name, several_in_json, tag};
pub(super) use super::said::Said;
use super::{Wanted, lunar, named_phones, people};
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::field::{FieldKind, FieldValue, Reach, Tense, Unit, parse};
use crate::domain::fold::folded;
use crate::domain::kind::OrderItem;
use crate::domain::money::Fen;
use crate::exchange::columns::{PRICE, QUANTITY, Subject, Use, WORTH, is_several, note_of_person, of_first_person};
use crate::exchange::grid::Cell;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Instead, RowDay, is_as_of_row, is_lunar_day, said_in, unguarded};
use crate::exchange::words::{HOME, MONEY_UNITS, NO_OWNER, UNKNOWN, money_suffix};

impl ReadColumn {
    /// Reads its cell into what the row says, which is of this day.
    fn read(&self, cell: &Cell, of: RowDay, into: &mut Said) {
        if let (Some(time), Some(field)) = (self.time_of_day(cell), &self.field) {
            return into.times.push((field.key, time));
        }
        let kind = self.field.as_ref().map_or(FieldKind::LongText, |field| field.kind);
        // Of several people each line is one.
        let parted = (self.parts_people() == Some(true)).then(|| Cell::text(&cell.shown().replace('\n', "/")));
        let text = match said_in(parted.as_ref().unwrap_or(cell), kind, &self.reading, of) {
            Ok(_) if people::waits(self, cell) => return into.ask(Some(self.column), say::asked_first()),
            Ok(_) if self.settles_day(cell, kind, of, into) => return,
            Ok(text) => text.map(|text| several_in_json(&text).unwrap_or(text)),
            Err(unread) => {
                if let Some(field) = &self.field {
                    into.columns.entry(field.key).or_insert(self.column);
                }
                return match unread.waits {
                    true => into.ask(Some(self.column), unread.message),
                    false => into.wrong(Some(self.column), unread.message),
                };
            }
        };
        if kind == FieldKind::Date(Tense::Born) && text.is_some() && is_lunar_day(unguarded(&cell.shown())) {
            into.lunar.extend(self.field.as_ref().map(|field| field.key));
        }
        match (&self.field, text) {
            (Some(field), Some(text)) if is_yearless(field.key, &text) => self.note_of_contact(&text, into),
            (Some(field), Some(text)) if self.says_nothing(field.key, &text) => self.put(field.key, None, into),
            (Some(field), Some(text)) if is_listed_by_google(&text) => self.put_listed(field.key, &text, into),
            (Some(field), Some(text)) if kind == FieldKind::Reach(Reach::Phone) => {
                let text = without_accounts(text, field.key, self.column, into);
                self.put(field.key, text, into);
            }
            (Some(field), text) => self.put(field.key, text, into),
            (None, Some(text)) if self.used == Use::Tag => into.tags.extend(tag(&self.heading, &text)),
            (None, Some(text)) => into.notes.push(format!("{}：{text}", self.heading)),
            (None, None) => {}
        }
    }

    /// Whether a text stands for nothing in this field: nobody as an owner, our own country beside a place in it.
    fn says_nothing(&self, key: &str, text: &str) -> bool {
        let is_of = |words: &[&str]| words.contains(&&*folded(text));
        match key {
            "owner" | "service_owner" | "by" | "handler" => is_of(&NO_OWNER) || is_of(UNKNOWN),
            "region" => self.is_country && is_of(&HOME) || is_of(UNKNOWN),
            "source" | "contact.name" | "need_tags" | "name" | "customer" => is_of(UNKNOWN),
            key if is_of_calendar(key) => is_of(UNKNOWN),
            "industry" | "kind" | "intent" => is_of(UNKNOWN) && !self.offered().iter().any(|own| *own.word == *text),
            _ => false,
        }
    }

    /// Several values of one cell; Google's own groups (`* myContacts`) are no tags of anybody.
    fn put_listed(&self, key: &'static str, text: &str, into: &mut Said) {
        let all = text.split(BETWEEN_OF_GOOGLE).map(str::trim);
        let all: Vec<&str> = all
            .filter(|one| !one.is_empty() && !one.starts_with(GROUP_OF_GOOGLE))
            .collect();
        match key {
            // One address is used: each by itself.
            "contact.email" => all
                .into_iter()
                .for_each(|one| self.put(key, Some(one.to_owned()), into)),
            _ if all.is_empty() => self.put(key, None, into),
            _ => self.put(key, Some(all.join(between(key))), into),
        }
    }

    /// Makes of a day that is not whole what was said of them, where it is no day of the field.
    fn settles_day(&self, cell: &Cell, kind: FieldKind, of: RowDay, into: &mut Said) -> bool {
        let is_day = matches!(kind, FieldKind::Date(_) | FieldKind::Moment(_));
        let shown = cell.shown();
        let text = unguarded(&shown);
        let is_day = is_day && !is_as_of_row(cell, text, &self.reading, of);
        let told = self.reading.instead(cell, text).filter(|_| is_day);
        match (told, &self.field) {
            (Some(Instead::Out), _) => into.is_unwanted = true,
            (Some(Instead::Note), Some(field)) if field.key.starts_with("contact") => self.note_of_contact(text, into),
            (Some(Instead::Note), _) => into.notes.push(format!("{}：{text}", self.heading)),
            // It is no day, and the cell is as good as blank.
            _ => {}
        }
        matches!(told, Some(Instead::Out | Instead::Note))
    }

    /// Tells a text beside the contact, behind the heading, as no field of it can.
    fn note_of_contact(&self, text: &str, into: &mut Said) {
        let note = note_of_person(self.field.as_ref().map_or("", |field| field.key));
        into.add_line(note, format!("{}：{text}", self.heading));
    }

    fn put(&self, key: &'static str, text: Option<String>, into: &mut Said) {
        if text.is_none() {
            into.partly.insert(key);
        }
        let joined = match (into.get(key), text) {
            (Some(known), None) => Some(known.to_owned()),
            (None, text) => text,
            (Some(known), Some(text)) if folded(known) == folded(&text) || self.is_answered(&Answer::FirstOf) => {
                Some(known.to_owned())
            }
            (Some(_), Some(text)) if self.is_answered(&Answer::LastOf) => Some(text),
            // One address is used; the others are told beside it.
            (Some(_), Some(text)) if of_first_person(key) == "contact.email" => {
                return self.note_of_contact(&text, into);
            }
            (Some(known), Some(text)) if is_several(key) && !self.is_second => {
                Some(format!("{known}{}{text}", between(key)))
            }
            (Some(_), Some(_)) => return into.ask(Some(self.column), say::asked_first()),
        };
        into.fields.insert(key, joined);
        into.columns.entry(key).or_insert(self.column);
    }
}

/// What Google's address book writes between the values of a cell.
const BETWEEN_OF_GOOGLE: &str = ":::";
/// How it begins the name of a group of its own.
const GROUP_OF_GOOGLE: &str = "* ";

fn is_listed_by_google(text: &str) -> bool {
    text.contains(BETWEEN_OF_GOOGLE) || text.starts_with(GROUP_OF_GOOGLE) && !text.contains('\n')
}

/// Whether a birthday is one without a year, as address books write it: `--03-05`. A day has one.
fn is_yearless(key: &str, text: &str) -> bool {
    key == "contact.birthday" && text.starts_with("--")
}

/// What stands between the texts of several columns for one field.
pub(super) fn between(key: &str) -> &'static str {
    match of_first_person(key) {
        "notes" | "note" | "needs" | "contact.note" | "content" => "\n",
        "contact.phone" | "contact.email" => " / ",
        "region" => " ",
        _ => "、",
    }
}

/// What a row says.
pub(super) fn row(columns: &[ReadColumn], row: &TableRow, wanted: &Wanted) -> Said {
    let mut into = Said::default();
    let of = day_of(columns, row, wanted);
    for read in columns {
        if lunar::waits(columns, read, row, wanted) {
            into.ask(Some(read.column), say::asked_first());
        } else {
            read.read(&lunar::cell(columns, read, row, wanted), of, &mut into);
        }
    }
    for (key, time) in std::mem::take(&mut into.times) {
        let day = into.get(key).filter(|day| Day::parse(day).is_some());
        if let Some(whole) = day.map(|day| format!("{day} {time}")) {
            into.fields.insert(key, Some(whole));
        }
    }
    // Such a birthday says itself by which calendar it is kept.
    for birthday in std::mem::take(&mut into.lunar) {
        let calendar = lunar::calendar_of(birthday).filter(|key| into.get(key).is_none());
        into.fields.extend(calendar.map(|key| (key, Some("yes".to_owned()))));
    }
    for (key, text) in &wanted.constants {
        if let Some(field) = wanted.mapping.subject.field(key)
            && into.get(field.key).is_none()
        {
            into.fields.insert(field.key, Some(text.clone()));
        }
    }
    for (wechat, name) in std::mem::take(&mut into.on_wechat) {
        let is_phone = name.bytes().all(|byte| byte.is_ascii_digit());
        match into.get(wechat).map(|known| folded(known) == folded(&name)) {
            None => _ = into.fields.insert(wechat, Some(name)),
            Some(false) if wechat.ends_with("email") => into.add_line(note_of_person(wechat), name),
            // One account is used; another one is told beside it.
            Some(false) if !is_phone => into.add_line(note_of_person(wechat), say::on_wechat(&name).zh.into()),
            Some(_) => {}
        }
    }
    join_name(&mut into);
    named_phones::settle(&mut into);
    if wanted.mapping.subject == Subject::Orders {
        with_item(columns, &mut into);
        notes_of_order(&mut into);
    }
    into
}

/// How many of its product a row says, and what these come to, as its one item says it. What is no number of one product stands in the remark.
fn with_item(columns: &[ReadColumn], into: &mut Said) {
    let [count, price, worth] = [QUANTITY, PRICE, WORTH].map(|key| (key, into.columns.remove(key), into.take(key)));
    let mut unused = Vec::new();
    let number = |text: &str| Decimal::parse(&folded(text).replace(',', ""));
    if let (_, column, Some(text)) = &count {
        let item = into.get("items").and_then(one_item);
        let product = into.get("items").map(str::to_owned);
        match (number(text), item, product) {
            // The product says as many itself.
            (Some(number), Some(item), _) if item.quantity.as_ref() == Some(&number) => {}
            (Some(number), Some(_), Some(product)) => {
                into.fields.insert("items", Some(format!("{product} ×{number}")));
                if let Some(column) = *column {
                    into.columns.entry("items").or_insert(column);
                }
            }
            _ => unused.push(&count),
        }
    }
    let item = into.get("items").and_then(one_item);
    let own = worth.2.as_deref().and_then(money);
    let many = item.as_ref().and_then(|item| item.quantity.clone());
    let many = many.or_else(|| count.2.as_deref().and_then(number));
    // A bare price is in the unit of its head, or of the table.
    let power = columns.iter().find(|read| read.is_of(PRICE));
    let power = power.and_then(|read| read.reading.written_power).unwrap_or(0);
    let costs = price.2.as_deref().zip(many).and_then(|(price, many)| {
        let sum = product_of(price, power, &many)?;
        let unit = if power != 0 && is_bare(price) {
            money_suffix(power)
        } else {
            ""
        };
        Some((sum, format!("{price}{unit}×{many}")))
    });
    let amount = own.or(costs.as_ref().map(|(sum, _)| *sum)).filter(|_| item.is_some());
    into.priced = costs;
    if amount.is_none() {
        unused.extend([&price, &worth]);
    }
    for (key, _, text) in unused {
        let heading = columns.iter().find(|read| read.is_of(key)).map(|read| &*read.heading);
        let line = text
            .as_ref()
            .map(|text| format!("{}：{text}", heading.unwrap_or_default()));
        into.notes.extend(line);
    }
    into.line = item.map(|item| OrderItem { amount, ..item });
}

/// The item that a text says, where it is one.
pub(super) fn one_item(text: &str) -> Option<OrderItem> {
    match parse(FieldKind::Items, text, Day(0)) {
        Ok(FieldValue::Items(all)) if all.len() == 1 => all.into_iter().next(),
        _ => None,
    }
}

/// An amount as it was read from a cell.
pub(super) fn money(text: &str) -> Option<Fen> {
    match parse(FieldKind::SignedMoney(Unit::Yuan), text, Day(0)) {
        Ok(FieldValue::Money(amount)) => Some(amount),
        _ => None,
    }
}

/// A price without what only groups it, and without what it is of: 3.2元/个.
fn bare_price(price: &str) -> String {
    let bare = folded(price).replace([',', '¥'], "");
    bare.split('/').next().unwrap_or_default().trim().to_owned()
}

fn is_bare(price: &str) -> bool {
    Decimal::parse(&bare_price(price)).is_some()
}

/// What so many come to, each at this price, which may have parts of a fen; `power`: of ten of yuan, where the price says no unit.
fn product_of(price: &str, power: i32, count: &Decimal) -> Option<Fen> {
    let bare = bare_price(price);
    let end = bare.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'));
    let (number, unit) = bare.split_at(end.unwrap_or(bare.len()));
    let of_unit = |(word, power): &(&str, i32)| (*word == unit.trim()).then_some(*power);
    let power = match unit.trim() {
        "" => power,
        _ => MONEY_UNITS.iter().find_map(of_unit)?,
    };
    let yuan = Decimal::parse(number)?.value() * 10f64.powi(power) * count.value();
    Fen::parse_yuan(&format!("{yuan:.2}")).ok()
}

/// What a row of an order says that is in no field of it, in its remark.
fn notes_of_order(into: &mut Said) {
    let lines = std::mem::take(&mut into.notes);
    if !lines.is_empty() {
        let own = into.take("note");
        into.adds_note = own.is_none();
        let all: Vec<String> = own.into_iter().chain(lines).collect();
        into.fields.insert("note", Some(all.join("\n")));
    }
}
