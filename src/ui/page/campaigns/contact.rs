//! What is done with the customers of a campaign: contacts recorded, answers, and who came. One step for all that are selected.

use crate::state::live::*;

use super::figures::left_out;
use super::people::{PeopleList, PersonRow};
use crate::domain::command::{Command, Edit};
use crate::domain::day::Moment;
use crate::domain::form::new;
use crate::domain::held::Held;
use crate::domain::id::{CustomerId, InteractionId};
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::kind::{Campaign, Direction, Interaction, InteractionKind};
use crate::domain::label::Label;
use crate::domain::marketing::campaign::{Figure, Person, contact_kind};
use crate::domain::world::World;
use crate::state::clock;
use crate::ui::list::ListAction;
use crate::ui::text::{T, both};

/// The places of what records contacts, answers, and who came.
const MARK: usize = 0;
const ANSWER: usize = 1;
const SILENT: usize = 2;
const COME: usize = 3;

/// What can be done with rows.
pub const ACTIONS: &[ListAction<PeopleList>] = &[
    ListAction {
        text: T::camp_mark,
        label: |t, name| t.camp_mark_of(name),
        mark: "camp-mark",
        icon: Some("message"),
        is_quiet: false,
        can: |page, row| page.campaign().is_some() && page.of(row, |_, it| it.listed) == Some(None),
        run: |page, rows| record(page, rows, false),
    },
    ListAction {
        text: T::camp_answer,
        label: |t, name| t.camp_answer_of(name),
        mark: "camp-answer",
        icon: Some("check"),
        is_quiet: true,
        can: |page, row| {
            let waits = |_: &World, it: &PersonRow| {
                let person = it.person?;
                (person.contacts > 0 && person.answer() != Some(true)).then_some(())
            };
            page.of(row, waits).is_some()
        },
        run: |page, rows| answer(page, rows, true),
    },
    ListAction {
        text: T::camp_silent,
        label: |t, name| t.camp_silent_of(name),
        mark: "camp-silent",
        icon: Some("minus"),
        is_quiet: true,
        can: |page, row| {
            let waits = |_: &World, it: &PersonRow| {
                let waits = it.person.is_some_and(|person| person.is_of(Figure::Waiting));
                waits.then_some(())
            };
            page.of(row, waits).is_some()
        },
        run: |page, rows| answer(page, rows, false),
    },
    ListAction {
        text: T::camp_come,
        label: |t, name| t.camp_come_of(name),
        mark: "camp-come",
        icon: Some("event"),
        is_quiet: true,
        can: |page, row| {
            let kind = page.campaign().and_then(|id| page.desk.find(&id)?.kind);
            let comes = |_: &World, it: &PersonRow| {
                let has_come = it.person.is_some_and(|person| person.has_attended);
                it.customer.filter(|_| !has_come)
            };
            kind == Some(CampaignKind::Event) && page.of(row, comes).is_some()
        },
        run: |page, rows| record(page, rows, true),
    },
];

