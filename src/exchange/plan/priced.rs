//! Sheets that say what a piece costs and how many there are, and in no column what that comes to: price times quantity is the amount.
//! Where a discount, a freight or a tax stands beside, only the person knows.

use super::Wanted;
use super::column::ReadColumn;
use super::read::Said;
use crate::domain::fold::folded;
use crate::domain::label::Label;
use crate::exchange::columns::{PRICE, QUANTITY, Subject};
use crate::exchange::layout::Table;
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Question};
use crate::exchange::words::{BESIDE_PRICE, NONE_BESIDE, money_suffix};

/// So many rows stand with the question.
const EXAMPLES: usize = 5;

/// How the amounts of a sheet are worked out.
pub(super) struct Priced {
    /// The column of the prices.
    column: usize,
    /// Rows that say something beside price and quantity.
    examples: Vec<(u32, String)>,
    told: Option<bool>,
}

impl Priced {
    /// Nothing where a column says the amount, or none what a piece costs.
    pub fn of(table: &Table, wanted: &Wanted, columns: &[ReadColumn]) -> Option<Self> {
        let of = |key: &str| columns.iter().find(|read| read.is_of(key));
        let is_said = of("amount").is_some() || wanted.constants.iter().any(|(key, _)| key == "amount");
        let price = of(PRICE).filter(|_| wanted.mapping.subject == Subject::Orders && !is_said)?;
        let is_beside = |heading: &str| {
            let heading = folded(heading);
            BESIDE_PRICE.iter().any(|word| heading.contains(word))
        };
        let all = || table.columns.iter().enumerate();
        let beside: Vec<usize> = all()
            .filter(|(_, column)| is_beside(&column.heading))
            .map(|(place, _)| place)
            .collect();
        let shown = |at: usize, row| wanted.cell(row, at).shown();
        let example = |row| {
            let others: Vec<String> = beside
                .iter()
                // The price may say itself that it is without tax.
                .filter(|at| **at == price.column || !is_nothing(&shown(**at, row)))
                .map(|at| format!("{}：{}", table.columns[*at].heading, shown(*at, row)))
                .collect();
            let count = of(QUANTITY).map(|read| shown(read.column, row)).unwrap_or_default();
            let own = format!("{} × {count} | {}", shown(price.column, row), others.join(" "));
            (!others.is_empty()).then_some(own)
        };
        let examples = table.rows.iter().filter_map(|row| Some((row.at, example(row)?)));
        let mut answers = wanted.answers.iter();
        Some(Self {
            column: price.column,
            examples: examples.take(EXAMPLES).collect(),
            told: answers.find_map(|(_, answer)| match answer {
                Answer::Priced(is) => Some(*is),
                _ => None,
            }),
        })
    }

    /// The question, where anything stands beside price and quantity.
    pub fn question(&self) -> Option<Question> {
        let is_open = !self.examples.is_empty() && self.told.is_none();
        is_open.then(|| Question::new(self.column, Ask::Priced, self.examples.clone()))
    }

    /// Makes of price times quantity the amount of a row, and says so; tells why the row stays out where the person said that it is not.
    pub fn settle(&self, said: &mut Said) -> Option<Label> {
        let (worth, sum) = said.priced.take()?;
        said.columns.insert("amount", self.column);
        match (self.told, self.examples.is_empty()) {
            (Some(false), _) => return Some(say::left_out_by_person()),
            (None, false) => said.ask(Some(self.column), say::asked_first()),
            _ => {
                said.warn(self.column, say::amount_is_priced(&sum, worth));
                let text = format!("{worth}{}", money_suffix(0));
                said.fields.insert("amount", Some(text));
            }
        }
        None
    }
}

/// Whether a cell says that there is nothing beside the price.
fn is_nothing(text: &str) -> bool {
    NONE_BESIDE.contains(&&*folded(text))
}
