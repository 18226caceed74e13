//! The figures that a warning rests on, in words.

use crate::domain::care::{Task, figures_of};
use crate::domain::metric::Unit;
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::state::today::Todo;
use crate::ui::format;
use crate::ui::text::T;

/// Label and text of the figures that tasks rest on, with the day they are of; nothing where they rest on none.
pub fn figures(world: &World, todo: &Todo, tasks: &[Task], t: T) -> Option<(String, String)> {
    let mut said: Vec<String> = Vec::new();
    for (metric, value) in tasks.iter().flat_map(|task| figures_of(world, &todo.care, task)) {
        let value = value.map_or_else(|| t.unknown().to_owned(), |value| figure(metric.unit, value, t));
        let line = t.today_figure(t.label(&metric.label()), value);
        if !said.contains(&line) {
            said.push(line);
        }
    }
    let label = t.today_figures(format::short_day(world.evaluation.as_of, world.evaluation.as_of));
    (!said.is_empty()).then(|| (label, format::clauses(said, t.0)))
}

fn figure(unit: Unit, value: f64, t: T) -> String {
    match unit {
        Unit::Yuan => format::yuan_sign(Fen((value * 100.0).round() as i64), t.0),
        Unit::Share => format::percent(value),
        Unit::Days => t.days_long(value.max(0.0) as usize),
        Unit::Months => format::months(value.max(0.0) as u32, t.0),
        Unit::Flag => if value == 0.0 { t.no() } else { t.yes() }.to_owned(),
        Unit::Score | Unit::Points => format::score(value),
        Unit::Count => format::decimal(value, 0),
    }
}
