//! The book itself: whose it is, who works with it, what is masked, and the sample.

use std::sync::Arc;

use crate::state::live::*;

use super::Extent;
use super::desk::Desk;
use crate::domain::command::{Command, Edit};
use crate::domain::kind::Settings;
use crate::state::{files, use_app};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Dialog, Field, Kind, Panel};

/// The longest name that is taken, in characters.
const LONGEST: &str = "100";

/// The panel. Fields are saved when they are left.
#[component]
pub fn BookPanel(
    /// How much the book holds.
    extent: Memo<Extent>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let session = app.session;
    let change = move |edit: &dyn Fn(&mut Settings)| {
        if let Some(before) = session.peek(|world| Arc::new(world.book.head.settings.clone())) {
            let mut settings = (*before).clone();
            edit(&mut settings);
            session.dispatch(Command::SetSettings(Edit::of(before, settings)));
        }
    };
    let set_company = move |ev| {
        let name = event_target_value(&ev);
        let name = name.trim();
        change(&|settings| settings.company = (!name.is_empty()).then(|| name.into()));
    };
    let set_user = move |ev| app.user.set(event_target_value(&ev).trim().into());
    let set_mask = move |ev| {
        let on = event_target_checked(&ev);
        change(&|settings| settings.mask_contacts = Some(on));
    };
    let masks = Memo::new(move |_| {
        session
            .read(|world| world.book.head.settings.masks_contacts())
            .unwrap_or(true)
    });
    view! {
        <Panel id="data-book" title=move || t().book_title()>
            <div class="panel__body stack">
                <Field id="company" label=move || t().company() help=move || t().company_help()>
                    <input
                        id="company"
                        type="text"
                        autocomplete="organization"
                        maxlength=LONGEST
                        aria-describedby="company-note"
                        prop:value=move || session.company.get().unwrap_or_default()
                        on:change=set_company
                    />
                </Field>
                <Field id="operator" label=move || t().operator() help=move || t().operator_help()>
                    <input
                        id="operator"
                        type="text"
                        autocomplete="name"
                        maxlength=LONGEST
                        aria-describedby="operator-note"
                        prop:value=move || app.user.get().to_string()
                        on:change=set_user
                    />
                </Field>
                <label class="switch-row">
                    <span>{move || t().mask_contacts()}</span>
                    <input type="checkbox" role="switch" prop:checked=move || masks.get() on:change=set_mask />
                </label>
            </div>
            <SampleFoot extent=extent />
        </Panel>
    }
}

/// Loading the sample; a book of one's own is asked for first.
#[component]
fn SampleFoot(extent: Memo<Extent>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = Desk::get();
    let asking = RwSignal::new(false);
    let load = move |_| {
        if desk.own_book() {
            asking.set(true);
        } else {
            files::load_sample(app, false);
        }
    };
    let agree = move |_| {
        asking.set(false);
        files::load_sample(app, true);
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| asking.set(false) />
            <Button text=move || t().sample_do() kind=Kind::Danger on:click=agree />
        }
    };
    view! {
        <footer class="panel__foot panel__foot--start">
            <Button
                text=move || t().sample_again()
                icon="book"
                busy=Signal::derive(move || app.busy.with(Option::is_some))
                attr:data-testid="load-sample"
                on:click=load
            />
        </footer>
        <Dialog open=asking title=move || t().sample_title() foot=foot>
            <p>{move || t().sample_text()}</p>
            <ul class="list-plain">
                <li>{move || t().customers(extent.get().customers)}</li>
                <li>{move || t().orders(extent.get().orders)}</li>
                <li>{move || t().interactions(extent.get().interactions)}</li>
            </ul>
            <p class="small soft">{move || t().replace_note()}</p>
        </Dialog>
    }
}
