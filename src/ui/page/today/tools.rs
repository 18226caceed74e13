//! What stands over the list: the search, when, what kind, whose; what is late, spread.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use crate::state::live::*;
use crate::state::route::PageId;

use super::calendar::{Span, span};
use super::list::TodayList;
use super::spread::SpreadLate;
use super::{DAY, KIND, MINE, NOBODYS, SEARCH, VIEW, WHEN, WHOSE};
use crate::domain::care::{TaskKind, sees_to};
use crate::domain::world::World;
use crate::state::today::{self, Todo};
use crate::state::use_app;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, ParamChoice, Pick, flat};

/// The tools.
#[component]
pub fn Tools(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let late = Memo::new(move |_| page.late_count());
    let spreading = RwSignal::new(false);
    let kinds = Signal::derive(move || {
        let every = (String::new(), t().today_every_kind().to_owned());
        let kind = |kind: &TaskKind| (kind.word().to_owned(), t().label(&kind.label()));
        flat(std::iter::once(every).chain(TaskKind::ALL.iter().map(kind)).collect())
    });
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <SearchField
                label=move || t().today_search()
                mark="today-search"
                words=Memo::new(move |_| app.param(SEARCH).unwrap_or_default())
                on_words=Callback::new(move |words: String| narrow(SEARCH, &words))
            />
            <ParamChoice
                label=T::today_view
                name="today-view"
                param=VIEW
                options=vec![("list", T::today_view_list), ("month", T::today_view_month), ("week", T::today_view_week)]
                ends=&[DAY]
            />
            <Show when=move || span(app) == Span::List>
            <ParamChoice
                label=T::today_when
                name="today-when"
                param=WHEN
                options=vec![
                    ("all", T::today_all),
                    ("overdue", T::today_overdue),
                    ("today", T::today_now),
                    ("week", T::today_week),
                    ("later", T::today_later),
                    ("held", T::today_held),
                    ("put_off", T::today_is_put_off),
                ]
            />
            </Show>
            <Pick
                label=move || t().today_col_kind()
                kind="today-kind"
                choices=kinds
                value=Signal::derive(move || app.param(KIND).unwrap_or_default())
                on_change=Callback::new(move |to: String| narrow(KIND, &to))
            />
            <Whose page=page />
            // What is put off is put off from today: a list of a day before would stay as it is.
            <Show when=move || { late.get() > 1 && span(app) == Span::List && app.as_of.get() >= app.today.get() }>
                <Button
                    text=move || t().today_spread(late.get())
                    kind=Kind::Quiet
                    icon="calendar"
                    attr:title=move || t().today_spread_help()
                    attr:data-testid="spread-late"
                    on_click=Callback::new(move |_| spreading.set(true))
                />
            </Show>
            <SpreadLate page=page open=spreading />
            <Show when=move || span(app) == Span::List>
                <ColumnsMenu page=page />
            </Show>
        </div>
    }
}

/// Narrows the list by a piece of the page's state; empty for all.
fn narrow(key: &str, to: &str) {
    let app = use_app();
    let to = Some(to).filter(|to| !to.is_empty());
    app.replace(untrack(|| app.route()).with_param(key, to));
}

/// Whose tasks: everybody's, one's own where the page knows who works here, somebody's. That one's own were wanted is remembered.
#[component]
fn Whose(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let knows_me = Memo::new(move |_| app.user.with(|user| !user.trim().is_empty()));
    let says_nobody =
        Memo::new(move |_| app.with_route(|route| route.page == PageId::TODAY && route.param(WHOSE).is_none()));
    Effect::new(move |_| {
        if says_nobody.get() && knows_me.get() && today::remembers_mine() {
            narrow(WHOSE, MINE);
        }
    });
    // Whose thousands of tasks are is asked once the list is drawn.
    let is_drawn = RwSignal::new(false);
    let draw = move || {
        is_drawn.try_set(true);
    };
    after(draw, Duration::from_millis(100));
    let people = Memo::new(move |_| {
        if !is_drawn.get() {
            return Vec::new();
        }
        let names = |world: &World, todo: &Todo| {
            let deeds = todo.deeds.iter();
            let names: BTreeSet<Cow<str>> = deeds.filter_map(|deed| sees_to(world, deed.lead()?)).collect();
            Some(names.into_iter().map(Cow::into_owned).collect::<Vec<_>>())
        };
        page.read(names).unwrap_or_default()
    });
    let choices = Signal::derive(move || {
        let all = (String::new(), t().today_everybodys().to_owned());
        let mine = knows_me.get().then(|| (MINE.to_owned(), t().today_mine().to_owned()));
        let mut people = people.get();
        // The one whom the address names stands there always.
        let named = app
            .param(WHOSE)
            .filter(|whose| !["", MINE, NOBODYS].contains(&&**whose) && !people.contains(whose));
        people.extend(named);
        let people = people.into_iter().map(|name| (name.clone(), name));
        let nobodys = (NOBODYS.to_owned(), t().unassigned().to_owned());
        flat(
            std::iter::once(all)
                .chain(mine)
                .chain(people)
                .chain([nobodys])
                .collect(),
        )
    });
    view! {
        <Pick
            label=move || t().today_whose()
            kind="today-whose"
            choices=choices
            value=Signal::derive(move || app.param(WHOSE).unwrap_or_default())
            on_change=Callback::new(move |to: String| {
                today::remember_mine(to == MINE);
                narrow(WHOSE, &to);
            })
        />
    }
}
