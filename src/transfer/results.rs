//! What was computed, for other programs (JSON) and spreadsheets (CSV). One row a customer (`book.md`, "Results").
//!
//! A metric that is missing for a customer is `null` in JSON and an empty cell in CSV, never 0. The growth of purchases from a year in
//! which more came back than was ordered stays a number in JSON, as `book.md` has it, and is an empty cell in CSV, which people open.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::domain::care::{CarePlan, TaskList, whose, why};
use crate::domain::day::{Day, Moment};
use crate::domain::guard::safe;
use crate::domain::label::Lang;
use crate::domain::metric::{METRICS, Metric, Unit};
use crate::domain::report::change::no_rate;
use crate::domain::service::{Deskwork, Kept, Promise, ServiceDesk, ServicePlan};
use crate::domain::world::World;

/// The value of the key `format`.
pub const FORMAT: &str = "guanxi-results";

/// The metrics that are changes.
const CHANGES: [Metric; 2] = [Metric::PurchaseGrowth12m, Metric::FrequencyChange60d];

/// One customer's results. Metrics and classes stand in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultRow<'a> {
    /// The customer's id.
    pub id: &'a str,
    /// The customer's name.
    pub name: &'a str,
    /// The figures, one a metric; nothing where it is missing.
    pub metrics: Vec<Option<f64>>,
    /// The class ids, one a dimension; nothing where the customer is unclassified.
    pub classes: Vec<Option<&'a str>>,
    /// The ids of the automatic tags.
    pub tags: Vec<&'a str>,
    /// The places of the metrics that are changes which no percentage tells: more came back before than was ordered.
    pub untold: Vec<usize>,
}

/// The columns of all rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns<'a> {
    /// The metrics' names.
    pub metrics: Vec<&'a str>,
    /// Which metrics are flags, written `true` or `false`; the others are numbers.
    pub flags: Vec<bool>,
    /// The dimensions' ids.
    pub dimensions: Vec<&'a str>,
}

/// A figure as JSON: whole numbers without a point, others with as many digits as they need, no figure as `null`.
#[derive(Clone, Copy)]
struct Figure {
    value: Option<f64>,
    flag: bool,
}

impl Figure {
    fn all(columns: &Columns<'_>, row: &ResultRow<'_>) -> Vec<Self> {
        let flag = |i: usize| columns.flags.get(i) == Some(&true);
        row.metrics
            .iter()
            .enumerate()
            .map(|(i, value)| Self {
                value: *value,
                flag: flag(i),
            })
            .collect()
    }

    fn text(self) -> Option<String> {
        let value = self.value.filter(|value| value.is_finite())?;
        if self.flag {
            return Some((value != 0.0).to_string());
        }
        // Adding 0 makes a negative zero a plain one.
        Some((value + 0.0).to_string())
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let (true, Some(value)) = (self.flag, self.value) {
            return to.serialize_bool(value != 0.0);
        }
        match self.text().and_then(|text| text.parse::<Number>().ok()) {
            Some(number) => number.serialize(to),
            None => to.serialize_none(),
        }
    }
}

/// Pairs of names and values as a JSON object.
struct Pairs<'a, T>(&'a [&'a str], &'a [T]);

impl<T: Serialize> Serialize for Pairs<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().zip(self.1))
    }
}

struct SerializedRows<'a>(&'a Columns<'a>, &'a [ResultRow<'a>]);

impl Serialize for SerializedRows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut seq = to.serialize_seq(Some(self.1.len()))?;
        for row in self.1 {
            seq.serialize_element(&SerializedRow(self.0, row))?;
        }
        seq.end()
    }
}

struct SerializedRow<'a>(&'a Columns<'a>, &'a ResultRow<'a>);

impl Serialize for SerializedRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(columns, row) = self;
        let figures = Figure::all(columns, row);
        let mut map = to.serialize_map(Some(5))?;
        map.serialize_entry("id", row.id)?;
        map.serialize_entry("name", row.name)?;
        map.serialize_entry("metrics", &Pairs(&columns.metrics, &figures))?;
        map.serialize_entry("classes", &Pairs(&columns.dimensions, &row.classes))?;
        map.serialize_entry("tags", &row.tags)?;
        map.end()
    }
}

/// The columns of a world's results.
pub fn columns(world: &World) -> Columns<'_> {
    let plan = &world.evaluation.plan;
    let extra = plan.extra_columns.iter().map(|name| &**name);
    Columns {
        flags: METRICS.iter().map(|m| m.unit == Unit::Flag).collect(),
        dimensions: plan.dimensions.iter().map(|d| &*d.id).collect(),
        metrics: METRICS.iter().map(|m| m.id).chain(extra).collect(),
    }
}

