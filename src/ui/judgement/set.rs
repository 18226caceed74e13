//! The dialog that sets a class by hand, for one customer or many.

use crate::state::live::*;

use super::{MANY, Meanwhile, Name, SET, judgement, keep_name, look, typed};
use crate::domain::command::Command;
use crate::domain::form::Place;
use crate::domain::form::decide::{USUAL_DAYS, given};
use crate::domain::id::CustomerId;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::{App, use_app};
use crate::ui::class_word::class_word;
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input};
use crate::ui::text::{both, names, use_text};
use crate::ui::widget::{Note, NoteKind};

/// Whose class is to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The customers.
    pub ids: Vec<CustomerId>,
    /// The dimension; nothing lets the person choose.
    pub dimension: Option<Text>,
}

impl Setting {
    /// The customer, if it is one alone.
    fn customer(&self) -> Option<&CustomerId> {
        match self.ids.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The name of what is typed about it.
    fn draft(&self) -> String {
        let whose = self.customer().map_or(MANY, CustomerId::as_str);
        format!("{SET}/{whose}/{}", self.dimension.as_deref().unwrap_or_default())
    }
}

const DIMENSION: Place = Place {
    key: "dimension",
    row: 0,
};
const CLASS: Place = Place { key: "class", row: 0 };

/// The dialog; it stands while there is a setting.
#[component]
pub fn SetDialog(
    /// Whose class is to be set.
    setting: RwSignal<Option<Setting>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let seen = StoredValue::new(Vec::new());
    let begin = move |setting: Setting| {
        seen.set_value(look(app, &setting.ids));
        let first = || untrack(|| settable(app)).into_iter().next().map(|(id, _)| id);
        let asked = setting.dimension.as_deref().map(str::to_owned);
        let dimension = asked.or_else(first).unwrap_or_default();
        let until = app.today.get_untracked().plus_days(USUAL_DAYS);
        Some(judgement(
            app,
            setting.draft(),
            until,
            dimension,
            setting.customer().cloned(),
        ))
    };
    let save = move |form: Form| {
        let Some(Setting { ids, .. }) = setting.get_untracked() else {
            return;
        };
        let ids = still_there(app, ids);
        let (typed, dimension) = (typed(form), untrack(|| form.text(DIMENSION)));
        let given = given(&dimension, &typed, app.today.get_untracked());
        let command = given.map(|given| {
            let seen_before = seen.get_value();
            // What others did meanwhile is told with the answer: saved once more, what is chosen here holds.
            seen.set_value(look(app, &ids));
            Command::SetOverride {
                ids,
                seen: seen_before,
                given: Box::new(given),
            }
        });
        form.save(command, move || {
            keep_name(app, &typed.by);
            setting.set(None);
            focus::rescue();
        });
    };
    let fixed = move || setting.with(|s| s.as_ref().and_then(|s| s.dimension.clone()));
    let title = move || {
        let many = setting.with(|s| s.as_ref().map_or(0, |s| s.ids.len()));
        let name = |id: Text| settable(app).into_iter().find(|(known, _)| **known == *id);
        match fixed().and_then(name) {
            Some((_, name)) => t().hand_title(name),
            None => t().hand_title_many(many),
        }
    };
    let ids = move || setting.with(|s| s.as_ref().map(|s| s.ids.clone())).unwrap_or_default();
    let fields = move |form: Form| {
        let asks = untrack(fixed).is_none();
        let view = view! {
            {asks.then(|| view! { <Dimension form=form /> })}
            <Meanwhile ids=untrack(ids) dimension=move || form.text(DIMENSION) />
            <Class form=form setting=setting />
            <Input place=Place::own("reason") form=form label=move || t().hand_reason() />
            <Input place=Place::own("until") form=form label=move || t().hand_until() help=move || t().hand_until_help() />
            <Name form=form />
            <OtherDay />
        };
        Some(view.into_any())
    };
    view! {
        <FormDialog
            what=setting
            id="hand-form"
            title=title
            verb=move || t().hand_set()
            mark="hand-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// Those whom the book has still, where it has any of them; whoever was removed meanwhile is told of.
fn still_there(app: App, ids: Vec<CustomerId>) -> Vec<CustomerId> {
    let here: Vec<CustomerId> = look(app, &ids).iter().map(|customer| customer.id.clone()).collect();
    let gone = ids.len() - here.len();
    if here.is_empty() || gone == 0 {
        return ids;
    }
    app.notices.info(both(|t| t.judged_gone(gone)), None);
    here
}

/// Says that a judgement counts from today, where another day is looked at.
#[component]
pub fn OtherDay() -> impl IntoView {
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
fn Dimension(form: Form) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let choose = move |id: String| {
        form.type_in(DIMENSION, id);
        form.type_in(CLASS, String::new());
    };
    let options = Signal::derive(move || settable(app));
    view! {
        <ChoiceInput
            place=DIMENSION
            form=form
            label=move || t().hand_dimension()
            options=options
            on_choose=Callback::new(choose)
        />
    }
}

/// The classes of the dimension; below, what the rules say of a single customer.
#[component]
fn Class(form: Form, setting: RwSignal<Option<Setting>>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let options = move || {
        let (lang, id) = (app.lang.get(), form.text(DIMENSION));
        let of = |world: &World| {
            let plan = &world.evaluation.plan;
            let dimension = plan.dimension_of(&id)?;
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
        let (lang, id) = (app.lang.get(), form.text(DIMENSION));
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
    view! {
        <ChoiceInput
            place=CLASS
            form=form
            label=move || t().hand_class()
            help=ruled
            options=Signal::derive(options)
        />
    }
}
