//! What keeps the draft from being tried, each at its place.

use crate::state::live::*;

use crate::domain::rule::RuleIssue;
use crate::domain::rule::plan::Plan;
use crate::ui::condition::Editing;
use crate::ui::page::rules::desk::{Open, RulesDesk};
use crate::ui::text::rule_problem;
use crate::ui::text::sentence::Words;
use crate::ui::widget::Icon;

/// What is wrong with a comparison.
pub fn issues_of(desk: RulesDesk, it: Editing, path: StoredValue<Vec<usize>>) -> impl IntoView {
    let mine = Memo::new(move |_| {
        let issues = desk.shop.issues.get();
        if issues.is_empty() {
            return Vec::new();
        }
        let mut all: Vec<RuleIssue> = issues;
        all.retain(|issue| it.is_leaf_place(path, &issue.place));
        all
    });
    told(desk, mine)
}

/// Issues at a place and below, those inside of conditions left to their comparisons.
pub fn issues_at(desk: RulesDesk, place: String) -> impl IntoView {
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

fn told(desk: RulesDesk, issues: Memo<Vec<RuleIssue>>) -> impl IntoView {
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

/// The rules that issues stand in, each once.
pub fn rules_of(issues: &[RuleIssue]) -> Vec<Open> {
    let mut all: Vec<Open> = Vec::new();
    for issue in issues {
        let (list, rest) = issue.place.split_once('[').unwrap_or((&issue.place, ""));
        let id = rest.split(']').next().unwrap_or_default();
        let open = match list {
            "dimensions" => Open::Dimension(id.into()),
            "scores" if id == "rfm" => Open::Rfm,
            "scores" => Open::Score(id.into()),
            "signals" => Open::Signals,
            _ => Open::Tags,
        };
        if !all.contains(&open) {
            all.push(open);
        }
    }
    all
}

/// What is wrong, in the names of the draft as it stands.
fn said(desk: RulesDesk, issue: &RuleIssue) -> String {
    let plan = Plan::sketch(&desk.shop.rules());
    let lang = desk.lang();
    rule_problem::problem(Words { lang, plan: &plan }, &issue.problem)
}
