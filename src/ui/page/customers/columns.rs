//! The columns of the list: which there are, what they are called, how wide they are.

use crate::state::live::*;

use super::cells::{self, Cell};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::fact::WORDS;
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::{Column, column};
use crate::state::query::{GAP, ORDERED, TAG};
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

/// A column as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its key.
    pub key: Text,
    /// What it shows.
    pub column: Column,
    /// Its name.
    pub label: String,
    /// Its name in the head, with the unit.
    pub head: String,
    /// Numbers stand at the right.
    pub is_number: bool,
}

/// The keys of the columns shown: of the address, else of the preferences, else the default ones. The name comes first.
pub fn chosen(app: App, in_address: &[Text]) -> Vec<Text> {
    let wanted = if in_address.is_empty() {
        app.columns.get()
    } else {
        in_address.to_vec()
    };
    let keys = |world: &World| {
        let plan = &world.evaluation.plan;
        let known = |keys: &[Text]| -> Vec<Text> {
            let mut known: Vec<Text> = vec!["name".into()];
            for key in keys {
                if column(plan, key).is_some() && !known.contains(key) {
                    known.push(key.clone());
                }
            }
            known
        };
        let wanted = known(&wanted);
        if wanted.len() > 1 {
            wanted
        } else {
            known(&DEFAULT.map(Text::from))
        }
    };
    app.session.read(keys).unwrap_or_default()
}

/// Every column that may be chosen.
pub fn all(plan: &Plan) -> Vec<Text> {
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

/// The columns of these keys.
pub fn shown(plan: &Plan, lang: Lang, keys: &[Text]) -> Vec<Shown> {
    let one = |key: &Text| {
        let column = column(plan, key)?;
        let label = label(plan, lang, key);
        let is_number = matches!(column, Column::Number(_));
        let head = if **key == *"amount" {
            T(lang).col_amount_unit().to_owned()
        } else {
            label.clone()
        };
        Some(Shown {
            key: key.clone(),
            column,
            label,
            head,
            is_number,
        })
    };
    keys.iter().filter_map(one).collect()
}

/// The name of a column, or of a condition's key.
pub fn label(plan: &Plan, lang: Lang, key: &str) -> String {
    let t = T(lang);
    let fixed = match key {
        "name" => t.col_name(),
        "amount" => t.col_amount(),
        "last" => t.col_last(),
        "last_order" => t.col_last_order(),
        "owner" => t.col_owner(),
        TAG => t.col_tags(),
        ORDERED => t.key_ordered(),
        GAP => t.key_gap(),
        "contact" => t.col_contact(),
        _ => "",
    };
    match plan.dimension(key) {
        Some(d) => short_dimension(t, &plan.dimensions[d]),
        None if fixed.is_empty() => names::fact(lang, plan, key),
        None => fixed.to_owned(),
    }
}

/// A column has little room: the default dimensions go by a shorter name, one that the user gave stays.
fn short_dimension(t: T, dimension: &PlanDimension) -> String {
    let short = match &*dimension.id {
        "value" => t.col_value(),
        "stage" => t.col_stage(),
        "closeness" => t.col_closeness(),
        "industry" => t.col_industry(),
        "risk" => t.col_risk(),
        "abc" => t.col_abc(),
        "rfm_tier" => t.col_rfm_tier(),
        _ => "",
    };
    if short.is_empty() || !names::is_default_dimension(dimension) {
        names::dimension(t.0, dimension)
    } else {
        short.to_owned()
    }
}

/// `grid-template-columns` of the columns, and the sum of their least widths in px.
pub fn widths(plan: &Plan, lang: Lang, columns: &[Shown]) -> (String, u32) {
    let mut template = String::from("44px");
    let mut least = 44 + 8;
    for shown in columns {
        let (text, px) = width(plan, lang, shown);
        template.push(' ');
        template.push_str(&text);
        least += px;
    }
    (template, least)
}

fn width(plan: &Plan, lang: Lang, shown: &Shown) -> (String, u32) {
    let zh = lang == Lang::Zh;
    let head = text_px(&shown.head) + 16 + 8;
    let fixed = |px: u32| (format!("{px}px"), px);
    let flexible = |least: u32, share: &str| (format!("minmax({least}px, {share})"), least);
    match shown.column {
        Column::Name => flexible(if zh { 196 } else { 176 }, "2fr"),
        Column::Tags => flexible(if zh { 152 } else { 118 }, "1.9fr"),
        Column::Class(_, Some(_)) => fixed(if zh { 146 } else { 174 }),
        Column::Class(d, None) => {
            let dimension = &plan.dimensions[d];
            let names = dimension
                .classes
                .iter()
                .map(|c| names::short_class(lang, dimension, &c.id));
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

/// The rows as a table of texts: head and body.
pub fn sheet(
    world: &World,
    lang: Lang,
    keys: &[Text],
    slots: impl Iterator<Item = u32>,
) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = shown(&world.evaluation.plan, lang, keys);
    let row = |slot| {
        let row = cells::row(world, lang, &columns, slot)?;
        let texts = row.cells.iter().map(Cell::for_sheet);
        Some(std::iter::once(row.id.as_str().to_owned()).chain(texts).collect())
    };
    let head = std::iter::once("id".to_owned()).chain(columns.iter().map(|c| c.label.clone()));
    (head.collect(), slots.filter_map(row).collect())
}
