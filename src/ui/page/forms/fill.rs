//! Fills a form: of a customer, or blank. Owned, small, comparable; every text has the room that its row gives it.

use super::fact::fact;
use super::log::{FilledLog, log};
use crate::domain::field::{FieldKind, find};
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::printed::{Filling, FormContent, FormItem, ItemWidth, Pair, PrintedForm, said};
use crate::domain::rule::plan::PlanDimension;
use crate::domain::world::World;
use crate::ui::page::customer::{class_boxes, judged, shown};
use crate::ui::room::Room;
use crate::ui::text::T;
use crate::ui::text::sentence::number;

/// How many ems a line of an item holds (`style/forms.css`: 9pt in 166 mm less the label).
const HALF: f32 = 15.0;
const WIDE: f32 = 41.0;
/// What a box takes beside its words.
const BOX: f32 = 2.4;
/// What is kept free behind boxes for how many have no place.
const SAID: f32 = 4.5;

/// A form with what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledForm {
    /// The company, for the head.
    pub company: Option<String>,
    /// The customer's number, name and owner; nothing for a blank form.
    pub subject: Option<FormSubject>,
    /// Its blocks.
    pub blocks: Vec<FilledBlock>,
    /// What stands below them.
    pub notes: Vec<&'static str>,
}

/// Whose form it is.
#[derive(Clone, Debug, PartialEq)]
pub struct FormSubject {
    /// The customer's number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: Option<String>,
}

/// A block with what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub enum FilledBlock {
    /// A value an item.
    Items(Vec<FormValue>),
    /// The rows.
    Log(FilledLog),
}

/// What stands in an item: boxes, and a text behind or below them. Without either it is a line to write on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormValue {
    /// Boxes, and whether each is ticked.
    pub boxes: Vec<(String, bool)>,
    /// How many boxes have no place here.
    pub left: usize,
    /// In small letters, as not all boxes have a place in those of the form.
    pub is_small: bool,
    /// The text.
    pub text: String,
}

