//! The day from which on tasks are asked. It is a setting and no rule: a change counts at once, and undo takes it back.

use crate::state::live::*;
use leptos::html;

use super::desk::use_care;
use crate::domain::begun::{asked_from, begun_on};
use crate::domain::day::Day;
use crate::domain::world::World;
use crate::ui::day::DayField;
use crate::ui::text::use_text;
use crate::ui::widget::Panel;
use crate::ui::{focus, format, settings};

/// The piece of page state that names a part of the page, and this one: who comes for it finds the keyboard there.
const PART: &str = "part";
const FROM: &str = "from";

/// The panel.
#[component]
pub fn FromPanel() -> impl IntoView {
    let (app, t) = (use_care().app, use_text());
    let from = Memo::new(move |_| app.session.read(|world| asked_from(&world.book)).unwrap_or(Day::MIN));
    let begun = Memo::new(move |_| app.session.read(|world: &World| begun_on(&world.book)).flatten());
    let set = move |day: Option<Day>| {
        if let Some(command) = settings::changed(app, |settings| settings.tasks_from = day) {
            app.session.dispatch(command);
        }
    };
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get().filter(|_| app.param(PART).as_deref() == Some(FROM)) {
            focus::focus_in(&frame, "input");
        }
    });
    let back = move || begun.get().map(|day| t().care_from_begun(format::day(day)));
    view! {
        <Panel id="care-from" title=move || t().care_from()>
            <div class="panel__body stack" data-testid="care-from" node_ref=frame>
                <DayField
                    label=move || t().care_from_day()
                    value=from
                    mark="care-from-day"
                    on_day=Callback::new(move |day| set(Some(day)))
                    on_clear=move || set(None)
                />
                <p class="muted small">{move || t().care_from_help()} " " {back}</p>
            </div>
        </Panel>
    }
}
