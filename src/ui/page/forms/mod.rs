//! 表格: every printed form, blank or filled in for customers, as the pages that paper gets. The address says which form and whose.

mod draw;
mod fact;
mod fill;
mod log;
mod sheet;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::state::live::*;
use leptos::ev::Custom;

use self::draw::{PageWords, draw};
use self::fill::{FilledForm, fill};
use self::sheet::{Days, sheet};
use crate::domain::id::CustomerId;
use crate::domain::label::Label;
use crate::domain::printed::{FORMS, NAMES, PrintedForm, find};
use crate::domain::world::World;
use crate::state::query::{decode, encode};
use crate::state::route::{PageId, Route};
use crate::state::session::Phase;
use crate::state::{App, clock, use_app};
use crate::ui::list::{Asked, Export, Offer, paper};
use crate::ui::route::FORM;
use crate::ui::shell::use_title;
use crate::ui::text::{both, use_text};
use crate::ui::widget::{Button, Kind, Note, NoteKind, PageHead};

/// The piece of page state that names the customers, with commas between them, and the one that says how many more there are.
const OF: &str = "of";
const MORE: &str = "more";
/// The most customers whose forms are made at once: a browser takes long to lay out more.
const MOST: usize = 100;

/// The forms of customers, the first one first. Those beyond [`MOST`] are counted.
pub fn forms_of(ids: &[CustomerId]) -> Route {
    let named: Vec<String> = ids.iter().take(MOST).map(|id| encode(id.as_str())).collect();
    let more = ids.len().saturating_sub(MOST);
    let more = (more > 0).then(|| more.to_string());
    Route::to(PageId::FORMS)
        .with_param(OF, Some(&named.join(",")))
        .with_param(MORE, more.as_deref())
}

/// The customers that the address names, each once; tracked.
fn named(app: App) -> Vec<String> {
    let text = app.param(OF).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let ids = text.split(',').filter(|id| !id.is_empty()).map(decode);
    ids.filter(|id| seen.insert(id.clone())).take(MOST).collect()
}

/// The form that the address names, or the first; tracked.
fn chosen(app: App) -> &'static PrintedForm {
    let named = app.param(FORM).and_then(|id| find(&id));
    named
        .or(FORMS.first().copied())
        .unwrap_or(&crate::domain::printed::CLASSIFICATION)
}

/// The forms to print: one a customer, or the blank one. `gone` are the customers that the book does not have.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pages {
    filled: Vec<FilledForm>,
    gone: usize,
}

fn pages(world: &World, form: &PrintedForm, ids: &[String], app: App, is_whole: bool) -> Pages {
    let lang = app.lang.get();
    if ids.is_empty() {
        let blank = fill(form, world, None, lang, is_whole).into_iter().collect();
        return Pages { filled: blank, gone: 0 };
    }
    let slots = ids.iter().filter_map(|id| world.book.customers.slot(id));
    let one = |slot| fill(form, world, Some(slot), lang, is_whole);
    let filled: Vec<FilledForm> = slots.filter_map(one).collect();
    let gone = ids.len() - filled.len();
    Pages { filled, gone }
}

/// The page.
#[component]
pub fn Forms() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let form = Memo::new(move |_| chosen(app).id);
    let ids = Memo::new(move |_| named(app));
    let made = Memo::new(move |_| {
        let form = find(form.get())?;
        app.session
            .read(|world| ids.with(|ids| pages(world, form, ids, app, false)))
    });
    let asked = Asked::new(move || {
        let ids = ids.get_untracked();
        find(form.get_untracked())
            .and_then(|form| offer(app, form, &ids))
            .into_iter()
            .collect()
    });
    let title = move || form_label(form.get()).get(t().0).to_owned();
    use_title(title);
    let moment = RwSignal::new(String::new());
    let now = move || moment.set(format!("{} {}", app.today.get_untracked(), clock::hour_minute()));
    now();
    on_window(Custom::<web_sys::Event>::new("beforeprint"), move |_| now());
    let drawn = move || {
        let (form, made) = (find(form.get())?, made.get()?);
        let words = PageWords {
            lang: t().0,
            as_of: app.as_of.get(),
            moment,
        };
        Some(
            made.filled
                .into_iter()
                .map(|filled| draw(form, filled, words))
                .collect_view(),
        )
    };
    view! {
        <div class="page page--forms">
            <PageHead title=move || t().forms_title()>
                <Button
                    text=move || t().export()
                    icon="download"
                    attr:data-testid="export-forms"
                    on_click=Callback::new(move |_| asked.open.set(true))
                />
                <Button
                    text=move || t().print()
                    kind=Kind::Primary
                    icon="printer"
                    attr:data-testid="print-forms"
                    on_click=Callback::new(move |_| paper::print())
                />
            </PageHead>
            <FormTabs form=form />
            <Whose form=form ids=ids made=made />
            <div class="forms">{drawn}</div>
            <Export asked=asked />
        </div>
    }
}

