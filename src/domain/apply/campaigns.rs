//! Commands about campaigns, and about the needs of many customers at once.

use super::{Applied, customers, edits, merged, put_event, refuse, removal, whom};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::command::Edit;
use crate::domain::fold::{alike, is_blank};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::campaign::FROZEN;
use crate::domain::kind::{Campaign, Customer, Interaction};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::text::change as say;

pub(super) fn put(book: &Book, edit: Edit<Campaign>) -> Applied {
    if is_blank(&edit.after.name) {
        return refuse(say::campaign_needs_name());
    }
    let id = edit.after.id.as_str();
    let (label, changes) = match (book.campaigns.get(id), &edit.before) {
        (None, None) => (
            say::campaign_added(&edit.after.name),
            vec![Delta::put(*edit.after).into()],
        ),
        (None, Some(_)) => return refuse(say::event_gone(say::campaign(), id)),
        (Some(now), None) if **now != *edit.after => return refuse(say::event_known(say::campaign(), id)),
        (Some(now), _) => {
            let after = merged(|now: &Campaign| say::campaign_of(&now.name), &edit, now)?;
            let label = match (count(now), count(&after)) {
                (_, Some(n)) if list(now) != list(&after) => say::campaign_frozen(&after.name, n),
                (Some(_), None) => say::campaign_thawed(&after.name),
                _ => say::campaign_changed(&after.name),
            };
            (label, edits(std::iter::once((now, after))))
        }
    };
    Ok(ChangeSet { label, changes })
}

/// The list that was frozen, as the record has it.
fn list(campaign: &Campaign) -> Option<&serde_json::Value> {
    campaign
        .extra
        .iter()
        .find(|(key, _)| *key == FROZEN)
        .map(|(_, value)| value)
}

fn count(campaign: &Campaign) -> Option<usize> {
    Some(list(campaign)?.get("customers")?.as_array()?.len())
}

pub(super) fn remove(book: &Book, id: &str) -> Applied {
    let Some(campaign) = book.campaigns.get(id) else {
        return refuse(say::unknown(say::campaign(), id));
    };
    let is_it = |known: &Option<Text>| known.as_deref().is_some_and(|known| known.trim() == id);
    let orders = book
        .orders
        .iter()
        .map(|(_, order)| order.look(|order| is_it(&order.campaign)));
    let talks = book
        .interactions
        .iter()
        .map(|(_, talk)| talk.look(|talk| is_it(&talk.campaign)));
    let carried = orders.chain(talks).filter(|carries| *carries).count();
    if carried > 0 {
        return refuse(say::campaign_carried(&campaign.name, carried));
    }
    Ok(ChangeSet {
        label: say::campaign_removed(&campaign.name),
        changes: vec![removal(campaign).into()],
    })
}

/// The lists that name a customer who was put together with another one: the one that stays is named instead, once.
pub(super) fn merged_lists(book: &Book, goes: &str, stays: &str) -> Vec<Change> {
    let edited = book.campaigns.iter().filter_map(|(_, campaign)| {
        let mut said = list(campaign)?.clone();
        let ids = said.get_mut("customers")?.as_array_mut()?;
        if !ids.iter().any(|id| id.as_str() == Some(goes)) {
            return None;
        }
        let has_both = ids.iter().any(|id| id.as_str() == Some(stays));
        match has_both {
            true => ids.retain(|id| id.as_str() != Some(goes)),
            false => ids
                .iter_mut()
                .filter(|id| id.as_str() == Some(goes))
                .for_each(|id| *id = stays.into()),
        }
        let mut after = (**campaign).clone();
        after.extra.set(FROZEN, Some(said));
        Some((campaign, after))
    });
    edits(edited)
}

/// Interactions with several customers, each as if it were put alone.
pub(super) fn put_all(book: &Book, what: Label, edits: Vec<Edit<Interaction>>) -> Applied {
    let mut changes = Vec::new();
    for edit in edits {
        changes.extend(put_event(book, edit)?.changes);
    }
    Ok(ChangeSet { label: what, changes })
}

/// Need tags that look alike are one: who has it in another spelling keeps that.
pub(super) fn set_need(book: &Book, ids: &[CustomerId], tag: &str, is_so: bool) -> Applied {
    let tag = tag.trim();
    if is_blank(tag) {
        return refuse(say::tag_name_needed());
    }
    let found = customers(book, ids)?;
    let what = if is_so {
        say::need_added(tag)
    } else {
        say::need_removed(tag)
    };
    let label = say::changed(whom(&found), what);
    let tagged = |before: &Held<Customer>| {
        let mut after = (**before).clone();
        if !is_so {
            after.need_tags.retain(|known| !alike(known, tag));
        } else if !after.need_tags.iter().any(|known| alike(known, tag)) {
            after.need_tags.push(tag.into());
        }
        after
    };
    let changes = edits(found.into_iter().map(|before| (before, tagged(before))));
    Ok(ChangeSet { label, changes })
}
