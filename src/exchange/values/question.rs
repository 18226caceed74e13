//! Questions that only the person can answer, one a column, and the answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::money::Fen;

/// Why a column is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// `03/04/2026`: which is the day?
    DateOrder,
    /// `24-03-05`: where is the year?
    ShortYear,
    /// `99.1.5` beside 民国113年, `112/03/04`: years of the republic?
    Republic,
    /// Amounts without a unit, where the field is mostly written in 万元.
    Unit,
    /// `¥3,000` under a heading that says 万元.
    Sign,
    /// Digits were lost (`1.38E+10`, zeros behind the fifteenth), or may be: a number 3.1 may have been 3.10.
    LostDigits,
    /// Words that the list does not have.
    Choices,
    /// Another column is the same field.
    SameField,
    /// `45000` in a text, where a day belongs: a serial number of Excel?
    Serial,
    /// `昨天`: which day that is hangs on when it was written.
    DayWords,
    /// `3月5日`: of which year?
    Yearless,
    /// `2020年4月`, `2020年`: of which day?
    Dayless,
    /// Birthdays beside which a column says 农历: are these days lunar ones, or days of the common calendar?
    LunarDays,
    /// A word says that tickets are solved, and no column says when.
    Solved,
    /// Numbers that other customers have in the book.
    OtherCustomer,
    /// Events of customers that the book does not have.
    NoCustomer,
    /// Orders of which a part was given back: which amount counts?
    Refunds,
    /// Orders that were not paid: do they count?
    Unpaid,
    /// Price and quantity without an amount, beside a discount, a freight or a tax: is their product the amount?
    Priced,
    /// Numbers of customers that were merged into others.
    MergedNumber,
    /// Rows whose number is one customer of the book, and whose name is another.
    NumberOrName,
    /// Orders whose lines stand in several rows with an amount each.
    Lines,
    /// No column says whose a row is.
    Whose,
    /// A cell names several people.
    People,
    /// Names that a platform has masked.
    Masked,
    /// Numbers and addresses of which a part is masked, where nothing is known.
    MaskedWays,
    /// No cell says of which kind tickets are.
    TicketKind,
}

impl Ask {
    /// Whether what rows ask may hang on the answer: whose they are, which of two columns counts, which rows are one record.
    pub fn may_bring_more(self) -> bool {
        matches!(
            self,
            Self::Whose | Self::SameField | Self::Lines | Self::OtherCustomer | Self::MergedNumber | Self::NumberOrName
        )
    }

    /// Its word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::DateOrder => "date-order",
            Self::ShortYear => "short-year",
            Self::Republic => "republic",
            Self::Unit => "unit",
            Self::Sign => "currency-sign",
            Self::LostDigits => "lost-digits",
            Self::Choices => "choices",
            Self::SameField => "same-field",
            Self::Serial => "serial",
            Self::DayWords => "day-words",
            Self::Yearless => "yearless",
            Self::Dayless => "dayless",
            Self::LunarDays => "lunar-days",
            Self::Solved => "solved-when",
            Self::OtherCustomer => "other-customer",
            Self::NoCustomer => "no-customer",
            Self::Refunds => "refunds",
            Self::Unpaid => "unpaid",
            Self::Priced => "priced",
            Self::MergedNumber => "merged-number",
            Self::NumberOrName => "number-or-name",
            Self::Lines => "order-lines",
            Self::Whose => "whose",
            Self::People => "people",
            Self::Masked => "masked-names",
            Self::MaskedWays => "masked-numbers",
            Self::TicketKind => "ticket-kind",
        }
    }
}

/// A word that a list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// How many rows say it.
    pub rows: usize,
    /// The word of the list that it is most like; a proposal, and no more.
    pub like: Option<String>,
}

/// A question about a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The column, by its place in the table.
    pub column: usize,
    /// Why.
    pub reason: Ask,
    /// Some of the cells: the row in the file, and what it says.
    pub examples: Vec<(u32, String)>,
    /// For words that the list does not have: each once. For tickets without a kind: the word of the file that speaks for one.
    pub unknown: Vec<UnknownWord>,
    /// For a field that another column is as well: that column.
    pub other: Option<usize>,
    /// For such a field: whether both may be parts of one text.
    pub can_be_joined: bool,
    /// For dates: what other cells of the column show, where they all show the same.
    pub day_first: Option<bool>,
    /// For days without a year: the years that they may be of, the likeliest first; none of a birthday. Of the first, those that lie on the wrong
    /// side of today are of the year before: to come of what has happened, a year away of what is to come.
    pub years: Vec<i32>,
    /// For days: whether they are of what has happened.
    pub is_past: bool,
    /// For days that are not whole: whether every row must have one.
    pub is_needed: bool,
    /// For orders of which a part was given back: what all orders of the file come to.
    pub refunds: Option<RefundSums>,
    /// For rows that say of nobody whose they are: the columns that may, each with a cell.
    pub columns: Vec<(usize, String)>,
    /// Whether it was answered of an earlier file of this layout, and not of this one.
    pub is_kept: bool,
}

