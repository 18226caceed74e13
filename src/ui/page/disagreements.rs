//! 分歧: where people and rules say different things, and since when.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::state::live::*;

use crate::domain::columns::has_bit;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::report::disagreements::{ByHand, by_hand, differs_since};
use crate::domain::report::risk::{is_lost as is_gone, lost};
use crate::domain::world::World;
use crate::state::review_list::{IS_LOST, LOST, is_lost};
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::class_word::{class_word, dimension_name};
use crate::ui::format;
use crate::ui::judgement::{self, OtherDay, Prolong, ProlongDialog};
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, LinkButton, Note, NoteKind, PageHead, ParamChoice};

/// The piece of page state that shows those the rules agree with, and its value.
const TAB: &str = "tab";
const AGREE: &str = "agree";

/// The page: every class set by hand, the longest first, of customers who are lost already last, and whose last day is asked for.
/// `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct Disagreement {
    list: ListState,
    all: Memo<Arc<Vec<ByHand>>>,
    prolong: RwSignal<Option<Prolong>>,
}

impl ListPage for Disagreement {
    const WORDS: ListWords = ListWords {
        label: T::disagree_list,
        select_all: T::review_select_all,
        select_one: |t, line| t.disagree_select_one(line.name(), line.text(2)),
        shown: T::disagree_shown,
        selected: T::disagree_selected,
        keys: T::review_keys,
        file: T::disagree_file,
        row_mark: "disagree-row",
        count_mark: "disagree-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = &[
        ListAction {
            text: T::disagree_end,
            label: |t, name| t.disagree_end_of(name),
            mark: "disagree-end",
            icon: Some("x"),
            is_quiet: false,
            can: |_, _| true,
            run: |page, rows| page.end(rows),
        },
        ListAction {
            text: T::disagree_prolong,
            label: |t, name| t.disagree_prolong_of(name),
            mark: "disagree-prolong",
            icon: None,
            is_quiet: true,
            can: |_, _| true,
            run: |page, rows| {
                page.prolong
                    .set(rows.first().and_then(|row| page.given(*row, Prolong::of_list)))
            },
        },
    ];

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        let key = |given: &ByHand| (given.slot, given.dimension.clone());
        self.all.with(|all| all.get(row as usize).map(key))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.given(row, |world, given| line(world, given, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("id", t.customer_number()).in_files(),
            column("name", t.review_col_customer()).grows(148, 1.6).sorted(),
            column("dim", t.review_col_dimension()).grows(120, 0.8).sorted().soft(),
            column("move", t.disagree_col_class()).grows(196, 1.4).on_screen(),
            column("hand", t.disagree_hand()).off_screen(),
            column("rules", t.disagree_rules()).off_screen(),
            column("since", t.disagree_col_since())
                .grows(200, 1.1)
                .sorted()
                .not_in_files(),
            column("days", t.disagree_col_days()).in_files(),
            column("begun", t.disagree_col_begun()).in_files(),
            column("set", t.disagree_col_set()).in_files(),
            column("as_of", t.as_of()).in_files(),
            column("until", t.disagree_col_until()).px(100).sorted().soft(),
            column("why", t.disagree_col_why()).grows(140, 2.0).soft(),
            column("by", t.disagree_col_by()).px(80).sorted().soft(),
            column("ways", t.review_col_decide()).px(160).on_screen(),
        ]
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let day = t.as_of_day(self.list.app.as_of.get());
        (t.disagreements_title().to_owned(), day)
    }
}

