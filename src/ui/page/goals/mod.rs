//! 目标: what is to be reached, how far it is, what that rests on, and the goals that people set themselves.

mod complaints;
mod detail;
mod editor;
mod fields;
mod improve;
mod list;
mod report;
mod rows;

use crate::state::live::*;

use complaints::Complaints;
use detail::{Detail, href_on};
use editor::{GoalDialog, change};
use list::{GoalList, chosen, href};

use crate::domain::steering::{GoalFigure, GoalOf, MOST_OWN, Standing};
use crate::state::route::PageId;
use crate::state::use_app;
use crate::ui::goal_said as said;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{
    Button, Icon, IconButton, Note, NoteKind, PageHead, Panel, ParamChoice, Sparkline, table_head,
};

/// The page's name.
const GOALS: PageId = PageId::named("goals");
/// The piece of page state that names the goal whose rows are shown.
const GOAL: &str = "goal";
/// The piece of page state that narrows its rows, and its value for those above the line.
const PART: &str = "part";
const ABOVE: &str = "above";
const BELOW: &str = "below";
/// The piece of page state that says what is shown, and its value beside the goals.
const VIEW: &str = "view";
/// The piece of page state that narrows the goals to a standing.
const STANDING: &str = "standing";
const COMPLAINTS: &str = "complaints";

/// The page.
#[component]
pub fn Goals() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let is_of_complaints = Memo::new(move |_| app.param(VIEW).as_deref() == Some(COMPLAINTS));
    let body = move || match is_of_complaints.get() {
        true => view! { <Complaints /> }.into_any(),
        false => view! { <AllGoals /> }.into_any(),
    };
    view! {
        <div class="page page--fill page--goals">
            <PageHead title=move || t().goals_title() />
            <div class="toolbar screen-only">
                <ParamChoice
                    label=T::goals_view
                    name="goals-view"
                    param=VIEW
                    ends=&[GOAL, PART, STANDING]
                    options=vec![("goals", T::goals_all), (COMPLAINTS, T::complaints_title)]
                />
            </div>
            {body}
        </div>
    }
}

/// The goals, or one of them.
#[component]
fn AllGoals() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = GoalList::new();
    let chosen = Memo::new(move |_| app.param(GOAL));
    let is_read = Memo::new(move |_| page.is_read());
    let is_behind = Memo::new(move |_| page.told.with(|told| told.as_ref().is_some_and(|told| told.is_behind)));
    let body = move || match (is_read.get(), chosen.get()) {
        (false, _) => view! { <p class="muted" role="status">{move || t().goals_reading()}</p> }.into_any(),
        (true, Some(id)) => view! { <Detail page=page id=id /> }.into_any(),
        (true, None) => view! { <Overview page=page /> }.into_any(),
    };
    view! {
        <Show when=move || is_behind.get() && is_read.get()>
            <Note kind=NoteKind::Info text=move || t().goals_behind_book() />
        </Show>
        {body}
        <GoalDialog page=page />
        <ListExport page=page />
        {move || chosen.with(Option::is_none).then(|| paper::list_area(page))}
    }
}

/// All goals.
#[component]
fn Overview(page: GoalList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let is_own = |it: &GoalFigure| matches!(it.goal.of, GoalOf::Own(_));
    let is_full = Signal::derive(move || {
        page.all
            .with(|all| all.iter().filter(|it| is_own(it)).count() >= MOST_OWN)
    });
    let sub = move || {
        let figure = |of: Standing, said: fn(T, usize) -> String| {
            let n = page.count(of);
            let there = app.route().with_param(STANDING, Some(of.word()));
            (said(t(), n), (n > 0).then(|| there.to_hash()))
        };
        let all = chosen(app).map(|_| {
            let there = app.route().with_param(STANDING, None).to_hash();
            (t().goals_show_all().to_owned(), Some(there))
        });
        let counts = [
            figure(Standing::Reached, |t, n| t.goals_sub_reached(n)),
            figure(Standing::OnTheWay, |t, n| t.goals_sub_way(n)),
            figure(Standing::Behind, |t, n| t.goals_sub_behind(n)),
        ];
        figures_line(t(), counts.into_iter().chain(all).collect())
    };
    let rows = move || {
        let (all, shown) = (page.all.get(), page.list.rows.get());
        let shown = shown.iter().filter_map(|at| all.get(*at as usize));
        shown.map(|it| row(page, it, t())).collect_view()
    };
    view! {
        <div class="goals__all screen-only">
            <Panel id="goals-all" title=move || t().goals_all()>
                <div class="panel__body">
                    <p class="muted small" data-testid="goals-sub">{sub}</p>
                    <p class="muted small">{move || t().goals_help()}</p>
                    <ListButtons page=page />
                    <Button
                        text=move || t().goals_add()
                        icon="plus"
                        disabled=is_full
                        attr:data-testid="goal-add"
                        on_click=Callback::new(move |_| page.editing.set(Some(String::new())))
                    />
                    {move || is_full.get().then(|| view! { <p class="muted small">{t().goals_most(MOST_OWN)}</p> })}
                </div>
                <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().goals_all()>
                    <table class="table goals__table" data-testid="goals">
                        {table_head([
                            (T::goals_name, false),
                            (T::goals_value, true),
                            (T::goals_baseline, true),
                            (T::goals_aim, true),
                            (T::goals_change, true),
                            (T::goals_course, false),
                            (T::goals_standing, false),
                            (T::goals_deeds, false),
                        ])}
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Panel>
        </div>
    }
}

