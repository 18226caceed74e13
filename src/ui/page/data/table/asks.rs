//! What only the person can answer, one question a column, with cells of the file; and what was answered.

use std::sync::Arc;

use crate::state::live::*;

use super::super::below::{PointsBelow, is_open};
use super::desk::TableDesk;
use super::said::gives_way;
use super::value::shown;
use super::ways::{Way, Word, likely_kind, ways};
use super::words::WordChoices;
use crate::exchange::columns::{Subject, Use};
use crate::exchange::grid::letters;
use crate::exchange::layout::HeadTold;
use crate::exchange::plan::Wanted;
use crate::exchange::values::{Answer, Ask, Question};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Icon, Kind, LinkButton};

/// From so many proposals on one press is less than one for each.
const SEVERAL: usize = 2;

/// The questions, then the answers.
#[component]
pub fn Asks() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let open = Memo::new(move |_| {
        table
            .planned
            .with(|p| p.as_ref().map(|p| p.questions.clone()).unwrap_or_default())
    });
    let hidden = Memo::new(move |_| table.layout.with(|l| l.as_ref().map_or(0, |l| l.hidden)));
    let asks_hidden = move || hidden.get() > 0 && table.hidden.get().is_none();
    let falls = Memo::new(move |_| {
        table
            .planned
            .with(|p| p.as_ref().map(|p| Arc::new(p.falls.clone())).unwrap_or_default())
    });
    let asks =
        move || open.with(Vec::len) + usize::from(asks_hidden()) + usize::from(falls.with(|falls| is_open(falls)));
    // What rows ask that nobody can place yet is known once these are answered.
    let more = move || asks_hidden() || open.with(|all| all.iter().any(|one| one.reason.may_bring_more()));
    let note = move || {
        if more() {
            t().table_asks_more()
        } else {
            t().table_asks_note()
        }
    };
    let each = move || {
        open.get()
            .into_iter()
            .map(|question| view! { <AskCard question=question /> })
            .collect_view()
    };
    let answers = move || {
        // What an earlier file's answer does not fit is asked.
        let is_asked = |known: &(Question, Answer)| open.with(|all| all.iter().any(|one| gives_way(known, one)));
        let all = table.answered.get().into_iter().enumerate();
        let all = all.filter(|(_, known)| !is_asked(known));
        all.map(|(place, (question, answer))| answered(t(), place, &question, &answer))
            .collect_view()
    };
    let proposed = Memo::new(move |_| open.with(|all| all.iter().filter(|one| one.proposed().is_some()).count()));
    view! {
        <Show when=move || asks() != 0>
            <header class="panel__head panel__head--ruled">
                <h3 class="panel__title">{move || t().table_asks(asks())}</h3>
                <span class="panel__note">{note}</span>
                <Show when=move || { proposed.get() >= SEVERAL }>
                    <Button
                        text=move || t().table_take_proposed(proposed.get())
                        size="btn--small"
                        attr:data-testid="import-proposed"
                        on_click=Callback::new(move |_| table.answer_as_proposed(open.get_untracked()))
                    />
                </Show>
            </header>
        </Show>
        <ul class="sheetasks">
            <Show when=asks_hidden>
                <HiddenAsked hidden=hidden />
            </Show>
            {each}
            <PointsBelow falls=falls />
            {answers}
            <HiddenAnswered hidden=hidden />
        </ul>
    }
}

/// Asks what becomes of hidden rows.
#[component]
fn HiddenAsked(hidden: Memo<usize>) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    view! {
        <li class="sheetask" data-testid="import-ask" data-header="" data-reason="hidden-rows">
            <Icon name="help" />
            <div class="sheetask__words">
                <p>{move || t().table_ask_hidden(hidden.get())}</p>
                <ul class="sheetask__examples">
                    {move || examples(t(), &table.layout.with(|l| l.as_ref().map(|l| l.hidden_rows.clone()).unwrap_or_default()))}
                </ul>
            </div>
            <div class="sheetask__ways">
                <Button
                    text=move || t().table_take_hidden()
                    size="btn--small"
                    attr:data-answer="take"
                    on_click=Callback::new(move |_| table.answer_hidden(Some(true)))
                />
                <Button
                    text=move || t().table_leave_hidden()
                    size="btn--small"
                    attr:data-answer="leave"
                    on_click=Callback::new(move |_| table.answer_hidden(Some(false)))
                />
            </div>
        </li>
    }
}

/// What becomes of hidden rows, once that is said.
#[component]
fn HiddenAnswered(hidden: Memo<usize>) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    view! {
        <Show when=move || { hidden.get() > 0 && table.hidden.get().is_some() }>
            <li class="sheetask sheetask--done" data-testid="import-answered">
                <Icon name="check" />
                <span>
                    {move || if table.hidden.get() == Some(true) { t().table_hidden_taken() } else { t().table_hidden_left() }}
                </span>
                <LinkButton text=move || t().table_ask_again() on_click=Callback::new(move |_| table.answer_hidden(None)) />
            </li>
        </Show>
    }
}

