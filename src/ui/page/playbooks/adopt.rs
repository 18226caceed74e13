//! The bar of the draft: what it needs, adopted or thrown away. A draft that changes rules as well is adopted on their page, which shows what it moves.

use crate::state::live::*;

use super::desk::{CareDesk, use_care};
use crate::domain::care::{Playbook, changes_more, doubts, unknown_fields};
use crate::state::route::{PageId, Route};
use crate::ui::draft::discard;
use crate::ui::focus::{amiss, focus_title};
use crate::ui::format;
use crate::ui::text::{both, use_text};
use crate::ui::widget::{Button, Kind};

/// What the draft needs before it can be adopted here.
#[derive(Clone, Copy, Default, PartialEq)]
enum Barred {
    /// Nothing.
    #[default]
    No,
    /// Faults are to be mended.
    Faults,
    /// It changes rules as well, and is adopted on their page.
    More,
    /// Others are in force by now; the page of the rules tells which.
    Overtaken,
}

fn barred(desk: CareDesk) -> Barred {
    let (rules, force) = (desk.shop.rules(), desk.shop.in_force());
    // What contradicted itself already goes on as it did.
    let known = desk.base.with(|books| doubts(books));
    let is_doubted = desk.doubts.with(|all| all.iter().any(|doubt| !known.contains(doubt)));
    if desk.shop.is_overtaken() {
        Barred::Overtaken
    } else if changes_more(&force, &rules) {
        Barred::More
    } else if is_doubted || desk.faults.with(|faults| !faults.is_empty()) {
        Barred::Faults
    } else {
        Barred::No
    }
}

/// What the words of the drafted steps have in braces that is no field, each once; of steps that are in use.
fn unknown(desk: CareDesk) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    desk.books.with(|books| {
        let steps = books
            .iter()
            .filter(|book| Playbook::is_on(book))
            .flat_map(|book| &book.steps);
        let texts = steps.flat_map(|step| [&step.script, &step.script_en]);
        for name in texts.flatten().flat_map(|text| unknown_fields(text)) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    });
    found
}

fn adopt(desk: CareDesk) {
    if amiss() {
        return desk.app.notices.error(both(|t| t.adopt_amiss().to_owned()));
    }
    let name = untrack(|| desk.t().care_title());
    let (by, on) = (desk.app.user.get_untracked(), desk.app.today.get_untracked());
    desk.shop.adopt(Some(name.into()), None, by, on, move |done| {
        if done {
            let told = both(|t| t.care_adopted().to_owned());
            desk.app.notices.good(told, None);
            next_frame(focus_title);
        }
    });
}

/// The bar; it stands while there is a draft.
#[component]
pub fn AdoptBar() -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let barred = Memo::new(move |_| barred(desk));
    let words = move || match barred.get() {
        Barred::No => t().care_draft(),
        Barred::Faults => t().care_draft_faults(),
        Barred::More => t().care_draft_more(),
        Barred::Overtaken => t().care_draft_overtaken(),
    };
    let unknown = Memo::new(move |_| unknown(desk));
    let fields = move || {
        let names = unknown.get();
        (!names.is_empty()).then(
            || view! { " " <b data-testid="care-unknown">{t().care_draft_fields(format::clauses(names, t().0))}</b> },
        )
    };
    let is_elsewhere = move || matches!(barred.get(), Barred::More | Barred::Overtaken);
    let verb = move || {
        match is_elsewhere() {
        true => view! { <a class="btn btn--primary" href=Route::to(PageId::RULES).to_hash()>{move || t().care_to_rules()}</a> }.into_any(),
        false => view! {
            <Button
                kind=Kind::Primary
                text=move || t().adopt()
                disabled=Signal::derive(move || barred.get() == Barred::Faults)
                attr:data-testid="adopt-playbooks"
                on_click=Callback::new(move |_| adopt(desk))
            />
        }
        .into_any(),
    }
    };
    view! {
        <Show when=move || desk.shop.is_changed()>
            <div class="notice notice--info care__draft" role="status" data-testid="care-draft">
                <p class="notice__body">{words} " " <span data-testid="care-moves">{desk.moves.said()}</span> {fields}</p>
                <Button
                    text=move || t().discard_draft()
                    attr:data-testid="discard-playbooks"
                    on_click=Callback::new(move |_| discard(desk.app))
                />
                {verb}
            </div>
        </Show>
    }
}
