//! The results in the words of people: one row a customer who exists at the as-of day.

use std::rc::Rc;
use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::field;
use crate::domain::fold::distinct;
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::metric::{Evidence, METRICS, Metric, Unit};
use crate::domain::report::change::no_rate;
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::exchange::grid::Cell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::App;
use crate::state::files::Making;
use crate::ui::list::cell::PERCENT;
use crate::ui::list::file::out;
use crate::ui::list::{Cell as ListCell, Offer, file_figure};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, names};

/// The results as a table.
pub fn offer(app: App) -> Offer {
    let title = both(|t| t.export_results().to_owned());
    Offer {
        key: "results",
        name: title.clone(),
        title,
        count: app.session.peek(|world| world.evaluation.count()).unwrap_or_default(),
        has_contacts: false,
        make: Arc::new(move |making: Rc<Making>| Box::pin(people(app, making))),
    }
}

async fn people(app: App, making: Rc<Making>) -> Option<OutTable> {
    let lang = making.wish.lang;
    let slots = app.session.peek(|world| world.book.customers.slots())?;
    let mut rows = Vec::new();
    for slot in 0..slots {
        let row = app.session.peek(|world| {
            let there = world.evaluation.exists(slot as u32);
            let customer = world.book.customers.at(slot as u32).filter(|_| there)?;
            Some(person(world, lang, slot as u32, customer))
        });
        rows.extend(row.flatten());
        if !making.goes_on(slot, slots).await {
            return None;
        }
    }
    app.session.peek(|world| OutTable {
        name: T(lang).export_results().to_owned(),
        columns: heads(&world.evaluation.plan, lang),
        rows,
    })
}

/// The fields of a customer beside the number and the name.
const FIELDS: [&str; 3] = ["owner", "service_owner", "region"];

fn heads(plan: &Plan, lang: Lang) -> Vec<OutColumn> {
    let t = T(lang);
    let texts = |heads: &mut dyn Iterator<Item = String>| {
        heads
            .map(|head| OutColumn::new(head, Look::General))
            .collect::<Vec<_>>()
    };
    let mut head = vec![
        OutColumn::new(t.customer_number(), Look::Text),
        OutColumn::new(t.col_name(), Look::General),
        OutColumn::new(t.as_of(), Look::Day),
    ];
    let fields = FIELDS.iter().filter_map(|key| field::find(key));
    head.extend(texts(&mut fields.map(|field| field.label.get(lang).to_owned())));
    head.extend(texts(&mut plan.dimensions.iter().map(|d| names::dimension(lang, d))));
    head.extend(texts(
        &mut [t.tags_by_rule(), t.tags_by_person()].into_iter().map(str::to_owned),
    ));
    for metric in METRICS {
        let name = Words { lang, plan }.fact(metric.id);
        let counts_orders = metric.unit == Unit::Count && matches!(metric.evidence, Evidence::Orders(_));
        let said = match file_figure(t, metric.unit, 0.0).unit {
            "" if counts_orders => t.file_with_unit(&name, t.file_with_returns()),
            "" | PERCENT => name.clone(),
            unit => t.file_with_unit(&name, unit),
        };
        head.push(OutColumn::new(said, look(metric.unit)));
        if metric.id == Metric::AnnualPurchase.info().id {
            head.push(OutColumn::new(t.file_basis(name), Look::General));
        }
    }
    head
}

fn look(unit: Unit) -> Look {
    match unit {
        Unit::Yuan => Look::Money,
        Unit::Share => Look::Percent,
        _ => Look::General,
    }
}

fn person(world: &World, lang: Lang, slot: u32, customer: &Customer) -> Vec<Cell> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let plan = &evaluation.plan;
    let day: Day = evaluation.as_of;
    let mut row = vec![
        Cell::text(customer.id.as_str()),
        Cell::text(&customer.name),
        Cell::Date(day, 0),
    ];
    let fields = FIELDS.iter().filter_map(|key| field::find(key));
    row.extend(fields.map(|field| Cell::text(&field.text(customer))));
    row.extend(plan.dimensions.iter().enumerate().map(|(d, dimension)| {
        let class = evaluation.class(slot, d);
        class.map_or(Cell::Blank, |id| Cell::text(&names::class(lang, dimension, id)))
    }));
    let by_rule: Vec<String> = evaluation.tags_of(slot).map(|id| names::tag(lang, plan, id)).collect();
    row.push(Cell::text(&by_rule.join(t.clause_break())));
    row.push(Cell::text(
        &distinct(customer.tags.iter().map(|tag| &**tag)).join(t.clause_break()),
    ));
    let activity = world.ledger.row(slot);
    for (i, metric) in METRICS.iter().enumerate() {
        let told = no_rate(activity, day, metric.id).is_none();
        row.push(match evaluation.column(slot, i).filter(|_| told) {
            None => Cell::Blank,
            Some(value) if metric.unit == Unit::Flag => Cell::text(if value == 0.0 { t.no() } else { t.yes() }),
            Some(value) => out(&ListCell::Figure(String::new(), file_figure(t, metric.unit, value))),
        });
        if metric.id == Metric::AnnualPurchase.info().id {
            row.push(Cell::text(basis(world, t, slot)));
        }
    }
    row
}

/// What the annual purchase rests on: orders, or what is declared; nothing where there is none.
fn basis(world: &World, t: T, slot: u32) -> &'static str {
    let number = |metric| world.evaluation.number(slot, metric);
    let bought = number(Metric::AnnualPurchase).is_some_and(|yuan| yuan != 0.0);
    let ordered = number(Metric::OrderCount).is_some_and(|n| n > 0.0);
    match (ordered, bought) {
        (true, _) => t.kind_orders(),
        (false, true) => t.declared(),
        (false, false) => "",
    }
}
