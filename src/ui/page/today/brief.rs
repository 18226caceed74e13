//! The briefing beside the list: why, whom, what to ask, what to say, what was before; and the ways to settle it.

use crate::state::live::*;
use leptos::task::spawn_local;

use super::TASK;
use super::figures::figures;
use super::known::{asks, known};
use super::line::{shifted, when};
use super::list::TodayList;
use super::ways::Ways;
use crate::domain::calendar::Counted;
use crate::domain::care::{
    Deed, Piece, Step, Sum, Task, TaskSource, filled, name_of, source_said, step_said, sum_of, written_of,
};
use crate::domain::field::{Reach, mask::mask};
use crate::domain::kind::{Contact, Customer};
use crate::domain::label::Label;
use crate::domain::label::Lang;
use crate::domain::report::timeline::timeline;
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::today::Todo;
use crate::state::{clipboard, use_app};
use crate::ui::class_word::{ClassWord, class_word};
use crate::ui::counted;
use crate::ui::format;
use crate::ui::proof::line;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Chip, IconButton, Kind};

/// So many of the last dealings are shown.
const RECENT: usize = 5;

/// What the briefing says. Owned and comparable.
#[derive(Clone, Debug, PartialEq)]
struct Briefing {
    deed: Deed,
    title: String,
    /// When it is to be done.
    when: String,
    /// The customer, where it is about one: name, place, value, health.
    whose: Option<(String, String, ClassWord, Option<ClassWord>)>,
    /// The key of the record, where somebody wrote it.
    written: Option<String>,
    /// Why each task is there, with the sum of its days and where it is from.
    reasons: Vec<(String, Vec<String>)>,
    /// Label and text of what else there is to know.
    facts: Vec<(String, String)>,
    /// What to say for each of its steps that has a script, with the step's name where there are several.
    scripts: Vec<(Option<String>, Vec<Piece>)>,
    recent: Vec<(String, String, String)>,
}

/// The briefing of what the address names.
#[component]
pub fn Brief(page: TodayList) -> impl IntoView {
    let app = use_app();
    let briefing = Memo::new(move |before: Option<&Option<Briefing>>| {
        let key = app.param(TASK)?;
        let (lang, me) = (app.lang.get(), app.user.get());
        let found = page
            .find(&key)
            .and_then(|deed| page.read(|world, todo| briefing(world, todo, deed, &me, lang)));
        // While tasks are read anew, what was said stays.
        found.or_else(|| before.cloned().flatten().filter(|_| page.todo.with(Option::is_none)))
    });
    // What is said may change at any time: a menu that is open below it stays.
    let ways = Memo::new(move |_| {
        let key = app.param(TASK)?;
        briefing.with(|it| {
            let Briefing { deed, written, .. } = it.as_ref()?;
            let (is_desk, is_elsewhere) = (deed.is_desk(), deed.is_elsewhere());
            Some((key, is_desk, is_elsewhere, deed.due, written.clone()))
        })
    });
    let is_there = Memo::new(move |_| briefing.with(Option::is_some));
    let ways = move || {
        let (key, is_desk, is_elsewhere, due, written) = ways.get()?;
        Some(view! { <Ways page=page key=key is_desk=is_desk is_elsewhere=is_elsewhere due=due written=written /> })
    };
    view! {
        <Show when=move || is_there.get()>
            <aside class="brief" aria-labelledby="brief-title" data-testid="brief">
                {move || briefing.get().map(|it| view! { <Said it=it /> })}
                {ways}
            </aside>
        </Show>
    }
}

#[component]
fn Said(it: Briefing) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let close = move |_: ()| app.set_param(TASK, None);
    let whose = |(name, href, value, health): (String, String, ClassWord, Option<ClassWord>)| {
        view! {
            <a href=href>{name}</a>
            {chip("value", value)}
            {health.map(|health| chip("health", health))}
        }
    };
    let reason = |(why, more): (String, Vec<String>)| {
        view! {
            <p>{why}</p>
            {more.into_iter().map(|line| view! { <p class="muted small">{line}</p> }).collect_view()}
        }
    };
    let fact = |(label, text): (String, String)| view! { <dt>{label}</dt><dd>{text}</dd> };
    let dealing = |(day, kind, text): (String, String, String)| {
        view! { <li><span class="num">{day}</span><b>{kind}</b><span>{text}</span></li> }
    };
    view! {
        <header class="brief__head">
            <h2 id="brief-title">{it.title}</h2>
            <IconButton icon="x" label=move || t().today_close() on_click=Callback::new(move |_| close(())) />
        </header>
        <p class="brief__whose">
            {it.whose.map(whose)}
        </p>
        <div class="brief__body" role="group" tabindex="0" aria-labelledby="brief-title">
            <dl class="brief__facts">
                <dt>{move || t().today_when()}</dt>
                <dd>{it.when}</dd>
                <dt>{move || t().today_why()}</dt>
                <dd data-testid="brief-why">{it.reasons.into_iter().map(reason).collect_view()}</dd>
                {it.facts.into_iter().map(fact).collect_view()}
            </dl>
            {it.scripts.into_iter().map(|(name, pieces)| view! { <Script name=name pieces=pieces /> }).collect_view()}
            {(!it.recent.is_empty())
                .then(|| {
                    view! {
                        <h3>{move || t().today_recent()}</h3>
                        <ol class="brief__recent">{it.recent.into_iter().map(dealing).collect_view()}</ol>
                    }
                })}
        </div>
    }
}

