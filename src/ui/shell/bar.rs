//! The top bar, and the band that says when another day is looked at.

use crate::state::live::*;

use super::as_of::AsOf;
use super::document::page_name;
use super::search::Search;
use crate::domain::label::{Label, Lang};
use crate::domain::versions::{version_on, versions};
use crate::domain::world::{RulesOf, World};
use crate::state::route::{PageId, PageKey};
use crate::state::{App, SaveState, use_app};
use crate::ui::focus::focus_id;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Icon, IconButton, LinkButton, Segmented};

/// Jumps over bar and navigation. A plain fragment link would leave the page: the router lives in the hash.
#[component]
fn SkipLink() -> impl IntoView {
    let t = use_text();
    let skip = move |ev: web_sys::MouseEvent| {
        ev.prevent_default();
        focus_id("main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>
            {move || t().skip()}
        </a>
    }
}

/// The top bar. On phones the tools fold behind the dots.
#[component]
pub fn TopBar() -> impl IntoView {
    let t = use_text();
    let searching = RwSignal::new(false);
    let tools = RwSignal::new(false);
    let fold = move |_| searching.set(true);
    view! {
        <header class="topbar">
            <SkipLink />
            <a class="brand" href="#/" aria-label=move || t().brand()>
                <span class="seal" aria-hidden="true"></span>
                <span class="brand__name">{move || t().brand()}</span>
            </a>
            <span class="topbar__title" aria-hidden="true" title=page_name>
                {page_name()}
            </span>
            <Search open=searching />
            <span class="topbar__gap"></span>
            <IconButton
                icon="search"
                icon_size=20
                size="topbar__open"
                label=move || t().search_all()
                on_click=Callback::new(fold)
            />
            <SaveStatus />
            <div class="topbar__tools" id="tools" data-open=move || tools.get().then_some("true")>
                <AsOf />
                <History />
                <Preferences />
            </div>
            <NewCustomer />
            <IconButton
                icon="dots"
                icon_size=20
                size="topbar__more"
                label=move || t().more()
                attr:aria-controls="tools"
                attr:aria-expanded=move || tools.get().to_string()
                on_click=Callback::new(move |_| tools.update(|open| *open = !*open))
            />
        </header>
    }
}

/// On phones the page of the customers has no room for its buttons: the way to a new one stands here.
#[component]
fn NewCustomer() -> impl IntoView {
    let t = use_text();
    let page = use_app().page;
    view! {
        <Show when=move || page.with(|page| page.is(&PageId::CUSTOMERS))>
            <a
                class="btn btn--quiet btn--icon topbar__action"
                href="#/new-customer"
                aria-label=move || t().new_customer()
                title=move || t().new_customer()
            >
                <Icon name="plus" size=20 />
            </a>
        </Show>
    }
}

/// What was last proven to be in the store.
#[component]
fn SaveStatus() -> impl IntoView {
    let t = use_text();
    let save = use_app().save;
    let state = move || match save.get() {
        SaveState::Idle => ("idle", "check-circle", t().unchanged()),
        SaveState::Saving => ("saving", "refresh", t().saving()),
        SaveState::Silent => ("silent", "alert-triangle", t().not_saved_yet()),
        SaveState::Saved(_) => ("saved", "check-circle", t().saved()),
        SaveState::Failed(_) => ("failed", "alert-triangle", t().not_saved()),
    };
    let why = move || match save.get() {
        SaveState::Failed(why) => Some(t().label(&why)),
        _ => None,
    };
    let time = move || match save.get() {
        SaveState::Saved(at) => Some(view! { <time>{at}</time> }),
        _ => None,
    };
    view! {
        <p class="savestate" role="status" data-testid="save-status" data-state=move || state().0 title=why>
            <Icon name=Signal::derive(move || state().1.to_owned()) />
            <span class="savestate__word">{move || state().2}</span>
            {time}
        </p>
    }
}

/// Undo and redo; the hover says what they would do.
#[component]
fn History() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    type Words = (fn(T) -> &'static str, fn(T, String) -> String);
    let step = move |icon: &'static str, (word, what): Words, label: fn(App) -> Option<Label>, run: fn(App)| {
        let title = move || label(app).map_or(word(t()).to_owned(), |label| what(t(), t().label(&label)));
        view! {
            <IconButton
                icon=icon
                label=move || word(t())
                title=title
                disabled=Signal::derive(move || label(app).is_none())
                attr:data-testid=icon
                on_click=Callback::new(move |_| run(app))
            />
        }
    };
    view! {
        <div class="topbar__history">
            {step("undo", (T::undo, T::undo_what), App::undo_label, App::undo)}
            {step("redo", (T::redo, T::redo_what), App::redo_label, App::redo)}
        </div>
    }
}

