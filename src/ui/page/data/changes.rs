//! The first changed records, value by value: before and after.

use crate::state::live::*;

use super::more::MoreRows;
use super::names::{self, Leaf};
use super::preview::Report;
use crate::domain::change::Kind as RecordKind;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Icon;

/// Records shown first, and more at a click.
const FIRST: usize = 4;
const MORE: usize = 20;

/// The list; nothing where nothing changes.
#[component]
pub fn Changes(
    /// What the preview found.
    report: Memo<Report>,
) -> impl IntoView {
    let t = use_text();
    let shown = RwSignal::new(FIRST);
    let kept = move || report.with(|r| r.samples.len());
    let note = move || {
        let all = report.with(|r| r.sum(|k| k.changed));
        t().changes_note(format::count(all), format::count(shown.get().min(kept())))
    };
    let rows = move || {
        let t = t();
        report.with(|r| {
            let lines = |sample: &crate::domain::merge::Sample| {
                let name = sample.name.clone().unwrap_or_else(|| sample.id.clone());
                let kind = sample.kind;
                let leaves = names::leaves(sample).into_iter().enumerate();
                leaves
                    .map(move |(i, leaf)| line(t, kind, (i == 0).then(|| name.clone()), leaf))
                    .collect_view()
            };
            r.samples.iter().take(shown.get()).map(lines).collect_view()
        })
    };
    view! {
        <Show when=move || kept() != 0>
            <header class="panel__head panel__head--ruled">
                <h3 class="panel__title">{move || t().changes()}</h3>
                <span class="panel__note">{note}</span>
            </header>
            <ul>{rows}</ul>
            <MoreRows total=Signal::derive(kept) shown=shown step=MORE />
        </Show>
    }
}

fn line(t: T, kind: RecordKind, name: Option<String>, leaf: Leaf) -> impl IntoView + use<> {
    let empty = || t.empty_value().to_owned();
    let title = name.is_some().then(|| names::kind(t, kind));
    view! {
        <li class="change">
            <span title=title>{name}</span>
            <span class="soft" title=leaf.path.clone()>
                {names::field(t, Some(kind), &leaf.path)}
            </span>
            <span class="former">{leaf.before.unwrap_or_else(empty)}</span>
            <Icon name="arrow-right" size=14 />
            <b>{leaf.after.unwrap_or_else(empty)}</b>
        </li>
    }
}
