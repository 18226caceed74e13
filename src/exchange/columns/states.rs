//! The columns that say what became of orders, or of tickets.

use super::content::Content;
use super::{Mapped, Subject, Use, compared, names};
use crate::exchange::layout::TableColumn;
use crate::exchange::words::{PAID_OR_NOT, STATES};

/// Whether a column says of each order by yes and no whether it was paid.
pub(crate) fn says_whether_paid(column: &TableColumn) -> bool {
    tells_payment(&names(column))
}

fn tells_payment(names: &[String]) -> bool {
    PAID_OR_NOT.iter().any(|word| names.contains(&compared(word)))
}

/// The columns.
pub(super) fn states_of(
    subject: Subject,
    headings: &[Vec<String>],
    contents: &[Content],
    columns: &[Mapped],
) -> Vec<usize> {
    let is_called =
        |names: &[String]| STATES.iter().any(|state| names.contains(&compared(state))) || tells_payment(names);
    let of_orders = |place: &usize| {
        let is_it = is_called(&headings[*place]) || contents[*place].are_states();
        columns[*place].used == Use::Out && is_it
    };
    let of_tickets = |place: &usize| contents[*place].say_ended();
    match subject {
        Subject::Orders => (0..columns.len()).filter(of_orders).collect(),
        Subject::Tickets => (0..columns.len()).find(of_tickets).into_iter().collect(),
        _ => Vec::new(),
    }
}
