//! Carries the steps of a distance out: in the book where a person or time could, else on the customer alone.

use guanxi::domain::apply::apply;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::columns::has_bit;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::{InteractionId, OrderId};
use guanxi::domain::inquiry::distance::Step;
use guanxi::domain::inquiry::solo::Solo;
use guanxi::domain::kind::{Direction, Interaction, Order};
use guanxi::domain::ledger::{Activity, NEVER, OrderFact, TouchFact};
use guanxi::domain::metric::rfm::RANKED;
use guanxi::domain::metric::{METRICS, Metric, Unit};
use guanxi::domain::money::Fen;
use guanxi::domain::rule::Condition;
use guanxi::domain::rule::fact::{number_column, unit};
use guanxi::domain::rule::plan::Plan;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::generate::Dice;

/// A label: a class of a dimension, or a tag, by place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    Class(usize),
    Tag(usize),
}

impl Label {
    pub fn all(plan: &Plan) -> Vec<Self> {
        let classes = (0..plan.dimensions.len()).map(Self::Class);
        classes.chain((0..plan.tags.len()).map(Self::Tag)).collect()
    }

    /// The place of the class, 255 for none; 1 or 0 for a tag. By the whole evaluation.
    pub fn real(self, world: &World, slot: u32) -> u8 {
        match self {
            Self::Class(d) => world.evaluation.classes[d][slot as usize],
            Self::Tag(t) => u8::from(has_bit(&world.evaluation.tags[t], slot)),
        }
    }

    pub fn alone(self, solo: &Solo) -> u8 {
        match self {
            Self::Class(d) => solo.place(d),
            Self::Tag(t) => u8::from(solo.tag(t)),
        }
    }

    /// Whether the ranking has a say in it, directly or through what it rests on.
    pub fn is_ranked(self, plan: &Plan) -> bool {
        let conditions: Vec<&Condition> = match self {
            Self::Class(d) => plan.dimensions[d]
                .classes
                .iter()
                .filter_map(|c| c.when.as_ref())
                .collect(),
            Self::Tag(t) => vec![&plan.tags[t].when],
        };
        let mut ranked = false;
        for condition in conditions {
            condition.each_leaf(&mut |leaf| ranked |= fact_is_ranked(plan, &leaf.fact));
        }
        ranked
    }
}

fn fact_is_ranked(plan: &Plan, fact: &str) -> bool {
    if RANKED.iter().any(|m| METRICS[*m as usize].id == fact) {
        return true;
    }
    if let Some(dimension) = plan.dimension(fact) {
        return Label::Class(dimension).is_ranked(plan);
    }
    let scores = plan.rulebook.scores.iter();
    let mut terms = scores
        .filter(|s| format!("{}_score", s.id) == fact)
        .flat_map(|s| &s.terms);
    terms.any(|t| fact_is_ranked(plan, t.of.as_ref().unwrap_or(&t.metric)))
}

/// A world that every trial leaves as it was.
pub struct Lab(pub World);

impl Lab {
    /// The label after the steps. Waiting, orders and interactions are carried out in the book, unless the ranking has a say:
    /// then, as with figures and places, on the customer alone.
    pub fn after(&mut self, slot: u32, label: Label, ranked: bool, steps: &[Step]) -> u8 {
        if ranked {
            return self.alone(slot, label, steps);
        }
        let (as_of, mut done) = (self.0.evaluation.as_of, Vec::new());
        for step in steps {
            match *step {
                Step::Wait { days } => self.0.set_as_of(as_of.plus_days(days as i32)),
                Step::Buy { fen } => done.push(self.order(slot, fen)),
                Step::Touch { times } => done.extend((0..times).map(|n| self.touch(slot, n))),
                Step::Places { .. } | Step::Fact { .. } => {}
            }
        }
        let mut code = label.real(&self.0, slot);
        if steps
            .iter()
            .any(|s| matches!(s, Step::Places { .. } | Step::Fact { .. }))
        {
            let mut solo = Solo::of(&self.0.evaluation, &self.0.book, slot).unwrap();
            steps.iter().for_each(|step| figure(&mut solo, step));
            solo.classify();
            code = label.alone(&solo);
        }
        for set in done.into_iter().rev() {
            self.0.apply(&set.inverse()).unwrap();
        }
        self.0.set_as_of(as_of);
        code
    }

