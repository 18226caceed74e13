//! What becomes of a ticket: answered, solved, opened again. Times that stand already stay.

use super::pause::{lasts_for, paused, resumed};
use crate::domain::day::Moment;
use crate::domain::kind::Ticket;
use crate::domain::text as say;

/// The ticket with its first answer. A later one never takes its place.
pub fn answered(ticket: &Ticket, at: &Moment) -> Ticket {
    let mut after = ticket.clone();
    after.first_response_at.get_or_insert_with(|| at.clone());
    after
}

/// A ticket that is solved: whoever was not answered before has the answer with the solution, and nobody is waited for any more.
pub fn solved(ticket: &Ticket) -> Ticket {
    match &ticket.resolved_at {
        Some(at) => resumed(&answered(ticket, at), at),
        None => ticket.clone(),
    }
}

/// A ticket that is solved, and nobody knows when: it counts from the day it was opened, with its clocks standing, so that whether a promise
/// was kept cannot be told. [`is_solved_sometime`] knows it again.
pub fn solved_sometime(ticket: &Ticket) -> Ticket {
    let mut after = paused(ticket, &ticket.opened_at, Some(&say::solved_sometime().zh));
    after.resolved_at = Some(Moment::on(ticket.opened_at.day));
    after
}

/// Whether a ticket is solved, and nobody knows when: then there is no day to tell, and nothing to do.
pub fn is_solved_sometime(ticket: &Ticket) -> bool {
    let is_dated = ticket.resolved_at == Some(Moment::on(ticket.opened_at.day));
    is_dated && lasts_for(ticket, &say::solved_sometime().zh)
}

/// The ticket opened again: the time that it was solved for is a pause.
pub fn reopened(ticket: &Ticket, at: &Moment, reason: &str) -> Ticket {
    let Some(since) = &ticket.resolved_at else {
        return ticket.clone();
    };
    let mut after = resumed(&paused(ticket, since, Some(reason)), at);
    (after.resolved_at, after.revisited_at) = (None, None);
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn ticket(more: &Value) -> Ticket {
        let mut json =
            json!({"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-11-27T09:00:00+08:00"});
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(json).unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn the_first_answer_stays_and_a_solution_answers_and_ends_the_pause() {
        let first = answered(&ticket(&json!({})), &at("2026-11-27T10:00:00+08:00"));
        assert_eq!(answered(&first, &at("2026-11-27T11:00:00+08:00")), first);
        let waits = ticket(
            &json!({"pauses": [{"from": "2026-11-27T10:00:00+08:00"}], "resolved_at": "2026-11-27T12:00:00+08:00"}),
        );
        let after = serde_json::to_value(solved(&waits)).unwrap();
        assert_eq!(after["first_response_at"], "2026-11-27T12:00:00+08:00");
        assert_eq!(
            after["pauses"],
            json!([{"from": "2026-11-27T10:00:00+08:00", "until": "2026-11-27T12:00:00+08:00"}])
        );
        assert_eq!(solved(&first), first, "it is not solved");
    }

    #[test]
    fn what_is_opened_again_is_not_solved_and_the_time_between_does_not_count() {
        let solved = ticket(&json!({"resolved_at": "2026-11-27T12:00:00+08:00", "revisited_at": "2026-11-28"}));
        let after = serde_json::to_value(reopened(&solved, &at("2026-11-29T10:00:00+08:00"), "已解决")).unwrap();
        let pause =
            json!({"from": "2026-11-27T12:00:00+08:00", "until": "2026-11-29T10:00:00+08:00", "reason": "已解决"});
        assert_eq!(after["pauses"], json!([pause]));
        assert!(after.get("resolved_at").is_none() && after.get("revisited_at").is_none());
    }
}
