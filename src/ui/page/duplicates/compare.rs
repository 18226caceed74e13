//! Two customers side by side: what each says, what is taken, and what they have together.

use crate::state::live::*;
use leptos::ev;

use super::below::{MergeBelow, falls};
use super::sides::lines;
use crate::domain::command::{Command, Edit};
use crate::domain::held::Held;
use crate::domain::kind::Customer;
use crate::domain::label::Label;
use crate::domain::marketing::points::Fall;
use crate::domain::pinyin::Readings;
use crate::domain::twin::{
    Belongings, Known, Likeness, MergeChoices, MergePart, MergeQuestion, Taken, belongings, likeness_by_ear, merged,
    questions,
};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::keys::has_dialog;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Icon, Kind, LinkButton, Panel, table_head};

/// What stands before the key of a part in the page's state that says what is taken.
const TAKEN: &str = "t.";

/// The two, as they stand in the book.
#[derive(Clone, PartialEq)]
struct Sides {
    stays: Held<Customer>,
    goes: Held<Customer>,
    likeness: Option<Likeness>,
    belongings: (Belongings, Belongings),
}

/// A part as the page shows it.
#[derive(Clone, PartialEq)]
struct SideBySide {
    key: String,
    label: Label,
    question: MergeQuestion,
    stays: Said,
    goes: Said,
}

/// What one side says: on screen, and on paper, where contacts stay masked.
#[derive(Clone, PartialEq)]
struct Said {
    screen: Vec<String>,
    paper: Vec<String>,
}

fn sides(world: &World, stays: &str, goes: &str, readings: Option<&Readings>) -> Option<Sides> {
    let slots = (world.book.customers.slot(stays)?, world.book.customers.slot(goes)?);
    let (stays, goes) = (
        world.book.customers.at(slots.0)?.clone(),
        world.book.customers.at(slots.1)?.clone(),
    );
    let of = |slot: u32| belongings(&world.book, &world.ledger, slot);
    Some(Sides {
        likeness: likeness_by_ear(&Known::of(&stays), &Known::of(&goes), readings),
        belongings: (of(slots.0), of(slots.1)),
        stays,
        goes,
    })
    .filter(|_| slots.0 != slots.1)
}

/// What was chosen, as the address has it; tracked.
fn choices(app: App, questions: &[MergeQuestion]) -> MergeChoices {
    let chosen = |question: &MergeQuestion| {
        let key = question.part.key();
        let word = app.param(&format!("{TAKEN}{key}"))?;
        let taken = Taken::ALL.into_iter().find(|taken| taken.word() == word)?;
        Some((key.to_owned(), taken))
    };
    questions.iter().filter_map(chosen).collect()
}

/// The comparison; it follows the book.
#[component]
pub fn Compare(
    /// The numbers of the two.
    two: Memo<Option<(String, String)>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    // Two may be alike by ear alone.
    app.finder.ask();
    let found = Memo::new(move |_| {
        let (stays, goes) = two.get()?;
        app.session
            .read(|world| sides(world, &stays, &goes, app.finder.readings()))
            .flatten()
    });
    let is_there = Memo::new(move |_| found.with(Option::is_some));
    on_window(ev::keydown, move |ev| {
        if ev.key() == "Escape" && !ev.default_prevented() && !has_dialog() {
            ev.prevent_default();
            leave(app);
        }
    });
    let body = move || match is_there.get() {
        true => view! { <Merge found=found /> }.into_any(),
        false => view! {
            <section class="panel" data-testid="merge-gone">
                <EmptyState title=move || t().merge_gone() text=move || t().merge_gone_help()>
                    <Button text=move || t().merge_back() on_click=Callback::new(move |_| leave(app)) />
                </EmptyState>
            </section>
        }
        .into_any(),
    };
    view! {
        <div class="page page--compare">
            <header class="page__head">
                <nav class="crumb" aria-label=move || t().crumb_place()>
                    <a href=Route::to(PageId::DUPLICATES).to_hash()>{move || t().dup_title()}</a>
                    <Icon name="chevron-right" size=14 />
                </nav>
                <h1 class="page__title" tabindex="-1">
                    {move || t().merge_title()}
                </h1>
                <p class="page__sub" data-testid="merge-why">
                    {move || found.with(|found| found.as_ref().map(|sides| why(t(), sides)))}
                </p>
            </header>
            {body}
        </div>
    }
}

