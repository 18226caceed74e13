//! The rows of a list of any length: only the rows in sight, eight more above and below (once those in sight were painted), and the row of the
//! cursor are in the page.
//!
//! The frame and its row height come from `style/pages.css` (`.grid`, `--row-h`); a row lies at `--i` times that height.

use std::sync::Arc;

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::grid_focus::{focus_row, in_dialog, on_control};
use super::grid_row::{Drawing, Drawn};
use super::page::ListState;
use super::place::{Place, Visible};
use crate::state::use_app;
use crate::ui::focus;
use crate::ui::keys::has_dialog;

/// Rows drawn beyond the edge, so that scrolling shows no gap.
const BEYOND: usize = 8;
/// The head lies over the first rows of the scrolling part.
const HEAD_PX: f64 = 34.0;
/// The row height until the style is read.
const ROW_PX: f64 = 36.0;

/// What the keyboard and the scrolling share.
#[derive(Clone, Copy)]
pub(super) struct View {
    body: NodeRef<html::Div>,
    pub(super) rows: Memo<Arc<Vec<u32>>>,
    pub(super) cursor: RwSignal<Option<usize>>,
    first: RwSignal<usize>,
    height_px: RwSignal<f64>,
    room: RwSignal<u32>,
    row_px: RwSignal<f64>,
    /// How many rows are drawn beyond the edge: none before the first ones are painted.
    beyond: RwSignal<usize>,
    pub(super) place: StoredValue<Place>,
    /// The row that had the focus last, while nothing else has asked for it since.
    pub(super) touched: StoredValue<Option<usize>>,
}

/// A windowed list. Rows are named by a number of the page's choosing (a customer's slot), `cells` draws one,
/// whose number may come to be another.
///
/// Keys: j, k and the arrows move, Home, End and the page keys jump, Enter opens, x and Space pick, with Shift a range.
#[component]
pub fn Grid(
    /// Its rows, which of them are in sight, and where it was left.
    list: ListState,
    #[prop(into)] label: TextProp,
    /// How many columns there are.
    #[prop(into)]
    columns: Signal<usize>,
    /// `grid-template-columns` of every row.
    #[prop(into)]
    template: Signal<String>,
    /// The sum of the least widths of the columns, below which the list scrolls sideways.
    #[prop(into)]
    least_width: Signal<u32>,
    /// How wide it is, px; nothing where rows are cards, as on phones.
    room: RwSignal<u32>,
    /// The cells of the head row (`.grid__cell[role=columnheader]`).
    #[prop(into)]
    head: ViewFn,
    /// The cells of a row (`.grid__cell[role=gridcell]`).
    cells: Arc<dyn Fn(Signal<u32>) -> AnyView + Send + Sync>,
    /// The name of a row, as `data-id`; tracked.
    row_id: Arc<dyn Fn(u32) -> String + Send + Sync>,
    row_testid: &'static str,
    /// Whether a row is picked; tracked.
    picked: Arc<dyn Fn(u32) -> bool + Send + Sync>,
    /// Enter.
    on_open: Callback<u32>,
    /// x, Space; with Shift a range.
    on_pick: Callback<(u32, bool)>,
    /// When this changes (search, filters, order) the list goes back to its start.
    #[prop(into)]
    start_again: Signal<String>,
    /// On phones: rows show their boxes to be picked.
    #[prop(into)]
    picking: Signal<bool>,
    /// What stands in the frame below or over the rows: `.grid__msg`, `.bulk`, `.count`.
    children: Children,
) -> impl IntoView {
    let (density, rows) = (list.app.density, list.rows);
    let v = View::new(list, room);
    v.follow(list, start_again);
    v.follow_keys(on_open, on_pick);
    let has_rows = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let id = Arc::clone(&row_id);
    let shown = Memo::new(move |_| v.shown(&*id));
    let drawing = Drawing::new((cells, row_id), row_testid, picked);
    let of_cursor = drawing.at_cursor(v);
    let row = move |it: Drawn| drawing.row(v.cursor, it.followed(shown));
    view! {
        <div
            class="grid"
            data-density=move || density.get().key()
            data-picking=move || picking.get().then_some("true")
            style:--cols=move || template.get()
            data-wide=move || (room.get() > 0 && least_width.get() > room.get()).then_some("true")
            style:--cols-min=move || format!("{}px", least_width.get())
        >
            <div
                class="grid__body"
                role=move || if has_rows.get() { "grid" } else { "region" }
                tabindex="0"
                aria-label=move || label.get()
                aria-multiselectable=move || has_rows.get().then_some("true")
                aria-rowcount=move || has_rows.get().then(|| (rows.with(|r| r.len()) + 1).to_string())
                aria-colcount=move || has_rows.get().then(|| columns.get().to_string())
                node_ref=v.body
                on:scroll=move |_| v.scrolled()
                on:keydown=move |ev| v.key(&ev, on_open, on_pick)
            >
                {head_row(&head, has_rows)}
                <div class="grid__spacer" role=move || has_rows.get().then_some("rowgroup") style:--rows=move || rows.with(|r| r.len()).to_string()>
                    <For each=move || shown.get() key=|it| it.key children=row />
                    {of_cursor}
                </div>
            </div>
            {children()}
        </div>
    }
}

