//! Files out.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use crate::domain::field;
use crate::domain::label::Lang;
use crate::domain::metric::{METRICS, Metric, Unit};
use crate::domain::world::World;
use crate::state::files::{self, ResultsAs};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::{Sheet, file_figure};
use crate::ui::text::{T, names, use_text};
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
                        text=move || t().export_people()
                        icon="download"
                        attr:data-testid="export-results-people"
                        on_click=Callback::new(move |_| export_people(app))
                    />
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

/// Hands the results of all customers to the user in the page's words.
fn export_people(app: App) {
    let lang = app.lang.get_untracked();
    if let Some((head, rows)) = app.session.peek(|world| people(world, lang)) {
        files::export_list(app, T(lang).export_results(), head, rows);
    }
}

/// The words of the record that say whose a customer is.
const WHOSE: [&str; 3] = ["owner", "region", "tags"];

/// One row a customer: number, name, day, whose, classes, tags, figures; by their names, with units in the head.
fn people(world: &World, lang: Lang) -> Sheet {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let plan = &evaluation.plan;
    let figures = METRICS.iter().enumerate();
    let as_of = format::day(evaluation.as_of);
    let whose = WHOSE.map(field::find).into_iter().flatten();
    let mut head = vec![
        t.customer_number().to_owned(),
        t.col_name().to_owned(),
        t.as_of().to_owned(),
    ];
    head.extend(whose.clone().map(|field| t.label(&field.label)));
    head.extend(plan.dimensions.iter().map(|d| names::dimension(lang, d)));
    head.extend([
        t.file_auto_tags().to_owned(),
        t.file_basis(names::fact(lang, plan, "annual_purchase")),
    ]);
    head.extend(figures.clone().map(|(_, metric)| {
        let name = names::fact(lang, plan, metric.id);
        match file_figure(t, metric.unit, 0.0).unit {
            "" => name,
            unit => t.file_with_unit(&name, unit),
        }
    }));
    let row = |(slot, customer): (u32, &std::sync::Arc<crate::domain::kind::Customer>)| {
        let mut row = vec![customer.id.to_string(), customer.name.to_string(), as_of.clone()];
        row.extend(whose.clone().map(|field| match (field.get)(customer) {
            field::FieldValue::Tags(all) => all.join(t.clause_break()),
            value => field::format(field.kind, &value),
        }));
        row.extend(plan.dimensions.iter().enumerate().map(|(d, dimension)| {
            let class = evaluation.class(slot, d);
            class.map(|id| names::class(lang, dimension, id)).unwrap_or_default()
        }));
        let tags: Vec<String> = evaluation.tags_of(slot).map(|id| names::tag(lang, plan, id)).collect();
        row.push(tags.join(t.clause_break()));
        let bought = evaluation
            .number(slot, Metric::AnnualPurchase)
            .is_some_and(|yuan| yuan != 0.0);
        let ordered = evaluation.number(slot, Metric::OrderCount).is_some_and(|n| n > 0.0);
        row.push(if bought && !ordered {
            t.declared().to_owned()
        } else {
            String::new()
        });
        row.extend(figures.clone().map(|(i, metric)| match evaluation.column(slot, i) {
            None => String::new(),
            Some(value) if metric.unit == Unit::Flag => if value == 0.0 { t.no() } else { t.yes() }.to_owned(),
            Some(value) => file_figure(t, metric.unit, value).number,
        }));
        row
    };
    (head, world.book.customers.iter().map(row).collect())
}
