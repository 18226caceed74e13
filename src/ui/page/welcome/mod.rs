//! The start: the ways into an empty book, and what stands before the book is open.

mod blank;
mod form;
mod gate;

pub use blank::BLANK;
pub use gate::{Failed, Opening};

use crate::state::live::*;

use crate::state::route::{PageId, Route};
use crate::state::{files, use_app};
use crate::ui::file::FileInput;
use crate::ui::later::{Build, View, later, page};
use crate::ui::page::data::ImportDesk;
use crate::ui::route::page_of;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon};
use form::BlankForm;

/// The start page: welcome while the book is empty, else on to what is to be done today.
#[component]
pub fn Home() -> impl IntoView {
    let app = use_app();
    let blank = Memo::new(move |_| app.session.read(|world| world.book.is_blank()).unwrap_or(true));
    Effect::new(move |_| {
        if !blank.get() {
            app.replace(Route::to(PageId::TODAY));
        }
    });
    view! {
        <Show when=move || blank.get()>
            {page(&WELCOME, &page_of(&app.page.get_untracked()).label)}
        </Show>
    }
}

/// It is not here for those who have a book.
static WELCOME: View = View::Later(later!(data: load_welcome => Build { || Welcome().into_any() }));

/// The three ways into an empty book.
#[component]
fn Welcome() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = ImportDesk::get();
    let take = Callback::new(move |file| {
        desk.read(file);
        app.go(Route::to(PageId::DATA));
    });
    let over = desk.dropped_on(move |file| take.run(file));
    desk.pasted_on(move |text| {
        desk.paste(text);
        app.go(Route::to(PageId::DATA));
    });
    view! {
        <div class="page" class:dropping=move || over.get() data-takes-files>
            <div class="welcome">
                <section>
                    <h1 class="welcome__title" tabindex="-1">
                        {move || t().blank_title()}
                    </h1>
                    <p class="welcome__lead">{move || t().welcome_lead()}</p>
                    <div class="double-rule"></div>
                    <ul>
                        <Way icon="upload" title=move || t().way_import() text=move || t().way_import_text() drops=true>
                            <FileInput id="welcome-file" take=take accept="" attr:data-testid="import-file" />
                            <label class="btn btn--primary btn--large" for="welcome-file">
                                {move || t().choose_file()}
                            </label>
                        </Way>
                        <Way icon="plus" title=move || t().way_new() text=move || t().way_new_text()>
                            <a class="btn btn--large" href=Route::to(PageId::NEW_CUSTOMER).to_hash()>
                                {move || t().new_customer()}
                            </a>
                        </Way>
                        <Way icon="book" title=move || t().way_sample() text=move || t().way_sample_text()>
                            <Button
                                text=move || t().open_sample()
                                size="btn--large"
                                busy=Signal::derive(move || app.busy.with(Option::is_some))
                                attr:data-testid="load-sample"
                                on_click=Callback::new(move |_| files::load_sample(app, false))
                            />
                        </Way>
                    </ul>
                    <p class="welcome__safe">
                        <Icon name="lock" />
                        <span>{move || t().welcome_safe()}</span>
                    </p>
                </section>
                <BlankForm />
            </div>
        </div>
    }
}

/// One way in.
#[component]
fn Way(
    icon: &'static str,
    #[prop(into)] title: leptos::text_prop::TextProp,
    #[prop(into)] text: leptos::text_prop::TextProp,
    /// It looks like a place where a file can be dropped, which is the whole page.
    #[prop(optional)]
    drops: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <li class="way" class:way--drop=drops>
            <span class="way__icon">
                <Icon name=icon />
            </span>
            <div>
                <h2 class="way__title">{move || title.get()}</h2>
                <p class="way__text">{move || text.get()}</p>
            </div>
            {children()}
        </li>
    }
}
