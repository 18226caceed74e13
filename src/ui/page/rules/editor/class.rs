//! A class of a dimension: who belongs to it, how many those are now and under the draft, and what to do with them.

use crate::state::live::*;

use super::care::Care;
use super::counted::class_count;
use super::entry::EntryTools;
use super::found::found_at;
use super::table::{ClassEdit, DimensionTable};
use super::when::editing;
use super::writing::NameField;
use crate::domain::authoring::edit::{self, Place};
use crate::domain::record::Text;
use crate::ui::condition::ConditionEditor;
use crate::ui::condition::facts::place_name;
use crate::ui::condition::said::sentence;
use crate::ui::text::T;
use crate::ui::text::sentence::Words;
use crate::ui::tone::Rank;
use crate::ui::widget::OverNote;

/// The row.
#[component]
pub fn ClassRow(it: DimensionTable, class: Text) -> impl IntoView {
    let row = ClassEdit::new(it, &class);
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
        let (dimension, target) = (it.id.get_value(), row.entry.id());
        let place = Place::Class {
            dimension,
            class: dragged,
        };
        it.desk.edit_at(&place, T::did_move, None, |rules| {
            if let Place::Class { dimension, class } = &place {
                edit::place_class(rules, dimension, class, &target);
            }
        });
    };
    view! {
        <li class="classrow" data-entry=class.to_string() data-testid="rule-class" on:dragover=over on:drop=dropped>
            <ClassHead row=row bands=bands />
            <div class="classrow__body">{body} {found_at(it.desk, is_here)} <Care row=row /></div>
        </li>
    }
}

#[component]
fn ClassHead(row: ClassEdit, bands: bool) -> impl IntoView {
    let desk = row.it.desk;
    let rank = Memo::new(move |_| {
        desk.rules.with(|rules| {
            let dimension = row.it.id.with_value(|id| rules.dimension(id));
            dimension.map_or(Rank::None, |d| Rank::in_rules(rules, d, &row.entry.id()))
        })
    });
    let name = Signal::derive(move || row.entry.name());
    let rename = Callback::new(move |name: String| row.change(T::did_rename, Some("name"), |c| c.name = name.into()));
    let over = RwSignal::new(None);
    let named = if bands {
        view! { <span>{name}</span> }.into_any()
    } else {
        view! { <NameField label=move || desk.t().class_name() class="classrow__name" value=name on_name=rename over=over /> }
            .into_any()
    };
    let handle = (!bands).then(|| handle(row));
    let tools = (!bands).then(|| view! { <EntryTools it=row.entry /> });
    view! {
        <div class="classrow__head">
            {handle} <span class="classrow__n">{move || row.entry.nth() + 1}</span>
            <span class="chip" data-dim=move || row.it.palette() data-rank=move || rank.get().key()>
                <i class="chip__key"></i>
                {named}
            </span>
            <OverNote over=over />
            {class_count(desk, row.it.counts, row.entry.id())}
            {tools}
        </div>
    }
}

/// What is dragged; by keyboard the arrows beside do the same.
fn handle(row: ClassEdit) -> impl IntoView {
    let start = move |ev: web_sys::DragEvent| {
        let id = row.entry.id();
        if let Some(data) = ev.data_transfer() {
            data.set_effect_allowed("move");
            // Firefox drags nothing that carries nothing.
            let _ = data.set_data("text/plain", &id);
        }
        row.it.dragged.set(Some(id));
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

/// The condition, and what it says.
#[component]
fn Rule(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let Some(place) = row.entry.place.try_get_value() else {
        return ().into_any();
    };
    let nth = Memo::new(move |_| row.entry.nth());
    let lead = Signal::derive(move || match nth.get() {
        0 => String::new(),
        1 => {
            let class = row.it.classes.with(|all| all.first().cloned()).unwrap_or_default();
            let above = Place::Class {
                dimension: row.it.id.get_value(),
                class,
            };
            let name = desk.rules.with(|rules| place_name(desk.lang(), rules, &above));
            desk.t().not_in_and(name)
        }
        _ => desk.t().not_before_and().to_owned(),
    });
    let said = sentence(desk.names, place.clone());
    let is_rest = move || row.it.read(|d| d.otherwise.as_ref() == Some(&row.entry.id()));
    let has_condition = Memo::new(move |_| row.read(|c| c.when.is_some()));
    let words = move || {
        let t = desk.t();
        let rest = is_rest();
        match (has_condition.get(), rest) {
            (false, true) => t.rest_is_here().to_owned(),
            (false, false) => t.nobody_is_here().to_owned(),
            (true, _) => {
                let whole = match nth.get() {
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
    .into_any()
}

/// What a band's border says; it is edited with the score.
#[component]
fn BandSaid(row: ClassEdit) -> impl IntoView {
    let desk = row.it.desk;
    let words = move || {
        let lang = desk.lang();
        let said = desk.with_plan(|plan| {
            let (of, id) = (row.it.id.get_value(), row.entry.id());
            let dimension = plan.dimensions.iter().find(|d| d.id == of)?;
            let class = dimension.classes.iter().find(|c| c.id == id)?;
            class.when.as_ref().map(|when| Words { lang, plan }.condition(when))
        });
        said.flatten().unwrap_or_default()
    };
    view! { <p class="classrow__said">{words}</p> }
}
