//! Lists of ours that come back as they were shown: what is stored is told from what was worked out, which stays out.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::{Mapped, Mapping, Subject, Use, bare_heading, heard};
use crate::domain::metric::METRICS;
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::words::{
    BESIDE, FORMS, IN_LISTS, OF_CUSTOMERS, OF_NEEDS, PLAINLY_OURS, REPORTS, STORED, SUMS, WORKED_OUT,
};

/// So many heads that are plainly ours let others stand beside them: dimensions of one's own.
const PLAIN_ENOUGH: usize = 2;
/// And so many that are called as our metrics are: nobody else has that many of these.
const METRICS_ENOUGH: usize = 6;

/// A head as it is compared: without its unit, and without the number of which of several it is.
fn bare(heading: &str) -> &str {
    let head = heading.split(['(', ',']).next().unwrap_or_default();
    head.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The heads of what is worked out.
fn worked_out() -> &'static HashSet<String> {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let metrics = METRICS.iter().flat_map(|metric| [metric.zh, metric.en]);
        let all = metrics.chain(WORKED_OUT.iter().chain(PLAINLY_OURS).copied());
        all.map(heard).map(|head| bare(&head).to_owned()).collect()
    })
}

/// The field that a head of ours is, where it is stored.
fn stored(heading: &str) -> Option<&'static str> {
    let known = STORED.iter().find(|(head, _)| heard(head) == heading);
    known.map(|(_, key)| *key)
}

/// What the columns are where the table is a list of ours; nothing where it is none. Of lists of tasks, tickets and judgements nothing but whose
/// they are is taken: who does a task is nobody's owner.
pub(super) fn by_own_list(headings: &[Vec<String>]) -> Option<Mapping> {
    let heads: Vec<&str> = headings
        .iter()
        .filter_map(|names| names.first())
        .map(|name| &**name)
        .collect();
    let has = |words: &[&str]| words.iter().any(|word| heads.contains(word));
    let is_of_needs = OF_NEEDS.iter().any(|begin| heads.starts_with(begin));
    let is_of_customers = is_of_needs || OF_CUSTOMERS.iter().any(|begin| heads.starts_with(begin));
    let [numbers, customers, amounts] = IN_LISTS;
    if heads.len() != headings.len() || !(is_of_customers || has(numbers) && has(customers)) {
        return None;
    }
    let is_plain = |head: &&str| {
        PLAINLY_OURS
            .iter()
            .any(|own| heard(own) == **head || heard(own) == bare(head))
    };
    let plain = heads.iter().filter(|head| is_plain(head)).count();
    // The list of customers says its amounts so.
    let has_amount = is_of_customers && has(amounts);
    let is_known = |head: &str| {
        let level = |end: &str| head.strip_suffix(end).is_some_and(|head| worked_out().contains(head));
        stored(head).is_some() || worked_out().contains(bare(head)) || BESIDE.iter().any(|end| level(end))
    };
    let is_metric = |head: &&&str| worked_out().contains(bare(head)) && stored(head).is_none();
    let measured = heads.iter().filter(is_metric).count();
    let is_of_results = is_of_customers && measured >= METRICS_ENOUGH.max(heads.len() / 2);
    let is_ours = is_of_results || (plain > 0 || has_amount || is_of_needs) && heads.iter().all(|head| is_known(head));
    if !is_ours && plain < PLAIN_ENOUGH {
        return None;
    }
    let used = |head: &&str| {
        let key = stored(head).filter(|key| is_of_customers || matches!(*key, "id" | "name"));
        Mapped {
            used: key.map_or(Use::Out, |key| Use::Field(key.to_owned())),
            sure: 1.0,
        }
    };
    Some(Mapping {
        subject: Subject::Customers,
        known: Some(if is_of_customers {
            say::own_list()
        } else {
            say::own_rows()
        }),
        columns: heads.iter().map(used).collect(),
        only: None,
        states: Vec::new(),
    })
}

/// What the columns are where the table is a report of ours, or a form, which have no records row by row: nothing. Nothing where it is none.
pub(super) fn by_own_report(table: &Table, headings: &[Vec<String>]) -> Option<Mapping> {
    // Heads that are nothing but months were taken for values, and the table for one without a head.
    let above: Vec<String> = match table.rows.first().filter(|_| table.head.is_empty()) {
        Some(row) => row.cells.iter().map(|cell| heard(&cell.shown())).collect(),
        None => headings
            .iter()
            .map(|names| names.first().cloned().unwrap_or_default())
            .collect(),
    };
    let heads: Vec<&str> = above.iter().map(String::as_str).collect();
    let (first, others) = heads.split_first()?;
    let is = |words: &[&str], head: &str| words.iter().any(|own| heard(own) == bare(head));
    let is_listed = |(own, rest): &(&[&str], &[&str])| is(own, first) && others.iter().all(|head| is(rest, head));
    let is_form = FORMS.iter().any(|begin| heads.starts_with(begin));
    let is_it = is_form
        || !others.is_empty() && REPORTS.iter().any(is_listed)
        || others
            .split_last()
            .is_some_and(|(last, between)| SUMS.contains(last) && (are_months(between) || are_classes(table, between)));
    const OUT: Mapped = Mapped {
        used: Use::Out,
        sure: 1.0,
    };
    is_it.then(|| Mapping {
        subject: Subject::Customers,
        known: Some(match is_form {
            true => say::own_form(),
            false => say::own_report(),
        }),
        columns: vec![OUT; headings.len()],
        only: None,
        states: Vec::new(),
    })
}

/// Whether heads are months, one behind the other: `2026-03`, as they are compared.
fn are_months(heads: &[&str]) -> bool {
    let month = |head: &&str| {
        let number = head.parse::<u32>().ok().filter(|_| head.len() == 6)?;
        (1..=12)
            .contains(&(number % 100))
            .then_some(number / 100 * 12 + number % 100)
    };
    let all: Option<Vec<u32>> = heads.iter().map(month).collect();
    all.is_some_and(|all| all.len() > 1 && all.windows(2).all(|pair| pair[0] + 1 == pair[1]))
}

/// Whether heads are the classes that the rows are of as well, with figures where they meet: how many went from one to the other.
fn are_classes(table: &Table, heads: &[&str]) -> bool {
    let said = |cell: &Cell| heard(&bare_heading(&cell.shown()).0);
    let mut rows = table.rows.iter().zip(heads);
    let is_of = |(row, head): (&TableRow, &&str)| row.cells.first().is_some_and(|cell| said(cell) == **head);
    let is_figure = |cell: &Cell| {
        let text = cell.shown();
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let are_figures = |row: &TableRow| row.cells.iter().skip(1).all(is_figure);
    // Below them may stand who was of none before.
    heads.len() > 1 && table.rows.len() >= heads.len() && rows.all(is_of) && table.rows.iter().all(are_figures)
}
