//! What the person says of a row that is not plain: whose it is, and which of two rows counts. An answer stands where it was given, and
//! can be changed or taken back there.

use crate::state::live::*;

use super::desk::TableDesk;
use crate::exchange::plan::{Candidate, RowPlan, Whom};
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Select;

/// A customer of its own.
const NEW: &str = "+";
/// None: the row stays out.
const NOBODY: &str = "-";
/// This row counts, or the earlier one.
const OWN: &str = "own";
const EARLIER: &str = "earlier";

/// The questions of a row, with what was answered; nothing where all is plain.
pub fn whose(t: T, plan: &RowPlan) -> Option<AnyView> {
    if plan.candidates.is_empty() && plan.clash.is_none() {
        return None;
    }
    let note = plan
        .may_be_known()
        .then(|| match plan.candidates.first().and_then(|first| first.row) {
            Some(at) => t.table_twin_row(at),
            None => t.table_twins_note().to_owned(),
        });
    let asks = !plan.candidates.is_empty();
    let (at, told, candidates) = (plan.at, plan.whom.clone(), plan.candidates.clone());
    let whom = asks.then(|| view! { <WhomChoice at=at told=told candidates=candidates /> });
    let clash = plan
        .clash
        .map(|earlier| view! { <ClashChoice at=at earlier=earlier told=plan.overrules is_double=plan.is_double /> });
    // Of several each is named with its own.
    let is_one = plan.candidates.len() == 1;
    let like = plan.candidates.iter().filter(|candidate| !candidate.why.is_empty());
    let like = like.map(|candidate| {
        let why = format::clauses(candidate.why.iter().map(|why| t.label(why)), t.0);
        let words = match is_one {
            true => why,
            false => t.table_twin_why(&candidate.name, why),
        };
        view! { <span class="soft" data-testid="import-twin-why">{words}</span> }
    });
    let like = like.collect_view();
    Some(view! { {note.map(|note| view! { <span>{note}</span> })} {like} {whom} {clash} }.into_any())
}

fn key(whom: &Whom) -> String {
    match whom {
        Whom::New => NEW.to_owned(),
        Whom::Known(id) => id.clone(),
        Whom::Row(at) => format!("row:{at}"),
        Whom::Nobody => NOBODY.to_owned(),
    }
}

/// Asks which customer a row means.
#[component]
fn WhomChoice(at: u32, told: Option<Whom>, candidates: Vec<Candidate>) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let now = told.as_ref().map(key).unwrap_or_default();
    let all = StoredValue::new(candidates);
    let options = Signal::derive(move || {
        let t = t();
        let one = |candidate: &Candidate| {
            let words = match candidate.row {
                Some(row) => t.table_is_row(row, &candidate.name),
                None => t.table_is_this(&candidate.name, &candidate.id),
            };
            (key(&candidate.whom()), words)
        };
        let mut list = vec![(String::new(), t.table_choose().to_owned())];
        list.extend(all.with_value(|all| all.iter().map(one).collect::<Vec<_>>()));
        list.push((NEW.to_owned(), t.table_is_new().to_owned()));
        list.push((NOBODY.to_owned(), t.table_is_nobody().to_owned()));
        list
    });
    let choose = move |chosen: String| {
        let of = |candidate: &Candidate| Some(candidate.whom()).filter(|whom| key(whom) == chosen);
        let whom = match &*chosen {
            "" => None,
            NEW => Some(Whom::New),
            NOBODY => Some(Whom::Nobody),
            _ => all.with_value(|all| all.iter().find_map(of)),
        };
        table.choose(at, whom);
    };
    view! {
        <Select
            label=move || t().table_whom(at)
            options=options
            value=Signal::stored(now)
            on_change=Callback::new(choose)
            small=true
        />
    }
}

/// Asks which of two rows counts.
#[component]
fn ClashChoice(at: u32, earlier: u32, told: Option<bool>, is_double: bool) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let now = told.map_or("", |own| if own { OWN } else { EARLIER });
    let options = Signal::derive(move || {
        let t = t();
        let (none, once, own) = match is_double {
            true => (
                t.table_choose(),
                t.table_double_once().to_owned(),
                t.table_double_two().to_owned(),
            ),
            false => (
                t.table_which_counts(),
                t.table_row_counts(earlier),
                t.table_row_counts(at),
            ),
        };
        vec![
            (String::new(), none.to_owned()),
            (EARLIER.to_owned(), once),
            (OWN.to_owned(), own),
        ]
    });
    let choose = move |chosen: String| {
        let own = match &*chosen {
            "" => None,
            chosen => Some(chosen == OWN),
        };
        table.overrule(at, own);
    };
    view! {
        <Select
            label=move || if is_double { t().table_double(at, earlier) } else { t().table_clash(at, earlier) }
            options=options
            value=Signal::stored(now.to_owned())
            on_change=Callback::new(choose)
            small=true
        />
    }
}
