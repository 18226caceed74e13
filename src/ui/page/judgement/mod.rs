//! What people judge by hand, on whichever page: the entries of those forms, and the dialog that sets a class.

mod prolong;
mod set;

use crate::state::live::*;
use leptos::text_prop::TextProp;

pub use prolong::{Prolong, ProlongDialog};
pub use set::{SetDialog, Setting};

use crate::domain::day::{Day, Moment};
use crate::domain::form::decide::{Entry, Now, Typed, Wrong};
use crate::domain::record::Text;
use crate::state::{App, clock};
use crate::ui::focus::focus_id;
use crate::ui::text::use_text;
use crate::ui::widget::Field;

/// What is typed into such a form, and what is wrong with it. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The app.
    pub app: App,
    /// What is typed.
    pub typed: RwSignal<Typed>,
    /// What is wrong.
    pub wrong: RwSignal<Wrong>,
    /// Being saved.
    pub saving: RwSignal<bool>,
    /// The person is not known yet: the form asks for the name.
    pub asks_name: RwSignal<bool>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(app: App) -> Self {
        Self {
            app,
            typed: RwSignal::default(),
            wrong: RwSignal::default(),
            saving: RwSignal::new(false),
            asks_name: RwSignal::new(false),
        }
    }

    /// A fresh form that ends on a day.
    pub fn begin(self, until: Day) {
        let by = self.app.user.get_untracked().to_string();
        self.asks_name.set(by.trim().is_empty());
        self.typed.set(Typed {
            until: until.to_string(),
            by,
            ..Typed::default()
        });
        self.wrong.set(Wrong::new());
        self.saving.set(false);
    }

    /// This moment.
    pub fn now(self) -> Option<Now> {
        Some(Now {
            at: Moment::parse(&clock::instant())?,
            today: self.app.today.get_untracked(),
        })
    }

    /// Says at the entries what is wrong, and goes to the first.
    pub fn refuse(self, wrong: Wrong) {
        if let Some((entry, _)) = wrong.first() {
            focus_id(entry.id());
        }
        self.wrong.set(wrong);
    }

    /// Remembers the name that was asked for.
    pub fn keep_name(self) {
        let by = self.typed.with_untracked(|typed| typed.by.trim().to_owned());
        if self.asks_name.get_untracked() && !by.is_empty() {
            self.app.user.set(Text::from(by));
        }
    }

    fn get(self, entry: Entry) -> String {
        self.typed.with(|typed| place(typed, entry).clone())
    }

    /// Writes an entry.
    pub fn set(self, entry: Entry, text: String) {
        self.typed.update(|typed| *place_mut(typed, entry) = text);
        self.wrong.update(|wrong| wrong.retain(|(at, _)| *at != entry));
    }

    fn error(self, entry: Entry) -> Option<String> {
        let lang = self.app.lang.get();
        let find = |wrong: &Wrong| {
            let found = wrong.iter().find(|(at, _)| *at == entry);
            found.map(|(_, error)| error.message.get(lang).to_owned())
        };
        self.wrong.with(find)
    }
}

fn place(typed: &Typed, entry: Entry) -> &String {
    match entry {
        Entry::Class => &typed.class,
        Entry::UpAction => &typed.up_action,
        Entry::Reason => &typed.reason,
        Entry::Action => &typed.action,
        Entry::Until => &typed.until,
        Entry::By => &typed.by,
    }
}

fn place_mut(typed: &mut Typed, entry: Entry) -> &mut String {
    match entry {
        Entry::Class => &mut typed.class,
        Entry::UpAction => &mut typed.up_action,
        Entry::Reason => &mut typed.reason,
        Entry::Action => &mut typed.action,
        Entry::Until => &mut typed.until,
        Entry::By => &mut typed.by,
    }
}

/// One line of such a form.
#[component]
pub fn Line(
    /// The form.
    sheet: Sheet,
    /// Which entry.
    entry: Entry,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// Help below.
    #[prop(optional, into)]
    help: TextProp,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = entry.id();
    let error = Signal::derive(move || sheet.error(entry));
    view! {
        <Field id=id label=label help=help error=error required=required>
            <input
                type="text"
                id=id
                autocomplete="off"
                aria-required=required.then_some("true")
                aria-describedby=format!("{id}-note")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || sheet.get(entry)
                on:input=move |ev| sheet.set(entry, event_target_value(&ev))
            />
        </Field>
    }
}

/// The name, where the page does not know it yet.
#[component]
pub fn Name(
    /// The form.
    sheet: Sheet,
) -> impl IntoView {
    let t = use_text();
    view! {
        <Show when=move || sheet.asks_name.get()>
            <Line
                sheet=sheet
                entry=Entry::By
                label=move || t().review_by()
                help=move || t().review_by_help()
                required=true
            />
        </Show>
    }
}
