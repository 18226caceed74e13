//! The dialog of a goal: what is to be reached, what it is compared with and, of one's own, what is measured.

use crate::state::live::*;

use super::fields::Fields;
use super::list::GoalList;
use crate::domain::authoring::edit::read_number;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, Tense, parse_date};
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::metric::{METRICS, Unit, index_of};
use crate::domain::steering::{
    Baseline, Goal, GoalFigure, GoalOf, How, OwnMeasure, Target, aims_beyond, change as put, goals, range_of,
};
use crate::state::goals::value_on;
use crate::state::{App, random, use_app};
use crate::ui::audience;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Plain};
use crate::ui::goal_said as said;
use crate::ui::settings;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::number_problem;

const ASKS: &[Ask] = &[
    Ask::optional("name", FieldKind::Text, 40),
    Ask::optional("metric", FieldKind::Text, 60),
    Ask::optional("how", FieldKind::Text, 20),
    Ask::optional("from", FieldKind::Text, 20),
    Ask::optional("when", FieldKind::LongText, 20_000),
    Ask::optional("falls", FieldKind::Text, 5),
    Ask::optional("target", FieldKind::Text, 10),
    Ask::optional("aim", FieldKind::Text, 20),
    Ask::optional("baseline", FieldKind::Text, 10),
    Ask::optional("base", FieldKind::Text, 20),
    Ask::optional("day", FieldKind::Date(Tense::Past), 20),
];

/// No figure of a goal is larger, nor smaller below nought; shares in percent.
pub const MOST: f64 = 1e15;
/// The values of the choices.
pub const VALUE: &str = "value";
pub const CHANGE: &str = "change";
pub const NONE: &str = "none";
pub const YEAR: &str = "year";
pub const ON: &str = "on";
pub const TYPED: &str = "typed";
pub const DOWN: &str = "down";

fn label(t: T, key: &str) -> String {
    match key {
        "name" => t.goals_own_name(),
        "metric" => t.goals_own_metric(),
        "how" => t.goals_own_how(),
        "from" => t.goals_own_from(),
        "when" => t.goals_own_when(),
        "falls" => t.goals_own_falls(),
        "target" => t.goals_target_kind(),
        "aim" => t.goals_aim(),
        "baseline" => t.goals_baseline_kind(),
        "base" => t.goals_baseline(),
        _ => t.goals_baseline_day(),
    }
    .to_owned()
}

/// The command that changes a goal; nothing where there is no book.
pub fn change(app: App, id: &str, goal: Option<&Goal>) -> Option<Command> {
    settings::changed(app, |settings| put(settings, id, goal))
}

/// The goal of a key, as the settings have it; tracked.
pub fn known(app: App, id: &str) -> Option<Goal> {
    let all = app.session.read(|world| goals(&world.book.head.settings))?;
    all.into_iter().find(|goal| *goal.id == *id)
}

/// A figure as it is typed: shares in percent.
fn typed(unit: Unit, value: f64) -> String {
    match unit {
        // A share of 0.07 is 7, not 7.000000000000001.
        Unit::Share => number((value * 1e10).round() / 1e8),
        _ => number(value),
    }
}

/// What stands in the inputs at first; tracked.
fn first(app: App, id: &str, key: &str) -> String {
    let goal = known(app, id);
    match key {
        "target" | "aim" | "baseline" | "base" | "day" => first_of_goal(goal.as_ref(), key),
        _ => match goal.map(|goal| goal.of) {
            Some(GoalOf::Own(own)) => first_of_own(Some(&own), key),
            _ => first_of_own(None, key),
        },
    }
}

fn first_of_own(own: Option<&OwnMeasure>, key: &str) -> String {
    match key {
        "name" => own.map(|own| own.name.to_string()).unwrap_or_default(),
        "metric" => own.map_or("annual_purchase", |own| own.info().id).to_owned(),
        "how" => own.map_or(How::Average, |own| own.how).word().to_owned(),
        "from" => own.map(|own| typed(own.info().unit, own.from)).unwrap_or_default(),
        "when" => audience::written(own.and_then(|own| own.when.as_ref())),
        _ if own.is_some_and(|own| own.falls) => DOWN.to_owned(),
        _ => "up".to_owned(),
    }
}

