//! What the person said of rows and words: whose a row is, which of two rows counts, and what the choices of the book gain by it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::disputed::Disputed;
use super::numbering::Numbering;
use super::read::Said;
use super::who::{MatchKey, Meant, Named};
use super::work::Work;
use super::{KnownAs, Mode, Outcome, RowProblem, Wanted, Whom};
use crate::domain::book::Book;
use crate::domain::change::{Change, Head};
use crate::domain::field::Level;
use crate::domain::fold::{alike, folded};
use crate::domain::label::Label;
use crate::domain::twin::Known;
use crate::exchange::columns::Subject;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::{Ask, Disagreeing, Numbered};

/// Whom a row means where that is not plain.
pub(super) struct Open {
    pub why: Label,
    pub ids: Vec<String>,
    /// The question about all rows like it, where there is one: its number is another customer's here, or was that of one who was merged.
    pub asks: Option<Ask>,
}

/// What the person said of rows and of names, by these: both may be many.
pub(super) struct Heard<'a> {
    /// Whose rows are.
    chosen: HashMap<u32, &'a Whom>,
    /// Which of two rows counts.
    overruling: HashMap<u32, bool>,
    /// What was said of names before, by these as they are compared.
    names: HashMap<String, Vec<&'a KnownAs>>,
    /// The names that were told now.
    told: HashSet<String>,
}

impl<'a> Heard<'a> {
    pub fn of(wanted: &'a Wanted) -> Self {
        let mut names: HashMap<String, Vec<&KnownAs>> = HashMap::new();
        for known in &wanted.known_as {
            names.entry(folded(&known.name).into_owned()).or_default().push(known);
        }
        Self {
            chosen: wanted.chosen.iter().map(|(at, whom)| (*at, whom)).collect(),
            overruling: wanted.overruling.iter().copied().collect(),
            names,
            told: HashSet::new(),
        }
    }
}

