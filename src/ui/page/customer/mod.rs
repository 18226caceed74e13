//! 客户档案: one customer. The classification sheet, its lifecycle, its timeline, and why each class is what it is.

mod life;
mod record;
mod record_form;
mod slip;
mod slip_part;
mod timeline;

use leptos::prelude::*;

pub use life::Life;
pub use record::{Record, RecordMenu};
pub use slip::Slip;
pub use timeline::Timeline;

use crate::domain::id::CustomerId;
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// What the page's parts know of the customer that is open. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Open {
    /// The customer's slot; nothing while the book is being opened, or where there is no such customer.
    pub slot: Memo<Option<u32>>,
    /// The customer's id.
    pub id: StoredValue<CustomerId>,
    /// What the slip explains; nothing while it is closed.
    pub why: RwSignal<Option<Why>>,
    /// The record whose dialog stands; nothing while none does.
    pub record: RwSignal<Option<Record>>,
}

/// The context of the page's parts.
#[derive(Clone, Copy)]
pub struct CustomerPage(pub Open);

/// What the slip explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The class in a dimension, by its place in the plan.
    Dimension(usize),
    /// An automatic tag, by its id.
    Tag(String),
}

/// The customer that is open. For components only: a handler has no context, and takes the value along.
pub fn use_customer() -> Open {
    expect_context::<CustomerPage>().0
}

/// Opens the slip on a question; a second click on the same question closes it.
pub fn ask_why(open: Open, why: Why) {
    open.why.update(|now| {
        *now = match now.take() {
            Some(same) if same == why => None,
            _ => Some(why),
        };
    });
}

/// The page of the customer that the address names.
#[component]
pub fn Customer() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let id = app.with_route(|route| match route {
        Route::Customer(id, _) => Some(id.clone()),
        _ => None,
    });
    id.map(|id| {
        let key = StoredValue::new(id);
        let slot = Memo::new(move |_| {
            app.session.read(|world| {
                let customers = &world.book.customers;
                let slot = key.with_value(|id| customers.slot(id.as_str()))?;
                customers.at(slot).map(|_| slot)
            })?
        });
        let open = Open {
            slot,
            id: key,
            why: RwSignal::new(None),
            record: RwSignal::new(None),
        };
        provide_context(CustomerPage(open));
        view! {
            <div class="page page--customer">
                <PageHead title=move || t().new_customer() in_top_bar=false>
                    <RecordMenu />
                </PageHead>
                <div class="split split--slip">
                    <div class="stack">
                        <Life />
                        <Timeline />
                    </div>
                    <Slip />
                </div>
            </div>
        }
    })
}
