//! A border of the histogram: a line with a handle that pointer and keyboard move. It edits the draft once a frame.

use crate::state::live::*;
use leptos::html;

use super::chart::{Chart, percent};
use crate::domain::authoring::border::move_border;
use crate::ui::focus;
use crate::ui::text::{T, both, names};

/// Steps of the page keys.
const PAGE: f64 = 10.0;

/// The handle of the border at a place in the order.
pub fn handle(chart: Chart, i: usize) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let held = RwSignal::new(false);
    // Where the pointer is; taken once a frame.
    let pending = StoredValue::new(None::<f64>);
    let value = Memo::new(move |_| chart.shape.with(|s| s.as_ref().and_then(|s| s.lines.get(i).copied())));
    let limits = Memo::new(move |_| {
        chart.with(|shape, axis| {
            let below = i.checked_sub(1).and_then(|i| shape.lines.get(i));
            let above = shape.lines.get(i + 1);
            let low = below.map_or(axis.start, |b| *b) + axis.step;
            let high = above.map_or(axis.end() - axis.width, |a| *a - axis.step);
            (low, high.max(low))
        })
    });
    let follow = move || {
        let place = pending
            .try_update_value(Option::take)
            .flatten()
            .zip(node.get_untracked());
        let Some((x, element)) = place else { return };
        let Some(plot) = element.parent_element() else { return };
        let frame = plot.get_bounding_client_rect();
        let axis = chart.axis.get_untracked().filter(|_| frame.width() > 0.0);
        if let Some(axis) = axis {
            move_to(
                chart,
                i,
                axis.snapped(((x - frame.left()) / frame.width()).clamp(0.0, 1.0)),
                limits,
            );
        }
    };
    let press = move |ev: web_sys::PointerEvent| {
        if ev.button() != 0 {
            return;
        }
        if let Some(element) = node.get_untracked() {
            // Without capture the drag ends where the pointer leaves the handle; the keys still work.
            let _ = element.set_pointer_capture(ev.pointer_id());
            focus::on(&element);
        }
        ev.prevent_default();
        held.set(true);
    };
    let drag = move |ev: web_sys::PointerEvent| {
        if !held.get_untracked() {
            return;
        }
        let waits = pending.with_value(Option::is_some);
        pending.set_value(Some(f64::from(ev.client_x())));
        if !waits {
            next_frame(follow);
        }
    };
    let release = move |_| {
        if held.get_untracked() {
            follow();
            held.set(false);
            chart.shop.close_step();
        }
    };
    let key = move |ev: web_sys::KeyboardEvent| {
        let (Some(now), Some((low, high)), Some(axis)) = (
            value.get_untracked(),
            limits.get_untracked(),
            chart.axis.get_untracked(),
        ) else {
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
        move_to(chart, i, axis.snap(to), limits);
    };
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
            node_ref=node
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=move || label(chart, i)
            aria-valuemin=move || attribute(limits.get().map(|l| l.0))
            aria-valuemax=move || attribute(limits.get().map(|l| l.1))
            aria-valuenow=move || attribute(value.get())
            aria-valuetext=move || said(chart, value.get())
            data-testid="border"
            data-held=move || held.get().then_some("true")
            style:--x=x
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:keydown=key
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
        let above = shape.stretches.iter().rposition(|(from, _, _)| *from == Some(at))?;
        let below = shape.stretches[..above]
            .iter()
            .rev()
            .find(|(from, _, _)| *from != Some(at))?;
        Some(t.border_of(&below.2, &shape.stretches[above].2))
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
                let place = then.plan.dimension(&dimension)?;
                Some(names::dimension(t.0, &then.plan.dimensions[place]))
            })
        });
        t.border_moved(name.flatten().unwrap_or_default())
    };
    let key = format!("border {dimension} {i}");
    chart.shop.edit(both(named), Some(key), |rules| {
        move_border(rules, &dimension, now, to);
    });
}
