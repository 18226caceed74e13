//! Typed entry: one engine behind every form and dialog.
//!
//! A [`Form`] shows what a [`Source`] says, or what was typed in its place. What is typed goes into the form's draft
//! ([`crate::state::drafts`]), so it outlives the form, its page and the app. An input that nobody touched follows the book; one
//! that was typed into and was changed elsewhere is asked about ([`Clashes`]).

mod clash;
mod dialog;
mod ids;
mod input;
mod plain;
mod record;
mod save;
mod source;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use clash::{Clashes, CopyTyped, Refused, Restored, TypedElsewhere, Unsaved};
pub use dialog::{FormDialog, removal};
pub use input::{ChoiceInput, Input, inputs};
pub use plain::Plain;
pub use record::{Names, RecordForm};
pub use source::Source;

use crate::domain::command::Command;
use crate::domain::field::{FieldValue, Typing, format, parse};
use crate::domain::form::{self, Draft, Place, Remark};
use crate::domain::id::CustomerId;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::live::*;
use crate::state::{App, clock};
use crate::ui::focus::{focus, focus_id};
use crate::ui::text::{T, both};
use crate::ui::widget::FieldError;

/// A form over a draft. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Form {
    /// The app.
    pub app: App,
    name: StoredValue<Text>,
    source: StoredValue<Option<Arc<dyn Source>>>,
    errors: RwSignal<BTreeMap<Place, Label>>,
    warnings: Memo<BTreeMap<Place, Label>>,
    masks: Memo<bool>,
    /// Something was typed before the form was opened.
    stood: RwSignal<bool>,
    /// The user tried to save: errors are listed on top.
    pub tried: RwSignal<bool>,
    /// The user saw what looks wrong: saving again keeps it.
    pub warned: RwSignal<bool>,
    /// Why the last save was refused.
    refused: RwSignal<Option<Label>>,
    /// A save is under way.
    pub busy: RwSignal<bool>,
}

impl Form {
    /// A form over the draft of this name.
    pub fn new(app: App, name: impl Into<Text>, source: impl Source + 'static) -> Self {
        let name: Text = name.into();
        let (drafts, source): (_, Arc<dyn Source>) = (app.drafts, Arc::new(source));
        drafts.settle(&name, |draft| {
            let left = |sent: &str| app.session.peek(|world| Command::left(&world.book, sent)) == Some(true);
            draft.sent().is_some_and(left)
        });
        let stood = drafts.has(&name);
        let name = StoredValue::new(name);
        let source = StoredValue::new(Some(source));
        let warnings = Memo::new(move |_| {
            let now = clock::instant();
            let typing = Typing {
                today: app.today.get(),
                offset: offset(&now),
                clock: hour_minute(&now),
            };
            let Some(source) = source.try_get_value().flatten() else {
                return BTreeMap::new();
            };
            let judge = |draft: &Draft| source.judge(draft, typing).1.into_iter().collect();
            name.with_value(|name| drafts.with(name, judge))
        });
        let masks = Memo::new(move |_| {
            let masks = app.session.read(|world| world.book.head.settings.masks_contacts());
            masks.unwrap_or(true)
        });
        let form = Self {
            app,
            name,
            source,
            errors: RwSignal::default(),
            warnings,
            masks,
            stood: RwSignal::new(stood),
            tried: RwSignal::new(false),
            warned: RwSignal::new(false),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        form.follow_parts();
        form
    }

    /// The parts of a list may come and go elsewhere: what was typed about them goes along.
    fn follow_parts(self) {
        let keys = self.part_keys();
        if keys.is_empty() {
            return;
        }
        Effect::new(move |_| {
            let parts = self.parts();
            if self.with(|draft| draft.is_behind(&parts)) {
                self.change(|draft| draft.follow(&keys, &parts));
            }
        });
    }

    fn source<R: Default>(self, ask: impl FnOnce(&dyn Source) -> R) -> R {
        self.source
            .try_get_value()
            .flatten()
            .map(|s| ask(&*s))
            .unwrap_or_default()
    }

    /// Reads the draft; tracked.
    pub fn with<R: Default>(self, read: impl FnOnce(&Draft) -> R) -> R {
        // An input that goes away with its form still hears that it is left.
        self.name.with_value(|name| self.app.drafts.with(name, read))
    }

    /// Changes the draft.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        let Some(name) = self.name.try_get_value() else { return };
        let is_begun = self.app.drafts.has(&name);
        let held = || {
            untrack(|| {
                let places = self.source(|s| s.places(&Draft::default())).into_iter();
                let texts = places.map(|place| (place, self.source(|s| s.now(place))));
                texts.filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>()
            })
        };
        let held = (!is_begun && self.source(|s| s.is_new())).then(held);
        let whose = self.customer();
        self.app.drafts.change(&name, |draft| {
            if let Some(held) = held {
                *draft = Draft::holding(held);
            }
            if let Some(whose) = &whose {
                draft.is_about(whose.as_str());
            }
            change(draft);
        });
    }

