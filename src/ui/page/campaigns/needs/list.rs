//! The list of customers with their need tags.

use std::sync::Arc;

use crate::state::live::*;

use super::tagging::Tagging;
use super::{NEED, SHOW, WHOSE, kinds};
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, CustomerKind};
use crate::domain::label::Lang;
use crate::domain::marketing::needs::Having;
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::slots;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// What can be done with rows.
const ACTIONS: &[ListAction<NeedsList>] = &[
    ListAction {
        text: T::needs_add,
        label: |t, name| t.needs_add_to(name),
        mark: "needs-add",
        icon: Some("tag"),
        is_quiet: false,
        can: |_, _| true,
        run: |page, rows| page.begin(rows, true),
    },
    ListAction {
        text: T::needs_remove,
        label: |t, name| t.needs_remove_from(name),
        mark: "needs-remove",
        icon: Some("minus"),
        is_quiet: true,
        can: |page, row| {
            let has = |world: &World, slot: u32| {
                let customer = world.book.customers.at(slot)?;
                (!customer.need_tags.is_empty()).then_some(())
            };
            page.of(row, has).is_some()
        },
        run: |page, rows| page.begin(rows, false),
    },
];

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct NeedsList {
    list: ListState,
    all: Memo<Arc<Vec<u32>>>,
    /// Who is being tagged, while that dialog stands.
    pub tagging: RwSignal<Option<Tagging>>,
}

impl ListPage for NeedsList {
    const WORDS: ListWords = ListWords {
        label: T::needs_title,
        select_all: T::camp_select_all,
        select_one: |t, line| t.camp_select_one(line.name()),
        shown: T::camp_people_shown,
        selected: T::camp_people_selected,
        keys: T::camp_people_keys,
        file: T::needs_file,
        row_mark: "needs-row",
        count_mark: "needs-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = ACTIONS;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.slot(row).map(|slot| (slot, "".into()))
    }

    fn slot(self, row: u32) -> Option<u32> {
        self.all.with(|all| all.get(row as usize).copied())
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, slot| line(world, slot, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("name", t.needs_col_name()).grows(168, 1.4).sorted(),
            column("needs", t.needs_col_tags()).grows(216, 2.0),
            column("kind", t.needs_col_kind()).px(88).sorted().soft(),
            column("industry", t.needs_col_industry()).px(112).sorted().soft(),
            ListColumn::owner(t.needs_col_owner()),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let what = match narrowed_to(self.list.app, t) {
            Some(narrowed) => t.behind_of(t.needs_title(), narrowed),
            None => t.needs_title().to_owned(),
        };
        (what, t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        Some(
            rows.iter()
                .filter_map(|row| self.of(*row, |_, slot| Some(slot)))
                .collect(),
        )
    }

    fn again(self) -> String {
        let app = self.list.app;
        [SHOW, NEED, WHOSE, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl NeedsList {
    pub fn new(app: App) -> Self {
        let all = Memo::new(move |_| {
            let having = app.param(NEED).map(|word| Having::from_word(&word));
            let whose = app.param(WHOSE);
            // Who is neither company nor person is of whom that is not said.
            let is_of = |customer: &Customer, word: &str| customer.kind == CustomerKind::from_word(word);
            let fits = |world: &World, slot: &u32| {
                world.book.customers.at(*slot).is_some_and(|customer| {
                    having.as_ref().is_none_or(|having| having.fits(customer))
                        && whose.as_deref().is_none_or(|word| is_of(customer, word))
                })
            };
            let read = |world: &World| {
                let all = slots(&world.evaluation.columns.live);
                Arc::new(all.filter(|slot| fits(world, slot)).collect::<Vec<u32>>())
            };
            app.session.read(read).unwrap_or_default()
        });
        Self {
            list: ListState::over(app, all, every, text),
            all,
            tagging: RwSignal::new(None),
        }
    }

    /// Reads the customer in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, u32) -> Option<R>) -> Option<R> {
        let slot = self.slot(row)?;
        self.list.app.session.read(|world| read(world, slot)).flatten()
    }

    /// Begins to tag the customers in some rows.
    fn begin(self, rows: &[u32], adds: bool) {
        let id = |world: &World, slot: u32| Some(world.book.customers.at(slot)?.id.clone());
        let ids: Vec<CustomerId> = untrack(|| rows.iter().filter_map(|row| self.of(*row, id)).collect());
        self.tagging.set((!ids.is_empty()).then_some(Tagging { ids, adds }));
    }
}

/// What the list is narrowed to, in words; tracked.
fn narrowed_to(app: App, t: T) -> Option<String> {
    let need = app.param(NEED).map(|word| match Having::from_word(&word) {
        Having::Any => t.needs_with().to_owned(),
        Having::Nothing => t.needs_without().to_owned(),
        Having::Need(need) => need.into(),
    });
    let whose = app.param(WHOSE).and_then(|wanted| {
        let (_, name) = kinds(t).into_iter().find(|(word, _)| *word == wanted)?;
        Some(name.to_owned())
    });
    let all: Vec<String> = [whose, need].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format::clauses(all, t.0))
}

fn text(world: &World, slot: &u32, key: &str) -> Option<String> {
    let customer = world.book.customers.at(*slot)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "kind" => customer.kind.map(|kind| kind.word().to_owned()),
        "industry" => customer.industry.as_deref().map(str::to_owned),
        _ => customer.owner.as_deref().map(str::to_owned),
    }
}

fn line(world: &World, slot: u32, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(slot)?;
    let tags = customer.need_tags.iter().map(|tag| (tag.to_string(), false));
    Some(ListLine(vec![
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        match customer.need_tags.is_empty() {
            true => Cell::Missing(t.needs_without().to_owned()),
            false => Cell::Tags(tags.collect()),
        },
        Cell::or(customer.kind.map(|kind| t.label(&kind.label())), t.unknown()),
        Cell::or(customer.industry.as_deref().map(str::to_owned), t.unknown()),
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Text(customer.id.to_string()),
    ]))
}
