//! The RFM score: the window, how figures become 1 to 5, the weights, and the rule in words.

use crate::state::live::*;

use super::found::found_at;
use super::issues::issues_at;
use crate::domain::columns::has_bit;
use crate::domain::metric::{Metric, Unit};
use crate::domain::rule::{RfmScore, RfmThresholds};
use crate::ui::page::rules::desk::{RulesDesk, use_desk};
use crate::ui::text::sentence::unit_word;
use crate::ui::widget::NumberField;
use crate::ui::widget::{Check, Note, NoteKind};
use crate::ui::widget::{Pick, flat};

/// Quintiles of fewer customers than this say little.
const FEW: usize = 25;

/// Borders that a user's own begin with: days, orders, yuan.
const FIRST: [[f64; 4]; 3] = [
    [30.0, 60.0, 90.0, 180.0],
    [2.0, 4.0, 6.0, 10.0],
    [10_000.0, 50_000.0, 100_000.0, 500_000.0],
];

fn change(desk: RulesDesk, key: Option<&str>, change: impl FnOnce(&mut RfmScore)) {
    let key = key.map(|key| format!("scores[rfm]/{key}"));
    desk.edit(|t| t.did_rfm().to_owned(), key, |rules| change(&mut rules.rfm));
}

/// The editor.
#[component]
pub fn RfmEditor() -> impl IntoView {
    let desk = use_desk();
    let rfm = Memo::new(move |_| desk.rules.get().rfm.clone());
    let own = Memo::new(move |_| rfm.with(|r| r.thresholds.is_some()));
    let ranked = Memo::new(move |_| {
        desk.shop.rehearsed(|_, then| {
            let ranked =
                |slot: &u32| has_bit(&then.columns.live, *slot) && then.number(*slot, Metric::RfmTotal).is_some();
            (0..then.columns.rows as u32).filter(ranked).count()
        })
    });
    let few = move || {
        let n = ranked.get().filter(|n| *n < FEW)?;
        (!own.get()).then(|| view! { <Note kind=NoteKind::Warn text=move || desk.t().rfm_few(n) /> })
    };
    let scoring = move |own: bool| {
        if own {
            view! { <Borders rfm=rfm /> }.into_any()
        } else {
            view! { <Quintiles rfm=rfm /> }.into_any()
        }
    };
    view! {
        <section class="panel ruled" data-testid="rfm-editor">
            <header class="panel__head ruled__head">
                <h2 class="panel__title">{move || desk.t().rfm_score()}</h2>
                <span class="panel__note">{move || ranked.get().map(|n| desk.t().rfm_ranked(n))}</span>
            </header>
            <div class="double-rule"></div>
            {issues_at(desk, "scores[rfm]".to_owned())}
            <div class="rfm">
                {few}
                <Window rfm=rfm />
                {how(rfm)}
                <For each=move || [own.get()] key=|own| *own children=scoring />
                <Weights rfm=rfm />
                {found_at(desk, |place| place.starts_with("scores[rfm]"))}
                <p class="classrow__said" data-testid="score-said">
                    {move || rfm.with(|rfm| desk.t().rfm_said(rfm))}
                </p>
            </div>
        </section>
    }
}

/// The months that count.
#[component]
fn Window(rfm: Memo<RfmScore>) -> impl IntoView {
    let desk = use_desk();
    let all = Memo::new(move |_| rfm.with(|r| r.window_months.is_none()));
    let months = Signal::derive(move || rfm.with(|r| r.window_months.map(f64::from)));
    let choices = Signal::derive(move || {
        let t = desk.t();
        flat(vec![
            ("months".to_owned(), t.rfm_last_months().to_owned()),
            ("all".to_owned(), t.rfm_over_all().to_owned()),
        ])
    });
    let value = Signal::derive(move || if all.get() { "all" } else { "months" }.to_owned());
    let choose = move |word: String| change(desk, None, |r| r.window_months = (word == "months").then_some(12));
    let field = move || {
        (!all.get()).then(|| {
            view! {
                <NumberField
                    on_leave=desk.left
                    label=move || desk.t().rfm_window()
                    unit=Unit::Months
                    unit_word=move || desk.t().unit_months()
                    whole=true
                    value=months
                    on_number=Callback::new(move |n: f64| change(desk, Some("window"), |r| r.window_months = Some(n as u32)))
                />
            }
        })
    };
    view! {
        <div class="rfm__row">
            <span class="rfm__label">{move || desk.t().rfm_window()}</span>
            <Pick
                label=move || desk.t().rfm_window()
                kind="window"
                choices=choices
                value=value
                on_change=Callback::new(choose)
            />
            {field}
        </div>
    }
}

