//! The conditions of playbooks and of their steps, in the editor of conditions.

use crate::state::live::*;

use super::desk::CareDesk;
use crate::domain::authoring::edit::{List, Place, Tree};
use crate::domain::care::Playbook;
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::ui::condition::{ConditionChange, Editing, facts};
use crate::ui::text::sentence::Words;

/// Which condition of a playbook: its audience, what was so before that was met, or that of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whom the playbook is for.
    Audience,
    /// What was so the day before the audience's condition came to be met.
    Before,
    /// For whom of them a step is, by its id.
    Step(Text),
}

impl Asked {
    fn of<'a>(&self, playbook: &'a Playbook) -> Option<&'a Condition> {
        match self {
            Self::Audience => playbook.audience.as_ref(),
            Self::Before => playbook.trigger.before.as_ref(),
            Self::Step(id) => playbook.steps.iter().find(|step| step.id == *id)?.when.as_ref(),
        }
    }

    fn set(&self, playbook: &mut Playbook, condition: Option<Condition>) {
        match self {
            Self::Audience => playbook.audience = condition,
            Self::Before => playbook.trigger.before = condition,
            Self::Step(id) => {
                let step = playbook.steps.iter_mut().find(|step| step.id == *id);
                if let Some(step) = step {
                    step.when = condition;
                }
            }
        }
    }

    fn place(&self, playbook: &str) -> String {
        match self {
            Self::Audience => format!("playbooks[{playbook}].audience"),
            Self::Before => format!("playbooks[{playbook}].trigger.before"),
            Self::Step(id) => format!("playbooks[{playbook}].steps[{id}].when"),
        }
    }
}

/// The condition of the draft, for the editor.
pub fn editing(desk: CareDesk, id: Text, asked: Asked) -> Editing {
    let tree_of = |books: &[Playbook], id: &str, asked: &Asked| {
        let found = books.iter().find(|known| *known.id == *id);
        Tree::of(found.and_then(|playbook| asked.of(playbook)))
    };
    let place = asked.place(&id);
    let (now, then) = ((id.clone(), asked.clone()), (id.clone(), asked.clone()));
    let change = move |change: ConditionChange| {
        let ConditionChange { key, edit, .. } = change;
        let key = key.map(|key| format!("{}/{key}", asked.place("")));
        desk.change(&id, key.as_deref(), |playbook| {
            let mut tree = Tree::of(asked.of(playbook));
            edit(&mut tree);
            asked.set(playbook, tree.condition());
        });
    };
    Editing {
        names: desk.names,
        tree: Memo::new(move |_| desk.books.with(|books| tree_of(books, &now.0, &now.1))),
        base: Memo::new(move |_| desk.base.with(|books| tree_of(books, &then.0, &then.1))),
        // A playbook looks at what a tag may look at: all dimensions and signals.
        facts: Memo::new(move |_| facts::choices(desk.names, &Place::Named(List::Tags, Text::default()))),
        place: StoredValue::new(place),
        on_change: Callback::new(change),
        on_leave: desk.left,
        beside: StoredValue::new(None),
    }
}

/// A condition as a sentence; empty where there is none. Tracked.
pub fn said(desk: CareDesk, id: &str, asked: &Asked) -> String {
    let condition = desk.read(id, |playbook| asked.of(playbook).cloned()).flatten();
    let lang = desk.names.lang();
    let said = condition.and_then(|when| desk.names.with_plan(|plan| Words { lang, plan }.condition(&when)));
    said.unwrap_or_default()
}