impl Disagreement {
    fn new(app: App) -> Self {
        let all = |world: &World| {
            let lost = lost(&world.evaluation);
            let all = by_hand(&world.book, &world.evaluation).into_iter();
            let (gone, mut open): (Vec<_>, Vec<_>) = all.partition(|given| has_bit(&lost, given.slot));
            open.extend(gone);
            Arc::new(open)
        };
        let all = app.session.memo(all);
        let asked = move || -> Sieve<ByHand> {
            let (agrees, dimension) = (agreeing(app), app.param("dim"));
            let only = is_lost(app.param(LOST).as_deref());
            Box::new(move |world, given| {
                let gone = || is_gone(&world.evaluation, given.slot);
                fits(given, agrees, dimension.as_deref()) && only.is_none_or(|only| only == gone())
            })
        };
        let (list, prolong) = (ListState::over(app, all, asked, order), RwSignal::new(None));
        Self { list, all, prolong }
    }

    /// Reads what was set by hand in a row; tracked.
    fn given<R>(self, row: u32, read: impl FnOnce(&World, &ByHand) -> Option<R>) -> Option<R> {
        let given = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &given)).flatten()
    }

    /// Ends what was set by hand: one step a dimension.
    fn end(self, rows: &[u32]) {
        let named = |world: &World, given: &ByHand| {
            let customer = world.book.customers.at(given.slot)?;
            Some((given.dimension.clone(), customer.id.clone()))
        };
        let mut all: BTreeMap<Text, Vec<CustomerId>> = BTreeMap::new();
        for (dimension, id) in rows.iter().filter_map(|row| untrack(|| self.given(*row, named))) {
            all.entry(dimension).or_default().push(id);
        }
        for (dimension, ids) in all {
            judgement::end(self.list.app, ids, dimension);
        }
    }

    /// How many of those that differ are of customers who are lost already; tracked.
    fn lost(self) -> usize {
        let shown = |given: &&ByHand| fits(given, false, None);
        let count = |world: &World| {
            let lost = lost(&world.evaluation);
            let gone = |given: &&ByHand| has_bit(&lost, given.slot);
            self.all.with(|all| all.iter().filter(shown).filter(gone).count())
        };
        self.list.app.session.read(count).unwrap_or_default()
    }

    /// How many there are of a dimension, or of all, that agree with the rules or not.
    fn count(self, agrees: bool, dimension: Option<&str>) -> usize {
        self.all
            .with(|all| all.iter().filter(|given| fits(given, agrees, dimension)).count())
    }
}

/// Whether those the rules agree with are shown; tracked.
fn agreeing(app: App) -> bool {
    app.param(TAB).as_deref() == Some(AGREE)
}

fn fits(given: &ByHand, agrees: bool, dimension: Option<&str>) -> bool {
    given.disagrees() != agrees && dimension.is_none_or(|id| *id == *given.dimension)
}

