//! The dialog that decides on moves: confirmed with cause and action, or held until a day.

mod fields;

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::held::Held;
use crate::state::live::*;

use fields::{Confirm, Hold};

use super::desk::{Desk, Line as Row, use_desk};
use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::form::decide::{Chosen, Now, confirmed, held, next_quarter_end};
use crate::domain::id::{CustomerId, ReviewId};
use crate::domain::kind::{Customer, Decision, Review};
use crate::domain::world::World;
use crate::state::{clock, random};
use crate::ui::focus;
use crate::ui::form::{CopyTyped, Form, FormDialog};
use crate::ui::format;
use crate::ui::judgement::{DECIDED, Meanwhile, Name, few, judgement, keep_name, look, typed};
use crate::ui::text::{both, use_text};
use crate::ui::widget::{LinkButton, Note, NoteKind};

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
    seen: StoredValue<Vec<Held<Customer>>>,
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
                <GoneElsewhere ids=ids.clone() form=form />
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

/// Takes the customer's other moves with it, those that wait when it is pressed.
#[component]
fn WithRest() -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let (decision, places) = untrack(|| desk.asked.get())?;
    let alone = Some(places).filter(|places| places.len() == 1)?;
    let asked = untrack(|| desk.at(*alone.first()?))?;
    let (slot, own) = (asked.mover.slot, asked.dimension);
    let rest = Memo::new(move |_| {
        let waiting = desk.waiting_of(slot);
        waiting.iter().filter(|(_, dimension)| *dimension != own).count()
    });
    let all = move |_| {
        // A form is about what it began with: another one begins.
        desk.asked.set(None);
        next_frame(move || {
            let waiting = untrack(|| desk.waiting_of(slot));
            let places = waiting.into_iter().map(|(place, _)| place).collect();
            desk.asked.try_set(Some((decision, places)));
        });
    };
    Some(view! {
        <Show when=move || { rest.get() > 0 }>
            <p class="small">
                <LinkButton text=move || t().review_with_rest(rest.get()) attr:data-testid="decide-all-of-customer" on_click=Callback::new(all) />
            </p>
        </Show>
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

/// Says that others removed some of several customers; of one alone the form itself says it.
#[component]
fn GoneElsewhere(ids: Vec<CustomerId>, form: Form) -> impl IntoView {
    let (t, app) = (use_text(), form.app);
    let all = ids.len();
    let gone = Memo::new(move |_| {
        let here = |world: &World| {
            ids.iter()
                .filter(|id| world.book.customers.get(id.as_str()).is_none())
                .count()
        };
        app.session.read(here).unwrap_or_default()
    });
    view! {
        <Show when=move || { all > 1 && gone.get() > 0 }>
            <div data-testid="gone" role="alert">
                <Note kind=NoteKind::Warn text=move || t().judged_gone(gone.get())>
                    <Show when=move || gone.get() == all>
                        <CopyTyped form=form />
                    </Show>
                </Note>
            </div>
        </Show>
    }
}

/// Says what others have decided on these moves while the form stands, and that it is not decided again.
#[component]
fn DecidedElsewhere(asked: Asked, form: Form) -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let (chosen, moves) = (asked.chosen(), StoredValue::new(asked.moves));
    let count = chosen.len();
    let decided = Memo::new(move |_| desk.decided(&chosen));
    let line = move |(one, review): &(Chosen, Held<Review>)| {
        let t = t();
        let name = moves.with_value(|all| {
            let row = all.iter().find(|(known, _)| known == one).map(|(_, row)| row);
            row.map(|row| t.in_kind(&row.name, &row.dimension))
        });
        let parts = [
            name,
            review.decision.map(|decision| t.label(&decision.label())),
            review.by.as_ref().map(|by| t.judged_by(by)),
            review.reason.as_ref().map(|reason| t.judged_because(reason)),
        ];
        view! { <li>{format::clauses(parts.into_iter().flatten(), t.0)}</li> }.into_any()
    };
    let rows = move || few(t(), &decided.get(), line);
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
