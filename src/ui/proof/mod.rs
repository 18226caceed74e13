//! The why slip as words: why a customer has a class or a tag, rule by rule, with the records behind it. Pure; the page shows it
//! and copies it as text.

mod cause;
mod changed;
mod foot;
mod hand;
pub mod held;
mod newly;
mod plain;
mod record;
mod records;
mod rules;
mod scale;
mod score;
mod warned;

pub use cause::cause_words;
pub use changed::changed_by;
pub use hand::Hand;
pub use newly::newly_said;
pub use record::{RecordLine, line, order_name, paper_number, review as decision_words};
pub use records::{RecordRow, Records, Section};
pub use rules::{Hit, Rule, RulePart};
pub use scale::{Mark, Scale, Stretch};
pub use score::{Ranking, Sum, Term};
pub use warned::warned;

use crate::domain::inquiry::distance::{Distances, Move, Step};
use crate::domain::inquiry::explain::{Actual, Decided, Explainer, Explanation, Trace};
use crate::domain::inquiry::ladder::Ladder;
use crate::domain::inquiry::ties::{Judged, is_place};
use crate::domain::label::Lang;
use crate::domain::metric::{METRICS, Metric};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::change::no_rate;
use crate::domain::report::outlook::leaving;
use crate::domain::rule::plan::PlanDimension;
use crate::domain::world::World;
use crate::ui::format;
pub use crate::ui::text::distance::Way;
use crate::ui::text::sentence::{Words, fen};
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<'a> {
    /// The class in a dimension, by its place in the plan.
    Class(usize),
    /// An automatic tag, by its id.
    Tag(&'a str),
}

/// The answer, in the language asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// The customer's name.
    pub customer: String,
    /// The title before the class or tag.
    pub subject: String,
    /// The dimension's id; nothing for a tag.
    pub dimension: Option<Text>,
    /// The dimension's colour.
    pub palette: Option<Text>,
    /// The name of the class or the tag.
    pub class: String,
    /// The tone of the class.
    pub rank: Rank,
    /// What decided, where it was no rule.
    pub decided: Option<String>,
    /// Of health and risk, that the customer is new: what happened since the first deal.
    pub newly: Option<String>,
    /// What a person set, where a person decided.
    pub hand: Option<Hand>,
    /// The deciding figure: value and name.
    pub figure: Option<(String, String)>,
    /// Where the figure stands between the borders.
    pub scale: Option<Scale>,
    /// How far the next label is: the smallest change up, and down.
    pub ways: Vec<(Way, String)>,
    /// How the RFM ranking came about.
    pub ranking: Option<Ranking>,
    /// Who ranks alike, where nothing but their ids decides between them.
    pub ties: Option<String>,
    /// How a score adds up.
    pub sum: Option<Sum>,
    /// The heading of the rules.
    pub judged: &'static str,
    /// The rules in order.
    pub rules: Vec<Rule>,
    /// How many of the figures are known.
    pub coverage: Option<String>,
    /// The records behind the figures.
    pub records: Records,
    /// What will change by itself.
    pub outlook: Option<String>,
    /// Earlier decisions of people: day and words.
    pub reviews: Vec<(String, String)>,
    /// Which rule, and the as-of date.
    pub foot: (String, String),
}

/// What a proof is made from.
#[derive(Clone, Copy)]
struct Ground<'a> {
    world: &'a World,
    slot: u32,
    words: Words<'a>,
    explainer: Explainer<'a>,
}

impl Ground<'_> {
    fn lang(&self) -> Lang {
        self.words.lang
    }

    fn t(&self) -> T {
        T(self.words.lang)
    }
}

/// Answers a question about a customer; of each kind of record `most` are listed, all of them for nothing.
pub fn proof(world: &World, slot: u32, question: Question, lang: Lang, most: Option<usize>) -> Option<Proof> {
    world.book.customers.at(slot)?;
    let words = Words {
        lang,
        plan: &world.evaluation.plan,
    };
    let ground = Ground {
        world,
        slot,
        words,
        explainer: world.explainer(slot),
    };
    match question {
        Question::Class(dimension) => ground.of_class(dimension, most),
        Question::Tag(id) => ground.of_tag(id, most),
    }
}

