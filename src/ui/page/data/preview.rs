//! What writing the file would do, before it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::state::live::*;

use super::apply::ApplyFoot;
use super::below::{Falls, PointsBelow};
use super::changes::Changes;
use super::desk::ImportDesk;
use super::issues::IssueTable;
use super::names;
use super::received::{HandedOver, People};
use super::stages::LooseHead;
use super::strangers::Strangers;
use crate::domain::change::Kind;
use crate::domain::check::Level;
use crate::domain::day::Moment;
use crate::domain::handover::difference::Side;
use crate::domain::handover::stranger::Stranger;
use crate::domain::handover::take::Settled;
use crate::domain::merge::{KindPlan, MergePlan, Mode, Sample};
use crate::domain::unmeant::Unmeant;
use crate::state::files::Opened;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{ColumnHead, Icon, Note, NoteKind, table_head};

/// What a plan says, without the changes themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Counts, one a kind.
    pub kinds: Vec<KindPlan>,
    /// The settings change.
    pub settings: bool,
    /// The rulebook changes.
    pub rulebook: bool,
    /// The first changed records.
    pub samples: Vec<Sample>,
    /// How many changes there are, the head's included.
    pub changes: usize,
    /// How many records are wrong, of which kind; nothing stands for the head of the file.
    pub wrong: Vec<(Option<Kind>, usize)>,
    /// How many fields are asked about.
    pub asked: usize,
    /// Whose points would fall below nought.
    pub falls: Falls,
    /// Whose numbers are other customers' in the book, and whether they come as customers of their own.
    pub strangers: (Arc<Vec<Stranger>>, bool),
    /// Where it is a hand-over: what differs, and who comes.
    pub settled: Option<Arc<Settled>>,
}

impl Report {
    fn of(plan: &MergePlan, opened: &Opened, mode: Mode) -> Self {
        Self {
            wrong: wrong(plan, opened, mode),
            asked: opened.issues.questions(mode),
            falls: opened.falls(),
            strangers: (opened.strangers(), opened.are_apart()),
            kinds: plan.kinds.clone(),
            settings: plan.settings,
            rulebook: plan.rulebook,
            samples: plan.samples.clone(),
            changes: plan.changes.len(),
            settled: opened.settled(),
        }
    }

    /// How many differences of a hand-over somebody must decide upon.
    pub fn undecided(&self) -> usize {
        self.settled.as_ref().map_or(0, |settled| settled.asked())
    }

    /// Whether what is written can be taken back as a whole later: a hand-over of records alone.
    pub fn can_be_taken_back(&self) -> bool {
        let is_of_records = |settled: &Arc<Settled>| !settled.incoming.has_rulebook && !settled.incoming.has_settings;
        self.settled.as_ref().is_some_and(is_of_records)
    }

    /// Whether the file differs from the book, which stays as it is all the same.
    pub fn is_kept_as_it_is(&self) -> bool {
        self.settled.iter().any(|settled| !settled.differences.is_empty())
    }

    /// How many records stay as they are only until somebody decides upon what differs.
    fn waiting(&self) -> usize {
        let mut of = BTreeMap::<(Kind, &str), (bool, bool)>::new();
        for one in self.settled.iter().flat_map(|settled| &settled.differences) {
            let (is_open, changes) = of.entry((one.kind, &one.id)).or_default();
            *is_open |= one.side().is_none();
            *changes |= one.side() == Some(Side::Theirs);
        }
        of.values().filter(|(is_open, changes)| *is_open && !changes).count()
    }

    /// A count over all kinds.
    pub fn sum(&self, of: fn(&KindPlan) -> usize) -> usize {
        self.kinds.iter().map(of).sum()
    }

    /// How many records are wrong.
    pub fn wrong_sum(&self) -> usize {
        self.wrong.iter().map(|(_, n)| n).sum()
    }
}

/// Records with errors by kind. Where the list was cut, the errors beyond it count as a record each. Orphans are counted by the plan,
/// as the book may have lost or got their customer since the file was read.
fn wrong(plan: &MergePlan, opened: &Opened, mode: Mode) -> Vec<(Option<Kind>, usize)> {
    let errors = opened.issues.of(mode).filter(|i| i.level == Level::Error && !i.orphan);
    let mut places: Vec<_> = errors.map(|issue| (issue.kind, issue.row)).collect();
    let beyond = (opened.issues.errors - opened.issues.orphans).saturating_sub(places.len());
    places.sort();
    places.dedup();
    let mut out: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for (kind, _) in &places {
        *out.entry(*kind).or_default() += 1;
    }
    if let (Some((kind, _)), true) = (places.last(), beyond > 0) {
        *out.entry(*kind).or_default() += beyond;
    }
    for kind in plan.kinds.iter().filter(|kind| kind.orphans > 0) {
        *out.entry(Some(kind.kind)).or_default() += kind.orphans;
    }
    out.into_iter().collect()
}

