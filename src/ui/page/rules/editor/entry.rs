//! An entry of a list of the draft, a class, a tag or a signal: what is done to it, and what stands at the end of its row.

use crate::state::live::*;

use crate::domain::authoring::edit::Place;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::ui::condition::facts::place_name;
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::desk::{RulesDesk, use_desk};
use crate::ui::text::T;
use crate::ui::widget::{IconButton, LinkButton, MenuItem, MoreMenu};

/// An entry that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct EntryEdit {
    pub desk: RulesDesk,
    pub place: StoredValue<Place>,
    /// The ids of its list in use, in order.
    pub ids: Memo<Vec<Text>>,
}

impl EntryEdit {
    /// Its id; nothing once its row is gone.
    pub fn id(self) -> Text {
        self.place.with_value(|place| place.id().clone())
    }

    /// What it is called. Tracked.
    pub fn name(self) -> String {
        let lang = self.desk.lang();
        let named = |place: &Place| self.desk.rules.with(|rules| place_name(lang, rules, place));
        self.place.with_value(named)
    }

    /// How many stand before it. Tracked.
    pub fn nth(self) -> usize {
        let id = self.id();
        self.ids
            .with(|ids| ids.iter().position(|other| *other == id))
            .unwrap_or(0)
    }

    /// Changes the draft under a label that names the entry; steps in a row of the same key are one.
    pub fn edit(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Rulebook, &Place)) {
        if let Some(place) = self.place.try_get_value() {
            self.desk.edit_at(&place, label, key, |rules| change(rules, &place));
        }
    }

    fn shift(self, steps: i32) {
        self.edit(T::did_move, None, |rules, place| place.shift(rules, steps));
        focus_move(&self.id(), steps);
    }

    fn copy(self) {
        let name = untrack(|| self.desk.t().copy_of(self.name()));
        let mut made = None;
        self.edit(T::did_copy, None, |rules, place| made = place.copy(rules, &name));
        if let Some(made) = made {
            focus_name(&made);
        }
    }

    /// The row goes: the focus goes to the one that takes its place, else to the button that adds one.
    fn away(self, label: fn(T, String) -> String, change: impl FnOnce(&mut Rulebook, &Place)) {
        let nth = untrack(|| self.nth());
        self.edit(label, None, change);
        let left = self.ids.get_untracked();
        match left.get(nth).or(left.last()) {
            Some(next) => focus_name(next),
            None => focus_soon(".ruled__foot .btn"),
        }
    }
}

/// Goes to the name of an entry.
pub fn focus_name(id: &str) {
    focus_soon(format!("[data-entry=\"{id}\"] input"));
}

/// Goes to the button that moved an entry.
pub fn focus_move(id: &str, steps: i32) {
    let button = if steps < 0 { "up" } else { "down" };
    focus_soon(format!("[data-entry=\"{id}\"] [data-move=\"{button}\"]"));
}

/// What stands at the end of an entry's row: up, down, and what is done more rarely.
#[component]
pub fn EntryTools(it: EntryEdit) -> impl IntoView {
    let t = move || it.desk.t();
    let items = Signal::derive(move || {
        let retire = move || it.away(T::did_retire, |rules, place| place.retire(rules, true));
        let remove = move || it.away(T::did_remove, |rules, place| place.remove(rules));
        let mut all = vec![
            MenuItem::new("copy", move || t().copy(), move || it.copy()),
            MenuItem::new("minus", move || t().retire(), retire),
        ];
        if !it.place.with_value(Place::is_default) {
            all.push(MenuItem::new("trash", move || t().delete(), remove));
        }
        all
    });
    view! {
        <span class="classrow__tools">
            <Shifts name=Signal::derive(move || it.name()) shift=Callback::new(move |steps| it.shift(steps)) />
            <MoreMenu items=items label=move || t().more_of(it.name()) />
        </span>
    }
}

/// Up and down: what stands earlier is tried first.
#[component]
pub fn Shifts(name: Signal<String>, shift: Callback<i32>) -> impl IntoView {
    let desk = use_desk();
    let button = move |icon: &'static str, label: fn(T, String) -> String, mark: &'static str, steps: i32| {
        view! {
            <IconButton
                icon=icon
                size="btn--small"
                label=move || label(desk.t(), name.get())
                attr:data-move=mark
                on_click=Callback::new(move |_| shift.run(steps))
            />
        }
    };
    view! {
        {button("arrow-up", T::rule_up, "up", -1)}
        {button("arrow-down", T::rule_down, "down", 1)}
    }
}

/// What is out of use, folded, with the way back: ids and names.
#[component]
pub fn OutOfUse(class: &'static str, entries: Memo<Vec<(Text, String)>>, restore: Callback<Text>) -> impl IntoView {
    let desk = use_desk();
    let row = move |(id, name): (Text, String)| {
        let label = desk.t().restore_of(&name);
        let restore = move |_| restore.run(id.clone());
        view! {
            <li>
                <span>{name}</span>
                <LinkButton text=move || desk.t().restore() attr:aria-label=label on_click=Callback::new(restore) />
            </li>
        }
    };
    view! {
        <Show when=move || entries.with(|all| !all.is_empty())>
            <details class=class>
                <summary>{move || desk.t().out_of_use(entries.with(Vec::len))}</summary>
                <ul>{move || entries.get().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}
