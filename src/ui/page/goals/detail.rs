//! One goal: its definition, its figures, its course, and the rows that it rests on.

use crate::state::live::*;

use super::list::GoalList;
use super::rows::GoalRows;
use super::{ABOVE, BELOW, GOAL, GOALS, PART, standing};
use crate::domain::day::{Day, Window};
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::money::Fen;
use crate::domain::steering::{GoalFigure, GoalOf, Measure, costs};
use crate::state::route::{PageId, Route};
use crate::ui::format;
use crate::ui::goal_said as said;
use crate::ui::list::*;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Icon, Panel, ParamChoice, table_head};

/// The view.
#[component]
pub fn Detail(page: GoalList, id: String) -> impl IntoView {
    let t = use_text();
    let rows = GoalRows::new(page, id.clone());
    let it = Memo::new(move |_| page.of(&id));
    let has_parts = Memo::new(move |_| it.with(|it| it.as_ref().is_some_and(|it| said::quotient(it).is_some())));
    let back = move || {
        Route::to(GOALS)
            .on_day(page.list.app.with_route(Route::as_of))
            .to_hash()
    };
    let body = move || match it.get() {
        None => view! { <EmptyState title=move || t().goals_no_rows() /> }.into_any(),
        Some(it) => view! { <Facts page=page it=it /> }.into_any(),
    };
    view! {
        <p class="screen-only">
            <a href=back data-testid="goals-back">
                <Icon name="chevron-left" size=16 />
                {move || t().goals_back()}
            </a>
        </p>
        {body}
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <Show when=move || has_parts.get()>
                <ParamChoice
                    label=T::goals_rows
                    name="goal-part"
                    param=PART
                    options=vec![("all", T::goals_of_all), (ABOVE, T::goals_of_part), (BELOW, T::goals_of_rest)]
                />
            </Show>
            <ColumnsMenu page=rows />
            <ListButtons page=rows />
        </div>
        <ListTable page=rows message=move || view! { <EmptyState title=move || t().goals_no_rows() /> }.into_any() />
        <ListExport page=rows />
        {paper::list_area(rows)}
    }
}

#[component]
fn Facts(page: GoalList, it: GoalFigure) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let (id, title, shown) = (it.goal.id.to_string(), it.clone(), it.clone());
    let definition = move || {
        app.session
            .read(|world| said::definition(world, &shown.goal, t()))
            .unwrap_or_default()
    };
    let facts = {
        let it = it.clone();
        move || facts(page, &it, t())
    };
    let edit = move |_| page.editing.set(Some(id.clone()));
    view! {
        <div class="goals__one screen-only">
            <Panel id="goal-facts" title=move || said::name(&title.goal, t())>
                <div class="panel__body">
                    <p class="muted small">{definition}</p>
                    <dl class="goals__facts" data-testid="goal-facts">{facts}</dl>
                    <Button
                        text=move || t().goals_deeds()
                        icon="pencil"
                        attr:data-testid="goal-edit"
                        on_click=Callback::new(edit)
                    />
                </div>
            </Panel>
            <Course it=it />
        </div>
    }
}