/// Language and theme.
#[component]
fn Preferences() -> impl IntoView {
    use crate::state::prefs::Theme;
    let t = use_text();
    let app = use_app();
    let switch = move |_| {
        app.lang.update(|lang| {
            *lang = match lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
        });
    };
    let icon = Signal::derive(move || {
        let name = match app.theme.get() {
            Theme::System => "monitor",
            Theme::Light => "sun",
            Theme::Dark => "moon",
        };
        name.to_owned()
    });
    let theme = move || match app.theme.get() {
        Theme::System => t().theme_system(),
        Theme::Light => t().theme_light(),
        Theme::Dark => t().theme_dark(),
    };
    let other = move || if t().0 == Lang::Zh { "en" } else { "zh-CN" };
    view! {
        <div class="topbar__prefs">
            <button
                type="button"
                class="btn btn--quiet"
                data-testid="language"
                lang=other
                aria-label=move || t().other_language()
                on:click=switch
            >
                <Icon name="globe" />
                <span class="topbar__lang">{move || t().other_language()}</span>
            </button>
            <IconButton
                icon=icon
                label=theme
                attr:data-testid="theme"
                on_click=Callback::new(move |_| app.theme.update(|theme| *theme = theme.next()))
            />
        </div>
    }
}

/// Says which day is looked at, where it is not today.
#[component]
pub fn Band() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <Show when=move || app.other_day.get().is_some()>
            <div class="band" role="status">
                <Icon name="calendar" />
                <span>{move || t().as_of_past(app.as_of.get())}</span>
                <RulesOfDay />
                <LinkButton text=move || t().back_to_today() on_click=Callback::new(move |_| app.look_at(None)) />
            </div>
        </Show>
    }
}

/// Under which rules the other day is seen, where there is more than one version. Where rules are edited or moves reviewed, those of
/// today count, and there is nothing to choose.
#[component]
fn RulesOfDay() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let then = Memo::new(move |_| {
        let day = app.as_of.get();
        let is_about_rules = app.page.with(PageKey::is_about_rules);
        let of = |world: &World| {
            let several = versions(&world.book).len() > 1;
            version_on(&world.book, day)
                .filter(|_| several)
                .map(|version| version.number)
        };
        app.session.read(of).flatten().filter(|_| !is_about_rules)
    });
    let switch = move |number: u32| {
        view! {
            <span class="band__rules" data-testid="band-rules">
                <Segmented
                    label=move || t().band_rules()
                    name="band-rules"
                    options=vec![
                        ("today", (move || t().band_today()).into()),
                        ("then", (move || t().band_then(number)).into()),
                    ]
                    value=Signal::derive(move || match app.rules_of.get() {
                        RulesOf::Today => "today".to_owned(),
                        RulesOf::ThatDay => "then".to_owned(),
                    })
                    on_change=Callback::new(move |to: String| {
                        app.rules_of.set(if to == "then" { RulesOf::ThatDay } else { RulesOf::Today });
                    })
                />
            </span>
        }
    };
    move || then.get().map(switch)
}
