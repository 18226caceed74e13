//! 查重: customers that may be one and the same, and putting two together.

mod below;
mod compare;
mod past;
mod sides;

use std::sync::Arc;

use crate::state::finder::Pinyin;
use crate::state::live::*;

use compare::Compare;
use past::MergedList;

use crate::domain::command::Command;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::twin::{Likeness, Pair, Strength, said};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::twins::use_twins;
use crate::state::{App, use_app};
use crate::ui::focus;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, PageHead, ParamChoice};

/// The piece of page state that shows what was said not to be the same, or the merges that were done, and its values.
const TAB: &str = "tab";
const SAID: &str = "said";
const MERGED: &str = "merged";
/// The piece of page state that narrows the list to one strength.
const SURE: &str = "sure";
/// Which two are compared.
const STAYS: &str = "stays";
const GOES: &str = "goes";

/// Two customers in a row of the list: by slots, and why; nothing where a person said that they are not the same.
#[derive(Clone, Debug, PartialEq)]
struct Doubled {
    one: u32,
    other: u32,
    likeness: Option<Likeness>,
    group_size: usize,
}

impl Doubled {
    fn of(pair: &Pair) -> Self {
        Self {
            one: pair.one,
            other: pair.other,
            likeness: Some(pair.likeness.clone()),
            group_size: pair.group_size,
        }
    }
}

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct DuplicateList {
    list: ListState,
    all: Memo<Arc<Vec<Doubled>>>,
}

impl ListPage for DuplicateList {
    const WORDS: ListWords = ListWords {
        label: T::dup_list,
        select_all: T::dup_select_all,
        select_one: |t, line| t.dup_select_one(line.name(), line.text(3)),
        shown: T::dup_shown,
        selected: T::dup_selected,
        keys: T::dup_keys,
        file: T::dup_file,
        row_mark: "dup-row",
        count_mark: "dup-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = &[
        ListAction {
            text: T::dup_compare,
            label: |t, name| t.dup_compare_of(name),
            mark: "dup-compare",
            icon: None,
            is_quiet: false,
            can: |_, _| true,
            run: |page, rows| {
                if let Some(to) = rows.first().and_then(|row| untrack(|| page.of(*row, compare_route))) {
                    page.list.app.go(to);
                }
            },
        },
        ListAction {
            text: T::dup_not_same,
            label: |t, name| t.dup_not_same_of(name),
            mark: "dup-not-same",
            icon: Some("x"),
            is_quiet: true,
            can: |page, row| {
                page.of(row, |_, doubled| doubled.likeness.as_ref().map(|_| ()))
                    .is_some()
            },
            run: |page, rows| page.say(rows, true),
        },
        ListAction {
            text: T::dup_maybe,
            label: |t, name| t.dup_maybe_of(name),
            mark: "dup-maybe",
            icon: Some("undo"),
            is_quiet: true,
            can: |page, row| {
                page.of(row, |_, doubled| doubled.likeness.is_none().then_some(()))
                    .is_some()
            },
            run: |page, rows| page.say(rows, false),
        },
    ];

    fn is_read(self) -> bool {
        use_twins().behind().is_none()
    }

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        let name = |world: &World, doubled: &Doubled| Some(world.book.customers.key_at(doubled.other)?.into());
        Some((self.of(row, |_, doubled| Some(doubled.one))?, self.of(row, name)?))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, doubled| line(world, doubled, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("id", t.customer_number()).in_files(),
            column("sure", t.dup_col_sure()).px(104).sorted(),
            column("name", t.dup_col_one()).grows(124, 1.4).sorted(),
            column("other", t.dup_col_other()).grows(124, 1.4).sorted(),
            column("other_id", t.dup_col_number_of_other()).in_files(),
            column("records", t.dup_col_records()).grows(128, 0.9).soft(),
            column("why", t.dup_col_why()).grows(112, 1.8).soft(),
            column("ways", t.dup_col_ways())
                .px(if lang == Lang::En { 196 } else { 160 })
                .on_screen(),
        ]
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (t.dup_title().to_owned(), t.dup_list().to_owned())
    }
}