fn first_of_goal(goal: Option<&Goal>, key: &str) -> String {
    let unit = goal.map_or(Unit::Count, Goal::unit);
    let (target, baseline) = match goal {
        Some(goal) => (goal.target, goal.baseline),
        None => (Some(Target::Value(0.0)), Some(Baseline::YearBefore)),
    };
    let figure = |value| {
        if goal.is_some() {
            typed(unit, value)
        } else {
            String::new()
        }
    };
    match (key, target, baseline) {
        ("target", Some(Target::Value(_)), _) => VALUE.to_owned(),
        ("target", Some(Target::Change(_)), _) => CHANGE.to_owned(),
        ("baseline", _, Some(Baseline::YearBefore)) => YEAR.to_owned(),
        ("baseline", _, Some(Baseline::On(_))) => ON.to_owned(),
        ("baseline", _, Some(Baseline::Typed(_))) => TYPED.to_owned(),
        ("target" | "baseline", ..) => NONE.to_owned(),
        ("aim", Some(Target::Value(value)), _) => figure(value),
        ("aim", Some(Target::Change(by)), _) => typed(Unit::Share, by),
        ("base", _, Some(Baseline::Typed(value))) => figure(value),
        ("day", _, Some(Baseline::On(day))) => day.to_string(),
        _ => String::new(),
    }
}

/// What is read of the form, and what is wrong with it.
struct Reading {
    app: App,
    form: Form,
    wrong: Vec<Remark>,
}

impl Reading {
    fn text(&self, key: &'static str) -> String {
        untrack(|| self.form.text(Place::own(key))).trim().to_owned()
    }

    fn refuse(&mut self, key: &'static str, why: fn(T) -> &'static str) {
        self.wrong.push((Place::own(key), both(|t| why(t).to_owned())));
    }

    /// A number between two ends, both of which may be missing.
    fn number_in(&mut self, key: &'static str, unit: Unit, (from, to): (Option<f64>, Option<f64>)) -> f64 {
        let Some(value) = self.number(key, unit) else {
            return 0.0;
        };
        let most = if unit == Unit::Share { MOST / 100.0 } else { MOST };
        let is_below = value < from.unwrap_or(-most) - 1e-9;
        let is_above = value > to.unwrap_or(most) + 1e-9;
        let end = |end: f64| format!("{}{}", typed(unit, end), if unit == Unit::Share { "%" } else { "" });
        let least = end(from.unwrap_or(-most));
        let why = match (from, to.map(end)) {
            _ if !is_below && !is_above => return value,
            (Some(_), Some(to)) => both(move |t| t.goals_out_of(&least, &to)),
            (_, to) if is_above => both(move |t| t.number_too_large(to.clone().unwrap_or_else(|| end(most)))),
            _ => both(move |t| t.goals_at_least(&least)),
        };
        self.wrong.push((Place::own(key), why));
        value
    }

    /// A number as every field of numbers reads it; nothing where it is none, which is told. Whether it may be negative says its range.
    fn number(&mut self, key: &'static str, unit: Unit) -> Option<f64> {
        let text = self.text(key);
        let unsigned = text.trim_start().strip_prefix(['-', '−', '－']);
        let read = read_number(unsigned.unwrap_or(&text), unit);
        let read = read.map(|value| if unsigned.is_some() { -value } else { value });
        if let Err(problem) = read {
            let why = both(|t| number_problem(t, problem, false));
            self.wrong.push((Place::own(key), why));
        }
        read.ok()
    }

    /// What is measured, of one's own.
    fn own(&mut self, id: &str) -> OwnMeasure {
        let name = self.text("name");
        let all = self
            .app
            .session
            .peek(|world| goals(&world.book.head.settings))
            .unwrap_or_default();
        let lang = self.app.lang.get_untracked();
        if name.is_empty() {
            self.refuse("name", T::goals_needed);
        } else if all
            .iter()
            .any(|goal| *goal.id != *id && said::name(goal, T(lang)) == name)
        {
            self.refuse("name", T::goals_taken);
        }
        let metric = index_of(&self.text("metric")).unwrap_or_default();
        let unit = METRICS.get(metric).map_or(Unit::Count, |metric| metric.unit);
        let how = How::from_word(&self.text("how")).unwrap_or(How::Average);
        let from = match how {
            How::Share => self.number_in("from", unit, METRICS.get(metric).map_or((None, None), range_of)),
            How::Average | How::Sum => 0.0,
        };
        OwnMeasure {
            name: name.into(),
            metric,
            how,
            from,
            when: audience::read(&self.text("when")),
            falls: self.text("falls") == DOWN,
        }
    }

