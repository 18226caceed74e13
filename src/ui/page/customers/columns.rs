//! The columns of the list: which there are, what they are called, how wide they are.

use std::sync::Arc;

use crate::state::live::*;

use super::list::Customers;
use crate::domain::label::Lang;
use crate::domain::metric::{Metric, Unit};
use crate::domain::record::Text;
use crate::domain::rule::fact::{self, WORDS};
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::{Column, column};
use crate::state::query::TAG;
use crate::ui::list::column::{Stand, Width};
use crate::ui::list::filter::label;
use crate::ui::list::{Choice, ListColumn};
use crate::ui::text::{T, names};

/// The columns shown where nobody chose.
const DEFAULT: [&str; 10] = [
    "name",
    "industry",
    "value",
    "stage",
    "closeness",
    "health",
    "amount",
    "last",
    "owner",
    TAG,
];
/// Numbers and days beside those of the default.
const MORE: [&str; 12] = [
    "contact",
    "last_order",
    "order_count_12m",
    "lifetime_amount",
    "average_order_value",
    "declared_annual_purchase",
    "tenure_months",
    "interactions_90d",
    "rfm_total",
    "satisfaction_average",
    "open_tickets",
    "information_completeness",
];

/// The columns shown: of the address, else of the preferences, else the default ones. The name comes first.
pub fn chosen(app: App, in_address: &[Text]) -> Arc<Vec<(Text, Column)>> {
    let wanted = if in_address.is_empty() {
        app.columns.get()
    } else {
        in_address.to_vec()
    };
    let columns = |world: &World| {
        let plan = &world.evaluation.plan;
        let known = |keys: &[Text]| -> Vec<(Text, Column)> {
            let mut known = vec![("name".into(), Column::Name)];
            for key in keys {
                if let Some(column) = column(plan, key)
                    && known.iter().all(|(there, _)| there != key)
                {
                    known.push((key.clone(), column));
                }
            }
            known
        };
        let wanted = known(&wanted);
        let columns = if wanted.len() > 1 {
            wanted
        } else {
            known(&DEFAULT.map(Text::from))
        };
        Arc::new(columns)
    };
    app.session.read(columns).unwrap_or_default()
}

/// The columns that may be chosen, those shown first.
pub fn choices(customers: Customers, lang: Lang) -> Vec<Choice> {
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let named = |key: Text, on| (key.clone(), label(plan, lang, &key), on);
        customers.columns.with(|shown| {
            let is_shown = |key: &Text| shown.iter().any(|(there, _)| there == key);
            let hidden = all(plan).into_iter().filter(|key| !is_shown(key));
            let hidden = hidden.map(|key| named(key, false));
            shown
                .iter()
                .map(|(key, _)| named(key.clone(), true))
                .chain(hidden)
                .collect()
        })
    };
    customers.app.session.read(read).unwrap_or_default()
}

/// Every column that may be chosen.
fn all(plan: &Plan) -> Vec<Text> {
    let dimensions = plan.dimensions.iter().map(|d| d.id.clone());
    let words = WORDS.iter().map(|w| w.id).filter(|id| *id != "stage_override");
    let mut keys: Vec<Text> = DEFAULT.map(Text::from).to_vec();
    keys.retain(|key| column(plan, key).is_some());
    for key in dimensions.chain(words.chain(MORE).map(Text::from)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The columns of these keys, after the id, which only exports have.
pub fn shown(plan: &Plan, lang: Lang, columns: &[(Text, Column)]) -> Vec<ListColumn> {
    let one = |(key, column): &(Text, Column)| {
        let label = label(plan, lang, key);
        let t = T(lang);
        // Amounts are shown in 万元, and say so.
        let head = match column {
            Column::Number(n) if *n == Metric::AnnualPurchase as usize => Some(t.col_amount_unit().to_owned()),
            Column::Number(n) if fact::unit(*n) == Unit::Yuan => Some(t.file_with_unit(&label, t.wan())),
            _ => None,
        };
        let stand = match column {
            Column::Number(_) => Stand::Figure,
            Column::Word(_) | Column::Contact => Stand::Soft,
            _ => Stand::Plain,
        };
        let width = width(plan, lang, *column, head.as_deref().unwrap_or(&label));
        let descending_first = matches!(column, Column::Number(_) | Column::Day(_));
        // The class of the style sheet's cell of tags.
        let mark = if *column == Column::Tags { "tags" } else { key };
        ListColumn {
            head,
            stand,
            width,
            ..ListColumn::new(mark, label).sorts(key.clone(), descending_first)
        }
    };
    let id = ListColumn::new("id", T(lang).customer_number()).in_files();
    std::iter::once(id).chain(columns.iter().map(one)).collect()
}

fn width(plan: &Plan, lang: Lang, column: Column, head: &str) -> Width {
    let zh = lang == Lang::Zh;
    let head = text_px(head) + 16 + 8;
    let fixed = |px: u32| Width { px, share: None };
    let flexible = |px: u32, share: f64| Width { px, share: Some(share) };
    match column {
        // So narrow in English that what is shown where nobody chose fits a desk of 1,440 px, whose heads are wider there.
        Column::Name => flexible(if zh { 196 } else { 136 }, 2.0),
        Column::Tags => flexible(if zh { 152 } else { 104 }, 1.9),
        Column::Class(_, Some(_)) => fixed(if zh { 154 } else { 190 }),
        Column::Class(d, None) => {
            let dimension = plan.dimensions.get(d).into_iter();
            let names = dimension.flat_map(|d| d.classes.iter().map(move |c| names::short_class(lang, d, &c.id)));
            let widest = names.map(|name| text_px(&name)).max().unwrap_or(0);
            // The key, the gaps and the ground of the chip stand beside the word.
            fixed((widest + if zh { 54 } else { 42 }).max(head).min(200))
        }
        Column::Word(_) | Column::Contact => fixed(head.max(if zh { 72 } else { 80 }).min(160)),
        Column::Number(_) => fixed((head + 4).clamp(if zh { 108 } else { 112 }, 200)),
        Column::Day(_) => fixed(head.max(92) + 4),
    }
}

/// About how wide a text of 12 px is.
fn text_px(text: &str) -> u32 {
    let tenths: u32 = text.chars().map(|c| if c.is_ascii() { 66 } else { 120 }).sum();
    tenths.div_ceil(10)
}
