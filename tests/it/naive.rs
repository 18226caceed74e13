//! The specification read a second time: every fact, class and tag straight from the records, slow and plain.
//!
//! No ledger, no columns, no rulebook data: the default rules stand here as ifs. Whatever a rule compares is kept as whole
//! numbers (fen, counts, fractions), so that a border is a border and not a rounding.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::domain::kind::{Customer, Direction, Intent, Interaction, Order, Ticket, TicketKind};

pub use crate::civil::months_before;
use crate::civil::whole_months;
use crate::overrides::dated;

/// What of the RFM rule a rulebook may set.
#[derive(Clone, Debug)]
pub struct RfmRule {
    pub window_months: Option<u32>,
    pub cut_plus_one: bool,
    pub weights: [f64; 3],
}

/// The rule that ships.
pub const SHIPPED: RfmRule = RfmRule {
    window_months: Some(12),
    cut_plus_one: false,
    weights: [1.0, 1.0, 1.0],
};

/// All that the specification says of one customer.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub facts: BTreeMap<&'static str, Option<f64>>,
    pub classes: BTreeMap<&'static str, Option<String>>,
    pub tags: BTreeSet<&'static str>,
}

/// The records of one customer.
#[derive(Clone, Default)]
struct Events<'a> {
    orders: Vec<&'a Order>,
    interactions: Vec<&'a Interaction>,
    tickets: Vec<&'a Ticket>,
}

/// The customer's RFM figures: days since the last order, number and sum (fen) of the window.
struct Ranked {
    id: String,
    days: i64,
    number: i64,
    fen: i64,
    scores: [i64; 3],
    total: f64,
    tier: &'static str,
}

/// Whether the customer is there on a day: it was created by then, or something had happened with it; without a day of creation always.
fn exists(customer: &Customer, events: &Events, d: Day) -> bool {
    let created = match customer.created_on {
        None => return true,
        Some(created) => created,
    };
    let orders = events.orders.iter().map(|o| o.date);
    let touches = events.interactions.iter().map(|i| i.at.day);
    let tickets = events.tickets.iter().map(|t| t.opened_at.day);
    let mut days = orders.chain(touches).chain(tickets).chain([created]);
    days.any(|day| day <= d)
}

/// Evaluates every customer of a book who exists on the day under the default rulebook.
pub fn evaluate(book: &Book, d: Day, rfm: &RfmRule) -> BTreeMap<String, Person> {
    let mut events: HashMap<&str, Events> = HashMap::new();
    for (_, order) in book.orders.iter() {
        events.entry(order.customer.as_str()).or_default().orders.push(order);
    }
    for (_, interaction) in book.interactions.iter() {
        let of = events.entry(interaction.customer.as_str()).or_default();
        of.interactions.push(interaction);
    }
    for (_, ticket) in book.tickets.iter() {
        events.entry(ticket.customer.as_str()).or_default().tickets.push(ticket);
    }
    let mut ranked = Vec::new();
    for (_, customer) in book.customers.iter() {
        let id = customer.id.as_str();
        let orders = events.get(id).map_or(&[][..], |e| &e.orders[..]);
        ranked.extend(figures(id, orders, d, rfm));
    }
    rank(&mut ranked, rfm);
    let ranks: HashMap<&str, &Ranked> = ranked.iter().map(|r| (r.id.as_str(), r)).collect();
    let none = Events::default();
    let of = |id: &str| events.get(id).unwrap_or(&none);
    book.customers
        .iter()
        .filter(|(_, customer)| exists(customer, of(customer.id.as_str()), d))
        .map(|(_, customer)| {
            let id = customer.id.as_str();
            (id.to_owned(), person(customer, of(id), d, ranks.get(id).copied()))
        })
        .collect()
}

fn figures(id: &str, orders: &[&Order], d: Day, rfm: &RfmRule) -> Option<Ranked> {
    let by_d: Vec<&&Order> = orders.iter().filter(|o| o.date <= d).collect();
    let last = by_d.iter().map(|o| o.date.0).max()?;
    let after = rfm.window_months.map_or(i32::MIN, |months| months_before(d, months).0);
    let window: Vec<i64> = by_d.iter().filter(|o| o.date.0 > after).map(|o| o.amount.0).collect();
    Some(Ranked {
        id: id.to_owned(),
        days: i64::from(d.0 - last),
        number: window.len() as i64,
        fen: window.iter().sum(),
        scores: [0; 3],
        total: 0.0,
        tier: "",
    })
}