/// Quintiles, or borders of one's own.
fn how(rfm: Memo<RfmScore>) -> impl IntoView {
    let desk = use_desk();
    let choices = Signal::derive(move || {
        let t = desk.t();
        flat(vec![
            ("quintiles".to_owned(), t.rfm_quintiles().to_owned()),
            ("own".to_owned(), t.rfm_own_borders().to_owned()),
        ])
    });
    let value =
        Signal::derive(move || rfm.with(|r| if r.thresholds.is_some() { "own" } else { "quintiles" }.to_owned()));
    let choose = move |word: String| {
        let [r, f, m] = FIRST.map(|borders| borders.to_vec());
        let own = RfmThresholds {
            r,
            f,
            m,
            extra: Default::default(),
        };
        change(desk, None, |rfm| rfm.thresholds = (word == "own").then_some(own));
    };
    view! {
        <div class="rfm__row">
            <span class="rfm__label">{move || desk.t().rfm_how()}</span>
            <Pick
                label=move || desk.t().rfm_how()
                kind="scoring"
                choices=choices
                value=value
                on_change=Callback::new(choose)
            />
        </div>
    }
}

#[component]
fn Quintiles(rfm: Memo<RfmScore>) -> impl IntoView {
    let desk = use_desk();
    let on = Signal::derive(move || rfm.with(|r| r.cut_plus_one));
    view! {
        <div class="rfm__row">
            <span class="rfm__label"></span>
            <Check
                text=move || desk.t().rfm_plus_one()
                on=on
                on_change=Callback::new(move |on| change(desk, None, |r| r.cut_plus_one = on))
            />
        </div>
    }
}

/// Which borders of the three scores.
fn borders(own: &mut RfmThresholds, letter: usize) -> &mut Vec<f64> {
    match letter {
        0 => &mut own.r,
        1 => &mut own.f,
        _ => &mut own.m,
    }
}

#[component]
fn Borders(rfm: Memo<RfmScore>) -> impl IntoView {
    let desk = use_desk();
    const FACTS: [(&str, Unit); 3] = [
        ("days_since_last_order", Unit::Days),
        ("rfm_frequency", Unit::Count),
        ("rfm_monetary", Unit::Yuan),
    ];
    let name = move |letter: usize| match letter {
        0 => desk.t().rfm_r(),
        1 => desk.t().rfm_f(),
        _ => desk.t().rfm_m(),
    };
    let field = move |letter: usize, fact: &'static str, unit: Unit, i: usize| {
        let value = Signal::derive(move || {
            rfm.get()
                .thresholds
                .and_then(|mut own| borders(&mut own, letter).get(i).copied())
        });
        let set = move |n: f64| {
            change(desk, Some(&format!("{letter}/{i}")), |rfm| {
                let list = rfm.thresholds.as_mut().map(|own| borders(own, letter));
                if let Some(border) = list.and_then(|list| list.get_mut(i)) {
                    *border = n;
                }
            });
        };
        view! {
            <NumberField
                on_leave=desk.left
                label=move || desk.t().rfm_border(name(letter), i + 1)
                unit=unit
                unit_word=move || unit_word(desk.lang(), fact, unit)
                value=value
                on_number=Callback::new(set)
            />
        }
    };
    let row = move |(letter, (fact, unit)): (usize, (&'static str, Unit))| {
        view! {
            <div class="rfm__row">
                <span class="rfm__label">{move || name(letter)}</span>
                <span class="rfm__borders">{(0..4).map(|i| field(letter, fact, unit, i)).collect_view()}</span>
            </div>
        }
    };
    FACTS.into_iter().enumerate().map(row).collect_view()
}

#[component]
fn Weights(rfm: Memo<RfmScore>) -> impl IntoView {
    let desk = use_desk();
    let field = move |letter: &'static str, get: fn(&mut RfmScore) -> &mut f64| {
        let value = Signal::derive(move || Some(*get(&mut rfm.get())));
        view! {
            <NumberField
                on_leave=desk.left
                label=move || desk.t().rfm_weight(letter)
                unit=Unit::Points
                unit_word=letter
                value=value
                on_number=Callback::new(move |n| change(desk, Some(letter), |r| *get(r) = n))
            />
        }
    };
    view! {
        <div class="rfm__row">
            <span class="rfm__label">{move || desk.t().rfm_weights()}</span>
            <span class="rfm__borders">
                {field("R", |r| &mut r.weights.r)} {field("F", |r| &mut r.weights.f)} {field("M", |r| &mut r.weights.m)}
            </span>
        </div>
    }
}
