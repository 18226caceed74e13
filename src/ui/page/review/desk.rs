//! What the parts of the review share: its occasion, its moves, which of them are shown and selected.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::held::Held;
use crate::state::live::*;

use crate::domain::columns::{Bits, count_bits, set_bit};
use crate::domain::fold::is_blank;
use crate::domain::form::decide::Chosen;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Decision, Review};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::moves::Way;
use crate::domain::report::occasion::Occasion;
use crate::domain::report::review::Reviewed;
use crate::domain::report::risk::lost;
use crate::domain::world::World;
use crate::state::list::{Index, TextIndex, Value, keep, matching, values};
use crate::state::query::Query;
use crate::state::review::moves::Look;
use crate::state::review::occasion;
use crate::state::review_list::{Counts, Filters, SEARCH, counts, repeated, rows};
use crate::state::route::{PageId, Params};
use crate::state::{App, collate};
use crate::ui::class_word::{ClassWord, class_word, dimension_name};
use crate::ui::later::{Later, later};
use crate::ui::list::{ConditionEditor, Filtered, ListPage, ListState, condition_editor, put_query};
use crate::ui::text::{T, names};

/// The review. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The app.
    pub app: App,
    /// The list of moves.
    pub list: ListState,
    /// What is compared.
    pub occasion: Memo<Occasion>,
    /// The moves; those of before while others are worked out.
    pub moves: Memo<Option<Arc<Vec<Reviewed>>>>,
    /// What the list shows.
    pub filters: Memo<Filters>,
    /// The customers that the conditions and the search leave, of those who are lost or not where that is asked.
    pub among: Memo<Arc<Bits>>,
    /// The places of the moves whose customer stands in the row before already.
    again: Memo<Arc<Vec<u32>>>,
    /// The numbers of the head.
    pub counts: Memo<Counts>,
    /// The places of the moves to be decided, and how, while the dialog stands.
    pub asked: RwSignal<Option<(Decision, Vec<u32>)>>,
}

/// The review of the page.
pub fn use_desk() -> Desk {
    of_page()
}

