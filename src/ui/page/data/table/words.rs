//! Words of the file that a list does not have: each gets a word of ours, becomes one, or stays out.

use std::collections::BTreeMap;

use crate::state::live::*;

use super::desk::TableDesk;
use crate::domain::field::{Choice, Choices, FieldKind, options};
use crate::exchange::columns::Use;
use crate::exchange::values::{Answer, Question, UnknownWord};
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Kind, Select};

/// The list of a column that is a choice: what it offers, and whether other words can join.
fn offered(table: TableDesk, column: usize) -> (Vec<Choice>, bool) {
    let list = table.wanted.with_untracked(|wanted| {
        let mapping = &wanted.as_ref()?.mapping;
        let Use::Field(key) = &mapping.columns.get(column)?.used else {
            return None;
        };
        match mapping.subject.field(key)?.kind {
            FieldKind::Choice(list) => Some(list),
            _ => None,
        }
    });
    let Some(list) = list else { return (Vec::new(), false) };
    let head =
        |world: &crate::domain::world::World| options(list, &world.book.head.settings, &world.book.head.rulebook);
    let all = use_app().session.peek(head).unwrap_or_default();
    (all, !list.closed() && list != Choices::Stage)
}

/// What is chosen for a word that the list does not have.
const NEW: &str = "+";
const LEAVE: &str = "-";

/// Each word of the file with the word of our list.
#[component]
pub fn WordChoices(question: Question) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let (offered, is_open) = offered(table, question.column);
    let words = question.unknown.clone();
    // What a word is like is a proposal, shown as chosen until it is confirmed or changed.
    let proposed = words
        .iter()
        .filter_map(|word| Some((word.word.clone(), format!("={}", word.like.as_ref()?))));
    let chosen = RwSignal::new(proposed.collect::<BTreeMap<String, String>>());
    let all: Vec<String> = words.iter().map(|word| word.word.clone()).collect();
    let count = all.len();
    let every = StoredValue::new(all);
    let line = |UnknownWord { word, rows, .. }: UnknownWord| {
        view! { <WordLine word=word rows=rows offered=offered.clone() is_open=is_open chosen=chosen /> }
    };
    let lines = words.into_iter().map(line).collect_view();
    let set_all = move |to: &'static str| {
        chosen.set(every.with_value(|all| all.iter().map(|word| (word.clone(), to.to_owned())).collect()));
    };
    // What has a word already keeps it.
    let fill = move |to: &'static str| {
        chosen.update(|chosen| {
            every.with_value(|all| {
                for word in all {
                    let own = chosen.entry(word.clone()).or_default();
                    if own.is_empty() {
                        *own = to.to_owned();
                    }
                }
            });
        });
    };
    let is_whole = move || chosen.with(|all| all.values().filter(|to| !to.is_empty()).count() == count);
    let confirm = move |_| {
        let word = |(word, to): (&String, &String)| {
            let ours = match &**to {
                LEAVE => None,
                NEW => Some(word.clone()),
                to => Some(to.trim_start_matches('=').to_owned()),
            };
            (word.clone(), ours)
        };
        let answer = chosen.with_untracked(|all| all.iter().map(word).collect());
        table.answer(question.clone(), Answer::Words(answer));
    };
    view! {
        <div class="sheetask__list">{lines}</div>
        <div class="sheetask__ways">
            {is_open
                .then(|| {
                    view! {
                        <Button
                            text=move || t().table_all_new()
                            size="btn--small"
                            attr:data-answer="all-new"
                            on_click=Callback::new(move |_| fill(NEW))
                        />
                    }
                })}
            <Button
                text=move || t().table_all_left()
                size="btn--small"
                attr:data-answer="all-left"
                on_click=Callback::new(move |_| set_all(LEAVE))
            />
            <Button
                text=move || t().table_confirm()
                kind=Kind::Primary
                size="btn--small"
                disabled=Signal::derive(move || !is_whole())
                attr:data-answer="confirm"
                on_click=Callback::new(confirm)
            />
        </div>
    }
}

/// A word of the file, and what it is in our list.
#[component]
fn WordLine(
    word: String,
    rows: usize,
    offered: Vec<Choice>,
    is_open: bool,
    chosen: RwSignal<BTreeMap<String, String>>,
) -> impl IntoView {
    let t = use_text();
    let (own, name, key) = (word.clone(), word.clone(), word.clone());
    let options = Signal::derive(move || {
        let t = t();
        let mut list = vec![(String::new(), t.table_choose().to_owned())];
        list.extend(
            offered
                .iter()
                .map(|choice| (format!("={}", choice.word), t.label(&choice.label))),
        );
        if is_open {
            list.push((NEW.to_owned(), t.table_new_choice(&own)));
        }
        list.push((LEAVE.to_owned(), t.table_leave_word().to_owned()));
        list
    });
    let now = {
        let word = word.clone();
        Signal::derive(move || chosen.with(|all| all.get(&word).cloned().unwrap_or_default()))
    };
    view! {
        <label class="sheetask__word">
            <span>{word} " " <small class="soft">{move || t().table_word_rows(rows)}</small></span>
            <Icon name="arrow-right" size=14 />
            <Select
                label=move || t().table_word_is(&name)
                options=options
                value=now
                on_change=Callback::new(move |to| chosen.update(|all| drop(all.insert(key.clone(), to))))
                small=true
            />
        </label>
    }
}
