//! What stands in place of a page that has nothing to show while the book is empty. It is not here for those who have a book.

use crate::state::live::*;

use crate::state::route::{PageId, PageKey, Route};
use crate::state::use_app;
use crate::ui::later::{Build, View, later, piece};
use crate::ui::record::LEFT_OVER;
use crate::ui::route::page_of;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, PageHead};

/// The view of it.
pub static BLANK: View = View::Later(later!(insight: load_blank => Build { || BlankPage().into_any() }));

#[component]
fn BlankPage() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let would_be = move || would_be(&app.page.get())(t());
    view! {
        <div class="page">
            <PageHead title=move || t().label(&page_of(&app.page.get()).label) />
            {piece(&LEFT_OVER, |left| left())}
            <section class="panel">
                <EmptyState title=move || t().blank_title() text=would_be>
                    <a class="btn btn--primary" href=Route::to(PageId::HOME).to_hash()>
                        {move || t().to_welcome()}
                    </a>
                </EmptyState>
            </section>
        </div>
    }
}

/// The sentence about what would be there. They stand here and not in the rows of the pages, which everybody downloads.
fn would_be(of: &PageKey) -> fn(T) -> &'static str {
    match of.page.name() {
        "customers" if of.id.is_some() => T::blank_customer,
        "dashboard" => T::blank_dashboard,
        "review" => T::blank_review,
        "disagreements" => T::blank_disagreements,
        "duplicates" => T::blank_duplicates,
        "service" => T::blank_service,
        "health" => T::blank_health,
        "value" => T::blank_value,
        "growth" => T::blank_growth,
        "campaigns" => T::blank_campaigns,
        "goals" => T::blank_goals,
        _ => T::blank_customers,
    }
}
