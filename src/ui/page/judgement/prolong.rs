//! The dialog that gives what was set by hand another last day.

use crate::state::live::*;

use super::set::OtherDay;
use super::{Line, Sheet, rescue_focus};
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::form::decide::{Entry, USUAL_DAYS, Wrong, last_day};
use crate::domain::id::CustomerId;
use crate::domain::kind::ClassOverride;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Dialog, Kind};

/// What is to be prolonged.
#[derive(Clone, Debug, PartialEq)]
pub struct Prolong {
    /// Whose.
    pub id: CustomerId,
    /// The customer's name.
    pub name: String,
    /// As it stands.
    pub given: ClassOverride,
}

/// The dialog; it stands while there is something to prolong.
#[component]
pub fn ProlongDialog(
    /// What is to be prolonged.
    what: RwSignal<Option<Prolong>>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let open = RwSignal::new(false);
    let sheet = Sheet::new(app);
    Effect::new(move |_| {
        let until = what.with(|what| what.as_ref().map(|what| what.given.until));
        if let Some(until) = until {
            let today: Day = app.today.get_untracked();
            sheet.begin(until.map_or(today, |day| day.max(today)).plus_days(USUAL_DAYS));
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            what.set(None);
        }
    });
    let save = move || {
        let mut wrong = Wrong::new();
        let typed = sheet.typed.with_untracked(|typed| typed.until.clone());
        let until = last_day(&typed, app.today.get_untracked(), &mut wrong);
        let Some(what) = what
            .get_untracked()
            .filter(|_| wrong.is_empty() && !sheet.saving.get_untracked())
        else {
            return sheet.refuse(wrong);
        };
        sheet.saving.set(true);
        let command = Command::SetOverride {
            ids: vec![what.id],
            given: Box::new(ClassOverride { until, ..what.given }),
        };
        app.session.dispatch_then(command, move |outcome| {
            sheet.saving.set(false);
            if outcome.is_done() {
                open.set(false);
                rescue_focus();
            }
        });
    };
    let title = move || {
        what.with(|what| what.as_ref().map(|what| t().hand_prolong_title(&what.name)))
            .unwrap_or_default()
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| open.set(false) />
            <Button
                text=move || t().hand_prolong()
                kind=Kind::Primary
                submit=true
                busy=sheet.saving
                attr:form="prolong-form"
                attr:data-testid="prolong-save"
            />
        }
    };
    view! {
        <Dialog open=open title=title foot=foot>
            <form
                id="prolong-form"
                class="fields"
                novalidate
                on:submit=move |ev| {
                    ev.prevent_default();
                    save();
                }
            >
                <Line
                    sheet=sheet
                    entry=Entry::Until
                    label=move || t().hand_until()
                    help=move || t().hand_until_help()
                    required=true
                />
                <OtherDay />
            </form>
        </Dialog>
    }
}
