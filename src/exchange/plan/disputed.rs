//! Rows whose number is one customer of the book, and whose name is another.

use super::answered::Open;
use super::numbering::Numbering;
use super::read::Said;
use super::same::known;
use super::who::{MatchKey, Meant, Named};
use super::work::Work;
use crate::domain::book::Book;
use crate::domain::field::Level;
use crate::domain::fold::alike;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Interaction, Order, Ticket};
use crate::exchange::columns::Subject;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::Ask;

/// A row whose number is one customer of the book, and whose name is another.
pub(super) struct Disputed {
    /// Whose number it is.
    pub mine: String,
    /// Whose name it is.
    pub other: String,
    /// Its code or phone is the other's, too.
    pub is_sure: bool,
    /// Nothing but the number ties it to the one of the number.
    pub is_stranger: bool,
    /// The book has of the other what it says.
    pub is_known: bool,
}

impl Work<'_> {
    /// The customer of a number and the other one of the name, where a row has both.
    pub fn disputed(&self, book: &Book, named: &Named) -> Option<Disputed> {
        let (number, name) = (named.id.as_deref()?, named.name.as_deref()?);
        let mine = match self.who.meant(&self.wanted.keys, named) {
            // What the file brings itself speaks for no book.
            Meant::One(id) if book.customers.get(&id).is_some() => id,
            _ => return None,
        };
        // The number of who was merged is nobody's own.
        let customer = self.current(book, &mine).filter(|_| mine == number)?;
        if alike(&customer.name, name) {
            return None;
        }
        let is_stranger = named.is_stranger(customer);
        let bare = Named {
            id: None,
            ..named.clone()
        };
        let other = match self.who.meant(&self.wanted.keys, &bare) {
            Meant::One(other) if other != mine && book.customers.get(&other).is_some() => other,
            _ => return None,
        };
        // Beside the name its code or a phone says so as well.
        let is_sure = self.who.meant(&[MatchKey::Code, MatchKey::Phone], &bare) == Meant::One(other.clone());
        (!self.has_other_code(book, &other, named)).then_some(Disputed {
            mine,
            other,
            is_sure,
            is_stranger,
            is_known: false,
        })
    }

    /// Whose the numbers of the file are.
    fn numbering(&self, book: &Book) -> &Numbering {
        let read = || Numbering::of(book, self.table, self.wanted, &self.columns);
        self.numbering.get_or_init(read)
    }

    /// Whether the book has of the one of the name what such a row says, so that there is nothing to ask: the same file was here before.
    /// A customer's row in a file that counts as the book does is asked about unless it changes the one of the number as little.
    pub fn is_known(&mut self, book: &Book, row: &TableRow, named: &Named, disputed: &Disputed, said: &Said) -> bool {
        let Disputed { mine, other, .. } = disputed;
        if disputed.is_sure || !self.numbering(book).may_be_ours() {
            return false;
        }
        if self.wanted.mapping.subject != Subject::Customers {
            return is_of(self, book, other, said);
        }
        let (numbering, number) = (self.numbering(book), named.id.as_deref().unwrap_or_default());
        let (is_named, is_ours) = (numbering.is_named(number), numbering.is_ours());
        is_named && self.says_nothing_new(book, other, row, said) && {
            !is_ours || self.says_nothing_new(book, mine, row, said)
        }
    }

    /// Whether a row would leave a customer as it is, its name aside.
    fn says_nothing_new(&mut self, book: &Book, id: &str, row: &TableRow, said: &Said) -> bool {
        let Some(known) = self.current(book, id).cloned() else {
            return false;
        };
        let (mut after, mut said) = (known.clone(), said.clone());
        said.take("name");
        // It is only tried: what it says counts, and is asked about, once the row is taken.
        let (saying, asked) = (self.saying.clone(), self.masked_ways.clone());
        self.write_customer(&mut after, row, &mut said);
        (self.saying, self.masked_ways) = (saying, asked);
        after == known && said.problems.iter().all(|problem| problem.level == Level::Warning)
    }

    /// Whom such a row means: the one of the name, unless the file may count as the book does and the row says something new. Then nobody
    /// but the person knows. Nothing where more than the number ties it to the one of the number.
    pub fn judged(&self, book: &Book, named: &Named, disputed: &Disputed) -> Option<Result<Option<String>, Open>> {
        let Disputed { mine, other, .. } = disputed;
        if disputed.is_sure || disputed.is_known {
            return Some(Ok(Some(other.clone())));
        }
        if !self.numbering(book).may_be_ours() {
            return disputed.is_stranger.then(|| Ok(Some(other.clone())));
        }
        let name = |id: &str| {
            self.current(book, id)
                .map(|own| own.name.to_string())
                .unwrap_or_default()
        };
        let number = named.id.as_deref().unwrap_or_default();
        Some(Err(Open {
            why: say::number_or_name(number, name(mine), name(other)),
            ids: vec![mine.clone(), other.clone()],
            asks: Some(Ask::NumberOrName),
        }))
    }
}

/// Whether the book has a row's event as this customer's: by the event's number, or by what tells it from others.
fn is_of(work: &mut Work<'_>, book: &Book, customer: &str, said: &Said) -> bool {
    if said.is_numbered {
        return said.was_of.as_ref().is_some_and(|own| own.as_str() == customer);
    }
    let Ok(customer) = CustomerId::new(customer) else {
        return false;
    };
    match work.wanted.mapping.subject {
        Subject::Interactions => known::<Interaction>(work, book, &customer, said).is_some(),
        Subject::Tickets => known::<Ticket>(work, book, &customer, said).is_some(),
        _ => known::<Order>(work, book, &customer, said).is_some(),
    }
}