impl Work<'_> {
    /// The customer that a row means; nothing for a new one. Those that it may mean stay beside it, so that an answer can be changed.
    pub fn resolve(
        &mut self,
        book: &Book,
        row: &TableRow,
        named: &Named,
        said: &mut Said,
    ) -> Result<Option<String>, Outcome> {
        let mut disputed = self.disputed(book, named);
        if let Some(disputed) = &mut disputed {
            disputed.is_known = self.is_known(book, row, named, disputed, said);
        }
        let found = self.found(book, named, disputed.as_ref());
        let told = self.told(book, row, named, &found);
        said.is_disputed = disputed.is_some();
        if let (Some(disputed), Ok(Some(id)), None) = (&disputed, &found, &told)
            && disputed.other == *id
            && self.numbering.get().is_some_and(|numbering| !numbering.is_ours())
        {
            self.by_name.extend(named.id.clone());
        }
        said.candidates = match (&found, &told) {
            (Err(open), _) => self.candidates(book, &open.ids),
            (Ok(Some(id)), Some(_)) => self.candidates(book, std::slice::from_ref(id)),
            (Ok(None), Some(_)) => self.twins(book, named),
            (Ok(_), None) => Vec::new(),
        };
        match (told, found) {
            (Some((Whom::Nobody, _)), _) => {
                said.whom = Some(Whom::Nobody);
                Err(Outcome::LeftOut(say::left_out_by_person()))
            }
            (Some((whom, id)), _) => {
                said.whom = Some(whom);
                Ok(id)
            }
            (None, Ok(None)) => self.is_new(book, named, said),
            (None, Ok(found)) => Ok(found),
            (None, Err(open)) => {
                match open.asks {
                    Some(Ask::MergedNumber) => self.merged.push(row.at),
                    Some(Ask::NumberOrName) => self.disputed.push(row.at),
                    Some(_) => self.strangers.push(row.at),
                    None => {}
                }
                said.problems.push(RowProblem {
                    column: None,
                    level: Level::Question,
                    message: open.why,
                });
                Err(Outcome::Asked)
            }
        }
    }

    /// The customer that is found by what the row says, or those that it may be and why that is not plain.
    fn found(&self, book: &Book, named: &Named, disputed: Option<&Disputed>) -> Result<Option<String>, Open> {
        let keys = &self.wanted.keys;
        let open = |why, ids| Err(Open { why, ids, asks: None });
        if let Some(judged) = disputed.and_then(|disputed| self.judged(book, named, disputed)) {
            return judged;
        }
        let id = match self.who.meant(keys, named) {
            Meant::Nobody => return Ok(None),
            Meant::Several(ids) => return open(say::several_fit(), ids),
            Meant::One(id) => id,
        };
        let by_id = named.id.as_ref() == Some(&id);
        // Whoever was said to have the number is that one, by whatever name.
        let is_doubtful = named
            .id
            .as_ref()
            .is_some_and(|number| by_id != self.who.is_told(number));
        // Whose number it was is no more: what such a row says may be older than what was put together.
        let is_of_merged = self.is_of_merged(named, &id);
        let mine = self.current(book, &id);
        let mine = mine.filter(|mine| is_of_merged || is_doubtful && named.is_stranger(mine));
        if let Some(mine) = mine {
            // Its number aside, it may be another one that the book has.
            let bare = Named {
                id: None,
                ..named.clone()
            };
            return match self.who.meant(keys, &bare) {
                Meant::One(other) if other != id && !self.has_other_code(book, &other, named) => Ok(Some(other)),
                _ if is_of_merged => Err(Open {
                    why: say::number_was_merged(&mine.name),
                    ids: vec![id],
                    asks: Some(Ask::MergedNumber),
                }),
                _ => Err(Open {
                    why: say::number_of_other(&mine.name),
                    ids: vec![id],
                    asks: Some(Ask::OtherCustomer),
                }),
            };
        }
        let follows = named
            .id
            .as_deref()
            .is_some_and(|number| self.who.was_merged_into(number, &id));
        // The file tells these two apart by its own numbers, but for one that was put together with the other here.
        if named.id.is_some() && !by_id && !follows && self.given.contains(&id) {
            return open(say::other_number(), vec![id]);
        }
        if !by_id && self.has_other_code(book, &id, named) {
            return open(say::other_code(), vec![id]);
        }
        Ok(Some(id))
    }

    /// Whether a row of customers has the number of one who was merged into this one. What belongs to customers follows without a word.
    fn is_of_merged(&self, named: &Named, id: &str) -> bool {
        let is_known_by_it =
            self.wanted.keys.contains(&MatchKey::Id) && self.wanted.mapping.subject == Subject::Customers;
        let number = named.id.as_deref().filter(|_| is_known_by_it);
        number.is_some_and(|number| self.who.was_merged_into(number, id))
    }

    /// Whether a customer of the book keeps its name over that of a row: nothing but a person's word, or an earlier one, says that this other
    /// name is it.
    pub fn keeps_its_name(&self, book: &Book, named: &Named, id: &str) -> bool {
        let keys = self.wanted.keys.iter().copied();
        // The number of who was merged is not its own, and a name that another customer has is none to be called by.
        let is_no_proof = self.is_of_merged(named, id) || self.disputed(book, named).is_some();
        // A name that was merged away comes back by nothing but the customer's own number.
        let is_merged = named.name.as_deref().is_some_and(|name| self.who.is_merged_name(name));
        let proves = |key: &MatchKey| match key {
            MatchKey::Name => false,
            MatchKey::Id => !is_no_proof,
            MatchKey::Code | MatchKey::Phone => !is_merged,
        };
        let proving: Vec<MatchKey> = keys.filter(proves).collect();
        let is_proved = self.who.meant(&proving, named) == Meant::One(id.to_owned());
        let own = book.customers.get(id).map(|customer| &customer.name);
        !is_proved
            && own
                .zip(named.name.as_deref())
                .is_some_and(|(own, name)| !alike(own, name))
    }

    /// Whether a customer has a code that is not the row's.
    pub(super) fn has_other_code(&self, book: &Book, id: &str, named: &Named) -> bool {
        let known = self.current(book, id).map(Known::of);
        known.is_some_and(|known| known.has_other_code(&named.known()))
    }

    /// Whose the person said that a row is, now, of its name before, or of all rows like it; nothing where that cannot be.
    fn told(
        &self,
        book: &Book,
        row: &TableRow,
        named: &Named,
        found: &Result<Option<String>, Open>,
    ) -> Option<(Whom, Option<String>)> {
        let own = self.heard.chosen.get(&row.at);
        let of_all = || match found {
            Err(Open {
                asks: Some(Ask::NumberOrName),
                ids,
                ..
            }) => Some(match self.wanted.disputed()? {
                Disagreeing::Number => Whom::Known(ids.first()?.clone()),
                Disagreeing::Name => Whom::Known(ids.last()?.clone()),
                Disagreeing::Out => Whom::Nobody,
            }),
            Err(Open {
                asks: Some(asks), ids, ..
            }) => {
                let said = match asks {
                    Ask::MergedNumber => self.wanted.of_merged(),
                    _ => self.wanted.numbered(),
                };
                Some(match said? {
                    Numbered::New => Whom::New,
                    Numbered::Out => Whom::Nobody,
                    Numbered::Same => Whom::Known(ids.first()?.clone()),
                })
            }
            _ => None,
        };
        let whom = own
            .map(|whom| (*whom).clone())
            .or_else(|| Some(Whom::Known(self.known_as(book, named)?.id.clone())))
            .or_else(of_all)?;
        let id = match &whom {
            Whom::New | Whom::Nobody => None,
            Whom::Known(id) => Some(self.current(book, id)?.id.to_string()),
            Whom::Row(at) => Some(self.made_by(*at)?),
        };
        Some((whom, id))
    }

    /// What was said of a row's name before; a number of the row's own says more.
    fn known_as(&self, book: &Book, named: &Named) -> Option<&KnownAs> {
        let name = named.name.as_deref().filter(|_| named.id.is_none())?;
        let all = self.heard.names.get(&*folded(name))?;
        let holds = |known: &&&KnownAs| {
            let customer = book.customers.get(&known.id);
            customer.is_some_and(|customer| alike(&customer.name, &known.called))
        };
        all.iter().find(holds).copied()
    }

    /// Whether a row counts where an earlier one says something else, if that was said.
    pub fn overrules(&self, book: &Book, row: &TableRow, named: Option<&Named>) -> Option<bool> {
        let own = self.heard.overruling.get(&row.at).copied();
        own.or_else(|| self.known_as(book, named?)?.overrules)
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
        if self.heard.told.insert(known.name.clone()) {
            self.known_as.push(known);
        }
    }

    /// Why a row stays out by which rows are taken.
    pub fn mode_refuses(&self, book: &Book, id: Option<&str>) -> Option<Label> {
        let is_there = id.is_some_and(|id| book.customers.get(id).is_some());
        let is_own = id.is_some_and(|id| self.customers.contains_key(id));
        match self.wanted.mode {
            Mode::Create if is_there => Some(say::there_already()),
            Mode::Update if !is_there && !is_own => Some(say::not_there()),
            _ if !is_there && self.wanted.mapping.makes_nobody() => Some(say::row_of_nobody()),
            _ => None,
        }
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

    /// What the file may be known again by: its number now means this customer, and its name where somebody said so. A number that the
    /// book has for another one keeps meaning that one in a file that counts as the book does.
    pub fn knows_again(&mut self, named: &Named, own: &str, said: &Said) {
        let keeps = said.is_disputed && self.numbering.get().is_some_and(Numbering::may_be_ours);
        if let Some(number) = named.id.as_ref().filter(|_| !keeps) {
            self.who.tell(number, own);
        }
        if matches!(said.whom, Some(Whom::Known(_) | Whom::Row(_))) && !keeps {
            self.who.call(named, own);
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
