//! The lifecycle of a customer along S4's axis: lead, intent, signed, formal, loyal, at risk, lost or won back.

use crate::domain::day::Day;
use crate::domain::inquiry::explain::LeafTrace;
use crate::domain::kind::task_outcome::WinBackResult;
use crate::domain::kind::{Customer, Intent};
use crate::domain::metric::Metric;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::winback::plans_of_one;
use crate::domain::world::World;

/// A step of the lifecycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 线索.
    Lead,
    /// 意向.
    Intent,
    /// 签约.
    Signed,
    /// 正式客户.
    Formal,
    /// 忠诚.
    Loyal,
    /// 风险.
    Risk,
    /// 流失 / 挽回.
    Lost,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind the customer.
    Done,
    /// Where the customer stands.
    Now,
    /// Not reached.
    Todo,
    /// Reached, and no good place.
    Warn,
}

/// What is known of a step beside its day.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// Nothing.
    Nothing,
    /// Where the lead came from.
    Source(Text),
    /// How likely a deal was seen.
    Intent(Intent),
    /// A need is recorded.
    Need,
    /// A contract, and for how much.
    Contract(Option<Fen>),
    /// Has dealt, but the book has no contract.
    NoContract,
    /// The first order, on the day of the step.
    FirstOrder(Fen),
    /// The cooperation had begun before the first order, where there is one yet.
    Began(Option<(Day, Fen)>),
    /// What alone is missing to the highest tier.
    Lacks(LeafTrace),
    /// The health score.
    Health(f64),
    /// Days since the last order, and whether that is a return.
    LastOrder(i32, bool),
    /// Came back after more than a year.
    WonBack,
}

/// A step with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// How far.
    pub state: StepState,
    /// Whether the customer stands here.
    pub current: bool,
    /// The day it was reached, where the book says it.
    pub on: Option<Day>,
    /// What else the book says.
    pub known: Known,
}

/// What the steps are read from.
struct Facts<'a> {
    world: &'a World,
    slot: u32,
    customer: &'a Customer,
    as_of: Day,
    dealt: bool,
    lost: bool,
}

/// The steps of a customer, in order.
pub fn lifecycle(world: &World, slot: u32) -> Option<[Step; 7]> {
    let evaluation = &world.evaluation;
    let facts = Facts {
        world,
        slot,
        customer: world.book.customers.at(slot)?,
        as_of: evaluation.as_of,
        dealt: evaluation.number(slot, Metric::HasDealt) == Some(1.0),
        lost: evaluation.class_in(slot, "stage") == Some("lost"),
    };
    let mut steps = [
        facts.lead(),
        facts.intent(),
        facts.signed(),
        facts.formal(),
        facts.loyal(),
        facts.risk(),
        facts.gone(),
    ];
    let here = facts.here(&steps);
    steps[here].current = true;
    if steps[here].state != StepState::Warn {
        steps[here].state = StepState::Now;
    }
    Some(steps)
}

fn step(stage: Stage, done: bool, on: Option<Day>, known: Known) -> Step {
    let state = if done { StepState::Done } else { StepState::Todo };
    Step {
        stage,
        state,
        current: false,
        on,
        known,
    }
}

