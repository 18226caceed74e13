//! A record on its way through its form.

use std::sync::Arc;

use super::read::{Reader, show_items, show_moment};
use super::{INTERACTION, Input, ORDER, TICKET, Typing};
use crate::domain::check::{Check, Level};
use crate::domain::command::{Command, Edit};
use crate::domain::day::{Day, Moment};
use crate::domain::field::FieldError;
use crate::domain::id::{CustomerId, InteractionId, OrderId, TicketId};
use crate::domain::kind::*;
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// A record that is written or changed in a form, and whether it is a new one.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// An interaction.
    Interaction(Box<Interaction>, bool),
    /// An order; a new one has no amount yet.
    Order(Box<Order>, bool),
    /// A ticket.
    Ticket(Box<Ticket>, bool),
}

/// What a form became.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What to do.
    pub command: Command,
    /// What looks wrong and may be so all the same: input and words.
    pub warnings: Vec<(usize, FieldError)>,
}

fn me(user: &str) -> Option<Text> {
    Some(user.trim()).filter(|user| !user.is_empty()).map(Text::from)
}

impl Draft {
    /// A new interaction: today, by telephone, begun by us.
    pub fn interaction(id: InteractionId, customer: CustomerId, today: Day, user: &str) -> Self {
        Self::Interaction(
            Box::new(Interaction {
                id,
                customer,
                at: Moment::on(today),
                kind: Some(InteractionKind::Call),
                direction: Some(Direction::Outbound),
                by: me(user),
                contact: None,
                content: None,
                feedback: None,
                responded: None,
                next_step: None,
                next_due: None,
                campaign: None,
                task: None,
                extra: Default::default(),
            }),
            true,
        )
    }

    /// A new order of today.
    pub fn order(id: OrderId, customer: CustomerId, today: Day) -> Self {
        let order = Order {
            id,
            customer,
            date: today,
            amount: Fen(0),
            items: Vec::new(),
            due_on: None,
            paid_on: None,
            campaign: None,
            note: None,
            extra: Default::default(),
        };
        Self::Order(Box::new(order), true)
    }

    /// A new ticket of today.
    pub fn ticket(id: TicketId, customer: CustomerId, today: Day, user: &str) -> Self {
        Self::Ticket(
            Box::new(Ticket {
                id,
                customer,
                kind: TicketKind::Consultation,
                severity: None,
                opened_at: Moment::on(today),
                first_response_at: None,
                resolved_at: None,
                revisited_at: None,
                handler: me(user),
                subject: None,
                progress: None,
                resolution: None,
                cause: None,
                product: None,
                satisfaction: None,
                escalated_to: None,
                extra: Default::default(),
            }),
            true,
        )
    }

