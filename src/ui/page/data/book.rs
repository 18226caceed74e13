//! The book itself: whose it is, who works with it, what is masked, and the sample.

use crate::state::live::*;

use super::Extent;
use super::desk::ImportDesk;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::state::{App, files, use_app};
use crate::ui::form::{Clashes, Form, Plain, Restored};
use crate::ui::settings;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, Panel};

/// The longest name that is taken, in characters.
const LONGEST: u32 = 100;

const COMPANY: Place = Place { key: "company", row: 0 };
const OPERATOR: Place = Place {
    key: "operator",
    row: 0,
};

const ASKS: &[Ask] = &[
    Ask::optional(COMPANY.key, FieldKind::Text, LONGEST),
    Ask::optional(OPERATOR.key, FieldKind::Text, LONGEST),
];

fn label(t: T, key: &str) -> String {
    let label = if key == COMPANY.key { t.company() } else { t.operator() };
    label.to_owned()
}

/// The form of the names: it shows what stands, and each is saved when it is left.
fn names(app: App) -> Form {
    let first = move |key: &str| match key {
        "company" => app.session.company.get().unwrap_or_default(),
        _ => app.user.get().to_string(),
    };
    Form::new(
        app,
        "settings/names",
        Plain::new("settings", ASKS, label).first(first).known(),
    )
}

type Word = fn(T) -> &'static str;

/// The panel. Fields are saved when they are left.
#[component]
pub fn BookPanel(
    /// How much the book holds.
    extent: Memo<Extent>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let session = app.session;
    let form = names(app);
    let set_company = move |()| {
        let name = untrack(|| form.text(COMPANY));
        let name = name.trim();
        let command = settings::changed(app, |settings| {
            settings.company = (!name.is_empty()).then(|| name.into())
        });
        if let Some(command) = command {
            form.save(Ok(command), || {});
        }
    };
    let set_user = move |()| {
        if untrack(|| form.amiss(OPERATOR)).is_some() {
            return;
        }
        app.user.set(untrack(|| form.text(OPERATOR)).trim().into());
        form.change(|draft| draft.take_theirs(OPERATOR));
    };
    let set_mask = move |ev| {
        let on = event_target_checked(&ev);
        if let Some(command) = settings::changed(app, |settings| settings.mask_contacts = Some(on)) {
            session.dispatch(command);
        }
    };
    // Not the form's own inputs: the browser knows these two names.
    let name = move |id: &'static str, place: Place, auto: &'static str, label: Word, help: Word, set: Callback<()>| {
        view! {
            <Field id=id label=move || label(t()) help=move || help(t()) error=Signal::derive(move || form.error(place).map(|it| t().label(&it)))>
                <input
                    id=id
                    type="text"
                    autocomplete=auto
                    aria-invalid=move || form.error(place).is_some().then_some("true")
                    aria-describedby=format!("{id}-note")
                    prop:value=move || form.text(place)
                    on:input=move |ev| form.type_in(place, event_target_value(&ev))
                    on:change=move |_| set.run(())
                />
            </Field>
        }
    };
    let masks = Memo::new(move |_| {
        session
            .read(|world| world.book.head.settings.masks_contacts())
            .unwrap_or(true)
    });
    view! {
        <Panel id="data-book" title=move || t().book_title()>
            <div class="panel__body stack">
                <Restored form=form />
                <Clashes form=form />
                {name("company", COMPANY, "organization", T::company, T::company_help, Callback::new(set_company))}
                {name("operator", OPERATOR, "name", T::operator, T::operator_help, Callback::new(set_user))}
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
    let desk = ImportDesk::get();
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
            <Button text=move || t().cancel() on_click=Callback::new(move |_| asking.set(false)) />
            <Button text=move || t().sample_do() kind=Kind::Danger on_click=Callback::new(agree) />
        }
    };
    view! {
        <footer class="panel__foot panel__foot--start">
            <Button
                text=move || t().sample_again()
                icon="book"
                busy=Signal::derive(move || app.busy.with(Option::is_some))
                attr:data-testid="load-sample"
                on_click=Callback::new(load)
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
