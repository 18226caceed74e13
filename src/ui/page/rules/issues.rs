//! What keeps the draft from being tried, each at its place.

use leptos::prelude::*;

use super::condition::Editing;
use super::desk::Desk;
use crate::domain::rule::RuleIssue;
use crate::domain::rule::edit::{Place, Tree};
use crate::domain::rule::plan::Plan;
use crate::ui::text::rule_problem;
use crate::ui::text::sentence::Words;
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
                {said(desk, &issue)}
            </span>
        }
    };
    move || issues.get().into_iter().map(row).collect_view()
}

/// What is wrong, in the names of the draft as it stands.
fn said(desk: Desk, issue: &RuleIssue) -> String {
    let plan = Plan::sketch(&desk.shop.rules());
    let lang = desk.lang();
    rule_problem::problem(Words { lang, plan: &plan }, &issue.problem)
}
