//! A distance, edited: so many days, working days, weeks or months, the same for all or by a fact of the customer.

use crate::state::live::*;

use super::desk::CareDesk;
use crate::domain::care::{Contradiction, Distance, Span, SpanUnit, span_said};
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::ui::condition::facts;
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::widget::{Choices, Icon, NumberField, Pick, flat};

/// Words of a customer that a distance may go by, beside the dimensions.
const WORDS: [&str; 2] = ["intent", "kind"];

/// The most of a unit: a hundred years of days.
const MOST: f64 = 36_525.0;

/// So many of a unit, edited; emptied where it may be.
#[component]
pub fn SpanField(
    desk: CareDesk,
    /// What it is, for readers of the screen.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] value: Signal<Option<Span>>,
    /// Hears the distance; nothing where it was emptied.
    on_span: Callback<Option<Span>>,
    /// It may be none.
    #[prop(optional)]
    may_be_none: bool,
) -> impl IntoView {
    let unit_of = |span: Option<Span>| span.map_or(SpanUnit::Days, |span| span.unit);
    let units = Signal::derive(move || {
        let entry = |unit: &SpanUnit| (unit.word().to_owned(), desk.t().label(&unit.label()));
        flat(SpanUnit::ALL.iter().map(entry).collect())
    });
    let on_number = move |n: f64| {
        let unit = unit_of(value.get_untracked());
        on_span.run(Some(Span::new(n.max(0.0) as u32, unit)));
    };
    let on_unit = move |word: String| {
        if let (Some(unit), Some(span)) = (SpanUnit::from_word(&word), value.get_untracked()) {
            on_span.run(Some(Span::new(span.n, unit)));
        }
    };
    let number = Signal::derive(move || value.get().map(|span| f64::from(span.n)));
    let (name, heard) = (move || label.get(), Callback::new(on_number));
    let field = match may_be_none {
        true => view! {
            <NumberField
                label=name
                unit=Unit::Count
                unit_word=""
                whole=true
                most=MOST
                value=number
                on_number=heard
                on_empty=Callback::new(move |()| on_span.run(None))
                on_leave=desk.left
            />
        }
        .into_any(),
        false => view! {
            <NumberField label=name unit=Unit::Count unit_word="" whole=true most=MOST value=number on_number=heard on_leave=desk.left />
        }
        .into_any(),
    };
    view! {
        <span class="pspan__one">
            {field}
            <Pick
                label=move || desk.t().care_span_of(label.get(), desk.t().care_unit())
                kind="unit"
                choices=units
                value=Signal::derive(move || unit_of(value.get()).word().to_owned())
                on_change=Callback::new(on_unit)
            />
        </span>
    }
}

/// A distance that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct DistanceEdit {
    pub desk: CareDesk,
    pub label: Signal<String>,
    pub value: Signal<Option<Distance>>,
    pub on_distance: Callback<Option<Distance>>,
    pub may_be_none: bool,
    /// What of it contradicts the other days of its step.
    pub wrong: Signal<Vec<Contradiction>>,
}

/// What is wrong with a distance, below it.
#[component]
pub fn WrongDay(
    desk: CareDesk,
    wrong: Signal<Vec<Contradiction>>,
    #[prop(optional_no_strip)] of: Option<Text>,
) -> impl IntoView {
    let said = Memo::new(move |_| {
        let mine = wrong.get().into_iter().filter(|it| it.of == of);
        mine.map(|it| desk.t().label(&it.problem.label())).collect::<Vec<_>>()
    });
    let row = |said: String| {
        view! {
            <span class="field__error cleaf__issue" role="alert" data-testid="step-contradiction">
                <Icon name="alert-triangle" size=14 />
                {said}
            </span>
        }
    };
    move || said.get().into_iter().map(row).collect_view()
}

/// What a distance goes by; empty for the same for all.
fn goes_by(distance: Option<&Distance>) -> String {
    match distance {
        Some(Distance::By { fact, .. }) => fact.to_string(),
        _ => String::new(),
    }
}

/// The values that a distance names, and whether everybody else has one; the empty value stands for all.
fn rows(distance: Option<&Distance>) -> Vec<Option<Text>> {
    match distance {
        Some(Distance::By { values, .. }) => values
            .iter()
            .map(|(value, _)| Some(value.clone()))
            .chain([None])
            .collect(),
        _ => vec![None],
    }
}

/// The distance of a value; without one that of all, or of all others.
fn span_of(distance: &Distance, of: Option<&Text>) -> Option<Span> {
    match (distance, of) {
        (Distance::Fixed(span), _) => Some(*span),
        (Distance::By { otherwise, .. }, None) => *otherwise,
        (Distance::By { values, .. }, Some(of)) => values.iter().find(|(value, _)| value == of).map(|(_, span)| *span),
    }
}

fn set_span(distance: Option<Distance>, of: Option<&Text>, span: Option<Span>) -> Option<Distance> {
    let mut distance = match distance {
        Some(by @ Distance::By { .. }) => by,
        _ => return span.map(Distance::Fixed),
    };
    if let Distance::By { values, otherwise, .. } = &mut distance {
        match (of, span) {
            (None, span) => *otherwise = span,
            (Some(of), Some(span)) => {
                let found = values.iter_mut().find(|(value, _)| value == of);
                found.into_iter().for_each(|(_, known)| *known = span);
            }
            (Some(_), None) => {}
        }
    }
    Some(distance)
}

