//! What stands in place of the rows: being read, not read, nobody yet, nobody found.

use crate::state::live::*;

use super::list::use_customers;
use crate::state::files;
use crate::state::session::Phase;
use crate::ui::list::Filtered;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, EmptyState, Icon};

/// Which message stands.
#[derive(Clone, PartialEq)]
enum Why {
    Reading,
    NotRead(String),
    Blank,
    NotYet,
    NoMatch(usize),
}

/// The message, where there is one.
#[component]
pub fn Message() -> impl IntoView {
    let list = use_customers();
    let (t, session) = (use_text(), list.app.session);
    let why = Memo::new(move |_| match (session.phase.get(), session.customer_count.get()) {
        (Phase::Failed(why), _) => Some(Why::NotRead(t().label(&why))),
        (Phase::Opening(..), None) | (Phase::Ready, None) => Some(Why::Reading),
        (_, Some(0)) if session.has_customers.get() => Some(Why::NotYet),
        (_, Some(0)) => Some(Why::Blank),
        (_, Some(all)) => Some(Why::NoMatch(all)),
    });
    move || {
        why.get().map(|why| match why {
            Why::Reading => reading().into_any(),
            Why::NotRead(words) => not_read(words).into_any(),
            Why::Blank => blank().into_any(),
            Why::NotYet => {
                view! { <EmptyState title=move || t().nobody_yet() text=move || t().nobody_yet_help() /> }.into_any()
            }
            Why::NoMatch(all) => no_match(all).into_any(),
        })
    }
}

/// The shape of rows to come.
fn reading() -> impl IntoView {
    let t = use_text();
    let row = |width: u8| {
        view! {
            <div class="grid__row" aria-hidden="true">
                <span></span>
                <div class="grid__cell" data-col="name">
                    <span class="skel" style:--w=width.to_string()></span>
                </div>
                <div class="grid__cell">
                    <span class="skel"></span>
                </div>
                <div class="grid__cell">
                    <span class="skel" style:--w="70"></span>
                </div>
            </div>
        }
    };
    view! {
        <div role="status" aria-label=move || t().reading_customers()>
            {[62, 48, 70, 55, 66, 44, 58].map(row).collect_view()}
        </div>
    }
}

fn not_read(words: String) -> impl IntoView {
    let t = use_text();
    view! {
        <div role="alert">
            <EmptyState title=move || t().not_read() text=words>
                <a class="btn" href="#/data">
                    {move || t().retry()}
                </a>
            </EmptyState>
        </div>
    }
}

fn blank() -> impl IntoView {
    let t = use_text();
    let app = use_customers().app;
    view! {
        <EmptyState title=move || t().blank_book() text=move || t().blank_book_help()>
            <a class="btn btn--primary" href="#/new-customer">
                <Icon name="plus" />
                {move || t().new_customer()}
            </a>
            <a class="btn" href="#/data">
                {move || t().import()}
            </a>
            <Button
                text=move || t().open_sample()
                on_click=Callback::new(move |_| files::load_sample(app, false))
                attr:data-testid="load-sample"
            />
        </EmptyState>
    }
}

fn no_match(all: usize) -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    view! {
        <EmptyState title=move || t().no_match() text=move || t().no_match_help(all)>
            <Button text=move || t().clear_conditions() on_click=Callback::new(move |_| list.clear_conditions()) />
        </EmptyState>
    }
}