/// What a head orders the list by.
fn order(world: &World, given: &ByHand, key: &str) -> Option<String> {
    match key {
        "name" => Some(world.book.customers.at(given.slot)?.name.to_string()),
        "dim" => Some(dimension_name(&world.evaluation.plan, Lang::Zh, &given.dimension)),
        "since" => given.set_on.map(format::day),
        "until" => given.until.map(format::day),
        "by" => given.by.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn line(world: &World, given: &ByHand, lang: Lang) -> Option<ListLine> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let customer = world.book.customers.at(given.slot)?;
    let word = |class: Option<&str>| class_word(&[&evaluation.plan], lang, &given.dimension, class);
    let (hand, ruled) = (word(Some(&given.class)), word(given.ruled.as_deref()));
    let begun = differs_since(&world.book, &world.ledger, evaluation, given).or(given.set_on);
    let days = |day| usize::try_from(evaluation.as_of.days_since(day)).unwrap_or_default();
    let since = begun.map(|day| match days(day) {
        0 => t.disagree_since_today(format::whole_day(day)),
        days => t.disagree_since(days, format::whole_day(day)),
    });
    let since = since.unwrap_or_else(|| t.disagree_undated().to_owned());
    let text = |text: &Option<Text>| Cell::Text(text.as_deref().unwrap_or_default().to_owned());
    let actions: &[usize] = match given.dated(evaluation) {
        Some(_) => &[0, 1],
        None => &[0],
    };
    let note = given.set_on.filter(|day| begun != Some(*day)).map(format::day);
    let route = Route::customer(&customer.id).with_param("why", Some(&given.dimension));
    Some(ListLine(vec![
        Cell::Text(customer.id.to_string()),
        Cell::Name(customer.name.to_string(), route.to_hash()),
        Cell::Text(dimension_name(&evaluation.plan, lang, &given.dimension)),
        Cell::Pair(ClassPair {
            by_hand: true,
            way: None,
            said: t.disagree_said(&hand.name, &ruled.name),
            from: hand.clone(),
            to: ruled.clone(),
        }),
        Cell::Text(hand.name),
        Cell::Text(ruled.name),
        Cell::Noted(since, note.map(|day| t.disagree_set_on(day))),
        begun.map_or_else(
            || Cell::Text(String::new()),
            |day| Cell::Figure(String::new(), file_figure(t, Unit::Count, days(day) as f64)),
        ),
        Cell::day(begun),
        Cell::day(given.set_on),
        Cell::day(Some(evaluation.as_of)),
        match given.until {
            Some(_) => Cell::day(given.until),
            None => Cell::Text(t.disagree_no_end().to_owned()),
        },
        text(&given.reason),
        text(&given.by),
        Cell::Actions(actions),
    ]))
}

/// The page.
#[component]
pub fn Disagreements() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = Disagreement::new(app);
    let agrees = Memo::new(move |_| agreeing(app));
    let agreed = move || page.count(true, None);
    let sub = move || {
        let there = |lost: Option<&str>| {
            let route = app.route().with_param(TAB, None).with_param("dim", None);
            route.with_param(LOST, lost).to_hash()
        };
        let (all, lost) = (page.count(false, None), page.lost());
        let all = (t().disagree_sub(all), (all > 0).then(|| there(None)));
        let lost = (lost > 0).then(|| (t().review_of_lost(lost), Some(there(Some(IS_LOST)))));
        figures_line(t(), std::iter::once(all).chain(lost).collect())
    };
    view! {
        <div class="page page--fill page--disagreements">
            <PageHead title=move || t().disagreements_title() sub=sub>
                <ListButtons page=page />
            </PageHead>
            <Show when=move || { agreed() > 0 && !agrees.get() }>
                <Note kind=NoteKind::Info text=move || t().disagree_agree(agreed())>
                    <LinkButton
                        text=move || t().disagree_show_agreeing()
                        attr:data-testid="show-agreeing"
                        on_click=Callback::new(move |_| app.set_param(TAB, Some(AGREE)))
                    />
                </Note>
            </Show>
            <OtherDay />
            <div class="toolbar" role="group" aria-label=move || t().list_tools()>
                <ParamChoice
                    label=T::disagree_tabs
                    name="disagree-tab"
                    param=TAB
                    options=vec![("differ", T::disagree_tab_differ), (AGREE, T::disagree_tab_agree)]
                    ends=&["dim", LOST]
                />
                <DimensionChips count=move |id| page.count(agrees.get(), Some(id)) />
                <ColumnsMenu page=page />
            </div>
            <ListTable page=page message=move || message(agrees.get()) />
        </div>
        <ProlongDialog what=page.prolong />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}

/// What would be here, and how to get it.
fn message(agrees: bool) -> AnyView {
    let t = use_text();
    let to = Route::to(PageId::CUSTOMERS).to_hash();
    let link = move || view! { <a class="btn" href=to>{move || t().disagree_to_customers()}</a> };
    match agrees {
        true => view! { <EmptyState title=move || t().disagree_none_agree() text=move || t().disagree_none_agree_help() /> }.into_any(),
        false => view! { <EmptyState title=move || t().disagree_none() text=move || t().disagree_none_help()>{link()}</EmptyState> }
            .into_any(),
    }
}
