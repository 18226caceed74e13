//! The last time the app stopped by itself: for the maintainer, until the user puts it away.

use crate::state::live::*;
use leptos::task::spawn_local;

use super::safety::SafetyItem;
use crate::domain::day::Moment;
use crate::state::stopped::{self, Stopped};
use crate::state::{clipboard, use_app};
use crate::ui::text::{both, use_text};
use crate::ui::widget::LinkButton;

/// The item; nothing where the app never stopped.
#[component]
pub fn StoppedItem() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let kept = RwSignal::new(stopped::all());
    let copy = move |_| {
        let causes: Vec<String> = kept.with(|kept| kept.iter().map(|stop| stop.all.clone()).collect());
        spawn_local(async move {
            if clipboard::copy(&causes.join("\n")).await {
                app.notices.succeeded(clipboard::COPY);
                app.notices.good(both(|t| t.stopped_copied().to_owned()), None);
            } else {
                app.notices
                    .refused(clipboard::COPY, both(|t| t.not_copied().to_owned()));
            }
        });
    };
    let clear = move |_| {
        stopped::clear();
        kept.set(Vec::new());
    };
    let last = move || kept.with(|kept| kept.first().cloned().unwrap_or_default());
    let title = move || t().stopped_at(when(&last()), kept.with(Vec::len));
    view! {
        <Show when=move || kept.with(|kept| !kept.is_empty())>
            <SafetyItem tone="is-warn" icon="alert-triangle" title=title note=move || last().what>
                <LinkButton text=move || t().stopped_copy() attr:data-testid="stopped-copy" on_click=Callback::new(copy) />
                " "
                <LinkButton text=move || t().stopped_clear() attr:data-testid="stopped-clear" on_click=Callback::new(clear) />
            </SafetyItem>
        </Show>
    }
}

fn when(stop: &Stopped) -> String {
    match Moment::parse(&stop.at) {
        Some(at) => format!("{} {}", at.day, at.clock().unwrap_or_default()),
        None => stop.at.clone(),
    }
}
