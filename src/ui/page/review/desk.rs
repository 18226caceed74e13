//! What the parts of the review share: its occasion, its moves, which of them are shown and selected.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::state::live::*;

use crate::domain::form::decide::Chosen;
use crate::domain::id::CustomerId;
use crate::domain::kind::Decision;
use crate::domain::record::Text;
use crate::domain::report::moves::Way;
use crate::domain::report::occasion::Occasion;
use crate::domain::report::review::{Reviewed, cause};
use crate::state::App;
use crate::state::review::moves::Look;
use crate::state::review::occasion;
use crate::state::review_list::{Counts, Filters, counts, rows};
use crate::state::route::{PageId, Params, Route};
use crate::ui::class_word::{ClassWord, class_word, dimension_name};
use crate::ui::format;
use crate::ui::proof::cause_words;
use crate::ui::text::sentence::{Words, fen};
use crate::ui::text::{T, names};

/// Names a move while the list changes around it: the customer's slot and the dimension.
pub type Key = (u32, Text);

/// The review. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The app.
    pub app: App,
    /// What is compared.
    pub occasion: Memo<Occasion>,
    /// The moves; those of before while others are worked out.
    pub moves: Memo<Option<Arc<Vec<Reviewed>>>>,
    /// What the list shows.
    pub filters: Memo<Filters>,
    /// The places of the moves shown, in order.
    pub rows: Memo<Arc<Vec<u32>>>,
    /// The numbers of the head.
    pub counts: Memo<Counts>,
    /// The moves selected.
    pub picked: RwSignal<BTreeSet<Key>>,
    /// The places of the moves to be decided, and how, while the dialog stands.
    pub asked: RwSignal<Option<(Decision, Vec<u32>)>>,
    last_pick: StoredValue<Option<u32>>,
}

/// The review of the page.
pub fn use_desk() -> Desk {
    of_page()
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The customer's name.
    pub name: String,
    /// The way to its proof slip.
    pub href: String,
    /// The dimension's name.
    pub dimension: String,
    /// The class before.
    pub from: ClassWord,
    /// The class after.
    pub to: ClassWord,
    /// Up or down.
    pub way: Way,
    /// What crossed the line, a phrase a figure.
    pub cause: Vec<String>,
    /// The purchases of 12 months in 万元, and exactly.
    pub purchase: Option<(String, String)>,
    /// The decision: what, on which day, by whom, why, and what is done.
    pub decided: Option<Told>,
}

/// A decision in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Confirmed or held.
    pub held: bool,
    /// The word for it.
    pub word: String,
    /// The day.
    pub day: String,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What is done.
    pub action: String,
}

impl Desk {
    /// Sets up the page's state.
    pub fn new(app: App) -> Self {
        let params = Memo::new(move |before: Option<&Params>| {
            app.with_route(|route| match route.page == PageId::REVIEW {
                true => route.params.clone(),
                // The page is about to go: what it shows stays.
                false => before.cloned().unwrap_or_default(),
            })
        });
        let occasion = Memo::new(move |_| occasion::of_params(&params.get(), app.as_of.get()));
        let moves = Memo::new(move |before: Option<&Option<Arc<Vec<Reviewed>>>>| {
            let found = app.reviews.read(|look| look.moves.clone());
            found.or_else(|| before.cloned().flatten())
        });
        let filters = Memo::new(move |_| params.with(Filters::of));
        let rows = Memo::new(move |_| {
            let name = |slot: u32| {
                let name = |world: &crate::domain::world::World| Some(world.book.customers.at(slot)?.name.to_string());
                app.session.peek(name).flatten().unwrap_or_default()
            };
            let shown = |moves: &Option<Arc<Vec<Reviewed>>>| {
                let moves = moves.as_ref().map_or(&[][..], |moves| &moves[..]);
                filters.with(|filters| rows(filters, moves, &name))
            };
            Arc::new(moves.with(shown))
        });
        let count = move |_: Option<&Counts>| {
            let dimension = filters.with(|f| f.dimension.clone());
            moves.with(|moves| {
                moves
                    .as_ref()
                    .map(|m| counts(m, dimension.as_deref()))
                    .unwrap_or_default()
            })
        };
        let desk = Self {
            app,
            occasion,
            moves,
            filters,
            rows,
            counts: Memo::new(count),
            picked: RwSignal::default(),
            asked: RwSignal::new(None),
            last_pick: StoredValue::new(None),
        };
        desk.follow();
        desk
    }

