//! What keeps the draft from being tried, each at its place.

use leptos::prelude::*;

use super::condition::Editing;
use super::desk::Desk;
use crate::domain::rule::RuleIssue;
use crate::domain::rule::edit::{Place, Tree};
use crate::ui::text::T;
use crate::ui::widget::Icon;

/// What is wrong with a comparison.
#[component]
pub fn Issues(
    /// The condition.
    it: Editing,
    /// Where the comparison stands in it.
    path: StoredValue<Vec<usize>>,
) -> impl IntoView {
    let desk = it.desk;
    let mine = Memo::new(move |_| {
        let issues = desk.shop.issues.get();
        if issues.is_empty() {
            return Vec::new();
        }
        let Some(condition) = it.condition() else {
            return Vec::new();
        };
        let places = Tree::places(&condition);
        let Some((_, place)) = path.with_value(|path| places.into_iter().find(|(p, _)| p == path)) else {
            return Vec::new();
        };
        let place = format!("{}{place}", it.place.with_value(Place::path));
        let mut all: Vec<RuleIssue> = issues;
        all.retain(|issue| {
            issue
                .place
                .strip_prefix(&place)
                .is_some_and(|rest| !rest.starts_with('['))
        });
        all
    });
    told(desk, mine)
}

/// Issues at a place and below, those inside of conditions left to their comparisons.
pub fn issues_at(desk: Desk, place: String) -> impl IntoView {
    let mine = Memo::new(move |_| {
        let mut all = desk.shop.issues.get();
        all.retain(|issue| {
            let rest = issue.place.strip_prefix(&place);
            rest.is_some_and(|rest| !rest.contains("when"))
        });
        all
    });
    told(desk, mine)
}

fn told(desk: Desk, issues: Memo<Vec<RuleIssue>>) -> impl IntoView {
    let row = move |issue: RuleIssue| {
        view! {
            <span class="field__error cleaf__issue">
                <Icon name="alert-triangle" size=14 />
                {problem(desk.t(), &issue.problem)}
            </span>
        }
    };
    move || issues.get().into_iter().map(row).collect_view()
}

/// What the compiler says, in the page's language where it is of a known kind.
pub fn problem(t: T, problem: &str) -> String {
    let quoted = || problem.split('"').nth(1).unwrap_or_default();
    if problem.ends_with("is out of use") {
        t.issue_retired(quoted())
    } else if problem.starts_with("unknown fact") {
        t.issue_unknown_fact(quoted())
    } else if problem.contains("a circle") {
        t.issue_circle(quoted())
    } else if problem.contains("is absurd") {
        t.issue_absurd().to_owned()
    } else if problem.starts_with("bands go") {
        t.issue_bands().to_owned()
    } else if problem.starts_with("four rising") {
        t.issue_borders().to_owned()
    } else if problem.starts_with("a window has") {
        t.issue_window().to_owned()
    } else {
        t.issue_other(problem)
    }
}
