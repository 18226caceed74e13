//! The model: what is expected of the tiers, how good it would have been, and its parameters.

use std::sync::Arc;

use crate::state::live::*;

use super::held::{self, Held};
use super::in_force::InForce;
use super::value::fen;
use super::{AGAIN, OF, TIER_OF};
use crate::domain::label::Lang;
use crate::domain::marketing::lifetime::{Calibrated, Calibration, Frequency, Lifetime, TierSum, Uncalibrated, tiers};
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::class_word::{ClassWord, class_word};
use crate::ui::format;
use crate::ui::list::{figure_link, figures_line, paper};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Chip, Panel, table_head};

/// Beyond this how often and how much are called correlated.
const CORRELATED: f64 = 0.3;

/// Sums that differ by no more than this are near.
const NEAR: f64 = 0.1;
/// Of fewer customers than this a time held out says little.
const FEW: usize = 20;

/// The view.
#[component]
pub fn ModelView(told: Arc<Lifetime>) -> impl IntoView {
    let (sums, parameters, here) = (told.clone(), told.clone(), told.clone());
    view! {
        {paper::head_area(use_app(), |t| (t.growth_model().to_owned(), Vec::new()))}
        <div class="growth__panels" data-testid="growth-model">
            <Tiers told=sums />
            <Picture told=told />
            <InForce told=here />
            <Parameters told=parameters />
        </div>
    }
}

/// A line of the tiers, in words.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    tier: Option<ClassWord>,
    /// Its id, as addresses name it; nothing for the sum of all.
    id: Option<String>,
    figures: [String; 5],
}

/// The sum of all tiers.
fn whole(sums: &[TierSum]) -> TierSum {
    let add = |all: TierSum, sum: &TierSum| TierSum {
        tier: None,
        buyers: all.buyers + sum.buyers,
        repeaters: all.repeaters + sum.repeaters,
        alive: all.alive + sum.alive,
        purchases: all.purchases + sum.purchases,
        spend: all.spend.zip(sum.spend).map(|(all, one)| all + one),
    };
    let none = TierSum {
        spend: Some(0.0),
        ..TierSum::default()
    };
    sums.iter().fold(none, add)
}

fn figures(sum: &TierSum, lang: Lang) -> [String; 5] {
    let alive = match sum.repeaters {
        0 => T(lang).unknown().to_owned(),
        n => format::percent(sum.alive / n as f64),
    };
    [
        format::count(sum.buyers),
        format::count(sum.repeaters),
        alive,
        format::decimal(sum.purchases, 1),
        sum.spend
            .map_or_else(|| T(lang).unknown().to_owned(), |spend| format::wan(fen(spend))),
    ]
}

