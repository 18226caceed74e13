//! A class of a dimension: who belongs to it, how many those are now and under the draft, and what to do with them.

use crate::state::live::*;

use super::care::Care;
use super::counted::Counts;
use super::found::found_at;
use super::table::{ClassEdit, DimensionTable, name_of};
use super::when::editing;
use super::writing::NameField;
use crate::domain::authoring::edit::{self, Place};
use crate::domain::record::Text;
use crate::ui::condition::ConditionEditor;
use crate::ui::condition::facts::place_name;
use crate::ui::condition::said::sentence;
use crate::ui::text::T;
use crate::ui::tone::Rank;
use crate::ui::widget::{Icon, IconButton, Menu, MenuItem};

/// The row.
#[component]
pub fn ClassRow(
    /// The dimension.
    it: DimensionTable,
    /// The class's id.
    class: Text,
) -> impl IntoView {
    let id = class.clone();
    let mine = Memo::new(move |_| it.read(|d| d.classes.iter().find(|c| c.id == id).cloned()));
    let id = class.clone();
    let row = ClassEdit {
        it,
        id: StoredValue::new(class.clone()),
        class: mine,
        place: Memo::new(move |_| it.classes.with(|all| all.iter().position(|c| *c == id).unwrap_or(0))),
    };
    let bands = untrack(|| it.has_bands());
    let body = if bands {
        view! { <BandSaid row=row /> }.into_any()
    } else {
        view! { <Rule row=row /> }.into_any()
    };
    let at = it
        .id
        .with_value(|dimension| format!("dimensions[{dimension}].classes[{class}]"));
    let is_here = move |place: &str| place == at;
    let over = move |ev: web_sys::DragEvent| {
        if !bands && it.dragged.with_untracked(Option::is_some) {
            ev.prevent_default();
        }
    };
    let dropped = move |ev: web_sys::DragEvent| {
        ev.prevent_default();
        let Some(dragged) = it.dragged.get_untracked() else {
            return;
        };
        it.dragged.set(None);
        let (dimension, target) = (it.id.get_value(), row.id.get_value());
        let name = name_of(it, &dragged);
        it.desk.edit(
            |t| t.did_move(name(t)),
            None,
            |rules| edit::place_class(rules, &dimension, &dragged, &target),
        );
    };
    view! {
        <li class="classrow" data-entry=class.to_string() data-testid="rule-class" on:dragover=over on:drop=dropped>
            <Head row=row bands=bands />
            <div class="classrow__body">{body} {found_at(it.desk, is_here)} <Care row=row /></div>
        </li>
    }
}

#[component]
fn Head(row: ClassEdit, bands: bool) -> impl IntoView {
    let desk = row.it.desk;
    let rank = Memo::new(move |_| {
        desk.rules.with(|rules| {
            let dimension = row.it.id.with_value(|id| rules.dimension(id));
            dimension.map_or(Rank::None, |d| row.id.with_value(|id| Rank::in_rules(rules, d, id)))
        })
    });
    let name = Signal::derive(move || row.name());
    let rename = Callback::new(move |name: String| row.change(T::did_rename, Some("name"), |c| c.name = name.into()));
    let named = if bands {
        view! { <span>{name}</span> }.into_any()
    } else {
        view! { <NameField label=move || desk.t().class_name() class="classrow__name" value=name on_name=rename /> }
            .into_any()
    };
    let handle = (!bands).then(|| handle(row));
    let tools = (!bands).then(|| tools(row));
    view! {
        <div class="classrow__head">
            {handle} <span class="classrow__n">{move || row.place.get() + 1}</span>
            <span class="chip" data-dim=move || row.it.palette() data-rank=move || rank.get().key()>
                <i class="chip__key"></i>
                {named}
            </span>
            <Counts row=row />
            {tools}
        </div>
    }
}