fn leave(app: App) {
    app.go(Route::to(PageId::DUPLICATES));
}

/// How sure it is that the two are one, and why.
fn why(t: T, sides: &Sides) -> String {
    let Some(likeness) = &sides.likeness else {
        return t.merge_not_alike().to_owned();
    };
    let reasons = likeness.reasons().into_iter();
    let all = std::iter::once(likeness.strength.label()).chain(reasons);
    format::clauses(all.map(|label| t.label(&label)), t.0)
}

/// What is chosen and done.
#[component]
fn Merge(found: Memo<Option<Sides>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let asked = Memo::new(move |_| {
        let all = found.with(|found| found.as_ref().map(|sides| questions(&sides.stays, &sides.goes)));
        all.unwrap_or_default()
    });
    let chosen = Memo::new(move |_| asked.with(|asked| choices(app, asked)));
    let ids = move || {
        found.with(|found| {
            found
                .as_ref()
                .map(|sides| (sides.stays.id.clone(), sides.goes.id.clone()))
        })
    };
    let below = RwSignal::new(Vec::<Fall>::new());
    let merge = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let Some(sides) = untrack(|| found.get()) else { return };
        let after = merged(&sides.stays, &sides.goes, &untrack(|| chosen.get()));
        let command = Command::MergeCustomers {
            stays: Edit::of(sides.stays, after),
            goes: sides.goes,
        };
        // Asked once more what was asked is answered.
        let falls = falls(app, &command);
        if !falls.is_empty() && below.with_untracked(|asked| *asked != falls) {
            return below.set(falls);
        }
        app.session.dispatch_then(command, move |outcome| {
            if outcome.is_done() {
                leave(app);
            }
        });
    };
    let swap = move |_| {
        if let Some((stays, goes)) = untrack(ids) {
            below.set(Vec::new());
            app.replace(Route::duplicates(goes.as_str(), stays.as_str()));
        }
    };
    let not_same = move |_| {
        if let Some(pair) = untrack(ids) {
            let pairs = vec![pair];
            app.session.dispatch(Command::SetNotSame { pairs, is_so: true });
            leave(app);
        }
    };
    let note = move || ids().map(|(stays, goes)| t().merge_note(stays, goes));
    view! {
        <form class="stack merge" data-testid="merge" on:submit=merge>
            <MergeFields found=found asked=asked chosen=chosen />
            <Together found=found />
            <MergeBelow below=below />
            <div class="editbar screen-only">
                <span>{note}</span>
                <span class="editbar__end">
                    <Button text=move || t().dup_not_same() kind=Kind::Quiet attr:data-testid="merge-not-same" on_click=Callback::new(not_same) />
                    <Button text=move || t().merge_swap() attr:data-testid="merge-swap" on_click=Callback::new(swap) />
                    <Button text=move || t().merge_back() attr:data-testid="merge-back" on_click=Callback::new(move |_| leave(app)) />
                    <Button text=move || t().merge_do() kind=Kind::Primary submit=true attr:data-testid="merge-do" />
                </span>
            </div>
        </form>
    }
}

