//! Whom a campaign is for: a condition, the list that was frozen of it, and who of that list is left out by now.

use hashbrown::HashSet;
use serde_json::{Value, json};

use crate::domain::care::{contacts_in_month, limits};
use crate::domain::day::Moment;
use crate::domain::fold::{folded, is_blank};
use crate::domain::kind::campaign::{AUDIENCE_WHEN, FROZEN};
use crate::domain::kind::{Campaign, Customer, InteractionKind};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::world::World;
use crate::words;

words! {
    /// Why somebody on a list is left out.
    pub enum LeftOut {
        /// The book has no such customer any more.
        Gone = "gone",
        /// The customer wants no contact.
        NoContact = "do_not_contact",
        /// The customer prefers to be left alone on this channel.
        Avoids = "avoids",
        /// The book knows no way to reach the customer on this channel.
        NoWay = "no_way",
        /// The customer had as many contacts this month as the rules allow.
        Cap = "cap",
    }
}

/// An audience as it was at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// When.
    pub at: Moment,
    /// Who, in the order of the book.
    pub customers: Vec<Text>,
}

/// One of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: Text,
    /// Its slot; nothing where the book has it no more.
    pub customer: Option<u32>,
    /// Why it is left out; nothing where it is not.
    pub left_out: Option<LeftOut>,
}

/// Whom a campaign is for; nothing stands for everybody. What is no condition is none.
pub fn condition(campaign: &Campaign) -> Option<Condition> {
    let said = campaign.extra.iter().find(|(key, _)| *key == AUDIENCE_WHEN);
    said.and_then(|(_, value)| serde_json::from_value(value.clone()).ok())
}

/// Says whom a campaign is for.
pub fn set_condition(campaign: &mut Campaign, when: Option<&Condition>) {
    let value = when.and_then(|when| serde_json::to_value(when).ok());
    campaign.extra.set(AUDIENCE_WHEN, value);
}

/// The list that was frozen, where one was.
pub fn frozen(campaign: &Campaign) -> Option<Frozen> {
    let (_, said) = campaign.extra.iter().find(|(key, _)| *key == FROZEN)?;
    let ids = said.get("customers")?.as_array()?.iter();
    // A file of another hand may say somebody twice: each is one.
    let mut known = HashSet::new();
    let ids = ids.filter_map(Value::as_str).filter(|id| known.insert(*id));
    Some(Frozen {
        at: Moment::parse(said.get("at")?.as_str()?)?,
        customers: ids.map(Text::from).collect(),
    })
}

/// Puts a list in the place of the one that was frozen.
pub fn freeze(campaign: &mut Campaign, list: &Frozen) {
    let ids: Vec<&str> = list.customers.iter().map(|id| &**id).collect();
    let value = serde_json::to_value(&list.at).ok();
    campaign
        .extra
        .set(FROZEN, value.map(|at| json!({"at": at, "customers": ids})));
}

/// Forgets the list that was frozen.
pub fn thaw(campaign: &mut Campaign) {
    campaign.extra.set(FROZEN, None);
}

/// How each of a list stands with a campaign. Whom it reached already (`contacted`, by slots) is not held back by the contacts of the month:
/// one of them is its own.
pub fn standings(world: &World, campaign: &Campaign, ids: &[Text], contacted: &HashSet<u32>) -> Vec<Standing> {
    let channel = campaign.channel.as_deref();
    let (own, named) = (way(channel), channel.map(folded));
    let most = limits(&world.evaluation.plan.rulebook).0.month;
    let left_out = |slot: u32, customer: &Customer| {
        let is_full = |most: usize| !contacted.contains(&slot) && contacts_in_month(world, slot) >= most;
        if customer.do_not_contact == Some(true) {
            Some(LeftOut::NoContact)
        } else if avoids(customer, own, named.as_deref()) {
            Some(LeftOut::Avoids)
        } else if !is_reachable(customer, own) {
            Some(LeftOut::NoWay)
        } else {
            most.is_some_and(is_full).then_some(LeftOut::Cap)
        }
    };
    let customers = &world.book.customers;
    let standing = |id: &Text| {
        let slot = customers.slot(id).filter(|slot| customers.at(*slot).is_some());
        let known = slot.and_then(|slot| Some((slot, customers.at(slot)?)));
        Standing {
            id: id.clone(),
            customer: slot,
            left_out: match known {
                None => Some(LeftOut::Gone),
                Some((slot, customer)) => left_out(slot, customer),
            },
        }
    };
    ids.iter().map(standing).collect()
}

/// What a channel takes to reach somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Phone,
    Email,
    Wechat,
    /// None of them alone: an advertisement, a fair, a salon is announced in any way.
    Any,
}

/// Words of channels that only one way serves.
const WAYS: [(Way, &[&str]); 3] = [
    (Way::Phone, &["短信", "电话", "sms", "call", "phone", "text"]),
    (Way::Email, &["邮件", "邮箱", "mail", "edm"]),
    (Way::Wechat, &["微信", "企微", "wechat"]),
];

fn way(channel: Option<&str>) -> Way {
    let Some(channel) = channel.map(folded) else {
        return Way::Any;
    };
    let is_named = |words: &[&str]| words.iter().any(|word| channel.contains(&*folded(word)));
    let found = WAYS.iter().find(|(_, words)| is_named(words));
    found.map_or(Way::Any, |(way, _)| *way)
}

/// How people meet over the channel of a campaign.
pub fn contact_kind(campaign: &Campaign) -> InteractionKind {
    let channel = campaign.channel.as_deref().map(folded).unwrap_or_default();
    match way(campaign.channel.as_deref()) {
        Way::Phone if channel.contains("电话") || channel.contains("call") => InteractionKind::Call,
        Way::Phone => InteractionKind::Sms,
        Way::Email => InteractionKind::Email,
        Way::Wechat => InteractionKind::Wechat,
        Way::Any => InteractionKind::Other,
    }
}

fn is_reachable(customer: &Customer, way: Way) -> bool {
    let has = |text: &Option<Text>| text.as_deref().is_some_and(|text| !is_blank(text));
    customer.contacts.iter().any(|contact| match way {
        Way::Phone => has(&contact.phone),
        Way::Email => has(&contact.email),
        Way::Wechat => has(&contact.wechat),
        Way::Any => has(&contact.phone) || has(&contact.email) || has(&contact.wechat),
    })
}

/// Whether the customer prefers not to be reached so: by the channel's own name, folded, or by the one way that serves it.
fn avoids(customer: &Customer, own: Way, channel: Option<&str>) -> bool {
    let Some(channel) = channel else { return false };
    let mut avoided = customer.preferences.iter().flat_map(|known| &known.avoid);
    avoided.any(|word| folded(word) == channel || (own != Way::Any && way(Some(word)) == own))
}
