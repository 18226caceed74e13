//! The day of a contact that does tasks: what it leads to, and what had not begun by it.

use crate::state::live::*;

use super::list::TodayList;
use crate::domain::care::{Deed, next_of};
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, FieldValue, Tense, format as written, parse};
use crate::domain::form::Place;
use crate::state::clock;
use crate::ui::form::Form;
use crate::ui::text::T;

/// When the contact was.
pub(super) const AT: Place = Place::own("at");
const NEXT: Place = Place::own("next_step");
const DUE: Place = Place::own("next_due");

/// What follows, in the words of the form: what is to be done, and its day.
type Next = Option<(String, String)>;

/// The day that is typed for a contact; nothing where it cannot be read. Tracked.
pub(super) fn day_typed(form: Form) -> Option<Day> {
    let now = clock::instant();
    match parse(FieldKind::Moment(Tense::Past), &form.text(AT), form.typing(&now)) {
        Ok(FieldValue::Moment(at)) => Some(at.day),
        _ => None,
    }
}

/// What a playbook asks behind something that is done on a day. Not tracked.
pub(super) fn next(page: TodayList, deed: &Deed, on: Day) -> Option<(String, Day)> {
    let lang = page.list.app.lang.get_untracked();
    let (next, day) = untrack(|| page.read(|world, todo| next_of(world, &todo.care, &deed.tasks, on)))?;
    Some((T(lang).label(&next), day))
}

/// The proposal of what follows goes along with the day of the contact, as long as nobody wrote anything else there.
pub(super) fn follow_day(page: TodayList, form: Form, key: String) {
    let day = Memo::new(move |_| day_typed(form));
    Effect::new(move |before: Option<Next>| {
        let on = day.get();
        let deed = untrack(|| page.find(&key));
        let now: Next = on.zip(deed).and_then(|(on, deed)| {
            let (next, day) = next(page, &deed, on)?;
            Some((next, written(FieldKind::Date(Tense::Future), &FieldValue::Date(day))))
        });
        let stands = untrack(|| (form.text(NEXT), form.text(DUE)));
        match (before.flatten(), now) {
            // What cannot be read yet is on its way to another day.
            (before, None) => before,
            (Some(before), Some(now)) if stands == before => {
                if before != now {
                    form.type_in(DUE, now.1.clone());
                }
                Some(now)
            }
            (_, now) => now,
        }
    });
}
