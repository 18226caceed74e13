//! The playbooks on paper: whom each is for, what begins it, its steps with what is said; made when the browser is about to print.

use crate::state::live::*;

use super::desk::CareDesk;
use super::span::said as span_said;
use super::when::{Asked, said};
use crate::domain::care::{Playbook, Step};
use crate::ui::format;
use crate::ui::list::paper;
use crate::ui::paper_rules::{PaperLine, PaperPart, PaperRules};

/// Where the playbooks in use stand while the browser prints.
pub fn print_area(desk: CareDesk) -> impl IntoView {
    paper::print_area(move || Some(sheet(desk)?.view()))
}

fn sheet(desk: CareDesk) -> Option<PaperRules> {
    let t = desk.t();
    let books = desk.books.get();
    let used = books.iter().filter(|book| book.is_on());
    let parts = used.map(|book| part(desk, book)).collect();
    desk.app.session.read(|world| PaperRules {
        company: world
            .book
            .head
            .settings
            .company
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        what: match desk.shop.is_changed() {
            true => t.care_printed_draft(),
            false => t.care_title(),
        }
        .to_owned(),
        as_of: format!("{} {}", t.as_of(), format::day(world.evaluation.as_of)),
        parts,
    })
}

fn part(desk: CareDesk, book: &Playbook) -> PaperPart {
    let t = desk.t();
    let whom = match said(desk, &book.id, &Asked::Audience) {
        all if all.is_empty() => t.everybody_meets().to_owned(),
        some => t.who_meets(some),
    };
    PaperPart {
        name: t.label(&book.label()),
        note: format::clauses([t.label(&book.trigger.event.label()), whom], t.0),
        lines: book
            .steps
            .iter()
            .filter(|step| super::editor::is_used(step))
            .map(|step| line(desk, book, step))
            .collect(),
    }
}

fn line(desk: CareDesk, book: &Playbook, step: &Step) -> PaperLine {
    let t = desk.t();
    let when = t.today_until(span_said(desk, &step.latest));
    let channels: Vec<String> = step.channels.iter().map(|kind| t.label(&kind.label())).collect();
    let only = said(desk, &book.id, &Asked::Step(step.id.clone()));
    let parts = [
        Some(when),
        (!channels.is_empty()).then(|| format::list(channels, t.0)),
        (!only.is_empty()).then(|| t.care_only(only)),
    ];
    PaperLine {
        name: t.label(&step.label()),
        said: format::clauses(parts.into_iter().flatten(), t.0),
        strategy: step.words().map(|words| words.get(t.0).to_owned()).unwrap_or_default(),
    }
}