/// The results of the customer in a slot, who exists at the as-of date.
pub fn row<'a>(world: &'a World, columns: &Columns<'_>, slot: u32) -> Option<ResultRow<'a>> {
    let evaluation = &world.evaluation;
    let customer = world.book.customers.at(slot).filter(|_| evaluation.exists(slot))?;
    let activity = world.ledger.row(slot);
    Some(ResultRow {
        untold: CHANGES
            .into_iter()
            .filter(|metric| no_rate(activity, evaluation.as_of, metric.info().id).is_some())
            .map(|metric| metric as usize)
            .collect(),
        id: customer.id.as_str(),
        name: &customer.name,
        metrics: (0..columns.metrics.len()).map(|i| evaluation.column(slot, i)).collect(),
        classes: (0..columns.dimensions.len())
            .map(|d| evaluation.class(slot, d))
            .collect(),
        tags: evaluation.tags_of(slot).collect(),
    })
}

/// The results of every customer who exists at the as-of date, in the order of the book.
pub fn of(world: &World) -> (Columns<'_>, Vec<ResultRow<'_>>) {
    let columns = columns(world);
    let slots = world.book.customers.iter().map(|(slot, _)| slot);
    let rows = slots.filter_map(|slot| row(world, &columns, slot)).collect();
    (columns, rows)
}

/// A task that is open at the as-of date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskResult<'a> {
    /// Its stable key.
    pub key: String,
    /// The customer's id.
    pub customer: Option<&'a str>,
    /// The playbook's id; `promise` for what was promised.
    pub playbook: String,
    /// The step's id; `next_step` for what was promised, an id of its own for what somebody wrote.
    pub step: String,
    /// When it is best done.
    pub ideal_on: Day,
    /// When it must be done.
    pub latest_on: Day,
    /// Whose it is.
    pub owner: Option<&'a str>,
    /// Why it is there.
    pub because: String,
}

/// The tasks that are open at the as-of date: those that were put off to a later day are not among them.
pub fn tasks(world: &World, lang: Lang) -> Vec<TaskResult<'_>> {
    let care = CarePlan::of(&world.book, &world.evaluation.plan);
    let (list, as_of) = (TaskList::of(world, &care), world.evaluation.as_of);
    let open = list.tasks().iter().filter(|task| task.is_open(as_of));
    let made = open.filter_map(|task| {
        let customer = world.book.customers.at(task.customer);
        let key = task.key(&world.book, &care);
        let (playbook, rest) = key.split_once('/')?;
        let (playbook, step) = (playbook.to_owned(), rest.split_once('/')?.0.to_owned());
        Some(TaskResult {
            key,
            customer: customer.map(|customer| customer.id.as_str()),
            playbook,
            step,
            ideal_on: task.ideal,
            latest_on: task.latest,
            owner: whose(world, task),
            because: why(world, &care, task).get(lang).to_owned(),
        })
    });
    made.collect()
}

/// A measure of a ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureResult {
    /// The instant at which its time is used up; nothing where that cannot be told yet.
    pub due: Option<Moment>,
    /// Whether it was kept by the end of the as-of date.
    pub state: Kept,
}

/// A ticket opened by the as-of date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TicketResult<'a> {
    /// Its id.
    pub id: &'a str,
    /// The customer's id.
    pub customer: &'a str,
    /// The measures that a level asks for, by their names.
    pub measures: BTreeMap<&'static str, MeasureResult>,
}

/// The tickets opened by the as-of date, in the order of the book, with what they were promised.
pub fn tickets(world: &World) -> Vec<TicketResult<'_>> {
    let (book, evaluation) = (&world.book, &world.evaluation);
    let plan = ServicePlan::of(book, &evaluation.plan);
    let zone = plan.work.zone;
    let end = zone.at(evaluation.as_of.plus_days(1), 0);
    let mut works: Vec<Deskwork> = ServiceDesk::of(world, &plan).works().to_vec();
    works.sort_by_key(|work| work.ticket);
    let measure = |promise: &Promise| {
        let due = promise.clock.due.map(|due| zone.written(due));
        let state = promise.kept(end);
        (promise.measure.word(), MeasureResult { due, state })
    };
    let made = works.iter().filter_map(|work| {
        Some(TicketResult {
            id: book.tickets.key_at(work.ticket)?,
            customer: book.customers.key_at(work.customer)?,
            measures: work.promises.iter().map(measure).collect(),
        })
    });
    made.collect()
}

