//! Forms of records: their inputs are the rows of the registry.

use super::{Form, Source};
use crate::domain::command::{Command, Edit};
use crate::domain::field::{HasFields, Typing};
use crate::domain::form::{Draft, Formed, Input, Place, Remark, first_text, is_of_the_past, places, read};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::state::live::*;
use crate::state::outcome::Outcome;
use crate::state::{App, clock};
use crate::ui::text::T;

/// How a form names its inputs.
#[derive(Clone, Copy)]
pub struct Names {
    /// The id of an input's control.
    pub id: fn(Place) -> String,
    /// What people call it.
    pub label: fn(T, &str) -> String,
    /// What looks wrong is saved when the user says so once more.
    pub asks_again: bool,
}

impl Names {
    /// Those of the registry; what looks wrong is asked about.
    pub fn of<R: HasFields>(id: fn(Place) -> String) -> Self {
        Self {
            id,
            label: |t, key| R::field(key).map(|field| t.label(&field.label)).unwrap_or_default(),
            asks_again: true,
        }
    }
}

struct OfRecord<R: Send + Sync + 'static> {
    base: Memo<Option<Held<R>>>,
    gone: Memo<bool>,
    new_id: Option<String>,
    names: Names,
    customer: Option<CustomerId>,
}

impl<R: Formed> Source for OfRecord<R>
where
    R::Place: Sync,
{
    fn now(&self, place: Place) -> String {
        let text = |base: &Option<Held<R>>| base.as_ref().map(|base| first_text(&**base, place, self.is_new()));
        self.base.with(text).unwrap_or_default()
    }

    fn input(&self, key: &str) -> Option<&'static dyn Input> {
        R::field(key).map(|field| field as &dyn Input)
    }

    fn label(&self, t: T, key: &str) -> String {
        (self.names.label)(t, key)
    }

    fn places(&self, draft: &Draft) -> Vec<Place> {
        places::<R>(draft, &self.parts())
    }

    fn id(&self, place: Place) -> String {
        (self.names.id)(place)
    }

    fn judge(&self, draft: &Draft, typing: Typing) -> (Vec<Remark>, Vec<Remark>) {
        let Some(base) = self.base.get() else {
            return Default::default();
        };
        let made = read(&*base, draft, self.is_new(), typing);
        (made.wrong, made.warnings)
    }

    fn parts(&self) -> Vec<String> {
        let parts = |base: &Option<Held<R>>| base.as_ref().map(|base| base.parts());
        self.base.with(parts).unwrap_or_default()
    }

    fn part_keys(&self) -> Vec<&'static str> {
        R::inputs()
            .map(|field| field.key)
            .filter(|key| R::is_of_part(key))
            .collect()
    }

    fn is_new(&self) -> bool {
        self.new_id.is_some()
    }

    fn is_gone(&self) -> bool {
        self.gone.get()
    }

    fn record(&self) -> Option<String> {
        self.new_id.clone()
    }

    fn asks_again(&self) -> bool {
        self.names.asks_again
    }

    fn asks_if_typed(&self, place: Place) -> bool {
        // A day of the past that is still to come moves deadlines and classes.
        R::field(place.key).is_some_and(|field| is_of_the_past(field.kind))
    }

    fn customer(&self) -> Option<CustomerId> {
        self.customer.clone()
    }
}

/// The form of a record. `Copy`: it holds handles only.
pub struct RecordForm<R: Send + Sync + 'static> {
    /// The form.
    pub form: Form,
    /// The record as it stands; a new one as it is begun.
    pub base: Memo<Option<Held<R>>>,
    is_new: bool,
}

impl<R: Send + Sync> Clone for RecordForm<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for RecordForm<R> {}

impl<R: Send + Sync> From<RecordForm<R>> for Form {
    fn from(it: RecordForm<R>) -> Self {
        it.form
    }
}