/// A move in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The customer's name.
    pub name: String,
    /// The dimension's name.
    pub dimension: String,
    /// The class before.
    pub from: ClassWord,
    /// The class after.
    pub to: ClassWord,
    /// Better, worse, or neither.
    pub way: Way,
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
        let among = Memo::new(move |before: Option<&Arc<Bits>>| {
            let query = params.with(|params| Query::parse(params.text()));
            let found = app.session.read(|world| customers(world, &query));
            found.map_or_else(|| before.cloned().unwrap_or_default(), Arc::new)
        });
        let gone = Memo::new(move |before: Option<&Arc<Bits>>| {
            let found = app.reviews.read(|look| lost(look.after));
            found.map_or_else(|| before.cloned().unwrap_or_default(), Arc::new)
        });
        let found = Memo::new(move |_| Arc::new(among.with(|among| searched(app, among))));
        let whose = Memo::new(move |_| {
            let of = |found: &Arc<Bits>| gone.with(|gone| filters.with(|filters| filters.whose(found, gone)));
            Arc::new(found.with(of))
        });
        let rows = Memo::new(move |_| Arc::new(shown(app, moves, filters, (whose, gone))));
        let count = move |_: Option<&Counts>| {
            let (found, gone) = (found.get(), gone.get());
            let of = |moves: &Arc<Vec<Reviewed>>| filters.with(|filters| counts(filters, moves, (&found, &gone)));
            moves.with(|moves| moves.as_ref().map(of).unwrap_or_default())
        };
        let again = Memo::new(move |_| {
            let of = |moves: &Arc<Vec<Reviewed>>| rows.with(|rows| repeated(moves, rows));
            Arc::new(moves.with(|moves| moves.as_ref().map(of).unwrap_or_default()))
        });
        let reviews = app.reviews;
        Effect::new(move |_| {
            if let Some(occasion) = occasion.try_get() {
                reviews.ask(occasion);
            }
        });
        on_cleanup(move || reviews.leave());
        Self {
            app,
            list: ListState::new(app, rows),
            occasion,
            moves,
            filters,
            among: whose,
            again,
            counts: Memo::new(count),
            asked: RwSignal::new(None),
        }
    }

    /// A move by its place.
    pub fn at(self, place: u32) -> Option<Reviewed> {
        self.moves.with(|moves| moves.as_ref()?.get(place as usize).cloned())
    }

    /// Whether the row before is of the same customer; tracked.
    pub fn is_again(self, place: u32) -> bool {
        self.again.with(|again| again.binary_search(&place).is_ok())
    }

    /// Asks for a decision on everything shown that waits for one.
    pub fn decide_shown(self, decision: Decision) {
        let rows = untrack(|| self.list.rows.get());
        let waiting: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|row| untrack(|| self.can_pick(*row)))
            .collect();
        self.asked.set(Some((decision, waiting)));
    }

    /// Where the moves of a customer stand that wait for a decision, with their dimensions; tracked.
    pub fn waiting_of(self, slot: u32) -> Vec<(u32, Text)> {
        let waits = |item: &Reviewed| item.mover.slot == slot && item.decision.is_none();
        let waiting = |moves: &Arc<Vec<Reviewed>>| {
            let those = (0..).zip(moves.iter()).filter(|(_, item)| waits(item));
            those.map(|(place, item)| (place, item.dimension.clone())).collect()
        };
        self.moves.with(|moves| moves.as_ref().map(waiting).unwrap_or_default())
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
                Some((chosen, line(&look, item, lang)?))
            };
            places.iter().filter_map(one).collect()
        };
        self.app.reviews.read_shown(of).unwrap_or_default()
    }

    /// The decisions that there are on some moves: another tab may have decided since they were asked about; tracked.
    pub fn decided(self, chosen: &[Chosen]) -> Vec<(Chosen, Held<Review>)> {
        let moves = self.moves.get();
        let of = |look: Look| -> Vec<(Chosen, Held<Review>)> {
            let all = moves.iter().flat_map(|moves| moves.iter());
            let decided: HashMap<_, _> = all
                .filter_map(|item| {
                    let review = item.decision.clone()?;
                    Some(((customer_of(&look, item)?, item.dimension.clone()), review))
                })
                .collect();
            let one = |c: &Chosen| {
                let review = decided.get(&(c.customer.clone(), c.dimension.clone()))?;
                Some((c.clone(), review.clone()))
            };
            chosen.iter().filter_map(one).collect()
        };
        self.app.reviews.read(of).unwrap_or_default()
    }

    /// The occasion in words.
    pub fn occasion_words(self, t: T) -> String {
        let Some(occasion) = self.occasion.try_get() else {
            return String::new();
        };
        let words = |world: &World| {
            let (from, to) = occasion.days(&world.book)?;
            Some(match &occasion {
                Occasion::Period { .. } => t.review_days(from, to),
                Occasion::Adoption(_) => t.review_adopted(to),
            })
        };
        self.app.session.read(words).flatten().unwrap_or_default()
    }
}

/// The customers that conditions leave; what is searched for is another matter ([`searched`]).
fn customers(world: &World, query: &Query) -> Bits {
    let conditions = Query {
        search: String::new(),
        ..query.clone()
    };
    matching(world, &conditions, Index::default())
}

impl Filtered for Desk {
    fn condition_editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<Desk>> =
            later!(review: review_conditions => ConditionEditor<Desk> { condition_editor::<Desk>() });
        &EDITOR
    }

    fn query(self) -> Query {
        self.app.with_route(|route| Query::parse(route.params.text()))
    }

    fn set_query(self, query: Query) {
        put_query(self.app, &query);
    }

    fn would_find(self, query: &Query) -> usize {
        count_bits(&self.moved(query))
    }

    fn values(self, key: &str, among: &Query) -> Vec<Value> {
        let among = self.moved(among);
        let values = |world: &World| values(world, key, &among, Index::default());
        self.app.session.read(values).unwrap_or_default()
    }
}

