//! The slip beside the list: the health of twelve months with what changed it, and the plans.

use crate::state::live::*;

use super::CUSTOMER;
use super::deeds::Planning;
use super::list::{HealthList, change, key_of, plan_said, standing};
use crate::domain::id::CustomerId;
use crate::domain::kind::task_outcome::WIN_BACK_RESULT_NOTE;
use crate::domain::label::Lang;
use crate::domain::winback::{Component, Endangered, HealthOn, WinBack, trend};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::class_word::{ClassWord, class_word};
use crate::ui::format;
use crate::ui::proof::{changed_by, newly_said};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Chip, IconButton, Kind};

/// A month of the trend, in words.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    day: String,
    score: Option<f64>,
    band: ClassWord,
    /// By how much it rose or fell since the month before.
    by: String,
    /// What is another than the month before.
    changes: Vec<String>,
}

/// A plan, in words.
#[derive(Clone, Debug, PartialEq)]
struct SaidPlan {
    measure: String,
    cause: String,
    owner: String,
    how: String,
    /// What is said of the cause, and of how it ended.
    notes: Vec<String>,
}

/// What the slip says. Owned and comparable.
#[derive(Clone, Debug, PartialEq)]
struct Slipped {
    id: CustomerId,
    name: String,
    href: String,
    why: String,
    why_risk: String,
    standing: String,
    /// That the customer is new, and what happened since the first deal.
    newly: Option<String>,
    /// The parts of the score today: the fact, and the points of how many it gives.
    parts: Vec<(String, String)>,
    months: Vec<Said>,
    plans: Vec<SaidPlan>,
    /// The key of the plan that runs.
    running: Option<String>,
    /// Where none does, that of the one that ended last.
    ended: Option<String>,
}

/// The slip of what the address names.
#[component]
pub fn Slip(page: HealthList) -> impl IntoView {
    let app = use_app();
    let said = Memo::new(move |before: Option<&Option<Slipped>>| {
        let (id, lang) = (app.param(CUSTOMER)?, app.lang.get());
        let found = page.find(&id, |world, slot, it| slipped(world, slot, it, lang));
        // While they are read anew, what was said stays.
        found.or_else(|| before.cloned().flatten().filter(|_| page.told.with(Option::is_none)))
    });
    move || said.get().map(|it| view! { <Shown page=page it=it /> })
}

#[component]
fn Shown(page: HealthList, it: Slipped) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let plan = |plan: SaidPlan| {
        view! {
            <dt>{plan.cause}</dt>
            <dd>
                <p>{plan.measure}</p>
                <p class="muted small">{plan.owner} " " {plan.how}</p>
                {plan.notes.into_iter().map(|note| view! { <p class="small">{note}</p> }).collect_view()}
            </dd>
        }
    };
    let part = |(fact, points): (String, String)| view! { <dt>{fact}</dt><dd class="num">{points}</dd> };
    let (has_plans, has_parts) = (!it.plans.is_empty(), !it.parts.is_empty());
    view! {
        <aside class="brief" aria-labelledby="health-slip-title" data-testid="health-slip">
            <header class="brief__head">
                <h2 id="health-slip-title">{it.name}</h2>
                <IconButton
                    icon="x"
                    label=move || t().service_close()
                    on_click=Callback::new(move |_| app.set_param(CUSTOMER, None))
                />
            </header>
            <p class="brief__whose">
                {it.standing}
                <a href=it.href>{move || t().health_to_customer()}</a>
                <a href=it.why>{move || t().health_why()}</a>
                <a href=it.why_risk>{move || t().health_why_risk()}</a>
            </p>
            <div class="brief__body" role="group" tabindex="0" aria-label=move || t().health_trend()>
                <Show when=move || has_parts>
                    <h3>{move || t().health_parts()}</h3>
                </Show>
                {it.newly.map(|text| view! { <p class="small" data-testid="health-newly">{text}</p> })}
                <dl class="brief__facts" data-testid="health-parts">{it.parts.into_iter().map(part).collect_view()}</dl>
                <h3>{move || t().health_trend()}</h3>
                <Trend months=it.months />
                <Show when=move || has_plans>
                    <h3>{move || t().health_plans()}</h3>
                </Show>
                <dl class="brief__facts" data-testid="health-plans">{it.plans.into_iter().map(plan).collect_view()}</dl>
            </div>
            <Ways page=page id=it.id running=it.running ended=it.ended />
        </aside>
    }
}