/// 1 + the quantiles (type 7, at 1/5 … 4/5) that are < the value, or those that with one more are ≤ it.
/// A quantile lies at (n − 1) k / 5 between two values: five times it is a whole number, and nothing is rounded.
fn score(value: i64, all: &[i64], one: i64, plus_one: bool) -> i64 {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let mut score = 1;
    for k in 1..5 {
        let place = (sorted.len() - 1) * k;
        let (low, rest) = (sorted[place / 5], (place % 5) as i64);
        let high = sorted[(place / 5 + 1).min(sorted.len() - 1)];
        let five_times = 5 * low + rest * (high - low);
        let passed = if plus_one {
            five_times + 5 * one <= 5 * value
        } else {
            five_times < 5 * value
        };
        score += i64::from(passed);
    }
    score
}

fn rank(ranked: &mut [Ranked], rfm: &RfmRule) {
    let days: Vec<i64> = ranked.iter().map(|r| r.days).collect();
    let numbers: Vec<i64> = ranked.iter().map(|r| r.number).collect();
    let sums: Vec<i64> = ranked.iter().map(|r| r.fen).collect();
    for r in ranked.iter_mut() {
        r.scores = [
            6 - score(r.days, &days, 1, rfm.cut_plus_one),
            score(r.number, &numbers, 1, rfm.cut_plus_one),
            score(r.fen, &sums, 100, rfm.cut_plus_one),
        ];
        r.total = (0..3).map(|i| rfm.weights[i] * r.scores[i] as f64).sum();
    }
    ranked.sort_by(|a, b| {
        let by_total = b.total.partial_cmp(&a.total).unwrap();
        by_total
            .then(b.fen.cmp(&a.fen))
            .then(a.days.cmp(&b.days))
            .then(a.id.cmp(&b.id))
    });
    let n = ranked.len();
    let fifth = n.div_ceil(5);
    let low = fifth.min(n - fifth);
    for (place, r) in ranked.iter_mut().enumerate() {
        r.tier = match place {
            _ if place < fifth => "high",
            _ if place >= n - low => "basic",
            _ => "middle",
        };
    }
}

fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}