    fn alone(&self, slot: u32, label: Label, steps: &[Step]) -> u8 {
        let mut solo = Solo::of(&self.0.evaluation, &self.0.book, slot).unwrap();
        let (mut events, mut as_of) = (self.0.ledger.row(slot).clone(), self.0.evaluation.as_of);
        for step in steps {
            match *step {
                Step::Wait { days } => as_of = as_of.plus_days(days as i32),
                Step::Buy { fen } => add_order(&mut events, as_of, fen),
                Step::Touch { times } => (0..times).for_each(|_| add_touch(&mut events, as_of)),
                Step::Places { .. } | Step::Fact { .. } => {}
            }
        }
        solo.with_activity(&events, as_of);
        steps.iter().for_each(|step| figure(&mut solo, step));
        solo.classify();
        label.alone(&solo)
    }

    fn done(&mut self, command: Command) -> ChangeSet {
        let set = apply(&self.0.book, command).unwrap();
        self.0.apply(&set).unwrap();
        set
    }

    fn order(&mut self, slot: u32, fen: i64) -> ChangeSet {
        let order = Order {
            id: OrderId::new("the one more order").unwrap(),
            customer: self.0.book.customers.at(slot).unwrap().id.clone(),
            date: self.0.evaluation.as_of,
            amount: Fen(fen),
            items: vec![],
            due_on: None,
            paid_on: None,
            campaign: None,
            note: None,
            extra: Default::default(),
        };
        self.done(Command::PutOrder(Edit::new(order)))
    }

    fn touch(&mut self, slot: u32, number: u32) -> ChangeSet {
        let interaction = Interaction {
            id: InteractionId::new(&format!("one more interaction {number}")).unwrap(),
            customer: self.0.book.customers.at(slot).unwrap().id.clone(),
            at: Moment::on(self.0.evaluation.as_of),
            kind: None,
            direction: Some(Direction::Outbound),
            by: None,
            contact: None,
            content: None,
            feedback: None,
            responded: None,
            next_step: None,
            next_due: None,
            campaign: None,
            task: None,
            extra: Default::default(),
        };
        self.done(Command::PutInteraction(Edit::new(interaction)))
    }
}

pub fn add_order(events: &mut Activity, day: Day, fen: i64) {
    let (slot, due, paid) = (u32::MAX, NEVER, NEVER);
    events.orders.push(OrderFact {
        slot,
        day,
        fen,
        due,
        paid,
    });
    events.orders.sort_by_key(|o| o.day);
}

pub fn add_touch(events: &mut Activity, day: Day) {
    let (slot, answered) = (u32::MAX, None);
    events.touches.push(TouchFact::plain(slot, day, answered));
    events.touches.sort_by_key(|t| t.day);
}

fn figure(solo: &mut Solo, step: &Step) {
    match step {
        Step::Fact { name, to, .. } => {
            let column = number_column(name, &solo.plan().extra_columns).unwrap();
            solo.set_number(column, Some(*to));
        }
        Step::Places { ahead, of } => {
            let (above, below) = (Metric::RfmShareAbove as usize, Metric::RfmShareBelow as usize);
            let place = (solo.number(above).unwrap() * f64::from(*of)).round() - f64::from(*ahead);
            solo.set_number(above, Some(place / f64::from(*of)));
            solo.set_number(below, Some((f64::from(*of) - 1.0 - place) / f64::from(*of)));
        }
        _ => {}
    }
}

/// The same step, smaller by the least there is; nothing where nothing is left of it.
pub fn less(step: &Step) -> Option<Step> {
    match *step {
        Step::Wait { days } => (days > 1).then(|| Step::Wait { days: days - 1 }),
        Step::Buy { fen } => (fen > 1).then(|| Step::Buy { fen: fen - 1 }),
        Step::Touch { times } => (times > 1).then(|| Step::Touch { times: times - 1 }),
        Step::Places { ahead, of } => (ahead.abs() > 1).then(|| Step::Places {
            ahead: ahead - ahead.signum(),
            of,
        }),
        Step::Fact { ref name, from, to } => {
            // The borders of these tests have no more decimals than their facts are changed by.
            let column = METRICS.iter().position(|m| *m.id == **name);
            let scale = match unit(column.unwrap_or(usize::MAX)) {
                Unit::Yuan => 100.0,
                Unit::Share => 1000.0,
                Unit::Points => 10.0,
                Unit::Score if ["satisfaction_average", "rfm_total"].contains(&&**name) => 10.0,
                _ => 1.0,
            };
            let less = ((to * scale).round() - (to - from).signum()) / scale;
            let left = (less - from) * (to - from) > 0.0;
            left.then(|| Step::Fact {
                name: name.clone(),
                from,
                to: less,
            })
        }
    }
}

