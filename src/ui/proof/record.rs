//! A record in one line: of an order what was bought and for how much, of an interaction what was said.

use crate::domain::book::Book;
use crate::domain::kind::interaction::{OBJECTION_ANSWER, PROPOSAL, PROPOSAL_ANSWER, PROPOSAL_NO};
use crate::domain::kind::task_outcome::{
    OFFER_RESULT, OWN, OfferResult, WIN_BACK, WIN_BACK_OWNER, WIN_BACK_RESULT, WIN_BACK_RESULT_NOTE, WinBackCause,
    WinBackResult, customer_of_task, key_of_own,
};
use crate::domain::kind::{Customer, Interaction, InteractionKind, Order, Review, Ticket, TicketKind};
use crate::domain::label::Lang;
use crate::domain::lead::later_answer;
use crate::domain::report::timeline::What;
use crate::domain::service::is_solved_sometime;
use crate::domain::text::solved_sometime;
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names};

/// A record in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordLine {
    /// Its icon.
    pub icon: &'static str,
    /// What it is (`电话`).
    pub kind: String,
    /// What it says.
    pub text: String,
    /// Who of us.
    pub who: String,
}

/// The line of a record.
pub fn line(world: &World, what: What, lang: Lang) -> Option<RecordLine> {
    let (book, t) = (&world.book, T(lang));
    let words = Words {
        lang,
        plan: &world.evaluation.plan,
    };
    Some(match what {
        What::Order(slot) => {
            let order = book.orders.at(slot)?;
            made("receipt", kind_of(order, t), order_text(order, world, t), None)
        }
        What::Interaction(slot) => {
            let touch = book.interactions.at(slot)?;
            let kind = touch.kind.unwrap_or(InteractionKind::Other);
            let (word, by) = (kind.label(), touch.by.as_deref());
            made(icon(kind), word.get(lang), touch_text(world, (slot, touch), t), by)
        }
        What::Ticket(slot) => {
            let ticket = book.tickets.at(slot)?;
            let icon = match ticket.kind {
                TicketKind::Complaint => "alert-triangle",
                _ => "headset",
            };
            let (word, by) = (ticket.kind.label(), ticket.handler.as_deref());
            made(icon, word.get(lang), ticket_text(ticket, world, t), by)
        }
        What::Review(slot) => {
            let decision = book.reviews.at(slot)?;
            let by = decision.by.as_deref();
            made("review", t.one_review(), review(decision, words), by)
        }
        What::Plan(_) | What::PlanEnded(_) | What::Task(_) => return of_task(book, what, t),
        What::Signed(slot) => made("file", t.line_signed(), signed(book.customers.at(slot)?, t), None),
        What::HandedOver(slot) => {
            let to = book.customers.at(slot)?.service_owner.as_deref();
            let text = to.map(|to| t.line_served_by(to)).unwrap_or_default();
            made("arrow-right", t.line_handed_over(), text, None)
        }
    })
}

/// What became of a task, or of a plan to win the customer back.
fn of_task(book: &Book, what: What, t: T) -> Option<RecordLine> {
    let slot = match what {
        What::Plan(slot) | What::PlanEnded(slot) | What::Task(slot) => slot,
        _ => return None,
    };
    let task = book.task_outcomes.at(slot)?;
    let word = |name: &str| task.extra.text(name);
    let cause = word(WIN_BACK)
        .and_then(WinBackCause::from_word)
        .map(|cause| t.label(&cause.label()));
    let name = task.name.as_deref().map(str::to_owned);
    let note = task.note.as_deref().map(str::to_owned);
    Some(match what {
        What::Plan(_) => {
            let due = task.due.as_ref().map(|due| t.line_until(format::day(due.day)));
            made(
                "target",
                t.line_plan(),
                clauses([cause, note, name, due], t.0),
                word(WIN_BACK_OWNER),
            )
        }
        What::PlanEnded(_) => {
            let how = word(WIN_BACK_RESULT)
                .and_then(WinBackResult::from_word)
                .map(|how| t.label(&how.label()));
            let said = word(WIN_BACK_RESULT_NOTE).map(str::to_owned);
            made(
                "target",
                t.line_plan_ended(),
                clauses([how, name, said], t.0),
                word(WIN_BACK_OWNER),
            )
        }
        _ => {
            // What somebody wrote says its name in the record that was written; a step's stands in the rules.
            let written = || {
                let id = task
                    .id
                    .as_str()
                    .strip_prefix(OWN)?
                    .strip_prefix('/')?
                    .split('/')
                    .next()?;
                let record = book
                    .task_outcomes
                    .get(&key_of_own(id, customer_of_task(task.id.as_str())?))?;
                record.name.as_deref().map(str::to_owned)
            };
            let status = task.status.map(|status| t.label(&status.label()));
            let answer = word(OFFER_RESULT)
                .and_then(OfferResult::from_word)
                .map(|how| t.label(&how.label()));
            let text = clauses([name.or_else(written), answer.or(status), note], t.0);
            made("check", t.line_task(), text, task.by.as_deref())
        }
    })
}

