//! What the rows of a list say in words, as a search looks into it. Pure.

use crate::domain::find::add_field;

/// What each row says, folded, in one piece: at each letter it is looked into, and nothing is made.
#[derive(Debug, Default, PartialEq)]
pub struct SaidLines {
    text: String,
    ends: Vec<usize>,
}

impl SaidLines {
    /// Adds what the next row says.
    pub fn add(&mut self, fields: &[String]) {
        fields.iter().for_each(|field| add_field(field, &mut self.text));
        self.ends.push(self.text.len());
    }

    /// The fields of a row as a line.
    pub fn line(&self, row: usize) -> Option<&str> {
        let from = row.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*from..*self.ends.get(row)?)
    }
}

/// The place of a row among all, where it is one of them.
pub fn place_of<R>(all: &[R], row: &R) -> Option<usize> {
    let apart = std::ptr::from_ref(row).addr().checked_sub(all.as_ptr().addr())?;
    let place = apart.checked_div(size_of::<R>())?;
    all.get(place).is_some_and(|it| std::ptr::eq(it, row)).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::find::{line_has_all, words};

    #[test]
    fn each_row_is_found_by_its_own_words_alone() {
        let mut lines = SaidLines::default();
        let rows = [vec!["停机", "FW-9"], vec![], vec!["异响", "投诉"]];
        for row in &rows {
            lines.add(&row.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
        let found = |typed: &str| {
            let has = |row: &usize| line_has_all(lines.line(*row).unwrap(), &mut words(typed, None));
            (0..rows.len()).filter(has).collect::<Vec<_>>()
        };
        assert_eq!(found("停机"), [0]);
        assert_eq!(found("fw-9 停机"), [0]);
        assert_eq!(found("投诉"), [2]);
        assert_eq!(found("停机 投诉"), [0; 0]);
        assert_eq!(lines.line(1), Some(""));
        assert_eq!(lines.line(3), None);
    }

    #[test]
    fn a_row_is_known_by_where_it_lies() {
        let all = [[1, 1], [1, 1], [1, 1]];
        for (place, row) in all.iter().enumerate() {
            assert_eq!(place_of(&all, row), Some(place));
        }
        assert_eq!(place_of(&all[1..], &all[0]), None);
        assert_eq!(place_of(&all[..2], &all[2]), None);
        assert_eq!(place_of(&all, &[1, 1]), None);
        assert_eq!(place_of::<[i32; 2]>(&[], &all[0]), None);
    }
}
