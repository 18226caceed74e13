//! The conditions of rules: what the editor of conditions needs to know of the draft.

use std::sync::Arc;

use crate::state::live::*;

use super::found::found_at;
use super::issues::issues_of;
use crate::domain::authoring::edit::Place;
use crate::ui::condition::{Beside, ConditionChange, ConditionPart, Editing, facts};
use crate::ui::page::rules::desk::RulesDesk;

/// The condition at a place of the draft.
pub fn editing(desk: RulesDesk, place: Place) -> Editing {
    let (now, then, at) = (place.clone(), place.clone(), place.clone());
    let path = place.path();
    let change = move |change: ConditionChange| {
        let ConditionChange { label, key, edit } = change;
        desk.edit_at(&place, label, key.as_deref(), |rules| place.change(rules, edit));
    };
    let beside: Beside = Arc::new(move |it, part| match part {
        ConditionPart::Group(path) => found_at(desk, move |place| it.is_group_place(path, place)).into_any(),
        ConditionPart::Leaf(path) => view! {
            {issues_of(desk, it, path)}
            {found_at(desk, move |place| it.is_leaf_place(path, place))}
        }
        .into_any(),
    });
    Editing {
        names: desk.names,
        tree: Memo::new(move |_| now.tree(&desk.rules.get())),
        base: Memo::new(move |_| then.tree(&desk.base.get())),
        facts: Memo::new(move |_| facts::choices(desk.names, &at)),
        place: StoredValue::new(path),
        on_change: Callback::new(change),
        on_leave: desk.left,
        beside: StoredValue::new(Some(beside)),
    }
}