    /// The inputs of its form.
    pub fn inputs(&self) -> &'static [Input] {
        match self {
            Self::Interaction(..) => INTERACTION,
            Self::Order(..) => ORDER,
            Self::Ticket(..) => TICKET,
        }
    }

    /// What the inputs show, in their order.
    pub fn texts(&self) -> Vec<String> {
        let text = |t: &Option<Text>| t.as_deref().unwrap_or_default().to_owned();
        let day = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let word = |w: Option<&'static str>| w.unwrap_or_default().to_owned();
        let moment = |m: Option<&Moment>| m.map(show_moment).unwrap_or_default();
        match self {
            Self::Interaction(i, _) => vec![
                show_moment(&i.at),
                word(i.kind.map(InteractionKind::word)),
                word(i.direction.map(Direction::word)),
                text(&i.by),
                text(&i.contact),
                word(i.responded.map(|yes| if yes { "yes" } else { "no" })),
                text(&i.content),
                text(&i.feedback),
                text(&i.next_step),
                day(i.next_due),
            ],
            Self::Order(o, new) => vec![
                o.date.to_string(),
                if *new { String::new() } else { o.amount.to_string() },
                show_items(&o.items),
                day(o.due_on),
                day(o.paid_on),
                text(&o.note),
            ],
            Self::Ticket(t, _) => vec![
                t.kind.word().to_owned(),
                word(t.severity.map(Severity::word)),
                show_moment(&t.opened_at),
                text(&t.handler),
                text(&t.subject),
                text(&t.resolution),
                moment(t.resolved_at.as_ref()),
                t.satisfaction.map(|n| n.to_string()).unwrap_or_default(),
            ],
        }
    }

    /// Reads the texts of the inputs; what is wrong is told by input.
    pub fn read(&self, texts: &[String], typing: Typing) -> Result<Read, Vec<(usize, FieldError)>> {
        let mut r = Reader::new(texts, self.texts(), typing);
        let (command, problems) = match self {
            Self::Interaction(old, new) => {
                let record = interaction(old, &mut r);
                let problems = record.problems();
                (Command::PutInteraction(edit(old, *new, record)), problems)
            }
            Self::Order(old, new) => {
                let record = order(old, &mut r);
                let problems = record.problems();
                (Command::PutOrder(edit(old, *new, record)), problems)
            }
            Self::Ticket(old, new) => {
                let record = ticket(old, &mut r);
                let problems = record.problems();
                (Command::PutTicket(edit(old, *new, record)), problems)
            }
        };
        let mut errors = r.errors;
        let mut warnings = Vec::new();
        for problem in problems {
            // A problem of a field that the form does not show is none of the person who types.
            let Some(i) = self
                .inputs()
                .iter()
                .position(|input| problem.field.starts_with(input.key))
            else {
                continue;
            };
            let list = if problem.level == Level::Error {
                &mut errors
            } else {
                &mut warnings
            };
            list.push((
                i,
                FieldError {
                    message: problem.problem,
                },
            ));
        }
        if errors.is_empty() {
            Ok(Read { command, warnings })
        } else {
            Err(errors)
        }
    }

    /// What takes the record out of the book.
    pub fn removal(&self) -> Command {
        match self {
            Self::Interaction(i, _) => Command::RemoveInteraction(i.id.clone()),
            Self::Order(o, _) => Command::RemoveOrder(o.id.clone()),
            Self::Ticket(t, _) => Command::RemoveTicket(t.id.clone()),
        }
    }
}

/// The record as it is to be, with the one that the form began from.
fn edit<R: Clone>(old: &R, new: bool, after: R) -> Edit<R> {
    match new {
        true => Edit::new(after),
        false => Edit::of(Arc::new(old.clone()), after),
    }
}

// Each reads its fields in the order of its inputs: an expression in a struct literal is evaluated where it is written.

fn interaction(old: &Interaction, r: &mut Reader) -> Interaction {
    Interaction {
        at: r.required(|r| r.moment(Some(&old.at)), old.at.clone()),
        kind: r.choice(InteractionKind::from_word),
        direction: r.choice(Direction::from_word),
        by: r.line(),
        contact: r.line(),
        responded: r.choice(|word| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }),
        content: r.line(),
        feedback: r.line(),
        next_step: r.line(),
        next_due: r.day(),
        ..old.clone()
    }
}

fn order(old: &Order, r: &mut Reader) -> Order {
    Order {
        date: r.required(Reader::day, old.date),
        amount: r.required(Reader::money, old.amount),
        items: r.items(&old.items),
        due_on: r.day(),
        paid_on: r.day(),
        note: r.line(),
        ..old.clone()
    }
}

