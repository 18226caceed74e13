//! Customers found by what is typed, for fields that ask for one.

use crate::domain::world::World;
use crate::state::App;
use crate::state::live::*;

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