/// What the orders of a file come to, by what counts of those of which a part was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundSums {
    /// Their full amounts.
    pub full: Fen,
    /// Those less what was given back; nothing where no row says how much that was.
    pub less: Option<Fen>,
    /// Returns taken off, and the others less what was given back; nothing where no row is a return.
    pub negative: Option<Fen>,
    /// Without those orders.
    pub out: Fen,
}

impl Question {
    /// One with examples and nothing else.
    pub fn new(column: usize, reason: Ask, examples: Vec<(u32, String)>) -> Self {
        Self {
            column,
            reason,
            examples,
            unknown: Vec::new(),
            other: None,
            can_be_joined: false,
            day_first: None,
            years: Vec::new(),
            is_past: false,
            is_needed: false,
            refunds: None,
            columns: Vec::new(),
            is_kept: false,
        }
    }

    /// What the file itself, or the list, speaks for, as it is shown beside the question; nothing where nothing does. Nobody but the person takes it.
    pub fn proposed(&self) -> Option<Answer> {
        match self.reason {
            Ask::DateOrder => self.day_first.map(Answer::DayFirst),
            Ask::Choices => {
                let each = |unknown: &UnknownWord| Some((unknown.word.clone(), Some(unknown.like.clone()?)));
                self.unknown.iter().map(each).collect::<Option<_>>().map(Answer::Words)
            }
            Ask::Refunds => self.refunds?.negative.map(|_| Answer::Refunds(Refunded::Negative)),
            Ask::TicketKind => self.unknown.first()?.like.clone().map(Answer::TicketKind),
            _ => None,
        }
    }

    /// In which unit bare amounts of a column are, whoever brings it up.
    pub fn unit_of(column: usize) -> Self {
        Self::new(column, Ask::Unit, Vec::new())
    }
}

/// What the person says of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The day stands first, or the month.
    DayFirst(bool),
    /// What stands first where the year has two figures, or that it is one of the republic.
    Short(ShortOrder),
    /// Bare amounts are in this unit: 4 for 万元, 0 for 元.
    Power(i32),
    /// Amounts with the sign of the currency are in this unit, whatever the heading says.
    SignPower(i32),
    /// What lost digits is taken as it stands, or left out.
    KeepRounded(bool),
    /// Words of the file, each with the word of our list; nothing leaves the cell out. A word mapped to itself is a new choice.
    Words(BTreeMap<String, Option<String>>),
    /// Of columns for one field, the first that says something in a row counts.
    FirstOf,
    /// This one counts, and those before it where its cell is blank.
    LastOf,
    /// They are parts of one text.
    Joined,
    /// Bare numbers are days as Excel counts them, or left out.
    Serials(bool),
    /// Words for days are counted from today, or left out.
    DayWords(bool),
    /// What becomes of days without a year.
    Yearless(Yearless),
    /// What becomes of years and months without a day.
    Dayless(Dayless),
    /// Days beside which it says that they are lunar are so, or were turned into days of the common calendar.
    LunarDays(bool),
    /// Tickets that are said to be solved are so since nobody knows when, or stay open.
    Solved(bool),
    /// What becomes of rows whose number is another customer's in the book.
    Numbers(Numbered),
    /// What becomes of rows whose number was that of a customer who was merged into another one.
    MergedNumbers(Numbered),
    /// Which counts of rows whose number is one customer of the book, and whose name is another.
    Disputed(Disagreeing),
    /// Orders that were not paid count, or stay out.
    Unpaid(bool),
    /// Price times quantity is the amount, or such rows stay out.
    Priced(bool),
    /// Events of customers that the book does not have bring them along, by their names, or stay out.
    Brings(bool),
    /// What counts of orders of which a part was given back.
    Refunds(Refunded),
    /// What becomes of the lines of an order.
    Lines(Lines),
    /// The people are customers themselves: no column says whose they are.
    PeopleAlone,
    /// Each name of a cell is a contact, or the cell is one.
    EachPerson(bool),
    /// Rows of masked names stay out.
    MaskedOut,
    /// Masked numbers stand in the contact's remark, or nowhere.
    MaskedNoted(bool),
    /// Tickets of which no cell says the kind are of this one, by its word.
    TicketKind(String),
}

