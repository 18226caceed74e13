//! What can be done with rows, as rows of data: at each row, and in the bar for the selected.

use crate::state::live::*;

use super::page::ListPage;
use super::picking::all_shown;
use crate::ui::keys::has_dialog;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Kind};

/// Something that can be done with rows.
pub struct ListAction<P: ListPage> {
    /// Its word.
    pub text: fn(T) -> &'static str,
    /// Its name at a row, for readers of the screen, who hear no row around it.
    pub label: fn(T, &str) -> String,
    /// Its mark at a row; in the bar for the selected `-all` follows.
    pub mark: &'static str,
    /// Its icon in the bar for the selected, where it can be done with several.
    pub icon: Option<&'static str>,
    /// Not the first choice.
    pub is_quiet: bool,
    /// Whether it can be done with a row; tracked.
    pub can: fn(P, u32) -> bool,
    /// Does it.
    pub run: fn(P, &[u32]),
}

/// Some of the actions, of a row.
pub(super) fn row_actions<P: ListPage>(page: P, row: Signal<u32>, which: &[usize], name: &str) -> AnyView {
    let t = use_text();
    let button = |action: &'static ListAction<P>| {
        let name = name.to_owned();
        view! {
            <Button
                text=move || (action.text)(t())
                kind=if action.is_quiet { Kind::Quiet } else { Kind::Secondary }
                size="btn--small"
                disabled=Signal::derive(move || !(action.can)(page, row.get()))
                attr:aria-label=move || (action.label)(t(), &name)
                attr:title=move || P::WHY_NOT.and_then(|why_not| why_not(page, action.mark, row.get(), t()))
                attr:data-testid=action.mark
                on_click=Callback::new(move |_| {
                    if let Some(row) = row.try_get_untracked() {
                        (action.run)(page, &[row]);
                    }
                })
            />
        }
    };
    let those = which.iter().filter_map(|i| P::ACTIONS.get(*i));
    view! { <span class="verdict">{those.map(button).collect_view()}</span> }.into_any()
}

/// How many of some rows an action leaves as they are, and why; empty where it leaves none. Not tracked.
pub fn left_said<P: ListPage>(page: P, action: &ListAction<P>, rows: &[u32], t: T) -> String {
    let Some(why_not) = P::WHY_NOT else {
        return String::new();
    };
    let mut left: Vec<(&str, usize)> = Vec::new();
    untrack(|| {
        for row in rows.iter().filter(|row| !(action.can)(page, **row)) {
            let Some(why) = why_not(page, action.mark, *row, t) else {
                continue;
            };
            match left.iter_mut().find(|(known, _)| *known == why) {
                Some((_, n)) => *n += 1,
                None => left.push((why, 1)),
            }
        }
    });
    let said: Vec<String> = left.into_iter().map(|(why, n)| t.list_left(n, why)).collect();
    said.join(t.clause_break())
}

/// Does an action with the rows selected, and says which it leaves as they are, and why. What opens a dialog says it there.
fn run_all<P: ListPage>(page: P, action: &ListAction<P>) {
    let (rows, notices) = (page.picked_rows(), page.list().app.notices);
    let left = both(|t| left_said(page, action, &rows, t));
    (action.run)(page, &rows);
    if !left.zh.is_empty() {
        next_frame(move || {
            next_frame(move || {
                if !has_dialog() {
                    notices.info(left, None);
                }
            });
        });
    }
}

/// Why an action can be done with none of those selected: the reason of the first of them in sight.
fn why_none<P: ListPage>(page: P, action: &ListAction<P>, t: T) -> Option<&'static str> {
    let (list, why_not) = (page.list(), P::WHY_NOT?);
    untrack(|| {
        let (rows, (first, last)) = (list.rows.get(), list.visible.get());
        let mut seen = rows.get(first.saturating_sub(1)..last)?.iter();
        let row = seen.find(|row| page.is_picked(**row))?;
        why_not(page, action.mark, *row, t)
    })
}

/// The bar below the rows, while some are selected.
#[component]
pub(super) fn BulkBar<P: ListPage>(
    page: P,
    /// What stands before its actions.
    more: Option<ViewFn>,
) -> impl IntoView {
    let t = use_text();
    let list = page.list();
    let button = move |action: &'static ListAction<P>, i: u32, can: Signal<u32>| {
        let fits_none = move || can.get() >> i & 1 == 0;
        let why = move || fits_none().then(|| why_none(page, action, t())).flatten();
        view! {
            <Button
                text=move || (action.text)(t())
                kind=Kind::Quiet
                icon=action.icon.unwrap_or_default()
                size="btn--small"
                disabled=Signal::derive(fits_none)
                attr:title=why
                attr:data-testid=format!("{}-all", action.mark)
                on_click=Callback::new(move |_| run_all(page, action))
            />
        }
    };
    let buttons = move || {
        let can = page.can_some();
        let those = (0..).zip(P::ACTIONS).filter(|(_, action)| action.icon.is_some());
        those.map(|(i, action)| button(action, i, can)).collect_view()
    };
    view! {
        <Show when=move || { list.picked.get() > 0 }>
            <div class="bulk" role="toolbar" aria-label=move || t().for_selected()>
                <span class="bulk__n" role="status">
                    {move || (P::WORDS.selected)(t(), list.picked.get())}
                </span>
                {P::ALWAYS_PICKS.then(|| all_shown(page))}
                {more.as_ref().map(ViewFn::run)}
                {buttons()}
                <button type="button" class="btn btn--quiet btn--small bulk__end" on:click=move |_| list.clear()>
                    {move || t().unselect()}
                    <kbd>"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}
