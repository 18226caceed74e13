//! Files out.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use super::people;
use crate::exchange::write::records::RowKind;
use crate::state::files::{self, ResultsAs};
use crate::state::use_app;
use crate::ui::handover::{BuildHandover, Giving, HandoverDialog};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::list::{Asked, Export, records_of};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Panel};

/// The panel.
#[component]
pub fn ExportPanel() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let busy = Signal::derive(move || app.busy.with(Option::is_some));
    let records = Asked::new(move || RowKind::ALL.map(|kind| records_of(app, kind, None)).to_vec());
    let results = Asked::new(move || vec![people::offer(app)]);
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
                <Deed icon="rows" title=move || t().export_records() text=move || t().export_records_text()>
                    <Button
                        text=move || t().export_people()
                        icon="download"
                        attr:data-testid="export-records"
                        on_click=Callback::new(move |_| records.open.set(true))
                    />
                </Deed>
                <Handover />
                <Deed
                    icon="chart"
                    title=move || t().export_results()
                    text=move || t().export_results_text(app.as_of.get())
                >
                    <Button
                        text=move || t().export_people()
                        icon="download"
                        attr:data-testid="export-results-people"
                        on_click=Callback::new(move |_| results.open.set(true))
                    />
                </Deed>
                <Deed icon="file" title=move || t().export_programs() text=move || t().export_programs_text()>
                    <ResultsButton form=ResultsAs::Xlsx text="XLSX" mark="export-results-xlsx" />
                    <ResultsButton form=ResultsAs::Csv text="CSV" mark="export-results-csv" />
                    <ResultsButton form=ResultsAs::Json text="JSON" mark="export-results-json" />
                </Deed>
            </ul>
            <Export asked=records />
            <Export asked=results />
        </Panel>
    }
}

/// The results for other programs, in a form.
#[component]
fn ResultsButton(form: ResultsAs, text: &'static str, mark: &'static str) -> impl IntoView {
    let app = use_app();
    view! {
        <Button text=text icon="download" attr:data-testid=mark on_click=Callback::new(move |_| files::export_results(app, form)) />
    }
}

static HANDOVER: Later<BuildHandover> =
    later!(data: handover_dialog => BuildHandover { |what| view! { <HandoverDialog what=what /> }.into_any() });

/// Customers of one owner out, for a colleague.
#[component]
fn Handover() -> impl IntoView {
    let t = use_text();
    let what = RwSignal::new(None::<Giving>);
    view! {
        <Deed icon="person" title=move || t().handover() text=move || t().handover_text()>
            <Button
                text=move || t().handover_do()
                attr:data-testid="handover"
                on_click=Callback::new(move |_| what.set(Some(Giving::OfOwners)))
            />
        </Deed>
        {once_wanted(move || what.with(Option::is_some), &HANDOVER, move |dialog| dialog(what))}
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
