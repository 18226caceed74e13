//! How often promises were kept: twelve months, by kind of ticket or by who handles it; every figure opens the promises behind it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use crate::state::live::*;

use super::list::{SERVICE, ServiceList, name};
use super::{TICKET, VIEW, words};
use crate::domain::day::Day;
use crate::domain::kind::{Ticket, TicketKind};
use crate::domain::record::Text;
use crate::domain::service::{Deskwork, Kept as Outcome, Measure, Promise, Tally, promises_of_year, tally};
use crate::domain::world::World;
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::route::Route;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::column::Stand;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Panel, ParamChoice};

/// The piece of page state that says by what is counted.
const BY: &str = "by";
const PERSON: &str = "person";

/// The pieces of page state that name a figure: how many were kept, whose, and of which month. Without the last two it is of all.
pub const KEPT: &str = "kept";
pub const OF: &str = "of";
pub const MONTH: &str = "month";
/// The values of [`KEPT`].
const MET: &str = "met";
const DECIDED: &str = "decided";

/// A table: the months, and what each key has in each of them and altogether.
#[derive(Clone, Debug, Default, PartialEq)]
struct Kept {
    months: Vec<Day>,
    rows: Vec<KeptRow>,
}

/// A row: its key (nothing for the sum of all), its name, and what it has in each month and altogether.
type KeptRow = (Option<Text>, String, Vec<Tally>);

/// Whether promises are told by who handles them, as the address says; tracked.
fn by_person(app: App) -> bool {
    app.param(BY).as_deref() == Some(PERSON)
}

/// By what a ticket is told: the word of its kind, or who handles it, the empty one for nobody.
fn key_of(work: &Deskwork, by_person: bool) -> Text {
    match by_person {
        true => work.handler.clone().unwrap_or_default(),
        false => work.kind.word().into(),
    }
}

/// What people call such a key.
fn key_name(key: &str, by_person: bool, t: T) -> String {
    match TicketKind::from_word(key).filter(|_| !by_person) {
        Some(kind) => t.label(&kind.label()),
        None if key.is_empty() => t.unassigned().to_owned(),
        None => key.to_owned(),
    }
}

/// A month in addresses, files and on paper.
fn month_key(month: Day) -> String {
    month.date().format("%Y-%m").to_string()
}

/// The table, or the promises behind one of its figures.
#[component]
pub fn Months(page: ServiceList) -> impl IntoView {
    let app = use_app();
    let is_listed = Memo::new(move |_| app.param(KEPT).is_some());
    move || match is_listed.get() {
        true => view! { <Behind of=promises_behind(page) /> }.into_any(),
        false => view! { <Table page=page /> }.into_any(),
    }
}

/// The promises behind the figure that the address names.
fn promises_behind(page: ServiceList) -> BehindOf {
    let app = page.list.app;
    let all = Memo::new(move |_| {
        let (at, by_person, is_met) = (page.at.get(), by_person(app), app.param(KEPT).as_deref() == Some(MET));
        let (of, of_month) = (app.param(OF), app.param(MONTH));
        let is_asked = |(month, work, promise): &(Day, &Deskwork, &Promise)| {
            let is_theirs = of.as_deref().is_none_or(|of| *of == *key_of(work, by_person));
            let is_then = of_month.as_deref().is_none_or(|wanted| wanted == month_key(*month));
            let is_kept = match promise.kept(at) {
                Outcome::Met => true,
                Outcome::Breached => !is_met,
                Outcome::Open | Outcome::Undetermined => false,
            };
            is_theirs && is_then && is_kept
        };
        let row = |(_, work, promise): (Day, &Deskwork, &Promise)| BehindRow {
            customer: work.customer,
            record: Some(work.ticket),
            mark: 2 * promise.measure as u8 + u8::from(promise.kept(at) == Outcome::Met),
            on: Some(work.opened),
            ..BehindRow::default()
        };
        let chosen = page.chosen();
        let rows = promises_of_year(&chosen, app.as_of.get()).filter(is_asked).map(row);
        Arc::new(rows.collect::<Vec<_>>())
    });
    let title = move |t: T| {
        let whose = app.param(OF).map(|of| key_name(&of, by_person(app), t));
        let whose = whose.unwrap_or_else(|| t.service_total().to_owned());
        let whose = match app.param(MONTH) {
            Some(month) => t.service_kept_of(whose, month),
            None => whose,
        };
        let what = match app.param(KEPT).as_deref() {
            Some(MET) => t.service_kept_met(),
            _ => t.service_kept_decided(),
        };
        t.behind_of(whose, what)
    };
    BehindOf::new(
        app,
        all,
        BehindFacts {
            title: Box::new(title),
            columns: Box::new(promise_columns),
            cells: Box::new(promise_cells),
            mark: "behind-promises",
            params: &[KEPT, OF, MONTH],
        },
    )
}

