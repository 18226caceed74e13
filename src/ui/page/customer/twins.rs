//! Customers of the book that may be the one being typed, said before it is saved.

use crate::state::live::*;

use crate::domain::form::Place;
use crate::domain::twin::{Known, Twin};
use crate::state::route::Route;
use crate::state::twins::use_twins;
use crate::state::use_app;
use crate::ui::form::Form;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Note, NoteKind};

/// The most that are named.
const MOST: usize = 3;

/// Who is alike in name, code or phone number, each with a way there, and for a customer of the book a way to compare.
#[component]
pub fn Twins(
    /// The customer's form.
    form: Form,
    /// The customer's own number.
    own: String,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let known = Memo::new(move |_| {
        let text = |key: &'static str, row: u32| form.text(Place { key, row });
        let phones: Vec<String> = form.rows().into_iter().map(|row| text("contact.phone", row)).collect();
        Known::new(&text("name", 0), &text("uscc", 0), phones.iter().map(String::as_str))
    });
    let index = use_twins().index;
    // How names sound comes once the name is typed.
    let is_named = Memo::new(move |_| form.with(|draft| draft.text(Place::own("name")).is_some()));
    Effect::new(move |_| {
        if is_named.get() {
            app.finder.ask();
        }
    });
    let mine = own.clone();
    let found = Memo::new(move |_| {
        let find = |known: &Known| {
            index.with(|index| {
                app.session
                    .read(|world| index.twins(&world.book.customers, known, &mine))
            })
        };
        known.with(find).unwrap_or_default()
    });
    let is_known = Memo::new({
        let own = own.clone();
        move |_| app.session.read(|world| world.book.customers.get(&own).is_some()) == Some(true)
    });
    let note = move |twin: Twin| {
        let reasons = twin.likeness.reasons();
        let text = move || {
            let why = format::clauses(reasons.iter().map(|reason| t().label(reason)), t().0);
            t().twin_in_book(why)
        };
        let compare = Route::duplicates(&own, twin.id.as_str()).to_hash();
        view! {
            <Note kind=NoteKind::Warn text=text>
                <a href=Route::customer(&twin.id).to_hash() data-testid="twin" data-strength=twin.likeness.strength.word()>
                    {format!("{} {}", twin.name, twin.id)}
                </a>
                <Show when=move || is_known.get()>
                    <a href=compare.clone() data-testid="twin-compare">
                        {move || t().dup_compare()}
                    </a>
                </Show>
            </Note>
        }
    };
    view! { <div role="status" class="twins">{move || found.get().into_iter().take(MOST).map(note.clone()).collect_view()}</div> }
}
