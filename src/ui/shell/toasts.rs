//! Notices and long work, below. Errors are read out at once, the rest when the reader pauses.

use crate::state::live::*;

use crate::state::notice::{Notice, NoticeKind};
use crate::state::{SaveState, use_app};
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, LinkButton, Progress};

/// So many are shown at once: two on a desk, where they stand side by side, and one on a phone. What is told before them is behind
/// one word, so that a page keeps its height.
fn at_once() -> usize {
    let query = window().match_media("(min-width: 768px)");
    let is_desk = query.ok().flatten().is_none_or(|query| query.matches());
    if is_desk { 2 } else { 1 }
}

/// The notices that stand now. The live region is there from the start: one that comes with its words is not read.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = use_app();
    // Where the store is silent, the alarm says so: nothing is under way.
    let at_work = move || app.busy.with(Option::is_some) && app.save.with(|save| *save != SaveState::Silent);
    announce_updates();
    let t = use_text();
    let all = RwSignal::new(false);
    let beyond = move || {
        app.notices
            .list()
            .len()
            .saturating_sub(at_once() - usize::from(at_work()))
    };
    let shown = move || {
        let skipped = if all.get() { 0 } else { beyond() };
        app.notices.list().split_off(skipped)
    };
    // Folded again as soon as nothing is behind the word.
    Effect::new(move |_| {
        if beyond() == 0 {
            all.set(false);
        }
    });
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <Show when=at_work>
                <div class="toast">
                    <div class="toast__text">
                        <Progress />
                    </div>
                </div>
            </Show>
            <Show when=move || beyond() != 0 && !all.get()>
                <LinkButton
                    class="toasts__more"
                    text=move || t().notices_more(beyond())
                    on_click=Callback::new(move |_| all.set(true))
                />
            </Show>
            <For each=shown key=|notice| notice.id let:notice>
                <Toast notice=notice />
            </For>
        </div>
    }
}

/// A notice.
#[component]
fn Toast(notice: Notice) -> impl IntoView {
    let t = use_text();
    let notices = use_app().notices;
    let Notice {
        id, kind, text, action, ..
    } = notice;
    let (icon, role) = match kind {
        NoticeKind::Good => ("check-circle", None),
        NoticeKind::Info => ("info", None),
        NoticeKind::Error => ("alert-triangle", Some("alert")),
    };
    let offer = action.map(|action| {
        let act = move |_| {
            notices.close(id);
            (action.run)();
        };
        let label = action.label;
        view! { <LinkButton text=move || t().label(&label) on_click=Callback::new(act) /> }
    });
    view! {
        <div class="toast" role=role>
            <Icon name=icon />
            <span class="toast__text">{move || t().label(&text)}</span>
            {offer}
            <button
                type="button"
                class="toast__x"
                aria-label=move || t().close()
                on:click=move |_| notices.close(id)
            >
                <Icon name="x" />
            </button>
        </div>
    }
}

/// Offers the new version that the start script found; the page goes on with the old one until the user agrees.
fn announce_updates() {
    use crate::ui::text::both;
    let notices = use_app().notices;
    on_window_event("guanxi-update", move |_| {
        let apply = notices.action(both(|t| t.update_now().to_owned()), || {
            if let Ok(event) = web_sys::Event::new("guanxi-update-apply") {
                let _ = window().dispatch_event(&event);
            }
        });
        notices.info(both(|t| t.update_ready().to_owned()), Some(apply));
    });
}
