//! What the list of customers shows, as the text behind `#/customers?`: pure.
//!
//! `q=` search text · `is.KEY=a,b` any of these · `not.KEY=a,b` none of these · `sort=-KEY` · `cols=a,b` · `view=NAME`.
//! KEY is a dimension's id, `tag`, or another filter that the list knows; an empty value stands for "unclassified".
//! Where KEY is a metric's id, the values are ranges (`is.order_count_12m=1..`, see [`Range`]); an empty one stands for "missing".

use crate::domain::metric::Metric;
use crate::domain::metric::range::Range;
use crate::domain::record::Text;
use crate::state::route::pairs;

/// The filter key of tags; the other keys are dimensions and what the list adds.
pub const TAG: &str = "tag";
/// The key that asks for customers with an order in these days: `2026-03-01..2026-03-31`, both ends counted.
pub const ORDERED: &str = "ordered";
/// The key that asks for customers whose first deal, which a return is not, lies in these days; written as [`ORDERED`] is.
pub const FIRST_DEAL: &str = "first_deal";
/// The key that asks for customers of a group that people named, by its id (`domain::marketing::group`).
pub const GROUP: &str = "group";
/// The key that asks for customers whose sheet lacks an item, by its place in `field::ITEMS`.
pub const GAP: &str = "gap";

/// One condition of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The dimension's id, [`TAG`], or another key the list knows.
    pub key: Text,
    /// The values; an empty one stands for "has none".
    pub any_of: Vec<Text>,
    /// Takes those with none of the values instead.
    pub not: bool,
}

/// The column that orders a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub column: Text,
    /// Largest, or latest, first.
    pub descending: bool,
}

impl Sort {
    /// Reads `KEY`, or `-KEY` for the largest first.
    pub fn parse(text: &str) -> Self {
        let column = text.strip_prefix('-');
        Self {
            column: column.unwrap_or(text).into(),
            descending: column.is_some(),
        }
    }

    /// The text that [`Sort::parse`] reads back.
    pub fn print(&self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.column)
    }
}

/// The state of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The text searched for.
    pub search: String,
    /// The conditions, all of which hold; one a key and direction.
    pub filters: Vec<Filter>,
    /// The order, where the user chose one.
    pub sort: Option<Sort>,
    /// The columns, where the address names them; else the user's preference decides.
    pub columns: Vec<Text>,
    /// The named view.
    pub view: Option<Text>,
}

impl Query {
    /// The list with one condition: what the numbers of the dashboard link to.
    pub fn of<'a>(key: &str, any_of: impl IntoIterator<Item = &'a str>) -> Self {
        Self::default().with(key, any_of)
    }

    /// The list of those whose metric lies in a range.
    pub fn in_range(metric: Metric, range: Range) -> Self {
        Self::of(metric.info().id, [range.to_string().as_str()])
    }

    /// The same without those that have one of the values; without values the condition is removed.
    #[must_use]
    pub fn without<'a>(mut self, key: &str, any_of: impl IntoIterator<Item = &'a str>) -> Self {
        self.set(Filter {
            key: key.into(),
            any_of: any_of.into_iter().map(Text::from).collect(),
            not: true,
        });
        self
    }

    /// The same with a condition set; without values it is removed.
    #[must_use]
    pub fn with<'a>(mut self, key: &str, any_of: impl IntoIterator<Item = &'a str>) -> Self {
        self.set(Filter {
            key: key.into(),
            any_of: any_of.into_iter().map(Text::from).collect(),
            not: false,
        });
        self
    }

    /// The same with a text to search for.
    #[must_use]
    pub fn search(mut self, text: &str) -> Self {
        self.search = text.to_owned();
        self
    }

    /// Sets a condition in place of the one with its key and direction; without values it is removed.
    pub fn set(&mut self, filter: Filter) {
        let place = |f: &Filter| f.key == filter.key && f.not == filter.not;
        if filter.any_of.is_empty() {
            self.filters.retain(|f| !place(f));
            return;
        }
        match self.filters.iter_mut().find(|f| place(f)) {
            Some(known) => *known = filter,
            None => self.filters.push(filter),
        }
    }

    /// The values wanted of a key.
    pub fn wanted(&self, key: &str) -> &[Text] {
        self.filters
            .iter()
            .find(|f| &*f.key == key && !f.not)
            .map_or(&[], |f| &f.any_of)
    }

    /// Adds a value to a condition, or takes it away.
    pub fn toggle(&mut self, key: &str, value: &str) {
        let mut any_of = self.wanted(key).to_vec();
        match any_of.iter().position(|v| &**v == value) {
            Some(i) => drop(any_of.remove(i)),
            None => any_of.push(value.into()),
        }
        self.set(Filter {
            key: key.into(),
            any_of,
            not: false,
        });
    }

    /// Whether the list is narrowed.
    pub fn is_narrowed(&self) -> bool {
        !self.search.is_empty() || !self.filters.is_empty()
    }

    /// Reads the text behind the `?`; what it does not know is left out.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for raw in text.split('&') {
            let (key, value) = raw.split_once('=').unwrap_or((raw, ""));
            if let Some((not, key)) = filter_key(&decode(key)) {
                // The commas part the values before decoding, so that a value may hold one.
                let any_of = value.split(',').map(|v| decode(v).into()).collect();
                query.set(Filter { key, any_of, not });
            } else if key == "cols" {
                query.columns = value
                    .split(',')
                    .filter(|v| !v.is_empty())
                    .map(|v| decode(v).into())
                    .collect();
            }
        }
        for (key, value) in pairs(text) {
            match key.as_str() {
                "q" => query.search = value,
                "sort" if !value.is_empty() => query.sort = Some(Sort::parse(&value)),
                "view" if !value.is_empty() => query.view = Some(value.into()),
                _ => {}
            }
        }
        query
    }

    /// The text that [`Query::parse`] reads back.
    pub fn print(&self) -> String {
        let list = |values: &[Text]| values.iter().map(|v| encode(v)).collect::<Vec<_>>().join(",");
        let mut parts = Vec::new();
        if !self.search.is_empty() {
            parts.push(format!("q={}", encode(&self.search)));
        }
        for filter in &self.filters {
            let kind = if filter.not { "not" } else { "is" };
            parts.push(format!("{kind}.{}={}", encode(&filter.key), list(&filter.any_of)));
        }
        if let Some(sort) = &self.sort {
            let sign = if sort.descending { "-" } else { "" };
            parts.push(format!("sort={sign}{}", encode(&sort.column)));
        }
        if !self.columns.is_empty() {
            parts.push(format!("cols={}", list(&self.columns)));
        }
        if let Some(view) = &self.view {
            parts.push(format!("view={}", encode(view)));
        }
        parts.join("&")
    }
}

