//! A dimension: its name, its colour, its classes in the order they are tried, and who is left.

use crate::state::live::*;

use super::class::ClassRow;
use super::dimension_head::DimensionHead;
use super::entry::{OutOfUse, focus_name};
use super::found::found_at;
use super::issues::issues_at;
use super::ranking::Ranking;
use super::table::DimensionTable;
use crate::domain::authoring::edit::{self, Place};
use crate::domain::record::Text;
use crate::domain::rule::Class;
use crate::domain::rule::fact::WORDS;
use crate::ui::page::rules::desk::{Open, use_desk};
use crate::ui::text::{T, names};
use crate::ui::widget::{Button, LinkButton, Pick, flat};

/// The editor of a dimension.
#[component]
pub fn DimensionEditor(id: Text) -> impl IntoView {
    let it = DimensionTable::new(use_desk(), id.clone());
    let kind = untrack(|| it.read(|d| (d.bands_of.clone(), d.text_of.clone())));
    let at = format!("dimensions[{id}]");
    let body = match kind {
        (_, Some(fact)) => of_text(it, fact).into_any(),
        (bands, None) => view! { <ClassList it=it score=bands /> }.into_any(),
    };
    view! {
        <section class="panel ruled" data-testid="dimension-editor" data-dimension=id.to_string()>
            <DimensionHead it=it />
            <div class="double-rule"></div>
            {issues_at(it.desk, format!("dimensions[{id}]"))}
            {body}
            {found_at(it.desk, move |place| place == at)}
        </section>
    }
}

/// A dimension that takes a word of the record as it is.
fn of_text(it: DimensionTable, fact: Text) -> impl IntoView {
    let desk = it.desk;
    let words = move || {
        let name = WORDS.iter().find(|w| *w.id == *fact).map(|w| w.label.clone());
        let t = desk.t();
        t.of_field(name.map_or_else(|| fact.to_string(), |label| t.label(&label)))
    };
    view! { <p class="ruled__text">{words}</p> }
}

#[component]
fn ClassList(it: DimensionTable, score: Option<Text>) -> impl IntoView {
    let desk = it.desk;
    let is_rules = score.is_none();
    let to_score = score.map(|score| {
        view! {
            <p class="ruled__text">
                {move || desk.t().of_bands()} " "
                <LinkButton
                    text=move || desk.t().to_score()
                    on_click=Callback::new(move |_| desk.show(&Open::Score(score.clone())))
                />
            </p>
        }
    });
    let add = move |_| {
        let t = untrack(|| desk.t());
        let mut made = None;
        let id = it.id.get_value();
        let label = |t: T| t.did_add_class().to_owned();
        desk.edit(label, None, |rules| {
            made = Some(edit::add_class(rules, &id, t.new_class()))
        });
        if let Some(class) = made {
            focus_name(&class);
        }
    };
    let foot = is_rules.then(|| {
        view! {
            <div class="ruled__foot">
                <Button text=move || desk.t().add_class() icon="plus" on_click=Callback::new(add) attr:data-testid="add-class" />
                <Otherwise it=it />
            </div>
            <Retired it=it />
        }
    });
    view! {
        {to_score}
        <ol class="classes">
            <For each=move || it.classes.get() key=Clone::clone let:class>
                <ClassRow it=it class=class />
            </For>
        </ol>
        {foot}
        <Ranking it=it />
    }
}

/// The class of whoever matches none.
#[component]
fn Otherwise(it: DimensionTable) -> impl IntoView {
    let desk = it.desk;
    let choices = Signal::derive(move || {
        let lang = desk.lang();
        let none = (String::new(), desk.t().no_class().to_owned());
        let classes = it.classes.get();
        let named = |id: Text| {
            let name = it.read(|d| {
                let own = d.classes.iter().find(|c| c.id == id).map(|c| c.name.clone());
                own.map_or_else(String::new, |own| names::class_called(lang, &d.id, &id, &own))
            });
            (id.to_string(), name)
        };
        flat([none].into_iter().chain(classes.into_iter().map(named)).collect())
    });
    let value = Signal::derive(move || it.read(|d| d.otherwise.as_ref().map_or_else(String::new, ToString::to_string)));
    let change = move |class: String| {
        it.change(T::did_otherwise, None, |d| {
            d.otherwise = Some(Text::from(class)).filter(|c| !c.is_empty())
        });
    };
    view! {
        <label class="ruled__rest">
            <span>{move || desk.t().rest_goes_to()}</span>
            <Pick
                label=move || desk.t().rest_goes_to()
                kind="otherwise"
                choices=choices
                value=value
                on_change=Callback::new(change)
            />
        </label>
    }
}

/// The classes that are out of use.
#[component]
fn Retired(it: DimensionTable) -> impl IntoView {
    let desk = it.desk;
    let old = Memo::new(move |_| {
        let lang = desk.lang();
        it.read(|d| {
            let old = d.classes.iter().filter(|c| c.retired == Some(true));
            let named = |c: &Class| (c.id.clone(), names::class_called(lang, &d.id, &c.id, &c.name));
            old.map(named).collect()
        })
    });
    let restore = move |class: Text| {
        let place = Place::Class {
            dimension: it.id.get_value(),
            class,
        };
        desk.edit_at(&place, T::did_restore, None, |rules| place.retire(rules, false));
    };
    view! { <OutOfUse class="ruled__old" entries=old restore=Callback::new(restore) /> }
}
