//! Customers found by what is typed, for fields that ask for one.

use crate::domain::field::half_width;
use crate::domain::fold::alike;
use crate::domain::form::Place;
use crate::domain::world::World;
use crate::state::App;
use crate::state::live::*;
use crate::ui::form::{Form, Input};
use crate::ui::text::{T, use_text};

/// So many customers are offered while one is typed.
pub const OFFERED: usize = 6;

/// The customers that fit what was typed, the best first: number and name. Tracked.
pub fn customers_found(app: App, typed: &str, most: usize) -> Vec<(String, String)> {
    let read = |world: &World| {
        let people = app.finder.text.with(|index| index.people(world, typed, &[], most));
        let named = people.iter().filter_map(|person| world.book.customers.at(person.slot));
        named
            .map(|customer| (customer.id.to_string(), customer.name.to_string()))
            .collect()
    };
    app.session.read(read).unwrap_or_default()
}

/// The id of the customer that was typed: by number, by the whole name, or the only one that fits; empty where nothing was typed, the words
/// for it where none fits or several do.
pub fn customer_typed(app: App, typed: &str) -> Result<String, fn(T) -> &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    // A number is the same in full width.
    for number in [typed.to_owned(), half_width(typed)] {
        if app.session.peek(|world| world.book.customers.get(&number).is_some()) == Some(true) {
            return Ok(number);
        }
    }
    let found = customers_found(app, typed, OFFERED);
    let mut named = found.iter().filter(|(_, name)| alike(name, typed));
    match (named.next(), named.next(), found.as_slice()) {
        (Some((id, _)), None, _) | (None, _, [(id, _)]) => Ok(id.clone()),
        (None, _, []) => Err(T::whom_none),
        _ => Err(T::whom_several),
    }
}

/// The input for a customer, with those that fit what is typed.
#[component]
pub fn Whom(
    /// The form it stands in.
    form: Form,
    /// Which input.
    place: Place,
    /// Help below.
    help: fn(T) -> &'static str,
) -> impl IntoView {
    let (app, t) = (form.app, use_text());
    app.finder.follow(move || form.text(place));
    let offered = Memo::new(move |_| {
        let typed = form.text(place);
        let found = if typed.trim().is_empty() {
            Vec::new()
        } else {
            customers_found(app, &typed, OFFERED)
        };
        // The one that stands in the input already is none to choose.
        let is_it = |(id, name): &(String, String)| found.len() == 1 && (*name == typed || *id == typed);
        if found.iter().any(is_it) {
            Vec::new()
        } else {
            found.clone()
        }
    });
    let button = move |(id, name): (String, String)| {
        let said = name.clone();
        let several = offered.with_untracked(|all| all.iter().filter(|(_, other)| *other == name).count() > 1);
        let text = if several { id } else { name.clone() };
        view! {
            <button
                type="button"
                class="tag"
                data-testid="whom-offer"
                aria-label=move || t().whom_choose(&said)
                on:click=move |_| form.type_in(place, text.clone())
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="fields__wide">
            <Input place=place form=form label=move || form.label(place) help=move || help(t()) />
            <Show when=move || offered.with(|all| !all.is_empty())>
                <span class="tags suggest">{move || offered.get().into_iter().map(button).collect_view()}</span>
            </Show>
        </div>
    }
}
