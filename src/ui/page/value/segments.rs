//! The named segments: their names, their areas, their order; added, changed, removed, put back.

use std::sync::Arc;

use crate::state::live::*;

use super::list::ValueList;
use super::{SEGMENT, narrowed};
use crate::domain::marketing::segment::{MOST, ValueSegment, keep, restore, segments, shipped};
use crate::domain::marketing::value::ValueSum;
use crate::domain::record::Text;
use crate::state::App;
use crate::ui::format;
use crate::ui::list::figure_link;
use crate::ui::portrait::area;
use crate::ui::settings;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Panel};

/// Changes the segments of the book.
pub fn change(app: App, edit: impl FnOnce(&mut Vec<ValueSegment>)) {
    if let Some(command) = changed(app, edit) {
        app.session.dispatch(command);
    }
}

/// The command that changes the segments of the book.
pub fn changed(app: App, edit: impl FnOnce(&mut Vec<ValueSegment>)) -> Option<crate::domain::command::Command> {
    settings::changed(app, |settings| {
        let mut all = segments(settings);
        edit(&mut all);
        keep(settings, &all);
    })
}

/// The segments of the book; tracked.
pub fn of_book(app: App) -> Arc<Vec<ValueSegment>> {
    let all = app.session.read(|world| segments(&world.book.head.settings));
    Arc::new(all.unwrap_or_default())
}

/// The table.
#[component]
pub fn Segments(page: ValueList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let all = Memo::new(move |_| of_book(app));
    let is_full = Signal::derive(move || all.with(|all| all.len() >= MOST));
    let is_shipped = Signal::derive(move || all.with(|all| **all == shipped()));
    let rows = move || {
        let sums = page
            .map
            .with(|map| map.as_ref().map(|map| map.by_segment.clone()))
            .unwrap_or_default();
        let all = all.get();
        let line = |(at, segment): (usize, &ValueSegment)| row(page, &all, at, segment, sums.get(at).copied());
        all.iter().enumerate().map(line).collect_view()
    };
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col">{move || text(t())}</th> };
    view! {
        <Panel id="value-segments" title=move || t().value_segments()>
            <div class="panel__body">
                <p class="muted small screen-only">{move || t().value_segments_help()}</p>
                <div class="toolbar">
                    <Button
                        text=move || t().value_segment_add()
                        kind=Kind::Primary
                        icon="plus"
                        disabled=is_full
                        attr:data-testid="segment-add"
                        on_click=Callback::new(move |_| page.editing.set(Some("".into())))
                    />
                    <Button
                        text=move || t().value_segments_restore()
                        disabled=is_shipped
                        attr:data-testid="segments-restore"
                        on_click=Callback::new(move |_| {
                            if let Some(command) = settings::changed(app, restore) {
                                app.session.dispatch(command);
                            }
                        })
                    />
                </div>
                {move || is_full.get().then(|| view! { <p class="muted small">{t().value_segments_most(MOST)}</p> })}
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().value_segments()>
                <table class="table" data-testid="segments">
                    <thead>
                        <tr>
                            {head(T::value_segment_name)}
                            {head(T::value_segment_area)}
                            <th scope="col" class="num">{move || t().value_col_customers()}</th>
                            <th scope="col" class="screen-only">{move || t().value_columns_order()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
    }
}

fn row(
    page: ValueList,
    all: &[ValueSegment],
    at: usize,
    segment: &ValueSegment,
    sum: Option<ValueSum>,
) -> impl IntoView + use<> {
    let (app, t) = (page.list.app, use_text());
    let is_hidden = is_covered(all.get(..at).unwrap_or_default(), segment);
    let (one, id) = (segment.clone(), segment.id.clone());
    let name = StoredValue::new(segment.label());
    let name = move || t().label(&name.get_value());
    let (edited, mark) = (id.clone(), id.to_string());
    let (there, label) = (narrowed(SEGMENT, &id), segment.label());
    let members = move |t: T| {
        let n = sum?.customers;
        Some(figure_link(n > 0, there.clone(), t.label(&label), format::count(n)))
    };
    let deed = move |icon: &'static str, label: fn(T, String) -> String, deed: fn(&mut Vec<ValueSegment>, usize)| {
        let id: Text = id.clone();
        let run = move |_| {
            change(app, |all| {
                if let Some(at) = all.iter().position(|one| one.id == id) {
                    deed(all, at);
                }
            });
        };
        view! { <IconButton icon=icon label=move || label(t(), name()) on_click=Callback::new(run) /> }
    };
    view! {
        <tr data-segment=mark>
            <th scope="row">
                {name}
                {is_hidden.then(|| view! { <small class="value__hidden">{move || t().value_segment_hidden()}</small> })}
            </th>
            <td>{move || area(&one, t())}</td>
            <td class="num">{move || members(t())}</td>
            <td class="value__deeds screen-only">
                <IconButton
                    icon="pencil"
                    label=move || t().value_segment_edit(name())
                    on_click=Callback::new(move |_| page.editing.set(Some(edited.clone())))
                />
                {deed("arrow-up", |t, name| t.value_segment_up(name), |all, at| all.swap(at, at.saturating_sub(1)))}
                {deed("arrow-down", |t, name| t.value_segment_down(name), |all, at| lower(all, at))}
                {deed("trash", |t, name| t.value_segment_remove(name), |all, at| drop(all.remove(at)))}
            </td>
        </tr>
    }
}

fn lower(all: &mut [ValueSegment], at: usize) {
    let next = at + 1;
    if next < all.len() {
        all.swap(at, next);
    }
}

/// Whether those before hold every score of a segment.
fn is_covered(before: &[ValueSegment], segment: &ValueSegment) -> bool {
    let scores = (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| [r, f, m])));
    let mut own = scores.filter(|scores| segment.holds(*scores));
    own.all(|scores| before.iter().any(|other| other.holds(scores)))
}
