//! Fills a form: of a customer, or blank. Owned, small, comparable; every text has the room that its row gives it.

use super::fact::fact;
use super::log::{FilledLog, log};
use crate::domain::field::{FieldKind, find};
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::printed::{Filling, FormContent, FormItem, ItemWidth, Pair, PrintedForm, said};
use crate::domain::rule::plan::PlanDimension;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::page::customer::{class_boxes, judged, shown};
use crate::ui::room::Room;
use crate::ui::text::T;
use crate::ui::text::sentence::number;

/// How many ems a line of an item holds (`style/forms.css`: 9pt in 166 mm less the label).
const HALF: f32 = 15.0;
const WIDE: f32 = 41.0;

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
    /// What the text is made of, where each part makes sense alone: on paper they stand whole, the first ones before the others.
    pub parts: Vec<String>,
}

impl FormValue {
    /// A text alone; nothing for what is not known.
    pub fn text(text: Option<String>) -> Self {
        Self {
            text: text.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Parts, and all of them as a text.
    pub fn parts(parts: Vec<String>, lang: Lang) -> Self {
        Self {
            text: format::long_clauses(&parts, lang),
            parts,
            ..Self::default()
        }
    }

    /// What there is room for: all boxes, in small letters where they need them, or the ticked one, as many others as fit and how many
    /// do not; then as much of the text.
    fn within(mut self, room: Room, lang: Lang) -> Self {
        if !self.parts.is_empty() {
            (self.text, self.is_small) = room.fit_parts(&self.parts, lang);
            return self;
        }
        let placed = room.place(&self.boxes, !self.text.is_empty());
        self.is_small = placed.is_small;
        self.left = placed.stands.iter().filter(|stands| !**stands).count();
        let mut stands = placed.stands.into_iter();
        self.boxes.retain(|_| stands.next().unwrap_or(true));
        self.text = placed.left.fit(&self.text, lang);
        self
    }
}

/// Who a form is filled for, and from what. `customer` is nothing for a blank one.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub world: &'a World,
    pub customer: Option<(u32, &'a Customer)>,
    pub lang: Lang,
    /// Nothing is shortened: a sheet has the room that paper has not.
    pub is_whole: bool,
}

impl Source<'_> {
    /// The text of a field of the registry.
    pub fn field(self, key: &str) -> Option<String> {
        let (_, customer) = self.customer?;
        shown(find(key)?, self.world, customer, self.lang)
    }
}

/// Fills a form: for paper, or as a whole.
pub fn fill(form: &PrintedForm, world: &World, slot: Option<u32>, lang: Lang, is_whole: bool) -> Option<FilledForm> {
    let customer = match slot {
        Some(slot) => Some((slot, world.book.customers.at(slot).map(|held| &**held)?)),
        None => None,
    };
    let source = Source {
        world,
        customer,
        lang,
        is_whole,
    };
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
    match source.is_whole {
        true => value,
        false => value.within(Room { ems, lines }, lang),
    }
}

/// Boxes of words: those that the text has are ticked, or the last one for a text with none of them. A text that says more stands behind.
fn words(text: Option<String>, boxes: &[Pair], lang: Lang) -> FormValue {
    let text = text.unwrap_or_default();
    let has = |pair: &Pair| text.contains(pair.0) || text.to_lowercase().contains(&pair.1.to_lowercase());
    let none = !text.is_empty() && !boxes.iter().any(has);
    let last = boxes.len().saturating_sub(1);
    let tick = |(i, pair): (usize, &Pair)| (said(*pair, lang).to_owned(), has(pair) || (none && i == last));
    let boxes: Vec<_> = boxes.iter().enumerate().map(tick).collect();
    FormValue {
        text: if says_more(&text, &boxes) {
            text
        } else {
            Default::default()
        },
        boxes,
        ..FormValue::default()
    }
}

/// Whether a text says anything besides the names of the boxes that are ticked.
fn says_more(text: &str, boxes: &[(String, bool)]) -> bool {
    let ticked = boxes.iter().filter(|(_, is)| *is);
    let rest = ticked.fold(text.to_lowercase(), |rest, (name, _)| {
        rest.replace(&name.to_lowercase(), "")
    });
    rest.chars().any(char::is_alphanumeric)
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
