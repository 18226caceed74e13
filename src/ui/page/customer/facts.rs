//! What the sheet shows of the evaluation: the boxes with the ticked one, and in a few words why. Owned, small, comparable.

use crate::domain::decimal::Decimal;
use crate::domain::inquiry::explain::{Decided, Explainer, Explanation, LeafTrace, Trace};
use crate::domain::inquiry::ties::{self, ties};
use crate::domain::kind::{Customer, ProductShare};
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
use crate::domain::report::change::no_rate;
use crate::domain::rule::plan::{Plan, PlanClass, PlanDimension};
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::sentence::{Words, fen as yuan};
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// The order in which the paper form names the stages; a rulebook tries them in another one.
const STAGES_ON_PAPER: [&str; 4] = ["potential", "intending", "active", "lost"];

/// The tags that have a box on the paper form.
pub const CORE_TAGS: [&str; 4] = ["high_potential", "reactivate", "loyal", "at_risk"];

/// The most figures that a reason names.
const MOST_FIGURES: usize = 2;

/// A box of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// What it stands for.
    pub id: String,
    pub name: String,
    pub on: bool,
}

/// A class with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The dimension's place in the plan.
    pub index: usize,
    pub palette: String,
    pub title: String,
    /// The class's name; nothing when unclassified.
    pub class: Option<String>,
    pub rank: Rank,
    /// Every class as a box.
    pub boxes: Vec<Tick>,
    /// Why, in a few words.
    pub reason: String,
    /// A person set it.
    pub by_hand: bool,
}

/// The class of a customer in a dimension, by the dimension's id.
pub fn judged(world: &World, slot: u32, id: &str, lang: Lang) -> Option<Judged> {
    let plan = &world.evaluation.plan;
    let index = plan.dimension(id)?;
    let dimension = plan.dimensions.get(index)?;
    let explainer = world.explainer(slot);
    let explanation = explainer.class(index)?;
    let class = explanation.class.as_deref();
    let ids: Vec<&str> = dimension.classes.iter().map(|c| &*c.id).collect();
    let rank = match class.and_then(|class| ids.iter().position(|id| *id == class)) {
        Some(at) => Rank::in_plan(dimension, at),
        None => Rank::None,
    };
    let boxes = class_boxes(dimension, class, lang);
    let reason = match &explanation.decided {
        Decided::ByHand => {
            let ruled = world.evaluation.ruled(&world.book, slot, index);
            let facts = by_rules(&explainer, index, &explanation, explanation.first_rule(), lang);
            let name = ruled.map_or(T(lang).unclassified().to_owned(), |id| {
                names::class(lang, dimension, id)
            });
            let ruled = match facts.is_empty() {
                true => name,
                false => T(lang).in_brackets_after(name, facts),
            };
            T(lang).hand_and_rules(by_hand(world, slot, id, class, lang), ruled)
        }
        Decided::Rule(_) => by_rules(&explainer, index, &explanation, class, lang),
        Decided::Otherwise => by_rules(&explainer, index, &explanation, None, lang),
        Decided::Field | Decided::Nothing => String::new(),
    };
    let alike = ties(&world.book, &world.evaluation, slot, ties::Judged::Class(index));
    let alike = alike.map(|customers| T(lang).alike_by_id(customers));
    let said = [reason].into_iter().chain(alike).filter(|text| !text.is_empty());
    let reason = format::clauses(said, lang);
    Some(Judged {
        index,
        palette: palette_of(dimension).to_owned(),
        title: names::dimension(lang, dimension),
        class: class.map(|class| names::class(lang, dimension, class)),
        rank,
        boxes,
        reason,
        by_hand: explanation.decided == Decided::ByHand,
    })
}

/// The classes of a dimension as boxes, in the order of the paper form, one of them ticked.
pub fn class_boxes(dimension: &PlanDimension, class: Option<&str>, lang: Lang) -> Vec<Tick> {
    let tick = |known: &PlanClass| Tick {
        id: known.id.to_string(),
        name: box_name(lang, dimension, &known.id),
        on: class == Some(&*known.id),
    };
    let mut boxes: Vec<Tick> = dimension.classes.iter().map(tick).collect();
    if &*dimension.id == "stage" {
        boxes.sort_by_key(|b| STAGES_ON_PAPER.iter().position(|s| *s == b.id).unwrap_or(usize::MAX));
    }
    boxes
}

