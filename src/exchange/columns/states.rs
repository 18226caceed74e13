//! The columns that say what became of orders, or of tickets.

use super::content::Content;
use super::{Mapped, Subject, Use, compared, names};
use crate::exchange::layout::TableColumn;
use crate::exchange::words::{PAID_OR_NOT, PAYMENT_STATES, PAYMENTS, STATES, STATES_END};

/// What a column says of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StateOf {
    /// How they stand.
    Orders,
    /// Whether they were paid, in words.
    Payments,
    /// Whether they were paid, by yes and no.
    PaidOrNot,
}

impl StateOf {
    /// By the names of a column; nothing for one that is not called so.
    fn named(names: &[String]) -> Option<Self> {
        let is_one_of = |words: &[&str]| words.iter().any(|word| names.contains(&compared(word)));
        let is_of_payments = |name: &String| {
            let bare = STATES_END.iter().find_map(|end| name.strip_suffix(end));
            bare.is_some_and(|bare| PAYMENTS.iter().any(|word| bare.ends_with(word)))
        };
        if is_one_of(PAID_OR_NOT) {
            Some(Self::PaidOrNot)
        } else if is_one_of(PAYMENT_STATES) || names.iter().any(is_of_payments) {
            Some(Self::Payments)
        } else {
            is_one_of(STATES).then_some(Self::Orders)
        }
    }

    /// What a column of states is of.
    pub fn of(column: &TableColumn) -> Self {
        Self::named(&names(column)).unwrap_or(Self::Orders)
    }
}

/// The columns.
pub(super) fn states_of(
    subject: Subject,
    headings: &[Vec<String>],
    contents: &[Content],
    columns: &[Mapped],
) -> Vec<usize> {
    let of_orders = |place: &usize| {
        let is_it = StateOf::named(&headings[*place]).is_some() || contents[*place].are_states();
        columns[*place].used == Use::Out && is_it
    };
    let of_tickets = |place: &usize| contents[*place].say_ended();
    match subject {
        Subject::Orders => (0..columns.len()).filter(of_orders).collect(),
        Subject::Tickets => (0..columns.len()).find(of_tickets).into_iter().collect(),
        _ => Vec::new(),
    }
}
