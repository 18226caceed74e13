//! What the parts of the page share: the query of the address, the rows it gives, the selection.

use std::cell::RefCell;
use std::sync::Arc;

use crate::state::live::*;

use super::columns;
use crate::domain::columns::{Bits, count_bits, has_bit, set_bit};
use crate::domain::id::CustomerId;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::{self as find, Index, TagIndex, TextIndex};
use crate::state::query::{Query, Sort};
use crate::state::route::Route;
use crate::state::{App, collate, files};
use crate::ui::text::{T, names};
use crate::ui::widget::{Place, Visible};

thread_local! {
    /// Where the list was left last, by its address: "back" finds it there again.
    static LEFT: RefCell<(String, Place)> = RefCell::default();
}

/// The list. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct List {
    /// The app.
    pub app: App,
    /// The conditions, search, order.
    pub query: Memo<Query>,
    /// Who meets them.
    pub found: Memo<Bits>,
    /// Their slots, in order.
    pub rows: Memo<Arc<Vec<u32>>>,
    /// What they bought in 12 months.
    pub purchases: Memo<Fen>,
    /// The keys of the columns shown, in order.
    pub columns: Memo<Vec<Text>>,
    /// Who is selected; always part of who is shown.
    pub picked: RwSignal<Bits>,
    /// How many are selected.
    pub picked_count: Memo<usize>,
    /// On phones: the boxes are shown.
    pub picking: RwSignal<bool>,
    /// The rows in sight.
    pub visible: RwSignal<Visible>,
    /// Where the list stands.
    pub place: StoredValue<Place>,
    /// The manual tags; worked out when they are asked for.
    pub tags: Memo<TagIndex>,
    text: Memo<TextIndex>,
    tag_names: Memo<Vec<String>>,
    last_pick: StoredValue<Option<u32>>,
}

/// The list of the page.
pub fn use_list() -> List {
    of_page()
}

/// How the list is ordered where nobody chose: the latest contact first.
pub fn default_sort() -> Sort {
    Sort {
        column: "last".into(),
        descending: true,
    }
}

impl List {
    /// Sets up the page's state.
    pub fn new(app: App) -> Self {
        let session = app.session;
        let query = Memo::new(move |before: Option<&Query>| {
            // Where the page is about to go, what it shows stays.
            let query = app.with_route(Route::query);
            query.or_else(|| before.cloned()).unwrap_or_default()
        });
        let text = Memo::new(move |_| session.read(TextIndex::build).unwrap_or_default());
        let tags = Memo::new(move |_| session.read(TagIndex::build).unwrap_or_default());
        let tag_names = Memo::new(move |_| {
            let lang = app.lang.get();
            let read = |world: &World| {
                let plan = &world.evaluation.plan;
                plan.tags.iter().map(|tag| names::tag(lang, plan, &tag.id)).collect()
            };
            session.read(read).unwrap_or_default()
        });
        let found = Memo::new(move |_| query.with(|query| look(app, query, text, tags, tag_names)));
        let sort = Memo::new(move |_| query.with(|q| q.sort.clone()).unwrap_or_else(default_sort));
        let order = Memo::new(move |_| {
            let order = session.read(|world| sort.with(|sort| find::order(world, sort, &collate::pinyin)));
            order.unwrap_or_default()
        });
        let rows = Memo::new(move |_| Arc::new(order.with(|order| found.with(|found| find::rows(order, found)))));
        let picked = RwSignal::new(Bits::new());
        let list = Self {
            app,
            query,
            found,
            rows,
            purchases: Memo::new(move |_| {
                session
                    .read(|world| found.with(|found| find::purchases(world, found)))
                    .unwrap_or_default()
            }),
            columns: Memo::new(move |_| columns::chosen(app, &query.with(|q| q.columns.clone()))),
            picked,
            picked_count: Memo::new(move |_| picked.with(count_bits)),
            picking: RwSignal::new(false),
            visible: RwSignal::new((0, 0)),
            place: StoredValue::new(left_at(app)),
            tags,
            text,
            tag_names,
            last_pick: StoredValue::new(None),
        };
        list.follow_rows();
        list
    }

    /// The texts in the page's language; tracked.
    pub fn t(self) -> T {
        T(self.app.lang.get())
    }

    /// Who would be found by another query.
    pub fn look(self, query: &Query) -> Bits {
        look(self.app, query, self.text, self.tags, self.tag_names)
    }

    /// The values of a key among these customers.
    pub fn values(self, key: &str, among: &Bits) -> Vec<find::Value> {
        let session = self.app.session;
        self.tags.with(|tags| {
            let index = Index {
                tags: Some(tags),
                ..Index::default()
            };
            session
                .read(|world| find::values(world, key, among, index))
                .unwrap_or_default()
        })
    }

    /// Changes the query in place.
    pub fn change(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.app.replace(Route::customers(&query));
    }

    /// Takes every condition and the search away.
    pub fn clear(self) {
        self.change(|query| {
            query.filters.clear();
            query.search.clear();
        });
    }