    /// Asks for the occasion; lets go of moves that are no longer shown.
    fn follow(self) {
        let reviews = self.app.reviews;
        Effect::new(move |_| {
            if let Some(occasion) = self.occasion.try_get() {
                reviews.ask(occasion);
            }
        });
        on_cleanup(move || reviews.leave());
        Effect::new(move |_| {
            let shown: BTreeSet<Key> = self
                .rows
                .with(|rows| rows.iter().filter_map(|at| self.key(*at)).collect());
            if self.picked.with_untracked(|picked| !picked.is_subset(&shown)) {
                self.picked.update(|picked| picked.retain(|key| shown.contains(key)));
            }
        });
        on_window(leptos::ev::keydown, move |ev| {
            let is_free = ev.key() == "Escape" && !ev.default_prevented() && !ev.is_composing();
            if is_free && self.asked.with_untracked(Option::is_none) && self.picked.with_untracked(|p| !p.is_empty()) {
                self.picked.set(BTreeSet::new());
            }
        });
    }

    /// The texts in the page's language; tracked.
    pub fn t(self) -> T {
        T(self.app.lang.get())
    }

    /// A move by its place.
    pub fn at(self, place: u32) -> Option<Reviewed> {
        self.moves.with(|moves| moves.as_ref()?.get(place as usize).cloned())
    }

    fn key(self, place: u32) -> Option<Key> {
        let key = |m: &Reviewed| (m.mover.slot, m.dimension.clone());
        self.moves.with(|moves| moves.as_ref()?.get(place as usize).map(key))
    }

    /// Whether a move is selected; tracked.
    pub fn is_picked(self, place: u32) -> bool {
        self.key(place)
            .is_some_and(|key| self.picked.with(|picked| picked.contains(&key)))
    }

    /// Selects a move that waits, or lets go. With `range` all between the last one chosen and this one follow.
    pub fn pick(self, place: u32, range: bool) {
        let on = !untrack(|| self.is_picked(place));
        let from = self.last_pick.get_value().filter(|_| range).unwrap_or(place);
        let among: Vec<Key> = self.rows.with_untracked(|rows| {
            let find = |place: u32| rows.iter().position(|row| *row == place);
            let (Some(a), Some(b)) = (find(from), find(place)) else {
                return Vec::new();
            };
            untrack(|| {
                rows[a.min(b)..=a.max(b)]
                    .iter()
                    .filter_map(|at| self.open_key(*at))
                    .collect()
            })
        });
        self.picked.update(|picked| {
            for key in among {
                if on {
                    picked.insert(key);
                } else {
                    picked.remove(&key);
                }
            }
        });
        self.last_pick.set_value(Some(place));
    }

    /// Selects every move shown that waits, or none.
    pub fn pick_all(self, on: bool) {
        let all = |rows: &Arc<Vec<u32>>| untrack(|| rows.iter().filter_map(|at| self.open_key(*at)).collect());
        self.picked.set(if on {
            self.rows.with_untracked(all)
        } else {
            BTreeSet::new()
        });
        self.last_pick.set_value(None);
    }

    /// The key of a move that waits.
    fn open_key(self, place: u32) -> Option<Key> {
        let waits = self.at(place).is_some_and(|m| m.decision.is_none());
        self.key(place).filter(|_| waits)
    }

    /// The places of the moves selected, in the order of the list.
    pub fn picked_places(self) -> Vec<u32> {
        let rows = self.rows.get_untracked();
        untrack(|| rows.iter().copied().filter(|place| self.is_picked(*place)).collect())
    }

    /// The moves at some places, to be decided.
    pub fn chosen(self, places: &[u32]) -> Vec<(Chosen, Line)> {
        let lang = self.app.lang.get_untracked();
        let moves = self.moves.get_untracked();
        let of = |look: Look| -> Vec<(Chosen, Line)> {
            let one = |place: &u32| {
                let item = moves.as_ref()?.get(*place as usize)?;
                let customer = customer_of(&look, item)?;
                let chosen = Chosen {
                    customer,
                    dimension: item.dimension.clone(),
                    from: item.mover.from.clone(),
                    to: item.mover.to.clone(),
                    way: item.mover.way,
                };
                Some((chosen, line(&look, item, lang, false)?))
            };
            places.iter().filter_map(one).collect()
        };
        untrack(|| self.app.reviews.read(of)).unwrap_or_default()
    }

    /// What some rows say, for files and paper.
    pub fn lines(self, places: &[u32]) -> Vec<Line> {
        let lang = self.app.lang.get_untracked();
        let moves = self.moves.get_untracked();
        let of = |look: Look| {
            let item = |place: &u32| moves.as_ref()?.get(*place as usize);
            let lines = places
                .iter()
                .filter_map(item)
                .filter_map(|item| line(&look, item, lang, true));
            lines.collect()
        };
        untrack(|| self.app.reviews.read(of)).unwrap_or_default()
    }

    /// What a row says; follows the book, and keeps its words while others are worked out.
    pub fn line(self, place: u32) -> Memo<Option<Line>> {
        Memo::new(move |before: Option<&Option<Line>>| {
            let lang = self.app.lang.get();
            let item = self.at(place)?;
            let now = self.app.reviews.read(|look| line(&look, &item, lang, true)).flatten();
            now.or_else(|| before.cloned().flatten())
        })
    }