impl Facts<'_> {
    /// Where the customer stands: the last step reached, bad places first.
    fn here(&self, steps: &[Step; 7]) -> usize {
        if self.lost {
            return 6;
        }
        if steps[5].state == StepState::Warn {
            return 5;
        }
        let last = steps[..5].iter().rposition(|s| s.state == StepState::Done);
        last.unwrap_or(0)
    }

    fn by_now(&self, day: Option<Day>) -> Option<Day> {
        day.filter(|d| *d <= self.as_of)
    }

    fn lead(&self) -> Step {
        let source = self.customer.source.clone().map_or(Known::Nothing, Known::Source);
        step(Stage::Lead, true, self.by_now(self.customer.created_on), source)
    }

    fn intent(&self) -> Step {
        let needs = self.customer.needs.as_deref().is_some_and(|n| !n.trim().is_empty());
        let known = match self.customer.intent {
            Some(intent) => Known::Intent(intent),
            None if needs => Known::Need,
            None => Known::Nothing,
        };
        let intending = self.world.evaluation.class_in(self.slot, "stage") == Some("intending");
        step(
            Stage::Intent,
            self.dealt || intending || known != Known::Nothing,
            None,
            known,
        )
    }

    fn signed(&self) -> Step {
        let contract = self.customer.contract.as_ref();
        let on = self.by_now(contract.and_then(|c| c.signed_on));
        let known = match on {
            Some(_) => Known::Contract(contract.and_then(|c| c.amount)),
            None if self.dealt => Known::NoContract,
            None => Known::Nothing,
        };
        step(Stage::Signed, on.is_some(), on, known)
    }

    fn formal(&self) -> Step {
        let first = self
            .world
            .ledger
            .row(self.slot)
            .orders
            .first()
            .filter(|o| o.day <= self.as_of);
        let since = self.by_now(self.customer.cooperation_since);
        let first = first.map(|order| (order.day, Fen(order.fen)));
        let on = [first.map(|(day, _)| day), since].into_iter().flatten().min();
        let known = match (first, since) {
            (Some((day, amount)), since) if since.is_none_or(|since| day <= since) => Known::FirstOrder(amount),
            (later, Some(_)) => Known::Began(later),
            (_, None) => Known::Nothing,
        };
        step(Stage::Formal, on.is_some(), on, known)
    }

    fn loyal(&self) -> Step {
        let loyal = self.world.evaluation.tags_of(self.slot).any(|tag| tag == "loyal");
        let known = match loyal {
            true => Known::Nothing,
            false => self.lacks().map_or(Known::Nothing, Known::Lacks),
        };
        step(Stage::Loyal, loyal && self.dealt, None, known)
    }

    /// The one comparison that keeps the customer from tier A, where it is only one.
    fn lacks(&self) -> Option<LeafTrace> {
        let abc = self.world.evaluation.plan.dimension("abc")?;
        let explained = self.world.explainer(self.slot).class(abc)?;
        let highest = explained.steps.first()?.trace.as_ref()?;
        let failing: Vec<&LeafTrace> = highest.leaves().into_iter().filter(|leaf| !leaf.holds).collect();
        match failing[..] {
            [one] if self.dealt => Some(one.clone()),
            _ => None,
        }
    }

    fn risk(&self) -> Step {
        let evaluation = &self.world.evaluation;
        // What the rules make of nothing is no health, and warns of nothing.
        let is_told = !self.world.ledger.row(self.slot).is_blank(evaluation.as_of);
        let high = is_told && evaluation.class_in(self.slot, "risk") == Some("high");
        let health = evaluation.number(self.slot, Metric::HealthScore).filter(|_| is_told);
        let mut it = step(Stage::Risk, false, None, health.map_or(Known::Nothing, Known::Health));
        if high {
            it.state = StepState::Warn;
        }
        it
    }

    fn gone(&self) -> Step {
        let days = self.world.evaluation.number(self.slot, Metric::DaysSinceLastOrder);
        let back = self.won_back().filter(|_| !self.lost);
        let orders = &self.world.ledger.row(self.slot).orders;
        let last = orders.iter().rfind(|order| order.day <= self.as_of);
        let known = match (back, days) {
            (Some(_), _) => Known::WonBack,
            (None, Some(days)) => Known::LastOrder(days as i32, last.is_some_and(|order| order.is_return())),
            (None, None) => Known::Nothing,
        };
        let mut it = step(Stage::Lost, back.is_some(), back, known);
        if self.lost {
            it.state = StepState::Warn;
        }
        it
    }

    /// The day on which the customer came back last: an order after a pause, or the end of a plan to win it back.
    fn won_back(&self) -> Option<Day> {
        let ended = plans_of_one(self.world, self.slot)
            .into_iter()
            .filter_map(|plan| plan.ended);
        let won = ended
            .filter(|(_, how)| *how == WinBackResult::WonBack)
            .map(|(day, _)| day);
        self.ordered_again().into_iter().chain(won).max()
    }

    /// The day of the last order that followed a pause longer than the 12-month window.
    fn ordered_again(&self) -> Option<Day> {
        let orders = &self.world.ledger.row(self.slot).orders;
        let by_now = orders.partition_point(|o| o.day <= self.as_of);
        let pair = orders[..by_now]
            .windows(2)
            .rfind(|pair| pair[1].day.minus_months(12) >= pair[0].day)?;
        Some(pair[1].day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::{Contract, Order};
    use std::sync::Arc;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn steps_of(change: impl Fn(&mut Customer), orders: &[&str]) -> [Step; 7] {
        let mut customer = Customer::new(CustomerId::new("c").unwrap(), "A");
        change(&mut customer);
        let mut book = Book::default();
        book.customers.put(Arc::new(customer));
        for (n, date) in orders.iter().enumerate() {
            let json = serde_json::json!({"id": format!("o{n}"), "customer": "c", "date": date, "amount": 36_800});
            book.orders
                .put(Arc::new(serde_json::from_value::<Order>(json).unwrap()));
        }
        let (world, _) = World::new(book, day("2026-11-19"));
        lifecycle(&world, 0).unwrap()
    }

    fn told(change: impl Fn(&mut Customer), orders: &[&str]) -> Vec<(StepState, bool, Option<String>)> {
        steps_of(change, orders)
            .into_iter()
            .map(|s| (s.state, s.current, s.on.map(|d| d.to_string())))
            .collect()
    }

    fn states(change: impl Fn(&mut Customer), orders: &[&str]) -> Vec<StepState> {
        let told = told(change, orders);
        assert_eq!(told.iter().filter(|(_, current, _)| *current).count(), 1);
        told.into_iter().map(|(state, _, _)| state).collect()
    }

    #[test]
    fn who_was_won_back_by_a_plan_stands_so_since_the_day_it_ended() {
        let json = serde_json::json!({"id": "own/p/c/task", "at": "2026-11-10T09:00:00+08:00", "status": "done", "name": "谈价",
            "win_back": "price", "win_back_from": "2026-10-02", "win_back_result": "won_back"});
        let on = |as_of: &str| {
            let mut book = Book::default();
            book.customers
                .put(Arc::new(Customer::new(CustomerId::new("c").unwrap(), "A")));
            book.task_outcomes
                .put(Arc::new(serde_json::from_value(json.clone()).unwrap()));
            let (world, _) = World::new(book, day(as_of));
            let steps = lifecycle(&world, 0).unwrap();
            (steps[6].on, steps[6].known == Known::WonBack)
        };
        assert_eq!(on("2026-11-19"), (Some(day("2026-11-10")), true));
        assert_eq!(on("2026-11-09"), (None, false));
    }

    #[test]
    fn who_never_dealt_is_a_lead_or_intends() {
        use StepState::*;
        assert_eq!(states(|_| {}, &[]), [Now, Todo, Todo, Todo, Todo, Todo, Todo]);
        let graded = |c: &mut Customer| c.intent = Some(Intent::C);
        assert_eq!(states(graded, &[]), [Done, Now, Todo, Todo, Todo, Todo, Todo]);
    }

    #[test]
    fn a_contract_alone_is_signed_and_an_order_makes_it_formal() {
        use StepState::*;
        let signed = |c: &mut Customer| {
            c.contract = Some(Contract {
                signed_on: Some(day("2026-11-01")),
                amount: None,
                ends_on: None,
                service_terms: None,
                extra: Default::default(),
            });
        };
        // Without any record the rules make 40 of nothing, at risk: signed is where the customer stands.
        assert_eq!(states(signed, &[]), [Done, Done, Now, Todo, Todo, Todo, Todo]);
        let both = told(signed, &["2026-11-02", "2026-11-05", "2026-11-09", "2026-11-11"]);
        assert_eq!(both[3], (Now, true, Some("2026-11-02".into())));
        assert_eq!(both[5].0, Todo);
    }

    #[test]
    fn a_cooperation_that_began_before_the_first_order_is_told_apart_from_it() {
        let known = |since: &str, orders: &[&str]| {
            let since = day(since);
            steps_of(move |c| c.cooperation_since = Some(since), orders)[3].clone()
        };
        let amount = Fen(3_680_000);
        let first = known("2023-06-05", &["2026-11-02"]);
        assert_eq!(
            (first.on, first.known),
            (Some(day("2023-06-05")), Known::Began(Some((day("2026-11-02"), amount))))
        );
        let first = known("2023-06-05", &["2023-06-05", "2026-11-02"]);
        assert_eq!(
            (first.on, first.known),
            (Some(day("2023-06-05")), Known::FirstOrder(amount))
        );
        let first = known("2023-06-05", &["2022-01-01"]);
        assert_eq!(
            (first.on, first.known),
            (Some(day("2022-01-01")), Known::FirstOrder(amount))
        );
        // An order that is still to come is none.
        assert_eq!(known("2023-06-05", &["2026-12-01"]).known, Known::Began(None));
    }

    #[test]
    fn without_a_contract_the_step_stays_open() {
        let steps = states(|_| {}, &["2026-11-02", "2026-11-05", "2026-11-09", "2026-11-11"]);
        assert_eq!(steps[2..4], [StepState::Todo, StepState::Now]);
    }

    #[test]
    fn a_year_without_an_order_is_lost_and_the_next_one_wins_back() {
        let lost = told(|_| {}, &["2024-01-01"]);
        assert_eq!((lost[6].0, lost[6].1), (StepState::Warn, true));
        let back = told(|_| {}, &["2024-01-01", "2026-11-09"]);
        assert_eq!((back[6].0, back[6].2.as_deref()), (StepState::Done, Some("2026-11-09")));
    }

    #[test]
    fn what_is_later_than_the_day_has_not_happened() {
        let later = told(|c| c.created_on = Some(day("2027-01-01")), &["2026-12-01"]);
        assert_eq!(
            (later[0].0, later[0].2.clone(), later[3].0),
            (StepState::Now, None, StepState::Todo)
        );
    }
}
