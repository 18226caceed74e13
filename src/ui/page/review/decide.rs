//! The dialog that decides on moves: confirmed with cause and action, or held until a day.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::state::live::*;

use super::desk::{Desk, Line as Row, strategies, use_desk};
use super::row::moved;
use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::form::Place;
use crate::domain::form::decide::{Chosen, Now, confirmed, held, next_quarter_end};
use crate::domain::id::{CustomerId, ReviewId};
use crate::domain::kind::{Customer, Decision, Review};
use crate::domain::report::moves::Way;
use crate::state::{clock, random};
use crate::ui::focus::{self, focus_id};
use crate::ui::form::{CopyTyped, Form, FormDialog, Input};
use crate::ui::format;
use crate::ui::judgement::{DECIDED, Meanwhile, Name, judgement, keep_name, look, typed};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Chip, LinkButton, Note, NoteKind};

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
    /// Those that a cause is asked for, or all others.
    fn of(&self, asks_cause: bool) -> Vec<&(Chosen, Row)> {
        let those = self.moves.iter();
        those
            .filter(|(chosen, _)| chosen.way.asks_cause() == asks_cause)
            .collect()
    }

    /// How many will be decided: one without a class before cannot be held.
    fn counted(&self) -> usize {
        match self.decision {
            Decision::Confirm => self.moves.len(),
            Decision::Hold => self.moves.iter().filter(|(chosen, _)| chosen.from.is_some()).count(),
        }
    }

    fn customers(&self) -> Vec<CustomerId> {
        self.moves.iter().map(|(chosen, _)| chosen.customer.clone()).collect()
    }

    /// The customer, if it is one move alone.
    fn alone(&self) -> Option<CustomerId> {
        match self.moves.as_slice() {
            [(one, _)] => Some(one.customer.clone()),
            _ => None,
        }
    }

    fn chosen(&self) -> Vec<Chosen> {
        self.moves.iter().map(|(chosen, _)| chosen.clone()).collect()
    }

    /// The name of what is typed about it: another one for other moves.
    fn draft(&self) -> String {
        let what = self.decision.word();
        match self.moves.as_slice() {
            [(one, _)] => format!("{DECIDED}/{what}/{}/{}", one.customer, one.dimension),
            many => {
                let mut hasher = DefaultHasher::new();
                for (one, _) in many {
                    (one.customer.as_str(), &one.dimension, &one.from, &one.to).hash(&mut hasher);
                }
                format!("{DECIDED}/{what}/{:016x}", hasher.finish())
            }
        }
    }
}

/// The form of a decision. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct Deciding {
    form: Form,
    asked: StoredValue<Option<Asked>>,
    /// The customers as they were when it was asked.
    seen: StoredValue<Vec<Arc<Customer>>>,
}

impl From<Deciding> for Form {
    fn from(deciding: Deciding) -> Self {
        deciding.form
    }
}

/// The dialog; it stands while moves are to be decided.
#[component]
pub fn DecideDialog() -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let (app, what) = (desk.app, desk.asked);
    let begin = move |(decision, places): (Decision, Vec<u32>)| {
        let moves = desk.chosen(&places);
        if moves.is_empty() {
            what.set(None);
            return None;
        }
        let asked = Asked { decision, moves };
        let until = next_quarter_end(app.today.get_untracked());
        Some(Deciding {
            form: judgement(app, asked.draft(), until, String::new(), asked.alone()),
            seen: StoredValue::new(look(app, &asked.customers())),
            asked: StoredValue::new(Some(asked)),
        })
    };
    let title = move || {
        let asked = what.get().map(|(decision, places)| Asked {
            decision,
            moves: untrack(|| desk.chosen(&places)),
        });
        match asked {
            Some(asked) if asked.decision == Decision::Hold => t().review_hold_title(asked.counted()),
            Some(asked) => t().review_confirm_title(asked.counted()),
            None => String::new(),
        }
    };
    let verb = move || match what.get() {
        Some((Decision::Hold, _)) => t().review_hold(),
        _ => t().review_confirm(),
    };
    let fields = move |deciding: Deciding| {
        let form = deciding.form;
        let asked = deciding.asked.get_value();
        let elsewhere = asked.clone().map(|asked| {
            let ids = asked.customers();
            let hold = asked
                .moves
                .first()
                .filter(|_| asked.decision == Decision::Hold && ids.len() == 1);
            let dimension = hold.map(|(one, _)| one.dimension.to_string());
            view! {
                <DecidedElsewhere asked=asked form=form />
                {dimension.map(|dimension| view! { <Meanwhile ids=ids dimension=move || dimension.clone() /> })}
            }
        });
        let body = asked.map(|asked| match asked.decision {
            Decision::Confirm => view! { <Confirm asked=asked form=form /> }.into_any(),
            Decision::Hold => view! { <Hold asked=asked form=form /> }.into_any(),
        });
        let view = view! {
            <div class="fields__wide stack">
                {elsewhere}
                <WithRest />
                {body}
                <Name form=form />
            </div>
        };
        Some(view.into_any())
    };
    view! {
        <FormDialog
            what=what
            id="decide-form"
            title=title
            verb=verb
            mark="decide-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(move |deciding| save(desk, deciding))
        />
    }
}

