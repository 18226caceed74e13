//! The dialog that sets a class by hand, for one customer or many.

use crate::state::live::*;

use super::{Line, Name, Sheet, rescue_focus};
use crate::domain::command::Command;
use crate::domain::form::decide::{Entry, USUAL_DAYS, given};
use crate::domain::id::CustomerId;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::{App, use_app};
use crate::ui::class_word::class_word;
use crate::ui::text::{names, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, Note, NoteKind, Select};

/// Whose class is to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The customers.
    pub ids: Vec<CustomerId>,
    /// The dimension; nothing lets the person choose.
    pub dimension: Option<Text>,
}

/// The dialog; it stands while there is a setting.
#[component]
pub fn SetDialog(
    /// Whose class is to be set.
    setting: RwSignal<Option<Setting>>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let open = RwSignal::new(false);
    let dimension = RwSignal::new(String::new());
    let sheet = Sheet::new(app);
    Effect::new(move |_| {
        let asked = setting.with(|s| s.as_ref().map(|s| s.dimension.clone()));
        if let Some(asked) = asked {
            let first = || untrack(|| settable(app)).into_iter().next().map(|(id, _)| id);
            dimension.set(asked.map(|id| id.to_string()).or_else(first).unwrap_or_default());
            sheet.begin(app.today.get_untracked().plus_days(USUAL_DAYS));
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            setting.set(None);
        }
    });
    let save = move || {
        if sheet.saving.get_untracked() {
            return;
        }
        let (typed, today) = (sheet.typed.get_untracked(), app.today.get_untracked());
        match (
            given(&dimension.get_untracked(), &typed, today),
            setting.get_untracked(),
        ) {
            (Err(wrong), _) => sheet.refuse(wrong),
            (Ok(_), None) => open.set(false),
            (Ok(given), Some(setting)) => {
                sheet.saving.set(true);
                let command = Command::SetOverride {
                    ids: setting.ids,
                    given: Box::new(given),
                };
                app.session.dispatch_then(command, move |outcome| {
                    sheet.saving.set(false);
                    if outcome.is_done() {
                        sheet.keep_name();
                        open.set(false);
                        rescue_focus();
                    }
                });
            }
        }
    };
    let many = move || setting.with(|s| s.as_ref().map_or(0, |s| s.ids.len()));
    let fixed = move || setting.with(|s| s.as_ref().is_some_and(|s| s.dimension.is_some()));
    let title = move || {
        let name = dimension.with(|id| settable(app).into_iter().find(|(known, _)| known == id));
        match name {
            Some((_, name)) if fixed() => t().hand_title(name),
            _ => t().hand_title_many(many()),
        }
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| open.set(false) />
            <Button
                text=move || t().hand_set()
                kind=Kind::Primary
                submit=true
                busy=sheet.saving
                attr:form="hand-form"
                attr:data-testid="hand-save"
            />
        }
    };
    view! {
        <Dialog open=open title=title foot=foot>
            <form
                id="hand-form"
                class="fields"
                novalidate
                on:submit=move |ev| {
                    ev.prevent_default();
                    save();
                }
            >
                <Show when=move || !fixed()>
                    <Dimension value=dimension sheet=sheet />
                </Show>
                <Class dimension=dimension sheet=sheet setting=setting />
                <Line sheet=sheet entry=Entry::Reason label=move || t().hand_reason() required=true />
                <Line
                    sheet=sheet
                    entry=Entry::Until
                    label=move || t().hand_until()
                    help=move || t().hand_until_help()
                    required=true
                />
                <Name sheet=sheet />
                <OtherDay />
            </form>
        </Dialog>
    }
}

/// Says that a judgement counts from today, where another day is looked at.
#[component]
pub(super) fn OtherDay() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <Show when=move || app.other_day.get().is_some()>
            <div class="fields__wide">
                <Note kind=NoteKind::Warn text=move || t().hand_from_today(app.today.get(), app.as_of.get()) />
            </div>
        </Show>
    }
}

/// The dimensions whose class can be set: id and name.
fn settable(app: App) -> Vec<(String, String)> {
    let lang = app.lang.get();
    let of = |world: &World| {
        let all = world.evaluation.plan.dimensions.iter().filter(|d| d.text_of.is_none());
        all.map(|d| (d.id.to_string(), names::dimension(lang, d))).collect()
    };
    app.session.read(of).unwrap_or_default()
}

#[component]
fn Dimension(value: RwSignal<String>, sheet: Sheet) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let choose = move |id: String| {
        value.set(id);
        sheet.set(Entry::Class, String::new());
    };
    view! {
        <Field id="decide-dimension" label=move || t().hand_dimension() required=true>
            <Select
                id="decide-dimension"
                options=Signal::derive(move || settable(app))
                value=value
                on_change=Callback::new(choose)
            />
        </Field>
    }
}

/// The classes of the dimension; below, what the rules say of a single customer.
#[component]
fn Class(dimension: RwSignal<String>, sheet: Sheet, setting: RwSignal<Option<Setting>>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let options = move || {
        let (lang, id) = (app.lang.get(), dimension.get());
        let of = |world: &World| {
            let plan = &world.evaluation.plan;
            let dimension = &plan.dimensions[plan.dimension(&id)?];
            let one =
                |c: &crate::domain::rule::plan::PlanClass| (c.id.to_string(), names::class(lang, dimension, &c.id));
            Some(dimension.classes.iter().map(one).collect::<Vec<_>>())
        };
        let classes = app.session.read(of).flatten().unwrap_or_default();
        std::iter::once((String::new(), t().hand_choose().to_owned()))
            .chain(classes)
            .collect::<Vec<_>>()
    };
    let ruled = move || {
        let (lang, id) = (app.lang.get(), dimension.get());
        let one = setting.with(|s| s.as_ref().and_then(|s| <[_; 1]>::try_from(s.ids.clone()).ok()));
        let of = |world: &World| {
            let [customer] = one?;
            let (evaluation, slot) = (&world.evaluation, world.book.customers.slot(customer.as_str())?);
            let place = evaluation.plan.dimension(&id)?;
            let class = evaluation.ruled(&world.book, slot, place);
            Some(class_word(&[&evaluation.plan], lang, &id, class).name)
        };
        let class = app.session.read(of).flatten();
        class.map(|class| t().hand_rules_say(class)).unwrap_or_default()
    };
    let error = Signal::derive(move || sheet.error(Entry::Class));
    view! {
        <Field id=Entry::Class.id() label=move || t().hand_class() help=ruled error=error required=true>
            <Select
                id=Entry::Class.id()
                options=Signal::derive(options)
                value=Signal::derive(move || sheet.get(Entry::Class))
                on_change=Callback::new(move |id| sheet.set(Entry::Class, id))
            />
        </Field>
    }
}