/// What the contract says.
fn signed(customer: &Customer, t: T) -> String {
    let contract = customer.contract.as_ref();
    let amount = contract
        .and_then(|contract| contract.amount)
        .map(|amount| format::yuan_sign(amount, t.0));
    let ends = contract
        .and_then(|contract| contract.ends_on)
        .map(|day| t.line_until(format::day(day)));
    let terms = contract
        .and_then(|contract| contract.service_terms.as_deref())
        .map(str::to_owned);
    clauses([amount, ends, terms], t.0)
}

fn made(icon: &'static str, kind: &str, text: String, who: Option<&str>) -> RecordLine {
    RecordLine {
        icon,
        kind: kind.to_owned(),
        text,
        who: who.unwrap_or_default().to_owned(),
    }
}

/// Whether an id is one that we made (a UUID), and no number that a person would say.
fn is_made(id: &str) -> bool {
    id.len() == 36 && id.bytes().filter(|b| *b == b'-').count() == 4
}

/// The number of a record on paper: of one that we made the last group, by which the search finds it.
pub fn paper_number(id: &str) -> &str {
    match is_made(id) {
        true => id.rsplit('-').next().unwrap_or(id),
        false => id,
    }
}

/// What an order is called: its number where that is one a person would say, else what was bought.
pub fn order_name(order: &Order, lang: Lang) -> String {
    let id = order.id.as_str();
    if !is_made(id) {
        return id.to_owned();
    }
    let products = products(order, lang);
    if products.is_empty() {
        kind_of(order, T(lang)).to_owned()
    } else {
        products
    }
}

/// The same for a line that does not say of itself what the record is: a return is called one.
pub(super) fn returned_name(order: &Order, lang: Lang) -> String {
    let (t, name) = (T(lang), order_name(order, lang));
    match order.amount.0 < 0 && name != t.return_order() {
        true => t.in_kind(t.return_order(), name),
        false => name,
    }
}

/// A negative amount is a return.
fn kind_of(order: &Order, t: T) -> &'static str {
    match order.amount.0 < 0 {
        true => t.return_order(),
        false => t.one_order(),
    }
}

fn products(order: &Order, lang: Lang) -> String {
    format::list(order.items.iter().filter_map(|i| i.product.as_deref()), lang)
}

fn order_text(order: &Order, world: &World, t: T) -> String {
    let as_of = world.evaluation.as_of;
    let name = order_name(order, t.0);
    let bought = Some(products(order, t.0)).filter(|p| !p.is_empty() && *p != name);
    let unpaid = order.due_on.filter(|due| *due <= as_of && order.paid_on.is_none());
    let unpaid = unpaid.map(|due| t.unpaid_since(format::day(due)));
    let note = order
        .note
        .as_deref()
        .filter(|n| !n.trim().is_empty())
        .map(str::to_owned);
    let parts = [
        Some(name),
        bought,
        Some(format::yuan_sign(order.amount, t.0)),
        note,
        unpaid,
    ];
    clauses(parts, t.0)
}

