//! What the sheet's last block shows of the records: the last interaction, the next step, complaints and praise.

use crate::domain::day::Day;
use crate::domain::kind::{Ticket, TicketKind};
use crate::domain::label::Lang;
use crate::domain::service::is_solved_sometime;
use crate::domain::text::solved_sometime;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::widget::MarkKind;

/// The most complaints and praises that the sheet names.
const MOST_VOICES: usize = 3;

/// A step is marked from so many days before it is due.
const SOON_DAYS: i32 = 7;

/// The last block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    /// When we last met.
    pub when: Option<String>,
    /// Who wrote it down.
    pub by: Option<String>,
    /// How, and what was said.
    pub content: Option<String>,
    /// What comes next.
    pub next: Option<Next>,
    /// Complaints and praise, the latest first.
    pub voices: Vec<String>,
}

/// The next step.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// What and by when.
    pub text: String,
    /// How far the day is, and what that says.
    pub due: Option<(String, MarkKind)>,
}

/// Reads the records of a customer by the as-of date.
pub fn talk(world: &World, slot: u32, lang: Lang) -> Talk {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let activity = world.ledger.row(slot);
    let touches = activity.touches.iter().rev().filter(|touch| touch.day <= as_of);
    let mut records = touches.filter_map(|touch| world.book.interactions.at(touch.slot));
    let mut found = Talk {
        voices: activity
            .tickets
            .iter()
            .rev()
            .filter(|ticket| ticket.day <= as_of)
            .filter_map(|ticket| world.book.tickets.at(ticket.slot))
            .filter(|ticket| matches!(ticket.kind, TicketKind::Complaint | TicketKind::Praise))
            .take(MOST_VOICES)
            .map(|ticket| voice(ticket, as_of, lang))
            .collect(),
        ..Talk::default()
    };
    let Some(last) = records.next() else { return found };
    let day = last.at.day;
    found.when = Some(format::clauses(
        &[format::long_day(day, lang), format::distance(day, as_of, lang)],
        lang,
    ));
    found.by = last.by.as_deref().map(str::to_owned);
    let kind = last.kind.map(|kind| t.label(&kind.label()));
    found.content = match (kind, last.content.as_deref()) {
        (Some(kind), Some(content)) => Some(t.fact_with(kind, content)),
        (kind, content) => kind.or(content.map(str::to_owned)),
    };
    // A later interaction without a next step does not settle the one before.
    let next = std::iter::once(last)
        .chain(records)
        .find(|i| i.next_step.is_some() || i.next_due.is_some());
    found.next = next.map(|i| next_step(i.next_step.as_deref(), i.next_due, as_of, lang));
    found
}

fn next_step(step: Option<&str>, due: Option<Day>, as_of: Day, lang: Lang) -> Next {
    let t = T(lang);
    let text = match (step, due) {
        (Some(step), Some(day)) => t.due_step(day, step),
        (Some(step), None) => step.to_owned(),
        (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    };
    let due = due.and_then(|day| {
        let distance = format::distance(day, as_of, lang);
        match day.days_since(as_of) {
            n if n < 0 => Some((t.step_overdue(distance), MarkKind::Risk)),
            0 => Some((distance, MarkKind::Warn)),
            n if n <= SOON_DAYS => Some((distance, MarkKind::Plain)),
            _ => None,
        }
    });
    Next { text, due }
}

fn voice(ticket: &Ticket, as_of: Day, lang: Lang) -> String {
    let t = T(lang);
    let subject = ticket.subject.as_deref().or(ticket.progress.as_deref());
    let kind = t.label(&ticket.kind.label());
    let mut parts = vec![t.voice_line(ticket.opened_at.day, kind, subject.unwrap_or(t.unknown()))];
    if ticket.kind == TicketKind::Complaint {
        match ticket.resolved_at.as_ref().filter(|at| at.day <= as_of) {
            Some(_) if is_solved_sometime(ticket) => parts.push(t.label(&solved_sometime())),
            Some(at) => parts.push(t.voice_solved(at.day)),
            None => parts.push(t.voice_open().to_owned()),
        }
        if ticket.revisited_at.as_ref().is_some_and(|at| at.day <= as_of) {
            parts.push(t.voice_revisited().to_owned());
        }
    }
    format::clauses(&parts, lang)
}
