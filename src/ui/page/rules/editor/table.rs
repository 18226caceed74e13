//! What the parts of a dimension and of its classes share.

use std::sync::Arc;

use crate::state::live::*;

use super::entry::EntryEdit;
use crate::domain::authoring::edit::{self, Place};
use crate::domain::record::Text;
use crate::domain::report::moves::ClassCount;
use crate::domain::rule::{Class, Dimension};
use crate::ui::page::rules::desk::RulesDesk;
use crate::ui::text::{T, names};

/// A dimension that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct DimensionTable {
    pub desk: RulesDesk,
    pub id: StoredValue<Text>,
    /// The dimension in the draft; nothing where it is gone.
    pub dimension: Memo<Option<Arc<Dimension>>>,
    /// The ids of its classes in use, in order; those of its bands where it has some.
    pub classes: Memo<Vec<Text>>,
    /// How many customers each class has now and under the draft.
    pub counts: Memo<Vec<ClassCount>>,
    /// The class that is being dragged.
    pub dragged: RwSignal<Option<Text>>,
}

impl DimensionTable {
    pub fn new(desk: RulesDesk, id: Text) -> Self {
        let (own, counted) = (id.clone(), id.clone());
        let dimension = Memo::new(move |_| desk.rules.with(|rules| rules.dimension(&own).cloned().map(Arc::new)));
        let classes = Memo::new(move |_| {
            let Some(dimension) = dimension.get() else {
                return Vec::new();
            };
            let of_score = dimension.bands_of.is_some();
            let out = |id: &str| {
                dimension
                    .classes
                    .iter()
                    .any(|c| *c.id == *id && c.retired == Some(true))
            };
            desk.rules.with(|rules| {
                let all = rules.classes(&dimension).into_iter().map(|(id, _)| id);
                all.filter(|id| of_score || !out(id)).map(Text::from).collect()
            })
        });
        let counts = Memo::new(move |_| {
            let found = desk.shop.moves(&counted);
            found.map_or_else(Vec::new, |moves| moves.counts.clone())
        });
        Self {
            desk,
            id: StoredValue::new(id),
            dimension,
            classes,
            counts,
            dragged: RwSignal::new(None),
        }
    }

    /// Reads the dimension. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Dimension) -> R) -> R {
        self.dimension.with(|d| d.as_deref().map(read)).unwrap_or_default()
    }

    /// The dimension's colour. Tracked.
    pub fn palette(self) -> String {
        let hue = self.read(|d| d.hue);
        self.id.with_value(|id| crate::ui::tone::palette(id, hue).to_owned())
    }

    /// Whether its classes are the bands of a score. Tracked.
    pub fn has_bands(self) -> bool {
        self.read(|d| d.bands_of.is_some())
    }

    /// Changes the dimension in the draft; steps in a row of the same key are one.
    pub fn change(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Dimension)) {
        let id = self.id.get_value();
        let name = |t: T| untrack(|| self.read(|d| names::dimension_called(t.0, &d.id, &d.name)));
        let key = key.map(|key| format!("dimensions[{id}]/{key}"));
        self.desk.edit(
            |t| label(t, name(t)),
            key,
            |rules| edit::with_dimension(rules, &id, change),
        );
    }
}

/// A class that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ClassEdit {
    pub it: DimensionTable,
    /// The class as an entry of the dimension.
    pub entry: EntryEdit,
    pub class: Memo<Option<Class>>,
}

impl ClassEdit {
    pub fn new(it: DimensionTable, class: &Text) -> Self {
        let id = class.clone();
        let dimension = it.id.get_value();
        let class = class.clone();
        Self {
            it,
            entry: EntryEdit {
                desk: it.desk,
                place: StoredValue::new(Place::Class { dimension, class }),
                ids: it.classes,
            },
            class: Memo::new(move |_| it.read(|d| d.classes.iter().find(|c| c.id == id).cloned())),
        }
    }

    /// Reads the class. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Class) -> R) -> R {
        self.class.with(|class| class.as_ref().map(read)).unwrap_or_default()
    }

    /// Changes the class in the draft; steps in a row of the same key are one.
    pub fn change(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Class)) {
        self.entry.edit(label, key, |rules, place| {
            if let Place::Class { dimension, class } = place {
                edit::with_class(rules, dimension, class, change);
            }
        });
    }
}
