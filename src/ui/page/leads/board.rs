//! The board: a column for each intent and one for who has signed. A card is dragged, moved by the keyboard, or by the list on it.

use crate::state::live::*;
use leptos::ev;

use super::list::{LeadList, column_name, idle, industry, next};
use super::moves::{Moves, key, mark};
use super::{INTENT, LIST, VIEW};
use crate::domain::id::CustomerId;
use crate::domain::lead::{Lead, LeadColumn, open_objection};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Mark, MarkKind, Select};

/// So many cards of a column are drawn, which is more than a screen shows; the list has all. Each more of them delays every press that
/// changes whose leads are seen.
const MOST: usize = 24;

/// A card, in words.
#[derive(Clone, PartialEq)]
struct Card {
    id: CustomerId,
    name: String,
    column: LeadColumn,
    /// Where it came from, its industry.
    about: String,
    /// The industry is none that we serve.
    unserved: Option<&'static str>,
    next: Option<String>,
    late: Option<String>,
    /// What it doubts and nobody has answered.
    doubt: Option<String>,
    owner: Option<String>,
    age: Option<String>,
}

fn card(world: &World, lead: &Lead, t: T) -> Option<Card> {
    let customer = world.book.customers.at(lead.customer)?;
    let as_of = world.evaluation.as_of;
    let (industry, unserved) = industry(world, lead.customer, t);
    let source = customer.source.as_deref().map(str::to_owned);
    let (next, late) = match (next(lead, as_of, t), lead.signed) {
        (_, Some(day)) => (Some(t.leads_signed_on(format::short_day(day, as_of))), None),
        (Some((next, late)), None) => (Some(next), late),
        (None, None) => match idle(lead, as_of, t) {
            Some((said, why)) => (Some(format::clauses([said, why], t.0)), None),
            None => (None, None),
        },
    };
    let age = lead.age(as_of).and_then(|days| usize::try_from(days).ok());
    Some(Card {
        id: customer.id.clone(),
        name: customer.name.to_string(),
        column: lead.column,
        about: format::clauses(source.into_iter().chain(industry), t.0),
        unserved,
        next,
        late,
        doubt: open_objection(world, lead.customer).map(|doubt| t.touch_objection(doubt)),
        owner: lead.owner.as_deref().map(str::to_owned),
        age: age.map(|days| t.leads_days(days)),
    })
}

/// What the board shows: each column with how many it has, and those that are drawn.
type Columns = Vec<(LeadColumn, usize, Vec<Card>)>;

fn columns(world: &World, leads: &[&Lead], t: T) -> Columns {
    let of = |column: &LeadColumn| {
        let those = || leads.iter().filter(|lead| lead.column == *column);
        let cards = those().take(MOST).filter_map(|lead| card(world, lead, t)).collect();
        (*column, those().count(), cards)
    };
    LeadColumn::ALL.iter().map(of).collect()
}

/// The board.
#[component]
pub fn Board(page: LeadList) -> impl IntoView {
    let t = use_text();
    let moves = Moves::new(page);
    moves.listen();
    let shown = Memo::new(move |_| {
        page.told.with(Option::is_some).then(|| {
            let t = t();
            page.read(|world, leads| columns(world, &leads, t)).unwrap_or_default()
        })
    });
    let is_empty = move || shown.with(|shown| shown.as_ref().is_none_or(|all| all.iter().all(|(_, n, _)| *n == 0)));
    let dragged = RwSignal::new(None::<CustomerId>);
    let column = move |column: LeadColumn| {
        let of = Memo::new(move |_| {
            shown.with(|shown| {
                let found = shown.iter().flatten().find(|(of, ..)| *of == column);
                found.map(|(_, n, cards)| (*n, cards.clone())).unwrap_or_default()
            })
        });
        view! { <BoardColumn moves=moves column=column of=of dragged=dragged /> }
    };
    view! {
        <Show when=move || !is_empty() fallback=move || super::message(page)>
            <div class="leadboard" role="group" aria-label=move || t().leads_board() on:keydown=move |ev| key(moves, &ev)>
                {LeadColumn::ALL.iter().copied().map(column).collect_view()}
            </div>
            <p class="muted small leadboard__keys screen-only">{move || t().leads_board_keys()}</p>
        </Show>
    }
}

