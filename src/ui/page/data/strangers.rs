//! Says whose numbers in a book are other customers' here: two books count each for itself. As the numbers say they are one, they are written over
//! unless somebody says that they are two.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::ImportDesk;
use crate::domain::handover::stranger::Stranger;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, LinkButton};

/// So many are named one by one.
const NAMED: usize = 200;

/// What is said and can be answered; nothing where no number is another's. It stands in a list of questions.
#[component]
pub fn Strangers(
    /// Who, and whether they come as customers of their own.
    #[prop(into)]
    strangers: Signal<(Arc<Vec<Stranger>>, bool)>,
) -> impl IntoView {
    let t = use_text();
    let many = Memo::new(move |_| strangers.with(|(all, _)| all.len()));
    let is_apart = Memo::new(move |_| strangers.with(|(_, apart)| *apart));
    let choose = |apart| ImportDesk::get().choose(|choices| choices.keep_apart(apart));
    let asked = move || {
        view! {
            <li class="sheetask" data-testid="import-strangers" data-customers=move || many.get().to_string()>
                <Icon name="alert-triangle" />
                <div class="sheetask__words">
                    <p>{move || t().file_strangers(many.get())}</p>
                    <details>
                        <summary>{move || t().points_import_who()}</summary>
                        <ul class="sheetask__examples">{move || names(t(), &strangers.get().0)}</ul>
                    </details>
                </div>
                <div class="sheetask__ways">
                    <Button
                        text=move || t().file_strangers_apart()
                        size="btn--small"
                        attr:data-answer="apart"
                        on_click=Callback::new(move |_| choose(true))
                    />
                </div>
            </li>
        }
    };
    let answered = move || {
        view! {
            <li class="sheetask sheetask--done" data-testid="import-strangers-apart">
                <Icon name="check" />
                <span>{move || t().file_strangers_are_apart(many.get())}</span>
                <LinkButton text=move || t().table_ask_again() on_click=Callback::new(move |_| choose(false)) />
            </li>
        }
    };
    view! {
        <Show when=move || many.get() != 0>
            <Show when=move || !is_apart.get() fallback=answered>
                {asked()}
            </Show>
        </Show>
    }
}

fn names(t: T, all: &[Stranger]) -> impl IntoView + use<> {
    let one = |one: &Stranger| view! { <li>{t.file_stranger(&*one.id, &*one.ours, &*one.theirs)}</li> };
    let more = all.len().saturating_sub(NAMED);
    view! {
        {all.iter().take(NAMED).map(one).collect_view()}
        {(more > 0).then(|| view! { <li>{t.points_import_more(more)}</li> })}
    }
}
