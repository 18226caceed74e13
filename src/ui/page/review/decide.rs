//! The dialog that decides on moves: confirmed with cause and action, or held until a day.

use crate::state::live::*;

use super::desk::{Desk, Line as Row, strategies, use_desk};
use super::row::moved;
use crate::domain::command::Command;
use crate::domain::form::decide::{Chosen, Entry, confirmed, held, next_quarter_end};
use crate::domain::id::ReviewId;
use crate::domain::kind::Decision;
use crate::domain::report::moves::Way;
use crate::state::random;
use crate::ui::page::judgement::{Line, Name, Sheet, focus, rescue_focus};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Chip, Dialog, Kind, Note, NoteKind};

/// How many of the moves are named.
const NAMED: usize = 5;

/// The common causes of a way down (S4).
const CAUSES: [fn(T) -> &'static str; 5] = [
    |t| t.review_cause_price(),
    |t| t.review_cause_service(),
    |t| t.review_cause_rival(),
    |t| t.review_cause_need(),
    |t| t.review_cause_other(),
];

/// What is decided.
#[derive(Clone)]
struct Asked {
    decision: Decision,
    moves: Vec<(Chosen, Row)>,
}

impl Asked {
    fn chosen(&self) -> Vec<Chosen> {
        self.moves.iter().map(|(chosen, _)| chosen.clone()).collect()
    }

    fn of(&self, way: Way) -> Vec<&(Chosen, Row)> {
        self.moves.iter().filter(|(chosen, _)| chosen.way == way).collect()
    }

    /// How many will be decided: one without a class before cannot be held.
    fn counted(&self) -> usize {
        match self.decision {
            Decision::Confirm => self.moves.len(),
            Decision::Hold => self.moves.iter().filter(|(chosen, _)| chosen.from.is_some()).count(),
        }
    }
}

/// The dialog; it stands while moves are to be decided.
#[component]
pub fn DecideDialog() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let open = RwSignal::new(false);
    let sheet = Sheet::new(desk.app);
    let asked = RwSignal::new(None::<Asked>);
    Effect::new(move |_| {
        let Some((decision, places)) = desk.asked.get() else {
            return;
        };
        let moves = desk.chosen(&places);
        if moves.is_empty() {
            desk.asked.set(None);
            return;
        }
        sheet.begin(next_quarter_end(desk.app.today.get_untracked()));
        asked.set(Some(Asked { decision, moves }));
        open.set(true);
    });
    Effect::new(move |_| {
        if !open.get() {
            desk.asked.set(None);
        }
    });
    let title = move || {
        asked.with(|asked| match asked {
            Some(asked) if asked.decision == Decision::Hold => t().review_hold_title(asked.counted()),
            Some(asked) => t().review_confirm_title(asked.counted()),
            None => String::new(),
        })
    };
    let nothing = Signal::derive(move || asked.with(|a| a.as_ref().is_none_or(|a| a.counted() == 0)));
    let word = move || {
        let holds = asked.with(|a| a.as_ref().is_some_and(|a| a.decision == Decision::Hold));
        if holds { t().review_hold() } else { t().review_confirm() }
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| open.set(false) />
            <Button
                text=word
                kind=Kind::Primary
                submit=true
                busy=sheet.saving
                disabled=nothing
                attr:form="decide-form"
                attr:data-testid="decide-save"
            />
        }
    };
    let body = move || {
        let asked = asked.get_untracked()?;
        Some(match asked.decision {
            Decision::Confirm => view! { <Confirm asked=asked sheet=sheet /> }.into_any(),
            Decision::Hold => view! { <Hold asked=asked sheet=sheet /> }.into_any(),
        })
    };
    view! {
        <Dialog open=open title=title wide=true foot=foot>
            <form
                id="decide-form"
                class="stack"
                novalidate
                on:submit=move |ev| {
                    ev.prevent_default();
                    if let Some(asked) = asked.get_untracked() {
                        save(desk, sheet, &asked, open);
                    }
                }
            >
                {body}
                <Name sheet=sheet />
            </form>
        </Dialog>
    }
}

fn save(desk: Desk, sheet: Sheet, asked: &Asked, open: RwSignal<bool>) {
    if sheet.saving.get_untracked() {
        return;
    }
    let (Some(now), typed) = (sheet.now(), sheet.typed.get_untracked()) else {
        return;
    };
    let mut ids = || ReviewId::new(&random::id()).ok();
    let chosen = asked.chosen();
    let decided = match asked.decision {
        Decision::Confirm => confirmed(&chosen, &typed, &now, &mut ids),
        Decision::Hold => held(&chosen, &typed, &now, &mut ids),
    };
    match decided {
        Err(wrong) => sheet.refuse(wrong),
        Ok(decided) => {
            sheet.saving.set(true);
            desk.app
                .session
                .dispatch_then(Command::Review(decided), move |outcome| {
                    sheet.saving.set(false);
                    if outcome.is_done() {
                        sheet.keep_name();
                        open.set(false);
                        desk.pick_all(false);
                        rescue_focus();
                    }
                });
        }
    }
}

