//! The places of all customers in a column that a list is ordered by, read in slices: names of a whole book take long to put in order.

use std::sync::Arc;

use crate::state::live::*;

use super::list::PlacesReading;
use super::query::Sort;
use super::sliced::{Slice, sliced};
use super::{App, collate};
use crate::domain::record::Text;
use crate::domain::world::World;

/// The column, and the place of each slot in it.
pub type Places = (Text, Arc<Vec<f64>>);

/// Those of the column that the list is ordered by, whichever way; those of the one before while they are read. Of a column that nobody knows
/// nobody has one.
pub fn places_of(app: App, sort: Memo<Option<Sort>>) -> RwSignal<Option<Places>> {
    // The other way round is the same places.
    let column = Memo::new(move |_| sort.get().map(|sort| sort.column));
    let begin = move || {
        let key = column.get()?;
        let reading = app.session.read(|world| PlacesReading::begin(world, &key))?;
        Some((key, reading))
    };
    sliced(begin, move |(key, reading): &mut (Text, Option<PlacesReading>)| {
        let step = |world: &World| match reading.as_mut().is_some_and(|it| it.step(world, &collate::pinyin)) {
            true => None,
            false => Some(reading.take().map(|it| it.finish(world)).unwrap_or_default()),
        };
        match app.session.peek(step) {
            None => Slice::Gone,
            Some(None) => Slice::More,
            Some(Some(places)) => Slice::Done((key.clone(), Arc::new(places))),
        }
    })
}
