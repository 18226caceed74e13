//! What the parts of the page share: the classes set by hand with what the rules say, which of them are shown and selected.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::state::live::*;

use crate::domain::command::Command;
use crate::domain::id::CustomerId;
use crate::domain::kind::ClassOverride;
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::disagreements::{ByHand, by_hand, differs_since};
use crate::domain::world::World;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::class_word::{ClassWord, class_word, dimension_name};
use crate::ui::format;
use crate::ui::page::judgement::rescue_focus;
use crate::ui::text::T;

/// The piece of page state that shows those the rules agree with.
pub const TAB: &str = "tab";
/// Its value.
pub const AGREE: &str = "agree";
/// One dimension.
pub const DIM: &str = "dim";

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The app.
    pub app: App,
    /// Every class set by hand, the longest first.
    pub all: Memo<Arc<Vec<ByHand>>>,
    /// Those that the rules agree with are shown.
    pub agreeing: Memo<bool>,
    /// The dimension chosen.
    pub dimension: Memo<Option<String>>,
    /// The places of those shown.
    pub rows: Memo<Arc<Vec<u32>>>,
    /// Those selected: slot and dimension.
    pub picked: RwSignal<BTreeSet<(u32, Text)>>,
}

/// The page's context.
pub fn use_desk() -> Desk {
    of_page()
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Whose.
    pub id: CustomerId,
    /// The customer's id and the dimension's, as the row is called.
    pub key: String,
    /// The customer's name.
    pub name: String,
    /// The way to its proof slip.
    pub href: String,
    /// The dimension's name.
    pub dimension: String,
    /// What a person set.
    pub hand: ClassWord,
    /// What the rules say.
    pub ruled: ClassWord,
    /// Since when, and for how many days.
    pub since: String,
    /// When it was set, where the rules agreed at first.
    pub set_on: Option<String>,
    /// Until when.
    pub until: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// As it stands; nothing for one that was set without days.
    pub given: Option<ClassOverride>,
}

impl Desk {
    /// Sets up the page's state.
    pub fn new(app: App) -> Self {
        let all = Memo::new(move |_| {
            let found = app.session.read(|world| by_hand(&world.book, &world.evaluation));
            Arc::new(found.unwrap_or_default())
        });
        let param = move |key: &'static str| app.with_route(|r| r.param(key).map(str::to_owned));
        let agreeing = Memo::new(move |_| param(TAB).as_deref() == Some(AGREE));
        let dimension = Memo::new(move |_| param(DIM));
        let rows = Memo::new(move |_| {
            let (agreeing, dimension) = (agreeing.get(), dimension.get());
            let fits = |given: &ByHand| {
                given.disagrees() != agreeing && dimension.as_deref().is_none_or(|id| *id == *given.dimension)
            };
            all.with(|all| {
                let places = all.iter().enumerate().filter(|(_, given)| fits(given));
                Arc::new(places.filter_map(|(i, _)| u32::try_from(i).ok()).collect())
            })
        });
        let desk = Self {
            app,
            all,
            agreeing,
            dimension,
            rows,
            picked: RwSignal::default(),
        };
        Effect::new(move |_| {
            let shown: BTreeSet<_> = rows.with(|rows| rows.iter().filter_map(|at| desk.key(*at)).collect());
            if desk.picked.with_untracked(|picked| !picked.is_subset(&shown)) {
                desk.picked.update(|picked| picked.retain(|key| shown.contains(key)));
            }
        });
        on_window(leptos::ev::keydown, move |ev| {
            let is_free = ev.key() == "Escape" && !ev.default_prevented() && !ev.is_composing();
            if is_free && desk.picked.with_untracked(|p| !p.is_empty()) {
                desk.pick_all(false);
            }
        });
        desk
    }

    fn key(self, place: u32) -> Option<(u32, Text)> {
        let key = |given: &ByHand| (given.slot, given.dimension.clone());
        self.all.with(|all| all.get(place as usize).map(key))
    }

    /// Whether a row is selected; tracked.
    pub fn is_picked(self, place: u32) -> bool {
        self.key(place)
            .is_some_and(|key| self.picked.with(|picked| picked.contains(&key)))
    }

    /// Selects a row, or lets go.
    pub fn pick(self, place: u32) {
        let Some(key) = untrack(|| self.key(place)) else { return };
        self.picked.update(|picked| {
            if !picked.remove(&key) {
                picked.insert(key);
            }
        });
    }

    /// Selects every row shown, or none.
    pub fn pick_all(self, on: bool) {
        let all = |rows: &Arc<Vec<u32>>| untrack(|| rows.iter().filter_map(|at| self.key(*at)).collect());
        self.picked.set(if on {
            self.rows.with_untracked(all)
        } else {
            BTreeSet::new()
        });
    }