/// What is dragged; by keyboard the arrows beside do the same.
fn handle(row: ClassEdit) -> impl IntoView {
    let start = move |ev: web_sys::DragEvent| {
        row.it.dragged.set(Some(row.id.get_value()));
        if let Some(data) = ev.data_transfer() {
            data.set_effect_allowed("move");
            // Firefox drags nothing that carries nothing.
            row.id.with_value(|id| drop(data.set_data("text/plain", id)));
        }
    };
    view! {
        <span
            class="classrow__handle"
            draggable="true"
            aria-hidden="true"
            title=move || row.it.desk.t().drag_to_move()
            on:dragstart=start
            on:dragend=move |_| row.it.dragged.set(None)
        ></span>
    }
}

fn tools(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let item = move |icon, text: fn(T) -> &'static str, run: fn(ClassEdit)| MenuItem {
        icon,
        text: (move || text(desk.t()).to_owned()).into(),
        run: Callback::new(move |()| run(row)),
    };
    let items = Signal::derive(move || {
        let mut all = vec![
            item("copy", T::copy, ClassEdit::copy),
            item("minus", T::retire, ClassEdit::retire),
        ];
        if !row
            .it
            .id
            .with_value(|d| row.id.with_value(|c| edit::is_default_class(d, c)))
        {
            all.push(item("trash", T::delete, ClassEdit::remove));
        }
        all
    });
    view! {
        <span class="classrow__tools">
            <IconButton
                icon="arrow-up"
                size="btn--small"
                label=move || desk.t().rule_up(row.name())
                attr:data-move="up"
                on_click=Callback::new(move |_| row.shift(-1))
            />
            <IconButton
                icon="arrow-down"
                size="btn--small"
                label=move || desk.t().rule_down(row.name())
                attr:data-move="down"
                on_click=Callback::new(move |_| row.shift(1))
            />
            <Menu
                items=items
                button=|| view! { <Icon name="dots" /> }
                button_class="btn btn--quiet btn--icon btn--small"
                label=move || desk.t().more_of(row.name())
                end=true
            />
        </span>
    }
}

/// The condition, and what it says.
#[component]
fn Rule(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let place = Place::Class {
        dimension: row.it.id.get_value(),
        class: row.id.get_value(),
    };
    let lead = Signal::derive(move || match row.place.get() {
        0 => String::new(),
        1 => {
            let first = row.it.classes.with(|all| all.first().cloned()).unwrap_or_default();
            let above = Place::Class {
                dimension: row.it.id.get_value(),
                class: first,
            };
            desk.t()
                .not_in_and(desk.rules.with(|rules| place_name(desk.lang(), rules, &above)))
        }
        _ => desk.t().not_before_and().to_owned(),
    });
    let said = sentence(desk.names, place.clone());
    let is_rest = move || {
        row.it
            .read(|d| row.id.with_value(|id| d.otherwise.as_ref() == Some(id)))
    };
    let has_condition = Memo::new(move |_| row.read(|c| c.when.is_some()));
    let words = move || {
        let t = desk.t();
        let rest = is_rest();
        match (has_condition.get(), rest) {
            (false, true) => t.rest_is_here().to_owned(),
            (false, false) => t.nobody_is_here().to_owned(),
            (true, _) => {
                let whole = match row.place.get() {
                    0 => t.who_meets(said.get()),
                    _ => t.who_meets_then(said.get()),
                };
                if rest {
                    format!("{whole}{}", t.and_the_rest())
                } else {
                    whole
                }
            }
        }
    };
    view! {
        <ConditionEditor it=editing(desk, place) lead=lead />
        <p class="classrow__said" data-testid="rule-said">
            {words}
        </p>
    }
}

/// What a band's border says; it is edited with the score.
#[component]
fn BandSaid(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let words = move || {
        let lang = desk.lang();
        let said = desk.with_plan(|plan| {
            let dimension = row
                .it
                .id
                .with_value(|id| plan.dimensions.iter().find(|d| d.id == *id))?;
            let class = row.id.with_value(|id| dimension.classes.iter().find(|c| c.id == *id))?;
            let words = crate::ui::text::sentence::Words { lang, plan };
            class.when.as_ref().map(|when| words.condition(when))
        });
        said.flatten().unwrap_or_default()
    };
    view! { <p class="classrow__said">{words}</p> }
}
