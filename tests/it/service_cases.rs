//! What happens to tickets, each with a clock of every hour (a complaint is solved within 24) and one of worked hours (a question is answered
//! within two; what is grave is solved within four).

use guanxi::domain::day::Moment;
use guanxi::domain::kind::{Severity, Ticket, TicketKind};
use guanxi::domain::service::{paused, reopened, resumed};
use serde_json::json;

use crate::service::due_under;

fn at(text: &str) -> String {
    format!("{text}:00+08:00")
}

fn moment(text: &str) -> Moment {
    Moment::parse(&at(text)).unwrap()
}

fn opened(kind: &str, severity: &str, opened: &str) -> Ticket {
    let json = json!({"id": "t", "customer": "c", "kind": kind, "severity": severity, "opened_at": at(opened)});
    serde_json::from_value(json).unwrap()
}

fn complaint(day: &str) -> Ticket {
    opened("complaint", "general", day)
}

fn grave(day: &str) -> Ticket {
    opened("complaint", "major", day)
}

fn question(day: &str) -> Ticket {
    opened("consultation", "general", day)
}

fn wait(ticket: Ticket, from: &str, until: &str) -> Ticket {
    resumed(&paused(&ticket, &moment(from), Some("等客户")), &moment(until))
}

fn again(ticket: Ticket, solved: &str, again: &str) -> Ticket {
    let solved = Ticket {
        resolved_at: Some(moment(solved)),
        ..ticket
    };
    reopened(&solved, &moment(again), "已解决")
}

fn raised(ticket: Ticket) -> Ticket {
    Ticket {
        severity: Some(Severity::Major),
        ..ticket
    }
}

/// What happened, the ticket, what is measured, and the instant at which its time is used up.
type Happened = (&'static str, Ticket, &'static str, &'static str);

#[rustfmt::skip]
fn cases() -> Vec<Happened> {
    vec![
        // Outside of hours: the evening counts for the one clock, the morning after the weekend for the other.
        ("outside hours", complaint("2026-11-27T20:00"), "solve", "2026-11-28T20:00"),
        ("outside hours", question("2026-11-27T20:00"), "response", "2026-11-30T11:00"),
        ("outside hours, four hours", grave("2026-11-27T20:00"), "solve", "2026-11-30T14:00"),
        // 10 October 2026 is a Saturday that is worked; the 11th is a Sunday that is not.
        ("make-up Saturday", complaint("2026-10-10T16:00"), "solve", "2026-10-11T16:00"),
        ("make-up Saturday", question("2026-10-10T16:30"), "response", "2026-10-12T09:30"),
        ("make-up Saturday", grave("2026-10-10T10:00"), "solve", "2026-10-10T15:00"),
        // Thursday 17:00, paused from 17:30 to Friday 09:30.
        ("paused overnight", wait(complaint("2026-11-26T17:00"), "2026-11-26T17:30", "2026-11-27T09:30"), "solve", "2026-11-28T09:00"),
        ("paused overnight", wait(question("2026-11-26T17:00"), "2026-11-26T17:30", "2026-11-27T09:30"), "response", "2026-11-27T11:00"),
        ("paused overnight", wait(grave("2026-11-26T17:00"), "2026-11-26T17:30", "2026-11-27T09:30"), "solve", "2026-11-27T14:00"),
        // Over the National Day: two hours had run, 22 are left on 8 October at nine; of the question half an hour had.
        ("paused across a holiday", wait(complaint("2026-09-30T16:00"), "2026-09-30T18:00", "2026-10-08T09:00"), "solve", "2026-10-09T07:00"),
        ("paused across a holiday", wait(question("2026-09-30T17:00"), "2026-09-30T17:30", "2026-10-08T10:00"), "response", "2026-10-08T11:30"),
        ("paused across a holiday", wait(grave("2026-09-30T17:00"), "2026-09-30T17:30", "2026-10-08T10:00"), "solve", "2026-10-08T14:30"),
        // Solved after an hour, opened again when the holiday is over: it has the time that it had left.
        ("reopened", again(complaint("2026-09-30T16:00"), "2026-09-30T17:00", "2026-10-08T10:00"), "solve", "2026-10-09T09:00"),
        ("reopened", again(grave("2026-09-30T16:00"), "2026-09-30T17:00", "2026-10-08T10:00"), "solve", "2026-10-08T14:00"),
        // Another level's clock, from the opening: Friday 16:00 to 18:00, and two hours of Monday.
        ("raised in severity", raised(complaint("2026-11-27T16:00")), "solve", "2026-11-30T11:00"),
        ("raised in severity", raised(wait(complaint("2026-11-27T16:00"), "2026-11-27T17:00", "2026-11-30T10:00")), "solve", "2026-11-30T14:00"),
        // Month ends and leap days; 1 to 5 May 2026 are holidays, 9 May a Saturday that is worked.
        ("end of a month", complaint("2026-04-30T17:00"), "solve", "2026-05-01T17:00"),
        ("end of a month", question("2026-04-30T17:00"), "response", "2026-05-06T10:00"),
        ("end of a month", grave("2026-05-08T16:00"), "solve", "2026-05-09T11:00"),
        ("leap day", complaint("2024-02-28T23:59"), "solve", "2024-02-29T23:59"),
        ("leap day", question("2024-02-29T17:30"), "response", "2024-03-01T10:30"),
        ("no leap day", complaint("2026-02-28T23:59"), "solve", "2026-03-01T23:59"),
    ]
}

#[test]
fn each_thing_that_happens_to_a_ticket_has_its_instant() {
    // The clock that is worked is that of grave tickets alone.
    let major = json!({"fact": "severity", "operator": "equal", "value": "major"});
    let level = json!({"id": "worked", "when": major, "measure": "solve", "within": {"n": 4, "unit": "working_hours"}});
    let rules = json!({"service_levels": [level]});
    for (case, ticket, measure, expected) in cases() {
        let json = serde_json::to_value(&ticket).unwrap();
        let due = |settings| due_under(&rules, ticket.kind.word(), measure, (&json, &settings));
        assert_eq!(due(json!({})), at(expected), "{case}: {json}");
        // In another time zone every hour counts as well: the same instant on its clock.
        if (ticket.severity, ticket.kind) == (Some(Severity::General), TicketKind::Complaint) {
            let tokyo = due(json!({"time_zone": "+09:00"}));
            let same = Moment::parse(&tokyo).unwrap().unix_ms();
            assert_eq!(same, moment(expected).unix_ms(), "{case}: {json}");
            assert!(tokyo.ends_with("+09:00"), "{tokyo}");
        }
    }
}
