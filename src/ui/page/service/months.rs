//! How often promises were kept: twelve months, by kind of ticket or by who handles it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use crate::state::live::*;

use super::list::ServiceList;
use crate::domain::day::Day;
use crate::domain::service::{Tally, tally};
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::column::Stand;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Panel, ParamChoice};

/// The piece of page state that says by what is counted.
const BY: &str = "by";
const PERSON: &str = "person";

/// A table: the months, and what each key has in each of them and altogether.
#[derive(Clone, Debug, Default, PartialEq)]
struct Kept {
    months: Vec<Day>,
    rows: Vec<(String, Vec<Tally>)>,
}

/// The table.
#[component]
pub fn Months(page: ServiceList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let by_person = Memo::new(move |_| app.param(BY).as_deref() == Some(PERSON));
    let kept = Memo::new(move |_| {
        let (t, at, by_person) = (t(), page.at.get(), by_person.get());
        page.read(|world, _| {
            let key = |work: &crate::domain::service::Deskwork| match by_person {
                true => work.handler.as_deref().unwrap_or(t.service_nobody()).to_owned(),
                false => t.label(&work.kind.label()),
            };
            let all = tally(&page.chosen(), world.evaluation.as_of, at, key);
            Some(table(all, t))
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
    let cells = |tallies: Vec<Tally>| {
        tallies
            .into_iter()
            .map(|tally| view! { <td class="num">{words(tally)}</td> })
            .collect_view()
    };
    let row =
        move |(name, tallies): (String, Vec<Tally>)| view! { <tr><th scope="row">{name}</th>{cells(tallies)}</tr> };
    let leaves = Arc::new(move |t: T| out(&kept.get(), t));
    let paper = move || paper::print_area(move || untrack(|| Some(sheet(app, kept.get()).into_any())));
    view! {
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
            <div class="service__months" role="group" tabindex="0" aria-label=move || t().service_months()>
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
        {paper()}
    }
}

/// The table as people read it: its heads, and a row a key.
fn written(kept: &Kept, t: T) -> (Vec<String>, Vec<Vec<String>>) {
    // On paper and in files a month says its year.
    let month = |month: &Day| month.date().format("%Y-%m").to_string();
    let total = t.service_total().to_owned();
    let heads = std::iter::once(String::new()).chain(kept.months.iter().map(month));
    let row = |(name, tallies): &(String, Vec<Tally>)| {
        let cells = tallies.iter().map(|tally| words(*tally));
        std::iter::once(name.clone()).chain(cells).collect()
    };
    (heads.chain([total]).collect(), kept.rows.iter().map(row).collect())
}

/// The table as it can leave.
fn out(kept: &Kept, t: T) -> OutTable {
    let (heads, rows) = written(kept, t);
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
    let (heads, rows) = written(&kept, t);
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
fn words(tally: Tally) -> String {
    match tally.met + tally.breached {
        0 => "–".to_owned(),
        decided => format!("{}/{decided}", tally.met),
    }
}

fn table<M: Ord>(all: BTreeMap<(Day, M, String), Tally>, t: T) -> Kept {
    let months: BTreeSet<Day> = all.keys().map(|(month, ..)| *month).collect();
    let months: Vec<Day> = months.into_iter().collect();
    let mut rows: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
    for ((month, _, key), tally) in all {
        let at = months.iter().position(|known| *known == month).unwrap_or_default();
        for name in [key, t.service_total().to_owned()] {
            let row = rows
                .entry(name)
                .or_insert_with(|| vec![Tally::default(); months.len() + 1]);
            for place in [at, months.len()] {
                if let Some(of_month) = row.get_mut(place) {
                    *of_month += tally;
                }
            }
        }
    }
    // The sum of all stands last.
    let sum = rows.remove(t.service_total());
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.extend(sum.map(|sum| (t.service_total().to_owned(), sum)));
    Kept { months, rows }
}
