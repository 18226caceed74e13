//! Goals in words: names, definitions, figures, standings.

use crate::domain::day::Day;
use crate::domain::metric::Unit;
use crate::domain::steering::{Baseline, Goal, GoalFigure, GoalOf, How, Measure, OwnMeasure, Share, Standing, Target};
use crate::domain::world::World;
use crate::state::list::days_value;
use crate::state::query::Query;
use crate::state::route::{PageId, Params, Route};
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::text::sentence::{Words, fen, number};

/// What a goal is called.
pub fn name(goal: &Goal, t: T) -> String {
    match &goal.of {
        GoalOf::Measure(measure) => measure_name(*measure, t).to_owned(),
        GoalOf::Own(own) => own.name.to_string(),
    }
}

/// What a measure of S1 is called.
pub fn measure_name(measure: Measure, t: T) -> &'static str {
    match measure {
        Measure::Completeness => t.goals_completeness(),
        Measure::Response => t.goals_response(),
        Measure::Acquisition => t.goals_acquisition(),
        Measure::Repurchase => t.goals_repurchase(),
        Measure::InTime => t.goals_in_time(),
        Measure::Satisfaction => t.goals_satisfaction(),
        Measure::Lifetime => t.goals_lifetime(),
        Measure::CrossSelling => t.goals_cross_selling(),
    }
}

/// What its figure counts.
pub fn definition(world: &World, goal: &Goal, t: T) -> String {
    match &goal.of {
        GoalOf::Measure(measure) => measure_help(*measure, t).to_owned(),
        GoalOf::Own(own) => own_definition(world, own, t),
    }
}

/// What a measure of S1 counts.
pub fn measure_help(measure: Measure, t: T) -> &'static str {
    match measure {
        Measure::Completeness => t.goals_completeness_help(),
        Measure::Response => t.goals_response_help(),
        Measure::Acquisition => t.goals_acquisition_help(),
        Measure::Repurchase => t.goals_repurchase_help(),
        Measure::InTime => t.goals_in_time_help(),
        Measure::Satisfaction => t.goals_satisfaction_help(),
        Measure::Lifetime => t.goals_lifetime_help(),
        Measure::CrossSelling => t.goals_cross_selling_help(),
    }
}

fn own_definition(world: &World, own: &OwnMeasure, t: T) -> String {
    let metric = t.label(&own.info().label());
    let what = match own.how {
        How::Average => t.goals_own_average(metric),
        How::Sum => t.goals_own_sum(metric),
        How::Share => t.goals_own_share(metric, figure(own.info().unit, own.from, t)),
    };
    let plan = &world.evaluation.plan;
    let among = own
        .when
        .as_ref()
        .map(|when| t.goals_own_among(Words { lang: t.0, plan }.condition(when)));
    format::clauses([Some(what), among].into_iter().flatten(), t.0)
}

/// A figure of a unit.
pub fn figure(unit: Unit, value: f64, t: T) -> String {
    match unit {
        Unit::Share => format::percent(value),
        Unit::Yuan => format::yuan_sign(fen(value), t.0),
        Unit::Points => t.goals_points(format::score(value)),
        Unit::Days => t.goals_days(format::decimal(value, 1)),
        Unit::Months => t.goals_months(format::decimal(value, 1)),
        Unit::Count | Unit::Flag | Unit::Score if value.fract() == 0.0 => format::decimal(value, 0),
        Unit::Count | Unit::Flag | Unit::Score => format::decimal(value, 2),
    }
}

/// A change in percent with its sign.
pub fn change(by: f64) -> String {
    let sign = match by {
        by if by > 0.0 => "+",
        by if by < 0.0 => "−",
        _ => "",
    };
    format!("{sign}{}", format::percent(by.abs()))
}

/// How far its figure is from the baseline, as a share of that.
pub fn against(it: &GoalFigure) -> Option<f64> {
    let base = it.baseline.filter(|base| *base > 0.0)?;
    it.value.map(|value| (value - base) / base)
}

/// Where the baseline comes from.
pub fn baseline_from(it: &GoalFigure, as_of: Day, t: T) -> String {
    match (it.goal.baseline, it.goal.baseline_day(as_of)) {
        (Some(Baseline::Typed(_)), _) => t.goals_typed().to_owned(),
        (_, Some(day)) => format::day(day),
        _ => String::new(),
    }
}

