//! What the search of the top bar offers for words: the list narrowed by them, pages and actions, and customers with what each was found by.

use std::ops::Range;

use crate::domain::find::{Place, Word, find_all, parts};
use crate::domain::fold::is_blank;
use crate::domain::kind::Customer;
use crate::domain::label::{Label, Lang};
use crate::domain::printed;
use crate::domain::world::World;
use crate::state::list::{FoundBy, Person, TextIndex, phone_part};
use crate::state::live::*;
use crate::state::query::Query;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::later::{Later, later};
use crate::ui::list::{PinyinSaid, paper};
use crate::ui::route::{FORM, PAGES};
use crate::ui::text::{T, both, names, use_text};
use crate::ui::widget::Icon;

/// A text with the parts that the words are.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Marked {
    pub text: String,
    pub parts: Vec<Range<usize>>,
}

/// Where a choice leads.
#[derive(Clone, PartialEq)]
pub(super) enum To {
    /// To a page.
    Page(Route),
    /// Something is done, by its place among the actions.
    Action(usize),
}

/// A choice.
#[derive(Clone, PartialEq)]
pub(super) struct Hit {
    pub icon: &'static str,
    pub text: Marked,
    /// The field of the customer that was found where it is not the name, and what stands in it.
    pub by: Option<(&'static str, Marked)>,
    pub to: To,
}

/// The choices of the words typed.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Hits(pub Vec<Hit>);

/// Draws choices: which there are, which is chosen, the words typed, and what takes one.
type DrawHits = fn(Memo<Hits>, RwSignal<usize>, Signal<String>, Callback<usize>) -> AnyView;

/// What is offered for words, how it is drawn, and what does an action by its place.
#[derive(Clone, Copy)]
pub(super) struct Search {
    pub hits: fn(App, &str, T) -> Vec<Hit>,
    pub list: DrawHits,
    pub act: fn(usize),
}

/// It comes with what is fetched while the first page is looked at.
pub(super) static SEARCH: Later<Search> = later!(write: search_hits => Search { Search { hits, list, act } });

/// The most customers offered; the list has them all.
const MOST: usize = 8;

/// What can be done from anywhere: the icon, its words, further words that it is looked for by, whether it can be done now, and what does it.
type Action = (&'static str, fn(T) -> String, fn(T) -> String, fn(App) -> bool, fn(App));

const ACTIONS: [Action; 9] = [
    (
        "plus",
        |t| t.new_customer().to_owned(),
        nothing,
        always,
        |app| app.go(Route::to(PageId::NEW_CUSTOMER)),
    ),
    (
        "plus",
        |t| t.do_lead().to_owned(),
        |t| t.also_lead().to_owned(),
        always,
        |app| app.go(Route::to(PageId::named("leads")).with_param("new", Some("1"))),
    ),
    (
        "undo",
        |t| t.undo().to_owned(),
        nothing,
        |app| app.undo_label().is_some(),
        App::undo,
    ),
    (
        "redo",
        |t| t.redo().to_owned(),
        nothing,
        |app| app.redo_label().is_some(),
        App::redo,
    ),
    (
        "upload",
        |t| t.do_import().to_owned(),
        nothing,
        always,
        |app| app.go(Route::to(PageId::DATA)),
    ),
    (
        "download",
        |t| t.do_export().to_owned(),
        |t| t.also_export().to_owned(),
        always,
        |app| app.go(Route::to(PageId::DATA)),
    ),
    (
        "printer",
        |t| t.do_print().to_owned(),
        nothing,
        always,
        |_| paper::print(),
    ),
    (
        "globe",
        |t| t.do_language().to_owned(),
        |t| t.also_language().to_owned(),
        always,
        |app| app.lang.update(|lang| *lang = other(*lang)),
    ),
    (
        "moon",
        |t| t.do_theme().to_owned(),
        |t| t.also_theme().to_owned(),
        always,
        |app| app.theme.update(|theme| *theme = theme.next()),
    ),
];

fn nothing(_: T) -> String {
    String::new()
}

fn always(_: App) -> bool {
    true
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

fn act(place: usize) {
    if let Some((_, _, _, _, run)) = ACTIONS.get(place) {
        run(use_app());
    }
}

/// What the words offer: the list narrowed by them; pages and actions that begin with them; customers; the other pages and actions. One
/// customer alone goes first: Enter opens it.
fn hits(app: App, typed: &str, t: T) -> Vec<Hit> {
    let typed = typed.trim();
    if is_blank(typed) {
        return Vec::new();
    }
    let list = Hit {
        icon: "search",
        text: Marked {
            text: t.search_in_customers(typed),
            parts: Vec::new(),
        },
        by: None,
        to: To::Page(Route::customers(&Query::default().search(typed))),
    };
    let (first, rest): (Vec<_>, Vec<_>) = commands(app, typed, t)
        .into_iter()
        .partition(|(place, _)| *place <= Place::Start);
    let hit = |(_, hit): (Place, Hit)| hit;
    let people = customers(app, typed, t);
    let is_one = first.is_empty() && people.len() == 1;
    let found = first
        .into_iter()
        .map(hit)
        .chain(people)
        .chain(rest.into_iter().map(hit));
    let mut all: Vec<Hit> = std::iter::once(list).chain(found).collect();
    if is_one {
        all.swap(0, 1);
    }
    all
}

/// The pages and actions whose name in either language has the words, the best first.
fn commands(app: App, typed: &str, t: T) -> Vec<(Place, Hit)> {
    let mut words = app.finder.words(typed);
    let mut found = |icon: &'static str, label: &Label, also: &Label, say: &dyn Fn(&str) -> String, to: To| {
        let own = find_all(label.get(t.0), &mut words);
        let further = [label.get(other(t.0)), &also.zh, &also.en];
        let mut elsewhere = || {
            further
                .iter()
                .find_map(|text| Some((find_all(text, &mut words)?.0, Vec::new())))
        };
        let (place, parts) = own.or_else(&mut elsewhere)?;
        let name = label.get(t.0);
        let text = say(name);
        let from = text.find(name).unwrap_or_default();
        let parts = parts
            .into_iter()
            .map(|part| part.start + from..part.end + from)
            .collect();
        Some((
            place,
            Hit {
                icon,
                text: Marked { text, parts },
                by: None,
                to,
            },
        ))
    };
    let mut all: Vec<(Place, Hit)> = Vec::new();
    let no_more = Label::default();
    for row in PAGES.iter() {
        let opened = |name: &str| t.go_to(name);
        all.extend(
            row.nav()
                .and_then(|nav| found(nav.icon, &row.label, &no_more, &opened, To::Page(row.route()))),
        );
    }
    for (id, zh, en) in printed::NAMES {
        let form = Route::to(PageId::FORMS).with_param(FORM, Some(id));
        all.extend(found(
            "file",
            &Label::fixed(zh, en),
            &no_more,
            &|name| t.go_to(name),
            To::Page(form),
        ));
    }
    for (place, (icon, say, also, can, _)) in ACTIONS.iter().enumerate() {
        if can(app) {
            all.extend(found(icon, &both(say), &both(also), &str::to_owned, To::Action(place)));
        }
    }
    crate::domain::sort::sort_by_key(&mut all, |(place, _)| *place);
    all
}

/// The customers whom the list would find by the words, with what each was found by where that is not the name.
fn customers(app: App, typed: &str, t: T) -> Vec<Hit> {
    let tag_names = names::tags(app);
    let mut words = app.finder.words(typed);
    let mut hit = |world: &World, person: Person| {
        let customer = world.book.customers.at(person.slot)?;
        Some(Hit {
            icon: "person",
            text: marked(&customer.name, &mut words),
            by: by(customer, person.by, typed, &mut words, t),
            to: To::Page(Route::customer(&customer.id)),
        })
    };
    let all = |index: &TextIndex| {
        let found = |world: &World| {
            let people = index.people(world, typed, &tag_names, MOST).into_iter();
            people.filter_map(|person| hit(world, person)).collect::<Vec<_>>()
        };
        app.session.read(found).unwrap_or_default()
    };
    app.finder.text.with(all)
}

/// The field that a customer was found by, and what stands in it.
fn by(customer: &Customer, by: FoundBy, typed: &str, words: &mut [Word], t: T) -> Option<(&'static str, Marked)> {
    let whole = |text: &str, words: &mut [Word]| {
        let found = marked(text, words);
        let all = 0..text.len();
        match found.parts.is_empty() {
            true => Marked {
                parts: vec![all],
                ..found
            },
            false => found,
        }
    };
    Some(match by {
        FoundBy::Name => return None,
        FoundBy::Former(name) => (t.search_by_former(), whole(&name, words)),
        FoundBy::Contact(place) => (
            t.search_by_contact(),
            whole(customer.contacts.get(place)?.name.as_deref()?, words),
        ),
        FoundBy::Phone(place) => {
            // As everywhere else, no more of a number is shown than was known already.
            let phone = customer.contacts.get(place)?.phone.as_deref()?;
            let by_word = || words.iter().find_map(|word| phone_part(phone, &word.text));
            let (text, part) = phone_part(phone, typed).or_else(by_word)?;
            let parts = vec![part];
            (t.search_by_phone(), Marked { text, parts })
        }
        FoundBy::Tag(tag) => (t.search_by_tag(), whole(&tag, words)),
        FoundBy::Number(number) => (t.search_by_number(), whole(&number, words)),
        FoundBy::Code => (t.search_by_code(), whole(customer.uscc.as_deref()?, words)),
    })
}

fn marked(text: &str, words: &mut [Word]) -> Marked {
    Marked {
        text: text.to_owned(),
        parts: parts(text, words),
    }
}

/// The choices.
fn list(found: Memo<Hits>, chosen: RwSignal<usize>, words: Signal<String>, run: Callback<usize>) -> AnyView {
    let t = use_text();
    let row = move |(i, hit): (usize, Hit)| {
        view! {
            <div
                class="menu__item"
                role="option"
                id=format!("search-hit-{i}")
                aria-selected=move || (chosen.get() == i).to_string()
                // Before the box loses the focus, which would close the list.
                on:pointerdown=move |ev| {
                    ev.prevent_default();
                    run.run(i);
                }
            >
                <Icon name=hit.icon />
                <span class="menu__text">{shown(hit.text)}</span>
                {hit.by.map(|(field, text)| view! { <span class="menu__note">{field} " " {shown(text)}</span> })}
            </div>
        }
    };
    view! {
        <div class="popover popover--wide">
            <div class="menu" role="listbox" id="search-hits" aria-label=move || t().commands()>
                {move || found.get().0.into_iter().enumerate().map(row).collect_view()}
            </div>
            <PinyinSaid words=words />
        </div>
    }
    .into_any()
}

/// A text with its parts marked.
fn shown(Marked { text, parts }: Marked) -> impl IntoView {
    let mut at = 0;
    let mut pieces = Vec::new();
    for part in parts {
        let plain = text.get(at..part.start).unwrap_or_default().to_owned();
        let found = text.get(part.clone()).unwrap_or_default().to_owned();
        pieces.push(view! { {plain} <mark>{found}</mark> });
        at = part.end;
    }
    let rest = text.get(at..).unwrap_or_default().to_owned();
    view! { {pieces} {rest} }
}
