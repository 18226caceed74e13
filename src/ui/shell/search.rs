//! The search box of the top bar: words search the customers, and names of pages and commands open them.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::keys::SEARCH_ID;
use crate::domain::fold::{folded, is_blank};
use crate::domain::label::Label;
use crate::domain::printed;
use crate::domain::world::World;
use crate::state::list::{FoundBy, Person};
use crate::state::query::Query;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::focus;
use crate::ui::route::{FORM, PAGES};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::Icon;

/// Where a choice leads.
#[derive(Clone, PartialEq)]
struct Hit {
    icon: &'static str,
    text: String,
    note: String,
    to: Route,
}

/// The choices of the words typed.
#[derive(Clone, PartialEq, Default)]
struct Hits(Vec<Hit>);

/// The most customers offered; the list has them all.
const MOST: usize = 8;

/// The customers whom the list would find by the words, with what each was found by where that is not the name.
fn customers(app: App, words: &str) -> Vec<Hit> {
    let hit = |world: &World, person: Person| {
        let customer = world.book.customers.at(person.slot)?;
        let note = match person.by {
            FoundBy::Name => String::new(),
            FoundBy::Contact(place) => {
                let named = customer.contacts.get(place).and_then(|c| c.name.as_deref());
                named.unwrap_or_default().to_owned()
            }
            FoundBy::Label(label) => label.to_string(),
        };
        Some(Hit {
            icon: "person",
            text: customer.name.to_string(),
            note,
            to: Route::customer(&customer.id),
        })
    };
    let tag_names = names::tags(app);
    app.search_text.with(|index| {
        let all = |world: &World| {
            let found = index.people(world, words, &tag_names, MOST).into_iter();
            found.filter_map(|person| hit(world, person)).collect()
        };
        app.session.read(all).unwrap_or_default()
    })
}

/// What the words offer: first the list narrowed by them, then customers, then pages whose name has them.
fn hits(app: App, words: &str, t: T) -> Vec<Hit> {
    let words = words.trim();
    if is_blank(words) {
        return Vec::new();
    }
    let mut hits = vec![Hit {
        icon: "search",
        text: t.search_in_customers(words),
        note: String::new(),
        to: Route::customers(&Query::default().search(words)),
    }];
    hits.extend(customers(app, words));
    let sought = folded(words);
    let named = |label: &Label| folded(&label.zh).contains(&*sought) || folded(&label.en).contains(&*sought);
    let page = |icon: &'static str, label: &Label, to: Route| Hit {
        icon,
        text: t.go_to(t.label(label)),
        note: String::new(),
        to,
    };
    for row in PAGES.iter() {
        if let Some(nav) = row.nav().filter(|_| named(&row.label)) {
            hits.push(page(nav.icon, &row.label, row.route()));
        }
    }
    let new = crate::ui::text::both(|t| t.new_customer().to_owned());
    if named(&new) {
        hits.push(page("plus", &new, Route::to(PageId::NEW_CUSTOMER)));
    }
    for (id, zh, en) in printed::NAMES {
        let label = Label::fixed(zh, en);
        if named(&label) {
            hits.push(page(
                "file",
                &label,
                Route::to(PageId::FORMS).with_param(FORM, Some(id)),
            ));
        }
    }
    hits
}

/// The box and its list of choices.
#[component]
pub(super) fn Search(
    /// On phones the box lies over the bar while this is true.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let words = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new(move |_| Hits(hits(app, &words.get(), t())));
    let many = move || found.with(|found| found.0.len());
    let leave = move || {
        words.set(String::new());
        chosen.set(0);
        open.set(false);
    };
    let run = move |i: usize| {
        let hit = found.with_untracked(|found| found.0.get(i).cloned());
        if let Some(hit) = hit {
            leave();
            app.go(hit.to);
        }
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        let all = found.with_untracked(|found| found.0.len()).max(1);
        match ev.key().as_str() {
            "ArrowDown" => chosen.update(|i| *i = (*i + 1) % all),
            "ArrowUp" => chosen.update(|i| *i = (*i + all - 1) % all),
            "Enter" => run(chosen.get_untracked()),
            "Escape" => leave(),
            _ => return,
        }
        ev.prevent_default();
    };
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if open.get()
            && let Some(input) = input.get()
        {
            focus::on(&input);
        }
    });
    let label: TextProp = (move || t().search_all()).into();
    let name = label.clone();
    view! {
        <div class="search" role="search" id="search" data-open=move || open.get().then_some("true")>
            <Icon name="search" />
            <input
                id=SEARCH_ID
                type="search"
                role="combobox"
                aria-expanded=move || (many() > 0).to_string()
                aria-controls="search-hits"
                aria-activedescendant=move || (many() > 0).then(|| format!("search-hit-{}", chosen.get()))
                autocomplete="off"
                node_ref=input
                aria-label=move || name.get()
                placeholder=move || label.get()
                prop:value=words
                on:input=move |ev| {
                    words.set(event_target_value(&ev));
                    chosen.set(0);
                }
                on:keydown=on_key
                on:blur=move |_| leave()
            />
            <kbd>"Ctrl K"</kbd>
            <Show when=move || { many() > 0 }>
                <Choices found=found chosen=chosen run=Callback::new(run) />
            </Show>
        </div>
    }
}

/// The choices.
#[component]
fn Choices(found: Memo<Hits>, chosen: RwSignal<usize>, run: Callback<usize>) -> impl IntoView {
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
                <span class="menu__text">{hit.text}</span>
                {(!hit.note.is_empty()).then(|| view! { <span class="menu__note">{hit.note}</span> })}
            </div>
        }
    };
    view! {
        <div class="popover popover--wide">
            <div class="menu" role="listbox" id="search-hits" aria-label=move || t().commands()>
                {move || found.get().0.into_iter().enumerate().map(row).collect_view()}
            </div>
        </div>
    }
}