#[component]
fn BoardColumn(
    moves: Moves,
    column: LeadColumn,
    of: Memo<(usize, Vec<Card>)>,
    dragged: RwSignal<Option<CustomerId>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let over = RwSignal::new(false);
    let help = move || match column {
        LeadColumn::Ungraded => t().leads_ungraded_help(),
        LeadColumn::C => t().leads_c_help(),
        LeadColumn::B => t().leads_b_help(),
        LeadColumn::A => t().leads_a_help(),
        LeadColumn::Signed => t().leads_signed_help(),
    };
    let dropped = move |ev: ev::DragEvent| {
        ev.prevent_default();
        over.set(false);
        if let Some(id) = dragged.try_update(Option::take).flatten() {
            moves.put(id, column);
        }
    };
    // The list has who may still sign.
    let rows = move || {
        let route = untrack(|| app.route()).with_param(VIEW, Some(LIST));
        let rows = route.with_param(INTENT, Some(column.word())).to_hash();
        (column != LeadColumn::Signed).then_some(rows)
    };
    let more = move || {
        let hidden = of.with(|(n, cards)| n - cards.len());
        let rows = rows().filter(|_| hidden > 0)?;
        Some(view! { <a class="leadboard__more" href=rows>{move || t().leads_more(hidden)}</a> })
    };
    let count = move || {
        let n = of.with(|(n, _)| *n);
        match rows().filter(|_| n > 0) {
            Some(rows) => {
                let said = t().camp_by(format::count(n), column_name(column, t()));
                view! { <a class="behind__link" href=rows aria-label=said>{format::count(n)}</a> }.into_any()
            }
            None => format::count(n).into_any(),
        }
    };
    view! {
        <section
            class="leadboard__column"
            aria-label=move || column_name(column, t())
            data-column=column.word()
            data-over=move || over.get().then_some("yes")
            on:dragover=move |ev| {
                if dragged.with_untracked(Option::is_some) {
                    ev.prevent_default();
                    over.set(true);
                }
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <h2 class="leadboard__head">
                <span>{move || column_name(column, t())}</span>
                <b class="num" data-testid="board-count">{count}</b>
                <small>{help}</small>
            </h2>
            <Show when=move || of.with(|(n, _)| *n == 0)>
                <p class="leadboard__none">{move || t().leads_no_card()}</p>
            </Show>
            <ul class="leadboard__cards">
                <For
                    each=move || of.with(|(_, cards)| cards.clone())
                    key=|card| card.clone_key()
                    children=move |card| view! { <BoardCard moves=moves card=card dragged=dragged /> }
                />
            </ul>
            {more}
        </section>
    }
}

impl Card {
    /// A card that says something else is drawn anew.
    fn clone_key(&self) -> (CustomerId, String) {
        let said = [&self.next, &self.late, &self.doubt, &self.owner, &self.age]
            .map(|text| text.as_deref().unwrap_or_default());
        (
            self.id.clone(),
            [&*self.name, &*self.about, self.unserved.unwrap_or_default()].join("\n") + &said.join("\n"),
        )
    }
}

#[component]
fn BoardCard(moves: Moves, card: Card, dragged: RwSignal<Option<CustomerId>>) -> impl IntoView {
    let t = use_text();
    let (id, column) = (StoredValue::new(card.id.clone()), card.column);
    let href = Route::customer(&card.id).to_hash();
    let options = Signal::derive(move || {
        let option = |column: &LeadColumn| (column.word().to_owned(), column_name(*column, t()).to_owned());
        LeadColumn::ALL.iter().map(option).collect::<Vec<_>>()
    });
    // What was chosen and does not come about, as a contract that nobody signs, is not what the list goes on saying.
    let again = RwSignal::new(0_u32);
    let choose = move |word: String| {
        again.update(|n| *n += 1);
        if let Some((id, column)) = id.try_get_value().zip(LeadColumn::from_word(&word)) {
            moves.put(id, column);
        }
    };
    let start = move |ev: ev::DragEvent| {
        if let (Some(id), Some(data)) = (id.try_get_value(), ev.data_transfer()) {
            let _ = data.set_data("text/plain", id.as_str());
            dragged.set(Some(id));
        }
    };
    let talk = move |_| moves.page.talking.set(id.try_get_value());
    let name = card.name.clone();
    let moved = card.name.clone();
    let has_signed = column == LeadColumn::Signed;
    view! {
        <li
            class="leadboard__card"
            draggable=(!has_signed).then_some("true")
            data-testid="lead-card"
            on:dragstart=start
            on:dragend=move |_| dragged.set(None)
        >
            <a class="leadboard__name" id=mark(&card.id) draggable="false" href=href>{card.name}</a>
            <span class="leadboard__about">{card.about}</span>
            {card.unserved.map(|why| view! { <Mark text=why kind=MarkKind::Warn /> })}
            {card.next.map(|next| view! { <span class="leadboard__next">{next}</span> })}
            {card.late.map(|late| view! { <Mark text=late kind=MarkKind::Risk icon="alert-triangle" /> })}
            {card.doubt.map(|doubt| view! { <span class="leadboard__about">{doubt}</span> })}
            <span class="leadboard__foot">
                {match card.owner {
                    Some(owner) => view! { <span>{owner}</span> }.into_any(),
                    None => view! { <Mark text=move || t().unassigned() kind=MarkKind::Warn /> }.into_any(),
                }}
                <span class="num muted">{card.age}</span>
            </span>
            {(!has_signed)
                .then(|| {
                    view! {
                        <span class="leadboard__ways">
                            <button type="button" class="btn btn--small" on:click=talk data-testid="card-talk">
                                {move || t().leads_talk()}
                                <span class="visually-hidden">{format!(" {name}")}</span>
                            </button>
                            <Select
                                label=move || t().leads_move_of(&moved)
                                options=options
                                value=Signal::derive(move || {
                                    again.track();
                                    column.word().to_owned()
                                })
                                on_change=Callback::new(choose)
                                small=true
                            />
                        </span>
                    }
                })}
        </li>
    }
}