fn chip(dim: &'static str, class: ClassWord) -> impl IntoView {
    let (palette, rank, name) = (class.palette.to_string(), class.rank, class.name);
    view! { <Chip dim=palette rank=Signal::stored(rank) text=name attr:data-of=dim /> }
}

/// The script with what it lacks, and the way to copy it.
#[component]
fn Script(name: Option<String>, pieces: Vec<Piece>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let lang = app.lang;
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) | Piece::Field(words) => words.clone(),
            Piece::Missing(label) => format!("【{}】", label.get(lang.get_untracked())),
        })
        .collect();
    let has_gaps = pieces.iter().any(|piece| matches!(piece, Piece::Missing(_)));
    let piece = move |piece: Piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Field(said) => view! { <u>{said}</u> }.into_any(),
        Piece::Missing(label) => view! { <mark>{move || t().today_missing(t().label(&label))}</mark> }.into_any(),
    };
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let said = |words: fn(T) -> &'static str| Label::made(words(T(Lang::Zh)).into(), words(T(Lang::En)).into());
            match clipboard::copy(&text).await {
                true if has_gaps => app.notices.info(said(T::today_copied_gaps), None),
                true => app.notices.info(said(T::today_copied), None),
                false => app.notices.error(said(T::today_not_copied)),
            }
        });
    };
    view! {
        <div class="brief__script-head">
            <h3>{move || name.as_deref().map_or_else(|| t().today_script().to_owned(), |name| t().today_script_of(name))}</h3>
            <Button
                text=move || t().today_copy()
                kind=Kind::Quiet
                icon="copy"
                size="btn--small"
                attr:data-testid="copy-script"
                on_click=Callback::new(copy)
            />
        </div>
        <blockquote class="brief__script" data-testid="script">{pieces.into_iter().map(piece).collect_view()}</blockquote>
    }
}

fn briefing(world: &World, todo: &Todo, deed: Deed, me: &str, lang: Lang) -> Option<Briefing> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let task = *deed.lead()?;
    let slot = task.customer;
    let customer = world.book.customers.at(slot);
    let word = |dimension: &str| {
        let class = evaluation.class_in(slot, dimension);
        class_word(&[&evaluation.plan], lang, dimension, class)
    };
    let reason = |task: &Task| {
        (
            reason(world, todo, task, lang),
            sums(&sum_of(world, &todo.care, task), lang),
        )
    };
    let recent = customer.map(|_| timeline(world, slot)).unwrap_or_default();
    let recent = recent.into_iter().filter(|entry| entry.day <= evaluation.as_of);
    let recent = recent.filter_map(|entry| {
        let line = line(world, entry.what, lang)?;
        Some((format::short_day(entry.day, evaluation.as_of), line.kind, line.text))
    });
    Some(Briefing {
        title: t.label(&name_of(&world.book, &todo.care, &task)),
        when: format::clauses(
            when(world, todo, &deed, t)
                .into_iter()
                .chain(shifted(world, todo, &deed, t)),
            lang,
        ),
        whose: customer.map(|customer| {
            // What the rules make of nothing is no health.
            let told = evaluation
                .class_in(slot, "health")
                .filter(|_| !world.explainer(slot).nothing_is_recorded());
            let health = told.map(|_| word("health"));
            let href = Route::customer(&customer.id).to_hash();
            (customer.name.to_string(), href, word("value"), health)
        }),
        written: written_of(&world.book, &task).map(|record| record.id.to_string()),
        reasons: deed.tasks.iter().map(reason).collect(),
        facts: customer
            .map(|customer| facts(world, todo, &task, customer, lang))
            .into_iter()
            .flatten()
            .chain(
                customer
                    .map(|customer| known(world, slot, customer, lang))
                    .into_iter()
                    .flatten(),
            )
            .chain(figures(world, todo, &deed.tasks, t))
            .collect(),
        scripts: scripts(world, todo, &deed, me, lang),
        recent: recent.take(RECENT).collect(),
        deed,
    })
}