/// What stands first of a day whose year has two figures; it stands last where it is not the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShortOrder {
    /// The year, then month and day.
    Year,
    /// The day, then the month.
    Day,
    /// The month, then the day.
    Month,
    /// The year of the republic, of two or three figures, then month and day.
    Republic,
}

impl ShortOrder {
    /// Those of the common era, the likeliest first.
    pub const ALL: [Self; 3] = [Self::Year, Self::Day, Self::Month];
}

/// What counts of an order of which a part was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refunded {
    /// The full amount.
    Full,
    /// The amount less what was given back.
    Less,
    /// The amount of a return, written without its sign, is taken off; of others what is left counts.
    Negative,
    /// Nothing: it stays out.
    Out,
}

/// What becomes of rows whose number is another customer's in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbered {
    /// They are customers of their own, and get other numbers.
    New,
    /// They are those customers, by another name.
    Same,
    /// They stay out.
    Out,
}

/// Which counts where the number of a row is one customer of the book, and its name is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Disagreeing {
    /// The number; that customer keeps its name.
    Number,
    /// The name.
    Name,
    /// Neither: the row stays out.
    Out,
}

/// What becomes of the lines of an order that stand in several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lines {
    /// One order of all that they say, their amounts added up.
    Sum,
    /// The first row counts.
    First,
    /// The last one does.
    Last,
}

/// What becomes of days without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Yearless {
    /// Nothing is said of the day.
    Empty,
    /// Their words stand in the remark.
    Note,
    /// Their rows stay out.
    Out,
    /// They are of this year.
    Of(i32),
}

/// What becomes of years and months without a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dayless {
    /// They are the first day of what they say.
    First,
    /// Nothing is said of the day.
    Empty,
    /// Their words stand in the remark.
    Note,
    /// Their rows stay out.
    Out,
}

/// What becomes of a cell that is no whole day, by what was said of such cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instead {
    /// It is a day all the same.
    Day,
    /// It is as good as blank.
    Empty,
    /// Its words stand in the remark.
    Note,
    /// Its row stays out.
    Out,
}

impl From<Yearless> for Instead {
    fn from(told: Yearless) -> Self {
        match told {
            Yearless::Empty => Self::Empty,
            Yearless::Note => Self::Note,
            Yearless::Out => Self::Out,
            Yearless::Of(_) => Self::Day,
        }
    }
}

impl From<Dayless> for Instead {
    fn from(told: Dayless) -> Self {
        match told {
            Dayless::First => Self::Day,
            Dayless::Empty => Self::Empty,
            Dayless::Note => Self::Note,
            Dayless::Out => Self::Out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_file_or_the_list_speaks_for_is_proposed() {
        let of = |reason| Question::new(2, reason, Vec::new());
        assert_eq!(of(Ask::DateOrder).proposed(), None);
        let told = Question {
            day_first: Some(true),
            ..of(Ask::DateOrder)
        };
        assert_eq!(told.proposed(), Some(Answer::DayFirst(true)));
        let word = |word: &str, like: Option<&str>| UnknownWord {
            word: word.to_owned(),
            rows: 1,
            like: like.map(str::to_owned),
        };
        let words = |unknown| Question {
            unknown,
            ..of(Ask::Choices)
        };
        let all = words(vec![
            word("制造", Some("制造业")),
            word("批发零售", Some("批发和零售业")),
        ]);
        let wanted = [("制造", "制造业"), ("批发零售", "批发和零售业")];
        let wanted = wanted.map(|(word, ours)| (word.to_owned(), Some(ours.to_owned())));
        assert_eq!(all.proposed(), Some(Answer::Words(wanted.into())));
        // One word that nothing is like leaves the whole question to the person.
        assert_eq!(
            words(vec![word("制造", Some("制造业")), word("外星", None)]).proposed(),
            None
        );
        for reason in [
            Ask::Unit,
            Ask::Unpaid,
            Ask::LostDigits,
            Ask::Yearless,
            Ask::Dayless,
            Ask::Lines,
        ] {
            assert_eq!(of(reason).proposed(), None);
        }
    }
}
