//! What the list of today is narrowed by, and what fits it.

use crate::state::live::*;

use super::line::Searched;
use super::{KIND, MINE, NOBODYS, SEARCH, WHEN, WHOSE};
use crate::domain::care::{Deed, NOBODY, TaskKind, When, sees_to};
use crate::domain::columns::{Bits, has_bit};
use crate::domain::fold::is_blank;
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::TextIndex;
use crate::state::today::Todo;
use crate::ui::list::*;

/// What the page's state asks for; nothing for all.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Asked {
    when: Option<String>,
    kind: Option<TaskKind>,
    whose: Option<String>,
}

impl Asked {
    /// Tracked.
    pub(super) fn of(app: App) -> Self {
        // The empty one is everybody, said by an address.
        let whose = app.param(WHOSE).filter(|whose| !whose.is_empty());
        let whose = whose.map(|whose| match whose == MINE {
            true => app.user.get().to_string(),
            false => whose,
        });
        Self {
            // What an address says and nobody knows asks for nothing.
            when: app.param(WHEN).filter(|when| When::from_word(when).is_some()),
            kind: app.param(KIND).and_then(|kind| TaskKind::from_word(&kind)),
            whose,
        }
    }

    /// Whether no time is asked for.
    pub(super) fn is_all(&self) -> bool {
        self.when.is_none()
    }

    pub(super) fn is_when(&self, deed: &Deed) -> bool {
        match &self.when {
            // What was put off is out of the way until it is asked for.
            None => deed.when != When::PutOff,
            Some(when) => *when == deed.when.word(),
        }
    }

    /// Whether one of its tasks is of the kind, and it of the people.
    pub(super) fn is_kind_of(&self, world: &World, deed: &Deed) -> bool {
        self.kind.is_none_or(|kind| deed.is_a(kind)) && self.is_theirs(world, deed)
    }

    /// Whether it is of the people whose tasks the page shows.
    pub(super) fn is_theirs(&self, world: &World, deed: &Deed) -> bool {
        let is_of = |name: &str| {
            let theirs = deed.lead().and_then(|task| sees_to(world, task));
            theirs.as_deref() == Some(name).filter(|name| *name != NOBODYS)
        };
        self.whose.as_deref().is_none_or(is_of)
    }
}

/// What the list is narrowed by.
pub(super) type Narrowed = (RwSignal<Option<Todo>>, Memo<Asked>, Memo<Option<Bits>>);

/// What the list shows; tracked.
pub(super) fn listed(app: App, (todo, asked, found): Narrowed) -> Sieve<Deed> {
    let asked = asked.get();
    let fits = sieve(app, todo, asked.clone(), found.get());
    Box::new(move |world, deed| asked.is_when(deed) && fits(world, deed))
}

/// How many there are by when they are to be done.
pub(super) fn counted(all: &[Deed]) -> Vec<(When, usize)> {
    let mut counts: Vec<(When, usize)> = Vec::new();
    for deed in all {
        match counts.iter_mut().find(|(when, _)| *when == deed.when) {
            Some((_, count)) => *count += 1,
            None => counts.push((deed.when, 1)),
        }
    }
    counts
}

/// Where what is late and settled here stands, of those whose the page shows, ascending.
pub(super) fn late(world: &World, asked: &Asked, all: &[Deed]) -> Vec<u32> {
    let is_late = |deed: &Deed| deed.when == When::Overdue && !deed.is_elsewhere() && asked.is_theirs(world, deed);
    let places = (0..).zip(all).filter(|(_, deed)| is_late(deed));
    places.map(|(place, _)| place).collect()
}

/// What is of the kind, of the people, found by the search; tracked.
pub(super) fn sieve(app: App, todo: RwSignal<Option<Todo>>, asked: Asked, found: Option<Bits>) -> Sieve<Deed> {
    let words = found.as_ref().and_then(|_| Some(app.finder.words(&app.param(SEARCH)?)));
    let todo = found.is_some().then(|| todo.get()).flatten();
    let said = Searched::new(words.unwrap_or_default(), app.lang.get());
    Box::new(move |world, deed| {
        let is_of = |found: &Bits| {
            deed.lead()
                .is_some_and(|task| task.customer != NOBODY && has_bit(found, task.customer))
        };
        let is_said = || todo.as_ref().is_some_and(|todo| said.has(world, todo, deed));
        let is_found = || found.as_ref().is_none_or(|found| is_of(found) || is_said());
        asked.is_kind_of(world, deed) && is_found()
    })
}

/// Whom the search of the page finds; nothing where nothing is searched for. Tracked.
pub(super) fn found(app: App) -> Option<Bits> {
    let typed = app.param(SEARCH).filter(|typed| !is_blank(typed))?;
    let find = |index: &TextIndex| app.session.read(|world| index.find(&typed, world, &[]));
    app.finder.text.with(find)
}
