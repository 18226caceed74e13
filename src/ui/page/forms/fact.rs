//! What a form puts together from several fields, records or figures.

use std::cell::RefCell;

use super::fill::{FormValue, Source};
use crate::domain::calendar::birthday_said;
use crate::domain::day::Day;
use crate::domain::field::find;
use crate::domain::fold::distinct;
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::kind::interaction::{PROPOSAL, PROPOSAL_ANSWER, PROPOSAL_NO};
use crate::domain::kind::task_outcome::{WIN_BACK_RESULT_NOTE, WinBackCause, WinBackResult};
use crate::domain::kind::{Contact, Customer, Interaction};
use crate::domain::label::Lang;
use crate::domain::lead::{is_served, later_answer};
use crate::domain::metric::relation::key_contact;
use crate::domain::printed::{FormFact, NEED_TAGS, Pair, said};
use crate::domain::record::Text;
use crate::domain::winback::plans_of_one;
use crate::ui::format;
use crate::ui::page::customer::{Tick, annual, likes, person, products, rule_tags, size, tag_boxes, talk, tenure};
use crate::ui::text::T;

/// How many of the last orders a form names.
const LAST_ORDERS: usize = 3;
/// And of what the customer doubted.
const LAST_OBJECTIONS: usize = 3;

/// What an item of several sources says.
pub fn fact(source: Source, what: FormFact) -> FormValue {
    match what {
        FormFact::CoreTags => core_tags(source),
        FormFact::NeedTags => need_tags(source),
        FormFact::IndustryFits => industry_fits(source),
        FormFact::PlanCause | FormFact::PlanNote | FormFact::PlanMeasure => plan(source, what),
        FormFact::PlanOwner | FormFact::PlanDue | FormFact::PlanResult | FormFact::PlanResultNote => plan(source, what),
        FormFact::ContactReach => {
            let ways = source.customer.map(|(_, customer)| reach(source, customer));
            FormValue::parts(ways.unwrap_or_default(), source.lang)
        }
        _ => FormValue::text(
            source
                .customer
                .and_then(|(slot, customer)| said_of(source, slot, customer, what)),
        ),
    }
}

fn said_of(source: Source, slot: u32, customer: &Customer, what: FormFact) -> Option<String> {
    let Source { world, lang, .. } = source;
    let t = T(lang);
    let talk = || talk(world, slot, lang);
    match what {
        FormFact::Size => size(customer, lang),
        FormFact::Products => products(customer, lang),
        FormFact::Tenure => tenure(world, slot, lang),
        FormFact::Annual => purchase(source, slot),
        FormFact::Contact { titled } => contact(customer, titled),
        FormFact::ContactTitle => key_contact(customer)?.title.as_deref().map(str::to_owned),
        FormFact::ContactLikes => match place(customer) {
            Some((place, contact)) => person(customer, place, contact, true, lang).likes,
            None => likes(customer, None, lang),
        },
        FormFact::Budget => budget(source, customer),
        FormFact::ContractTerm => {
            let contract = customer.contract.as_ref()?;
            match (contract.signed_on, contract.ends_on) {
                (Some(from), Some(to)) => Some(t.forms_from_to(from, to)),
                (from, to) => from.map(|day| t.forms_from(day)).or(to.map(|day| t.forms_until(day))),
            }
        }
        FormFact::FirstTouch => first_touch(source, slot),
        FormFact::LastTouch => {
            let talk = talk();
            let parts: Vec<String> = talk.when.into_iter().chain(talk.by).collect();
            (!parts.is_empty()).then(|| format::clauses(&parts, lang))
        }
        FormFact::LastContent => talk().content,
        FormFact::NextStep => talk().next.map(|next| next.text),
        FormFact::Voices => Some(format::long_clauses(talk().voices, lang)).filter(|text| !text.is_empty()),
        FormFact::KeyDates => key_dates(source, customer),
        FormFact::Purchases => purchases(source, slot),
        FormFact::Objections => objections(source, slot),
        FormFact::Proposal => proposal(source, slot),
        FormFact::ProposalNo => proposed(source, slot, |record| record.told(PROPOSAL_NO).map(str::to_owned)),
        FormFact::QuotePromised => quote_promised(source, slot),
        // Those that are boxes or parts were filled in above.
        _ => None,
    }
}