/// Facts with borders that rules may have.
const FACTS: [(&str, &[f64]); 24] = [
    ("annual_purchase", &[1.0, 100_000.0, 500_000.0, 1_000_000.01]),
    ("order_count_12m", &[1.0, 2.0, 4.0]),
    ("orders_60d", &[1.0, 2.0]),
    ("average_order_value", &[10_000.0, 150_000.0]),
    ("lifetime_amount", &[200_000.0, 2_000_000.5]),
    ("purchase_growth_12m", &[-0.2, 0.0, 0.5, 1.25]),
    ("tenure_months", &[6.0, 12.0, 24.0]),
    ("days_since_last_order", &[30.0, 90.0, 365.0]),
    ("days_since_first_deal", &[30.0, 400.0]),
    ("days_since_last_interaction", &[7.0, 45.0]),
    ("interactions_30d", &[1.0, 2.0, 2.5]),
    ("interactions_90d", &[1.0, 5.0, 8.0]),
    ("frequency_change_60d", &[-0.3, 0.0, 0.5]),
    ("response_rate_60d", &[0.2, 0.5]),
    ("complaints_6m", &[1.0, 2.0]),
    ("open_tickets", &[1.0, 3.0]),
    ("satisfaction_average", &[3.0, 4.5]),
    ("on_time_payment_rate", &[0.5, 0.95]),
    ("key_contact_familiarity", &[3.0, 4.0]),
    ("declared_annual_purchase", &[100_000.0]),
    ("information_completeness", &[0.3, 0.6]),
    ("health_score", &[55.5, 60.0, 80.0]),
    ("own_score", &[10.0, 40.0, 75.0]),
    ("rfm_share_above", &[0.2, 0.5]),
];

/// Rules over facts of all kinds, with borders of both sides.
pub fn wide(dice: &mut Dice) -> Value {
    let leaf = |dice: &mut Dice| {
        let (fact, borders) = dice.pick(&FACTS);
        let operator = dice.pick(&[
            "lessThan",
            "lessThanInclusive",
            "greaterThan",
            "greaterThanInclusive",
            "greaterThanInclusive",
        ]);
        json!({"fact": fact, "operator": operator, "value": dice.pick(borders)})
    };
    let condition = |dice: &mut Dice| {
        let mut parts: Vec<Value> = (0..dice.pick(&[1, 2, 2, 3])).map(|_| leaf(dice)).collect();
        if dice.chance(15) {
            parts.push(json!({"fact": dice.pick(&["value", "stage", "abc"]), "operator": "notIn", "value": ["key", "lost", "B"]}));
        }
        if dice.chance(10) {
            let last = parts.pop().unwrap();
            parts.push(json!({"not": last}));
        }
        json!({dice.pick(&["all", "all", "any"]): parts})
    };
    let mut dimensions = Vec::new();
    for d in 0..6 {
        let classes: Vec<Value> = (0..dice.between(2, 4))
            .map(|c| json!({"id": format!("k{c}"), "name": "x", "when": condition(dice)}))
            .collect();
        let otherwise = dice.pick(&[Value::Null, json!("rest"), json!("k0")]);
        dimensions.push(json!({"id": format!("d{d}"), "name": "x", "classes": classes, "otherwise": otherwise}));
    }
    let tags: Vec<Value> = (0..4)
        .map(|t| json!({"id": format!("t{t}"), "name": "x", "when": condition(dice)}))
        .collect();
    let own = json!({"id": "own", "bands": [], "terms": [
        {"metric": "nearness", "of": "interactions_60d", "factor": 12.5, "weight": 0.5},
        {"metric": "size", "of": "annual_purchase", "factor": 0.0001, "weight": 0.25, "missing": 0},
        {"metric": "strain", "of": "orders_6m", "factor": 40, "weight": dice.pick(&[0.25, 0.5]), "invert": dice.chance(50)}]});
    json!({"dimensions": dimensions, "tags": tags, "scores": [own]})
}