    /// The occasion in words.
    pub fn occasion_words(self, t: T) -> String {
        let Some(occasion) = self.occasion.try_get() else {
            return String::new();
        };
        let words = |world: &crate::domain::world::World| {
            let (from, to) = occasion.days(&world.book)?;
            Some(match &occasion {
                Occasion::Period { .. } => t.review_days(from, to),
                Occasion::Adoption(_) => t.review_adopted(to),
            })
        };
        self.app.session.read(words).flatten().unwrap_or_default()
    }
}

fn customer_of(look: &Look, item: &Reviewed) -> Option<CustomerId> {
    Some(look.world.book.customers.at(item.mover.slot)?.id.clone())
}

fn line(look: &Look, item: &Reviewed, lang: crate::domain::label::Lang, with_cause: bool) -> Option<Line> {
    let t = T(lang);
    let mover = &item.mover;
    let customer = look.world.book.customers.at(mover.slot)?;
    let plans = [&look.after.plan, &look.before.plan];
    let why = || {
        let (book, ledger) = (&look.world.book, &look.world.ledger);
        let words = Words {
            lang,
            plan: &look.after.plan,
        };
        let cause = cause(book, ledger, look.before, look.after, mover.slot, &item.dimension);
        cause_words(&cause, words)
    };
    let decided = item.decision.as_ref().map(|review| Told {
        held: review.decision == Some(Decision::Hold),
        word: review
            .decision
            .map(|d| d.label().get(lang).to_owned())
            .unwrap_or_default(),
        day: format::day(review.at.day),
        by: review.by.as_deref().unwrap_or_default().to_owned(),
        reason: review.reason.as_deref().unwrap_or_default().to_owned(),
        action: review.action.as_deref().unwrap_or_default().to_owned(),
    });
    let is_gone = decided.is_some()
        && look.before.class_in(mover.slot, &item.dimension) == mover.from.as_deref()
        && look.after.class_in(mover.slot, &item.dimension) != mover.to.as_deref();
    let amount = |yuan: f64| (format::wan(fen(yuan)), format::yuan_sign(fen(yuan)));
    Some(Line {
        name: customer.name.to_string(),
        href: Route::customer(&customer.id)
            .with_param("why", Some(&item.dimension))
            .to_hash(),
        dimension: dimension_name(plans[0], t.0, &item.dimension),
        from: class_word(&plans, lang, &item.dimension, mover.from.as_deref()),
        to: class_word(&plans, lang, &item.dimension, mover.to.as_deref()),
        way: mover.way,
        cause: if with_cause && !is_gone { why() } else { Vec::new() },
        purchase: mover.purchase.map(amount),
        decided,
    })
}

/// The dimensions that have moves, or are chosen: id, name, how many moves of the state shown.
pub fn dimensions(desk: Desk) -> Vec<(Text, String, usize)> {
    let lang = desk.app.lang.get();
    let filters = desk.filters.get().any_dimension();
    let counted = desk.moves.with(|moves| {
        let moves = moves.as_ref().map_or(&[][..], |m| &m[..]);
        let mut counts: Vec<(Text, usize)> = Vec::new();
        for place in rows(&filters, moves, &|_| String::new()) {
            let id = &moves[place as usize].dimension;
            match counts.iter_mut().find(|(known, _)| known == id) {
                Some((_, n)) => *n += 1,
                None => counts.push((id.clone(), 1)),
            }
        }
        counts
    });
    let named = |look: Look| {
        let all = look.after.plan.dimensions.iter().filter(|d| d.text_of.is_none());
        let one = |d: &crate::domain::rule::plan::PlanDimension| {
            let n = counted.iter().find(|(id, _)| *id == d.id).map_or(0, |(_, n)| *n);
            (d.id.clone(), names::dimension(lang, d), n)
        };
        all.map(one).collect()
    };
    desk.app.reviews.read(named).unwrap_or_default()
}

/// The strategies of the classes that some moves lead up to: class and text, each once.
pub fn strategies(desk: Desk, chosen: &[Chosen]) -> Vec<(ClassWord, Option<String>)> {
    let lang = desk.app.lang.get_untracked();
    let of = |look: Look| {
        let mut found: Vec<(ClassWord, Option<String>)> = Vec::new();
        for c in chosen.iter().filter(|c| c.way == Way::Up) {
            let plan = &look.after.plan;
            let word = class_word(&[plan], lang, &c.dimension, c.to.as_deref());
            if found.iter().any(|(known, _)| *known == word) {
                continue;
            }
            let dimension = plan.dimension(&c.dimension).map(|i| &plan.dimensions[i]);
            let class = dimension.and_then(|d| d.classes.iter().find(|class| Some(&class.id) == c.to.as_ref()));
            found.push((
                word,
                class.and_then(|class| class.strategy.as_deref().map(str::to_owned)),
            ));
        }
        found
    };
    untrack(|| desk.app.reviews.read(of)).unwrap_or_default()
}