/// The results as JSON.
pub fn json(
    as_of: Day,
    columns: &Columns<'_>,
    rows: &[ResultRow<'_>],
    (tasks, tickets): (&[TaskResult<'_>], &[TicketResult<'_>]),
) -> Result<Vec<u8>, serde_json::Error> {
    struct File<'a>(Day, SerializedRows<'a>, &'a [TaskResult<'a>], &'a [TicketResult<'a>]);
    impl Serialize for File<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut map = to.serialize_map(Some(6))?;
            map.serialize_entry("format", FORMAT)?;
            map.serialize_entry("version", &1)?;
            map.serialize_entry("as_of", &self.0)?;
            map.serialize_entry("customers", &self.1)?;
            map.serialize_entry("tasks", &self.2)?;
            map.serialize_entry("tickets", &self.3)?;
            map.end()
        }
    }
    serde_json::to_vec(&File(as_of, SerializedRows(columns, rows), tasks, tickets))
}

/// The results as CSV for spreadsheets: UTF-8 with a byte-order mark (Excel takes it for GBK otherwise), CRLF, and no text
/// that a spreadsheet would run as a formula. A change for which no percentage can be told ([`no_rate`]) is an empty cell; the JSON
/// form has the number that `book.md` asks for. Columns: `id`, `name`, the metrics, the dimensions, `auto_tags` joined by `;`.
pub fn csv(columns: &Columns<'_>, rows: &[ResultRow<'_>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    let names = columns.metrics.iter().chain(&columns.dimensions);
    let header = ["id", "name"].iter().chain(names).chain(&["auto_tags"]);
    writer.write_record(header.map(|name| safe(name).into_owned()))?;
    for row in rows {
        writer.write_field(safe(row.id).as_bytes())?;
        writer.write_field(safe(row.name).as_bytes())?;
        for (place, figure) in Figure::all(columns, row).into_iter().enumerate() {
            let text = figure.text().filter(|_| !row.untold.contains(&place));
            writer.write_field(text.unwrap_or_default())?;
        }
        for class in &row.classes {
            writer.write_field(safe(class.unwrap_or_default()).as_bytes())?;
        }
        writer.write_field(safe(&row.tags.join(";")).as_bytes())?;
        writer.write_record(None::<&[u8]>)?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> (Columns<'static>, Vec<ResultRow<'static>>) {
        let columns = Columns {
            metrics: vec!["annual_purchase", "purchase_growth_12m"],
            flags: vec![],
            dimensions: vec!["value", "industry"],
        };
        let rows = vec![
            ResultRow {
                id: "c1",
                name: "=HYPERLINK(\"x\"), \"甲\"",
                metrics: vec![Some(1_280_000.0), Some(-0.25)],
                classes: vec![Some("strategic"), Some("@制造业")],
                tags: vec!["loyal", "mature"],
                untold: vec![],
            },
            ResultRow {
                id: "-2",
                name: "乙\n公司",
                metrics: vec![Some(-0.0), None],
                classes: vec![None, None],
                tags: vec![],
                untold: vec![],
            },
        ];
        (columns, rows)
    }

    #[test]
    fn csv_is_safe_and_whole() {
        let (columns, rows) = sheet();
        let text = String::from_utf8(csv(&columns, &rows).unwrap()).unwrap();
        let expected = "\u{feff}id,name,annual_purchase,purchase_growth_12m,value,industry,auto_tags\r\n\
             c1,\"'=HYPERLINK(\"\"x\"\"), \"\"甲\"\"\",1280000,-0.25,strategic,'@制造业,loyal;mature\r\n\
             '-2,\"乙\n公司\",0,,,,\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn json_says_null_where_nothing_is_known() {
        let (columns, rows) = sheet();
        let day = Day::parse("2026-11-21").unwrap();
        let text = String::from_utf8(json(day, &columns, &rows[1..], (&[], &[])).unwrap()).unwrap();
        let expected = concat!(
            r#"{"format":"guanxi-results","version":1,"as_of":"2026-11-21","customers":["#,
            r#"{"id":"-2","name":"乙\n公司","metrics":{"annual_purchase":0,"purchase_growth_12m":null},"#,
            r#""classes":{"value":null,"industry":null},"tags":[]}],"tasks":[],"tickets":[]}"#
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn figures_have_the_digits_they_need() {
        let table = [
            (Some(3.0), "3"),
            (Some(0.1 + 0.2), "0.30000000000000004"),
            (Some(1e21), "1e21"),
            (None, "null"),
            (Some(f64::NAN), "null"),
        ];
        for (value, expected) in table {
            let text = serde_json::to_string(&Figure { value, flag: false }).unwrap();
            let same = text.parse::<f64>().ok() == expected.parse::<f64>().ok();
            assert!(text == expected || same, "{text} {expected}");
        }
    }
}