impl DuplicateList {
    fn new(app: App) -> Self {
        app.finder.ask();
        let is_said = Memo::new(move |_| app.param(TAB).as_deref() == Some(SAID));
        let twins = use_twins();
        let all = Memo::new(move |_| {
            Arc::new(match is_said.get() {
                true => app.session.read(already_said).unwrap_or_default(),
                false => twins.pairs().iter().map(Doubled::of).collect(),
            })
        });
        let asked = move || -> Sieve<Doubled> {
            let sure = app.param(SURE);
            Box::new(move |_, doubled| {
                let is_sure = |likeness: &Likeness| sure.as_deref().is_none_or(|sure| sure == likeness.strength.word());
                doubled.likeness.as_ref().is_none_or(is_sure)
            })
        };
        Self {
            list: ListState::over(app, all, asked, order),
            all,
        }
    }

    /// Reads the pair of a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Doubled) -> Option<R>) -> Option<R> {
        let doubled = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &doubled)).flatten()
    }

    /// Says of pairs that they are not the same, or takes it back.
    fn say(self, rows: &[u32], is_so: bool) {
        let ids = |world: &World, doubled: &Doubled| ids(world, doubled);
        let pairs: Vec<_> = rows.iter().filter_map(|row| untrack(|| self.of(*row, ids))).collect();
        if !pairs.is_empty() {
            self.list.app.session.dispatch(Command::SetNotSame { pairs, is_so });
        }
    }
}

fn already_said(world: &World) -> Vec<Doubled> {
    let doubled = |(one, other): (u32, u32)| Doubled {
        one,
        other,
        likeness: None,
        group_size: 2,
    };
    said(&world.book.customers).into_iter().map(doubled).collect()
}

fn ids(world: &World, doubled: &Doubled) -> Option<(CustomerId, CustomerId)> {
    let id = |slot: u32| Some(world.book.customers.at(slot)?.id.clone());
    Some((id(doubled.one)?, id(doubled.other)?))
}

/// What belongs to both, as far as it is counted without looking at every record.
fn records(world: &World, slot: u32) -> usize {
    let row = world.ledger.row(slot);
    row.orders.len() + row.touches.len() + row.tickets.len()
}

/// The comparison: the one with more behind it stays.
fn compare_route(world: &World, doubled: &Doubled) -> Option<Route> {
    let (one, other) = ids(world, doubled)?;
    let is_other = records(world, doubled.other) > records(world, doubled.one);
    Some(match is_other {
        true => Route::duplicates(other.as_str(), one.as_str()),
        false => Route::duplicates(one.as_str(), other.as_str()),
    })
}

/// What a head orders the list by.
fn order(world: &World, doubled: &Doubled, key: &str) -> Option<String> {
    let name = |slot: u32| Some(world.book.customers.at(slot)?.name.to_string());
    match key {
        "name" => name(doubled.one),
        "other" => name(doubled.other),
        "sure" => {
            let place = |likeness: &Likeness| Strength::ALL.iter().position(|one| *one == likeness.strength);
            Some(doubled.likeness.as_ref().and_then(place)?.to_string())
        }
        _ => None,
    }
}

fn line(world: &World, doubled: &Doubled, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let (one, other) = (
        world.book.customers.at(doubled.one)?,
        world.book.customers.at(doubled.other)?,
    );
    let likeness = doubled.likeness.as_ref();
    let sure = likeness.map_or_else(
        || t.dup_tab_said().to_owned(),
        |likeness| t.label(&likeness.strength.label()),
    );
    let mut why: Vec<String> = match likeness {
        Some(likeness) => likeness.reasons().iter().map(|reason| t.label(reason)).collect(),
        None => vec![t.dup_said_note().to_owned()],
    };
    if doubled.group_size > 2 {
        why.push(t.dup_group(doubled.group_size));
    }
    let side = |slot: u32, id: &CustomerId| t.dup_side(id, t.dup_records(records(world, slot)));
    let actions: &[usize] = match likeness {
        Some(_) => &[0, 1],
        None => &[0, 2],
    };
    Some(ListLine(vec![
        Cell::Text(one.id.to_string()),
        Cell::Text(sure),
        Cell::Name(one.name.to_string(), compare_route(world, doubled)?.to_hash()),
        Cell::Text(other.name.to_string()),
        Cell::Text(other.id.to_string()),
        Cell::Phrases(vec![side(doubled.one, &one.id), side(doubled.other, &other.id)]),
        Cell::Text(crate::ui::format::clauses(&why, lang)),
        Cell::Actions(actions),
    ]))
}

