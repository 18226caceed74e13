//! What only paper shows around the sheet: letterhead, title, signatures, foot. The lines to sign are empty: nobody has confirmed yet.

use crate::state::live::*;
use leptos::ev::Custom;

use super::sheet::of_customer;
use super::use_customer;
use crate::state::{clock, use_app};
use crate::ui::text::use_text;

/// Company, title, and a line of facts.
#[component]
pub fn PaperHead(
    /// How much of the sheet is filled.
    filled: Signal<String>,
    owner: Memo<String>,
) -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let service = of_customer(|_, _, customer, _| customer.service_owner.as_deref().map(str::to_owned));
    view! {
        <div class="print-only letterhead">{move || app.session.company.get()}</div>
        <p class="print-only printtitle">{move || t().sheet_title()}</p>
        <div class="print-only">
            <div class="printmeta">
                <span>{move || t().paper_number(open.id.with_value(ToString::to_string))}</span>
                <span>
                    <span>{move || t().owner_is(owner.get())}</span>
                    {move || service.get().map(|name| view! { <span>{t().service_is(name)}</span> })}
                    <span>{move || t().as_of_is(app.as_of.get())}</span>
                    <span>{move || filled.get()}</span>
                </span>
            </div>
        </div>
    }
}

/// By which rules, who signs, when it was printed.
#[component]
pub fn PaperFoot() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let moment = RwSignal::new(String::new());
    let now = move || moment.set(format!("{} {}", app.today.get_untracked(), clock::hour_minute()));
    now();
    on_window(Custom::<web_sys::Event>::new("beforeprint"), move |_| now());
    let masks = of_customer(|world, _, _, _| world.book.head.settings.masks_contacts());
    let stars = move || {
        if masks.get() {
            t().paper_masked()
        } else {
            t().paper_stars()
        }
    };
    view! {
        <div class="print-only">
            <p class="printnote">{move || t().paper_rules()} <br /> {stars}</p>
            <div class="signs">
                <div>
                    <span>{move || t().sign_sales()}</span>
                </div>
                <div>
                    <span>{move || t().sign_service()}</span>
                </div>
                <div>
                    <span>{move || t().sign_lead()}</span>
                </div>
            </div>
            <div class="printfoot">
                <span>{move || t().printed_at(moment.get())}</span>
            </div>
        </div>
    }
}