fn person(c: &Customer, events: &Events, d: Day, rank: Option<&Ranked>) -> Person {
    // Windows.
    let in_days = |day: Day, from: i32, to: i32| d.0 - from < day.0 && day.0 <= d.0 - to;
    let [half_year, year, two_years] = [6, 12, 24].map(|months| months_before(d, months));
    let count = |n: usize| n as i64;

    // Orders. Those after D do not count for anything.
    let orders: Vec<&Order> = events.orders.iter().filter(|o| o.date <= d).copied().collect();
    let sum = |after: Day, until: Day| -> i64 {
        let within = orders.iter().filter(|o| after < o.date && o.date <= until);
        within.map(|o| o.amount.0).sum()
    };
    let (sum_12m, sum_before) = (sum(year, d), sum(two_years, year));
    let orders_12m = count(orders.iter().filter(|o| o.date > year).count());
    let orders_6m = count(orders.iter().filter(|o| o.date > half_year).count());
    let orders_60d = count(orders.iter().filter(|o| in_days(o.date, 60, 0)).count());
    let orders_prior = count(orders.iter().filter(|o| in_days(o.date, 120, 60)).count());
    let lifetime: i64 = orders.iter().map(|o| o.amount.0).sum();
    let last_order = orders.iter().map(|o| o.date).max();
    let first_order = orders.iter().map(|o| o.date).min();
    let due: Vec<&&Order> = orders.iter().filter(|o| o.due_on.is_some_and(|due| due <= d)).collect();
    let on_time = due
        .iter()
        .filter(|o| o.paid_on.is_some_and(|paid| paid <= o.due_on.unwrap()));
    let (due, on_time) = (count(due.len()), count(on_time.count()));

    // What has begun by D.
    let by_d = |day: Option<Day>| day.filter(|day| *day <= d);
    let cooperation = by_d(c.cooperation_since);
    let signed = by_d(c.contract.as_ref().and_then(|contract| contract.signed_on));
    let ends = c.contract.as_ref().and_then(|contract| contract.ends_on);
    let in_force = signed.is_some() && ends.is_none_or(|ends| ends >= d);
    let dealt = !orders.is_empty() || signed.is_some() || cooperation.is_some();
    let tenure = cooperation
        .or(signed)
        .or(first_order)
        .map(|start| i64::from(whole_months(start, d)));
    let first_deal = [first_order, signed, cooperation].into_iter().flatten().min();
    let since_first_deal = first_deal.map(|day| i64::from(d.0 - day.0));

    // Money of a year, in fen.
    let declared = c.declared_annual_purchase.map(|fen| fen.0);
    let annual = match (orders.is_empty(), declared, dealt) {
        (false, _, _) => Some(sum_12m),
        (true, Some(declared), _) => Some(declared),
        (true, None, false) => Some(0),
        (true, None, true) => None,
    };

    // Interactions, of both directions.
    let touches: Vec<&Interaction> = events.interactions.iter().filter(|i| i.at.day <= d).copied().collect();
    let touched = |from: i32, to: i32| count(touches.iter().filter(|i| in_days(i.at.day, from, to)).count());
    let (touched_30, touched_60, touched_90) = (touched(30, 0), touched(60, 0), touched(90, 0));
    let last_touch = touches.iter().map(|i| i.at.day).max();
    let asked: Vec<bool> = touches
        .iter()
        .filter(|i| i.direction == Some(Direction::Outbound) && in_days(i.at.day, 60, 0))
        .filter_map(|i| i.responded)
        .collect();
    let (asked, answered) = (count(asked.len()), count(asked.iter().filter(|yes| **yes).count()));
    let (now, before) = (orders_60d + touched_60, orders_prior + touched(120, 60));

    // Tickets.
    let tickets: Vec<&Ticket> = events
        .tickets
        .iter()
        .filter(|t| t.opened_at.day <= d)
        .copied()
        .collect();
    let resolved = |t: &Ticket| t.resolved_at.as_ref().map(|at| at.day).filter(|day| *day <= d);
    let complaints: Vec<&&Ticket> = tickets.iter().filter(|t| t.kind == TicketKind::Complaint).collect();
    let complaints_6m = count(complaints.iter().filter(|t| t.opened_at.day > half_year).count());
    let complaints_90d = count(complaints.iter().filter(|t| in_days(t.opened_at.day, 90, 0)).count());
    let last_resolved = complaints.iter().filter_map(|t| resolved(t)).max();
    let open = count(tickets.iter().filter(|t| resolved(t).is_none()).count());
    let given: Vec<i64> = tickets.iter().filter_map(|t| t.satisfaction).map(i64::from).collect();

    // The sheet.
    let has_need = c.needs.as_ref().is_some_and(|needs| !needs.trim().is_empty());
    let key_contact = c
        .contacts
        .iter()
        .find(|contact| contact.decision_maker == Some(true))
        .or(c.contacts.first());

    // Health: the score and its border compared as a fraction, `health.0 / health.1`.
    let activity = (20 * touched_90).min(100);
    let complaint_points = (50 * complaints_6m).min(100);
    let repurchase = (25 * orders_6m).min(100);
    let (paid, fell_due) = if due == 0 { (1, 1) } else { (on_time, due) };
    let tenths = 3 * activity + 2 * (100 - complaint_points) + 3 * repurchase;
    let health = dealt.then_some((tenths * fell_due + 2 * 100 * paid, 10 * fell_due));

    let mut facts: BTreeMap<&'static str, Option<f64>> = BTreeMap::new();
    let whole = |n: i64| Some(n as f64);
    let maybe = |n: Option<i64>| n.map(|n| n as f64);
    let since = |day: Option<Day>| day.map(|day| f64::from(d.0 - day.0));
    let share = |part: i64, of: i64| (of != 0).then(|| part as f64 / of as f64);
    facts.insert("annual_purchase", annual.map(yuan));
    facts.insert("order_count_12m", whole(orders_12m));
    facts.insert("orders_6m", whole(orders_6m));
    facts.insert("orders_60d", whole(orders_60d));
    facts.insert("orders_prior_60d", whole(orders_prior));
    facts.insert("days_since_last_order", since(last_order));
    facts.insert("lifetime_amount", Some(yuan(lifetime)));
    facts.insert(
        "average_order_value",
        share(lifetime, count(orders.len())).map(|fen| fen / 100.0),
    );
    facts.insert("tenure_months", maybe(tenure));
    facts.insert("days_since_first_deal", maybe(since_first_deal));
    facts.insert("interactions_30d", whole(touched_30));
    facts.insert("interactions_60d", whole(touched_60));
    facts.insert("interactions_90d", whole(touched_90));
    facts.insert("days_since_last_interaction", since(last_touch));
    facts.insert("response_rate_60d", share(answered, asked));
    facts.insert("frequency_change_60d", share(now - before, before));
    facts.insert("complaints_6m", whole(complaints_6m));
    facts.insert("complaints_90d", whole(complaints_90d));
    facts.insert("open_tickets", whole(open));
    facts.insert("days_since_complaint_resolved", since(last_resolved));
    facts.insert("satisfaction_average", share(given.iter().sum(), count(given.len())));
    facts.insert("on_time_payment_rate", share(on_time, due));
    facts.insert("declared_annual_purchase", declared.map(yuan));
    facts.insert("has_need", whole(i64::from(has_need)));
    facts.insert(
        "key_contact_familiarity",
        key_contact.and_then(|contact| contact.familiarity).map(f64::from),
    );
    facts.insert("r_score", rank.map(|r| r.scores[0] as f64));
    facts.insert("f_score", rank.map(|r| r.scores[1] as f64));
    facts.insert("m_score", rank.map(|r| r.scores[2] as f64));
    facts.insert("rfm_total", rank.map(|r| r.total));
    facts.insert("activity", maybe(dealt.then_some(activity)));
    facts.insert("complaints", maybe(dealt.then_some(complaint_points)));
    facts.insert("repurchase", maybe(dealt.then_some(repurchase)));
    facts.insert("stability", dealt.then(|| (100 * paid) as f64 / fell_due as f64));
    facts.insert("health_score", health.map(|(n, of)| n as f64 / of as f64));
    // The year's money of a customer without orders is declared, but the year before is 0 then.
    let growth = share(sum_12m - sum_before, sum_before);
    facts.insert("purchase_growth_12m", growth);
    for unfitted in ["p_alive", "expected_orders_52w", "expected_order_value"] {
        facts.insert(unfitted, None);
    }

    // The default rulebook.
    let some = |word: &str| Some(word.to_owned());
    let value = match annual {
        None => None,
        Some(fen) if fen >= 100_000_000 => some("strategic"),
        Some(fen) if fen >= 50_000_000 => some("key"),
        Some(_) => some("ordinary"),
    };
    // What was set by hand with days goes before field and rules.
    let value = dated(c, "value", d).and_then(some).or(value);
    let rule_stage = if in_force
        || orders_12m >= 1
        || (orders.is_empty() && cooperation.is_some() && declared.is_some_and(|fen| fen > 0))
    {
        "active"
    } else if dealt {
        "lost"
    } else if has_need || matches!(c.intent, Some(Intent::A | Intent::B)) {
        "intending"
    } else {
        "potential"
    };
    let by_hand = c
        .stage_override
        .as_deref()
        .filter(|word| ["active", "lost", "intending", "potential"].contains(word));
    let stage = dated(c, "stage", d).or(by_hand).unwrap_or(rule_stage);
    let closeness = match touched_30 {
        2.. => "close",
        1 => "steady",
        _ => "ordinary",
    };
    let closeness = dated(c, "closeness", d).unwrap_or(closeness);
    let band = health.map(|(n, of)| match n {
        _ if n >= 80 * of => "healthy",
        _ if n >= 60 * of => "sub_healthy",
        _ => "at_risk",
    });
    let band = dated(c, "health", d).or(band);
    let at_least = |limit: i64| annual.is_some_and(|fen| fen >= limit);
    let months = |limit: i64| tenure.is_some_and(|months| months >= limit);
    let abc = if at_least(50_000_000) && months(24) && touched_90 >= 5 {
        Some("A")
    } else if at_least(10_000_000) && months(12) && touched_90 >= 3 {
        Some("B")
    } else if (annual.is_some_and(|fen| fen < 10_000_000) || tenure.is_some_and(|months| months < 12))
        && touched_90 >= 2
    {
        Some("C")
    } else {
        None
    };
    let abc = dated(c, "abc", d).or(abc);
    // now / before − 1 < −0.3, and answered / asked < 0.2.
    let slower = before > 0 && 10 * now < 7 * before;
    let silent = asked > 0 && 5 * answered < asked;
    let risk = if !dealt {
        None
    } else if stage == "lost" || band == Some("at_risk") {
        Some("high")
    } else if band == Some("sub_healthy") || slower || silent {
        Some("medium")
    } else {
        Some("low")
    };
    let risk = dated(c, "risk", d).or(risk);
    let mut tags = BTreeSet::new();
    let mut tag = |id, holds: bool| {
        if holds {
            tags.insert(id);
        }
    };
    // annual / before − 1 ≥ 0.5.
    let grew = match sum_before.signum() {
        1 => 2 * sum_12m >= 3 * sum_before,
        -1 => 2 * sum_12m <= 3 * sum_before,
        _ => false,
    };
    tag("reactivate", ["active", "lost"].contains(&stage) && touched_90 == 0);
    tag("new_customer", since_first_deal.is_some_and(|days| days <= 30));
    tag("mature", months(6));
    tag("loyal", abc == Some("A") || (months(24) && band == Some("healthy")));
    tag(
        "high_potential",
        c.intent == Some(Intent::A) || (value.as_deref() == Some("ordinary") && grew),
    );
    tag("at_risk", risk == Some("high"));
    let classes = BTreeMap::from([
        ("value", value),
        ("stage", some(stage)),
        ("closeness", some(closeness)),
        (
            "rfm_tier",
            dated(c, "rfm_tier", d).or(rank.map(|r| r.tier)).and_then(some),
        ),
        ("health", band.and_then(some)),
        ("abc", abc.and_then(some)),
        ("risk", risk.and_then(some)),
        ("industry", c.industry.as_deref().and_then(some)),
    ]);
    Person { facts, classes, tags }
}
