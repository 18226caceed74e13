//! The customers: a list of any length with search, conditions, order, columns, selection, print. Its state is the address.

mod bulk;
mod cells;
mod columns;
mod count;
mod list;
mod message;
mod tools;
mod views;

use crate::state::live::*;

use crate::state::use_app;
use crate::ui::later::{Later, later, piece};
use crate::ui::list::{Conditions, Filtered, ListButtons, ListExport, ListTable, SearchField, paper};
use crate::ui::record::LeftOver;
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, PageHead};

use list::use_customers;
use tools::Tools;
use views::Views;

/// The page.
#[component]
pub fn Customers() -> impl IntoView {
    let t = use_text();
    let customers = list::Customers::new(use_app());
    provide_context(customers);
    view! {
        <div class="page page--fill page--customers">
            <CustomersHead />
            {piece(&BESIDES, move |besides| besides(customers))}
            <Views />
            <div class="toolbar" role="group" aria-label=move || t().list_tools()>
                <SearchField
                    label=move || t().customer_search()
                    mark="customer-search"
                    words=Memo::new(move |_| customers.query().search)
                    on_words=Callback::new(move |words| customers.change(|query| query.search = words))
                />
                <Conditions page=customers />
                <Tools />
            </div>
            <ListTable
                page=customers
                message=move || view! { <message::Message /> }
                bulk=move || piece(&bulk::BULK, |bulk| bulk())
                counted=move || view! { <count::Counted /> }
                more=move || view! { <count::Besides /> }
            />
        </div>
    }
}

/// What was typed about customers who are gone, and what is printed. What stands here a while is kept for the next opening.
static BESIDES: Later<fn(list::Customers) -> AnyView> = later!(write: customers_besides => fn(list::Customers) -> AnyView {
    |page| {
        use_app().session.keep_screen_later();
        view! {
            <LeftOver />
            <ListExport page=page />
            <div class="print-only">{paper::list_area(page)}</div>
        }
        .into_any()
    }
});

#[component]
fn CustomersHead() -> impl IntoView {
    let t = use_text();
    let customers = use_customers();
    view! {
        <PageHead title=move || t().customers_title()>
            <a class="btn" href="#/data">
                <Icon name="upload" />
                {move || t().import()}
            </a>
            <ListButtons page=customers export_mark="export-list" />
            <a class="btn btn--primary" href="#/new-customer">
                <Icon name="plus" />
                {move || t().new_customer()}
            </a>
        </PageHead>
    }
}
