//! Points: who has how many, the account of a customer, the rules.

mod account;
mod entry;
mod list;
mod rules;

use crate::state::live::*;

pub use account::ACCOUNT;
use entry::{EntryDialog, TypedPoints};
use list::PointsList;
use rules::RulesDialog;

use crate::domain::marketing::points::{PointsRules, points_rules};
use crate::state::App;
use crate::ui::format;
pub use crate::ui::format::points_said;
use crate::ui::list::*;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, ParamChoice};

/// The piece of page state that narrows the list, and its values.
const OF: &str = "of";
const ALL: &str = "all";
const SOON: &str = "soon";
const BELOW: &str = "below";

/// The rules of the book; tracked.
fn of_book(app: App) -> PointsRules {
    let read = app.session.read(|world| points_rules(&world.book.head.settings));
    read.unwrap_or_default()
}

/// The rules in words.
fn rules_said(rules: &PointsRules, t: T) -> Vec<String> {
    if rules.per_yuan <= 0.0 {
        return vec![t.points_off().to_owned()];
    }
    let from = rules.from.map(|day| t.points_from(format::day(day)));
    let last = match rules.months {
        Some(months) => t.points_last(months as usize),
        None => t.points_for_ever().to_owned(),
    };
    let levels = rules.levels.iter().map(|level| {
        let spent = format::yuan_sign(level.spent, t.0);
        t.points_level(spent, number(level.times))
    });
    let first = [Some(t.points_rule(rules.per_yuan.to_string())), from, Some(last)];
    let all = first.into_iter().flatten().chain(levels);
    all.chain([t.points_how().to_owned()]).collect()
}

/// The list with its rules.
#[component]
pub fn Points(app: App) -> impl IntoView {
    let t = use_text();
    let page = PointsList::new(app);
    let ruling = RwSignal::new(None::<()>);
    let said = move || {
        let all = rules_said(&of_book(app), t()).into_iter();
        all.map(|one| view! { <span>{one}</span> }).collect_view()
    };
    view! {
        {paper::head_area(app, |t| (t.points_title().to_owned(), Vec::new()))}
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ParamChoice
                label=T::points_of
                name="points-of"
                param=OF
                options=vec![(ALL, T::all), (SOON, T::points_soon), (BELOW, T::points_below)]
            />
            <Button
                text=move || t().points_rules()
                icon="sliders"
                attr:data-testid="points-rules"
                on_click=Callback::new(move |_| ruling.set(Some(())))
            />
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <p class="growth__said muted small" data-testid="points-said">{said}</p>
        <ListTable page=page message=move || message(page) more=move || view! { <span>{move || page.sum(t())}</span> } />
        <ListExport page=page />
        {paper::list_area(page)}
        <EntryDialog what=page.entering />
        <RulesDialog app=app what=ruling />
    }
}

fn message(page: PointsList) -> AnyView {
    let t = use_text();
    match page.told.with(|told| told.as_ref().map(|told| told.is_empty())) {
        None => view! { <p class="muted" role="status">{move || t().points_reading()}</p> }.into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().points_none() text=move || t().points_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().points_none_of_kind() /> }.into_any(),
    }
}
