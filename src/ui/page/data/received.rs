//! A hand-over before it is taken in: whose it is, what became of it before, and who comes.

use crate::state::live::*;

use super::desk::ImportDesk;
use super::more::MoreRows;
use super::preview::{Report, written_at};
use crate::domain::handover::alike::{Like, LikeBy};
use crate::domain::handover::take::{Person, Settled, Standing};
use crate::domain::kind::{Handover, TakenOver};
use crate::domain::unseen::without_turns;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Check, Mark, MarkKind, Note, NoteKind};

/// Customers shown first, and more at a click.
const FIRST: usize = 10;
const MORE: usize = 100;
/// A longer note is folded, in characters.
const LONGEST_NOTE: usize = 500;

/// Whose customers these are, for whom, and whether they were taken in before.
#[component]
pub fn HandedOver(
    handover: Handover,
    /// The file has rules.
    has_rules: bool,
    report: Memo<Report>,
) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let settled = Memo::new(move |_| report.with(|r| r.settled.clone()));
    let known = Memo::new(move |_| settled.with(|settled| settled.as_ref()?.known.clone()));
    // Who was removed since, or is otherwise here, is not as the file has it, though nothing would be written.
    let same = Memo::new(move |_| {
        let is_here = |one: &Person| one.standing == Standing::Same;
        let are_here = settled.with(|s| s.as_ref().is_none_or(|settled| settled.people.iter().all(is_here)));
        are_here && report.with(|r| r.changes == 0 && r.undecided() == 0)
    });
    let rules = Signal::derive(move || settled.with(|s| s.as_ref().is_some_and(|s| s.incoming.has_rulebook)));
    let note = handover.note.clone();
    let (id, from, to) = (handover.id.clone(), handover.from.clone(), handover.to.clone());
    let said = move || {
        let customers = settled.with(|settled| settled.as_ref().map_or(0, |settled| settled.people.len()));
        line(t(), &handover, customers)
    };
    let again = move || known.with(|known| known.as_ref().map(|known| before(t(), known, same.get())));
    let kind = move || if same.get() { NoteKind::Good } else { NoteKind::Info };
    view! {
        <div
            class="panel__note-row stack"
            data-testid="import-handover"
            data-id=id.to_string()
            data-from=from.map(|from| from.to_string())
            data-to=to.map(|to| to.to_string())
            data-known=move || known.with(Option::is_some).to_string()
        >
            <Note kind=NoteKind::Info text=said />
            {note.map(|note| remark(without_turns(&note)))}
            {move || again().map(|text| view! { <Note kind=kind() text=move || text.clone() /> })}
            {has_rules
                .then(|| {
                    view! {
                        <Check
                            text=move || t().handover_take_rules()
                            on=rules
                            on_change=Callback::new(move |on| desk.choose(|choices| choices.take_rules(on)))
                            block=true
                        />
                    }
                })}
        </div>
    }
}

/// What the giver says; a long one is folded.
fn remark(note: String) -> AnyView {
    let t = use_text();
    let length = note.chars().count();
    match length > LONGEST_NOTE {
        false => view! { <p class="small soft">{move || t().handover_note(&note)}</p> }.into_any(),
        true => view! {
            <details class="small soft" data-testid="handover-long-note">
                <summary>{move || t().handover_long_note(length)}</summary>
                <p>{note}</p>
            </details>
        }
        .into_any(),
    }
}

fn line(t: T, handover: &Handover, customers: usize) -> String {
    let nobody = || t.handover_unnamed().into();
    let from = handover.from.as_deref().map(without_turns).unwrap_or_else(nobody);
    let said = match handover.to.as_deref().map(without_turns) {
        Some(to) => t.handover_from_to(customers, from, to),
        None => t.handover_from(customers, from),
    };
    match handover.on {
        Some(on) => t.handover_on(said, on),
        None => said,
    }
}

/// What became of it before.
fn before(t: T, known: &TakenOver, same: bool) -> String {
    let at = known
        .taken
        .as_ref()
        .map(|at| written_at(&at.to_string()))
        .unwrap_or_default();
    let (customers, records) = (known.seen.len(), known.records.unwrap_or(0) as usize);
    let said = t.handover_known(at, t.customers(customers), t.records_n(records));
    format!("{said}{}", if same { t.handover_all_here() } else { t.handover_rest() })
}