/// What the rules go by: the figures that decided the class of a rule, or those that every rule looked at where none holds.
fn by_rules(explainer: &Explainer, dimension: usize, found: &Explanation, class: Option<&str>, lang: Lang) -> String {
    let rule = class.and_then(|class| found.steps.iter().find(|step| *step.class == *class));
    if let Some(step) = rule {
        let leaves = step.trace.as_ref().map(decisive).unwrap_or_default();
        return figures(explainer, dimension, leaves, lang);
    }
    let traces = found.steps.iter().filter_map(|step| step.trace.as_ref());
    let facts = figures(explainer, dimension, traces.flat_map(Trace::leaves).collect(), lang);
    match facts.is_empty() {
        true => T(lang).rest_alone().to_owned(),
        false => T(lang).rest_with(facts),
    }
}

/// That a person set the class, on which days it holds, who it was, and why.
fn by_hand(world: &World, slot: u32, dimension: &str, class: Option<&str>, lang: Lang) -> String {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let dated = evaluation.columns.override_on(slot, dimension, evaluation.as_of);
    let Some(given) = dated.filter(|given| Some(&*given.class) == class) else {
        return t.set_by_hand().to_owned();
    };
    let since = format::day(given.set_on);
    let days = match given.until {
        Some(until) => t.set_by_hand_until(since, format::day(until)),
        None => t.set_by_hand_since(since),
    };
    let days = match given.by.as_deref().filter(|by| !by.is_empty()) {
        Some(by) => t.set_by_hand_by(days, by),
        None => days,
    };
    match given.reason.as_deref().filter(|reason| !reason.is_empty()) {
        Some(reason) => t.set_by_hand_why(days, reason),
        None => days,
    }
}

/// The paper form writes the value classes in full and shortens the others beside their label.
fn box_name(lang: Lang, dimension: &PlanDimension, class: &str) -> String {
    if &*dimension.id == "value" {
        names::class(lang, dimension, class)
    } else {
        names::short_class(lang, dimension, class)
    }
}

/// The comparisons that made a condition hold.
fn decisive(trace: &Trace) -> Vec<&LeafTrace> {
    match trace {
        Trace::All(_, parts) => parts.iter().flat_map(decisive).collect(),
        Trace::Any(_, parts) => parts.iter().find(|p| p.holds()).map(decisive).unwrap_or_default(),
        Trace::Not(_, part) => part.leaves(),
        Trace::Leaf(leaf) => vec![leaf],
    }
}

/// The figures of some comparisons, each fact once; that the customer has dealt at all goes without saying.
fn figures(explainer: &Explainer, dimension: usize, leaves: Vec<&LeafTrace>, lang: Lang) -> String {
    let mut seen: Vec<&str> = vec![Metric::HasDealt.info().id];
    let mut all = Vec::new();
    for leaf in leaves {
        if !seen.contains(&&*leaf.fact) && all.len() < MOST_FIGURES {
            seen.push(&leaf.fact);
            all.push(figure(explainer, dimension, leaf, lang));
        }
    }
    format::clauses(&all, lang)
}

fn figure(explainer: &Explainer, dimension: usize, leaf: &LeafTrace, lang: Lang) -> String {
    let words = Words {
        lang,
        plan: &explainer.evaluation.plan,
    };
    let actual = explainer.actual(&leaf.fact, dimension);
    let row = explainer.ledger.row(explainer.slot);
    let said = match no_rate(row, explainer.evaluation.as_of, &leaf.fact) {
        Some(why) => why.label().get(lang).to_owned(),
        None => words.actual(&leaf.fact, &actual),
    };
    T(lang).fact_with(words.short_fact(&leaf.fact), said)
}

/// One decimal where there is one.
fn plain(value: f64) -> String {
    let text = format::decimal(value, 1);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// The health score, where there is one.
pub fn health_score(world: &World, slot: u32) -> Option<String> {
    world.evaluation.number(slot, Metric::HealthScore).map(format::score)
}

/// The health of a customer with its score. Of one of whom nothing is recorded it is unknown, whatever the rule makes of nothing.
pub fn health(world: &World, slot: u32, lang: Lang) -> Option<Judged> {
    let mut class = judged(world, slot, "health", lang)?;
    let score = health_score(world, slot)?;
    let rated = format!("{} {score}", class.class.unwrap_or_default());
    class.class = Some(match world.explainer(slot).nothing_is_recorded() && !class.by_hand {
        true => {
            class.rank = Rank::None;
            T(lang).health_of_nothing(rated)
        }
        false => rated,
    });
    Some(class)
}

/// The tags that rules put there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleTags {
    /// Those with a box on the form.
    pub core: Vec<Tick>,
    /// The others that the customer has.
    pub other: Vec<Tick>,
}

