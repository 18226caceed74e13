//! Pauses of a ticket: while we wait for the customer, its clock stands.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::day::Moment;
use crate::domain::kind::Ticket;
use crate::domain::record::Text;
use crate::record;

/// The field of a ticket.
const KEY: &str = "pauses";

record! {
    /// A pause.
    pub struct Pause {
        /// Since when.
        from: Moment = required,
        /// Until when; nothing while it lasts. A day without a time: the work goes on as that day begins.
        until: Option<Moment>,
        /// Why.
        reason: Option<Text>,
    }
}

/// The pauses of a ticket, in the order that they stand in; what cannot be read is none.
pub fn pauses_of(ticket: &Ticket) -> Vec<Pause> {
    all_of(ticket)
        .filter_map(|value| Pause::deserialize(value).ok())
        .collect()
}

fn all_of(ticket: &Ticket) -> impl Iterator<Item = &Value> {
    let all = ticket.extra.iter().find(|(name, _)| *name == KEY);
    all.and_then(|(_, value)| value.as_array()).into_iter().flatten()
}

/// Whether a pause with this reason lasts.
pub(super) fn lasts_for(ticket: &Ticket, reason: &str) -> bool {
    all_of(ticket).any(|pause| lasts(pause) && pause.get("reason").and_then(Value::as_str) == Some(reason))
}

/// The ticket with a pause that begins. One that lasts already goes on.
pub fn paused(ticket: &Ticket, from: &Moment, reason: Option<&str>) -> Ticket {
    with(ticket, |all| {
        if all.iter().all(|pause| !lasts(pause)) {
            let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
            all.push(match reason {
                Some(reason) => json!({"from": from, "reason": reason}),
                None => json!({"from": from}),
            });
        }
    })
}

/// The ticket with the pauses that last ended.
pub fn resumed(ticket: &Ticket, until: &Moment) -> Ticket {
    with(ticket, |all| {
        for pause in all.iter_mut().filter(|pause| lasts(pause)) {
            pause["until"] = json!(until);
        }
    })
}

fn lasts(pause: &Value) -> bool {
    pause.is_object() && pause.get("until").is_none_or(Value::is_null)
}

fn with(ticket: &Ticket, change: impl FnOnce(&mut Vec<Value>)) -> Ticket {
    let mut after = ticket.clone();
    let held = after.extra.0.get_or_insert_default();
    let mut all = match held.remove(KEY) {
        Some(Value::Array(all)) => all,
        Some(other) if !other.is_null() => vec![other],
        _ => Vec::new(),
    };
    change(&mut all);
    if !all.is_empty() {
        held.insert(KEY.to_owned(), Value::Array(all));
    } else if held.is_empty() {
        after.extra.0 = None;
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(pauses: Value) -> Ticket {
        let json = json!({"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-11-27", "pauses": pauses, "x": 1});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_pause_begins_once_and_ends_and_nothing_else_is_touched() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let begun = paused(
            &ticket(Value::Null),
            &at("2026-11-27T10:00:00+08:00"),
            Some(" 等客户寄回 "),
        );
        let told = serde_json::to_value(&begun).unwrap();
        assert_eq!(
            told["pauses"],
            json!([{"from": "2026-11-27T10:00:00+08:00", "reason": "等客户寄回"}])
        );
        assert_eq!(told["x"], 1);
        assert_eq!(paused(&begun, &at("2026-11-28"), None), begun, "it lasts already");
        let ended = resumed(&begun, &at("2026-11-30T09:00:00+08:00"));
        let all = pauses_of(&ended);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].until, Some(at("2026-11-30T09:00:00+08:00")));
        assert_eq!(resumed(&ended, &at("2026-12-01")), ended, "there is none to end");
    }

    #[test]
    fn what_cannot_be_read_stays_and_counts_for_nothing() {
        let odd = ticket(json!([3, {"from": "soon"}, {"from": "2026-11-27", "until": "2026-11-28"}]));
        assert_eq!(pauses_of(&odd).len(), 1);
        let after = paused(&odd, &Moment::parse("2026-11-29").unwrap(), None);
        // The one whose start nobody can read lasts as far as anybody knows.
        assert_eq!(after, odd);
        assert!(pauses_of(&ticket(json!("x"))).is_empty());
        assert_eq!(serde_json::to_value(&odd).unwrap()["pauses"][0], 3);
    }
}