/// The preview.
#[component]
pub fn Preview(opened: Arc<Opened>) -> impl IntoView {
    let t = use_text();
    let session = use_app().session;
    let desk = ImportDesk::get();
    let file = opened.clone();
    // Made anew when the book changes under it: what is shown is what would be written.
    let report = Memo::new(move |_| {
        let _ = session.version();
        desk.chosen.track();
        let how = desk.how();
        let plan = file.plan(session, how);
        plan.map(|plan| Report::of(&plan, &file, how.0)).unwrap_or_default()
    });
    let (bytes, when) = (opened.bytes, opened.incoming.exported_at.clone());
    let note = move || {
        let size = format::bytes(bytes);
        match when.as_deref().map(written_at) {
            Some(when) => t().file_note_by(size, when),
            None => t().file_note(size),
        }
    };
    let as_of = opened.incoming.as_of;
    let say = move || {
        report.with(|r| {
            let n = |of| format::count(r.sum(of));
            let said = t().say_preview(n(|k| k.new), n(|k| k.changed), format::count(r.wrong_sum()));
            let asked = (r.asked > 0).then(|| t().say_asked(r.asked));
            format::clauses([said].into_iter().chain(asked), t().0)
        })
    };
    view! {
        <LooseHead file=opened.name.clone() note=note />
        <p class="visually-hidden" role="status">
            {say}
        </p>
        {match opened.incoming.handover.clone() {
            Some(handover) => view! { <HandedOver handover=handover has_rules=opened.incoming.has_rulebook report=report /> }.into_any(),
            None => view! { <ModeChoice /> }.into_any(),
        }}
        <Tally report=report />
        <HeadNotes report=report />
        <Asked report=report />
        <ul class="sheetasks">
            <Strangers strangers=Signal::derive(move || report.with(|r| r.strangers.clone())) />
            <PointsBelow falls=Signal::derive(move || report.with(|r| r.falls.clone())) />
        </ul>
        {as_of
            .map(|day| {
                view! {
                    <div class="panel__note-row">
                        <Note kind=NoteKind::Info text=move || t().file_as_of(day) />
                    </div>
                }
            })}
        <IssueTable opened=opened.clone() />
        <People report=report />
        <Changes report=report />
        <KindTable
            kinds=Signal::derive(move || report.with(|r| r.kinds.clone()))
            wrong=Signal::derive(move || report.with(|r| r.wrong.clone()))
        />
        <ApplyFoot report=report file=opened.name.clone() />
    }
}

/// An instant of the file to the minute; whatever else it says, as it says.
pub fn written_at(text: &str) -> String {
    match Moment::parse(text) {
        Some(moment) => match moment.clock() {
            Some(clock) => format!("{} {clock}", moment.day),
            None => moment.day.to_string(),
        },
        None => text.chars().take(40).collect(),
    }
}

/// One of a few ways: its value, its name, what it does.
type Choice<V> = (V, fn(T) -> &'static str, fn(T) -> &'static str);

/// A choice between two ways.
fn choose_one<V: Copy + PartialEq + Send + Sync + 'static>(
    group: &'static str,
    label: fn(T) -> &'static str,
    chosen: Signal<Option<V>>,
    choose: Callback<V>,
    choices: [Choice<V>; 2],
) -> impl IntoView {
    let t = use_text();
    let choice = move |(value, name, text): Choice<V>| {
        view! {
            <label class="mode">
                <input
                    type="radio"
                    name=group
                    prop:checked=move || chosen.get() == Some(value)
                    on:change=move |_| choose.run(value)
                />
                <span>
                    <b>{move || name(t())}</b>
                    <small>{move || text(t())}</small>
                </span>
            </label>
        }
    };
    view! {
        <div class="modes" role="radiogroup" aria-label=move || label(t()) data-testid=group>
            {choices.map(choice).into_iter().collect_view()}
        </div>
    }
}

/// Merge or replace, and what each does.
#[component]
fn ModeChoice() -> impl IntoView {
    let desk = ImportDesk::get();
    let choose = move |mode| {
        desk.skip.set(false);
        desk.mode.set(mode);
    };
    choose_one(
        "import-mode",
        T::mode,
        Signal::derive(move || Some(desk.mode.get())),
        Callback::new(choose),
        [
            (Mode::Merge, T::mode_merge, T::mode_merge_text),
            (Mode::Replace, T::mode_replace, T::mode_replace_text),
        ],
    )
}

/// Asks what becomes of days that cannot be meant, where the file has any.
#[component]
fn Asked(report: Memo<Report>) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let asked = Memo::new(move |_| report.with(|r| r.asked));
    let choice = move || {
        choose_one(
            "import-asked",
            T::asked,
            desk.unmeant.into(),
            Callback::new(move |unmeant| desk.answer(unmeant)),
            [
                (Unmeant::Keep, T::asked_keep, T::asked_keep_text),
                (Unmeant::LeaveOut, T::asked_leave, T::asked_leave_text),
            ],
        )
    };
    view! {
        <Show when=move || asked.get() != 0>
            <div class="panel__note-row">
                <Note kind=NoteKind::Warn text=move || t().asked_note(asked.get()) />
            </div>
            {choice()}
        </Show>
    }
}

