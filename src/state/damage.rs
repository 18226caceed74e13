//! What a damaged book has lost, in words.

use super::text as say;
use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::label::Label;
use crate::storage::{Damage, DamagedPart, MOST_NAMES};

/// How many names a line tells.
const NAMES: usize = 12;

/// What is lost, a line each: the parts, then the customers that only their records still name.
pub fn lines(damage: &Damage, book: &Book) -> Vec<Label> {
    let parts = damage.parts.iter().map(|part| line(part, book));
    let customers = (!damage.customers.is_empty()).then(|| {
        let ids = damage.customers.clone();
        say::lost_customers(number(ids.len()), named(&ids))
    });
    parts.chain(customers).collect()
}

fn line(part: &DamagedPart, book: &Book) -> Label {
    let what = match (part.kind(), &*part.place) {
        (Some(kind), _) => say::lost_records(
            noun(kind),
            part.records.map_or_else(|| "?".to_owned(), |n| n.to_string()),
        ),
        (None, "meta/head") => say::lost_head(),
        (None, "meta/state") => say::lost_state(),
        (None, _) => say::lost_edit(),
    };
    let name = |id: &String| {
        book.customers
            .get(id)
            .map_or_else(|| id.clone(), |customer| customer.name.to_string())
    };
    let about: Vec<String> = part.about.iter().map(name).collect();
    let what = match about.is_empty() {
        true => what,
        false => say::lost_about(what, number(about.len()), named(&about)),
    };
    match part.missing {
        true => say::lost_missing(what, &part.place),
        false => say::part_damaged(what, &part.place),
    }
}

/// How many, where no more than so many were noted.
fn number(noted: usize) -> Label {
    match noted >= MOST_NAMES {
        true => say::at_least(noted),
        false => Label::same(&noted.to_string()),
    }
}

/// The first names, and that there are more.
fn named(all: &[String]) -> Label {
    let first: Vec<&str> = all.iter().take(NAMES).map(String::as_str).collect();
    let more = if all.len() > NAMES { "…" } else { "" };
    Label {
        zh: (first.join("、") + more).into(),
        en: (first.join(", ") + more).into(),
    }
}

fn noun(kind: Kind) -> Label {
    match kind {
        Kind::Customer => say::lost_kind_customers(),
        Kind::Order => say::lost_kind_orders(),
        Kind::Interaction => say::lost_kind_interactions(),
        Kind::Ticket => say::lost_kind_tickets(),
        Kind::Review => say::lost_kind_reviews(),
        Kind::Points => say::lost_kind_points(),
        Kind::Campaign => say::lost_kind_campaigns(),
        Kind::TaskOutcome => say::lost_kind_tasks(),
        Kind::Audit => say::lost_kind_audit(),
        Kind::RuleVersion => say::lost_kind_versions(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::Customer;
    use crate::domain::label::Lang;

    #[test]
    fn what_is_lost_is_told_with_whom_it_was_about() {
        let part = |place: &str, missing, records, about: &[&str]| DamagedPart {
            place: place.into(),
            missing,
            records,
            about: about.iter().map(|name| (*name).to_owned()).collect(),
        };
        let book = Book {
            customers: [Customer::new(CustomerId::new("c1").unwrap(), "青禾纸业")]
                .into_iter()
                .collect(),
            ..Book::default()
        };
        let damage = Damage {
            parts: vec![
                part("orders/00000000", false, Some(1_000), &["c1", "c2"]),
                part("meta/head", true, None, &[]),
            ],
            customers: vec!["c2".into()],
        };
        let zh: Vec<String> = lines(&damage, &book)
            .iter()
            .map(|line| line.get(Lang::Zh).to_owned())
            .collect();
        assert_eq!(
            zh,
            [
                "订单，最多1000条，涉及2家：青禾纸业、c2（orders/00000000，内容损坏，原样放在一边）",
                "设置和规则，已换成默认值（meta/head，整块不见了）",
                "1家客户的资料不见了，但还有他们的记录：c2",
            ]
        );
    }
}