    fn baseline(&mut self, unit: Unit, range: (Option<f64>, Option<f64>)) -> Option<Baseline> {
        match &*self.text("baseline") {
            YEAR => Some(Baseline::YearBefore),
            TYPED => Some(Baseline::Typed(self.number_in("base", unit, range))),
            ON => {
                let today = self.app.today.get_untracked();
                let day = parse_date(&self.text("day"), today, Tense::Past)
                    .ok()
                    .filter(|day| *day <= today);
                if day.is_none() {
                    self.refuse("day", T::goals_no_day);
                }
                Some(Baseline::On(day.unwrap_or(Day(0))))
            }
            _ => None,
        }
    }

    fn target(&mut self, unit: Unit, range: (Option<f64>, Option<f64>)) -> Option<Target> {
        match &*self.text("target") {
            VALUE => Some(Target::Value(self.number_in("aim", unit, range))),
            // Nothing falls by more than all of it.
            CHANGE => Some(Target::Change(self.number_in("aim", Unit::Share, (Some(-1.0), None)))),
            _ => None,
        }
    }
}

/// What the baseline of a goal as it is typed comes to, as far as that is known by now. `shown`: its figures as the page shows them.
fn baseline_of(app: App, goal: &Goal, shown: Option<&GoalFigure>) -> Option<f64> {
    match goal.baseline? {
        Baseline::Typed(value) => Some(value),
        other => match shown.filter(|it| it.goal.baseline == Some(other)) {
            Some(shown) => shown.baseline,
            None => value_on(app, goal, goal.baseline_day(app.as_of.get_untracked())?).flatten(),
        },
    }
}

/// The goal that was typed, or what is wrong with it.
fn read(page: GoalList, form: Form, id: &str) -> Result<Goal, Vec<Remark>> {
    let app = page.list.app;
    let mut reading = Reading {
        app,
        form,
        wrong: Vec::new(),
    };
    let old = untrack(|| known(app, id));
    let of = match old.map(|goal| goal.of) {
        Some(GoalOf::Measure(measure)) => GoalOf::Measure(measure),
        Some(GoalOf::Own(_)) | None => GoalOf::Own(reading.own(id)),
    };
    let mut goal = Goal {
        id: if id.is_empty() {
            format!("own-{}", random::id()).into()
        } else {
            id.into()
        },
        of,
        target: None,
        baseline: None,
    };
    let (unit, range) = (goal.unit(), goal.range());
    goal.target = reading.target(unit, range);
    goal.baseline = reading.baseline(unit, range);
    if matches!(goal.target, Some(Target::Change(_))) && goal.baseline.is_none() {
        reading.refuse("baseline", T::goals_needs_baseline);
    }
    let shown = untrack(|| page.of(id));
    let base = baseline_of(app, &goal, shown.as_ref());
    if let (Some(aim), Some(base), Some(most)) = (aims_beyond(&goal, base), base, range.1) {
        let why = both(|t| {
            let [aim, base, most] = [aim, base, most].map(|value| said::figure(unit, value, t));
            t.goals_beyond(aim, base, most)
        });
        reading.wrong.push((Place::own("aim"), why));
    }
    match reading.wrong.is_empty() {
        true => Ok(goal),
        false => Err(reading.wrong),
    }
}

/// The dialog.
#[component]
pub fn GoalDialog(page: GoalList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |id: String| {
        let name = format!("goal/{id}");
        let plain = Plain::new("goal", ASKS, label).called(|world, t, _, key, text| {
            let when = audience::read(text).filter(|_| key == "when");
            when.map(|when| audience::said(world, &when, t.0))
        });
        Some(match id.is_empty() {
            true => Form::new(app, name, plain.first(move |key| untrack(|| first(app, "", key)))),
            false => Form::new(app, name, plain.first(move |key| first(app, &id, key)).known()),
        })
    };
    let save = move |form: Form| {
        let Some(id) = page.editing.get_untracked() else {
            return;
        };
        let then = move || {
            page.editing.set(None);
            focus::rescue();
        };
        match read(page, form, &id) {
            Err(wrong) => form.save(Err(wrong), then),
            Ok(goal) => {
                if let Some(command) = change(app, &goal.id, Some(&goal)) {
                    form.save(Ok(command), then);
                }
            }
        }
    };
    let title = move || match page.editing.get().and_then(|id| known(app, &id)) {
        Some(goal) => t().goals_edit(said::name(&goal, t())),
        None => t().goals_add().to_owned(),
    };
    let fields = move |form: Form| {
        let id = page.editing.get_untracked()?;
        Some(view! { <Fields form=form id=id /> }.into_any())
    };
    view! {
        <FormDialog
            what=page.editing
            id="goal-form"
            title=title
            verb=move || t().save()
            wide=true
            mark="goal-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}