/// The counts over all kinds, and their bar.
#[component]
fn Tally(report: Memo<Report>) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let sum = move |of: fn(&KindPlan) -> usize| report.with(|r| r.sum(of));
    let same = move || sum(|k| k.unchanged).saturating_sub(report.with(Report::waiting));
    let cell =
        move |key: &'static str, icon: &'static str, name: fn(T) -> &'static str, n: usize, note: &'static str| {
            view! {
                <div class="tally__item" data-kind=key>
                    <dt class="tally__label">
                        <Icon name=icon size=14 />
                        {name(t())}
                    </dt>
                    <dd class="tally__n">{format::count(n)}</dd>
                    <dd class="tally__note">{note}</dd>
                </div>
            }
        };
    let cells = move || {
        let (t, wrong) = (t(), report.with(Report::wrong_sum));
        let replaces = desk.mode.get() == Mode::Replace;
        let removed = if replaces {
            t.tally_removed_note()
        } else {
            t.tally_kept_note()
        };
        let (tone, note) = match wrong {
            0 => ("right", t.tally_wrong_none()),
            _ => ("wrong", t.tally_wrong_note()),
        };
        let asked = report.with(|r| r.asked + r.undecided());
        let asked = (asked > 0).then(|| cell("asked", "help", T::tally_asked, asked, t.tally_asked_note()));
        view! {
            {cell("new", "plus", T::tally_new, sum(|k| k.new), t.tally_new_note())}
            {cell("changed", "pencil", T::tally_changed, sum(|k| k.changed), t.tally_changed_note())}
            {cell("same", "check", T::tally_same, same(), t.tally_same_note())}
            {cell("removed", "minus", T::tally_removed, sum(|k| k.removed), removed)}
            {cell(tone, "alert-triangle", T::tally_wrong, wrong, note)}
            {asked}
        }
    };
    let segments = move || {
        let parts = [
            ("new", sum(|k| k.new)),
            ("changed", sum(|k| k.changed)),
            ("same", same()),
            ("removed", sum(|k| k.removed)),
            ("wrong", report.with(Report::wrong_sum)),
        ];
        let segment = |(key, n): (&'static str, usize)| {
            view! { <span class="bar__seg" data-kind=key style:--w=n.to_string()></span> }
        };
        parts.into_iter().filter(|(_, n)| *n > 0).map(segment).collect_view()
    };
    view! {
        <dl class="tally" class:tally--asks=move || { report.with(|r| r.asked + r.undecided() > 0) } aria-label=move || t().tally()>
            {cells}
        </dl>
        <div class="bar bar--tally" aria-hidden="true">
            {segments}
        </div>
    }
}

/// Says when the settings or the rules change.
#[component]
fn HeadNotes(report: Memo<Report>) -> impl IntoView {
    let t = use_text();
    view! {
        <Show when=move || report.with(|r| r.settings)>
            <div class="panel__note-row">
                <Note kind=NoteKind::Info text=move || t().settings_change() />
            </div>
        </Show>
        <Show when=move || report.with(|r| r.rulebook)>
            <div class="panel__note-row">
                <Note kind=NoteKind::Warn text=move || t().rulebook_change() />
            </div>
        </Show>
    }
}

const HEADS: [ColumnHead; 6] = [
    (T::kind_col, false),
    (T::tally_new, true),
    (T::tally_changed, true),
    (T::tally_same, true),
    (T::tally_removed, true),
    (T::tally_wrong, true),
];

/// The counts of each kind.
#[component]
pub fn KindTable(
    #[prop(into)] kinds: Signal<Vec<KindPlan>>,
    /// How many records are wrong.
    #[prop(into)]
    wrong: Signal<Vec<(Option<Kind>, usize)>>,
) -> impl IntoView {
    let t = use_text();
    let wrong_of = move |kind| wrong.with(|all| all.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n));
    let row = move |name: &'static str, of: [usize; 5]| {
        let cells = of.map(|n| view! { <td class="num" class:muted=n == 0>{format::count(n)}</td> });
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    let rows = move || {
        let t = t();
        let counts = |k: &KindPlan| [k.new, k.changed, k.unchanged, k.removed, wrong_of(Some(k.kind))];
        let mut all: Vec<(&'static str, [usize; 5])> = kinds.with(|kinds| {
            let named = kinds.iter().map(|k| (names::kind(t, k.kind), counts(k)));
            named.filter(|(_, counts)| counts.iter().sum::<usize>() > 0).collect()
        });
        if wrong_of(None) > 0 {
            all.push((t.issue_head(), [0, 0, 0, 0, wrong_of(None)]));
        }
        all.into_iter().map(|(name, counts)| row(name, counts)).collect_view()
    };
    view! {
        <header class="panel__head panel__head--ruled">
            <h3 class="panel__title">{move || t().by_kind()}</h3>
        </header>
        <div class="table-wrap" tabindex="0" role="region" aria-label=move || t().by_kind()>
            <table class="table kind-table">
                {table_head(HEADS)}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