#[component]
fn Tiers(told: Arc<Lifetime>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let as_of = told.as_of;
    let said = Memo::new(move |_| {
        let lang = t().0;
        let read = |world: &crate::domain::world::World| {
            let sums = tiers(world, &told.all);
            let word = |sum: &TierSum| class_word(&[&world.evaluation.plan], lang, "rfm_tier", sum.tier.as_deref());
            let line = |sum: &TierSum| Said {
                tier: Some(word(sum)),
                id: Some(sum.tier.as_deref().unwrap_or_default().to_owned()),
                figures: figures(sum, lang),
            };
            let mut lines: Vec<Said> = sums.iter().map(line).collect();
            lines.push(Said {
                tier: None,
                id: None,
                figures: figures(&whole(&sums), lang),
            });
            lines
        };
        app.session.read(read).unwrap_or_default()
    });
    let row = move |said: Said| {
        let name = match said.tier {
            Some(word) => view! { <Chip dim=word.palette.to_string() rank=word.rank text=word.name /> }.into_any(),
            None => t().growth_sum().into_any(),
        };
        // The customers that the figures are of.
        let there = |of: Option<&str>| {
            let route = Route::to(PageId::named("growth")).with_param(TIER_OF, said.id.as_deref());
            route.with_param(OF, of).to_hash()
        };
        let [all, again] = [there(None), there(Some(AGAIN))];
        let ways = [all.clone(), again.clone(), again, all.clone(), all];
        let cell = |(figure, href): (String, String)| view! { <td class="num"><a href=href>{figure}</a></td> };
        let figures = said.figures.into_iter().zip(ways).map(cell).collect_view();
        view! { <tr><th scope="row">{name}</th>{figures}</tr> }
    };
    view! {
        <Panel id="growth-tiers" title=move || t().growth_tiers()>
            <div class="panel__body">
                <p class="muted small">{move || t().growth_ahead(format::day(as_of))}</p>
                <p class="muted small">{move || t().growth_tiers_help()}</p>
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().growth_tiers()>
                <table class="table" data-testid="growth-tiers-table">
                    {table_head([
                        (T::growth_col_tier, false),
                        (T::growth_buyers, true),
                        (T::growth_again, true),
                        (T::growth_alive_of, true),
                        (T::growth_col_purchases, true),
                        (T::growth_col_spend, true),
                    ])}
                    <tbody>{move || said.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Panel>
    }
}

#[component]
fn Picture(told: Arc<Lifetime>) -> impl IntoView {
    let t = use_text();
    let as_of = told.as_of;
    let body = match &told.calibration {
        Err(why) => {
            let why = *why;
            let said = move || match why {
                Uncalibrated::TooShort => t().growth_picture_short(),
                Uncalibrated::Unfit(_) => t().growth_picture_unfit(),
            };
            view! { <p class="panel__body muted">{said}</p> }.into_any()
        }
        Ok(picture) => {
            let (days, picture) = (picture.days, picture.clone());
            let help = move || {
                let cut = as_of.plus_days(-(days as i32));
                t().growth_picture_help(format::day(cut), format::day(as_of), format::count(days as usize))
            };
            let (predicted, actual) = picture.sums();
            let customers: usize = picture.groups.iter().map(|group| group.customers).sum();
            let sum = move || {
                let said = t().growth_picture_sum(format::decimal(predicted, 0), format::count(actual as usize));
                figures_line(
                    t(),
                    vec![(said, (customers > 0).then(|| held::href(Held::Picture(None))))],
                )
            };
            let is_on_edge = told.models.early.is_ok_and(Frequency::is_on_edge);
            let judged = move || {
                let rows = (customers > 0).then(|| held::href(Held::Picture(None)));
                let few = (customers < FEW).then(|| (t().growth_picture_few(customers), rows.clone()));
                let edge = is_on_edge.then(|| (t().growth_picture_edge().to_owned(), None));
                let all = [Some((judged(predicted, actual, t()), rows)), few, edge];
                all.into_iter()
                    .flatten()
                    .map(|said| view! { <p>{figures_line(t(), vec![said])}</p> })
                    .collect_view()
            };
            view! {
                <div class="panel__body">
                    <p class="muted small">{help}</p>
                    <p data-testid="growth-picture-sum">{sum}</p>
                    <div data-testid="growth-picture-judged">{judged}</div>
                </div>
                {calibrated(picture)}
            }
            .into_any()
        }
    };
    view! { <Panel id="growth-picture" title=move || t().growth_picture()>{body}</Panel> }
}

/// What the time held out says of the model, in words.
fn judged(predicted: f64, actual: u32, t: T) -> String {
    let by = match actual {
        0 => return t.growth_picture_nobody().to_owned(),
        actual => predicted / f64::from(actual) - 1.0,
    };
    let share = format::percent(by.abs());
    match by {
        by if by > NEAR => t.growth_picture_high(share),
        by if by < -NEAR => t.growth_picture_low(share),
        _ => t.growth_picture_near(share),
    }
}

/// The groups: predicted and actual as two bars of one scale.
fn calibrated(picture: Calibration) -> impl IntoView {
    let t = use_text();
    let mean = |group: &Calibrated, of: f64| of / group.customers.max(1) as f64;
    let most = picture.groups.iter().fold(0.0, |most: f64, group| {
        most.max(mean(group, group.predicted))
            .max(mean(group, f64::from(group.actual)))
    });
    // Each opens the customers of its group.
    let opens = move |group: usize, what: fn(T) -> &'static str, said: String| {
        move || {
            figure_link(
                true,
                held::href(Held::Picture(Some(group))),
                what(t()).to_owned(),
                said.clone(),
            )
        }
    };
    let bar = move |value: f64, kind: &'static str, (group, what): (usize, fn(T) -> &'static str)| {
        let width = if most > 0.0 { value / most * 100.0 } else { 0.0 };
        view! {
            <td class="num growth__bars">
                <span class="growth__bar" data-kind=kind style:--w=format!("{width:.1}")></span>
                {opens(group, what, format::decimal(value, 2))}
            </td>
        }
    };
    let row = move |(repeats, group): (usize, Calibrated)| {
        view! {
            <tr>
                <th scope="row">{move || held::group_name(repeats, t())}</th>
                <td class="num">{opens(repeats, T::growth_customers, format::count(group.customers))}</td>
                {bar(mean(&group, group.predicted), "predicted", (repeats, T::growth_predicted))}
                {bar(mean(&group, f64::from(group.actual)), "actual", (repeats, T::growth_actual))}
            </tr>
        }
    };
    let some = picture
        .groups
        .into_iter()
        .enumerate()
        .filter(|(_, group)| group.customers > 0);
    let rows = some.map(row).collect_view();
    view! {
        <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().growth_picture()>
            <table class="table" data-testid="growth-picture-table">
                {table_head([
                    (T::growth_repeats, false),
                    (T::growth_customers, true),
                    (T::growth_predicted, true),
                    (T::growth_actual, true),
                ])}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Parameters(told: Arc<Lifetime>) -> impl IntoView {
    let t = use_text();
    let models = told.models;
    let line = |name: &'static str, value: f64| view! { <dt>{name}</dt><dd class="num">{parameter(value)}</dd> };
    let ln =
        move |value: f64| view! { <dt>{move || t().growth_ln()}</dt><dd class="num">{format::decimal(value, 1)}</dd> };
    let frequency = models.frequency.ok().map(|(model, likelihood)| {
        view! {
            <p class="muted small">{move || t().growth_frequency_help()}</p>
            <dl class="growth__facts" data-testid="growth-frequency">
                {line("r", model.r)} {line("α", model.alpha)} {line("a", model.a)} {line("b", model.b)} {ln(likelihood)}
            </dl>
            {model.is_on_edge().then(|| view! { <p>{move || t().growth_edge()}</p> })}
        }
    });
    let amounts = models.amounts.ok().map(|(model, likelihood)| {
        view! {
            <p class="muted small">{move || t().growth_amounts_help()}</p>
            <dl class="growth__facts" data-testid="growth-amounts">
                {line("p", model.p)} {line("q", model.q)} {line("v", model.v)} {ln(likelihood)}
            </dl>
        }
    });
    let no_amounts = amounts
        .is_none()
        .then(|| view! { <p>{move || t().growth_no_amounts()}</p> });
    let correlation = models.correlation.map(|value| {
        let said = format::decimal(value, 2);
        let said = move || match value.abs() > CORRELATED {
            true => t().growth_correlated(&said),
            false => t().growth_uncorrelated(&said),
        };
        view! { <p>{said}</p> }
    });
    view! {
        <Panel id="growth-parameters" title=move || t().growth_parameters()>
            <div class="panel__body">{frequency} {amounts} {no_amounts} {correlation}</div>
        </Panel>
    }
}

/// A parameter with as many digits as tell it.
fn parameter(value: f64) -> String {
    match value {
        value if value >= 1_000.0 => format::decimal(value, 0),
        value if value >= 100.0 => format::decimal(value, 1),
        value => format::decimal(value, 3),
    }
}
