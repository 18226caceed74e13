//! A border of the histogram: a line with a handle that pointer and keyboard move. It edits the draft once a frame.

use crate::state::live::*;
use leptos::html;

use super::chart::{Chart, percent};
use crate::domain::authoring::border::move_border;
use crate::ui::focus;
use crate::ui::text::{T, both, names};
use crate::ui::tone::Rank;

/// Steps of the page keys.
const PAGE: f64 = 10.0;

/// A border that is moved. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct Border {
    chart: Chart,
    /// Its place in the order.
    i: usize,
    node: NodeRef<html::Div>,
    held: RwSignal<bool>,
    /// Where the pointer is; taken once a frame.
    pending: StoredValue<Option<f64>>,
    value: Memo<Option<f64>>,
    /// Between its neighbours.
    limits: Memo<Option<(f64, f64)>>,
}

impl Border {
    fn new(chart: Chart, i: usize) -> Self {
        let limits = Memo::new(move |_| {
            chart.with(|shape, axis| {
                let below = i.checked_sub(1).and_then(|i| shape.lines.get(i));
                let above = shape.lines.get(i + 1);
                let low = below.map_or(axis.start, |b| *b) + axis.step;
                let high = above.map_or(axis.end() - axis.width, |a| *a - axis.step);
                (low, high.max(low))
            })
        });
        Self {
            chart,
            i,
            node: NodeRef::new(),
            held: RwSignal::new(false),
            pending: StoredValue::new(None),
            value: Memo::new(move |_| chart.shape.with(|s| s.as_ref().and_then(|s| s.lines.get(i).copied()))),
            limits,
        }
    }

    fn press(self, ev: &web_sys::PointerEvent) {
        if ev.button() != 0 {
            return;
        }
        if let Some(element) = self.node.get_untracked() {
            // Without capture the drag ends where the pointer leaves the handle; the keys still work.
            let _ = element.set_pointer_capture(ev.pointer_id());
            focus::on(&element);
        }
        ev.prevent_default();
        self.held.set(true);
    }

    fn drag(self, ev: &web_sys::PointerEvent) {
        if !self.held.get_untracked() {
            return;
        }
        let waits = self.pending.with_value(Option::is_some);
        self.pending.set_value(Some(f64::from(ev.client_x())));
        if !waits {
            next_frame(move || self.follow());
        }
    }

    /// Goes to where the pointer is.
    fn follow(self) {
        let pending = self.pending.try_update_value(Option::take).flatten();
        let Some((x, element)) = pending.zip(self.node.get_untracked()) else {
            return;
        };
        let Some(plot) = element.parent_element() else { return };
        let frame = plot.get_bounding_client_rect();
        if let Some(axis) = self.chart.axis.get_untracked().filter(|_| frame.width() > 0.0) {
            let place = ((x - frame.left()) / frame.width()).clamp(0.0, 1.0);
            move_to(self.chart, self.i, axis.snapped(place), self.limits);
        }
    }

    fn release(self) {
        if self.held.get_untracked() {
            self.follow();
            self.held.set(false);
            self.chart.shop.close_step();
        }
    }

    fn key(self, ev: &web_sys::KeyboardEvent) {
        let (value, limits) = (self.value.get_untracked(), self.limits.get_untracked());
        let (Some(now), Some((low, high)), Some(axis)) = (value, limits, self.chart.axis.get_untracked()) else {
            return;
        };
        let to = match ev.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now - axis.step,
            "ArrowRight" | "ArrowUp" => now + axis.step,
            "PageDown" => now - PAGE * axis.step,
            "PageUp" => now + PAGE * axis.step,
            "Home" => low,
            "End" => high,
            _ => return,
        };
        ev.prevent_default();
        move_to(self.chart, self.i, axis.snap(to), self.limits);
    }
}

/// The handle of the border at a place in the order.
pub fn handle(chart: Chart, i: usize) -> impl IntoView {
    let border = Border::new(chart, i);
    let Border { value, limits, .. } = border;
    let attribute = |value: Option<f64>| value.map(|v| v.to_string());
    let x = move || {
        value
            .get()
            .zip(chart.axis.get())
            .map(|(at, axis)| percent(axis.place(at)))
    };
    view! {
        <div
            class="histo__handle"
            node_ref=border.node
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=move || label(chart, i)
            aria-valuemin=move || attribute(limits.get().map(|l| l.0))
            aria-valuemax=move || attribute(limits.get().map(|l| l.1))
            aria-valuenow=move || attribute(value.get())
            aria-valuetext=move || said(chart, value.get())
            data-testid="border"
            data-held=move || border.held.get().then_some("true")
            style:--x=x
            on:pointerdown=move |ev| border.press(&ev)
            on:pointermove=move |ev| border.drag(&ev)
            on:pointerup=move |_| border.release()
            on:pointercancel=move |_| border.release()
            on:keydown=move |ev| border.key(&ev)
            on:blur=move |_| chart.shop.close_step()
        ></div>
    }
}

/// Between which classes the border lies.
fn label(chart: Chart, i: usize) -> String {
    let t = chart.t();
    let said = chart.shape.with(|shape| {
        let shape = shape.as_ref()?;
        let at = *shape.lines.get(i)?;
        let begins = |(from, ..): &&(Option<f64>, Rank, String)| *from == Some(at);
        let mut down = shape.stretches.iter().rev();
        let above = down.find(begins)?;
        let below = down.find(|stretch| !begins(stretch))?;
        Some(t.border_of(&below.2, &above.2))
    });
    said.unwrap_or_default()
}

fn said(chart: Chart, value: Option<f64>) -> Option<String> {
    let (fact, unit) = chart.shape.with(|s| s.as_ref().map(|s| (s.fact.clone(), s.unit)))?;
    Some(chart.figure(&fact, unit, value?))
}

/// Moves the border in the draft, between its neighbours.
fn move_to(chart: Chart, i: usize, to: f64, limits: Memo<Option<(f64, f64)>>) {
    let Some((low, high)) = limits.get_untracked() else {
        return;
    };
    let found = chart.shape.with_untracked(|shape| {
        let shape = shape.as_ref()?;
        Some((shape.dimension.clone(), *shape.lines.get(i)?))
    });
    let Some((dimension, now)) = found else { return };
    let to = to.clamp(low, high);
    if to == now {
        return;
    }
    let named = |t: T| {
        let name = untrack(|| {
            chart.shop.rehearsed(|_, then| {
                let dimension = then.plan.dimension_of(&dimension)?;
                Some(names::dimension(t.0, dimension))
            })
        });
        t.border_moved(name.flatten().unwrap_or_default())
    };
    let key = format!("border {dimension} {i}");
    chart.shop.edit(both(named), Some(key), |rules| {
        move_border(rules, &dimension, now, to);
    });
}