/// What its aim is made of, where that is the baseline.
pub fn aim_from(goal: &Goal, t: T) -> String {
    match goal.target {
        // More than twice the baseline is easily meant otherwise: as so many percent of it.
        Some(Target::Change(by)) if by > 1.0 => t.goals_by_times(change(by), number(1.0 + by)),
        Some(Target::Change(by)) => t.goals_by(change(by)),
        _ => String::new(),
    }
}

/// A standing: its mark, icon and word.
pub fn standing(standing: Standing, t: T) -> (&'static str, &'static str, &'static str) {
    match standing {
        Standing::Reached => ("reached", "check-circle", t.goals_reached()),
        Standing::OnTheWay => ("way", "arrow-up", t.goals_on_the_way()),
        Standing::Behind => ("behind", "alert-triangle", t.goals_is_behind()),
        Standing::NoData => ("none", "info", t.goals_no_data()),
        Standing::NoAim => ("none", "info", t.goals_no_aim()),
        Standing::NoGoal => ("none", "", t.goals_no_goal()),
    }
}

/// What a share counts as.
pub fn share(goal: &Goal, share: Share, t: T) -> String {
    let yes = |yes: &'static str, no: &'static str| if share.part > 0.0 { yes } else { no }.to_owned();
    match &goal.of {
        GoalOf::Own(own) if own.how == How::Share => yes(t.goals_yes_share(), t.goals_no_share()),
        GoalOf::Own(own) => figure(own.info().unit, share.part, t),
        GoalOf::Measure(measure) => match measure {
            Measure::Response => yes(t.goals_yes_answered(), t.goals_no_answered()),
            Measure::Acquisition => t.goals_new_customer().to_owned(),
            Measure::Repurchase => yes(t.goals_yes_repurchase(), t.goals_no_repurchase()),
            Measure::InTime => yes(t.goals_yes_in_time(), t.goals_no_in_time()),
            Measure::CrossSelling => yes(t.goals_yes_accepted(), t.goals_no_accepted()),
            Measure::Completeness | Measure::Satisfaction | Measure::Lifetime => figure(goal.unit(), share.part, t),
        },
    }
}

/// Where the complaints opened on some days are listed, both days counted: all of them, or those of a condition of tickets and its value, the
/// empty one for those without.
pub fn complaints((from, until): (Day, Day), of: Option<(&str, &[&str])>) -> String {
    let query = Query::of("row.opened", days_value(Some(from), Some(until)).as_deref());
    let query = match of {
        Some((key, values)) => query.with(key, values.iter().copied()),
        None => query,
    };
    let mut route = Route::to(PageId::named("service"));
    route.params = Params::parse(&format!("view=all&kind=complaint&{}", query.print()));
    route.to_hash()
}

/// What the day of a share is of; nothing where shares of the goal have none.
pub fn day_name(goal: &Goal, t: T) -> Option<&'static str> {
    match &goal.of {
        GoalOf::Own(_) | GoalOf::Measure(Measure::Completeness) => None,
        GoalOf::Measure(Measure::Response) => Some(t.goals_on_contact()),
        GoalOf::Measure(Measure::Acquisition) => Some(t.goals_on_first_deal()),
        GoalOf::Measure(Measure::Repurchase | Measure::Lifetime) => Some(t.goals_on_order()),
        GoalOf::Measure(Measure::InTime | Measure::Satisfaction) => Some(t.goals_on_opened()),
        GoalOf::Measure(Measure::CrossSelling) => Some(t.goals_on_offer()),
    }
}

/// What the figure is the quotient of, where it is one of counts: the rows above the line, and all of them.
pub fn quotient(it: &GoalFigure) -> Option<(f64, f64)> {
    let is_of_counts = match &it.goal.of {
        GoalOf::Measure(measure) => measure.unit() == Unit::Share && *measure != Measure::Completeness,
        GoalOf::Own(own) => own.how == How::Share,
    };
    (is_of_counts && it.sum.whole > 0.0).then_some((it.sum.part, it.sum.whole))
}
