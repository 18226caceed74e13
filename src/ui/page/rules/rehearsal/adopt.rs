//! The bar that adopts the draft or throws it away, docked below the rehearsal.

use crate::state::live::*;

use super::rehearsing::Rehearsing;
use crate::domain::field::FieldKind;
use crate::domain::form::Ask;
use crate::domain::versions::next_number;
use crate::ui::draft::discard;
use crate::ui::focus::{amiss, focus_title};
use crate::ui::form::{Form, FormDialog, Plain};
use crate::ui::format;
use crate::ui::page::rules::versions::{name_and_note, typed};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Kind, Note, NoteKind};

/// The name of what is typed about the version.
const DRAFT: &str = "adopt";

/// The bar.
#[component]
pub fn AdoptBar(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let asked = RwSignal::new(None);
    let number = Memo::new(move |_| it.app.session.read(|world| next_number(&world.book)).unwrap_or(2));
    let problems = Memo::new(move |_| it.shop.issues.with(Vec::len));
    let same = Memo::new(move |_| !it.shop.is_changed());
    let barred = Signal::derive(move || problems.get() > 0 || same.get());
    let customers = Memo::new(move |_| it.beyond.with(|b| b.customers));
    let words = move || match (same.get(), problems.get()) {
        (true, _) => vec![t().adopt_nothing().to_owned()],
        (false, 0) => vec![t().adopt_next(number.get()), t().adopt_review(customers.get())],
        (false, n) => vec![t().adopt_issues(n)],
    };
    let lines = move || {
        words()
            .into_iter()
            .map(|line| view! { <span>{line}</span> })
            .collect_view()
    };
    view! {
        <footer class="panel__foot adopt" data-testid="adopt-bar" data-review=move || customers.get().to_string()>
            <p class="adopt__words" id="adopt-words">
                {lines}
            </p>
            <Button
                text=move || t().discard_draft()
                attr:data-testid="discard-draft"
                on_click=Callback::new(move |_| discard(it.app))
            />
            <Button
                kind=Kind::Primary
                text=move || t().adopt()
                disabled=barred
                attr:aria-describedby="adopt-words"
                attr:data-testid="adopt"
                on_click=Callback::new(move |_| {
                    match amiss() {
                        true => it.app.notices.error(both(|t| t.adopt_amiss().to_owned())),
                        false => asked.set(Some(())),
                    }
                })
            />
            <AdoptDialog it=it asked=asked number=number />
        </footer>
    }
}

const ASKS: &[Ask] = &[
    Ask::optional("name", FieldKind::Text, 60),
    Ask::optional("note", FieldKind::Text, 400),
];

fn label(t: T, key: &str) -> String {
    let label = if key == "name" { t.adopt_name() } else { t.adopt_note() };
    label.to_owned()
}

/// A name and a note for the version, both as one likes; Enter adopts.
#[component]
fn AdoptDialog(it: Rehearsing, asked: RwSignal<Option<()>>, number: Memo<u32>) -> impl IntoView {
    let t = use_text();
    // The rules' own examples are tried when someone is about to adopt, not with every move of a border.
    let failing = Memo::new(move |_| asked.get().map_or_else(Vec::new, |()| it.shop.failing_names()));
    // So are rules that another tab has adopted since the draft was begun.
    let overtaken = Memo::new(move |_| it.shop.is_overtaken());
    let doubted = move || overtaken.get() || failing.with(|names| !names.is_empty());
    let warned = RwSignal::new(false);
    let in_force = Memo::new(move |_| it.shop.in_force());
    Effect::new(move |before: Option<()>| {
        in_force.track();
        if before.is_some() {
            warned.set(false);
        }
    });
    let adopt = move |form: Form| {
        if form.busy.get_untracked() {
            return;
        }
        if untrack(doubted) && !warned.get_untracked() {
            return warned.set(true);
        }
        form.busy.set(true);
        let told = (number.get_untracked(), it.beyond.with_untracked(|b| b.customers));
        let (by, on) = (it.app.user.get_untracked(), it.app.today.get_untracked());
        it.shop
            .adopt(typed(form, "name"), typed(form, "note"), by, on, move |done| {
                // With the draft the bar goes, and this dialog with it.
                form.busy.try_set(false);
                if done {
                    it.app.drafts.take(DRAFT);
                    it.adopted.try_set(Some(told));
                    next_frame(focus_title);
                }
            });
    };
    let begin = move |()| {
        warned.set(false);
        Some(Form::new(it.app, DRAFT, Plain::new("adopt", ASKS, label)))
    };
    let fields = move |form: Form| {
        let text =
            move || failing.with(|names| t().adopt_failing(names.len(), format::list(names.iter().cloned(), t().0)));
        let fails = move || failing.with(|names| !names.is_empty());
        let warning = view! {
            <Show when=move || warned.get()>
                <Show when=move || overtaken.get()>
                    <Note kind=NoteKind::Risk text=move || t().adopt_overtaken() />
                </Show>
                <Show when=fails>
                    <Note kind=NoteKind::Risk text=text />
                </Show>
            </Show>
        };
        Some(name_and_note(form, T::adopt_name_help, warning))
    };
    view! {
        <FormDialog
            what=asked
            id="adopt-form"
            title=move || t().adopt_title(number.get())
            verb=move || if warned.get() { t().adopt_anyway() } else { t().adopt() }
            mark="adopt-confirm"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(adopt)
        />
    }
}
