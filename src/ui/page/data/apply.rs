//! The foot of the preview: agreeing to what is left out, and writing.

use crate::state::live::*;

use super::below::is_open;
use super::desk::ImportDesk;
use super::export::ExportFirst;
use super::preview::Report;
use super::stages::ApplyButtons;
use crate::domain::merge::Mode;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Check, Dialog, Kind};

/// The foot.
#[component]
pub fn ApplyFoot(
    /// What the preview found.
    report: Memo<Report>,
    file: String,
) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let asking = RwSignal::new(false);
    let wrong = Memo::new(move |_| report.with(Report::wrong_sum));
    let same = Memo::new(move |_| report.with(|r| r.changes == 0));
    let unasked = Memo::new(move |_| desk.unmeant.get().is_none() && report.with(|r| r.asked > 0));
    let undecided = Memo::new(move |_| report.with(Report::undecided));
    let falls = Memo::new(move |_| report.with(|r| is_open(&r.falls)));
    let unskipped = move || wrong.get() > 0 && !desk.skip.get();
    let blocked = Signal::derive(move || {
        same.get() || unasked.get() || undecided.get() > 0 || desk.answering.get() || unskipped() || falls.get()
    });
    let why = move || match (same.get(), unasked.get(), unskipped()) {
        _ if undecided.get() > 0 => t().apply_why_undecided(undecided.get()),
        (true, ..) if report.with(Report::is_kept_as_it_is) => t().apply_why_mine().to_owned(),
        (true, ..) => t().apply_why_same().to_owned(),
        (_, true, _) => t().apply_why_asked().to_owned(),
        (.., true) => t().apply_why_wrong().to_owned(),
        _ if falls.get() => t().table_why_asked(1),
        _ if report.with(Report::can_be_taken_back) => t().table_why_undo().to_owned(),
        _ => t().apply_why_undo().to_owned(),
    };
    let words = move || {
        let n = report.with(|r| r.sum(|k| k.new + k.changed + k.removed));
        if n == 0 {
            t().apply_head().to_owned()
        } else {
            t().apply_n(n)
        }
    };
    let skipping = move || {
        view! {
            <Show when=move || wrong.get() != 0 && !same.get()>
                <Check
                    text=move || t().skip_wrong(wrong.get())
                    on=desk.skip
                    on_change=Callback::new(move |on| desk.skip.set(on))
                    block=true
                />
            </Show>
        }
    };
    let apply = move |()| {
        if desk.mode.get_untracked() == Mode::Replace && desk.own_book() {
            asking.set(true);
        } else {
            desk.apply();
        }
    };
    view! {
        <ApplyButtons why=why words=words blocked=blocked apply=Callback::new(apply) before=skipping />
        <ReplaceDialog open=asking report=report file=file />
    }
}

/// Asks before a book of one's own gives way.
#[component]
fn ReplaceDialog(open: RwSignal<bool>, report: Memo<Report>, file: String) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let sum = move |of: fn(&crate::domain::merge::KindPlan) -> usize| report.with(|r| r.sum(of));
    let replace = move |_| {
        open.set(false);
        desk.apply();
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on_click=Callback::new(move |_| open.set(false)) />
            <Button text=move || t().replace_do() kind=Kind::Danger on_click=Callback::new(replace) />
        }
    };
    view! {
        <Dialog open=open title=move || t().replace_title() foot=foot>
            <p>
                {
                    let file = file.clone();
                    move || t().replace_text(&file)
                }
            </p>
            <ul class="list-plain">
                <li>{move || t().replace_gone(sum(|k| k.removed))}</li>
                <li>{move || t().replace_over(sum(|k| k.changed))}</li>
            </ul>
            <p class="small soft">{move || t().replace_note()}</p>
            <ExportFirst />
        </Dialog>
    }
}