fn row(page: GoalList, it: &GoalFigure, t: T) -> impl IntoView + use<> {
    let app = page.list.app;
    let name = said::name(&it.goal, t);
    let definition = app.session.peek(|world| said::definition(world, &it.goal, t));
    let unit = it.goal.unit();
    let figure =
        |value: Option<f64>| value.map_or_else(|| t.unknown().to_owned(), |value| said::figure(unit, value, t));
    let course: Vec<f64> = it.course.iter().filter_map(|(_, value)| *value).collect();
    let (edited, id) = (it.goal.id.to_string(), it.goal.id.to_string());
    let change = said::against(it);
    let change = figure_link(
        change.is_some(),
        href(&it.goal.id),
        t.behind_of(&name, t.goals_change()),
        change.map_or_else(|| t.unknown().to_owned(), said::change),
    );
    let day = it
        .goal
        .baseline_day(app.as_of.get_untracked())
        .filter(|_| it.baseline.is_some());
    let then = day.map(|day| href_on(&it.goal.id, day)).unwrap_or_default();
    let of_baseline = t.behind_of(&name, t.goals_baseline());
    let baseline = figure_link(day.is_some(), then, of_baseline, figure(it.baseline));
    view! {
        <tr data-goal=id>
            <th scope="row">
                <a href=href(&it.goal.id)>{name.clone()}</a>
                <small>{definition}</small>
            </th>
            <td class="num" data-label=t.goals_value()>
                <b>{figure_link(it.value.is_some(), href(&it.goal.id), name.clone(), figure(it.value))}</b>
            </td>
            <td class="num" data-label=t.goals_baseline()>
                {baseline} <small>{said::baseline_from(it, app.as_of.get_untracked(), t)}</small>
            </td>
            <td class="num" data-label=t.goals_aim()>{figure(it.aim)} <small>{said::aim_from(&it.goal, t)}</small></td>
            <td class="num" data-label=t.goals_change()>{change}</td>
            <td class="goals__course"><Sparkline values=Signal::stored(course) /></td>
            <td>{standing(it.standing, t)}</td>
            <td>
                <IconButton
                    icon="pencil"
                    label=move || t.goals_edit(&name)
                    attr:data-testid="goal-edit"
                    on_click=Callback::new(move |_| page.editing.set(Some(edited.clone())))
                />
                {put_back(page, it, t)}
            </td>
        </tr>
    }
}

/// Takes a goal of one's own away, or puts one of S1 back.
fn put_back(page: GoalList, it: &GoalFigure, t: T) -> AnyView {
    let (app, id, name) = (page.list.app, it.goal.id.to_string(), said::name(&it.goal, t));
    let usual = crate::domain::steering::goals(&Default::default());
    let is_usual = usual.contains(&it.goal);
    if is_usual {
        return ().into_any();
    }
    let is_own = matches!(it.goal.of, GoalOf::Own(_));
    let (icon, label) = match is_own {
        true => ("trash", t.goals_remove(&name)),
        false => ("undo", t.goals_restore(&name)),
    };
    view! {
        <IconButton
            icon=icon
            label=move || label.clone()
            attr:data-testid="goal-put-back"
            on_click=Callback::new(move |_| {
                if let Some(command) = change(app, &id, None) {
                    app.session.dispatch(command);
                }
            })
        />
    }
    .into_any()
}

/// A standing, with its icon.
fn standing(of: Standing, t: T) -> impl IntoView + use<> {
    let (mark, icon, word) = said::standing(of, t);
    view! {
        <span class="goals__standing" data-standing=mark>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon size=16 /> })}
            {word}
        </span>
    }
}