impl Ground<'_> {
    fn blank(&self) -> Proof {
        let customer = self.world.book.customers.at(self.slot);
        Proof {
            customer: customer.map_or_else(String::new, |c| c.name.to_string()),
            judged: self.t().judged(),
            foot: (String::new(), self.day_and_rules()),
            ..Proof::default()
        }
    }

    fn of_class(&self, dimension: usize, most: Option<usize>) -> Option<Proof> {
        let plan = self.words.plan;
        let (dim, explained) = (plan.dimensions.get(dimension)?, self.explainer.class(dimension)?);
        let name = names::dimension(self.lang(), dim);
        let ids: Vec<&str> = dim.classes.iter().map(|c| &*c.id).collect();
        let place = explained
            .class
            .as_ref()
            .and_then(|class| ids.iter().position(|id| **id == **class));
        let ladder = Ladder::of(plan, dimension);
        let value = ladder
            .as_ref()
            .and_then(|l| match self.explainer.actual(&l.fact, dimension) {
                Actual::Number(value) => Some(value),
                _ => None,
            });
        let known = ladder.as_ref().zip(value);
        let class = explained.class.as_ref().map(|id| names::class(self.lang(), dim, id));
        let by_rule = matches!(explained.decided, Decided::Rule(_) | Decided::Otherwise);
        let facts: Vec<Text> = explained.facts.iter().map(|(fact, _)| fact.clone()).collect();
        Some(Proof {
            subject: self.t().class_is(&name),
            dimension: Some(dim.id.clone()),
            palette: Some(palette_of(dim).into()),
            class: class.unwrap_or_else(|| self.t().unclassified().to_owned()),
            rank: place.map_or(Rank::None, |i| Rank::in_plan(dim, i)),
            decided: self.decided(dimension, dim, &explained),
            newly: self.newly(dim).filter(|_| by_rule),
            hand: self.hand(dimension, dim, &explained),
            figure: self.figure(dim, &explained, ladder.as_ref(), dimension),
            scale: known.map(|(ladder, value)| self.scale(dim, ladder, value)),
            ways: self.class_ways(dimension),
            ranking: self.ranking(&facts),
            ties: self.ties(Judged::Class(dimension), facts.iter().any(|fact| is_place(fact))),
            sum: ladder.as_ref().and_then(|l| self.sum(&l.fact)),
            rules: self.rules(dim, &explained),
            coverage: (facts.len() > 1).then(|| {
                let (known, all) = explained.coverage();
                self.t().coverage(all, known)
            }),
            records: self.records(&facts, most),
            outlook: known
                .filter(|_| by_rule)
                .and_then(|(ladder, _)| self.outlook(dim, ladder)),
            reviews: self.reviews(dim),
            foot: (self.t().rule_of(name), self.blank().foot.1),
            ..self.blank()
        })
    }

    fn of_tag(&self, id: &str, most: Option<usize>) -> Option<Proof> {
        let trace = self.explainer.tag(id)?;
        let name = names::tag(self.lang(), self.words.plan, id);
        let mut facts: Vec<(Text, bool)> = Vec::new();
        for leaf in trace.leaves() {
            if !facts.iter().any(|(fact, _)| *fact == leaf.fact) {
                facts.push((leaf.fact.clone(), leaf.actual != Actual::Missing));
            }
        }
        let known = facts.iter().filter(|(_, known)| *known).count();
        let names: Vec<Text> = facts.into_iter().map(|(fact, _)| fact).collect();
        let has = trace.holds();
        Some(Proof {
            subject: if has { self.t().tag_is() } else { self.t().tag_is_not() }.to_owned(),
            decided: self.held(&trace),
            figure: self.deciding(&trace, self.words.plan.dimensions.len()),
            ways: self.tag_ways(id, has),
            ties: self.tag_ties(id, &names),
            judged: self.t().judged_tag(),
            rules: vec![self.tag_rule(&name, &trace)],
            coverage: (names.len() > 1).then(|| self.t().coverage(names.len(), known)),
            records: self.records(&names, most),
            foot: (self.t().rule_of_tag(&name), self.blank().foot.1),
            class: name,
            ..self.blank()
        })
    }

    /// What decided, where the rules below do not show it.
    fn decided(&self, dimension: usize, dim: &PlanDimension, explained: &Explanation) -> Option<String> {
        let t = self.t();
        let field = || {
            let word = dim.text_of.and_then(|word| crate::domain::rule::fact::WORDS.get(word));
            word.map(|word| t.label(&word.label))
        };
        let missing: Vec<String> = explained
            .facts
            .iter()
            .filter(|(_, actual)| *actual == Actual::Missing)
            .map(|(fact, _)| self.words.fact(fact))
            .collect();
        match explained.decided {
            // Of several figures, those that made it hold.
            Decided::Rule(i) if Ladder::of(self.words.plan, dimension).is_none() => {
                let trace = explained.steps.get(i)?.trace.as_ref()?;
                self.held(trace)
            }
            Decided::Rule(_) => None,
            Decided::ByHand => Some(t.by_hand().to_owned()),
            Decided::Otherwise => Some(t.by_otherwise().to_owned()),
            Decided::Field => field().map(|f| t.by_field(f)),
            Decided::Nothing if dim.text_of.is_some() => field().map(|f| t.by_field_missing(f)),
            Decided::Nothing if missing.len() == explained.facts.len() && !missing.is_empty() => {
                Some(t.by_missing(format::list(missing, self.lang())))
            }
            Decided::Nothing => Some(t.by_nothing().to_owned()),
        }
    }

    /// What makes a condition hold, with its borders and the customer's figures.
    fn held(&self, trace: &Trace) -> Option<String> {
        let actual = |fact: &str| self.explainer.actual(fact, self.words.plan.dimensions.len());
        let held = held::held(trace, self.words, &actual);
        (!held.is_empty()).then(|| self.t().held_by(format::clauses(held, self.lang())))
    }

    /// The figure that decided, with its name.
    fn figure(
        &self,
        dim: &PlanDimension,
        explained: &Explanation,
        ladder: Option<&Ladder>,
        dimension: usize,
    ) -> Option<(String, String)> {
        if let Some(ladder) = ladder {
            let actual = self.explainer.actual(&ladder.fact, dimension);
            return Some(self.said(&ladder.fact, &actual));
        }
        let asks_rank = explained.facts.iter().any(|(fact, _)| is_place(fact));
        if let Some((place, of)) = self.explainer.rfm_rank().filter(|_| asks_rank) {
            let t = self.t();
            return Some((t.rfm_rank(format::count(place)), t.rfm_place(format::count(of))));
        }
        match explained.decided {
            Decided::Rule(i) => self.deciding(explained.steps.get(i)?.trace.as_ref()?, dimension),
            Decided::Field => explained
                .class
                .as_ref()
                .map(|c| (names::class(self.lang(), dim, c), String::new())),
            _ => None,
        }
    }

    /// The first comparison of a number that made a condition hold.
    fn deciding(&self, trace: &Trace, dimensions: usize) -> Option<(String, String)> {
        let sized = |id: &str| crate::domain::rule::fact::number_column(id, &self.words.plan.extra_columns);
        let leaf = trace.leaves().into_iter().find(|leaf| {
            let counts = sized(&leaf.fact).is_some_and(|c| {
                METRICS
                    .get(c)
                    .is_none_or(|m| m.unit != crate::domain::metric::Unit::Flag)
            });
            leaf.holds == trace.holds() && counts && leaf.actual != Actual::Missing
        })?;
        Some(self.said(&leaf.fact, &self.explainer.actual(&leaf.fact, dimensions)))
    }

    /// A figure as the slip's head shows it: amounts with the sign of the currency.
    fn said(&self, fact: &str, actual: &Actual) -> (String, String) {
        let text = match (self.words.unit(fact), actual) {
            (Some(crate::domain::metric::Unit::Yuan), Actual::Number(value)) => {
                format::yuan_sign(fen(*value), self.lang())
            }
            _ => self.actual(fact, actual),
        };
        (text, self.words.fact(fact))
    }

    /// The smallest changes that lift and drop a class.
    fn class_ways(&self, dimension: usize) -> Vec<(Way, String)> {
        let (Some(mut distances), Some(dim)) =
            (Distances::of(self.explainer), self.words.plan.dimensions.get(dimension))
        else {
            return Vec::new();
        };
        let (as_of, found) = (self.world.evaluation.as_of, distances.class(dimension));
        let ways = match dim.rank.is_empty() {
            true => [(Way::Aside, found.up), (Way::Aside, found.down)],
            false => [(Way::Up, found.up), (Way::Down, found.down)],
        };
        let told = |(way, change): (Way, Option<Move>)| {
            let change = change.filter(|change| self.can_be_told(change))?;
            let text = self.words.class_move(dim, &change, way, as_of);
            Some((way, text + &self.declared_ends(&change)))
        };
        ways.into_iter().filter_map(told).collect()
    }

    /// Whether a way can be told: a change that no percentage tells has no figure to begin from.
    fn can_be_told(&self, change: &Move) -> bool {
        let (row, as_of) = (self.world.ledger.row(self.slot), self.world.evaluation.as_of);
        let is_told = |step: &Step| match step {
            Step::Fact { name, .. } => no_rate(row, as_of, name).is_none(),
            _ => true,
        };
        change.changes.iter().all(is_told)
    }

    /// The smallest change that puts a tag on, or takes it away.
    fn tag_ways(&self, id: &str, has: bool) -> Vec<(Way, String)> {
        let place = self.words.plan.tags.iter().position(|t| *t.id == *id);
        let change = place.and_then(|tag| Distances::of(self.explainer)?.tag(tag));
        let (way, as_of) = (if has { Way::Down } else { Way::Up }, self.world.evaluation.as_of);
        change
            .filter(|change| self.can_be_told(change))
            .map(|change| {
                (
                    way,
                    self.words.tag_move(&change, way, as_of) + &self.declared_ends(&change),
                )
            })
            .into_iter()
            .collect()
    }

    /// The declared yearly purchase, where it counts because there is no order yet.
    fn declared(&self) -> Option<Fen> {
        let orders = self.world.evaluation.number(self.slot, Metric::OrderCount);
        let customer = self
            .world
            .book
            .customers
            .at(self.slot)
            .filter(|_| orders.is_none_or(|n| n == 0.0));
        customer?.declared_annual_purchase
    }

    /// Says that a declared figure ends with the first order, where a way begins with one.
    fn declared_ends(&self, change: &Move) -> String {
        let buys = change.changes.iter().any(|step| matches!(step, Step::Buy { .. }));
        let declared = self.declared().filter(|_| buys);
        declared.map_or_else(String::new, |amount| {
            self.t().declared_ends(format::yuan_sign(amount, self.lang()))
        })
    }

    /// Says that a distance is one from a declared figure.
    fn as_declared(&self, fact: &str) -> &'static str {
        let is_purchase = *fact == *Metric::AnnualPurchase.info().id;
        match self.declared().filter(|_| is_purchase) {
            Some(_) => self.t().by_declared(),
            None => "",
        }
    }

    /// What the next orders to leave the window do to the class.
    fn outlook(&self, dim: &PlanDimension, ladder: &Ladder) -> Option<String> {
        if *ladder.fact != *Metric::AnnualPurchase.info().id {
            return None;
        }
        let as_of = self.world.evaluation.as_of;
        let next = leaving(&self.world.ledger.row(self.slot).orders, as_of)?;
        let (now, then) = (
            self.explainer.actual(&ladder.fact, 0),
            ladder.class(next.remains.yuan()),
        );
        let now = match now {
            Actual::Number(value) => ladder.class(value),
            _ => None,
        };
        let t = self.t();
        let name = then
            .and_then(|i| dim.classes.get(i))
            .map(|c| names::class(self.lang(), dim, &c.id));
        let name = name.unwrap_or_else(|| t.unclassified().to_owned());
        let then = if now == then { t.stays(name) } else { t.falls_to(name) };
        let (day, amount, sum) = (
            format::day(next.on),
            format::yuan_sign(next.amount, self.lang()),
            format::yuan_sign(next.remains, self.lang()),
        );
        Some(match next.orders {
            1 if next.amount.0 < 0 => {
                let returned = format::yuan_sign(Fen(-next.amount.0), self.lang());
                t.outlook_return(day, returned, sum, then)
            }
            1 => t.outlook_one(day, amount, sum, then),
            n => {
                let orders = t.orders_with(n, next.returns, |n| t.orders(n), |n| t.returns(n));
                t.outlook_many(day, orders, amount, sum, then)
            }
        })
    }
}