/// What was said, what was proposed and doubted, each with its answer; what a later contact answered stands there.
fn touch_text(world: &World, (slot, touch): (u32, &Interaction), t: T) -> String {
    let later = || later_answer(world, world.book.customers.slot(touch.customer.as_str())?, slot);
    let answer = touch.told(OBJECTION_ANSWER);
    let doubt = match (touch.objection(), answer) {
        (Some((doubt, Some(answer))), _) => Some(t.touch_answered(doubt, answer)),
        (Some((doubt, None)), _) if later().is_some() => Some(t.touch_answered_later(doubt)),
        (Some((doubt, None)), _) => Some(t.touch_objection(doubt)),
        (None, answer) => answer.map(|answer| t.touch_answer(answer)),
    };
    let offer = match (proposal(touch, t.0), touch.told(PROPOSAL_ANSWER)) {
        (Some(offer), Some(answer)) => Some(t.touch_proposal_answered(offer, answer)),
        (Some(offer), None) => Some(t.touch_proposal(offer)),
        (None, answer) => answer.map(|answer| t.touch_proposal_answer(answer)),
    };
    let next = || {
        touch
            .next_step
            .as_deref()
            .filter(|_| doubt.is_none() && offer.is_none())
    };
    let text = touch.content.as_deref().or(touch.feedback.as_deref()).or_else(next);
    let text = text.map(|text| text.trim().to_owned());
    clauses([text, offer, doubt], t.0)
}

/// What was proposed, with its number.
fn proposal(touch: &Interaction, lang: Lang) -> Option<String> {
    let parts = [touch.told(PROPOSAL_NO), touch.told(PROPOSAL)];
    let said = format::clauses(parts.into_iter().flatten(), lang);
    (!said.is_empty()).then_some(said)
}

fn ticket_text(ticket: &Ticket, world: &World, t: T) -> String {
    let as_of = world.evaluation.as_of;
    let solved = ticket.resolved_at.as_ref().map(|at| at.day).filter(|day| *day <= as_of);
    let state = match solved {
        Some(_) if is_solved_sometime(ticket) => t.label(&solved_sometime()),
        Some(day) => t.solved_on(format::day(day)),
        None => t.still_open().to_owned(),
    };
    let graded = ticket.severity.map(|s| s.label().get(t.0).to_owned());
    let parts = [
        ticket.subject.as_deref().map(str::to_owned),
        graded,
        Some(state),
        ticket.satisfaction.map(|n| t.satisfaction_of(n)),
    ];
    clauses(parts, t.0)
}

/// A review decision: dimension, move, decision, reason.
pub fn review(review: &Review, words: Words) -> String {
    let t = T(words.lang);
    let dimension = words.plan.dimensions.iter().find(|d| d.id == review.dimension);
    let class = |id: &Option<crate::domain::record::Text>| match (id, dimension) {
        (Some(id), Some(dimension)) => names::short_class(words.lang, dimension, id),
        (Some(id), None) => id.to_string(),
        (None, _) => t.unclassified().to_owned(),
    };
    let name = dimension.map_or_else(|| review.dimension.to_string(), |d| names::dimension(words.lang, d));
    let parts = [
        Some(t.moved(name, class(&review.from), class(&review.to))),
        review.decision.map(|d| d.label().get(words.lang).to_owned()),
        review.reason.as_deref().map(str::to_owned),
    ];
    clauses(parts, words.lang)
}

fn clauses<const N: usize>(parts: [Option<String>; N], lang: Lang) -> String {
    format::clauses(parts.into_iter().flatten().filter(|p| !p.is_empty()), lang)
}

fn icon(kind: InteractionKind) -> &'static str {
    match kind {
        InteractionKind::Call => "phone",
        InteractionKind::Visit => "building",
        InteractionKind::Wechat => "wechat",
        InteractionKind::Email | InteractionKind::Mail => "mail",
        InteractionKind::Sms | InteractionKind::Other => "message",
        InteractionKind::Meeting => "users",
        InteractionKind::Event => "event",
        InteractionKind::Gift => "gift",
    }
}
