//! What the person said of rows and words: whose a row is, which of two rows counts, and what the choices of the book gain by it.

use std::collections::BTreeSet;

use super::read::Said;
use super::who::{Meant, Named};
use super::work::Work;
use super::{Candidate, KnownAs, MatchKey, Outcome, RowProblem, Whom};
use crate::domain::book::Book;
use crate::domain::change::{Change, Head};
use crate::domain::field::Level;
use crate::domain::fold::alike;
use crate::domain::label::Label;
use crate::domain::twin::{Known, likeness};
use crate::domain::uscc;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;

impl Work<'_> {
    /// The customer that a row means; nothing for a new one. Those that it may mean stay beside it, so that an answer can be changed.
    pub fn resolve(
        &self,
        book: &Book,
        row: &TableRow,
        named: &Named,
        said: &mut Said,
    ) -> Result<Option<String>, Outcome> {
        let found = self.found(book, named);
        let told = self.told(book, row, named);
        said.candidates = match (&found, &told) {
            (Err((_, ids)), _) => self.candidates(book, ids),
            (Ok(Some(id)), Some(_)) => self.candidates(book, std::slice::from_ref(id)),
            (Ok(None), Some(_)) => self.twins(book, named),
            (Ok(_), None) => Vec::new(),
        };
        match (told, found) {
            (Some((whom, id)), _) => {
                said.whom = Some(whom);
                Ok(id)
            }
            (None, Ok(found)) => {
                if found.is_none() {
                    said.candidates = self.twins(book, named);
                }
                Ok(found)
            }
            (None, Err((why, _))) => {
                said.problems.push(RowProblem {
                    column: None,
                    level: Level::Question,
                    message: why,
                });
                Err(Outcome::Asked)
            }
        }
    }

    /// The customer that is found by what the row says, or those that it may be and why that is not plain.
    fn found(&self, book: &Book, named: &Named) -> Result<Option<String>, (Label, Vec<String>)> {
        let id = match self.who.meant(&self.wanted.keys, named) {
            Meant::Nobody => return Ok(None),
            Meant::Several(ids) => return Err((say::several_fit(), ids)),
            Meant::One(id) => id,
        };
        let known = self.current(book, &id).and_then(|customer| customer.uscc.clone());
        let differs = |code: &String| {
            known
                .as_ref()
                .is_some_and(|known| uscc::normal(known) != uscc::normal(code))
        };
        let by_id = named.id.as_ref() == Some(&id);
        // The file tells these two apart by its own numbers.
        if named.id.is_some() && !by_id && self.given.contains(&id) {
            return Err((say::other_number(), vec![id]));
        }
        if !by_id && named.code.as_ref().is_some_and(differs) {
            return Err((say::other_code(), vec![id]));
        }
        Ok(Some(id))
    }

    /// Whose the person said that a row is, now or of its name before; nothing where that cannot be.
    fn told(&self, book: &Book, row: &TableRow, named: &Named) -> Option<(Whom, Option<String>)> {
        let own = self.wanted.chosen.iter().find(|(at, _)| *at == row.at);
        let whom = own
            .map(|(_, whom)| whom.clone())
            .or_else(|| Some(Whom::Known(self.known_as(book, named)?.id.clone())))?;
        let id = match &whom {
            Whom::New if named.id.as_deref().is_some_and(|id| self.current(book, id).is_some()) => return None,
            Whom::New => None,
            Whom::Known(id) => Some(self.current(book, id)?.id.to_string()),
            Whom::Row(at) => Some(self.made_by(*at)?),
        };
        Some((whom, id))
    }

    /// What was said of a row's name before; a number of the row's own says more.
    fn known_as(&self, book: &Book, named: &Named) -> Option<&KnownAs> {
        let name = named.name.as_deref().filter(|_| named.id.is_none())?;
        let all = self.wanted.known_as.iter().filter(|known| alike(&known.name, name));
        let mut held = all.filter(|known| {
            let customer = book.customers.get(&known.id);
            customer.is_some_and(|customer| alike(&customer.name, &known.called))
        });
        held.next()
    }

    /// Whether a row counts where an earlier one says something else, if that was said.
    pub fn overrules(&self, book: &Book, row: &TableRow, named: Option<&Named>) -> Option<bool> {
        let own = self.wanted.overruling.iter().find(|(at, _)| *at == row.at);
        own.map(|(_, is)| *is)
            .or_else(|| self.known_as(book, named?)?.overrules)
    }

    /// Keeps that a name is a customer of another name.
    pub fn remember(&mut self, book: &Book, named: &Named, id: &str, said: &Said) {
        let (Some(name), Some(Whom::Known(_) | Whom::Row(_))) = (&named.name, &said.whom) else {
            return;
        };
        let called = self.current(book, id).map(|customer| customer.name.to_string());
        // A name that several have says nothing of other rows.
        let Some(called) = called.filter(|called| !alike(called, name)) else {
            return;
        };
        let known = KnownAs {
            name: name.clone(),
            id: id.to_owned(),
            called,
            overrules: said.overrules,
        };
        self.known_as.push(known);
    }

    /// Those that a new customer may be, the surest first.
    fn twins(&self, book: &Book, named: &Named) -> Vec<Candidate> {
        if self.wanted.mapping.subject != crate::exchange::columns::Subject::Customers {
            return Vec::new();
        }
        let known = named.known();
        let sure = |id: &String| Some(likeness(&known, &Known::of(self.current(book, id)?))?.strength);
        let mut found: Vec<_> = self
            .who
            .twins(&known)
            .into_iter()
            .filter_map(|id| Some((sure(&id)?, id)))
            .collect();
        found.sort();
        let ids: Vec<String> = found.into_iter().map(|(_, id)| id).collect();
        self.candidates(book, &ids)
    }

    /// Customers to choose from.
    pub fn candidates(&self, book: &Book, ids: &[String]) -> Vec<Candidate> {
        let candidate = |id: &String| {
            let name = self.current(book, id)?.name.to_string();
            let row = self.makers.get(id).copied();
            Some(Candidate {
                id: id.clone(),
                name,
                row,
            })
        };
        ids.iter().filter_map(candidate).collect()
    }

    /// The customer that a row of the file made or meant.
    fn made_by(&self, at: u32) -> Option<String> {
        let is_it = |row: &&super::RowPlan| row.at == at && row.outcome == Outcome::New;
        self.plan.rows.iter().find(is_it)?.id.clone()
    }

    /// What becomes of a row with problems: one that only says something else than another row waits for a word.
    pub fn refused(said: &Said) -> Outcome {
        let bad = said.problems.iter().filter(|problem| problem.level != Level::Warning);
        if said.clash.is_some() && bad.count() == said.clashes {
            Outcome::Asked
        } else {
            Outcome::Wrong
        }
    }

    /// What the file may be known again by: its number now means this customer.
    pub fn knows_again(&mut self, named: &Named, own: &str) {
        if let Some(number) = &named.id {
            self.who.put(MatchKey::Id, number.clone(), own);
        }
    }

    /// The words that become choices: those that were answered so and that a customer of the plan now has.
    pub fn new_choices(&self, book: &Book) -> Vec<String> {
        let told: BTreeSet<&str> = self.columns.iter().flat_map(|read| read.new_choices()).collect();
        let known = book.head.settings.industry_list();
        let is_new = |word: &&str| !known.iter().any(|known| alike(known, word));
        let used: BTreeSet<&str> = self
            .customers
            .values()
            .filter_map(|becoming| becoming.after.industry.as_deref())
            .collect();
        told.into_iter()
            .filter(is_new)
            .filter(|word| used.contains(word))
            .map(str::to_owned)
            .collect()
    }
}

/// The change that adds industries to the choices of a book; nothing where it has them all.
pub fn with_choices(head: &Head, words: &[String]) -> Option<Change> {
    let known = head.settings.industry_list();
    let is_new = |word: &&String| !known.iter().any(|known| alike(known, word));
    let new: Vec<_> = words.iter().filter(is_new).map(|word| (**word).into()).collect();
    if new.is_empty() {
        return None;
    }
    let mut after = head.clone();
    after.settings.industries = known.into_iter().chain(new).collect();
    Some(Change::Head {
        before: Box::new(head.clone()),
        after: Box::new(after),
    })
}