fn ticket(old: &Ticket, r: &mut Reader) -> Ticket {
    Ticket {
        kind: r.required(|r| r.choice(TicketKind::from_word), old.kind),
        severity: r.choice(Severity::from_word),
        opened_at: r.required(|r| r.moment(Some(&old.opened_at)), old.opened_at.clone()),
        handler: r.line(),
        subject: r.line(),
        resolution: r.line(),
        resolved_at: r.moment(old.resolved_at.as_ref()),
        satisfaction: r.choice(|word| word.parse().ok()),
        ..old.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPING: Typing = Typing {
        today: Day(20_776),
        offset: "+08:00",
    };

    fn id() -> CustomerId {
        CustomerId::new("c").unwrap()
    }

    fn typed(draft: &Draft, changes: &[(&str, &str)]) -> Result<Read, Vec<(&'static str, String)>> {
        let mut texts = draft.texts();
        for (key, text) in changes {
            texts[draft.inputs().iter().position(|i| i.key == *key).unwrap()] = (*text).to_owned();
        }
        let named = |(i, e): &(usize, FieldError)| (draft.inputs()[*i].key, e.message.en.to_string());
        draft
            .read(&texts, TYPING)
            .map_err(|errors| errors.iter().map(named).collect())
    }

    fn interaction(at: &str) -> Interaction {
        let json = serde_json::json!({"id": "i", "customer": "c", "at": at, "campaign": "k", "strange": 1});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_form_shows_as_many_texts_as_it_has_inputs() {
        let today = TYPING.today;
        let all = [
            Draft::interaction(InteractionId::new("i").unwrap(), id(), today, "周敏"),
            Draft::order(OrderId::new("o").unwrap(), id(), today),
            Draft::ticket(TicketId::new("t").unwrap(), id(), today, ""),
        ];
        for draft in &all {
            assert_eq!(draft.texts().len(), draft.inputs().len());
        }
        assert!(typed(&all[0], &[]).is_ok() && typed(&all[2], &[]).is_ok());
        assert_eq!(
            typed(&all[1], &[]).unwrap_err(),
            [("amount", "please fill this in".to_owned())]
        );
    }

    #[test]
    fn what_nobody_touched_stays_as_it_was() {
        let before = interaction("2026-11-02T14:03:27+09:00");
        let draft = Draft::Interaction(Box::new(before.clone()), false);
        assert_eq!(
            typed(&draft, &[]).unwrap().command,
            Command::PutInteraction(Edit::of(Arc::new(before.clone()), before.clone()))
        );
        let read = typed(
            &draft,
            &[("at", "2026-11-02 9:05"), ("responded", "no"), ("content", " 备件 ")],
        )
        .unwrap();
        let Command::PutInteraction(Edit { after, .. }) = read.command else {
            panic!()
        };
        assert_eq!(after.at.to_string(), "2026-11-02T09:05:00+08:00");
        assert_eq!((after.responded, after.content.as_deref()), (Some(false), Some("备件")));
        assert_eq!((&after.campaign, &after.extra), (&before.campaign, &before.extra));
    }

    #[test]
    fn an_order_takes_wan_and_products() {
        let draft = Draft::order(OrderId::new("o").unwrap(), id(), TYPING.today);
        let read = typed(
            &draft,
            &[
                ("amount", "1.28万"),
                ("items", "伺服电机 ×2、减速机，Flex"),
                ("due_on", "明天"),
            ],
        )
        .unwrap();
        let Command::PutOrder(Edit {
            before: None,
            after: order,
        }) = read.command
        else {
            panic!()
        };
        assert_eq!(
            (order.amount, order.due_on),
            (Fen(1_280_000), Some(TYPING.today.plus_days(1)))
        );
        let names: Vec<_> = order
            .items
            .iter()
            .map(|i| (i.product.as_deref().unwrap(), i.quantity.is_some()))
            .collect();
        assert_eq!(names, [("伺服电机", true), ("减速机", false), ("Flex", false)]);
        let again = Draft::Order(order.clone(), false);
        assert_eq!(
            typed(&again, &[]).unwrap().command,
            Command::PutOrder(Edit::of(Arc::new((*order).clone()), *order))
        );
    }

    #[test]
    fn what_is_wrong_is_told_at_its_input() {
        let draft = Draft::order(OrderId::new("o").unwrap(), id(), TYPING.today);
        let errors = typed(
            &draft,
            &[("date", "2026-02-30"), ("amount", "1.005"), ("paid_on", "soon")],
        )
        .unwrap_err();
        let keys: Vec<&str> = errors.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, ["date", "amount", "paid_on"]);
        let draft = Draft::interaction(InteractionId::new("i").unwrap(), id(), TYPING.today, "");
        assert_eq!(typed(&draft, &[("at", "昨天 25:00")]).unwrap_err()[0].0, "at");
        assert_eq!(typed(&draft, &[("at", "")]).unwrap_err()[0].0, "at");
    }

    #[test]
    fn a_ticket_solved_before_it_was_opened_is_asked_about() {
        let draft = Draft::ticket(TicketId::new("t").unwrap(), id(), TYPING.today, "");
        let read = typed(&draft, &[("resolved_at", "前天"), ("satisfaction", "4")]).unwrap();
        assert_eq!(read.warnings.len(), 1);
        assert_eq!(draft.inputs()[read.warnings[0].0].key, "resolved_at");
    }
}