/// Part by part: first where both say something else, then the rest.
#[component]
fn MergeFields(
    found: Memo<Option<Sides>>,
    asked: Memo<Vec<MergeQuestion>>,
    chosen: Memo<MergeChoices>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let shows = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let (lang, shows) = (app.lang.get(), shows.get());
        let row = |world: &World, sides: &Sides, question: MergeQuestion| {
            let masks = world.book.head.settings.masks_contacts();
            let said = |customer: &Customer| Said {
                screen: lines(world, &question.part, customer, masks && !shows, lang),
                paper: lines(world, &question.part, customer, masks, lang),
            };
            SideBySide {
                key: question.part.key().to_owned(),
                label: question.part.label(),
                stays: said(&sides.stays),
                goes: said(&sides.goes),
                question,
            }
        };
        let all = |world: &World| {
            let sides = found.get()?;
            let rows = asked.get().into_iter().map(|question| row(world, &sides, question));
            Some(rows.collect::<Vec<_>>())
        };
        app.session.read(all).flatten().unwrap_or_default()
    });
    let those = move |differ: bool| {
        Memo::new(move |_| {
            let of_them = |row: &&SideBySide| row.question.differs == differ;
            rows.with(|rows| rows.iter().filter(of_them).cloned().collect::<Vec<_>>())
        })
    };
    let (differ, rest) = (those(true), those(false));
    let note = move || match differ.with(Vec::len) {
        0 => t().merge_no_difference().to_owned(),
        n => t().merge_choose(n),
    };
    let has_contacts = move || asked.with(|asked| asked.iter().any(|question| question.part == MergePart::Contacts));
    let reveal = move || {
        view! {
            <Show when=has_contacts>
                <LinkButton
                    text=move || if shows.get() { t().merge_hide() } else { t().merge_reveal() }
                    attr:data-testid="merge-reveal"
                    on_click=Callback::new(move |_| shows.update(|shows| *shows = !*shows))
                />
            </Show>
        }
    };
    let list = move |rows: Memo<Vec<SideBySide>>| {
        view! { <For each=move || rows.get() key=|row| (row.key.clone(), row.label.zh.clone()) children=move |row| part(row.key, rows, chosen) /> }
    };
    view! {
        <Panel id="merge-fields" title=move || t().merge_fields() note=note end=reveal>
            <SideHeads found=found />
            {list(differ)}
            <details class="merge__rest" data-testid="merge-rest">
                <summary>{move || t().merge_rest(rest.with(Vec::len))}</summary>
                {list(rest)}
            </details>
        </Panel>
    }
}

/// Which one stays, and which one goes.
#[component]
fn SideHeads(found: Memo<Option<Sides>>) -> impl IntoView {
    let t = use_text();
    let side = move |word: fn(T) -> &'static str, mark: &'static str, of: fn(&Sides) -> &Customer| {
        let link = move || {
            found.with(|found| {
                let customer = of(found.as_ref()?);
                let to = Route::customer(&customer.id).to_hash();
                Some(view! { <a href=to>{customer.name.to_string()}</a> " " <small class="soft">{customer.id.to_string()}</small> })
            })
        };
        view! {
            <div class="merge__side" data-testid=mark>
                <span class="mark">{move || word(t())}</span>
                " "
                {link}
            </div>
        }
    };
    view! {
        <div class="merge__row merge__heads">
            <span></span>
            {side(T::merge_stays, "merge-stays", |sides| &sides.stays)}
            {side(T::merge_goes, "merge-goes", |sides| &sides.goes)}
        </div>
    }
}

