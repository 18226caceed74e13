//! The rehearsal: what the draft would do to the open dimension, before it is adopted.
//!
//! Each edit works out the shown dimension only, and no more names than stand on the page; the others follow when the hand rests.

mod adopt;
mod border;
mod chart;
mod elsewhere;
pub mod histogram;
mod movers;
mod picture;
mod rehearsing;

use crate::state::live::*;

use self::adopt::AdoptBar;
use self::elsewhere::Elsewhere;
use self::movers::Movers;
use self::picture::{ChipOf, Row, View};
use self::rehearsing::Rehearsing;
use crate::domain::record::Text;
use crate::domain::versions::versions;
use crate::domain::world::World;
use crate::state::review::occasion;
use crate::state::route::{PageId, Route};
use crate::ui::format;
use crate::ui::later::piece;
use crate::ui::page::TASKS_MOVED;
use crate::ui::text::use_text;
use crate::ui::widget::{Bar, Chip, Icon, LinkButton, Mark, Note, NoteKind, Segment, Unseen};

/// The panel, with the bar that adopts below it.
#[component]
pub fn Rehearsal(
    /// The dimension that is open in the editor; nothing where it is something else (tags, scores).
    #[prop(into)]
    dimension: Signal<Option<Text>>,
) -> impl IntoView {
    let it = Rehearsing::new(dimension);
    let changed = Memo::new(move |_| it.shop.is_changed());
    Effect::new(move |_| {
        if changed.get() {
            it.adopted.set(None);
        }
    });
    view! {
        <section class="panel rehearsal" aria-labelledby="rehearsal-title" data-testid="rehearsal">
            <RehearsalHead it=it changed=changed />
            <div class="rehearsal__body" aria-live="off">
                {move || if changed.get() { standing(it).into_any() } else { idle(it).into_any() }}
            </div>
            <Show when=move || changed.get()>
                <AdoptBar it=it />
            </Show>
        </section>
    }
}

#[component]
fn RehearsalHead(it: Rehearsing, changed: Memo<bool>) -> impl IntoView {
    let t = use_text();
    let note = move || {
        let seconds = match it.shop.took() / 1_000.0 {
            took if took < 0.01 => t().rehearsal_quick().to_owned(),
            took => format::decimal(took, 2),
        };
        t().rehearsal_note(it.app.as_of.get(), seconds)
    };
    view! {
        <header class="panel__head">
            <h2 class="panel__title" id="rehearsal-title">
                {move || t().rehearsal_title()}
            </h2>
            <Show when=move || changed.get()>
                <span class="panel__note">{note}</span>
                <span class="panel__end">
                    <Mark text=move || t().not_adopted() />
                </span>
            </Show>
        </header>
    }
}

/// The review of the rules adopted last.
fn its_review(it: Rehearsing) -> Route {
    let last = |world: &World| {
        versions(&world.book)
            .pop()
            .map(|version| version.id.as_str().to_owned())
    };
    let id = it.app.session.read(last).flatten();
    Route::to(PageId::REVIEW).with_param(occasion::VERSION, id.as_deref())
}

/// What stands where there is no draft.
fn idle(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let adopted = move || {
        it.adopted.get().map(|(number, customers)| {
            view! {
                <p class="rehearsal__adopted" role="status" data-testid="adopted">
                    <Icon name="check-circle" tone="is-good" />
                    {t().rehearsal_adopted(number)}
                    " "
                    {match customers {
                        0 => t().rehearsal_review_none().into_any(),
                        n => view! {
                            <a href=its_review(it).to_hash() data-testid="review-adopted">
                                {t().rehearsal_review(n)}
                            </a>
                        }
                        .into_any(),
                    }}
                </p>
            }
        })
    };
    view! {
        {adopted}
        <div class="rehearsal__idle">
            <p>{move || t().rehearsal_none()}</p>
            <p class="rehearsal__help">{move || t().rehearsal_none_help()}</p>
        </div>
    }
}

