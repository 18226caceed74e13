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

/// Whether a pause lasts.
pub fn is_paused(ticket: &Ticket) -> bool {
    all_of(ticket).any(lasts)
}

/// Whether a pause with this reason lasts.
pub(super) fn lasts_for(ticket: &Ticket, reason: &str) -> bool {
    all_of(ticket).any(|pause| lasts(pause) && pause.get("reason").and_then(Value::as_str) == Some(reason))
}

/// The ticket with a pause that begins. One that lasts already goes on. Where the machine's clock went back, it begins with the ticket.
pub fn paused(ticket: &Ticket, from: &Moment, reason: Option<&str>) -> Ticket {
    let from = later(from, &ticket.opened_at);
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

/// The ticket with the pauses that last ended. Where the machine's clock went back meanwhile, each ends as it began: no pause ends before
/// that.
pub fn resumed(ticket: &Ticket, until: &Moment) -> Ticket {
    with(ticket, |all| {
        for pause in all.iter_mut().filter(|pause| lasts(pause)) {
            let from = pause.get("from").and_then(Value::as_str).and_then(Moment::parse);
            pause["until"] = json!(from.as_ref().map_or(until, |from| later(until, from)));
        }
    })
}

/// A moment, or another where that lies behind it.
fn later<'a>(one: &'a Moment, other: &'a Moment) -> &'a Moment {
    if other.is_behind(one) { other } else { one }
}

/// What is wrong with a pause.
#[derive(Clone, Debug, PartialEq)]
pub enum PauseFault {
    /// It begins later than now.
    FromAhead,
    /// It ends later than now.
    UntilAhead,
    /// It ends no later than it begins.
    Backwards,
    /// It begins before the ticket was opened.
    BeforeOpened,
    /// It begins after the ticket was resolved.
    AfterResolved,
    /// Another pause has some of its time.
    Overlaps(Pause),
}

/// What is wrong with a pause in a place of a ticket as [`with_pause`] counts them, at an instant; nothing where it can be taken.
pub fn pause_fault(ticket: &Ticket, place: usize, pause: &Pause, now: &Moment) -> Option<PauseFault> {
    let until = pause.until.as_ref();
    // One that lasts has all that is to come.
    let begins_behind = |from: &Moment, until: Option<&Moment>| until.is_some_and(|until| !until.is_behind(from));
    let overlaps =
        |other: &Pause| !begins_behind(&other.from, until) && !begins_behind(&pause.from, other.until.as_ref());
    if pause.from.is_behind(now) {
        Some(PauseFault::FromAhead)
    } else if until.is_some_and(|until| until.is_behind(now)) {
        Some(PauseFault::UntilAhead)
    } else if begins_behind(&pause.from, until) {
        Some(PauseFault::Backwards)
    } else if ticket.opened_at.is_behind(&pause.from) {
        Some(PauseFault::BeforeOpened)
    } else if ticket
        .resolved_at
        .as_ref()
        .is_some_and(|resolved| pause.from.is_behind(resolved))
    {
        Some(PauseFault::AfterResolved)
    } else {
        let mut others = pauses_of(ticket).into_iter().enumerate().filter(|(at, _)| *at != place);
        others
            .find(|(_, other)| overlaps(other))
            .map(|(_, other)| PauseFault::Overlaps(other))
    }
}

/// The ticket with the pause in a place, as [`pauses_of`] counts them, as it is to be: its times and its reason, without it where it is to be
/// none, or with one more where the place is behind all. What a pause has besides is kept.
pub fn with_pause(ticket: &Ticket, place: usize, pause: Option<&Pause>) -> Ticket {
    with(ticket, |all| {
        let mut readable = all
            .iter()
            .enumerate()
            .filter(|(_, value)| Pause::deserialize(*value).is_ok());
        let at = readable.nth(place).map(|(at, _)| at);
        match (at, pause) {
            (Some(at), None) => drop(all.remove(at)),
            (Some(at), Some(pause)) => write(all.get_mut(at), pause),
            (None, Some(pause)) => {
                let mut value = json!({});
                write(Some(&mut value), pause);
                all.push(value);
            }
            (None, None) => {}
        }
    })
}

fn write(value: Option<&mut Value>, pause: &Pause) {
    let Some(map) = value.and_then(Value::as_object_mut) else {
        return;
    };
    map.insert("from".to_owned(), json!(pause.from));
    let reason = pause.reason.as_deref().map(|reason| json!(reason));
    for (key, said) in [
        ("until", pause.until.as_ref().map(|until| json!(until))),
        ("reason", reason),
    ] {
        match said {
            Some(said) => drop(map.insert(key.to_owned(), said)),
            None => drop(map.remove(key)),
        }
    }
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
    fn a_clock_that_went_back_ends_no_pause_before_it_begins_and_begins_none_before_the_ticket() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let told = |ticket: &Ticket| serde_json::to_value(ticket).unwrap()["pauses"].clone();
        let mut held = ticket(json!([{"from": "2026-11-27T10:00:00+08:00", "reason": "等配件"}]));
        held.opened_at = at("2026-11-27T09:00:00+08:00");
        let ten = "2026-11-27T10:00:00+08:00";
        #[rustfmt::skip]
        let table = [
            ("2026-11-27T09:59:00+08:00", ten),
            ("2026-11-26T23:00:00+08:00", ten),
            // The same instant, and a later one, as another clock writes them.
            ("2026-11-27T02:00:00Z", "2026-11-27T02:00:00Z"),
            ("2026-11-27T02:01:00Z", "2026-11-27T02:01:00Z"),
            // A day without a time is no earlier than its own.
            ("2026-11-26", ten),
            ("2026-11-27", "2026-11-27"),
        ];
        for (now, until) in table {
            let ended = told(&resumed(&held, &at(now)));
            assert_eq!(
                ended,
                json!([{"from": ten, "until": until, "reason": "等配件"}]),
                "{now}"
            );
        }
        held = resumed(&held, &at("2026-11-27T11:00:00+08:00"));
        let again = told(&paused(&held, &at("2026-11-27T08:00:00+08:00"), None));
        assert_eq!(again[1], json!({"from": "2026-11-27T09:00:00+08:00"}));
    }

    #[test]
    fn a_pause_is_changed_in_its_place_removed_and_written_down_later() {
        let told = |ticket: &Ticket| serde_json::to_value(ticket).unwrap()["pauses"].clone();
        let first = json!({"from": "2026-11-27T10:00:00+08:00", "until": "2026-11-27T11:00:00+08:00", "by": "李娜"});
        let odd = ticket(json!([3, first.clone(), {"from": "2026-11-28"}]));
        let mut pause = pauses_of(&odd).remove(0);
        pause.until = Moment::parse("2026-11-27T12:00:00+08:00");
        pause.reason = Some("等配件".into());
        let after = with_pause(&odd, 0, Some(&pause));
        let changed = json!({"from": "2026-11-27T10:00:00+08:00", "until": "2026-11-27T12:00:00+08:00", "by": "李娜", "reason": "等配件"});
        assert_eq!(told(&after), json!([3, changed, {"from": "2026-11-28"}]));
        assert_eq!(told(&with_pause(&odd, 1, None)), json!([3, first]));
        pause.until = None;
        let lasts = json!({"from": "2026-11-27T10:00:00+08:00", "reason": "等配件"});
        assert_eq!(told(&with_pause(&ticket(Value::Null), 0, Some(&pause))), json!([lasts]));
        assert_eq!(with_pause(&odd, 9, None), odd);
        assert_eq!(
            told(&with_pause(&ticket(json!([lasts])), 0, None)),
            Value::Null,
            "none is left"
        );
    }

    #[test]
    fn a_pause_lies_between_the_opening_and_now_and_beside_others() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let hour = |hour: u32| at(&format!("2026-11-28T{hour:02}:00:00+08:00"));
        let span = |from: u32, until: Option<u32>| {
            let json = json!({"from": hour(from), "until": until.map(hour)});
            serde_json::from_value::<Pause>(json).unwrap()
        };
        let mut held = ticket(json!([span(12, Some(13)), span(15, None)]));
        held.opened_at = hour(9);
        let now = hour(18);
        let fault = |place, from, until| pause_fault(&held, place, &span(from, until), &now);
        let first = || Some(PauseFault::Overlaps(span(12, Some(13))));
        let second = || Some(PauseFault::Overlaps(span(15, None)));
        assert_eq!(fault(2, 9, Some(12)), None, "the ends may touch");
        assert_eq!(fault(2, 13, Some(15)), None);
        assert_eq!(fault(2, 8, Some(10)), Some(PauseFault::BeforeOpened));
        assert_eq!(fault(2, 19, None), Some(PauseFault::FromAhead));
        assert_eq!(fault(2, 13, Some(19)), Some(PauseFault::UntilAhead));
        assert_eq!(fault(2, 11, Some(11)), Some(PauseFault::Backwards));
        assert_eq!(fault(2, 10, Some(17)), first());
        assert_eq!(fault(2, 12, Some(13)), first());
        assert_eq!(fault(2, 16, Some(17)), second(), "one that lasts has all behind it");
        assert_eq!(fault(2, 13, None), second());
        assert_eq!(fault(1, 14, Some(17)), None, "its own place is not another");
        let mut done = held.clone();
        done.resolved_at = Some(hour(11));
        assert_eq!(
            pause_fault(&done, 1, &span(14, Some(15)), &now),
            Some(PauseFault::AfterResolved)
        );
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