fn promise_columns(t: T) -> Vec<ListColumn> {
    vec![
        ListColumn::new("subject", t.service_col_what()).grows(152, 1.4),
        ListColumn::new("kind", t.service_kind()).px(72).soft(),
        ListColumn::new("person", t.service_person()).px(88).soft(),
        behind_day(t.service_col_opened()),
        ListColumn::new("promised", t.service_kept_measure()).px(80),
        ListColumn::new("says", t.service_kept_result()).px(80),
    ]
}

fn promise_cells(world: &World, it: &BehindRow, t: T) -> Vec<Cell> {
    let ticket = it.record.and_then(|slot| world.book.tickets.at(slot));
    let read = |read: &dyn Fn(&Ticket) -> Cell| ticket.map_or(Cell::Text(String::new()), |ticket| ticket.look(read));
    let subject = |ticket: &Ticket| {
        let route = Route::to(SERVICE).with_param(VIEW, Some("all"));
        let href = route.with_param(TICKET, Some(ticket.id.as_str())).to_hash();
        Cell::Text(name(ticket, t.0)).opens(true, || href)
    };
    let measure = Measure::ALL.get(usize::from(it.mark / 2));
    let kept = if it.mark % 2 == 1 {
        Outcome::Met
    } else {
        Outcome::Breached
    };
    vec![
        read(&subject),
        read(&|ticket| Cell::Text(t.label(&ticket.kind.label()))),
        read(&|ticket| Cell::whose(ticket.handler.as_deref(), t)),
        Cell::day(it.on),
        Cell::Text(
            measure
                .map(|measure| words::measure(*measure, t))
                .unwrap_or_default()
                .to_owned(),
        ),
        Cell::Text(words::kept(kept, t).to_owned()),
    ]
}

