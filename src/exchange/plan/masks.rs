//! What a platform has masked: numbers, addresses, names. It says less than what is known, which stays.

use super::Outcome;
use super::read::Said;
use super::work::Work;
use crate::domain::field::mask::{is_masked, mask};
use crate::domain::field::{Field, HasFields, Reach};
use crate::domain::fold::{digits, folded, phone_numbers};
use crate::domain::twin::phones;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;
use crate::exchange::values::Answer;

/// So many rows stand with a question.
const EXAMPLES: usize = 5;

/// Fields that platforms mask beside ways to reach people.
const MASKED: [&str; 3] = ["name", "region", "uscc"];

/// Whether a part of a text is left out.
pub(super) fn has_mask(text: &str) -> bool {
    text.contains(['*', '＊'])
}

/// Whether a masked text may be this one: 张* is 张三, 广东省深圳市*** a place in Shenzhen.
pub(super) fn fits_mask(known: &str, masked: &str) -> bool {
    let (known, masked) = (folded(known), folded(masked));
    let mut parts = masked.split('*').filter(|part| !part.is_empty()).peekable();
    let mut rest = &*known;
    if !masked.starts_with('*')
        && let Some(first) = parts.next()
    {
        let Some(behind) = rest.strip_prefix(first) else {
            return false;
        };
        rest = behind;
    }
    while let Some(part) = parts.next() {
        let found = match parts.peek().is_none() && !masked.ends_with('*') {
            true => rest.strip_suffix(part).map(|_| ""),
            false => rest.split_once(part).map(|(_, behind)| behind),
        };
        let Some(behind) = found else { return false };
        rest = behind;
    }
    true
}

impl Work<'_> {
    /// Whether what a record says stays, as it is whole and the row's own is masked; that is told where the two do not fit.
    pub fn keeps_whole<R: HasFields>(
        &self,
        field: &Field<R>,
        record: &R,
        text: &str,
        column: Option<usize>,
        said: &mut Said,
    ) -> bool {
        if !MASKED.contains(&field.key) || !has_mask(text) {
            return false;
        }
        let known = field.text(record);
        let keeps = !known.is_empty() && !has_mask(&known);
        if let Some(column) = column.filter(|_| keeps && !fits_mask(&known, text)) {
            said.warn(column, say::masked_stays(text, known));
        }
        keeps
    }

    /// What becomes of a row that means a customer whom the book does not have, by a masked name: that is none, as several people are written so.
    /// Nothing where the name is whole, or is so by a person's word.
    pub fn refuse_masked(
        &mut self,
        row: &TableRow,
        column: Option<usize>,
        name: &str,
        said: &mut Said,
    ) -> Option<Outcome> {
        let is_told = column.is_some_and(|column| self.wanted.corrected_at(row.at, column).is_some());
        if !has_mask(name) || is_told {
            return None;
        }
        let mut answers = self.wanted.answers.iter();
        if answers.any(|(_, answer)| *answer == Answer::MaskedOut) {
            return Some(Outcome::LeftOut(say::left_out_by_person()));
        }
        self.masked
            .extend(column.map(|column| (column, (row.at, name.to_owned()))));
        said.ask(column, say::masked_name(name));
        Some(Outcome::Wrong)
    }

    /// What of a text is no masked number. That says less than what is known, which stays; where nothing is, it is asked about and never stored as if it
    /// were one.
    pub fn without_masked(
        &mut self,
        (reach, known): (Reach, &str),
        text: String,
        (at, column): (u32, Option<usize>),
        said: &mut Said,
    ) -> Option<String> {
        let parts: Vec<&str> = match reach {
            Reach::Phone => phone_numbers(&text).collect(),
            _ => vec![&text],
        };
        let (masked, whole): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| is_masked(part));
        if !known.is_empty() {
            let own: Vec<String> = phones(known).collect();
            let new = whole
                .iter()
                .filter(|part| !phones(part).any(|part| own.contains(&part)));
            let new: Vec<&str> = new.copied().collect();
            if !new.is_empty() {
                let is_known = is_part_of(known, &masked.join(" / "));
                if let Some(column) = column.filter(|_| !is_known) {
                    said.warn(column, say::masked_stays(masked.join(" / "), mask(reach, known)));
                }
                return Some(format!("{known} / {}", new.join(" / ")));
            }
            if mask(reach, known) != text
                && !is_part_of(known, &text)
                && let Some(column) = column
            {
                said.warn(column, say::masked_stays(text, mask(reach, known)));
            }
            return None;
        }
        let told = column.and_then(|column| {
            self.wanted.answers.iter().find_map(|(of, answer)| match answer {
                Answer::MaskedNoted(noted) if *of == column => Some(*noted),
                _ => None,
            })
        });
        match (told, column) {
            (Some(false), _) | (_, None) => {}
            (Some(true), Some(column)) => {
                let heading = self.table.columns.get(column).map_or("", |column| &*column.heading);
                said.of_masked.push(format!("{heading}：{}", masked.join(" / ")));
            }
            (None, Some(column)) => {
                let examples = self.masked_ways.entry(column).or_default();
                if examples.len() < EXAMPLES {
                    examples.push((at, masked.join(" / ")));
                }
                said.ask(Some(column), say::asked_first());
            }
        }
        (!whole.is_empty()).then(|| whole.join(" / "))
    }
}

/// Whether each masked number of a text is one of those that are known: `138****6142` as platforms write 13800006142.
pub(super) fn is_part_of(known: &str, text: &str) -> bool {
    let known: Vec<String> = phone_numbers(known).map(digits).collect();
    let fits = |part: &str| {
        let part = folded(part);
        let (begin, end) = (
            part.find(|c: char| !c.is_ascii_digit()),
            part.rfind(|c: char| !c.is_ascii_digit()),
        );
        let (Some(begin), Some(end)) = (begin, end) else {
            return known.iter().any(|own| *own == part);
        };
        let end = part
            .get(end..)
            .map_or("", |end| end.trim_start_matches(|c: char| !c.is_ascii_digit()));
        known
            .iter()
            .any(|own| own.starts_with(&part[..begin]) && own.ends_with(end))
    };
    !known.is_empty() && phone_numbers(text).all(fits)
}

#[cfg(test)]
mod tests {
    use super::fits_mask;

    #[test]
    fn a_masked_text_fits_what_it_may_be() {
        for (known, masked) in [
            ("张三", "张*"),
            ("张小三", "张*三"),
            ("张三", "*三"),
            ("广东省深圳市南山区科技园", "广东省深圳市***"),
            ("广东省深圳市南山区科技园1号", "广东省****南山区***1号"),
            ("张三", "张＊"),
            ("张三", "**"),
        ] {
            assert!(fits_mask(known, masked), "{known} {masked}");
        }
        for (known, masked) in [
            ("李三", "张*"),
            ("张三", "张*四"),
            ("广州市", "深圳市***"),
            ("三", "*三三"),
        ] {
            assert!(!fits_mask(known, masked), "{known} {masked}");
        }
    }
}