/// The months: the score with its band, and what is another than before.
#[component]
fn Trend(months: Vec<Said>) -> impl IntoView {
    let t = use_text();
    if months.is_empty() {
        return view! { <p class="muted">{move || t().health_no_trend()}</p> }.into_any();
    }
    let row = |month: Said| {
        let score = match month.score {
            Some(score) => view! {
                <span class="trend__bar" data-dim=month.band.palette.to_string() data-rank=month.band.rank.key() style:--w=format!("{:.1}", score.clamp(0.0, 100.0))></span>
                <b>{format::score(score)}</b>
                <Chip dim=month.band.palette.to_string() rank=month.band.rank text=month.band.name />
                <span class="num muted">{month.by}</span>
            }
            .into_any(),
            None => view! { <span class="muted">{month.band.name}</span> }.into_any(),
        };
        let changes = month
            .changes
            .into_iter()
            .map(|change| view! { <p class="muted small">{change}</p> });
        view! {
            <tr>
                <th scope="row" class="num">{month.day}</th>
                <td><span class="trend__score">{score}</span>{changes.collect_view()}</td>
            </tr>
        }
    };
    view! {
        <table class="health__trend" data-testid="health-trend">
            <tbody>{months.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What can be done.
#[component]
fn Ways(page: HealthList, id: CustomerId, running: Option<String>, ended: Option<String>) -> impl IntoView {
    let t = use_text();
    let talk = {
        let id = id.clone();
        Callback::new(move |_| page.talking.set(Some(id.clone())))
    };
    let main = match running {
        Some(key) => {
            let (end, edit) = (key.clone(), key);
            view! {
                <Button
                    text=move || t().health_end()
                    kind=Kind::Primary
                    icon="check"
                    on_click=Callback::new(move |_| page.ending.set(Some(end.clone())))
                    attr:data-testid="slip-end"
                />
                <Button
                    text=move || t().health_edit()
                    kind=Kind::Quiet
                    icon="pencil"
                    on_click=Callback::new(move |_| page.planning.set(Some(Planning::Known(edit.clone()))))
                />
            }
            .into_any()
        }
        None => view! {
            <Button
                text=move || t().health_plan()
                kind=Kind::Primary
                icon="target"
                on_click=Callback::new(move |_| page.planning.set(Some(Planning::New(id.clone()))))
                attr:data-testid="slip-plan"
            />
            {ended.map(|key| {
                view! {
                    <Button
                        text=move || t().health_end_again()
                        kind=Kind::Quiet
                        icon="pencil"
                        on_click=Callback::new(move |_| page.ending.set(Some(key.clone())))
                        attr:data-testid="slip-end-again"
                    />
                }
            })}
        }
        .into_any(),
    };
    view! {
        <footer class="brief__foot">
            {main}
            <Button text=move || t().health_talk() icon="phone" on_click=talk attr:data-testid="slip-talk" />
        </footer>
    }
}

fn slipped(world: &World, slot: u32, it: Option<&Endangered>, lang: Lang) -> Option<Slipped> {
    let t = T(lang);
    let customer = world.book.customers.at(slot)?;
    let months = trend(world, slot);
    let before = [None].into_iter().chain(months.iter().map(Some));
    let mut said: Vec<Said> = before
        .zip(&months)
        .map(|(before, on)| month((world, slot), before, on, lang))
        .collect();
    // The latest month stands first.
    said.reverse();
    let is_late = it.is_some_and(|it| it.is_late(world.evaluation.as_of));
    let plans = it.map_or(&[][..], |it| &it.plans).iter();
    let plans = plans.map(|plan| told(world, plan, is_late, t)).collect();
    let route = Route::customer(&customer.id);
    Some(Slipped {
        id: customer.id.clone(),
        name: customer.name.to_string(),
        href: route.to_hash(),
        why: route.clone().with_param("why", Some("health")).to_hash(),
        why_risk: route.with_param("why", Some("risk")).to_hash(),
        parts: months.last().map(|on| parts(world, on, lang)).unwrap_or_default(),
        standing: it
            .map_or_else(|| t.health_in_no_danger(), |it| standing(it.standing, t))
            .to_owned(),
        newly: newly_said(world, slot, lang).map(|since| t.newly_low(since)),
        months: said,
        plans,
        running: it.and_then(|it| key_of(world, it.running()?)),
        ended: it.and_then(|it| key_of(world, it.plans.first().filter(|_| it.running().is_none())?)),
    })
}

/// What a fact of the score says.
fn figure(words: Words<'_>, part: &Component) -> String {
    match part.fact {
        Some(value) => words.figure(&part.of, value),
        None => T(words.lang).health_no_data().to_owned(),
    }
}

/// The parts of a score, each with its fact and its points.
fn parts(world: &World, on: &HealthOn, lang: Lang) -> Vec<(String, String)> {
    let (t, plan) = (T(lang), &world.evaluation.plan);
    let words = Words { lang, plan };
    let said = |part: &Component| {
        let (points, most) = (format::score(part.points.abs()), format::score(part.most.abs()));
        let points = match (part.most < 0.0, part.fact.is_none() || part.is_unrecorded) {
            (false, false) => t.health_points(points, most),
            (false, true) => t.health_points_of_nothing(points, most),
            // What counts against a customer.
            (true, false) => t.health_points_off(points, most),
            (true, true) => t.health_points_off_nothing(points, most),
        };
        (t.health_is(words.fact(&part.of), figure(words, part)), points)
    };
    let is_told = on.score.is_some();
    on.parts.iter().filter(|_| is_told).map(said).collect()
}

fn month((world, slot): (&World, u32), before: Option<&HealthOn>, on: &HealthOn, lang: Lang) -> Said {
    let (t, plan) = (T(lang), &world.evaluation.plan);
    let words = Words { lang, plan };
    let figure = |part: &Component| figure(words, part);
    let mut changes = Vec::new();
    let moved = before
        .and_then(|before| before.score)
        .zip(on.score)
        .filter(|(was, is)| was != is);
    if let Some(before) = before {
        let pairs = before.parts.iter().zip(&on.parts);
        for (was, is) in pairs.filter(|(was, is)| was.fact != is.fact) {
            let said = t.health_was(words.fact(&is.of), figure(was), figure(is));
            changes.push(match changed_by((world, slot), &is.of, [before.day, on.day], lang) {
                Some(why) => t.health_was_by(said, why),
                None => said,
            });
        }
    } else {
        let missing = on.parts.iter().filter(|part| part.fact.is_none());
        changes.extend(missing.map(|part| t.health_is(words.fact(&part.of), t.health_no_data())));
    }
    Said {
        day: format::short_day(on.day, world.evaluation.as_of),
        score: on.score,
        band: class_word(&[plan], lang, "health", on.band.as_deref()),
        by: moved.map(|(was, is)| change(is - was, t)).unwrap_or_default(),
        changes,
    }
}

fn told(world: &World, plan: &WinBack, is_late: bool, t: T) -> SaidPlan {
    let as_of = world.evaluation.as_of;
    let record = world.book.task_outcomes.at(plan.slot);
    let opened = plan.opened.map(|day| t.health_opened_on(format::short_day(day, as_of)));
    let how = plan_said(plan, is_late && plan.ended.is_none(), as_of, t);
    SaidPlan {
        measure: plan.measure.to_string(),
        cause: plan
            .cause
            .map_or_else(|| t.unknown().to_owned(), |cause| t.label(&cause.label())),
        owner: format::whose(plan.owner.as_deref(), t.0),
        how: format::clauses(opened.into_iter().chain(how), t.0),
        notes: record.map_or(Vec::new(), |record| {
            let told = [record.note.as_deref(), record.extra.text(WIN_BACK_RESULT_NOTE)];
            told.into_iter().flatten().map(str::to_owned).collect()
        }),
    }
}
