//! Which records the rows of a sheet are, by what their columns are taken for.

use super::{Mapped, Mapping, SURE_ENOUGH, Subject, Use};

/// Fields that say what the rows are, however few columns there are.
pub(super) fn own_words(mapping: &Mapping) -> i64 {
    const OWN: [&str; 8] = [
        "amount",
        "content",
        "next_step",
        "severity",
        "resolution",
        "handler",
        "subject",
        "paid_on",
    ];
    let is_own =
        |column: &&Mapped| matches!(&column.used, Use::Field(key) if OWN.contains(&&**key)) && column.sure > 0.8;
    let whose = |column: &Mapped| matches!(&column.used, Use::Field(key) if key.starts_with("customer"));
    if mapping.subject == Subject::Customers {
        0
    } else if !mapping.columns.iter().any(whose) {
        // Records that belong to nobody are none of ours.
        -10_000
    } else {
        let mut own = mapping.columns.iter().filter(is_own);
        let count = own.clone().count() as i64;
        // Whose a customer is, is also headed as who sees to a ticket.
        let is_handled_alone = own.all(|column| column.used == Use::Field("handler".to_owned()));
        600 * if is_handled_alone { 0 } else { count } - 400
    }
}

/// What speaks against rows that are records of customers: nothing in them says what happened, or only when, beside what lists of customers say
/// (contacts, places, codes).
pub(super) fn of_records(mapping: &Mapping, customers: &Mapping) -> i64 {
    let (own, day): (&[&str], &str) = match mapping.subject {
        Subject::Customers => return 0,
        Subject::Orders => (&["id", "amount", "items", "paid_on", "due_on"], "date"),
        Subject::Interactions => (
            // When to speak next, lists of customers say as well.
            &[
                "id",
                "content",
                "feedback",
                "objection",
                "proposal",
                "next_step",
                "responded",
            ],
            "at",
        ),
        Subject::Tickets => (
            &[
                "id",
                "subject",
                "severity",
                "cause",
                "resolution",
                "satisfaction",
                "resolved_at",
                "revisited_at",
            ],
            "opened_at",
        ),
    };
    let has = |keys: &[&str], sure: f64| {
        let is_it = |column: &Mapped| {
            let is_of = matches!(&column.used, Use::Field(key) if keys.contains(&&**key));
            is_of && column.sure >= sure
        };
        mapping.columns.iter().any(is_it)
    };
    // A kind counts where the cells are of its list.
    let is_plain = has(own, SURE_ENOUGH) || has(&["kind"], 0.9);
    let of_customers = mapping.columns.iter().zip(&customers.columns).filter(|(own, other)| {
        let is_contact = matches!(&other.used, Use::Field(key) if key.starts_with("contact."));
        is_contact || own.used == Use::Out && matches!(other.used, Use::Field(_))
    });
    // Customers have kinds and days as well: one that no ticket is of says that these are none.
    let has_other_kind = mapping.subject == Subject::Tickets && has(&["kind"], 0.0) && !has(&["kind"], 0.9);
    if is_plain || has(&[day], SURE_ENOUGH) && !has_other_kind && of_customers.count() < 2 {
        0
    } else {
        -10_000
    }
}