#[component]
fn Table(page: ServiceList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let kept = Memo::new(move |_| {
        let (t, at, by_person) = (t(), page.at.get(), by_person(app));
        page.read(|world, _| {
            let all = tally(&page.chosen(), world.evaluation.as_of, at, |work| {
                key_of(work, by_person)
            });
            Some(table(all, |key| key_name(key, by_person, t), t))
        })
        .unwrap_or_default()
    });
    let heads = move || {
        kept.with(|kept| {
            kept.months
                .iter()
                .map(|month| format::month_name(month.date().month(), t().0))
                .collect::<Vec<_>>()
        })
    };
    let row = move |(key, name, tallies): KeptRow| {
        let months = kept.with(|kept| kept.months.clone());
        let months = months.into_iter().map(Some).chain([None]);
        let cell = |(tally, month): (Tally, Option<Day>)| cell(app, (key.as_deref(), &name), month, tally, t());
        let cells = tallies.into_iter().zip(months).map(cell).collect_view();
        view! { <tr><th scope="row">{name.clone()}</th>{cells}</tr> }
    };
    let leaves = Arc::new(move |t: T| out(&kept.get(), t));
    let screen = view! {
        <Panel id="service-months" title=move || t().service_months()>
            <div class="panel__body">
                <span class="toolbar__end screen-only">
                    <TableExport mark="export-months" table=leaves />
                    <Button text=move || t().print() icon="printer" on_click=Callback::new(move |_| paper::print()) />
                </span>
                <ParamChoice
                    label=T::service_by
                    name="service-by"
                    param=BY
                    options=vec![("kind", T::service_kind), (PERSON, T::service_person)]
                />
                <p class="muted small">{move || t().service_months_help()}</p>
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().service_months()>
                <table class="table" data-testid="service-months">
                    <thead>
                        <tr>
                            <td></td>
                            {move || heads().into_iter().map(|head| view! { <th scope="col" class="num">{head}</th> }).collect_view()}
                            <th scope="col" class="num">{move || t().service_total()}</th>
                        </tr>
                    </thead>
                    <tbody>{move || kept.with(|kept| kept.rows.clone()).into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Panel>
    };
    paper::instead(screen, move || Some(sheet(app, kept.get()).into_any()))
}

/// A cell: how many were kept, of how many that are decided, each a way to these.
fn cell(app: App, (key, name): (Option<&str>, &str), month: Option<Day>, tally: Tally, t: T) -> impl IntoView + use<> {
    let decided = tally.met + tally.breached;
    let opens = |kept: &str, what: &str, n: u32| {
        let route = untrack(|| app.route()).with_param(KEPT, Some(kept)).with_param(OF, key);
        let href = route
            .with_param(MONTH, month.map(month_key).as_deref())
            .with_param("sort", None);
        let whose = match month {
            Some(month) => t.service_kept_of(name, month_key(month)),
            None => name.to_owned(),
        };
        figure_link(n > 0, href.to_hash(), t.behind_of(whose, what), n.to_string())
    };
    let inside = (decided > 0).then(|| {
        let [met, all] = [
            opens(MET, t.service_kept_met(), tally.met),
            opens(DECIDED, t.service_kept_decided(), decided),
        ];
        view! { {met} "/" {all} }
    });
    match inside {
        Some(inside) => view! { <td class="num">{inside}</td> }.into_any(),
        None => view! { <td class="num">"–"</td> }.into_any(),
    }
}

/// The table as people read it: its heads, and a row a key. `said`: how a cell is written.
fn written(kept: &Kept, said: impl Fn(Tally) -> String, t: T) -> (Vec<String>, Vec<Vec<String>>) {
    // On paper and in files a month says its year.
    let month = |month: &Day| month_key(*month);
    let total = t.service_total().to_owned();
    let heads = std::iter::once(String::new()).chain(kept.months.iter().map(month));
    let row = |(_, name, tallies): &KeptRow| {
        let cells = tallies.iter().map(|tally| said(*tally));
        std::iter::once(name.clone()).chain(cells).collect()
    };
    (heads.chain([total]).collect(), kept.rows.iter().map(row).collect())
}

/// The table as it can leave.
fn out(kept: &Kept, t: T) -> OutTable {
    // Spreadsheets take `2/3` of a text file for a day.
    let in_words = |tally: Tally| match tally.met + tally.breached {
        0 => "–".to_owned(),
        decided => t.service_met_of(tally.met, decided),
    };
    let (heads, rows) = written(kept, in_words, t);
    let column = |head| OutColumn::new(head, Look::Text);
    let cells = |row: Vec<String>| row.into_iter().map(|text: String| OutCell::Text(text.into())).collect();
    OutTable {
        name: t.service_months().to_owned(),
        columns: heads.into_iter().map(column).collect(),
        rows: rows.into_iter().map(cells).collect(),
    }
}

/// The table on paper.
fn sheet(app: App, kept: Kept) -> impl IntoView {
    let t = T(app.lang.get());
    let (heads, rows) = written(&kept, said, t);
    let stand = |(place, head): (usize, String)| (head, if place == 0 { Stand::Plain } else { Stand::Figure });
    let table = paper::PaperTable {
        heads: heads.into_iter().enumerate().map(stand).collect(),
        rows,
        sum: None,
    };
    view! {
        {paper::letterhead(
            app.session.company.get().unwrap_or_default(),
            t.service_months().to_owned(),
            t.as_of_day(app.as_of.get()),
        )}
        {paper::table(t, table)}
    }
}

/// In time, of those that are decided; nothing where none is.
fn said(tally: Tally) -> String {
    match tally.met + tally.breached {
        0 => "–".to_owned(),
        decided => format!("{}/{decided}", tally.met),
    }
}

/// `name`: what people call a key. Rows stand in the order of their names, the sum of all last.
fn table<M: Ord>(all: BTreeMap<(Day, M, Text), Tally>, name: impl Fn(&str) -> String, t: T) -> Kept {
    let months: BTreeSet<Day> = all.keys().map(|(month, ..)| *month).collect();
    let months: Vec<Day> = months.into_iter().collect();
    let mut rows: BTreeMap<(String, Text), Vec<Tally>> = BTreeMap::new();
    let none = || vec![Tally::default(); months.len() + 1];
    let mut sum = none();
    for ((month, _, key), tally) in all {
        let at = months.iter().position(|known| *known == month).unwrap_or_default();
        for row in [rows.entry((name(&key), key)).or_insert_with(none), &mut sum] {
            for place in [at, months.len()] {
                if let Some(of_month) = row.get_mut(place) {
                    *of_month += tally;
                }
            }
        }
    }
    let is_none = rows.is_empty();
    let mut rows: Vec<KeptRow> = rows
        .into_iter()
        .map(|((name, key), row)| (Some(key), name, row))
        .collect();
    rows.extend((!is_none).then(|| (None, t.service_total().to_owned(), sum)));
    Kept { months, rows }
}
