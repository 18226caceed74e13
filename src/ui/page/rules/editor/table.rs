//! What the parts of a dimension and of its classes share.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::authoring::edit::{self};
use crate::domain::record::Text;
use crate::domain::report::moves::ClassCount;
use crate::domain::rule::{Class, Dimension, Rulebook};
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::desk::Desk;
use crate::ui::text::{T, names};

/// A dimension that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct DimensionTable {
    /// The page.
    pub desk: Desk,
    /// The dimension's id.
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
    pub fn new(desk: Desk, id: Text) -> Self {
        let (own, counted) = (id.clone(), id.clone());
        let dimension = Memo::new(move |_| desk.rules.with(|rules| rules.dimension(&own).cloned().map(Arc::new)));
        let classes = Memo::new(move |_| {
            let Some(dimension) = dimension.get() else {
                return Vec::new();
            };
            let out = |id: &str| {
                dimension
                    .classes
                    .iter()
                    .any(|c| *c.id == *id && c.retired == Some(true))
            };
            let all = desk.rules.with(|rules| {
                rules
                    .classes(&dimension)
                    .into_iter()
                    .map(|(id, _)| Text::from(id))
                    .collect::<Vec<_>>()
            });
            all.into_iter()
                .filter(|id| dimension.bands_of.is_some() || !out(id))
                .collect()
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

/// What a class is called, in either language, before it is changed.
pub fn name_of(it: DimensionTable, class: &str) -> impl Fn(T) -> String + use<> {
    let rules = it.desk.rules.get_untracked();
    let (dimension, class) = (it.id.get_value(), Text::from(class));
    move |t| {
        let classes = rules
            .dimension(&dimension)
            .map(|d| rules.classes(d))
            .unwrap_or_default();
        let own = classes.iter().find(|(id, _)| **id == *class);
        own.map_or_else(String::new, |(id, name)| names::class_called(t.0, &dimension, id, name))
    }
}

/// A class that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ClassEdit {
    /// The dimension.
    pub it: DimensionTable,
    /// The class's id.
    pub id: StoredValue<Text>,
    /// The class in the draft.
    pub class: Memo<Option<Class>>,
    /// Its place among the others.
    pub place: Memo<usize>,
}

impl ClassEdit {
    /// Reads the class. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Class) -> R) -> R {
        self.class.with(|class| class.as_ref().map(read)).unwrap_or_default()
    }

    pub fn name(self) -> String {
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

    pub fn edit(self, label: fn(T, String) -> String, key: Option<String>, change: impl FnOnce(&mut Rulebook)) {
        let Some(name) = self.id.try_with_value(|id| name_of(self.it, id)) else {
            return;
        };
        self.it.desk.edit(|t| label(t, name(t)), key, change);
    }

    pub fn shift(self, steps: i32) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_move, None, |rules| {
            edit::move_class(rules, &dimension, &class, steps)
        });
        let button = if steps < 0 { "up" } else { "down" };
        focus_soon(format!("[data-entry=\"{class}\"] [data-move=\"{button}\"]"));
    }

    pub fn copy(self) {
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

    pub fn retire(self) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_retire, None, |rules| {
            edit::retire_class(rules, &dimension, &class, true)
        });
        self.focus_neighbour();
    }

    pub fn remove(self) {
        let (dimension, class) = (self.it.id.get_value(), self.id.get_value());
        self.edit(T::did_remove, None, |rules| {
            edit::remove_class(rules, &dimension, &class)
        });
        self.focus_neighbour();
    }

    /// The row is gone: the focus goes to the one that took its place, else to the button that adds one.
    pub fn focus_neighbour(self) {
        let place = self.place.get_untracked();
        let left = untrack(|| self.it.classes.get());
        let next = left.get(place).or(left.last());
        focus_soon(next.map_or_else(
            || "[data-testid=add-class]".to_owned(),
            |id| format!("[data-entry=\"{id}\"] .classrow__name"),
        ));
    }
}