/// The heading of a column.
fn heading(table: TableDesk, column: usize) -> String {
    table.layout.with_untracked(|layout| {
        let layout = layout.as_ref();
        layout
            .and_then(|layout| layout.columns.get(column))
            .map(|column| column.heading.clone())
            .unwrap_or_default()
    })
}

/// What a column is called among the others: by its heading, with its letter where another one is headed the same, or where it has none.
pub(super) fn called(t: T, table: TableDesk, column: usize) -> String {
    table.layout.with_untracked(|layout| {
        let columns = layout.as_ref().map_or(&[][..], |layout| &layout.columns);
        let Some(own) = columns.get(column) else {
            return String::new();
        };
        let letter = letters(own.place);
        let same = columns.iter().filter(|other| other.heading == own.heading).count();
        match (own.heading.is_empty() || own.is_numbered(), same) {
            (true, _) => t.table_column_of(&letter),
            (_, 2..) => t.table_column_named(&own.heading, &letter),
            _ => own.heading.clone(),
        }
    })
}

/// Rows of the file, each with what it says.
pub(super) fn examples(t: T, rows: &[(u32, String)]) -> impl IntoView + use<> {
    let one = |(at, text): &(u32, String)| view! { <li><small>{t.table_row_at(at)}</small> " " {shown(t, text)}</li> };
    rows.iter().map(one).collect_view()
}

/// What is asked of a column of this name, and beside it of another one.
fn asked(t: T, reason: Ask, name: &str, other: &str) -> String {
    match reason {
        Ask::DateOrder => t.table_ask_date(name),
        Ask::ShortYear => t.table_ask_short(name),
        Ask::Republic => t.table_ask_republic(name),
        Ask::Unit => t.table_ask_unit(name),
        Ask::Sign => t.table_ask_sign(name),
        Ask::LostDigits => t.table_ask_digits(name),
        Ask::Choices => t.table_ask_choices(name),
        Ask::SameField => t.table_ask_same(other, name),
        Ask::Serial => t.table_ask_serial(name),
        Ask::DayWords => t.table_ask_day_words(name),
        Ask::Yearless => t.table_ask_yearless(name),
        Ask::Dayless => t.table_ask_dayless(name),
        Ask::LunarDays => t.table_ask_lunar(name),
        Ask::Solved => t.table_ask_solved(name),
        Ask::OtherCustomer => t.table_ask_numbers(name),
        Ask::NoCustomer => t.table_ask_missing(name),
        Ask::Refunds => t.table_ask_refunds(name),
        Ask::Unpaid => t.table_ask_unpaid(name),
        Ask::Priced => t.table_ask_priced(name),
        Ask::MergedNumber => t.table_ask_merged(name),
        Ask::NumberOrName => t.table_ask_number_or_name(name),
        Ask::Lines => t.table_ask_lines(name),
        Ask::Whose => t.table_ask_whose().to_owned(),
        Ask::People => t.table_ask_people(name),
        Ask::Masked => t.table_ask_masked(name),
        Ask::MaskedWays => t.table_ask_masked_ways(name),
        Ask::TicketKind => t.table_ask_kind().to_owned(),
    }
}

/// A question, with cells of the file and the ways to answer.
#[component]
fn AskCard(question: Question) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let head = heading(table, question.column);
    let (of, beside, reason) = (question.column, question.other, question.reason);
    let words = move || {
        let name = called(t(), table, of);
        let other = beside.map(|other| called(t(), table, other)).unwrap_or_default();
        asked(t(), reason, &name, &other)
    };
    let cells = question.examples.clone();
    let shown = move || examples(t(), &cells);
    let lists = reason == Ask::Choices;
    let column = question.column;
    let ways = match reason {
        Ask::Choices => view! { <WordChoices question=question /> }.into_any(),
        Ask::Whose => view! { <WhoseChoices question=question /> }.into_any(),
        _ => view! { <Ways question=question /> }.into_any(),
    };
    view! {
        <li class="sheetask" data-testid="import-ask" data-header=head data-reason=reason.word()>
            <Icon name="help" />
            <div class="sheetask__words">
                <p>{words}</p>
                {(!lists).then(|| view! { <ul class="sheetask__examples">{shown}</ul> })}
            </div>
            <div class="sheetask__ways">
                {ways}
                {others(reason)
                    .iter()
                    .map(|(key, used, words)| {
                        view! {
                            <Button
                                text=move || words(t())
                                kind=Kind::Quiet
                                size="btn--small"
                                attr:data-answer=*key
                                on_click=Callback::new(move |_| table.use_column(column, used.clone()))
                            />
                        }
                    })
                    .collect_view()}
            </div>
        </li>
    }
}