/// Takes the customer's other moves with it.
#[component]
fn WithRest() -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let asked = untrack(|| desk.asked.get())?;
    let rest = Some(desk.rest_of(&asked.1)).filter(|rest| asked.1.len() == 1 && !rest.is_empty())?;
    let n = rest.len();
    let all = move |_| {
        let (decision, places) = asked.clone();
        let all = places.into_iter().chain(rest.iter().copied()).collect();
        // A form is about what it began with: another one begins.
        desk.asked.set(None);
        next_frame(move || {
            desk.asked.try_set(Some((decision, all)));
        });
    };
    Some(view! {
        <p class="small">
            <LinkButton text=move || t().review_with_rest(n) attr:data-testid="decide-all-of-customer" on_click=Callback::new(all) />
        </p>
    })
}

fn save(desk: Desk, deciding: Deciding) {
    let Some(asked) = deciding
        .asked
        .try_get_value()
        .flatten()
        .filter(|asked| asked.counted() > 0)
    else {
        return;
    };
    let Some(at) = Moment::parse(&clock::instant()) else {
        return;
    };
    let today = desk.app.today.get_untracked();
    let (now, typed) = (Now { at, today }, typed(deciding.form));
    let mut ids = || ReviewId::new(&random::id()).ok();
    let chosen = to_decide(desk, asked.chosen());
    if chosen.is_empty() {
        // What was typed for them is of use to the person alone: it stays to be read.
        if !typed.says_why() {
            deciding.form.done();
            desk.asked.set(None);
        }
        return;
    }
    let decided = match asked.decision {
        Decision::Confirm => confirmed(&chosen, &typed, &now, &mut ids),
        Decision::Hold => held(&chosen, &typed, &now, &mut ids),
    };
    let command = decided.map(|decided| {
        let seen = deciding.seen.try_get_value().unwrap_or_default();
        // What others did meanwhile is told with the answer: decided once more, it holds.
        deciding.seen.set_value(look(desk.app, &asked.customers()));
        Command::Review { decided, seen }
    });
    deciding.form.save(command, move || {
        keep_name(desk.app, &typed.by);
        desk.asked.set(None);
        desk.list.clear();
        focus::rescue();
    });
}

/// Those that still wait for a decision; what others decided, and whom they removed, is told.
fn to_decide(desk: Desk, mut chosen: Vec<Chosen>) -> Vec<Chosen> {
    let decided = untrack(|| desk.decided(&chosen));
    chosen.retain(|one| !decided.iter().any(|(known, _)| known == one));
    if !decided.is_empty() {
        let words = both(|t| t.review_decided_elsewhere(decided.len()));
        desk.app.notices.info(words, None);
    }
    let ids: Vec<CustomerId> = chosen.iter().map(|one| one.customer.clone()).collect();
    let here = look(desk.app, &ids);
    let is_here = |one: &Chosen| here.iter().any(|customer| customer.id == one.customer);
    let gone = chosen.iter().filter(|one| !is_here(one)).count();
    // Where all are gone, the refusal says it.
    if gone > 0 && !here.is_empty() {
        chosen.retain(is_here);
        desk.app.notices.info(both(|t| t.judged_gone(gone)), None);
    }
    chosen
}