/// The automatic tags of a customer.
pub fn rule_tags(world: &World, slot: u32, lang: Lang) -> RuleTags {
    let has: Vec<&str> = world.evaluation.tags_of(slot).collect();
    tag_boxes(&world.evaluation.plan, &has, lang)
}

/// The core tags as boxes, those that one has ticked, and its other tags.
pub fn tag_boxes(plan: &Plan, has: &[&str], lang: Lang) -> RuleTags {
    let tick = |id: &str| Tick {
        id: id.to_owned(),
        name: names::tag(lang, plan, id),
        on: has.contains(&id),
    };
    let known = |id: &&str| plan.tags.iter().any(|tag| &*tag.id == *id);
    RuleTags {
        core: CORE_TAGS.into_iter().filter(known).map(tick).collect(),
        other: has
            .iter()
            .filter(|id| !CORE_TAGS.contains(id))
            .map(|id| tick(id))
            .collect(),
    }
}

/// The annual purchase and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Annual {
    /// The figure and the unit behind it, where the language has one there: 万元, `CNY 35,000`; nothing where it is unknown.
    pub figure: Option<(String, &'static str)>,
    pub exact: String,
    /// Orders, or the declared figure.
    pub source: String,
}

/// What the customer bought in twelve months.
pub fn annual(world: &World, slot: u32, lang: Lang) -> Annual {
    let t = T(lang);
    let evaluation = &world.evaluation;
    let until = evaluation.as_of;
    let after = until.minus_months(12);
    let amount = evaluation.number(slot, Metric::AnnualPurchase).map(yuan);
    let orders = &world.ledger.row(slot).orders;
    let declared = world.book.customers.at(slot).and_then(|c| c.declared_annual_purchase);
    let source = if orders.iter().any(|o| o.day <= until) {
        let counted = orders.iter().filter(|o| o.day > after && o.day <= until);
        let (n, sum, returns) = counted.fold((0, 0, 0), |(n, sum, returns), o| {
            (n + 1, sum + o.fen, returns + usize::from(o.is_return()))
        });
        let (from, sum) = (after.plus_days(1), format::yuan(Fen(sum)));
        let said = |n| t.orders_sum(n, from, until, &sum);
        let mut source = t.orders_with(n, returns, said, |n| t.returns_sum(n, from, until, &sum));
        if let Some(declared) = declared {
            source = format::clauses([source, t.declared_too(format::wan_unit(declared, lang))], lang);
        }
        source
    } else if declared.is_some() && amount.is_some() {
        t.declared_only().to_owned()
    } else {
        String::new()
    };
    Annual {
        figure: amount.map(|amount| match lang {
            Lang::Zh => (format::wan(amount), t.wan()),
            Lang::En => (format::wan_unit(amount, lang), ""),
        }),
        exact: amount.map(|amount| format::yuan_sign(amount, lang)).unwrap_or_default(),
        source,
    }
}

/// How long the customer has been one: the months and the first day.
pub fn tenure(world: &World, slot: u32, lang: Lang) -> Option<String> {
    let months = world.evaluation.number(slot, Metric::TenureMonths)?;
    let customer = world.book.customers.at(slot)?;
    let signed = customer.contract.as_ref().and_then(|c| c.signed_on);
    let first = world.ledger.row(slot).orders.first().map(|o| o.day);
    let as_of = world.evaluation.as_of;
    let start = [customer.cooperation_since, signed, first]
        .into_iter()
        .flatten()
        .find(|day| *day <= as_of)?;
    let length = format::months(months.max(0.0) as u32, lang);
    Some(format!("{length}{}", T(lang).tenure_since(start)))
}

/// Employees and revenue, where something of it is known.
pub fn size(customer: &Customer, lang: Lang) -> Option<String> {
    let t = T(lang);
    let staff = customer.employees.map(|n| t.size_staff(format::count(n as usize)));
    let revenue = customer
        .annual_revenue
        .map(|amount| t.size_revenue(format::wan_unit(amount, lang)));
    let parts: Vec<String> = staff.into_iter().chain(revenue).collect();
    (!parts.is_empty()).then(|| format::clauses(&parts, lang))
}

/// The products with their shares.
pub fn products(customer: &Customer, lang: Lang) -> Option<String> {
    let product = |p: &ProductShare| match &p.share {
        Some(share) => T(lang).share_of(&p.name, percent(share)),
        None => p.name.to_string(),
    };
    let parts: Vec<String> = customer.products.iter().map(product).collect();
    (!parts.is_empty()).then(|| format::clauses(&parts, lang))
}

/// A share in percent with at most one decimal, half a space before the sign: `46 %`.
fn percent(share: &Decimal) -> String {
    format!("{} %", plain(share.value() * 100.0))
}