/// What to say, the first step's first; what several steps say is said once.
fn scripts(world: &World, todo: &Todo, deed: &Deed, me: &str, lang: Lang) -> Vec<(Option<String>, Vec<Piece>)> {
    let mut all: Vec<(Option<String>, Vec<Piece>)> = Vec::new();
    for task in deed.tasks.iter() {
        let Some((script, step)) = step_of(todo, task).and_then(|(_, step)| Some((step.words()?, step))) else {
            continue;
        };
        let pieces = filled(script.get(lang), world, task.customer, me);
        if !pieces.is_empty() && all.iter().all(|(_, known)| *known != pieces) {
            all.push((Some(T(lang).label(&step.label())), pieces));
        }
    }
    if let [(name, _)] = &mut *all {
        *name = None;
    }
    all
}

fn step_of<'a>(todo: &'a Todo, task: &Task) -> Option<(&'a crate::domain::care::Playbook, &'a Step)> {
    match task.source {
        TaskSource::Step { playbook, step, .. } => todo.care.step(playbook.into(), step.into()),
        _ => None,
    }
}

/// What it is for and why it is there: the playbook's step, its days, its source.
fn reason(world: &World, todo: &Todo, task: &Task, lang: Lang) -> String {
    let t = T(lang);
    let mut parts = vec![super::line::reason(world, todo, task, lang)];
    parts.extend(step_said(&todo.care, task).map(|said| t.label(&said)));
    let source = step_of(todo, task).and_then(|(_, step)| step.source.as_deref());
    parts.extend(source.map(|source| t.label(&source_said(source))));
    format::clauses(parts, lang)
}

/// How working days were counted, a line each.
fn sums(sum: &Sum, lang: Lang) -> Vec<String> {
    let told = |counted: &Counted| counted::sum(counted, lang);
    let unknown = sum.latest.iter().flat_map(|counted| counted::unknown(counted, lang));
    sum.ideal.iter().chain(&sum.latest).map(told).chain(unknown).collect()
}

/// What else there is to know: whom to speak to, what to ask, what to take along, what to record, what comes then.
fn facts(world: &World, todo: &Todo, task: &Task, customer: &Customer, lang: Lang) -> Vec<(String, String)> {
    let t = T(lang);
    let masks = world.book.head.settings.masks_contacts();
    // Only what the customer itself asked for is there all the same.
    let wants_none = (customer.do_not_contact == Some(true)).then(|| t.today_wants_no_contact().to_owned());
    let contact = customer
        .contacts
        .first()
        .map(|contact| contact_line(contact, masks, lang));
    let wishes = customer.preferences.as_ref().map(|wishes| {
        let mut parts: Vec<String> = Vec::new();
        parts.extend((!wishes.channels.is_empty()).then(|| format::list(&wishes.channels, lang)));
        parts.extend(wishes.note.as_deref().map(str::to_owned));
        parts.extend(wishes.avoid.iter().map(|what| t.today_avoid(what)));
        format::clauses(parts, lang)
    });
    let asks = asks(world, task.customer, customer, lang);
    let step = step_of(todo, task);
    let of_step = |text: fn(&Step) -> Option<Label>| Some(t.label(&text(step?.1)?));
    let next = step.and_then(|(playbook, step)| {
        let place = playbook.steps.iter().position(|known| known.id == step.id)?;
        let next = playbook.steps.get(place + 1)?;
        (next.from == Some(crate::domain::care::StepFrom::Previous)).then(|| t.label(&next.label()))
    });
    let all = [
        (t.today_wants_none(), wants_none),
        (
            t.today_contact(),
            contact.or_else(|| Some(t.today_no_contact().to_owned())),
        ),
        (t.today_likes(), wishes),
        (
            t.today_ask(),
            (!asks.is_empty()).then(|| format::long_clauses(asks, lang)),
        ),
        (t.today_hand_over(), of_step(Step::handed)),
        (t.today_record(), of_step(Step::recorded)),
        (t.today_next(), next),
    ];
    let known = all
        .into_iter()
        .filter_map(|(label, text)| Some((label.to_owned(), text?)));
    known.filter(|(_, text)| !text.is_empty()).collect()
}

fn contact_line(contact: &Contact, masks: bool, lang: Lang) -> String {
    let phone = contact.phone.as_deref().map(|phone| match masks {
        true => mask(Reach::Phone, phone),
        false => phone.to_owned(),
    });
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let parts = [text(&contact.name), text(&contact.title), phone];
    format::clauses(parts.into_iter().flatten(), lang)
}