/// What is shown, as a table that can leave.
fn offer(app: App, form: &'static PrintedForm, ids: &[String]) -> Option<Offer> {
    let made = app
        .session
        .peek(|world| untrack(|| pages(world, form, ids, app, true)))?;
    let days = Days {
        today: app.today.get_untracked(),
        as_of: app.as_of.get_untracked(),
    };
    let table = sheet(form, &made.filled, days, app.lang.get_untracked());
    Some(Offer {
        key: form.id,
        name: form.title(),
        title: form.title(),
        count: table.rows.len(),
        has_contacts: false,
        make: Arc::new(move |_| {
            let table = table.clone();
            Box::pin(async move { Some(table) })
        }),
    })
}

fn form_label(id: &str) -> Label {
    find(id).map_or_else(Label::default, PrintedForm::title)
}

/// The forms to choose from.
#[component]
fn FormTabs(form: Memo<&'static str>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let tab = move |(id, zh, en): &'static (&'static str, &'static str, &'static str)| {
        let href = move || app.with_route(|route| route.clone().with_param(FORM, Some(id)).to_hash());
        view! {
            <a
                class="tabs__item"
                href=href
                aria-current=move || (form.get() == *id).then_some("page")
                data-testid=format!("form-{id}")
            >
                {move || t().label(&Label::fixed(zh, en))}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=move || t().forms_nav()>
            {NAMES.iter().map(tab).collect_view()}
        </nav>
    }
}

/// Whose forms these are, and the ways to others.
#[component]
fn Whose(form: Memo<&'static str>, ids: Memo<Vec<String>>, made: Memo<Option<Pages>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let is_blank = Memo::new(move |_| ids.with(Vec::is_empty));
    let who = move || {
        let first = |pages: &Pages| pages.filled.first().and_then(|filled| filled.subject.clone());
        match made.with(|made| made.as_ref().map(|pages| (pages.filled.len(), first(pages)))) {
            Some((1, Some(subject))) => t().forms_filled(subject.name),
            Some((n, Some(_))) => t().forms_filled_all(n),
            _ if is_blank.get() => t().forms_blank().to_owned(),
            _ => String::new(),
        }
    };
    let is_ready = move || app.session.phase.get() == Phase::Ready;
    let gone = move || made.with(|made| made.as_ref().map_or(0, |pages| pages.gone));
    let left = move || {
        app.param(MORE)
            .and_then(|n| n.parse::<usize>().ok())
            .unwrap_or_default()
    };
    let to_blank = move || {
        let blank = |route: &Route| route.clone().with_param(OF, None).with_param(MORE, None).to_hash();
        app.with_route(blank)
    };
    // The form goes along, and comes back with the customers that are selected there.
    let to_list = move || {
        Route::to(PageId::CUSTOMERS)
            .with_param(FORM, Some(form.get()))
            .to_hash()
    };
    let tell = move |_| {
        let form = form_label(form.get_untracked());
        let words = both(|t| t.forms_choose_how(t.label(&form)));
        app.notices.info(words, None);
    };
    view! {
        <div class="toolbar">
            <span class="muted" role="status" data-testid="forms-whose">
                {who}
            </span>
            <Show when=move || !is_blank.get()>
                <a class="btn btn--quiet btn--small" href=to_blank data-testid="forms-blank">
                    {move || t().forms_to_blank()}
                </a>
            </Show>
            <a class="btn btn--quiet btn--small" href=to_list on:click=tell data-testid="forms-choose">
                {move || t().forms_choose()}
            </a>
        </div>
        <Show when=move || { is_ready() && gone() > 0 }>
            <Note kind=NoteKind::Warn text=move || t().forms_gone(gone()) />
        </Show>
        <Show when=move || { left() > 0 && !is_blank.get() }>
            <Note kind=NoteKind::Info text=move || t().forms_left(left()) />
        </Show>
    }
}