    /// The text of an input; tracked.
    pub fn text(self, place: Place) -> String {
        let typed = self.with(|draft| draft.text(place).map(str::to_owned));
        typed.unwrap_or_else(|| self.now(place))
    }

    /// What an input shows without the draft; tracked.
    pub fn now(self, place: Place) -> String {
        self.source(|s| s.now(place))
    }

    /// The names of the parts of the list; tracked.
    pub fn parts(self) -> Vec<String> {
        self.source(|s| s.parts())
    }

    /// The rows of the parts of the list; tracked.
    pub fn rows(self) -> Vec<u32> {
        let parts = self.parts();
        self.with(|draft| draft.rows(&parts))
    }

    /// Offers one part more, and tells its row.
    pub fn add_part(self) -> u32 {
        let (mut row, parts) = (0, untrack(|| self.parts()));
        self.change(|draft| row = draft.add_row(&parts));
        row
    }

    /// Takes a part out.
    pub fn remove_part(self, row: u32) {
        let (keys, parts) = (self.part_keys(), untrack(|| self.parts()));
        self.change(|draft| draft.remove_row(row, &keys, &parts));
    }

    /// What an input takes.
    pub fn input(self, key: &str) -> Option<&'static dyn form::Input> {
        self.source(|s| s.input(key))
    }

    /// What people call an input; tracked.
    pub fn label(self, place: Place) -> String {
        self.source(|s| s.label(T(self.app.lang.get()), place.key))
    }

    /// The id of an input's control.
    pub fn id(self, place: Place) -> &'static str {
        ids::stays(self.source(|s| s.id(place)))
    }

    /// The inputs in their order; tracked.
    pub fn places(self) -> Vec<Place> {
        self.with(|draft| self.source(|s| s.places(draft)))
    }

    /// The customer it is about.
    pub fn customer(self) -> Option<CustomerId> {
        self.source(|s| s.customer())
    }

    /// How many inputs differ from the book; tracked.
    pub fn changes(self) -> usize {
        self.with(Draft::changes)
    }

    /// Takes what is being typed.
    pub fn type_in(self, place: Place, text: String) {
        let now = untrack(|| self.now(place));
        let is_of_part = self.part_keys().contains(&place.key);
        let parts = is_of_part.then(|| untrack(|| self.parts()));
        self.change(|draft| {
            if let Some(parts) = &parts {
                draft.touch_rows(parts);
            }
            draft.set(place, text, &now);
        });
        self.warned.try_set(false);
        // What was wrong is judged again when the input is left.
        if self.errors.try_with_untracked(|e| e.contains_key(&place)) == Some(true) {
            self.errors.try_update(|e| drop(e.remove(&place)));
        }
    }

    /// Whether another tab has saved the same draft, so that saving it here makes a second record; tracked.
    pub fn saved_elsewhere(self) -> bool {
        self.source(|s| s.is_new()) && self.name.with_value(|name| self.app.drafts.saved_elsewhere(name))
    }

    /// Whether it is about something, or somebody, that the book has no longer: it cannot be saved any more; tracked.
    pub fn is_gone(self) -> bool {
        let is_unknown = |id: CustomerId| {
            let known = |world: &World| world.book.customers.get(id.as_str()).is_some();
            self.app.session.read(known) == Some(false)
        };
        self.source(|s| s.is_gone()) || self.customer().is_some_and(is_unknown)
    }

    /// Whether what it holds was typed before it was opened; tracked.
    pub fn is_restored(self) -> bool {
        let found = || self.name.with_value(|name| self.app.drafts.was_found(name));
        (self.stood.get() || found()) && self.changes() > 0
    }

    /// Whether an open tab has typed into the same form, and this one has not; tracked.
    pub fn typed_elsewhere(self) -> bool {
        self.name.with_value(|name| self.app.drafts.typed_elsewhere(name))
    }

    /// Goes on here with what the other tab has typed.
    pub fn take_over(self) {
        self.name.with_value(|name| self.app.drafts.take_over(name));
    }

    /// Judges an input that is left, and writes its text as it was understood.
    pub fn leave(self, place: Place) {
        // What is on its way to the book ends as it was sent: written otherwise, it would stay a draft.
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        let typed = untrack(|| self.with(|draft| draft.text(place).map(str::to_owned)));
        let (Some(text), Some(input)) = (typed, self.input(place.key)) else {
            return;
        };
        let (kind, now) = (input.kind(), clock::instant());
        match parse(kind, &text, self.typing(&now)).map(|value| format(kind, &value)) {
            Ok(understood) if understood != text => {
                let shown = untrack(|| self.now(place));
                self.change(|draft| draft.set(place, understood, &shown));
            }
            Ok(_) => {}
            Err(error) => drop(self.errors.try_update(|e| e.insert(place, error.message))),
        }
    }

    /// Where and when it is typed; `now` is [`clock::instant`]'s.
    pub fn typing(self, now: &str) -> Typing<'_> {
        Typing {
            today: self.app.today.get_untracked(),
            offset: offset(now),
            clock: hour_minute(now),
        }
    }

    /// What is wrong with an input; tracked.
    pub fn error(self, place: Place) -> Option<Label> {
        self.errors
            .with(|e| e.get(&place).cloned())
            .or_else(|| self.amiss(place))
    }

    /// What is wrong with a text as it was typed: nothing of it is cut, and nothing saved while it is so. Tracked.
    pub fn amiss(self, place: Place) -> Option<Label> {
        let input = self.input(place.key)?;
        self.with(|draft| form::amiss(input, draft.text(place)?))
    }

    /// The parts with an input that something is wrong with; tracked.
    pub fn wrong_rows(self) -> BTreeSet<u32> {
        self.errors.with(|e| e.keys().map(|place| place.row).collect())
    }

    /// The inputs of a part of the list.
    pub fn part_keys(self) -> Vec<&'static str> {
        self.source(|s| s.part_keys())
    }

    /// What looks wrong with an input and is kept; tracked.
    pub fn warning(self, place: Place) -> Option<Label> {
        self.warnings.with(|w| w.get(&place).cloned())
    }

    /// Whether a day before today stands in an input; tracked.
    pub fn is_behind(self, place: Place) -> bool {
        let (text, now) = (self.text(place), clock::instant());
        let read = self
            .input(place.key)
            .map(|input| parse(input.kind(), &text, self.typing(&now)));
        let day = match read {
            Some(Ok(FieldValue::Moment(at))) => Some(at.day),
            Some(Ok(FieldValue::Date(day))) => Some(day),
            _ => None,
        };
        day.is_some_and(|day| day < self.app.today.get())
    }

    /// Whether ways to reach a person are hidden while the cursor is elsewhere; tracked.
    pub fn masks(self) -> bool {
        self.masks.get()
    }

    /// The inputs that were typed into and were changed elsewhere to something else; tracked.
    pub fn clashes(self) -> Vec<Place> {
        let clashes = |place: &Place| {
            let now = self.now(*place);
            self.with(|draft| draft.clashes(*place, &now))
        };
        self.typed().filter(clashes).collect()
    }

    /// The inputs that may have been typed into: a record may have ten thousand; tracked.
    fn typed(self) -> impl Iterator<Item = Place> {
        let keys = self.part_keys();
        let rows = self.with(|draft| draft.rows_typed(&keys));
        let places = self.places().into_iter();
        places.filter(move |place| place.row == 0 || rows.contains(&place.row))
    }

    /// Says what is wrong: at the fields, and the first of them, or the list of all, has the focus.
    pub fn refuse(self, wrong: Vec<Remark>) {
        let first = wrong.first().map(|(place, _)| *place);
        self.errors.set(wrong.into_iter().collect());
        self.tried.set(true);
        let id = first.map(|place| self.id(place)).unwrap_or_default();
        let has_list = self.errors.with_untracked(BTreeMap::len) > 1;
        next_frame(move || {
            if has_list {
                focus("[role=alert].errors")
            } else {
                focus_id(id)
            }
        });
    }

    /// Says why what was typed was refused before, where the form had closed by then.
    pub fn tell_refused(self, why: Label) {
        self.refused.set(Some(why));
    }

    /// Why the last save was refused; tracked.
    pub fn why_refused(self) -> Option<Label> {
        self.refused.get()
    }

    /// Asks a question in the place of a refusal, if it was not asked last; tells whether it did. Asked once more what was asked is answered.
    pub fn has_to_ask(self, question: Option<Label>) -> bool {
        let is_new = question.is_some() && untrack(|| self.why_refused()) != question;
        if let Some(question) = question.filter(|_| is_new) {
            self.tell_refused(question);
        }
        is_new
    }

    /// What was typed is in use, without a command.
    pub fn done(self) {
        if let Some(name) = self.name.try_get_value() {
            self.app.drafts.take(&name);
        }
    }

    /// Throws the draft away; a notice can bring it back.
    pub fn discard(self) {
        let Some(name) = self.name.try_get_value() else { return };
        let (drafts, notices) = (self.app.drafts, self.app.notices);
        self.errors.update(BTreeMap::clear);
        if let Some(draft) = drafts.take(&name).filter(|draft| draft.changes() > 0) {
            let back = notices.action(both(|t| t.edit_take_back().to_owned()), move || {
                drafts.put(&name, draft.clone());
            });
            notices.info(both(|t| t.edit_discarded().to_owned()), Some(back));
        }
    }

    /// The errors in the order of the form, for the list on top; tracked.
    pub fn listed(self, t: T) -> Vec<FieldError> {
        let row = |place: Place| {
            let label = self.error(place)?;
            let name = self.source(|s| s.label(t, place.key));
            Some(FieldError {
                id: self.id(place),
                text: t.error_at(name.trim_end_matches(" *"), t.label(&label)),
            })
        };
        match self.tried.get() {
            true => self.places().into_iter().filter_map(row).collect(),
            false => Vec::new(),
        }
    }
}

/// How far local time is from UTC, as an instant writes it.
fn offset(instant: &str) -> &str {
    instant.get(19..).unwrap_or("Z")
}

/// What the clock showed at an instant.
fn hour_minute(instant: &str) -> &str {
    instant.get(11..16).unwrap_or_default()
}