/// The annual purchase, in the unit of the form, and where it comes from.
fn purchase(source: Source, slot: u32) -> Option<String> {
    let found = annual(source.world, slot, source.lang);
    let (figure, unit) = found.figure?;
    let figure = format!("{figure} {unit}").trim_end().to_owned();
    Some(match found.source.is_empty() {
        true => figure,
        false => T(source.lang).in_brackets_after(figure, found.source),
    })
}

/// The key contact with its place among the customer's.
fn place(customer: &Customer) -> Option<(usize, &Contact)> {
    let key = key_contact(customer)?;
    let place = customer
        .contacts
        .iter()
        .position(|contact| std::ptr::eq(contact, key))?;
    Some((place, key))
}

fn contact(customer: &Customer, titled: bool) -> Option<String> {
    let contact = key_contact(customer)?;
    let title = contact.title.as_deref().filter(|_| titled);
    let parts: Vec<&str> = contact.name.as_deref().into_iter().chain(title).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The ways in which the key contact is reached, as the sheet shows them, and how many others there are.
fn reach(source: Source, customer: &Customer) -> Vec<String> {
    let Some((at, key)) = place(customer) else {
        return Vec::new();
    };
    let masks = source.world.book.head.settings.masks_contacts();
    let ways = person(customer, at, key, masks, source.lang).ways;
    let others = customer.contacts.len().saturating_sub(1);
    let others = (others > 0).then(|| T(source.lang).more_people(others));
    ways.into_iter().map(|(_, shown)| shown).chain(others).collect()
}

fn budget(source: Source, customer: &Customer) -> Option<String> {
    let t = T(source.lang);
    let wan = |amount| format::wan_unit(amount, source.lang);
    match (customer.budget_min.map(wan), customer.budget_max.map(wan)) {
        (Some(from), Some(to)) => Some(t.forms_from_to(from, to)),
        (Some(from), None) => Some(t.forms_at_least(from)),
        (None, Some(to)) => Some(t.forms_at_most(to)),
        (None, None) => None,
    }
}

/// The day of the first interaction, and who of us it was.
fn first_touch(source: Source, slot: u32) -> Option<String> {
    let world = source.world;
    let first = world.ledger.row(slot).touches.first()?;
    let first = Some(first).filter(|touch| touch.day <= world.evaluation.as_of)?;
    let by = world.book.interactions.at(first.slot)?.by.as_deref().map(str::to_owned);
    let parts = [first.day.to_string()].into_iter().chain(by);
    Some(format::clauses(parts, source.lang))
}

/// Birthdays, the founding day, the day cooperation began.
fn key_dates(source: Source, customer: &Customer) -> Option<String> {
    let dated = |key: &str, day: Option<Day>| {
        let label = find(key)?.label.get(source.lang).to_owned();
        Some(T(source.lang).fact_with(label, day?))
    };
    let own = customer.birthday.map(|day| (day, &customer.extra));
    let born = own.or_else(|| key_contact(customer).and_then(|contact| Some((contact.birthday?, &contact.extra))));
    let birthday = born.and_then(|(day, extra)| {
        let is_lunar = extra.flag(BIRTHDAY_LUNAR) == Some(true);
        let (label, t) = (find("birthday")?.label.get(source.lang).to_owned(), T(source.lang));
        Some(t.fact_with(label, t.label(&birthday_said(day, is_lunar))))
    });
    let days = [
        birthday,
        dated("founded_on", customer.founded_on),
        dated("cooperation_since", customer.cooperation_since),
    ];
    let days: Vec<String> = days.into_iter().flatten().collect();
    (!days.is_empty()).then(|| format::long_clauses(&days, source.lang))
}

/// The last orders: day, amount, products.
fn purchases(source: Source, slot: u32) -> Option<String> {
    let (world, lang, t) = (source.world, source.lang, T(source.lang));
    let order = |fact: &crate::domain::ledger::OrderFact| {
        let order = world.book.orders.at(fact.slot)?;
        let amount = format::yuan_sign(order.amount, lang);
        let products: Vec<&str> = order.items.iter().filter_map(|item| item.product.as_deref()).collect();
        Some(match products.is_empty() {
            true => t.forms_order(order.date, amount),
            false => t.forms_order_of(order.date, amount, format::list(products, lang)),
        })
    };
    let orders = world.ledger.row(slot).orders.iter().rev();
    let orders = orders.filter(|order| order.day <= world.evaluation.as_of);
    let said: Vec<String> = orders.take(LAST_ORDERS).filter_map(order).collect();
    (!said.is_empty()).then(|| format::long_clauses(&said, lang))
}

/// The boxes of the core tags; behind them the other tags, of rules and of people.
fn core_tags(source: Source) -> FormValue {
    let Source { world, lang, .. } = source;
    let tags = match source.customer {
        Some((slot, _)) => rule_tags(world, slot, lang),
        None => tag_boxes(&world.evaluation.plan, &[], lang),
    };
    let own = source
        .customer
        .into_iter()
        .flat_map(|(_, customer)| customer.tags.iter().chain(&customer.need_tags));
    let own = distinct(own.map(|tag| &**tag)).into_iter().map(str::to_owned);
    let others = tags.other.into_iter().map(|tick| tick.name).chain(own);
    let tick = |tick: Tick| (tick.name, tick.on);
    FormValue {
        boxes: tags.core.into_iter().map(tick).collect(),
        text: format::list(others, lang),
        ..FormValue::default()
    }
}

/// The boxes of the need tags, and behind them those that have none.
fn need_tags(source: Source) -> FormValue {
    let customer = source.customer.map(|(_, customer)| customer);
    let needs = customer.into_iter().flat_map(|customer| &customer.need_tags);
    let needs = distinct(needs.map(|tag| &**tag));
    let own = customer
        .into_iter()
        .flat_map(|customer| customer.tags.iter().chain(&customer.need_tags));
    let all: Vec<&str> = own.map(|tag| &**tag).collect();
    let is = |pair: &Pair, tag: &str| tag == pair.0 || tag.eq_ignore_ascii_case(pair.1);
    let tick = |pair: &Pair| (said(*pair, source.lang).to_owned(), all.iter().any(|tag| is(pair, tag)));
    let has_no_box = |tag: &&str| !NEED_TAGS.iter().any(|pair| is(pair, tag));
    FormValue {
        boxes: NEED_TAGS.iter().map(tick).collect(),
        text: format::list(needs.into_iter().filter(has_no_box), source.lang),
        ..FormValue::default()
    }
}

/// Whether the industry is one that we serve; neither is ticked where that is not known.
fn industry_fits(source: Source) -> FormValue {
    let t = T(source.lang);
    let settings = &source.world.book.head.settings;
    let fits = source.customer.and_then(|(_, customer)| is_served(settings, customer));
    let boxes = [(t.forms_fits(), true), (t.forms_fits_not(), false)];
    FormValue {
        boxes: boxes.map(|(name, is)| (name.to_owned(), fits == Some(is))).to_vec(),
        ..FormValue::default()
    }
}

/// What the customer doubted last, each with what was answered.
fn objections(source: Source, slot: u32) -> Option<String> {
    let (world, t) = (source.world, T(source.lang));
    let touches = world.ledger.row(slot).touches.iter().rev();
    let known = touches.filter(|touch| touch.day <= world.evaluation.as_of);
    let told = |touch: u32, record: &Interaction| {
        let (doubt, answer) = record.objection()?;
        let later = || later_answer(world, slot, touch);
        let answer = answer.map(Text::from).or_else(later);
        Some(match answer {
            Some(answer) => t.touch_answered(doubt, &*answer),
            None => t.touch_objection(doubt),
        })
    };
    let said = known.filter_map(|touch| {
        let record = world.book.interactions.at(touch.slot)?;
        record.look(|record| told(touch.slot, record))
    });
    let said: Vec<String> = said.take(LAST_OBJECTIONS).collect();
    (!said.is_empty()).then(|| format::long_clauses(&said, source.lang))
}

/// A further field of the last contact that carried a proposal, or answered one.
fn proposed(source: Source, slot: u32, read: impl Fn(&Interaction) -> Option<String>) -> Option<String> {
    let touches = source.world.ledger.row(slot).touches.iter().rev();
    let mut known = touches.filter(|touch| touch.day <= source.world.evaluation.as_of);
    known.find_map(|touch| source.world.book.interactions.at(touch.slot)?.look(&read))
}

/// What was proposed last, and what the customer said to it, then or later.
fn proposal(source: Source, slot: u32) -> Option<String> {
    let t = T(source.lang);
    let answer = RefCell::new(None::<String>);
    proposed(source, slot, |record| {
        // The latest first: an answer without a proposal of its own is to the one before.
        let own = record.told(PROPOSAL_ANSWER).map(str::to_owned);
        let said = answer.borrow().clone().or_else(|| own.clone());
        match (record.told(PROPOSAL), said) {
            (Some(offer), Some(said)) => Some(t.touch_proposal_answered(offer, said)),
            (Some(offer), None) => Some(offer.to_owned()),
            (None, said) => {
                *answer.borrow_mut() = said;
                None
            }
        }
    })
}

/// The day by which a quote or a proposal was promised last.
fn quote_promised(source: Source, slot: u32) -> Option<String> {
    proposed(source, slot, |record| {
        let step = record.next_step.as_deref()?.to_lowercase();
        let words = [Lang::Zh, Lang::En].map(|lang| T(lang).forms_quote_words());
        let is_it = words
            .iter()
            .flat_map(|all| all.split('|'))
            .any(|word| step.contains(word));
        record.next_due.filter(|_| is_it).map(format::day)
    })
}

/// What the plan to win the customer back says: the one that runs, else the last one. Blank, its boxes are there all the same.
fn plan(source: Source, what: FormFact) -> FormValue {
    let (world, t) = (source.world, T(source.lang));
    let plan = source
        .customer
        .and_then(|(slot, _)| plans_of_one(world, slot).into_iter().next());
    let plan = plan.as_ref();
    let record = plan.and_then(|plan| world.book.task_outcomes.at(plan.slot));
    let boxed = |boxes: Vec<(String, bool)>| FormValue {
        boxes,
        ..FormValue::default()
    };
    match what {
        FormFact::PlanCause => {
            let cause = plan.and_then(|plan| plan.cause);
            let tick = |known: &WinBackCause| (t.label(&known.label()), cause == Some(*known));
            boxed(WinBackCause::ALL.iter().map(tick).collect())
        }
        FormFact::PlanResult => {
            let ended = plan.map(|plan| plan.ended.map(|(_, how)| how));
            let tick = |how: Option<WinBackResult>| {
                let name = how.map_or_else(|| t.forms_under_way().to_owned(), |how| t.label(&how.label()));
                (name, ended == Some(how))
            };
            boxed(
                [Some(WinBackResult::WonBack), None, Some(WinBackResult::Lost)]
                    .map(tick)
                    .to_vec(),
            )
        }
        FormFact::PlanNote => FormValue::text(record.and_then(|record| record.note.as_deref()).map(str::to_owned)),
        FormFact::PlanResultNote => {
            let said = record.and_then(|record| record.extra.text(WIN_BACK_RESULT_NOTE));
            FormValue::text(said.map(str::to_owned))
        }
        FormFact::PlanMeasure => FormValue::text(plan.map(|plan| plan.measure.to_string())),
        FormFact::PlanOwner => FormValue::text(plan.and_then(|plan| plan.owner.as_deref().map(str::to_owned))),
        _ => FormValue::text(plan.and_then(|plan| plan.due).map(|day| day.to_string())),
    }
}
