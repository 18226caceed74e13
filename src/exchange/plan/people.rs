//! Several people in one cell: 张三/李四.

use super::Wanted;
use super::column::ReadColumn;
use crate::domain::fold::phone_numbers;
use crate::exchange::grid::Cell;
use crate::exchange::layout::TableRow;
use crate::exchange::values::{Ask, Question, is_value};

/// The field in which they stand.
const NAME: &str = "contact.name";
/// What stands between the names of people.
const BETWEEN: [char; 7] = ['/', '／', '、', ';', '；', '|', '\n'];
/// What stands between them as well where no letter is Latin: `Smith, John` is one.
const BETWEEN_CHINESE: [char; 2] = [',', '，'];
/// How long a Chinese name is at most, with what one is called: 王经理, 欧阳小明女士.
const LONGEST: usize = 6;
/// So many rows stand with the question.
const EXAMPLES: usize = 5;

/// The names that a cell says; none where it says one.
pub(super) fn names(text: &str) -> Vec<&str> {
    let is_chinese = !text.chars().any(|c| c.is_ascii_alphanumeric());
    let is_mark = |c: char| BETWEEN.contains(&c) || is_chinese && BETWEEN_CHINESE.contains(&c);
    let all: Vec<&str> = text
        .split(is_mark)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    let is_name = |name: &&str| {
        let length = name.chars().count();
        length > 1 && (!is_chinese || length <= LONGEST) && !is_value(name)
    };
    if all.len() > 1 && all.iter().all(is_name) {
        all
    } else {
        Vec::new()
    }
}

/// Whether a cell waits for what is said of several people in one.
pub(super) fn waits(read: &ReadColumn, cell: &Cell) -> bool {
    is_open(read) && !names(&cell.shown()).is_empty()
}

fn is_open(read: &ReadColumn) -> bool {
    read.field.as_ref().is_some_and(|field| field.key == NAME) && read.parts_people().is_none()
}

/// Asks whether each of several names in a cell is a contact.
pub(super) fn question<'t>(
    read: &ReadColumn,
    rows: impl Iterator<Item = &'t TableRow>,
    wanted: &Wanted,
) -> Option<Question> {
    let rows = rows.filter(|_| is_open(read));
    let cells = rows.map(|row| (row.at, wanted.cell(row, read.column)));
    let several = cells.filter(|(_, cell)| waits(read, cell));
    let examples: Vec<(u32, String)> = several.take(EXAMPLES).map(|(at, cell)| (at, cell.shown())).collect();
    (!examples.is_empty()).then(|| Question::new(read.column, Ask::People, examples))
}

/// What is said of each of several people: numbers and addresses go to each in their order where there are as many, else to the first.
pub(super) fn parted(fields: &[(&'static str, Option<String>)]) -> Vec<Vec<(&'static str, Option<String>)>> {
    let name = fields.iter().find(|(key, _)| *key == NAME);
    let all = name
        .and_then(|(_, text)| text.as_deref())
        .map(names)
        .unwrap_or_default();
    let one = |(place, name): (usize, &&str)| {
        let own = |(key, text): &(&'static str, Option<String>)| {
            let parts: Vec<String> = match (*key, text) {
                (NAME, _) => return (*key, Some((*name).to_owned())),
                ("contact.phone", Some(text)) => phone_numbers(text).map(str::to_owned).collect(),
                (_, Some(text)) => text
                    .split(['/', '、', ';', '；'])
                    .map(|part| part.trim().to_owned())
                    .collect(),
                (_, None) => Vec::new(),
            };
            let text = match parts.len() == all.len() {
                true => parts.get(place).cloned(),
                false => text.clone().filter(|_| place == 0),
            };
            (*key, text)
        };
        fields.iter().map(own).collect()
    };
    all.iter().enumerate().map(one).collect()
}
