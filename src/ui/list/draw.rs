//! Cells on screen.

use crate::state::live::*;

use super::actions::row_actions;
use super::cell::{Cell, ClassPair};
use super::column::{ListColumn, Stand};
use super::page::ListPage;
use crate::ui::class_word::ClassWord;
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::widget::{Chip, Health, Icon, Mark, MarkKind, TagChip};

/// The most tags that a cell draws.
const MOST_TAGS: usize = 12;

/// A cell of a row.
pub(super) fn cell<P: ListPage>(page: P, row: Signal<u32>, name: &str, cell: Cell, column: &ListColumn) -> AnyView {
    let lang = page.list().app.lang.get_untracked();
    let title = cell.title(lang);
    let unit = matches!(cell.inside(), Cell::Amount(..)).then(|| T(lang).wan_after());
    let role = if matches!(cell, Cell::Name(..) | Cell::Again(..)) {
        "rowheader"
    } else {
        "gridcell"
    };
    let inside = match cell {
        Cell::Actions(which) => row_actions(page, row, which, name),
        cell => drawn(cell),
    };
    view! {
        <div class=class(column.stand) role=role data-col=column.key.to_string() data-unit=unit title=title>
            {inside}
        </div>
    }
    .into_any()
}

/// The class of a cell.
pub(super) fn class(stand: Stand) -> &'static str {
    match stand {
        Stand::Figure => "grid__cell num",
        Stand::Soft => "grid__cell soft",
        Stand::Plain | Stand::Blank => "grid__cell",
    }
}

fn drawn(cell: Cell) -> AnyView {
    match cell {
        Cell::Name(text, href) => view! { <a href=href>{text}</a> }.into_any(),
        Cell::Again(text, href) => view! { <a class="again" href=href>{text}</a> }.into_any(),
        Cell::Text(text) | Cell::Day(text, ..) | Cell::Figure(text, _) => text.into_any(),
        Cell::Missing(text) | Cell::OfNothing(_, text) => view! { <span class="muted">{text}</span> }.into_any(),
        Cell::Phrases(all) => {
            let phrase = |phrase: String| view! { <span>{phrase}</span> };
            all.into_iter().map(phrase).collect_view().into_any()
        }
        Cell::Noted(text, note) => {
            let note = note.map(|note| view! { <small>{note}</small> });
            view! { {text} " " {note} }.into_any()
        }
        Cell::Class(class, by_hand) => chip(class, by_hand).into_any(),
        Cell::Pair(two) => pair(two).into_any(),
        Cell::Health(score, band) => view! { <Health score=score rank=band.rank word=band.name /> }.into_any(),
        Cell::Amount(fen, mark) => {
            let mark = mark.map(|mark| view! { <span class="small muted">{mark}" "</span> });
            view! { {mark} {format::wan(fen)} }.into_any()
        }
        Cell::Tags(tags) => {
            // The row is one line high: more would only be drawn out of sight.
            let more = tags.len().saturating_sub(MOST_TAGS);
            let tag = |(text, by_rule): (String, bool)| view! { <TagChip text=text by_rule=by_rule /> };
            view! {
                <span class="tags">
                    {tags.into_iter().take(MOST_TAGS).map(tag).collect_view()}
                    {(more > 0).then(|| format!("+{more}"))}
                </span>
            }
            .into_any()
        }
        Cell::Verdict(text, note, is_good) => {
            let (kind, icon) = match is_good {
                true => (MarkKind::Good, "check"),
                false => (MarkKind::Warn, "lock"),
            };
            view! {
                <span class="verdict">
                    <Mark text=text kind=kind icon=icon />
                    <small>{note}</small>
                </span>
            }
            .into_any()
        }
        Cell::Opens(cell, href) => view! { <a href=href>{drawn(*cell)}</a> }.into_any(),
        Cell::Actions(_) => ().into_any(),
    }
}

fn chip(class: ClassWord, by_hand: bool) -> impl IntoView {
    view! { <Chip dim=class.palette.to_string() rank=class.rank text=class.name by_hand=by_hand /> }
}

/// Two classes with the way between them.
pub fn pair(two: ClassPair) -> impl IntoView {
    let icon = two.way.map(|(icon, _)| icon);
    let title = two.said.clone();
    view! {
        <span class="move" data-way=icon title=title>
            <span class="visually-hidden">{two.said}</span>
            <span class="move__pair" aria-hidden="true">
                {icon.map(|icon| view! { <Icon name=icon size=14 /> })}
                {chip(two.from, two.by_hand)}
                <Icon name="arrow-right" size=14 />
                {chip(two.to, false)}
            </span>
        </span>
    }
}
