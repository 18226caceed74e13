//! Groups of customers that people named: a condition under a name, asked for wherever customers are: lists, portraits, campaigns, goals.
//!
//! They stand in the settings under [`GROUPS`], among the further fields:
//! `[{"id": "g1", "name": "华东大客户", "when": {"fact": "region", "operator": "equal", "value": "江苏"}}]`. Who is in one follows from the
//! rules in force and the day, and is stored nowhere. What cannot be read is left out.

use serde_json::Value;

use super::stored::{self, Counted, Idle};
use crate::domain::columns::Bits;
use crate::domain::kind::Settings;
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::world::World;

/// The key among the further fields of the settings.
pub const GROUPS: &str = "customer_groups";
/// More groups than this nobody tells apart.
pub const MOST: usize = 50;

/// A group.
#[derive(Clone, Debug)]
pub struct Group {
    /// What addresses call it; it stays when the name changes.
    pub id: Text,
    /// What people call it.
    pub name: Text,
    /// Who is in it.
    pub when: Condition,
    /// The same as the book has it, with what else it says.
    said: Value,
}

/// What else the book says of a group is shown nowhere.
impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.name, &self.when) == (&other.id, &other.name, &other.when)
    }
}

impl Group {
    /// A new one.
    pub fn new(id: &str, name: &str, when: Condition) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            when,
            said: Value::Null,
        }
    }

    fn read(value: &Value) -> Option<Self> {
        let map = value.as_object()?;
        let text = |key: &str| {
            map.get(key)
                .and_then(Value::as_str)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        Some(Self {
            id: text("id")?.into(),
            name: text("name")?.into(),
            when: Condition::from_json(map.get("when")?, "").ok()?,
            said: value.clone(),
        })
    }

    fn written(&self) -> Value {
        let mut map = self.said.as_object().cloned().unwrap_or_default();
        map.insert("id".into(), (&*self.id).into());
        map.insert("name".into(), (&*self.name).into());
        map.insert("when".into(), serde_json::to_value(&self.when).unwrap_or_default());
        Value::Object(map)
    }
}

/// Those of a book, in their order.
pub fn groups(settings: &Settings) -> Vec<Group> {
    let all = stored::list(settings, GROUPS).unwrap_or_default();
    counted(all).into_iter().flatten().collect()
}

fn counted(all: &[Value]) -> Counted<Group> {
    let mut ids: Vec<Text> = Vec::new();
    let one = |value: &Value| match Group::read(value) {
        None => Err(Idle::Unread),
        Some(group) if ids.contains(&group.id) => Err(Idle::Twice),
        Some(_) if ids.len() == MOST => Err(Idle::Beyond(MOST)),
        Some(group) => {
            ids.push(group.id.clone());
            Ok(group)
        }
    };
    all.iter().map(one).collect()
}

/// What the list of a book says that is none of its groups: the places in it, and why.
pub fn idle(settings: &Settings) -> Vec<(usize, Idle)> {
    stored::idle(counted(stored::list(settings, GROUPS).unwrap_or_default()))
}

/// Writes them into the settings, with what stands there and does not count.
pub fn keep(settings: &mut Settings, groups: &[Group]) {
    let known = stored::list(settings, GROUPS).unwrap_or_default();
    let all = stored::with(known, &counted(known), groups, Group::written);
    settings.extra.set(GROUPS, (!all.is_empty()).then(|| all.into()));
}

/// Who meets a condition by the rules in force; everybody where there is none. Nothing where it cannot be read.
pub fn meets(world: &World, when: Option<&Condition>) -> Option<Bits> {
    let evaluation = &world.evaluation;
    let mut found = evaluation.columns.live.clone();
    if let Some(when) = when {
        let node = evaluation.plan.node(when, "").ok()?;
        let met = evaluation.ground(&world.book).mask(&node);
        let met = met.iter().copied().chain(std::iter::repeat(0));
        found.iter_mut().zip(met).for_each(|(found, met)| *found &= met);
    }
    Some(found)
}