/// A part: what each side says, and what is taken.
fn part(key: String, rows: Memo<Vec<SideBySide>>, chosen: Memo<MergeChoices>) -> AnyView {
    let own = key.clone();
    let now = Memo::new(move |before: Option<&Option<SideBySide>>| {
        let now = rows.with(|rows| rows.iter().find(|row| row.key == own).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let own = key.clone();
    let taken = Memo::new(move |_| {
        let usual = now.with(|now| now.as_ref().map(|now| now.question.usual));
        chosen
            .with(|chosen| chosen.get(&own).copied())
            .or(usual)
            .unwrap_or_default()
    });
    let cells = move || now.get().map(|row| part_cells(&row, taken));
    view! {
        <fieldset class="merge__row" data-testid="merge-field" data-key=key data-taken=move || taken.get().word()>
            {cells}
        </fieldset>
    }
    .into_any()
}

/// The name of a part, and what can be taken, each with its button; where both say the same there is nothing to choose.
fn part_cells(row: &SideBySide, taken: Memo<Taken>) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let is_open = row.question.differs || row.stays.screen.is_empty() || row.goes.screen.is_empty();
    let (name, param) = (format!("merge-{}", row.key), format!("{TAKEN}{}", row.key));
    let radio = |to: Taken| {
        let param = param.clone();
        view! {
            <input
                type="radio"
                name=name.clone()
                value=to.word()
                prop:checked=move || taken.get() == to
                on:change=move |_| app.set_param(&param, Some(to.word()))
                data-testid=format!("take-{}", to.word())
            />
        }
    };
    let side = |to: Taken, word: fn(T) -> &'static str, said: &Said| {
        let radio = is_open.then(|| radio(to));
        view! {
            <label class="merge__cell" data-side=move || word(t()) data-on=move || (is_open && taken.get() == to).to_string()>
                {radio}
                {shown(said)}
            </label>
        }
    };
    let both = row.question.joins.then(|| {
        view! {
            <label class="merge__cell merge__both" data-on=move || (taken.get() == Taken::Both).to_string()>
                {radio(Taken::Both)}
                <span>{move || t().merge_both()}</span>
            </label>
        }
    });
    let label = row.label.clone();
    view! {
        <legend>{move || t().label(&label)}</legend>
        {side(Taken::Stays, T::merge_stays, &row.stays)}
        {side(Taken::Goes, T::merge_goes, &row.goes)}
        {both}
    }
    .into_any()
}

fn shown(said: &Said) -> AnyView {
    let t = use_text();
    if said.screen.is_empty() {
        return view! { <span class="muted">{move || t().merge_blank()}</span> }.into_any();
    }
    let lines = |lines: &[String]| {
        lines
            .iter()
            .cloned()
            .map(|line| view! { <span>{line}</span> })
            .collect_view()
    };
    view! {
        <span class="merge__said screen-only">{lines(&said.screen)}</span>
        <span class="merge__said print-only">{lines(&said.paper)}</span>
    }
    .into_any()
}

/// What belongs to each, and to both together.
#[component]
fn Together(found: Memo<Option<Sides>>) -> impl IntoView {
    let t = use_text();
    type Figure = (fn(T) -> &'static str, fn(&Belongings) -> String);
    const FIGURES: [Figure; 6] = [
        (T::merge_orders, |b| format::count(b.orders)),
        (T::merge_amount, |b| format::yuan(b.amount)),
        (T::merge_interactions, |b| format::count(b.interactions)),
        (T::merge_tickets, |b| format::count(b.tickets)),
        (T::merge_points, |b| format::count(b.points)),
        (T::merge_reviews, |b| format::count(b.reviews)),
    ];
    let rows = move || {
        let (stays, goes) = found
            .with(|found| found.as_ref().map(|sides| sides.belongings))
            .unwrap_or_default();
        let row = |(word, figure): Figure| {
            let cell = |belongings: Belongings| view! { <td class="num">{figure(&belongings)}</td> };
            view! {
                <tr>
                    <th scope="row">{word(t())}</th>
                    {[stays, goes, stays + goes].map(cell).collect_view()}
                </tr>
            }
        };
        FIGURES.into_iter().map(row).collect_view()
    };
    view! {
        <Panel id="merge-together" title=move || t().merge_history()>
            <table class="table" data-testid="merge-together">
                {table_head([(T::merge_kind, false), (T::merge_stays, true), (T::merge_goes, true), (T::merge_total, true)])}
                <tbody>{rows}</tbody>
            </table>
        </Panel>
    }
}
