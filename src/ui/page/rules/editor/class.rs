//! A class of a dimension: who belongs to it, how many those are now and under the draft, and what to do with them.

use crate::state::live::*;

use super::care::Care;
use super::dimension::{Table, name_of};
use super::found::found_at;
use super::when::editing;
use super::writing::NameField;
use crate::domain::record::Text;
use crate::domain::rule::edit::{self, Place};
use crate::domain::rule::{Class, Rulebook};
use crate::ui::condition::ConditionEditor;
use crate::ui::condition::facts::place_name;
use crate::ui::condition::said::sentence;
use crate::ui::focus::focus_soon;
use crate::ui::format;
use crate::ui::text::{T, names};
use crate::ui::tone::Rank;
use crate::ui::widget::{Icon, IconButton, Menu, MenuItem};

/// A class that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Row {
    /// The dimension.
    pub it: Table,
    /// The class's id.
    pub id: StoredValue<Text>,
    class: Memo<Option<Class>>,
    place: Memo<usize>,
}

impl Row {
    /// Reads the class. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Class) -> R) -> R {
        self.class.with(|class| class.as_ref().map(read)).unwrap_or_default()
    }

    fn name(self) -> String {
        let lang = self.it.desk.lang();
        let found = self.it.desk.rules.with(|rules| {
            let dimension = self.it.id.with_value(|id| rules.dimension(id))?;
            let all = rules.classes(dimension);
            let (id, name) = self
                .id
                .with_value(|id| all.into_iter().find(|(known, _)| *known == &**id))?;
            Some(names::class_called(lang, &dimension.id, id, name))
        });
        found.unwrap_or_default()
    }

    /// Changes the class in the draft; steps in a row of the same key are one.
    pub fn change(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Class)) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        let key = key.map(|key| format!("dimensions[{dimension}].classes[{class}]/{key}"));
        self.edit(label, key, |rules| edit::with_class(rules, &dimension, &class, change));
    }

    fn edit(self, label: fn(T, String) -> String, key: Option<String>, change: impl FnOnce(&mut Rulebook)) {
        let Some(name) = self.id.try_with_value(|id| name_of(self.it, id)) else {
            return;
        };
        self.it.desk.edit(|t| label(t, name(t)), key, change);
    }

    fn shift(self, steps: i32) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_move, None, |rules| {
            edit::move_class(rules, &dimension, &class, steps)
        });
        let button = if steps < 0 { "up" } else { "down" };
        focus_soon(format!("[data-entry=\"{class}\"] [data-move=\"{button}\"]"));
    }

    fn copy(self) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        let t = untrack(|| self.it.desk.t());
        let name = t.copy_of(name_of(self.it, &class)(t));
        let mut made = None;
        self.edit(T::did_copy, None, |rules| {
            made = edit::copy_class(rules, &dimension, &class, &name)
        });
        if let Some(made) = made {
            focus_soon(format!("[data-entry=\"{made}\"] .classrow__name"));
        }
    }

    fn retire(self) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_retire, None, |rules| {
            edit::retire_class(rules, &dimension, &class, true)
        });
        self.focus_neighbour();
    }

    fn remove(self) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_remove, None, |rules| {
            edit::remove_class(rules, &dimension, &class)
        });
        self.focus_neighbour();
    }

    /// The row is gone: the focus goes to the one that took its place, else to the button that adds one.
    fn focus_neighbour(self) {
        let place = self.place.get_untracked();
        let left = untrack(|| self.it.classes.get());
        let next = left.get(place).or(left.last());
        focus_soon(next.map_or_else(
            || "[data-testid=add-class]".to_owned(),
            |id| format!("[data-entry=\"{id}\"] .classrow__name"),
        ));
    }
}

/// The row.
#[component]
pub fn ClassRow(
    /// The dimension.
    it: Table,
    /// The class's id.
    class: Text,
) -> impl IntoView {
    let id = class.clone();
    let mine = Memo::new(move |_| it.read(|d| d.classes.iter().find(|c| c.id == id).cloned()));
    let id = class.clone();
    let row = Row {
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
fn Head(row: Row, bands: bool) -> impl IntoView {
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
fn handle(row: Row) -> impl IntoView {
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

fn tools(row: Row) -> impl IntoView {
    let desk = row.it.desk;
    let item = move |icon, text: fn(T) -> &'static str, run: fn(Row)| MenuItem {
        icon,
        text: (move || text(desk.t()).to_owned()).into(),
        run: Callback::new(move |()| run(row)),
    };
    let items = Signal::derive(move || {
        let mut all = vec![item("copy", T::copy, Row::copy), item("minus", T::retire, Row::retire)];
        if !row
            .it
            .id
            .with_value(|d| row.id.with_value(|c| edit::is_default_class(d, c)))
        {
            all.push(item("trash", T::delete, Row::remove));
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
                on:click=move |_| row.shift(-1)
            />
            <IconButton
                icon="arrow-down"
                size="btn--small"
                label=move || desk.t().rule_down(row.name())
                attr:data-move="down"
                on:click=move |_| row.shift(1)
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

/// 现 36 家 → 44 家 ＋8
#[component]
fn Counts(row: Row) -> impl IntoView {
    let desk = row.it.desk;
    let counts = Memo::new(move |_| {
        let id = row.id.get_value();
        row.it.counts.with(|all| {
            all.iter()
                .find(|c| c.class.as_ref() == Some(&id))
                .map(|c| (c.now, c.then))
        })
    });
    move || counts.get().map(|(now, then)| counted(desk.t(), now, then))
}

/// A number of customers now and under the draft.
pub fn counted(t: T, now: usize, then: usize) -> impl IntoView + use<> {
    let change = (now != then).then(|| {
        let more = if then > now { "＋" } else { "−" };
        view! {
            <Icon name="arrow-right" size=14 />
            <b>{t.customers_then(then)}</b>
            <b class="counted__by">{format!("{more}{}", format::count(now.abs_diff(then)))}</b>
        }
    });
    view! {
        <span class="counted" data-testid="class-count" data-now=now.to_string() data-then=then.to_string()>
            <span>{t.customers_now(now)}</span>
            {change}
        </span>
    }
}

/// The condition, and what it says.
#[component]
fn Rule(row: Row) -> impl IntoView {
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
fn BandSaid(row: Row) -> impl IntoView {
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
