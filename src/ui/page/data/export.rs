//! Files out.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use crate::state::files::{self, ResultsAs};
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Panel};

/// The panel.
#[component]
pub fn ExportPanel() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let busy = Signal::derive(move || app.busy.with(Option::is_some));
    view! {
        <Panel id="data-export" title=move || t().export_title()>
            <ul>
                <Deed icon="book" title=move || t().export_book() text=move || t().export_book_text()>
                    <Button
                        text=move || t().export_book_do()
                        icon="download"
                        busy=busy
                        attr:data-testid="export-book"
                        on_click=Callback::new(move |_| spawn_local(files::export_book(app)))
                    />
                    {files::can_share_book()
                        .then(|| {
                            view! {
                                <Button
                                    text=move || t().share_book()
                                    busy=busy
                                    attr:data-testid="share-book"
                                    on_click=Callback::new(move |_| spawn_local(files::share_book(app)))
                                />
                            }
                        })}
                </Deed>
                <Deed
                    icon="rows"
                    title=move || t().export_results()
                    text=move || t().export_results_text(app.as_of.get())
                >
                    <Button
                        text=move || t().export_csv()
                        icon="download"
                        attr:data-testid="export-results-csv"
                        on_click=Callback::new(move |_| files::export_results(app, ResultsAs::Csv))
                    />
                    <Button
                        text=move || t().export_json()
                        icon="download"
                        attr:data-testid="export-results-json"
                        on_click=Callback::new(move |_| files::export_results(app, ResultsAs::Json))
                    />
                </Deed>
            </ul>
        </Panel>
    }
}

/// Something that can be done, with what it means.
#[component]
fn Deed(
    icon: &'static str,
    #[prop(into)] title: TextProp,
    #[prop(into)] text: TextProp,
    children: Children,
) -> impl IntoView {
    view! {
        <li class="deed">
            <Icon name=icon />
            <div>
                <h3 class="deed__title">{move || title.get()}</h3>
                <p class="deed__text">{move || text.get()}</p>
            </div>
            <div class="deed__end">{children()}</div>
        </li>
    }
}

/// The way to keep the book before it goes.
#[component]
pub fn ExportFirst() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    view! {
        <p>
            <Button
                text=move || t().export_first()
                icon="download"
                size="btn--small"
                on_click=Callback::new(move |_| spawn_local(files::export_book(app)))
            />
        </p>
    }
}
