//! The customers: a list of any length with search, conditions, order, columns, selection, print. Its state is the address.

mod bulk;
mod cells;
mod columns;
mod conditions;
mod editor;
mod list;
mod message;
mod paper;
mod table;
mod tools;
mod views;

use crate::state::live::*;

use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, PageHead};

use conditions::Conditions;
use list::List;
use table::Table;
use tools::Tools;
use views::Views;

/// The page.
#[component]
pub fn Customers() -> impl IntoView {
    let list = List::new(use_app());
    provide_context(list);
    list.follow_escape();
    view! {
        <div class="page page--fill page--customers">
            <Head />
            <Views />
            <div class="toolbar" role="group" aria-label=move || list.t().list_tools()>
                <Conditions />
                <Tools />
            </div>
            <Table />
        </div>
        {paper::print_area(list)}
    }
}

#[component]
fn Head() -> impl IntoView {
    let t = use_text();
    let list = list::use_list();
    let nothing = Signal::derive(move || list.rows.with(|r| r.is_empty()));
    view! {
        <PageHead title=move || t().customers_title()>
            <a class="btn" href="#/data">
                <Icon name="upload" />
                {move || t().import()}
            </a>
            <Button
                text=move || t().export()
                icon="download"
                disabled=nothing
                on:click=move |_| list.export(None)
                attr:data-testid="export-list"
            />
            <Button text=move || t().print() icon="printer" disabled=nothing on:click=move |_| paper::print() />
            <a class="btn btn--primary" href="#/new-customer">
                <Icon name="plus" />
                {move || t().new_customer()}
            </a>
        </PageHead>
    }
}