impl DistanceEdit {
    /// Goes by another fact: each of its values begins with the distance of now.
    fn go_by(self, fact: &str) {
        let now = self.value.get_untracked();
        let first = rows(now.as_ref()).first().cloned().flatten();
        let span = now.as_ref().and_then(|now| span_of(now, first.as_ref()));
        let span = span.unwrap_or(Span::new(3, SpanUnit::WorkingDays));
        let distance = if fact.is_empty() {
            Distance::Fixed(span)
        } else {
            let all = untrack(|| facts::values(self.desk.names, fact));
            let words = all.into_iter().flat_map(|(_, words)| words);
            Distance::By {
                fact: fact.into(),
                values: words.map(|(word, _)| (word.as_str().into(), span)).collect(),
                otherwise: Some(span),
            }
        };
        self.on_distance.run(Some(distance));
    }

    /// What a value of the fact is called. Tracked.
    fn value_name(self, of: Option<&Text>) -> String {
        let t = self.desk.t();
        let fact = self.value.with(|now| goes_by(now.as_ref()));
        match of {
            None if fact.is_empty() => String::new(),
            None => t.care_otherwise().to_owned(),
            Some(of) => value_name(self.desk, &fact, of),
        }
    }
}

/// What a value of a fact is called. Tracked.
fn value_name(desk: CareDesk, fact: &str, value: &str) -> String {
    let all = facts::values(desk.names, fact);
    let mut words = all.into_iter().flat_map(|(_, words)| words);
    words
        .find(|(word, _)| *word == *value)
        .map_or_else(|| value.to_owned(), |(_, said)| said)
}

/// The distance.
#[component]
pub fn DistanceField(it: DistanceEdit) -> impl IntoView {
    let desk = it.desk;
    let by = Memo::new(move |_| it.value.with(|now| goes_by(now.as_ref())));
    let parts = Memo::new(move |_| it.value.with(|now| rows(now.as_ref())));
    let choices = Signal::derive(move || ways(desk));
    let row = move |of: Option<Text>| {
        let of = StoredValue::new(of);
        let name = Signal::derive(move || of.with_value(|of| it.value_name(of.as_ref())));
        let label = Signal::derive(move || match name.get() {
            name if name.is_empty() => it.label.get(),
            name => desk.t().care_span_of(it.label.get(), name),
        });
        let value = Signal::derive(move || {
            it.value
                .get()
                .and_then(|now| of.with_value(|of| span_of(&now, of.as_ref())))
        });
        let set = move |span: Option<Span>| {
            let next = of.with_value(|of| set_span(it.value.get_untracked(), of.as_ref(), span));
            if next.is_some() || it.may_be_none {
                it.on_distance.run(next);
            }
        };
        let (is_other, whose) = of.with_value(|of| (of.is_none(), of.clone()));
        view! {
            <span class="pspan__row">
                <span class="muted">{move || name.get()}</span>
                <SpanField desk=desk label=label value=value on_span=Callback::new(set) may_be_none=is_other />
                <WrongDay desk=desk wrong=it.wrong of=whose />
            </span>
        }
    };
    view! {
        <div class="pspan" role="group" aria-label=move || it.label.get()>
            <span class="pspan__label">{move || it.label.get()}</span>
            <Show when=move || it.value.with(Option::is_some)>
                <Pick
                    label=move || desk.t().care_span_of(it.label.get(), desk.t().care_by_label())
                    kind="by"
                    choices=choices
                    value=by
                    on_change=Callback::new(move |fact: String| it.go_by(&fact))
                />
            </Show>
            <For each=move || parts.get() key=move |of| (by.get_untracked(), of.clone()) children=row />
        </div>
    }
}

/// What a distance may go by.
fn ways(desk: CareDesk) -> Choices {
    let t = desk.t();
    let dimensions = desk.names.rules.with(|rules| {
        let used = rules.dimensions.iter().filter(|d| d.retired != Some(true));
        used.map(|d| d.id.to_string()).collect::<Vec<_>>()
    });
    let named = |fact: String| {
        let name = desk
            .names
            .rules
            .with(|rules| facts::fact_name(desk.names, rules, &fact));
        (fact, t.care_by(name))
    };
    let all = WORDS.iter().map(ToString::to_string).chain(dimensions).map(named);
    flat(
        [(String::new(), t.care_same_for_all().to_owned())]
            .into_iter()
            .chain(all)
            .collect(),
    )
}

/// A distance in words. Tracked.
pub fn said(desk: CareDesk, distance: &Distance) -> String {
    let t: T = desk.t();
    let span = |span: Span| t.label(&span_said(span));
    match distance {
        Distance::Fixed(it) => span(*it),
        Distance::By {
            fact,
            values,
            otherwise,
        } => {
            let each = values.iter().map(|(value, it)| (value_name(desk, fact, value), *it));
            let others = otherwise.map(|it| (t.care_otherwise().to_owned(), it));
            let all = each.chain(others).map(|(name, it)| format!("{name} {}", span(it)));
            format::list(all.collect::<Vec<_>>(), t.0)
        }
    }
}