/// What else can become of a column that is asked about: words of no list are tags, or a note.
fn others(reason: Ask) -> &'static [(&'static str, Use, Word)] {
    const OUT: (&str, Use, Word) = ("out", Use::Out, T::table_leave_column);
    const WORDS: &[(&str, Use, Word)] = &[
        ("tag", Use::Tag, T::table_as_tag),
        ("note", Use::Note, T::table_as_note),
        OUT,
    ];
    let is_of_customers = || TableDesk::get().subject() == Some(Subject::Customers);
    match reason {
        // What was given back is in no field, and what is asked for is in none yet: leaving a column out would say nothing.
        Ask::Refunds | Ask::Unpaid | Ask::Priced | Ask::Lines | Ask::Whose | Ask::TicketKind => &[],
        Ask::Choices if is_of_customers() => WORDS,
        _ => &[OUT],
    }
}

/// The columns that may say whose a row is, and other heads.
#[component]
fn WhoseChoices(question: Question) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let is_of_customers = table.subject() == Some(Subject::Customers);
    let key = if is_of_customers { "name" } else { "customer" };
    let head = table
        .layout
        .with_untracked(|l| l.as_ref().map(|l| l.head.clone()).unwrap_or_default());
    let first = question.examples.first().map_or(1, |(at, _)| *at);
    let column = |(place, cell): &(usize, String)| {
        let (place, cell) = (*place, cell.clone());
        view! {
            <Button
                text=move || t().table_whose_column(&cell)
                size="btn--small"
                attr:data-answer=format!("column-{place}")
                on_click=Callback::new(move |_| table.use_column(place, Use::Field(key.to_owned())))
            />
        }
    };
    let columns = question.columns.iter().map(column).collect_view();
    let has_head = !head.is_empty();
    let is_of_people = |wanted: &Option<Wanted>| {
        let name = Use::Field("contact.name".to_owned());
        let mut columns = wanted.iter().flat_map(|wanted| &wanted.mapping.columns);
        columns.any(|mapped| mapped.used == name)
    };
    let has_people = table.wanted.with_untracked(is_of_people);
    let told = if has_head {
        HeadTold::None
    } else {
        HeadTold::Rows(first, first)
    };
    view! {
        {columns}
        <Button
            text=move || if has_head { t().table_whose_no_head().to_owned() } else { t().table_whose_head(first) }
            size="btn--small"
            attr:data-answer="head"
            on_click=Callback::new(move |_| table.choose_head(Some(told)))
        />
        {(is_of_customers && has_people)
            .then(|| view! { <Ways question=question /> })}
    }
}

/// The buttons of the ways.
#[component]
fn Ways(question: Question) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let told = question.day_first;
    let speaks = (question.reason == Ask::TicketKind)
        .then(|| likely_kind(&question))
        .flatten();
    let all = ways(&question);
    let button = |(key, answer, words): Way| {
        let question = question.clone();
        view! {
            <Button
                text=move || words(t())
                size="btn--small"
                attr:data-answer=key
                on_click=Callback::new(move |_| table.answer(question.clone(), answer.clone()))
            />
        }
    };
    let buttons = all.into_iter().map(button).collect_view();
    view! {
        {buttons}
        {told
            .map(|day_first| {
                view! {
                    <small class="soft">
                        {move || if day_first { t().table_others_day_first() } else { t().table_others_month_first() }}
                    </small>
                }
            })}
        {speaks
            .map(|(kind, word)| {
                view! { <small class="soft">{move || t().table_kind_like(&word, t().label(&kind.label()))}</small> }
            })}
    }
}

/// An answer, and the way back.
fn answered(t: T, place: usize, question: &Question, answer: &Answer) -> impl IntoView + use<> {
    let table = TableDesk::get();
    let head = heading(table, question.column);
    let said = match answer {
        Answer::DayFirst(true) => t.table_said_day_first().to_owned(),
        Answer::DayFirst(false) => t.table_said_month_first().to_owned(),
        Answer::Words(words) => t.table_said_words(words.len()),
        answer => ways(question)
            .iter()
            .find(|(_, own, _)| own == answer)
            .map(|(.., words)| words(t))
            .unwrap_or_default(),
    };
    // What no column says stands under the name of its field.
    let name = match question.reason {
        Ask::TicketKind => t.table_kind_heading().to_owned(),
        _ => called(t, table, question.column),
    };
    view! {
        <li class="sheetask sheetask--done" data-testid="import-answered" data-header=head>
            <Icon name="check" />
            <span>
                <b>{name}</b>
                " "
                {said}
            </span>
            <LinkButton text=t.table_ask_again() on_click=Callback::new(move |_| table.ask_again(place)) />
        </li>
    }
}