/// Says what others have decided on these moves while the form stands, and that it is not decided again.
#[component]
fn DecidedElsewhere(asked: Asked, form: Form) -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let (chosen, moves) = (asked.chosen(), StoredValue::new(asked.moves));
    let count = chosen.len();
    let decided = Memo::new(move |_| desk.decided(&chosen));
    let line = move |(one, review): &(Chosen, Arc<Review>)| {
        let t = t();
        let name = moves.with_value(|all| {
            let row = all.iter().find(|(known, _)| known == one).map(|(_, row)| row);
            row.map(|row| format!("{} {}", row.name, row.dimension))
        });
        let parts = [
            name,
            review.decision.map(|decision| t.label(&decision.label())),
            review.by.as_ref().map(|by| t.judged_by(by)),
            review.reason.as_ref().map(|reason| t.judged_because(reason)),
        ];
        view! { <li>{format::clauses(parts.into_iter().flatten(), t.0)}</li> }
    };
    let rows = move || {
        let all = decided.get();
        let more = (all.len() > NAMED).then(|| view! { <li class="muted">{t().review_and_more(all.len())}</li> });
        view! {
            {all.iter().take(NAMED).map(line).collect_view()}
            {more}
        }
    };
    let is_all = move || decided.with(Vec::len) == count;
    view! {
        <Show when=move || decided.with(|all| !all.is_empty())>
            <div data-testid="decided-elsewhere" role="alert">
                <Note kind=NoteKind::Warn text=move || t().review_meanwhile(decided.with(Vec::len))>
                    <ul class="list-plain small">{rows}</ul>
                    <Show when=is_all>
                        <p class="small">{move || t().review_meanwhile_all()} <CopyTyped form=form /></p>
                    </Show>
                </Note>
            </div>
        </Show>
    }
}

/// How many moves, and which ways they go: only those that there are.
fn ways(moves: &[&(Chosen, Row)]) -> impl Fn(T) -> String + Copy + use<> {
    let n = moves.len();
    let there = Way::ALL.map(|way| (way, moves.iter().any(|(chosen, _)| chosen.way == way)));
    move |t| {
        let those = there.into_iter().filter(|(_, is_there)| *is_there);
        t.review_ways(n, format::list(those.map(|(way, _)| t.way(way)), t.0))
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
fn Confirm(asked: Asked, form: Form) -> impl IntoView {
    let t = use_text();
    let (up, down) = (asked.of(false), asked.of(true));
    let first = form.id(Place::own(if down.is_empty() { "up-action" } else { "reason" }));
    next_frame(move || focus_id(first));
    let chosen = asked.chosen();
    let up = (!up.is_empty()).then(|| {
        let (ways, list) = (ways(&up), named(untrack(t), &up));
        view! {
            <section class="decide">
                <h3 class="slip__sub">{move || ways(t())}</h3>
                {list}
                <Strategies chosen=chosen />
                <Input place=Place::own("up-action") form=form label=move || t().review_up_action() />
            </section>
        }
    });
    let many = down.len() > 1;
    let down = (!down.is_empty()).then(|| {
        let (ways, list) = (ways(&down), named(untrack(t), &down));
        view! {
            <section class="decide">
                <h3 class="slip__sub">
                    {move || ways(t())} {many.then(|| view! { <small>{move || t().review_for_all()}</small> })}
                </h3>
                {list}
                <Input place=Place::own("reason") form=form label=move || t().review_cause() />
                <Causes form=form />
                <Input place=Place::own("action") form=form label=move || t().review_measure() />
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
fn Causes(form: Form) -> impl IntoView {
    let t = use_text();
    let button = move |text: fn(T) -> &'static str| {
        let write = move |_| {
            form.type_in(Place::own("reason"), untrack(|| text(t())).to_owned());
            focus_id(form.id(Place::own("action")));
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
fn Hold(asked: Asked, form: Form) -> impl IntoView {
    let t = use_text();
    let app = form.app;
    let (kept, out): (Vec<_>, Vec<_>) = asked.moves.iter().partition(|(chosen, _)| chosen.from.is_some());
    let out = out.len();
    if !kept.is_empty() {
        let id = form.id(Place::own("reason"));
        next_frame(move || focus_id(id));
    }
    let list = named(untrack(t), &kept);
    let form = (!kept.is_empty()).then(|| {
        view! {
            <section class="decide">
                {list}
                <Input place=Place::own("reason") form=form label=move || t().review_hold_reason() />
                <Input
                    place=Place::own("until")
                    form=form
                    label=move || t().review_hold_until()
                    help=move || t().review_hold_help()
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
