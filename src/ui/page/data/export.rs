//! Files out.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use crate::domain::field;
use crate::domain::fold::distinct;
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::metric::{Evidence, METRICS, Metric, Unit};
use crate::domain::report::change::no_rate;
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::state::files::{self, ResultsAs};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::handover::{BuildHandover, Giving, HandoverDialog};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::list::{Sheet, file_figure};
use crate::ui::text::sentence::Words;
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
                <Handover />
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

/// Hands the results of all customers to the user in the page's words.
fn export_people(app: App) {
    let lang = app.lang.get_untracked();
    if let Some((head, rows)) = app.session.peek(|world| people(world, lang)) {
        files::export_list(app, T(lang).export_results(), head, rows);
    }
}

/// The fields of a customer beside the number and the name.
const FIELDS: [&str; 3] = ["owner", "service_owner", "region"];

/// One row a customer who exists at the as-of day: number, name, the day, who looks after the customer and where, classes, tags by rule and by
/// hand, figures; by their names, with units in the head. What is not known is an empty cell.
fn people(world: &World, lang: Lang) -> Sheet {
    let evaluation = &world.evaluation;
    let there = world.book.customers.iter().filter(|(slot, _)| evaluation.exists(*slot));
    let rows = there.map(|(slot, customer)| person(world, lang, slot, customer));
    (heads(&evaluation.plan, lang), rows.collect())
}

fn heads(plan: &Plan, lang: Lang) -> Vec<String> {
    let t = T(lang);
    let mut head = vec![
        t.customer_number().to_owned(),
        t.col_name().to_owned(),
        t.as_of().to_owned(),
    ];
    head.extend(
        FIELDS
            .iter()
            .filter_map(|key| field::find(key))
            .map(|field| field.label.get(lang).to_owned()),
    );
    head.extend(plan.dimensions.iter().map(|d| names::dimension(lang, d)));
    head.extend([t.tags_by_rule(), t.tags_by_person()].map(str::to_owned));
    for metric in METRICS {
        let name = Words { lang, plan }.fact(metric.id);
        let counts_orders = metric.unit == Unit::Count && matches!(metric.evidence, Evidence::Orders(_));
        head.push(match file_figure(t, metric.unit, 0.0).unit {
            "" if counts_orders => t.file_with_unit(&name, t.file_with_returns()),
            "" => name.clone(),
            unit => t.file_with_unit(&name, unit),
        });
        if metric.id == Metric::AnnualPurchase.info().id {
            head.push(t.file_basis(name));
        }
    }
    head
}

fn person(world: &World, lang: Lang, slot: u32, customer: &Customer) -> Vec<String> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let plan = &evaluation.plan;
    let mut row = vec![
        customer.id.to_string(),
        customer.name.to_string(),
        format::day(evaluation.as_of),
    ];
    let fields = FIELDS.iter().filter_map(|key| field::find(key));
    row.extend(fields.map(|field| field::format(field.kind, &(field.get)(customer))));
    row.extend(plan.dimensions.iter().enumerate().map(|(d, dimension)| {
        let class = evaluation.class(slot, d);
        class.map(|id| names::class(lang, dimension, id)).unwrap_or_default()
    }));
    let by_rule: Vec<String> = evaluation.tags_of(slot).map(|id| names::tag(lang, plan, id)).collect();
    row.push(by_rule.join(t.clause_break()));
    row.push(distinct(customer.tags.iter().map(|tag| &**tag)).join(t.clause_break()));
    let activity = world.ledger.row(slot);
    for (i, metric) in METRICS.iter().enumerate() {
        let told = no_rate(activity, evaluation.as_of, metric.id).is_none();
        row.push(match evaluation.column(slot, i).filter(|_| told) {
            None => String::new(),
            Some(value) if metric.unit == Unit::Flag => if value == 0.0 { t.no() } else { t.yes() }.to_owned(),
            Some(value) => file_figure(t, metric.unit, value).number,
        });
        if metric.id == Metric::AnnualPurchase.info().id {
            row.push(basis(world, t, slot).to_owned());
        }
    }
    row
}

/// What the annual purchase rests on: as declared, or orders, of which nothing is said.
fn basis(world: &World, t: T, slot: u32) -> &'static str {
    let number = |metric| world.evaluation.number(slot, metric);
    let bought = number(Metric::AnnualPurchase).is_some_and(|yuan| yuan != 0.0);
    let ordered = number(Metric::OrderCount).is_some_and(|n| n > 0.0);
    if bought && !ordered { t.declared() } else { "" }
}
