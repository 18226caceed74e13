//! The blank form beside the welcome: what the product is about, as a picture.

use crate::state::live::*;

use crate::ui::text::{T, use_text};

/// A row of the form: its label, and its boxes where it has some.
type Row = (fn(T) -> &'static str, Option<fn(T) -> &'static str>);
type Block = (fn(T) -> &'static str, &'static [Row]);

const BLOCKS: [Block; 5] = [
    (
        T::form_basic,
        &[(T::form_name, None), (T::form_uscc, None), (T::form_size, None)],
    ),
    (
        T::form_class,
        &[
            (T::form_value, Some(T::form_value_boxes)),
            (T::form_industry, None),
            (T::form_purchase, None),
        ],
    ),
    (
        T::form_relation,
        &[
            (T::form_stage, Some(T::form_stage_boxes)),
            (T::form_closeness, Some(T::form_closeness_boxes)),
            (T::form_risk, Some(T::form_risk_boxes)),
        ],
    ),
    (T::form_contact, &[(T::form_person, None), (T::form_reach, None)]),
    (
        T::form_contacts,
        &[(T::form_last, None), (T::form_need, None), (T::form_next, None)],
    ),
];

/// The blank form. Hidden from screen readers: the headings beside it say the same in words.
#[component]
pub fn BlankForm() -> impl IntoView {
    let t = use_text();
    let row = move |(label, boxes): &'static Row| {
        let value = move || match boxes {
            Some(boxes) => {
                let boxes = boxes(t()).split('|');
                let boxes = boxes
                    .map(|name| view! { <span class="box">{name}</span> })
                    .collect_view();
                view! { <span class="boxes">{boxes}</span> }.into_any()
            }
            None => view! { <span class="dotline"></span> }.into_any(),
        };
        view! {
            <div class="sheet__item sheet__item--wide">
                <dt class="sheet__label">{move || label(t())}</dt>
                <dd class="sheet__value">{value}</dd>
            </div>
        }
    };
    let block = move |(title, rows): Block| {
        view! {
            <section class="sheet__block">
                <h3 class="sheet__spine">{move || title(t())}</h3>
                <dl class="sheet__rows">{rows.iter().map(row).collect_view()}</dl>
            </section>
        }
    };
    view! {
        <div class="sheet sheet--blank" aria-hidden="true">
            <div class="panel__head">
                <b class="panel__title">{move || t().form_title()}</b>
                <span class="panel__end">{move || t().form_note()}</span>
            </div>
            {BLOCKS.into_iter().map(block).collect_view()}
            <p class="panel__foot">{move || t().form_foot()}</p>
        </div>
    }
}
