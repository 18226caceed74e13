//! The bar that adopts the draft or throws it away, docked below the rehearsal.

use crate::state::live::*;

use super::rehearsing::Rehearsing;
use crate::domain::record::Text;
use crate::domain::versions::next_number;
use crate::ui::text::{both, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, Note, NoteKind};

/// The form of the dialog; the button at its foot sends it.
const FORM: &str = "adopt-form";

/// The bar.
#[component]
pub fn AdoptBar(
    /// The rehearsal.
    it: Rehearsing,
) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
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
                text=move || t().cancel()
                attr:aria-label=move || t().discard_draft()
                attr:data-testid="discard-draft"
                on:click=move |_| discard(it)
            />
            <Button
                kind=Kind::Primary
                text=move || t().adopt()
                disabled=barred
                attr:aria-describedby="adopt-words"
                attr:data-testid="adopt"
                on:click=move |_| open.set(true)
            />
            <AdoptDialog it=it open=open number=number />
        </footer>
    }
}

/// Throws the draft away and offers it back.
fn discard(it: Rehearsing) {
    let Some(draft) = it.shop.discard() else { return };
    let shop = it.shop;
    let back = it.app.notices.action(both(|t| t.draft_back().to_owned()), move || {
        shop.bring_back(draft.clone())
    });
    it.app
        .notices
        .good(both(|t| t.draft_discarded().to_owned()), Some(back));
    focus_title();
}

/// The bar goes with the draft: the focus goes to the title of the page.
fn focus_title() {
    next_frame(|| {
        let title = document().query_selector("h1.page__title").ok().flatten();
        if let Some(title) = title.and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(t).ok()) {
            let _ = title.focus();
        }
    });
}

/// A name and a note for the version, both as one likes; Enter adopts.
#[component]
fn AdoptDialog(it: Rehearsing, open: RwSignal<bool>, number: Memo<u32>) -> impl IntoView {
    let t = use_text();
    // The rules' own examples are tried when someone is about to adopt, not with every move of a border.
    let failing = Memo::new(move |_| if open.get() { it.shop.failing() } else { 0 });
    let (name, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (working, warned) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        open.track();
        warned.set(false);
    });
    let adopt = move || {
        if working.get_untracked() {
            return;
        }
        if failing.get_untracked() > 0 && !warned.get_untracked() {
            return warned.set(true);
        }
        working.set(true);
        let told = (number.get_untracked(), it.beyond.with_untracked(|b| b.customers));
        let text = |signal: RwSignal<String>| Some(Text::from(signal.get_untracked().trim()));
        let (by, on) = (it.app.user.get_untracked(), it.app.today.get_untracked());
        it.shop.adopt(text(name), text(note), by, on, move |done| {
            // With the draft the bar goes, and this dialog with it.
            working.try_set(false);
            if done {
                it.adopted.try_set(Some(told));
                focus_title();
            }
        });
    };
    let send = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        adopt();
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| open.set(false) />
            <Button
                kind=Kind::Primary
                text=move || t().adopt()
                busy=working
                submit=true
                attr:form=FORM
                attr:data-testid="adopt-confirm"
            />
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=move || t().adopt_title(number.get()) foot=foot>
            <form id=FORM class="adopt__form" on:submit=send>
                <Field id="adopt-name" label=move || t().adopt_name() help=move || t().adopt_name_help()>
                    <input
                        id="adopt-name"
                        type="text"
                        autocomplete="off"
                        maxlength="60"
                        autofocus
                        aria-describedby="adopt-name-note"
                        data-testid="adopt-name"
                        prop:value=move || name.get()
                        on:input=move |ev| name.set(event_target_value(&ev))
                    />
                </Field>
                <Field id="adopt-note" label=move || t().adopt_note()>
                    <input
                        id="adopt-note"
                        type="text"
                        autocomplete="off"
                        maxlength="400"
                        data-testid="adopt-note"
                        prop:value=move || note.get()
                        on:input=move |ev| note.set(event_target_value(&ev))
                    />
                </Field>
                <Show when=move || warned.get()>
                    <Note kind=NoteKind::Risk text=move || t().adopt_failing(failing.get()) />
                </Show>
            </form>
        </Dialog>
    }
}