impl Desk {
    /// The customers that a query leaves of those who moved; tracked.
    fn moved(self, query: &Query) -> Bits {
        let mut found = self
            .app
            .session
            .read(|world| customers(world, query))
            .unwrap_or_default();
        let mut moved: Bits = vec![0; found.len()];
        let mark = |item: &Reviewed| set_bit(&mut moved, item.mover.slot, true);
        self.moves
            .with(|moves| moves.iter().flat_map(|moves| moves.iter()).for_each(mark));
        found.iter_mut().zip(moved).for_each(|(word, moved)| *word &= moved);
        found
    }
}

fn customer_of(look: &Look, item: &Reviewed) -> Option<CustomerId> {
    Some(look.world.book.customers.at(item.mover.slot)?.id.clone())
}

/// A move in words.
pub fn line(look: &Look, item: &Reviewed, lang: Lang) -> Option<Line> {
    let mover = &item.mover;
    let plans = [&look.after.plan, &look.before.plan];
    Some(Line {
        name: look.world.book.customers.at(mover.slot)?.name.to_string(),
        dimension: dimension_name(&look.after.plan, lang, &item.dimension),
        from: class_word(&plans, lang, &item.dimension, mover.from.as_deref()),
        to: class_word(&plans, lang, &item.dimension, mover.to.as_deref()),
        way: mover.way,
    })
}

/// The strategies of the classes that some moves lead to, but for those that got worse or lost theirs: class and text, each once.
pub fn strategies(desk: Desk, chosen: &[Chosen]) -> Vec<(ClassWord, Option<String>)> {
    let lang = desk.app.lang.get_untracked();
    let of = |look: Look| {
        let mut found: Vec<(ClassWord, Option<String>)> = Vec::new();
        for c in chosen.iter().filter(|c| !c.way.asks_cause()) {
            let plan = &look.after.plan;
            let word = class_word(&[plan], lang, &c.dimension, c.to.as_deref());
            if found.iter().any(|(known, _)| *known == word) {
                continue;
            }
            let dimension = plan.dimension_of(&c.dimension);
            let class = dimension.and_then(|d| d.classes.iter().find(|class| Some(&class.id) == c.to.as_ref()));
            found.push((
                word,
                class.and_then(|class| class.strategy.as_deref().map(|own| names::strategy(lang, own))),
            ));
        }
        found
    };
    desk.app.reviews.read_shown(of).unwrap_or_default()
}

/// Of some customers those whom the search of the list finds; tracked.
fn searched(app: App, among: &Bits) -> Bits {
    let typed = app.param(SEARCH).unwrap_or_default();
    let mut found = among.clone();
    if !is_blank(&typed) {
        let tag_names = names::tags(app);
        let find = |index: &TextIndex| app.session.peek(|world| index.find(&typed, world, &tag_names));
        keep(&mut found, &app.finder.text.with(find).unwrap_or_default());
    }
    found
}

/// The places of the moves that are listed, in order; tracked. `among` is whose, `gone` who is lost.
fn shown(
    app: App,
    moves: Memo<Option<Arc<Vec<Reviewed>>>>,
    filters: Memo<Filters>,
    (among, gone): (Memo<Arc<Bits>>, Memo<Arc<Bits>>),
) -> Vec<u32> {
    let name = |slot: u32| {
        let name = |world: &World| Some(world.book.customers.at(slot)?.name.to_string());
        app.session.peek(name).flatten().unwrap_or_default()
    };
    let (moves, gone, among) = (moves.get(), gone.get(), among.get());
    let moves = moves.as_ref().map(|moves| moves.as_slice()).unwrap_or_default();
    filters.with(|filters| rows(filters, moves, (&among, &gone), &name, &collate::pinyin))
}