fn head_row(head: &ViewFn, has_rows: Memo<bool>) -> impl IntoView + use<> {
    view! {
        // A grid must have rows: without any, the head only names what would stand there.
        <div class="grid__head" role="rowgroup" inert=move || !has_rows.get()>
            <div class="grid__row" role="row" aria-rowindex="1">
                {head.run()}
            </div>
        </div>
    }
}

impl View {
    fn new(list: ListState, room: RwSignal<u32>) -> Self {
        let left = list.place.get_value();
        Self {
            body: NodeRef::new(),
            rows: list.rows,
            cursor: RwSignal::new(left.cursor),
            first: RwSignal::new(0),
            height_px: RwSignal::new(0.0),
            room,
            row_px: RwSignal::new(ROW_PX),
            beyond: RwSignal::new(0),
            place: list.place,
            touched: StoredValue::new(None),
        }
    }

    fn follow(self, list: ListState, start_again: Signal<String>) {
        self.follow_size();
        self.start_again_on(start_again);
        self.tell(list.visible);
        self.keep_focus();
    }

    /// The scrolling part, while the list is in the page; a frame or a timer may come after it has gone.
    pub(super) fn element(self) -> Option<web_sys::HtmlDivElement> {
        self.body.try_get_untracked().flatten()
    }

    /// The rows in sight and a few more, with their places, but for the row of the cursor.
    fn shown(self, id: &dyn Fn(u32) -> String) -> Vec<Drawn> {
        let first = self.first.get();
        let fit = (self.height_px.get() / self.row_px.get()).ceil() as usize;
        let (cursor, beyond) = (self.cursor.get(), self.beyond.get());
        self.rows.with(|rows| {
            // Before its height is known, so many are in sight of every list.
            let window = first.saturating_sub(beyond)..(first + fit.max(BEYOND) + beyond).min(rows.len());
            let others = window.filter(|i| Some(*i) != cursor);
            Drawn::all(others.filter_map(|i| Some((i, *rows.get(i)?))), id)
        })
    }

    /// The row of the cursor: it has the focus, so it stays in the page wherever the list is scrolled to, and in a place of its
    /// own, because an element that is moved loses the focus.
    pub(super) fn at_cursor(self) -> Option<(usize, u32)> {
        let i = self.cursor.get()?;
        self.rows.with(|rows| Some((i, *rows.get(i)?)))
    }

    fn scrolled(self) {
        let Some(body) = self.element() else { return };
        let first = (f64::from(body.scroll_top()) / self.row_px.get_untracked()) as usize;
        self.leave(body.scroll_top());
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
    }

    /// Remembers where the list stands.
    pub(super) fn leave(self, scroll_px: i32) {
        let cursor = self.touched.get_value().or(self.cursor.get_untracked());
        self.place.try_set_value(Place { scroll_px, cursor });
    }

    fn measure(self) {
        let Some(body) = self.element() else { return };
        let style = window().get_computed_style(&body).ok().flatten();
        let text = style
            .and_then(|s| s.get_property_value("--row-h").ok())
            .unwrap_or_default();
        let row_px = text.trim().trim_end_matches("px").parse().unwrap_or(ROW_PX);
        let height_px = f64::from(body.client_height());
        if self.row_px.get_untracked() != row_px {
            self.row_px.set(row_px);
        }
        if self.height_px.get_untracked() != height_px {
            self.height_px.set(height_px);
        }
        // Where the head is out of sight the rows are cards.
        let has_head = body.first_element_child().is_some_and(|head| head.client_width() > 0);
        let room = if has_head {
            body.client_width().unsigned_abs()
        } else {
            0
        };
        if self.room.try_get_untracked().is_some_and(|before| before != room) {
            self.room.set(room);
        }
        self.scrolled();
    }

    /// Measures when the list is there, when its box changes, and when rows become closer.
    fn follow_size(self) {
        let density = use_app().density;
        Effect::new(move |before: Option<bool>| {
            density.track();
            let is_there = self.body.get().is_some();
            if is_there {
                let again = before == Some(true);
                next_frame(move || {
                    if !again {
                        self.resume();
                    }
                    self.measure();
                    if !again {
                        next_frame(move || self.beyond.set(BEYOND));
                    }
                });
            }
            is_there
        });
        Effect::new(move |_| {
            let Some(body) = self.body.get() else { return };
            let watch = Closure::<dyn FnMut()>::new(move || self.measure());
            let observer = web_sys::ResizeObserver::new(watch.as_ref().unchecked_ref());
            if let Ok(observer) = observer {
                observer.observe(&body);
                let held = StoredValue::new_local((observer, watch));
                on_cleanup(move || {
                    held.try_with_value(|(observer, _)| observer.disconnect());
                });
            }
        });
    }