/// The page: the list, or the two that are compared.
#[component]
pub fn Duplicates() -> impl IntoView {
    let app = use_app();
    // While the page goes, what it shows stays.
    let two = Memo::new(move |before: Option<&Option<(String, String)>>| {
        match app.with_route(|route| route.page == PageId::DUPLICATES) {
            true => app.param(STAYS).zip(app.param(GOES)),
            false => before.cloned().flatten(),
        }
    });
    let is_two = Memo::new(move |_| two.with(Option::is_some));
    Effect::new(move |before: Option<bool>| {
        let now = is_two.get();
        if before.is_some_and(|before| before != now) {
            next_frame(focus::focus_title);
        }
        now
    });
    move || match is_two.get() {
        true => view! { <Compare two=two /> }.into_any(),
        false => view! { <DuplicatePairs /> }.into_any(),
    }
}

#[component]
fn DuplicatePairs() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let (page, past) = (DuplicateList::new(app), MergedList::new(app));
    let is_of = move |tab: &'static str| Memo::new(move |_| app.param(TAB).as_deref() == Some(tab));
    let (is_said, is_merged) = (is_of(SAID), is_of(MERGED));
    let is_open = Memo::new(move |_| !is_said.get() && !is_merged.get());
    let behind = Memo::new(move |_| use_twins().behind().filter(|_| is_open.get()));
    // Names that sound alike are found once it is known how they sound.
    let is_loading = Memo::new(move |_| app.finder.pinyin.get() == Pinyin::Loading && is_open.get());
    let is_looking = move || behind.get().is_some() || is_loading.get();
    let sub = move || match behind.get() {
        _ if is_said.get() => String::new(),
        _ if is_merged.get() => t().merged_sub(past.count()),
        None if is_loading.get() => t().dup_looking().to_owned(),
        Some(behind) => t().dup_looking_sub(behind),
        None => t().dup_sub(page.all.with(|all| all.len())),
    };
    let buttons = move || match is_merged.get() {
        true => view! { <ListButtons page=past /> }.into_any(),
        false => view! { <ListButtons page=page /> }.into_any(),
    };
    let menu = move || match is_merged.get() {
        true => view! { <ColumnsMenu page=past /> }.into_any(),
        false => view! { <ColumnsMenu page=page /> }.into_any(),
    };
    let table = move || match is_merged.get() {
        true => view! { <ListTable page=past message=past::message /> }.into_any(),
        false => view! { <ListTable page=page message=move || message(is_said.get(), is_looking()) /> }.into_any(),
    };
    let leaves = move || match is_merged.get() {
        true => view! {
            <ListExport page=past />
            {paper::list_area(past)}
        }
        .into_any(),
        false => view! {
            <ListExport page=page />
            {paper::list_area(page)}
        }
        .into_any(),
    };
    view! {
        <div class="page page--fill page--duplicates" data-looking=move || is_looking().then_some("true")>
            <PageHead title=move || t().dup_title() sub=sub>
                {buttons}
            </PageHead>
            <div class="toolbar" role="group" aria-label=move || t().list_tools()>
                <ParamChoice
                    label=T::dup_tabs
                    name="dup-tab"
                    param=TAB
                    options=vec![("open", T::dup_tab_open), (SAID, T::dup_tab_said), (MERGED, T::dup_tab_merged)]
                    ends=&[SURE]
                />
                <Show when=move || is_open.get()>
                    <ParamChoice
                        label=T::dup_sure
                        name="dup-sure"
                        param=SURE
                        options=vec![
                            ("all", T::dup_sure_all),
                            ("strong", T::dup_sure_strong),
                            ("medium", T::dup_sure_medium),
                            ("weak", T::dup_sure_weak),
                        ]
                    />
                </Show>
                {menu}
            </div>
            {table}
        </div>
        {leaves}
    }
}

/// What would be here, and how to get it.
fn message(is_said: bool, is_looking: bool) -> AnyView {
    let t = use_text();
    let to = Route::to(PageId::CUSTOMERS).to_hash();
    match (is_said, is_looking) {
        (true, _) => {
            view! { <EmptyState title=move || t().dup_none_said() text=move || t().dup_none_said_help() /> }.into_any()
        }
        (false, true) => {
            view! { <EmptyState title=move || t().dup_looking() text=move || t().dup_none_help() /> }.into_any()
        }
        (false, false) => view! {
            <EmptyState title=move || t().dup_none() text=move || t().dup_none_help()>
                <a class="btn" href=to>{move || t().dup_to_customers()}</a>
            </EmptyState>
        }
        .into_any(),
    }
}