    /// The places of the rows selected.
    pub fn picked_places(self) -> Vec<u32> {
        let rows = self.rows.get_untracked();
        untrack(|| rows.iter().copied().filter(|place| self.is_picked(*place)).collect())
    }

    /// How many differ from the rules, and how many agree.
    pub fn counts(self) -> (usize, usize) {
        self.all.with(|all| {
            let differ = all.iter().filter(|given| given.disagrees()).count();
            (differ, all.len() - differ)
        })
    }

    /// What a row says; follows the book.
    pub fn line(self, place: u32) -> Memo<Option<Line>> {
        Memo::new(move |_| {
            let lang = self.app.lang.get();
            let given = self.all.with(|all| all.get(place as usize).cloned())?;
            self.app.session.read(|world| line(world, &given, lang)).flatten()
        })
    }

    /// What some rows say, for files and paper.
    pub fn lines(self, places: &[u32]) -> Vec<Line> {
        let (lang, all) = (self.app.lang.get_untracked(), self.all.get_untracked());
        let of = |world: &World| {
            let given = places.iter().filter_map(|place| all.get(*place as usize));
            given.filter_map(|given| line(world, given, lang)).collect()
        };
        self.app.session.peek(of).unwrap_or_default()
    }

    /// Ends what was set by hand: one step a dimension.
    pub fn end(self, places: &[u32]) {
        let all = self.all.get_untracked();
        let mut by_dimension: Vec<(Text, Vec<CustomerId>)> = Vec::new();
        for given in places.iter().filter_map(|place| all.get(*place as usize)) {
            let id = |world: &World| Some(world.book.customers.at(given.slot)?.id.clone());
            let Some(id) = self.app.session.peek(id).flatten() else {
                continue;
            };
            match by_dimension.iter_mut().find(|(known, _)| *known == given.dimension) {
                Some((_, ids)) => ids.push(id),
                None => by_dimension.push((given.dimension.clone(), vec![id])),
            }
        }
        for (dimension, ids) in by_dimension {
            let on = self.app.today.get_untracked();
            let command = Command::EndOverride { ids, dimension, on };
            self.app.session.dispatch_then(command, |_| rescue_focus());
        }
    }

    /// The dimensions that have rows: id, name, how many.
    pub fn dimensions(self) -> Vec<(Text, String, usize)> {
        let (lang, agreeing) = (self.app.lang.get(), self.agreeing.get());
        let mut found: Vec<(Text, String, usize)> = Vec::new();
        let all = self.all.get();
        for given in all.iter().filter(|given| given.disagrees() != agreeing) {
            match found.iter_mut().find(|(id, ..)| *id == given.dimension) {
                Some((_, _, n)) => *n += 1,
                None => {
                    let name = |world: &World| dimension_name(&world.evaluation.plan, lang, &given.dimension);
                    let name = self.app.session.read(name).unwrap_or_default();
                    found.push((given.dimension.clone(), name, 1));
                }
            }
        }
        found
    }
}

fn line(world: &World, given: &ByHand, lang: Lang) -> Option<Line> {
    let t = T(lang);
    let customer = world.book.customers.at(given.slot)?;
    let evaluation = &world.evaluation;
    let word = |class: Option<&str>| class_word(&[&evaluation.plan], lang, &given.dimension, class);
    let begun = differs_since(&world.book, &world.ledger, evaluation, given).or(given.set_on);
    let since = begun.map(|day| {
        let days = usize::try_from(evaluation.as_of.days_since(day)).unwrap_or_default();
        t.disagree_since(days, format::day(day))
    });
    let dated = evaluation
        .columns
        .override_on(given.slot, &given.dimension, evaluation.as_of);
    Some(Line {
        id: customer.id.clone(),
        key: format!("{}/{}", customer.id, given.dimension),
        name: customer.name.to_string(),
        href: Route::customer(&customer.id)
            .with_param("why", Some(&given.dimension))
            .to_hash(),
        dimension: dimension_name(&evaluation.plan, lang, &given.dimension),
        hand: word(Some(&given.class)),
        ruled: word(given.ruled.as_deref()),
        since: since.unwrap_or_else(|| t.disagree_undated().to_owned()),
        set_on: given
            .set_on
            .filter(|day| begun != Some(*day))
            .map(|day| t.disagree_set_on(format::day(day))),
        until: given.until.map_or(t.disagree_no_end().to_owned(), format::day),
        reason: given.reason.as_deref().unwrap_or_default().to_owned(),
        by: given.by.as_deref().unwrap_or_default().to_owned(),
        given: dated
            .filter(|dated| dated.class == given.class && given.set_on.is_some())
            .cloned(),
    })
}