/// Why an action cannot be done with a customer, where that is so; tracked.
pub fn why_not(page: PeopleList, mark: &'static str, row: u32, t: T) -> Option<&'static str> {
    let at = ACTIONS.iter().position(|action| action.mark == mark)?;
    let is_contacted = |person: &Person| person.contacts > 0;
    let said = |_: &World, it: &PersonRow| {
        Some(match (at, it.person.filter(is_contacted)) {
            (MARK, _) => it
                .listed
                .map_or_else(|| t.camp_not_listed(), |why| why.map_or("", |why| left_out(why, t))),
            (COME, _) => match it.person.is_some_and(|person| person.has_attended) {
                true => t.camp_came(),
                false => t.camp_no_event(),
            },
            (_, None) => t.camp_not_contacted(),
            (_, Some(person)) => match person.answer() {
                Some(true) => t.camp_fig_answered(),
                _ => t.camp_fig_silent(),
            },
        })
    };
    let can = ACTIONS.get(at).is_some_and(|action| (action.can)(page, row));
    page.of(row, said).filter(|_| !can)
}

/// The campaign, and the customers in some rows.
fn those(page: PeopleList, rows: &[u32], wanted: &ListAction<PeopleList>) -> Option<(Held<Campaign>, Vec<CustomerId>)> {
    untrack(|| {
        let campaign = page.desk.find(&page.campaign()?)?;
        let can = rows.iter().filter(|row| (wanted.can)(page, **row));
        let id = |row: &u32| {
            page.of(*row, |world, it| {
                Some(world.book.customers.at(it.customer?)?.id.clone())
            })
        };
        Some((campaign, can.filter_map(id).collect()))
    })
}

fn put(page: PeopleList, what: Label, edits: Vec<Edit<Interaction>>) {
    if !edits.is_empty() {
        page.desk.app.session.dispatch(Command::PutInteractions { what, edits });
    }
}

/// Records that customers were contacted, or that they came.
fn record(page: PeopleList, rows: &[u32], has_come: bool) {
    let Some((campaign, customers)) = ACTIONS
        .get(if has_come { COME } else { MARK })
        .and_then(|action| those(page, rows, action))
    else {
        return;
    };
    let app = page.desk.app;
    let t = T(app.lang.get_untracked());
    let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
    let now = Moment::parse(&clock::instant()).unwrap_or(Moment::on(today));
    let made = |customer: CustomerId| {
        let id = app.drafts.new_id("campaign/contact", |_| false);
        let mut talk = new::interaction(InteractionId::new(&id).ok()?, customer, today, &user);
        talk.at = now.clone();
        talk.kind = Some(match has_come {
            true => InteractionKind::Event,
            false => contact_kind(&campaign),
        });
        if has_come {
            talk.direction = Some(Direction::Inbound);
        }
        let offer = campaign.offer.as_deref().map(|offer| t.camp_by(offer, &campaign.name));
        talk.content = Some(offer.unwrap_or_else(|| campaign.name.to_string()).into());
        talk.campaign = Some(campaign.id.as_str().into());
        Some(Edit::new(talk))
    };
    let edits: Vec<_> = customers.into_iter().filter_map(made).collect();
    let n = edits.len();
    let what = match has_come {
        true => both(|t| t.camp_come_marked(&campaign.name, n)),
        false => both(|t| t.camp_marked(&campaign.name, n)),
    };
    put(page, what, edits);
}

/// Records that customers answered to the last contact of the campaign, or did not.
fn answer(page: PeopleList, rows: &[u32], has_answered: bool) {
    let action = ACTIONS.get(if has_answered { ANSWER } else { SILENT });
    let Some((campaign, customers)) = action.and_then(|action| those(page, rows, action)) else {
        return;
    };
    let edits = page.desk.app.session.peek(|world| {
        let last = |customer: &CustomerId| {
            let slot = world.book.customers.slot(customer.as_str())?;
            let touches = world.ledger.row(slot).touches.iter().rev();
            let mut records = touches.filter_map(|touch| world.book.interactions.at(touch.slot));
            let before = records.find(|record| {
                record.look(|talk| {
                    let is_its = talk.campaign.as_deref().map(str::trim) == Some(campaign.id.as_str());
                    is_its && talk.direction != Some(Direction::Inbound)
                })
            })?;
            let after = Interaction {
                responded: Some(has_answered),
                ..(**before).clone()
            };
            Some(Edit::of(before.clone(), after))
        };
        customers.iter().filter_map(last).collect::<Vec<_>>()
    });
    let edits = edits.unwrap_or_default();
    let n = edits.len();
    let what = match has_answered {
        true => both(|t| t.camp_answer_marked(&campaign.name, n)),
        false => both(|t| t.camp_silent_marked(&campaign.name, n)),
    };
    put(page, what, edits);
}
