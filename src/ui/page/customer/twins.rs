//! Customers of the book that may be the one being typed, said before it is saved.

use crate::state::live::*;

use crate::domain::form::Place;
use crate::domain::twin::{Known, Twin, TwinBy, twins};
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::form::Form;
use crate::ui::text::use_text;
use crate::ui::widget::{Note, NoteKind};

/// The most that are named.
const MOST: usize = 3;

/// Who is alike in name, code or phone number, each with a way there.
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
    let found = Memo::new(move |_| {
        let find = |known: &Known| app.session.read(|world| twins(&world.book.customers, known, &own));
        known.with(find).unwrap_or_default()
    });
    let note = move |twin: Twin| {
        let text = move || match twin.by {
            TwinBy::Name => t().same_name(),
            TwinBy::Code => t().same_code(),
            TwinBy::Phone => t().same_phone(),
        };
        view! {
            <Note kind=NoteKind::Warn text=text>
                <a href=Route::customer(&twin.id).to_hash() data-testid="twin">
                    {format!("{} {}", twin.name, twin.id)}
                </a>
            </Note>
        }
    };
    view! { <div role="status">{move || found.get().into_iter().take(MOST).map(note).collect_view()}</div> }
}
