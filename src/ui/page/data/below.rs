//! Asks whether an import may bring points below nought: how many customers, with the names behind, before anything is written.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::ImportDesk;
use crate::domain::id::CustomerId;
use crate::domain::marketing::points::Fall;
use crate::state::route::Route;
use crate::ui::format::points_said;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, LinkButton};

/// So many are named one by one.
const NAMED: usize = 500;

/// Whose points would fall below nought.
pub type Falls = Arc<Vec<Fall>>;

/// Whether that is still to be answered; tracked. An answer counts for the customers and balances that it was given for.
pub fn is_open(falls: &[Fall]) -> bool {
    !falls.is_empty() && ImportDesk::get().owed.with(|owed| **owed != falls)
}

/// The question, or what was answered; nothing where no points fall. It stands in a list of questions.
#[component]
pub fn PointsBelow(#[prop(into)] falls: Signal<Falls>) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let many = Memo::new(move |_| falls.with(|falls| falls.len()));
    let is_asked = Memo::new(move |_| falls.with(|falls| is_open(falls)));
    let answer = move |falls: Falls| {
        desk.is_touched.set_value(true);
        desk.owed.set(falls);
    };
    let asked = move || {
        view! {
            <li class="sheetask" data-testid="import-falls" data-customers=move || many.get().to_string()>
                <Icon name="help" />
                <div class="sheetask__words">
                    <p>{move || t().points_import_falls(many.get())}</p>
                    <details>
                        <summary>{move || t().points_import_who()}</summary>
                        <ul class="sheetask__examples">{move || names(t(), &falls.get())}</ul>
                    </details>
                </div>
                <div class="sheetask__ways">
                    <Button
                        text=move || t().points_import_anyway()
                        size="btn--small"
                        attr:data-answer="take"
                        on_click=Callback::new(move |_| answer(falls.get_untracked()))
                    />
                </div>
            </li>
        }
    };
    let answered = move || {
        view! {
            <li class="sheetask sheetask--done" data-testid="import-falls-answered">
                <Icon name="check" />
                <span>{move || t().points_import_said(many.get())}</span>
                <LinkButton text=move || t().table_ask_again() on_click=Callback::new(move |_| answer(Falls::default())) />
            </li>
        }
    };
    view! {
        <Show when=move || many.get() != 0>
            <Show when=move || is_asked.get() fallback=answered>
                {asked()}
            </Show>
        </Show>
    }
}

fn names(t: T, falls: &[Fall]) -> impl IntoView + use<> {
    let one = |fall: &Fall| {
        let address = CustomerId::new(&fall.id).ok().map(|id| Route::customer(&id).to_hash());
        view! {
            <li>
                <a href=address>{fall.name.clone()}</a>
                " "
                {t.points_count(points_said(fall.balance))}
            </li>
        }
    };
    let more = falls.len().saturating_sub(NAMED);
    view! {
        {falls.iter().take(NAMED).map(one).collect_view()}
        {(more > 0).then(|| view! { <li>{t.points_import_more(more)}</li> })}
    }
}