/// The customers of the file of whom anything is new or other, each to be taken or left out.
#[component]
pub fn People(report: Memo<Report>) -> impl IntoView {
    let t = use_text();
    let shown = RwSignal::new(FIRST);
    let settled = Memo::new(move |_| report.with(|r| r.settled.clone()));
    let with = move |read: &dyn Fn(&Settled) -> usize| settled.with(|settled| settled.as_ref().map_or(0, |s| read(s)));
    let listed = move || with(&|settled| settled.people.iter().filter(|one| is_listed(one)).count());
    let note = move || {
        let of = |standing| with(&|settled| settled.people.iter().filter(|one| one.standing == standing).count());
        t().handover_people_note(of(Standing::New), of(Standing::Changed), of(Standing::Same))
    };
    let rows = move || {
        let (t, all) = (t(), settled.get());
        let people = all
            .iter()
            .flat_map(|settled| &settled.people)
            .filter(|one| is_listed(one));
        people.take(shown.get()).map(|one| row(t, one)).collect_view()
    };
    view! {
        <Show when=move || listed() != 0>
            <header class="panel__head panel__head--ruled">
                <h3 class="panel__title">{move || t().handover_people()}</h3>
                <span class="panel__note">{note}</span>
            </header>
            <ul>{rows}</ul>
            <MoreRows total=Signal::derive(listed) shown=shown step=MORE />
        </Show>
    }
}

fn is_listed(person: &Person) -> bool {
    person.standing != Standing::Same
}

fn row(t: T, person: &Person) -> impl IntoView + use<> {
    let desk = ImportDesk::get();
    let (id, name, takes) = (person.id.clone(), without_turns(&person.name), person.takes());
    let (key, word, kind) = match person.standing {
        Standing::New => ("new", t.tally_new(), MarkKind::Good),
        Standing::Changed => ("changed", t.standing_differs(), MarkKind::Plain),
        Standing::Same => ("same", t.tally_same(), MarkKind::Plain),
        Standing::Removed => ("removed", t.standing_removed(), MarkKind::Warn),
    };
    let parts = [
        person.was.as_ref().map(|was| t.handover_renumbered(was, &person.id)),
        (person.records > 0).then(|| t.new_records(person.records)),
        (person.differences > 0).then(|| t.differing(person.differences)),
    ];
    let words = parts.into_iter().flatten().collect::<Vec<_>>().join(t.clause_break());
    let of = id.clone();
    let take = move |takes| desk.choose(|choices| choices.take(&of, takes));
    let asked = person.like.clone().map(|like| whole(t, &id, &like, person.taken));
    let is_asked = person.taken.is_none().then_some("true");
    view! {
        <li
            class="change change--person"
            data-testid="import-person"
            data-id=id
            data-standing=key
            data-takes=takes.to_string()
            data-asked=is_asked
        >
            <Check text=name on=Signal::stored(takes) on_change=Callback::new(take) />
            <Mark text=word kind=kind />
            <span class="soft">{words}</span>
            {asked}
        </li>
    }
}

/// A customer that the book has under another number: whether it is another one, as a whole.
fn whole(t: T, id: &str, like: &Like, taken: Option<bool>) -> impl IntoView + use<> {
    let desk = ImportDesk::get();
    let name = without_turns(&like.name);
    let said = match like.by {
        LikeBy::Code => t.handover_like_code(name, &like.id),
        LikeBy::Merged => t.handover_like_merged(name, &like.id),
        LikeBy::MergedName => t.handover_like_former(name, &like.id),
        LikeBy::Name => t.handover_like_name(name, &like.id),
    };
    let way = |takes: bool, text: &'static str, mark: &'static str| {
        let of = id.to_owned();
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=(taken == Some(takes)).to_string()
                data-testid=mark
                on:click=move |_| desk.choose(|choices| choices.take(&of, takes))
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="change__whole">
            <p>{said}</p>
            {way(false, t.handover_like_leave(), "import-like-leave")}
            {way(true, t.handover_like_take(), "import-like-take")}
        </div>
    }
}