fn facts(page: GoalList, it: &GoalFigure, t: T) -> Vec<AnyView> {
    let app = page.list.app;
    let unit = it.goal.unit();
    let figure =
        |value: Option<f64>| value.map_or_else(|| t.unknown().to_owned(), |value| said::figure(unit, value, t));
    let costs = app.session.read(|world| costs(world, world.evaluation.as_of));
    let name = said::name(&it.goal, t);
    let spent = match (&it.goal.of, costs) {
        (GoalOf::Measure(Measure::Acquisition), Some(costs)) => {
            let sum: i64 = costs.iter().map(|(_, cost)| cost.0).sum();
            let said = t.goals_costs(costs.len(), format::yuan_sign(Fen(sum), t.0));
            figure_link(!costs.is_empty(), campaigns(app.as_of.get()), name.clone(), said)
        }
        _ => said::quotient(it).map_or_else(|| ().into_any(), |of| quotient(app.route(), &name, of, t)),
    };
    let change = said::against(it).map(said::change).unwrap_or_default();
    let there = it.goal.baseline_day(app.as_of.get()).filter(|_| it.baseline.is_some());
    let baseline = match there {
        Some(day) => view! { <a href=href_on(&it.goal.id, day)>{figure(it.baseline)}</a> }.into_any(),
        None => figure(it.baseline).into_any(),
    };
    let (as_of, status) = (app.as_of.get(), standing(it.standing, t).into_any());
    let fact = |word: &'static str, figure: AnyView, note: AnyView| {
        view! {
            <div>
                <dt>{word}</dt>
                <dd><b>{figure}</b> " " <small>{note}</small></dd>
            </div>
        }
        .into_any()
    };
    vec![
        fact(t.goals_value(), figure(it.value).into_any(), spent),
        fact(
            t.goals_baseline(),
            baseline,
            said::baseline_from(it, as_of, t).into_any(),
        ),
        fact(
            t.goals_aim(),
            figure(it.aim).into_any(),
            said::aim_from(&it.goal, t).into_any(),
        ),
        fact(t.goals_standing(), status, change.into_any()),
    ]
}

/// The campaigns for new customers that began in the 12 months up to a day, with their cost.
fn campaigns(as_of: Day) -> String {
    let since = Window::months(as_of, 12).after.plus_days(1).to_string();
    let route = Route::to(PageId::named("campaigns")).with_param("kind", Some(CampaignKind::Acquisition.word()));
    route.with_param("since", Some(&since)).to_hash()
}

/// What a figure is the quotient of, each a way to its rows below.
fn quotient(here: Route, name: &str, (part, whole): (f64, f64), t: T) -> AnyView {
    let of = |above: Option<&str>, n: f64, what: &str| {
        let there = here.clone().with_param(PART, above);
        figure_link(n > 0.0, there.to_hash(), t.behind_of(name, what), number(n))
    };
    let [part, whole] = [
        of(Some(ABOVE), part, t.goals_of_part()),
        of(None, whole, t.goals_of_all()),
    ];
    view! { <span data-testid="goal-quotient">{part} " / " {whole}</span> }.into_any()
}

/// Where a goal is on a day.
pub fn href_on(id: &str, day: Day) -> String {
    Route::to(GOALS).with_param(GOAL, Some(id)).on_day(Some(day)).to_hash()
}

/// The figures at the ends of the months before, and now.
#[component]
fn Course(it: GoalFigure) -> impl IntoView {
    let t = use_text();
    let unit = it.goal.unit();
    let is_none = it.course.is_empty();
    let most = it.course.iter().filter_map(|(_, value)| *value).fold(0.0, f64::max);
    let rows = move || {
        let line = |(day, value): &(Day, Option<f64>)| {
            let share = value.map_or(0.0, |value| {
                if most > 0.0 {
                    (value / most).max(0.0) * 100.0
                } else {
                    0.0
                }
            });
            // What it was then rests on the rows of that day.
            let said = match value {
                Some(value) => {
                    let there = href_on(&it.goal.id, *day);
                    view! { <a href=there>{said::figure(unit, *value, t())}</a> }.into_any()
                }
                None => t().unknown().into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{format::day(*day)}</th>
                    <td class="goals__bar-cell"><span class="goals__bar" style:--w=format!("{share:.1}") aria-hidden="true"></span></td>
                    <td class="num">{said}</td>
                </tr>
            }
        };
        it.course.iter().map(line).collect_view()
    };
    view! {
        <Panel id="goal-course" title=move || t().goals_course()>
            {match is_none {
                true => view! { <p class="panel__body muted small">{move || t().goals_no_course()}</p> }.into_any(),
                false => view! {
                    <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().goals_course()>
                        <table class="table" data-testid="goal-course-table">
                            {table_head([(T::goals_month, false), (T::goals_course, false), (T::goals_value, true)])}
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                .into_any(),
            }}
        </Panel>
    }
}