fn filter_key(key: &str) -> Option<(bool, Text)> {
    let (not, key) = match key.strip_prefix("not.") {
        Some(rest) => (true, rest),
        None => (false, key.strip_prefix("is.")?),
    };
    (!key.is_empty()).then(|| (not, key.into()))
}

/// Percent-encodes everything but letters, digits and `-_.~`.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Undoes [`encode`]; what is no encoding stays as it is.
pub fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = (byte == b'%').then(|| after.split_at_checked(2)).flatten();
        let value = hex
            .filter(|(h, _)| h.iter().all(u8::is_ascii_hexdigit))
            .and_then(|(h, behind)| Some((std::str::from_utf8(h).ok()?, behind)))
            .and_then(|(h, behind)| Some((u8::from_str_radix(h, 16).ok()?, behind)));
        match value {
            Some((value, behind)) => {
                out.push(value);
                rest = behind;
            }
            None => {
                out.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_text() {
        let mut query = Query::of("value", ["strategic", "key"]).with(TAG, ["高潜力", "a,b & c=d%"]);
        query.set(Filter {
            key: "stage".into(),
            any_of: vec!["".into(), "lost".into()],
            not: true,
        });
        query.sort = Some(Sort::parse("-last"));
        query.columns = vec!["name".into(), "value".into()];
        query.view = Some("我的 客户".into());
        for query in [Query::default(), query.clone(), query.search("-a+b %20 沈立群")] {
            assert_eq!(Query::parse(&query.print()), query, "{}", query.print());
        }
    }

    #[test]
    fn a_range_of_a_metric_is_a_value() {
        let query = Query::in_range(Metric::OrderCount12m, Range::from(1.0)).without("health", [""]);
        assert_eq!(query.print(), "is.order_count_12m=1..&not.health=");
        assert_eq!(Query::parse(&query.print()), query);
    }

    #[test]
    fn unclassified_is_a_value() {
        let query = Query::of("health", [""]);
        assert_eq!(query.print(), "is.health=");
        assert_eq!(Query::parse("is.health=").wanted("health"), [Text::from("")]);
    }

    #[test]
    fn values_toggle_and_empty_conditions_vanish() {
        let mut query = Query::default();
        query.toggle("stage", "lost");
        query.toggle("stage", "active");
        assert_eq!(query.print(), "is.stage=lost,active");
        query.toggle("stage", "lost");
        query.toggle("stage", "active");
        assert_eq!(query, Query::default());
    }

    #[test]
    fn broken_encodings_stay_readable() {
        let table = [
            ("%", "%"),
            ("%4", "%4"),
            ("%zz", "%zz"),
            ("a%20b", "a b"),
            ("%E5%AE%A2", "客"),
            ("+", "+"),
        ];
        for (text, read) in table {
            assert_eq!(decode(text), read, "{text}");
        }
    }
}