    fn start_again_on(self, signal: Signal<String>) {
        Effect::new(move |before: Option<String>| {
            let now = signal.get();
            if before.is_some_and(|b| b != now) {
                self.cursor.set(None);
                if let Some(body) = self.element() {
                    body.set_scroll_top(0);
                }
                self.first.set(0);
            }
            now
        });
    }

    fn tell(self, visible: RwSignal<Visible>) {
        Effect::new(move |_| {
            let all = self.rows.with(|r| r.len());
            let fit = ((self.height_px.get() - HEAD_PX).max(0.0) / self.row_px.get()).ceil() as usize;
            let first = self.first.get().min(all);
            let now = if all == 0 {
                (0, 0)
            } else {
                (first + 1, (first + fit.max(1)).min(all))
            };
            if visible.get_untracked() != now {
                visible.set(now);
            }
        });
    }

    /// j and k work from anywhere on the page where nothing is being typed: the cursor then comes into the list.
    fn follow_keys(self, on_open: Callback<u32>, on_pick: Callback<(u32, bool)>) {
        on_window(leptos::ev::keydown, move |ev| {
            let inside = self.element().zip(ev.target()).is_some_and(|(body, target)| {
                target
                    .dyn_ref::<web_sys::Node>()
                    .is_some_and(|node| body.contains(Some(node)))
            });
            // While the row that the keyboard went to is drawn, nobody has the focus: all keys are still the list's.
            let is_between = focus::is_lost() && self.touched.try_get_value().flatten().is_some();
            let moves = (is_between || matches!(ev.key().as_str(), "j" | "k")) && !ev.default_prevented();
            if moves && !inside && !on_control(&ev) && !in_dialog(&ev) && !has_dialog() {
                self.key(&ev, on_open, on_pick);
            }
        });
    }

    fn key(self, ev: &web_sys::KeyboardEvent, on_open: Callback<u32>, on_pick: Callback<(u32, bool)>) {
        let all = self.rows.with_untracked(|r| r.len());
        if all == 0 || ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        let now = self.cursor.get_untracked();
        let page = (self.height_px.get_untracked() / self.row_px.get_untracked()) as usize;
        let key = ev.key();
        let down = |by: usize| now.map_or(0, |i| (i + by).min(all - 1));
        let up = |by: usize| now.map_or(0, |i| i.saturating_sub(by));
        let target = match key.as_str() {
            "ArrowDown" | "j" => down(1),
            "ArrowUp" | "k" => up(1),
            "PageDown" => down(page.max(1)),
            "PageUp" => up(page.max(1)),
            "Home" => 0,
            "End" => all - 1,
            // A control inside the row answers these keys itself.
            "Enter" | " " | "x" | "X" if !on_control(ev) => {
                let row = now.and_then(|i| self.rows.with_untracked(|r| r.get(i).copied()));
                if let Some(row) = row {
                    ev.prevent_default();
                    if key == "Enter" {
                        on_open.run(row)
                    } else {
                        on_pick.run((row, ev.shift_key()))
                    }
                }
                return;
            }
            _ => return,
        };
        ev.prevent_default();
        self.move_to(target);
    }

    /// The row of the cursor is this one now. Out of sight it gets the focus when it comes into sight by a key: the list stays where
    /// it was scrolled to.
    pub(super) fn stay_at(self, i: usize) {
        let Some(body) = self.element() else { return };
        let row_px = self.row_px.get_untracked();
        let top = i as f64 * row_px;
        let above = f64::from(body.scroll_top());
        if top >= above && top + row_px <= above + f64::from(body.client_height()) - HEAD_PX {
            self.move_to(i);
        } else {
            self.cursor.set(Some(i));
        }
    }

    pub(super) fn move_to(self, i: usize) {
        self.cursor.set(Some(i));
        self.leave(self.element().map_or(0, |body| body.scroll_top()));
        let Some(body) = self.element() else { return };
        let row_px = self.row_px.get_untracked();
        let top = i as f64 * row_px;
        let (above, room) = (f64::from(body.scroll_top()), f64::from(body.client_height()) - HEAD_PX);
        if top < above {
            body.set_scroll_top(top as i32);
        } else if top + row_px > above + room {
            body.set_scroll_top((top + row_px - room).ceil() as i32);
        }
        self.scrolled();
        // The row may be drawn only in the next frame.
        next_frame(move || focus_row(&body, i));
    }
}
