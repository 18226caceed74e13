//! What came of the sample's campaigns: some contacts carry them, and those of the last year have the list that was frozen for them. Points are
//! earned by rule for half a year; what came before was written entry by entry.

use std::sync::Arc;

use serde_json::json;

use super::words::{CAMPAIGNS, NEED_GROUPS, NEED_TAGS};
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::fnv::Fnv;
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::kind::{Campaign, CustomerKind, Interaction, InteractionKind};
use crate::domain::marketing::campaign::{Frozen, freeze, set_condition};
use crate::domain::marketing::needs::{self, Need};
use crate::domain::marketing::points::{Level, PointsRules, keep};
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// Contacts this many days after a campaign's first may be its own.
const DAYS: i32 = 40;
/// Of those every so manieth is.
const EVERY: u64 = 4;
/// Campaigns that began within so many days have a list.
const LISTED: i32 = 365;

/// Gives the campaigns of the book their contacts and lists. Nothing is drawn by lot, so that all else in the sample stays as it is.
pub(super) fn carry(book: &mut Book, today: Day) {
    let campaigns: Vec<Arc<Campaign>> = book
        .campaigns
        .iter()
        .map(|(_, campaign)| Arc::new((**campaign).clone()))
        .collect();
    for campaign in campaigns.iter().take(CAMPAIGNS.len()) {
        let Some(from) = campaign.starts_on else { continue };
        let mut listed: Vec<Text> = Vec::new();
        for (_, talk) in book.interactions.clone().iter() {
            let is_near = (0..DAYS).contains(&talk.at.day.days_since(from));
            if is_near && talk.campaign.is_none() && lot(&campaign.id, talk.id.as_str()).is_multiple_of(EVERY) {
                let is_event = campaign.kind == Some(CampaignKind::Event) && talk.responded == Some(true);
                listed.push(talk.customer.as_str().into());
                book.interactions.put(Arc::new(Interaction {
                    campaign: Some(campaign.id.as_str().into()),
                    kind: if is_event {
                        Some(InteractionKind::Event)
                    } else {
                        talk.kind
                    },
                    ..(**talk).clone()
                }));
            }
        }
        if today.days_since(from) <= LISTED {
            list(book, campaign, from, listed);
        }
    }
}

/// Begins to earn points by rule half a year ago; what was written for orders since then goes.
pub(super) fn earn(book: &mut Book, today: Day) {
    let from = today.minus_months(6);
    let rules = PointsRules {
        per_yuan: 0.001,
        from: Some(from),
        months: Some(24),
        levels: vec![Level {
            spent: Fen(100_000_000),
            times: 1.5,
        }],
    };
    keep(&mut book.head.settings, &rules);
    let of_orders = book
        .points
        .iter()
        .filter(|(_, it)| it.delta.value() > 0.0 && it.date >= from);
    let gone: Vec<String> = of_orders.map(|(_, it)| it.id.to_string()).collect();
    for id in gone {
        book.points.remove(&id);
    }
}

/// The vocabulary of needs.
pub(super) fn needs(book: &mut Book) {
    let need = |(at, name): (usize, &&str)| Need {
        name: (*name).into(),
        kind: Some(CustomerKind::Enterprise),
        group: Some(NEED_GROUPS[at * NEED_GROUPS.len() / NEED_TAGS.len()].into()),
    };
    let all: Vec<Need> = NEED_TAGS.iter().enumerate().map(need).collect();
    needs::keep(&mut book.head.settings, &all);
}

/// A number that stays the same for a campaign and a record.
fn lot(campaign: &crate::domain::id::CampaignId, of: &str) -> u64 {
    // The last bits of the sum alone repeat too soon.
    Fnv::default().and_text(campaign.as_str()).and_text(of).sum() >> 7
}

/// Freezes the list the day before the campaign: who was contacted, and a few who were not.
fn list(book: &mut Book, campaign: &Campaign, from: Day, mut listed: Vec<Text>) {
    let there = book
        .customers
        .iter()
        .filter(|(_, customer)| customer.created_on.is_some_and(|day| day < from));
    let more = there.filter(|(_, customer)| lot(&campaign.id, customer.id.as_str()).is_multiple_of(12));
    listed.extend(more.map(|(_, customer)| Text::from(customer.id.as_str())));
    listed.sort();
    listed.dedup();
    let Some(at) = Moment::parse(&format!("{}T09:00:00+08:00", from.plus_days(-1))) else {
        return;
    };
    let when = json!({"fact": "stage", "operator": "equal", "value": "active"});
    let mut after = campaign.clone();
    set_condition(&mut after, serde_json::from_value(when).ok().as_ref());
    freeze(&mut after, &Frozen { at, customers: listed });
    book.campaigns.put(Arc::new(after));
}