    /// What the list starts again with.
    pub fn narrowed_by(self) -> String {
        self.query.with(|query| {
            let mut query = query.clone();
            query.columns.clear();
            query.print()
        })
    }

    /// Whether a customer is selected; tracked.
    pub fn is_picked(self, slot: u32) -> bool {
        self.picked.with(|bits| has_bit(bits, slot))
    }

    /// Selects a customer, or lets go. With `range` everyone between the last one chosen and this one follows.
    pub fn pick(self, slot: u32, range: bool) {
        let on = !self.picked.with_untracked(|bits| has_bit(bits, slot));
        let from = self.last_pick.get_value().filter(|_| range).unwrap_or(slot);
        self.rows.with_untracked(|rows| {
            let place = |slot: u32| rows.iter().position(|row| *row == slot);
            let (Some(a), Some(b)) = (place(from), place(slot)) else {
                return;
            };
            let all = self.found.with_untracked(Vec::len);
            self.picked.update(|bits| {
                bits.resize(all.max(bits.len()), 0);
                rows[a.min(b)..=a.max(b)].iter().for_each(|row| set_bit(bits, *row, on));
            });
        });
        self.last_pick.set_value(Some(slot));
    }

    /// Selects everyone shown, or nobody.
    pub fn pick_all(self, on: bool) {
        self.picked
            .set(if on { self.found.get_untracked() } else { Bits::new() });
        self.last_pick.set_value(None);
    }

    /// The ids of who is selected, in the order of the list.
    pub fn picked_ids(self) -> Vec<CustomerId> {
        let rows = self.rows.get_untracked();
        let ids = |world: &World| {
            let chosen = rows
                .iter()
                .filter(|slot| self.picked.with_untracked(|bits| has_bit(bits, **slot)));
            chosen
                .filter_map(|slot| Some(world.book.customers.at(*slot)?.id.clone()))
                .collect()
        };
        self.app.session.peek(ids).unwrap_or_default()
    }

    /// Hands the rows shown, or only these, to the user as a table for spreadsheets, with the columns shown.
    pub fn export(self, only: Option<Bits>) {
        let lang = self.app.lang.get_untracked();
        let keys = self.columns.get_untracked();
        let rows = self.rows.get_untracked();
        let read = |world: &World| {
            let shown = rows
                .iter()
                .filter(|slot| only.as_ref().is_none_or(|only| has_bit(only, **slot)));
            columns::sheet(world, lang, &keys, shown.copied())
        };
        if let Some((head, body)) = self.app.session.peek(read) {
            files::export_list(self.app, T(lang).list_file(), &head, &body);
        }
    }

    /// Esc lets go of the selection. A window that is open takes Esc for itself.
    pub fn follow_escape(self) {
        on_window(leptos::ev::keydown, move |ev| {
            let is_free = ev.key() == "Escape" && !ev.default_prevented() && !ev.is_composing();
            if is_free && self.picked_count.get_untracked() > 0 {
                self.pick_all(false);
            }
        });
    }

    /// Who is no longer shown is no longer selected: nothing is done to customers out of sight. A book that was read anew may
    /// have other customers in the same slots.
    fn follow_rows(self) {
        Effect::new(move |_| {
            self.found.with(|found| {
                if self.picked.with_untracked(|bits| !bits.is_empty()) {
                    self.picked.update(|bits| find::keep(bits, found));
                }
            });
        });
        let phase = self.app.session.phase;
        Effect::new(move |before: Option<()>| {
            phase.track();
            if before.is_some() {
                self.pick_all(false);
            }
        });
        let (place, query) = (self.place, self.query);
        on_cleanup(move || {
            let hash = query.try_with_untracked(|q| Route::customers(q).to_hash());
            if let Some((hash, place)) = hash.zip(place.try_get_value()) {
                LEFT.with(|left| left.replace((hash, place)));
            }
        });
    }
}

fn left_at(app: App) -> Place {
    let here = untrack(|| app.with_route(Route::to_hash));
    LEFT.with(|left| {
        let left = left.borrow();
        if left.0 == here { left.1 } else { Place::default() }
    })
}

/// Who meets a query. What the query does not ask for is not built.
fn look(app: App, query: &Query, text: Memo<TextIndex>, tags: Memo<TagIndex>, names: Memo<Vec<String>>) -> Bits {
    let look = |text: Option<&TextIndex>, tags: Option<&TagIndex>, tag_names: &[String]| {
        let index = Index { text, tags, tag_names };
        app.session
            .read(|world| find::matching(world, query, index))
            .unwrap_or_default()
    };
    let with_tags = |text: Option<&TextIndex>, names: &[String]| {
        if find::needs_tags(query) {
            tags.with(|tags| look(text, Some(tags), names))
        } else {
            look(text, None, names)
        }
    };
    if query.search.trim().is_empty() {
        with_tags(None, &[])
    } else {
        text.with(|text| names.with(|names| with_tags(Some(text), names)))
    }
}
