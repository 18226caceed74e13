//! Rows that are not wanted, and why: hidden ones, orders that did not come about, those of another sort, and those that say nothing.

use std::collections::HashSet;

use super::read::Said;
use super::work::Work;
use crate::domain::book::Book;
use crate::domain::fold::alike;
use crate::domain::label::Label;
use crate::exchange::columns::Subject;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::words::{ANY, OF_REFUNDS, state_words, states_in};

impl Work<'_> {
    /// Whether the number of a record is that of a customer: the table is a list of customers, or of what belongs to them, whose columns look like
    /// those of records. That is told.
    pub fn is_of_customer(&self, book: &Book, own: Option<&str>, said: &mut Said) -> bool {
        let own = own.filter(|id| book.customers.get(id).is_some());
        if let Some(id) = own {
            said.wrong(said.columns.get("id").copied(), say::number_of_customer(id));
        }
        own.is_some()
    }

    /// Why a row stays out; nothing for one that is wanted.
    pub fn not_wanted(&self, row: &TableRow, said: &Said) -> Option<Label> {
        if row.is_hidden && self.wanted.takes_hidden == Some(false) {
            return Some(say::hidden_row());
        }
        let cell = |column: usize| row.cells.get(column).map(|cell| cell.shown().trim().to_owned());
        let mapping = &self.wanted.mapping;
        if mapping.is_of_report() {
            return Some(match mapping.is_of_form() {
                true => say::row_of_form(),
                false => say::row_of_report(),
            });
        }
        let words = state_words();
        let is_of_orders = mapping.subject == Subject::Orders;
        let is_of_shop = is_of_orders && mapping.known.is_some();
        let off = |own: String| {
            let why = states_in(&own).find_map(|state| {
                let has = |words: &HashSet<String>| words.contains(&*state);
                match () {
                    () if has(&words.off) => Some(say::called_off(&own)),
                    () if is_of_orders && has(&words.no_order) => Some(match is_given_back(&state) {
                        true => say::refunded_order(&own),
                        false => say::closed_order(&own),
                    }),
                    () if is_of_shop && has(&words.unpaid) => Some(say::unpaid_order(&own)),
                    () => None,
                }
            });
            why.filter(|_| !self.refunds.is_in_part(&own, row, said, self.wanted))
        };
        let mut states = mapping.states.iter().filter(|_| !self.wanted.takes_cancelled);
        if let Some(why) = states.find_map(|column| off(cell(*column)?)) {
            return Some(why);
        }
        if let Some((column, words)) = &self.wanted.mapping.only {
            let own = cell(*column).unwrap_or_default();
            // What stands behind it in brackets says where: Closed Won (Sales Pipeline). A further item of an order says nothing here.
            let bare = own.split(['(', '（']).next().unwrap_or_default().trim();
            let is_further = own.is_empty() && said.get("id").is_some_and(|id| self.events.has_order(id));
            let is_it = |word: &String| alike(word, bare) || *word == ANY && is_some(&own);
            if !is_further && !words.iter().any(is_it) {
                let heading = self.table.columns.get(*column).map_or("", |column| &column.heading);
                return Some(match own.is_empty() {
                    true => say::blank_sort(heading),
                    false => say::other_sort(heading, own),
                });
            }
        }
        if said.is_unwanted {
            return Some(say::left_out_by_person());
        }
        said.says_nothing().then(say::says_nothing)
    }
}

/// Whether a cell says something that is not nought.
fn is_some(text: &str) -> bool {
    text.chars().any(|c| !matches!(c, '0' | '.' | ',' | '-' | '¥' | ' '))
}

/// Whether the state of an order that came to nothing says, as it is compared, that what was paid went back.
fn is_given_back(state: &str) -> bool {
    OF_REFUNDS.iter().any(|word| state.contains(word))
}
