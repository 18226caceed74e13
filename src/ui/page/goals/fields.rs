//! The inputs of a goal, those that its answers ask for.

use crate::state::live::*;

use super::editor::{CHANGE, DOWN, MOST, NONE, ON, TYPED, VALUE, YEAR, known};
use crate::domain::field::{Tense, parse_date};
use crate::domain::form::Place;
use crate::domain::metric::{METRICS, Unit, index_of};
use crate::domain::steering::{Baseline, Goal, GoalOf, How};
use crate::state::goals::value_on;
use crate::state::use_app;
use crate::ui::audience::ConditionInput;
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, Input};
use crate::ui::format;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, use_text};

type Words = &'static [(&'static str, fn(T) -> &'static str)];

const TARGETS: Words = &[
    (VALUE, T::goals_target_value),
    (CHANGE, T::goals_target_change),
    (NONE, T::goals_target_none),
];
const BASELINES_TYPED: Words = &[(TYPED, T::goals_baseline_typed), (NONE, T::goals_baseline_none)];
const BASELINES: Words = &[
    (YEAR, T::goals_baseline_year),
    (ON, T::goals_baseline_on),
    (TYPED, T::goals_baseline_typed),
    (NONE, T::goals_baseline_none),
];

fn choice(form: Form, key: &'static str, words: Words) -> AnyView {
    let t = use_text();
    let options = Signal::derive(move || {
        let option = |(value, word): &(&str, fn(T) -> &'static str)| ((*value).to_owned(), word(t()).to_owned());
        words.iter().map(option).collect::<Vec<_>>()
    });
    let place = Place::own(key);
    view! { <ChoiceInput place=place form=form label=move || form.label(place) options=options /> }.into_any()
}

fn line(form: Form, key: &'static str) -> AnyView {
    let place = Place::own(key);
    view! { <Input place=place form=form label=move || form.label(place) /> }.into_any()
}

/// The word of a unit, for what is typed.
fn unit_word(unit: Option<Unit>, t: T) -> &'static str {
    match unit {
        Some(Unit::Share) => t.goals_unit_percent(),
        Some(Unit::Yuan) => t.goals_unit_yuan(),
        Some(Unit::Points) => t.goals_unit_points(),
        _ => t.goals_unit_of_metric(),
    }
}

/// The inputs of a goal.
#[component]
pub fn Fields(form: Form, id: String) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let goal = untrack(|| known(app, &id));
    let measured = goal.as_ref().filter(|goal| matches!(goal.of, GoalOf::Measure(_)));
    let (unit, has_history) = (measured.map(Goal::unit), measured.is_none_or(Goal::has_history));
    let is_own = measured.is_none();
    let unit = move || {
        let share = is_own && form.text(Place::own("how")) == How::Share.word();
        let metric = METRICS.get(index_of(&form.text(Place::own("metric"))).unwrap_or_default());
        unit.or(if share {
            Some(Unit::Share)
        } else {
            metric.map(|metric| metric.unit)
        })
    };
    let of_target = move || {
        let place = Place::own("aim");
        let (label, help) = match &*form.text(Place::own("target")) {
            NONE => return ().into_any(),
            CHANGE => (t().goals_target_number("%"), t().goals_target_help()),
            _ => (t().goals_target_number(unit_word(unit(), t())), ""),
        };
        // More than twice the baseline is easily meant otherwise: as so many percent of it.
        let help = move || {
            let by = form
                .text(place)
                .trim()
                .trim_end_matches(['%', '％'])
                .trim()
                .parse::<f64>();
            match by.ok().filter(|by| *by > 100.0 && *by <= MOST && !help.is_empty()) {
                Some(by) => t().goals_so_many_times(number(by), number(1.0 + by / 100.0)),
                None => help.to_owned(),
            }
        };
        view! { <Input place=place form=form label=move || label.clone() help=help /> }.into_any()
    };
    let without_base = Memo::new(move |_| {
        let baseline = match &*form.text(Place::own("baseline")) {
            YEAR => Baseline::YearBefore,
            ON => Baseline::On(parse_date(&form.text(Place::own("day")), app.today.get(), Tense::Past).ok()?),
            _ => return None,
        };
        let goal = Goal {
            baseline: Some(baseline),
            ..goal.clone()?
        };
        let day = goal.baseline_day(app.as_of.get())?;
        value_on(app, &goal, day)?.is_none().then_some(day)
    });
    let unknown = move || {
        let day = without_base.get();
        day.map(|day| t().goals_base_unknown(format::day(day)))
            .unwrap_or_default()
    };
    let of_baseline = move || match &*form.text(Place::own("baseline")) {
        ON => {
            let place = Place::own("day");
            view! { <Input place=place form=form label=move || form.label(place) help=unknown /> }.into_any()
        }
        YEAR => view! { <p class="fields__wide field__help" role="status">{unknown}</p> }.into_any(),
        TYPED => {
            let label = t().goals_baseline_number(unit_word(unit(), t()));
            view! { <Input place=Place::own("base") form=form label=move || label.clone() /> }.into_any()
        }
        _ => ().into_any(),
    };
    let first = form.id(Place::own(if is_own { "name" } else { "target" }));
    next_frame(move || focus::focus_id(first));
    view! {
        {is_own.then(|| view! { <OwnFields form=form /> })}
        {choice(form, "target", TARGETS)}
        {of_target}
        {choice(form, "baseline", if has_history { BASELINES } else { BASELINES_TYPED })}
        {of_baseline}
    }
}

/// What is measured.
#[component]
fn OwnFields(form: Form) -> impl IntoView {
    let t = use_text();
    let metrics = Signal::derive(move || {
        let option = |metric: &crate::domain::metric::MetricInfo| (metric.id.to_owned(), t().label(&metric.label()));
        METRICS.iter().map(option).collect::<Vec<_>>()
    });
    let [metric, when] = ["metric", "when"].map(Place::own);
    let from = move || match form.text(Place::own("how")) == How::Share.word() {
        true => line(form, "from"),
        false => ().into_any(),
    };
    view! {
        <div class="fields__wide">{line(form, "name")}</div>
        <ChoiceInput place=metric form=form label=move || form.label(metric) options=metrics />
        {choice(
            form,
            "how",
            &[
                ("average", T::goals_how_average),
                ("sum", T::goals_how_sum),
                ("share", T::goals_how_share),
            ],
        )}
        {from}
        {choice(form, "falls", &[("up", T::goals_own_up), (DOWN, T::goals_own_down)])}
        <p class="fields__wide field__label">{move || form.label(when)} " " <small class="muted">{move || t().goals_own_when_help()}</small></p>
        <ConditionInput form=form place=when />
    }
}