impl FormValue {
    /// A text alone; nothing for what is not known.
    pub fn text(text: Option<String>) -> Self {
        Self {
            text: text.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What there is room for: all boxes, in small letters where they need them, or the ticked one, as many others as fit and how many
    /// do not; then as much of the text.
    fn within(mut self, room: Room, lang: Lang) -> Self {
        let small = Room::small(room);
        let tries = [(room, false, 0.0), (small, true, 0.0), (small, true, SAID)];
        let stand = |(room, is_small, said): (Room, bool, f32)| (room, is_small, self.stand(room, said));
        let all = |(_, _, (_, stands)): &(Room, bool, (usize, Vec<bool>))| stands.iter().all(|stands| *stands);
        let mut found = tries.map(stand).into_iter();
        let last = found.next_back();
        let Some((room, is_small, (lines, stands))) = found.find(all).or(last) else {
            return self;
        };
        self.is_small = is_small;
        self.left = stands.iter().filter(|stands| !**stands).count();
        let mut stands = stands.into_iter();
        self.boxes.retain(|_| stands.next().unwrap_or(true));
        let left = Room {
            lines: room.lines.saturating_sub(lines),
            ..room
        };
        self.text = left.fit(&self.text, lang);
        self
    }

    /// How many lines the boxes take in a room, and which of them have a place: the ticked one in any case. So much is kept free behind them.
    fn stand(&self, room: Room, said: f32) -> (usize, Vec<bool>) {
        let most = room.lines.saturating_sub(usize::from(!self.text.is_empty())).max(1);
        let (mut used, mut lines) = (0.0, usize::from(!self.boxes.is_empty()));
        let width = |name: &str| BOX + Room::width(name);
        // Until the ticked one stands its width is kept free on the last line.
        let ticked = self.boxes.iter().find(|(_, on)| *on);
        let mut kept = ticked.map_or(0.0, |(name, _)| width(name));
        let place = |(name, on): &(String, bool)| {
            let width = width(name);
            if *on {
                kept = 0.0;
            }
            let is_last = lines >= most;
            let free = if is_last { kept + said } else { 0.0 };
            if used > 0.0 && used + width + free > room.ems {
                if is_last && !on {
                    return false;
                }
                lines += 1;
                used = 0.0;
            }
            used += width;
            true
        };
        let stands = self.boxes.iter().map(place).collect();
        (lines.min(most), stands)
    }
}

/// Who a form is filled for, and from what. `customer` is nothing for a blank one.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub world: &'a World,
    pub customer: Option<(u32, &'a Customer)>,
    pub lang: Lang,
}

impl Source<'_> {
    /// The text of a field of the registry.
    pub fn field(self, key: &str) -> Option<String> {
        let (_, customer) = self.customer?;
        shown(find(key)?, self.world, customer, self.lang)
    }
}

/// Fills a form.
pub fn fill(form: &PrintedForm, world: &World, slot: Option<u32>, lang: Lang) -> Option<FilledForm> {
    let customer = match slot {
        Some(slot) => Some((slot, world.book.customers.at(slot).map(|held| &**held)?)),
        None => None,
    };
    let source = Source { world, customer, lang };
    let settings = &world.book.head.settings;
    let blocks = form.blocks.iter().map(|block| match &block.content {
        FormContent::Items(items) => FilledBlock::Items(items.iter().map(|item| value(source, item)).collect()),
        FormContent::Log(rows) => FilledBlock::Log(log(source, rows)),
    });
    let subject = customer.map(|(_, customer)| FormSubject {
        id: customer.id.to_string(),
        name: customer.name.to_string(),
        owner: customer.owner.as_deref().map(str::to_owned),
    });
    let t = T(lang);
    let masked = customer.is_some() && settings.masks_contacts();
    let stars = asks(form).then(|| if masked { t.paper_masked() } else { t.paper_stars() });
    let ruled = customer.is_some() && judges(form);
    Some(FilledForm {
        company: settings.company.as_ref().map(ToString::to_string),
        blocks: blocks.collect(),
        notes: ruled.then(|| t.paper_rules()).into_iter().chain(stars).collect(),
        subject,
    })
}

/// Whether rules fill something of a form.
fn judges(form: &PrintedForm) -> bool {
    form.blocks.iter().any(|block| match &block.content {
        FormContent::Items(items) => items.iter().any(|item| matches!(item.filling, Filling::Class(_))),
        FormContent::Log(_) => false,
    })
}

/// Whether a form has items that must be filled in: names of contacts and how they are reached.
fn asks(form: &PrintedForm) -> bool {
    form.blocks.iter().any(|block| match &block.content {
        FormContent::Items(items) => items.iter().any(|item| item.label.zh.ends_with('*')),
        FormContent::Log(_) => false,
    })
}

fn value(source: Source, item: &FormItem) -> FormValue {
    let lang = source.lang;
    let unticked = |boxes: &[Pair]| boxes.iter().map(|pair| (said(*pair, lang).to_owned(), false)).collect();
    let value = match item.filling {
        Filling::Hand => FormValue::default(),
        Filling::Boxes(boxes) => FormValue {
            boxes: unticked(boxes),
            ..FormValue::default()
        },
        Filling::Words { field, boxes } => words(source.field(field), boxes, lang),
        Filling::ByIntent(boxes) => by_intent(source, boxes),
        Filling::Field(key) => FormValue::text(source.field(key)),
        Filling::Choice(key) => choice(source, key),
        Filling::Class(id) => class(source, id),
        Filling::Fact(what) => fact(source, what),
    };
    let ems = match item.width {
        ItemWidth::Half => HALF,
        ItemWidth::Wide => WIDE,
    };
    let lines = usize::from(item.lines);
    value.within(Room { ems, lines }, lang)
}

/// Boxes of words: those that the text has are ticked, or the last one for a text with none of them. A text that says more stands behind.
fn words(text: Option<String>, boxes: &[Pair], lang: Lang) -> FormValue {
    let text = text.unwrap_or_default();
    let has = |pair: &Pair| text.contains(pair.0) || text.to_lowercase().contains(&pair.1.to_lowercase());
    let none = !text.is_empty() && !boxes.iter().any(has);
    let last = boxes.len().saturating_sub(1);
    let tick = |(i, pair): (usize, &Pair)| (said(*pair, lang).to_owned(), has(pair) || (none && i == last));
    FormValue {
        boxes: boxes.iter().enumerate().map(tick).collect(),
        text,
        ..FormValue::default()
    }
}

fn by_intent(source: Source, boxes: [Pair; 3]) -> FormValue {
    let intent = source.customer.and_then(|(_, customer)| customer.intent);
    let known = crate::domain::kind::Intent::ALL.iter();
    let tick = |(known, pair): (&crate::domain::kind::Intent, Pair)| {
        (said(pair, source.lang).to_owned(), intent == Some(*known))
    };
    FormValue {
        boxes: known.zip(boxes).map(tick).collect(),
        ..FormValue::default()
    }
}

/// The choices of a field as boxes.
fn choice(source: Source, key: &str) -> FormValue {
    let Some(field) = find(key) else {
        return FormValue::default();
    };
    let FieldKind::Choice(list) = field.kind else {
        return FormValue::text(source.field(key));
    };
    let chosen = source.customer.map(|(_, customer)| field.text(customer));
    let tick = |choice: crate::domain::field::Choice| {
        let on = chosen.as_deref() == Some(&*choice.word);
        (choice.label.get(source.lang).to_owned(), on)
    };
    FormValue {
        boxes: list.fixed().into_iter().map(tick).collect(),
        ..FormValue::default()
    }
}

/// The classes of a dimension as boxes, those of a score's bands with where they begin; behind them why.
fn class(source: Source, id: &str) -> FormValue {
    let Source { world, lang, .. } = source;
    let plan = &world.evaluation.plan;
    let Some(dimension) = plan.dimension_of(id) else {
        return FormValue::default();
    };
    let found = source.customer.and_then(|(slot, _)| judged(world, slot, id, lang));
    let boxes = match &found {
        Some(found) => found.boxes.clone(),
        None => class_boxes(dimension, None, lang),
    };
    let name = |id: &str, name: String| match band_from(source, dimension, id) {
        Some(from) => T(lang).forms_band_from(name, number(from)),
        None => name,
    };
    FormValue {
        boxes: boxes
            .into_iter()
            .map(|tick| (name(&tick.id, tick.name), tick.on))
            .collect(),
        text: found.map(|found| found.reason).unwrap_or_default(),
        ..FormValue::default()
    }
}

/// Where a class begins that is a band of a score; nothing for the lowest.
fn band_from(source: Source, dimension: &PlanDimension, class: &str) -> Option<f64> {
    let rulebook = &source.world.evaluation.plan.rulebook;
    let rule = rulebook.dimensions.iter().find(|known| known.id == dimension.id)?;
    let score = rule.bands_of.as_deref()?;
    let score = rulebook.scores.iter().find(|known| *known.id == *score)?;
    let from = score.bands.iter().find(|band| *band.id == *class)?.from;
    let is_lowest = score.bands.iter().all(|band| band.from >= from);
    (!is_lowest).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(names: &[String], on: Option<usize>, text: &str) -> FormValue {
        let boxes = names.iter().enumerate().map(|(i, name)| (name.clone(), on == Some(i)));
        let value = FormValue {
            boxes: boxes.collect(),
            text: text.to_owned(),
            ..FormValue::default()
        };
        value.within(Room { ems: WIDE, lines: 2 }, Lang::Zh)
    }

    #[test]
    fn boxes_stand_smaller_where_they_need_it_and_those_without_a_place_are_counted() {
        let names = [
            "钻石",
            "铂金",
            "黄金",
            "白银",
            "青铜",
            "黑名单",
            "普通",
            "待观察",
            "冻结中",
            "其他类",
        ];
        let names = names.map(str::to_owned);
        // 8 names of 2 or 3 are 19 + 8 × 2.4 = 38 ems: a line of 41, with why below it.
        let eight = within(&names[..8], Some(5), "连续两年每年采购都在一百万以上");
        assert_eq!((eight.boxes.len(), eight.left, eight.is_small), (8, 0, false));
        assert_eq!(eight.text, "连续两年每年采购都在一百万以上");
        // 10 are 49: one small line of 52.
        let ten = within(&names, Some(9), "甲");
        assert_eq!(
            (ten.boxes.len(), ten.left, ten.is_small, &*ten.text),
            (10, 0, true, "甲")
        );
        // 14 of 8 ems are 14 × 10.4: five on each of three small lines.
        let long: Vec<String> = (0..14)
            .map(|n| format!("很长的一个名称{}", char::from(b'A' + n)))
            .collect();
        let blank = within(&long, None, "");
        assert_eq!((blank.boxes.len(), blank.left, blank.is_small), (14, 0, true));
        // Of 40 there is no room for all: 5 on two lines each, and 4 on the third, behind which the rest is said.
        let many: Vec<String> = (0..40).map(|n| format!("很长的一个名称{}", n % 10)).collect();
        let cut = within(&many, Some(39), "");
        assert_eq!((cut.left, cut.boxes.len() + cut.left), (26, 40));
        assert!(cut.boxes.iter().any(|(_, on)| *on));
    }
}
