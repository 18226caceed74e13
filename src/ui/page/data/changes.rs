//! The first changed records, value by value: before and after.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::ImportDesk;
use super::more::MoreRows;
use super::names::{self, Leaf};
use super::preview::Report;
use crate::domain::change::Kind as RecordKind;
use crate::domain::handover::difference::{Difference, Side};
use crate::domain::handover::take::Settled;
use crate::domain::unseen::without_turns;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, Kind};

/// Records shown first, and more at a click.
const FIRST: usize = 4;
const MORE: usize = 20;

/// The list; nothing where nothing changes. Of a hand-over each line is a choice.
#[component]
pub fn Changes(
    /// What the preview found.
    report: Memo<Report>,
) -> impl IntoView {
    let t = use_text();
    let shown = RwSignal::new(FIRST);
    let chosen = Memo::new(move |_| report.with(|r| r.settled.clone()));
    let kept = move || match chosen.get() {
        Some(settled) => settled.differences.len(),
        None => report.with(|r| r.samples.len()),
    };
    let note = move || {
        if chosen.with(Option::is_some) {
            return t().differences_note(kept(), report.with(Report::undecided));
        }
        let all = report.with(|r| r.sum(|k| k.changed));
        t().changes_note(format::count(all), format::count(shown.get().min(kept())))
    };
    let rows = move || {
        let t = t();
        if let Some(settled) = chosen.get() {
            // What is asked stands first, and stays there once it is answered.
            let (asked, usual): (Vec<_>, Vec<_>) = settled.differences.iter().partition(|one| one.usual.is_none());
            let first = asked.into_iter().chain(usual).take(shown.get());
            return first.map(|one| choice(t, one, &settled)).collect_view().into_any();
        }
        report
            .with(|r| {
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
            .into_any()
    };
    view! {
        <Show when=move || kept() != 0>
            <header class="panel__head panel__head--ruled">
                <h3 class="panel__title">
                    {move || if chosen.with(Option::is_some) { t().differences() } else { t().changes() }}
                </h3>
                <span class="panel__note">{note}</span>
                <Show when=move || chosen.with(Option::is_some)>
                    <AllOf settled=chosen />
                </Show>
            </header>
            <ul>{rows}</ul>
            <MoreRows total=Signal::derive(kept) shown=shown step=MORE />
        </Show>
    }
}

/// Takes every difference from one side.
#[component]
fn AllOf(settled: Memo<Option<Arc<Settled>>>) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let all = move |side: Side| {
        let settled = settled.get_untracked();
        desk.choose(|choices| {
            let all = settled.iter().flat_map(|settled| &settled.differences);
            all.for_each(|one| choices.choose(one, side));
        });
    };
    let button = move |side, text: fn(T) -> &'static str, mark: &'static str| {
        view! {
            <Button
                text=move || text(t())
                kind=Kind::Quiet
                size="btn--small"
                attr:data-testid=mark
                on_click=Callback::new(move |_| all(side))
            />
        }
    };
    view! {
        <span class="panel__end">
            {button(Side::Mine, T::all_mine, "import-all-mine")} {button(Side::Theirs, T::all_theirs, "import-all-theirs")}
        </span>
    }
}

/// A difference of a hand-over: whose value holds.
fn choice(t: T, one: &Difference, settled: &Settled) -> impl IntoView + use<> {
    let desk = ImportDesk::get();
    let person = settled
        .people
        .iter()
        .find(|person| Some(&person.id) == one.customer.as_ref());
    let name = without_turns(person.map_or(&one.id, |person| &person.name));
    let what = names::difference(t, one);
    let [mine, theirs] = names::values(one.kind, &one.path, [one.mine.as_ref(), one.theirs.as_ref()]);
    let say = |side: Side, text: Option<String>| {
        let text = text.unwrap_or_else(|| t.empty_value().to_owned());
        match side {
            Side::Mine => t.side_mine(text),
            Side::Theirs => t.side_theirs(text),
        }
    };
    let now = one.side();
    let button = |side: Side, text: String, mark: &'static str| {
        let of = one.clone();
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=(now == Some(side)).to_string()
                data-testid=mark
                on:click=move |_| desk.choose(|choices| choices.choose(&of, side))
            >
                {text}
            </button>
        }
    };
    let side = |side| match side {
        None => "asked",
        Some(Side::Mine) => "mine",
        Some(Side::Theirs) => "theirs",
    };
    view! {
        <li
            class="change change--choice"
            data-testid="import-difference"
            data-kind=one.kind.word()
            data-id=one.id.clone()
            data-path=one.path.clone()
            data-usual=side(one.usual)
            data-side=side(now)
        >
            <span title=names::kind(t, one.kind)>{name}</span>
            <span class="soft">{what}</span>
            {button(Side::Mine, say(Side::Mine, mine), "import-mine")}
            {button(Side::Theirs, say(Side::Theirs, theirs), "import-theirs")}
        </li>
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