impl<R: Formed> RecordForm<R>
where
    R::Place: Sync,
{
    /// A form of something new, under the id that [`crate::state::drafts::Drafts::new_id`] gave.
    pub fn begun(
        app: App,
        name: impl Into<Text>,
        (id, record): (String, R),
        names: Names,
        customer: Option<CustomerId>,
    ) -> Self {
        let record = Some(Held::new(record));
        let base = Memo::new(move |_| record.clone());
        Self::over(app, name, (base, Memo::new(|_| false)), Some(id), names, customer)
    }

    /// A form of something new that is begun again and again without going away: it begins as `base` says; tracked.
    pub fn begun_each(
        app: App,
        name: impl Into<Text>,
        (id, base): (String, impl Fn() -> Option<R> + Send + Sync + 'static),
        names: Names,
    ) -> Self {
        let base = Memo::new(move |_| base().map(Held::new));
        Self::over(app, name, (base, Memo::new(|_| false)), Some(id), names, None)
    }

    /// A form of what the book has; `find` is tracked. One that is taken out of the book meanwhile stays as it was.
    pub fn of(
        app: App,
        name: impl Into<Text>,
        find: impl Fn() -> Option<Held<R>> + Send + Sync + 'static,
        names: Names,
        customer: Option<CustomerId>,
    ) -> Self {
        let found = Memo::new(move |_| find());
        let base = Memo::new(move |before: Option<&Option<Held<R>>>| found.get().or_else(|| before.cloned().flatten()));
        let gone = Memo::new(move |_| found.with(Option::is_none));
        Self::over(app, name, (base, gone), None, names, customer)
    }

    fn over(
        app: App,
        name: impl Into<Text>,
        (base, gone): (Memo<Option<Held<R>>>, Memo<bool>),
        new_id: Option<String>,
        names: Names,
        customer: Option<CustomerId>,
    ) -> Self {
        let is_new = new_id.is_some();
        let source = OfRecord {
            base,
            gone,
            new_id,
            names,
            customer,
        };
        Self {
            form: Form::new(app, name, source),
            base,
            is_new,
        }
    }

    /// Reads it and saves what it makes; `then` hears that it is in the book.
    pub fn save(self, command: impl FnOnce(Edit<R>) -> Command, then: impl Fn() + 'static) {
        if let Some(command) = self.made(command) {
            self.form.carry_out(command, then);
        }
    }

    /// The same where something may be to be asked first: `asks` says what of the command, and what was asked is done when it is saved once more.
    pub fn save_asking(
        self,
        command: impl FnOnce(Edit<R>) -> Command,
        asks: impl FnOnce(&Command) -> Option<Label>,
        then: impl Fn() + 'static,
    ) {
        if let Some(command) = self.made(command)
            && !self.form.has_to_ask(asks(&command))
        {
            self.form.carry_out(command, then);
        }
    }

    /// The same for a form that closes at once: tells whether what it makes is on its way, and `heard` how that ended. What is refused is
    /// typed there when the form is opened again.
    pub fn hand_over(self, command: impl FnOnce(Edit<R>) -> Command, heard: impl Fn(&Outcome) + 'static) -> bool {
        let made = self.made(command);
        let is_made = made.is_some();
        if let Some(command) = made {
            self.form.hand_over(command, move |outcome, _| heard(outcome));
        }
        is_made
    }

    /// Hands over what it makes and is empty at once for the next one; tells whether that is on its way. What was typed waits as the draft
    /// `aside` until the book has it; `heard` is told how it ended.
    pub fn pass_on(
        self,
        aside: &str,
        command: impl FnOnce(Edit<R>) -> Command,
        heard: impl Fn(&Outcome) + 'static,
    ) -> bool {
        let made = self.made(command);
        let is_made = made.is_some();
        if let Some(command) = made {
            self.form.pass_on(aside, command, heard);
        }
        is_made
    }

    /// What it makes, if nothing is in its way; else that is said.
    fn made(self, command: impl FnOnce(Edit<R>) -> Command) -> Option<Command> {
        let base = self.base.try_get_untracked().flatten()?;
        let now = clock::instant();
        let typing = self.form.typing(&now);
        let made = untrack(|| self.form.with(|draft| Some(read(&*base, draft, self.is_new, typing))))?;
        self.form.ready(match made.wrong.is_empty() {
            true if self.is_new => Ok(command(Edit::new(made.record))),
            true => Ok(command(Edit::of(base, made.record))),
            false => Err(made.wrong),
        })
    }
}
