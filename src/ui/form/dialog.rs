//! A dialog with a form in it.

use leptos::text_prop::TextProp;

use super::{Clashes, Form, Refused, Restored};
use crate::state::live::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, DialogFrame, ErrorList, Kind, Stands};

/// The form of something that a dialog is about: begun when the dialog opens, with what was typed before.
type Begin<T, F> = Callback<T, Option<F>>;

/// A dialog that stands while there is something to be typed about. Esc, the cross and the other button leave it, and what was
/// typed is there again when it is opened again.
#[component]
pub fn FormDialog<T, F>(
    /// What it is about.
    what: RwSignal<Option<T>>,
    /// The id of the form.
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: TextProp,
    /// The word on the button that saves.
    #[prop(into)]
    verb: TextProp,
    /// The name of that button for tests.
    #[prop(optional)]
    mark: &'static str,
    /// 760 instead of 480 px.
    #[prop(optional)]
    wide: bool,
    /// Begins the form.
    begin: Begin<T, F>,
    /// Its inputs.
    fields: Callback<F, Option<AnyView>>,
    /// Saves it.
    save: Callback<F>,
    /// What stands at the foot besides.
    #[prop(optional)]
    besides: Option<Callback<F, Option<AnyView>>>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Into<Form> + Copy + Send + Sync + 'static,
{
    let open: Stands = what.into();
    let body = move || {
        let form = what.get_untracked().and_then(|what| begin.run(what));
        form.map(|form| view! { <Body open=open id=id form=form verb=verb.clone() mark=mark fields=fields save=save besides=besides /> })
    };
    view! {
        <DialogFrame open=open title=title wide=wide>
            {body()}
        </DialogFrame>
    }
}

#[component]
fn Body<F>(
    open: Stands,
    id: &'static str,
    form: F,
    verb: TextProp,
    mark: &'static str,
    fields: Callback<F, Option<AnyView>>,
    save: Callback<F>,
    besides: Option<Callback<F, Option<AnyView>>>,
) -> impl IntoView
where
    F: Into<Form> + Copy + Send + Sync + 'static,
{
    let t = use_text();
    let typed: Form = form.into();
    let errors = Signal::derive(move || typed.listed(t()));
    let on_key = move |ev: web_sys::KeyboardEvent| {
        // A key that is held down saves once; only lines of a long text go on.
        if ev.key() == "Enter" && ev.repeat() && !is_lines(&ev) {
            return ev.prevent_default();
        }
        // On a list of choices Enter would open it; Space and the arrows do.
        if ev.key() == "Enter" && (ev.ctrl_key() || ev.meta_key() || is_on(&ev, "SELECT")) {
            ev.prevent_default();
            save.run(form);
        }
    };
    view! {
        <div class="dialog__body">
            <form
                id=id
                class="fields"
                novalidate
                on:keydown=on_key
                on:submit=move |ev| {
                    ev.prevent_default();
                    save.run(form);
                }
            >
                <div class="fields__wide fields__top">
                    <Restored form=typed />
                    <Clashes form=typed />
                    <Refused form=typed />
                    <Show when=move || { errors.with(Vec::len) > 1 }>
                        <ErrorList errors=errors />
                    </Show>
                </div>
                {fields.run(form)}
                <Show when=move || typed.warned.get()>
                    <p class="fields__wide field__help" role="status">
                        {move || t().keep_warned()}
                    </p>
                </Show>
            </form>
        </div>
        <footer class="dialog__foot">
            {besides.map(|besides| besides.run(form))}
            <Button text=move || t().cancel() on_click=Callback::new(move |_| open.close()) />
            <Button
                text=verb
                kind=Kind::Primary
                submit=true
                busy=typed.busy
                attr:form=id
                attr:data-testid=(!mark.is_empty()).then_some(mark)
            />
        </footer>
    }
}

/// Whether a key is for a text of several lines, where Enter alone begins the next one.
fn is_lines(ev: &web_sys::KeyboardEvent) -> bool {
    is_on(ev, "TEXTAREA") && !ev.ctrl_key() && !ev.meta_key()
}

/// Whether a key is for such an element.
fn is_on(ev: &web_sys::KeyboardEvent, tag: &str) -> bool {
    use wasm_bindgen::JsCast;
    let on = ev
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    on.is_some_and(|on| on.tag_name() == tag)
}

/// What takes away what a dialog is about, at the other end of its foot.
pub fn removal(text: fn(T) -> &'static str, remove: impl Fn() + Send + Sync + 'static) -> AnyView {
    let t = use_text();
    view! {
        <Button
            text=move || text(t())
            kind=Kind::Quiet
            icon="trash"
            size="dialog__start"
            on_click=Callback::new(move |_| remove())
        />
    }
    .into_any()
}
