//! The whole page: frame, navigation, and the page of the address.

use crate::state::live::*;

use super::focus;
use super::keys::leave_to_input_methods;
use super::later::{self, once_wanted};
use super::page::welcome::{BLANK, Failed, Opening};
use super::route::{Blank, is_page, page_of};
use super::shell::{
    Alarms, Band, HELP, Lost, Nav, Toasts, TopBar, follow_document, follow_keys, refuse_stray_files, undo_translations,
};
use crate::domain::label::Label;
use crate::state::route::PageKey;
use crate::state::session::Phase;
use crate::state::{App, use_app};

/// Everything on screen. The context must be there already.
#[component]
pub fn Root() -> impl IntoView {
    App::provide();
    let help = RwSignal::new(false);
    follow_document();
    leave_to_input_methods();
    focus::follow();
    follow_keys(help);
    refuse_stray_files();
    undo_translations();
    view! {
        <div class="app">
            <TopBar />
            <div class="bands">
                <Alarms />
                <Band />
            </div>
            <Nav />
            <main class="main" id="main" tabindex="-1">
                <Lost />
                <Outlet />
            </main>
            <Toasts />
        </div>
        {once_wanted(move || help.get(), &HELP, move |dialog| dialog(help))}
    }
}

/// What stands in the frame.
#[derive(Clone, PartialEq, Default)]
enum Shown {
    #[default]
    Opening,
    Failed(Label),
    /// The book is empty, and this page (which is told apart from others) has nothing to show.
    Blank(PageKey),
    Page(PageKey),
}

/// The page of the address; built anew only when another page, or another customer, is wanted.
/// While there is no book, or nothing in it to show, the reason stands in the page's place.
#[component]
fn Outlet() -> impl IntoView {
    let app = use_app();
    let blank = Memo::new(move |_| app.session.read(|world| world.book.is_blank()).unwrap_or(true));
    let is_blank = move |key: &PageKey| page_of(key).blank == Blank::Welcomes && blank.get();
    // A page into which something was typed stays where another tab takes the book from under it.
    let stays = move |before: Option<&Shown>, key: &PageKey| {
        matches!(before, Some(Shown::Page(old)) if old == key) && app.drafts.any()
    };
    let shown = Memo::new(move |before| match (app.session.phase.get(), app.page.get()) {
        (_, key) if !is_page(&key) => Shown::Page(key),
        (Phase::Opening(..), _) => Shown::Opening,
        (Phase::Failed(why), _) => Shown::Failed(why),
        (Phase::Ready, key) if is_blank(&key) && !stays(before, &key) => Shown::Blank(key),
        (Phase::Ready, key) => Shown::Page(key),
    });
    move || match shown.get() {
        Shown::Opening => view! { <Opening /> }.into_any(),
        Shown::Failed(why) => view! { <Failed why=why /> }.into_any(),
        Shown::Blank(key) => later::page(&BLANK, &page_of(&key).label),
        Shown::Page(key) => {
            let page = page_of(&key);
            later::page(&page.view, &page.label)
        }
    }
}