/// Some moves by name.
fn named(t: T, moves: &[&(Chosen, Row)]) -> AnyView {
    let row = |(_, row): &(Chosen, Row)| {
        view! {
            <li class="decide__row">
                <b>{row.name.clone()}</b>
                <span class="muted">{row.dimension.clone()}</span>
                {moved(t, row.from.clone(), row.to.clone(), row.way)}
            </li>
        }
    };
    let rows = moves.iter().take(NAMED).map(|m| row(m)).collect_view();
    let more = (moves.len() > NAMED).then(|| view! { <li class="muted small">{t.review_and_more(moves.len())}</li> });
    view! { <ul class="decide__list">{rows} {more}</ul> }.into_any()
}

#[component]
fn Confirm(asked: Asked, sheet: Sheet) -> impl IntoView {
    let t = use_text();
    let (up, down) = (asked.of(Way::Up), asked.of(Way::Down));
    let first = if down.is_empty() {
        Entry::UpAction
    } else {
        Entry::Reason
    };
    next_frame(move || focus(first.id()));
    let chosen = asked.chosen();
    let up = (!up.is_empty()).then(|| {
        let (n, list) = (up.len(), named(untrack(t), &up));
        view! {
            <section class="decide">
                <h3 class="slip__sub">{move || t().review_ups(n)}</h3>
                {list}
                <Strategies chosen=chosen />
                <Line sheet=sheet entry=Entry::UpAction label=move || t().review_up_action() />
            </section>
        }
    });
    let many = down.len() > 1;
    let down = (!down.is_empty()).then(|| {
        let (n, list) = (down.len(), named(untrack(t), &down));
        view! {
            <section class="decide">
                <h3 class="slip__sub">
                    {move || t().review_downs(n)} {many.then(|| view! { <small>{move || t().review_for_all()}</small> })}
                </h3>
                {list}
                <Line sheet=sheet entry=Entry::Reason label=move || t().review_cause() required=true />
                <Causes sheet=sheet />
                <Line sheet=sheet entry=Entry::Action label=move || t().review_measure() required=true />
            </section>
        }
    });
    view! {
        {up}
        {down}
    }
}

/// The common causes: a click writes one.
#[component]
fn Causes(sheet: Sheet) -> impl IntoView {
    let t = use_text();
    let button = move |text: fn(T) -> &'static str| {
        let write = move |_| {
            sheet.set(Entry::Reason, untrack(|| text(t())).to_owned());
            focus(Entry::Action.id());
        };
        view! {
            <button type="button" class="btn btn--small" on:click=write>
                {move || text(t())}
            </button>
        }
    };
    view! {
        <div class="fchips" role="group" aria-label=move || t().review_suggested()>
            {CAUSES.map(button).into_iter().collect_view()}
        </div>
    }
}

/// The strategies of the new classes.
#[component]
fn Strategies(chosen: Vec<Chosen>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let row = move |(class, text): (crate::ui::class_word::ClassWord, Option<String>)| {
        let text = move || text.clone().unwrap_or_else(|| t().review_no_strategy().to_owned());
        view! {
            <dt>
                <Chip dim=class.palette.to_string() rank=class.rank text=class.name />
            </dt>
            <dd>{text}</dd>
        }
    };
    let rows = strategies(desk, &chosen).into_iter().map(row).collect_view();
    view! {
        <div>
            <p class="small muted">{move || t().review_strategy()}</p>
            <dl class="datelist">{rows}</dl>
        </div>
    }
}

#[component]
fn Hold(asked: Asked, sheet: Sheet) -> impl IntoView {
    let t = use_text();
    let app = sheet.app;
    let (kept, out): (Vec<_>, Vec<_>) = asked.moves.iter().partition(|(chosen, _)| chosen.from.is_some());
    let out = out.len();
    if !kept.is_empty() {
        next_frame(|| focus(Entry::Reason.id()));
    }
    let list = named(untrack(t), &kept);
    let form = (!kept.is_empty()).then(|| {
        view! {
            <section class="decide">
                {list}
                <Line sheet=sheet entry=Entry::Reason label=move || t().review_hold_reason() required=true />
                <Line
                    sheet=sheet
                    entry=Entry::Until
                    label=move || t().review_hold_until()
                    help=move || t().review_hold_help()
                    required=true
                />
                <Show when=move || app.other_day.get().is_some()>
                    <Note kind=NoteKind::Warn text=move || t().review_hold_today(app.today.get(), app.as_of.get()) />
                </Show>
            </section>
        }
    });
    view! {
        {form}
        {(out > 0).then(|| view! { <Note kind=NoteKind::Warn text=move || t().review_unheld(out) /> })}
    }
}
