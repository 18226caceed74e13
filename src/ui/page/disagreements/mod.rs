//! 分歧: where people and rules say different things, and since when.

mod desk;
mod paper;
mod table;

use crate::state::live::*;

use crate::state::use_app;
use crate::ui::judgement::{Prolong, ProlongDialog};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, LinkButton, Note, NoteKind, PageHead};

use desk::{AGREE, Desk, TAB, use_desk};

/// The page.
#[component]
pub fn Disagreements() -> impl IntoView {
    let app = use_app();
    let t = use_text();
    let desk = Desk::new(app);
    provide_context(desk);
    let prolong = RwSignal::new(None::<Prolong>);
    let nothing = Signal::derive(move || desk.rows.with(|rows| rows.is_empty()));
    view! {
        <div class="page page--fill page--disagreements">
            <PageHead title=move || t().disagreements_title() sub=move || t().disagree_sub(desk.counts().0)>
                <Button
                    text=move || t().export()
                    icon="download"
                    disabled=nothing
                    on:click=move |_| paper::export(desk)
                />
                <Button
                    text=move || t().print()
                    icon="printer"
                    disabled=nothing
                    on:click=move |_| next_frame(|| drop(window().print()))
                />
            </PageHead>
            <Agreeing />
            <Show when=move || app.other_day.get().is_some()>
                <Note kind=NoteKind::Warn text=move || t().hand_from_today(app.today.get(), app.as_of.get()) />
            </Show>
            <table::Tools />
            <table::List prolong=prolong />
        </div>
        <ProlongDialog what=prolong />
        {paper::print_area(desk)}
    }
}

/// How many the rules agree with by now, and the ways to see and to end them.
#[component]
fn Agreeing() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let n = move || desk.counts().1;
    let stands = move || n() > 0 && !desk.agreeing.get();
    view! {
        <Show when=stands>
            <Note kind=NoteKind::Info text=move || t().disagree_agree(n())>
                <LinkButton
                    text=move || t().disagree_show_agreeing()
                    attr:data-testid="show-agreeing"
                    on:click=move |_| desk.app.set_param(TAB, Some(AGREE))
                />
            </Note>
        </Show>
    }
}