/// What a draft would do.
fn standing(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let stuck = Memo::new(move |_| it.shop.issues.with(|issues| !issues.is_empty()));
    let overtaken = Memo::new(move |_| it.shop.is_overtaken());
    view! {
        <Show when=move || stuck.get()>
            <Note kind=NoteKind::Warn text=move || t().rehearsal_stuck() />
        </Show>
        <Show when=move || overtaken.get()>
            <Note kind=NoteKind::Warn text=move || t().rehearsal_overtaken() />
        </Show>
        <Switched it=it />
        <Counts it=it />
        <Movers it=it />
        <Elsewhere it=it />
        {piece(&TASKS_MOVED, |tasks| tasks())}
    }
}

/// What is looked at, where it is not the open dimension, and the way back.
#[component]
fn Switched(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let name = move |view: View| {
        let lang = it.lang();
        let name = it.shop.rehearsed(|world, then| picture::name(world, then, lang, &view));
        name.unwrap_or_default()
    };
    let back = move || t().back_to(name(it.open.get()));
    let here = move || match it.view.get() {
        View::Tag(id) => t().tag_named(name(View::Tag(id))),
        view => name(view),
    };
    view! {
        <Show when=move || it.elsewhere.get().is_some()>
            <p class="rehearsal__view">
                <b>{here}</b>
                <LinkButton text=back on_click=Callback::new(move |_| it.elsewhere.set(None)) />
            </p>
        </Show>
    }
}

/// Counts before and after, and the two bars.
#[component]
fn Counts(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let rows = Memo::new(move |_| {
        it.picture
            .with(|p| p.as_ref().map_or_else(Vec::new, |p| p.rows.clone()))
    });
    let name = Memo::new(move |_| {
        it.picture
            .with(|p| p.as_ref().map_or_else(String::new, |p| p.name.clone()))
    });
    let body = move || rows.get().into_iter().map(count_row).collect_view();
    let total = move || {
        let (now, then) = rows.with(|rows| rows.iter().fold((0, 0), |(a, b), row| (a + row.now, b + row.then)));
        counted(None, t().total(), now, then)
    };
    let many = Memo::new(move |_| rows.with(|rows| rows.len() > 1));
    view! {
        <table class="counts" data-testid="rehearsal-counts">
            <caption>
                <Unseen>{move || t().counts_of(name.get())}</Unseen>
            </caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{move || t().count_now()}</th>
                    <th scope="col">{move || t().count_then()}</th>
                    <th scope="col">{move || t().count_difference()}</th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
            <Show when=move || many.get()>
                <tfoot>{total}</tfoot>
            </Show>
        </table>
        <Show when=move || many.get()>
            <div class="counts__bars" aria-hidden="true">
                <span>{move || t().count_now()}</span>
                {bar(rows, |row| row.now)}
                <span>{move || t().count_then()}</span>
                {bar(rows, |row| row.then)}
            </div>
        </Show>
    }
}

fn count_row(row: Row) -> impl IntoView {
    let ChipOf { dim, rank, .. } = row.chip;
    let (dim, name) = (dim.to_string(), row.name);
    let chip = view! { <Chip dim=dim rank=rank text=name /> };
    counted(Some(row.id.to_string()), chip, row.now, row.then)
}

fn counted(class: Option<String>, head: impl IntoView, now: usize, then: usize) -> impl IntoView {
    view! {
        <tr data-class=class data-now=now.to_string() data-then=then.to_string()>
            <th scope="row">{head.into_view()}</th>
            <td>{format::count(now)}</td>
            <td>
                <b>{format::count(then)}</b>
            </td>
            <td>{difference(now, then)}</td>
        </tr>
    }
}

/// A difference with its sign, as people write it: `+8`, `−12`, `0`.
pub fn difference(now: usize, then: usize) -> String {
    match then.cmp(&now) {
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{}", format::count(then - now)),
        std::cmp::Ordering::Less => format!("−{}", format::count(now - then)),
    }
}

fn bar(rows: Memo<Vec<Row>>, count: fn(&Row) -> usize) -> impl IntoView {
    let first = move |rows: &Vec<Row>| rows.first().map(|row| row.chip.dim.clone());
    let dim = Memo::new(move |_| rows.with(first).unwrap_or_default());
    let segments = Signal::derive(move || {
        let segment = |row: &Row| Segment {
            rank: row.chip.rank,
            name: row.name.clone(),
            count: count(row),
            href: String::new(),
        };
        rows.with(|rows| rows.iter().map(segment).collect::<Vec<_>>())
    });
    move || view! { <Bar dim=dim.get() segments=segments /> }
}
