//! Dimensions and their classes.

use super::{fresh, shift, target};
use crate::domain::record::Text;
use crate::domain::rule::rulebook::{Class, Dimension, Rulebook};

/// Changes a dimension.
pub fn with_dimension(rules: &mut Rulebook, id: &str, change: impl FnOnce(&mut Dimension)) {
    if let Some(dimension) = rules.dimensions.iter_mut().find(|d| *d.id == *id) {
        change(dimension);
    }
}

/// Changes a class. A dimension of bands holds a class only for what its band has besides the score: it is made when missing.
pub fn with_class(rules: &mut Rulebook, dimension: &str, id: &str, change: impl FnOnce(&mut Class)) {
    with_dimension(rules, dimension, |dimension| {
        if dimension.bands_of.is_some() && !dimension.classes.iter().any(|c| *c.id == *id) {
            dimension.classes.push(class(id.into(), id.into()));
        }
        if let Some(class) = dimension.classes.iter_mut().find(|c| *c.id == *id) {
            change(class);
        }
    });
}

fn class(id: Text, name: Text) -> Class {
    Class {
        id,
        name,
        when: None,
        strategy: None,
        tone: None,
        retired: None,
        extra: Default::default(),
    }
}

/// Adds a dimension at the end with one class, and says its id. Such an id is the name of a fact, so it differs from signals' too.
pub fn add_dimension(rules: &mut Rulebook, name: &str, first_class: &str) -> Text {
    let id = fresh("dimension", rules.dimensions.iter().map(|d| &*d.id));
    rules.dimensions.push(Dimension {
        id: id.clone(),
        name: name.into(),
        classes: vec![class("class-1".into(), first_class.into())],
        otherwise: None,
        bands_of: None,
        text_of: None,
        override_by: None,
        hue: None,
        retired: None,
        rank: None,
        extra: Default::default(),
    });
    id
}

/// Whether the default rulebook has a dimension of this id: a book that leaves it out gets it back, so it can only be retired.
pub fn is_default_dimension(id: &str) -> bool {
    Rulebook::standard().dimension(id).is_some()
}

/// Takes a dimension of a user's own away.
pub fn remove_dimension(rules: &mut Rulebook, id: &str) {
    if !is_default_dimension(id) {
        rules.dimensions.retain(|d| *d.id != *id);
    }
}

/// Puts a dimension out of use, or into use again.
pub fn retire_dimension(rules: &mut Rulebook, id: &str, retired: bool) {
    with_dimension(rules, id, |d| d.retired = retired.then_some(true));
}

/// Moves a dimension by steps among those in use; up is negative.
pub fn move_dimension(rules: &mut Rulebook, id: &str, steps: i32) {
    let used: Vec<bool> = rules.dimensions.iter().map(|d| d.retired != Some(true)).collect();
    if let Some(from) = rules.dimensions.iter().position(|d| *d.id == *id) {
        shift(&mut rules.dimensions, from, target(&used, from, steps));
    }
}

/// Adds a class behind the others and says its id.
pub fn add_class(rules: &mut Rulebook, dimension: &str, name: &str) -> Text {
    let taken = rules.dimension(dimension).map_or(&[][..], |d| &d.classes);
    let id = fresh("class", taken.iter().map(|c| &*c.id));
    with_dimension(rules, dimension, |d| {
        d.classes.push(class(id.clone(), name.into()));
        if let Some(rank) = &mut d.rank {
            rank.push(id.clone());
        }
    });
    id
}

/// Copies a class to the place behind it, under another name, and says the copy's id.
pub fn copy_class(rules: &mut Rulebook, dimension: &str, id: &str, name: &str) -> Option<Text> {
    let classes = &rules.dimension(dimension)?.classes;
    let place = classes.iter().position(|c| *c.id == *id)?;
    let copy = Class {
        id: fresh("class", classes.iter().map(|c| &*c.id)),
        name: name.into(),
        ..classes[place].clone()
    };
    let made = copy.id.clone();
    with_dimension(rules, dimension, |d| {
        d.classes.insert(place + 1, copy);
        if let Some(rank) = &mut d.rank {
            let behind = rank
                .iter()
                .position(|ranked| **ranked == *id)
                .map_or(rank.len(), |at| at + 1);
            rank.insert(behind, made.clone());
        }
    });
    Some(made)
}

/// Whether the default rulebook has this class in this dimension.
pub fn is_default_class(dimension: &str, id: &str) -> bool {
    let default = Rulebook::standard().dimension(dimension);
    default.is_some_and(|d| d.classes.iter().any(|c| *c.id == *id))
}

/// Takes a class away; it is then nobody's `otherwise` either.
pub fn remove_class(rules: &mut Rulebook, dimension: &str, id: &str) {
    with_dimension(rules, dimension, |d| {
        d.classes.retain(|c| *c.id != *id);
        d.otherwise.take_if(|o| **o == *id);
        if let Some(rank) = &mut d.rank {
            rank.retain(|ranked| **ranked != *id);
        }
    });
}

/// The classes of a dimension in use from best to worst, each once: as ranked, then those that the rank leaves out, as they are tried.
pub fn ranked(rules: &Rulebook, dimension: &str) -> Vec<Text> {
    let Some(dimension) = rules.dimension(dimension) else {
        return Vec::new();
    };
    let is_retired = |id: &str| {
        dimension
            .classes
            .iter()
            .any(|c| *c.id == *id && c.retired == Some(true))
    };
    let classes: Vec<Text> = rules.classes(dimension).into_iter().map(|(id, _)| id.into()).collect();
    let mut all: Vec<Text> = Vec::new();
    let rank = dimension.rank.iter().flatten().filter(|id| classes.contains(id));
    for id in rank.chain(&classes).filter(|id| !is_retired(id)) {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

/// Says that a dimension has better and worse, as its classes are tried; or that it has none.
pub fn set_ranked(rules: &mut Rulebook, dimension: &str, is_ranked: bool) {
    let rank = is_ranked.then(|| ranked(rules, dimension));
    with_dimension(rules, dimension, |d| d.rank = rank);
}

/// Moves a class by steps in the rank; better is negative. What the rank left out, named twice or does not know is mended.
pub fn move_rank(rules: &mut Rulebook, dimension: &str, id: &str, steps: i32) {
    let mut rank = ranked(rules, dimension);
    if let Some(from) = rank.iter().position(|ranked| **ranked == *id) {
        let used = vec![true; rank.len()];
        shift(&mut rank, from, target(&used, from, steps));
        with_dimension(rules, dimension, |d| d.rank = Some(rank));
    }
}

/// Puts a class out of use, or into use again. Nobody falls into one that is out of use.
pub fn retire_class(rules: &mut Rulebook, dimension: &str, id: &str, retired: bool) {
    with_class(rules, dimension, id, |c| c.retired = retired.then_some(true));
    if retired {
        with_dimension(rules, dimension, |d| drop(d.otherwise.take_if(|o| **o == *id)));
    }
}

/// Moves a class by steps among those in use; up is negative.
pub fn move_class(rules: &mut Rulebook, dimension: &str, id: &str, steps: i32) {
    with_dimension(rules, dimension, |d| {
        let used: Vec<bool> = d.classes.iter().map(|c| c.retired != Some(true)).collect();
        if let Some(from) = d.classes.iter().position(|c| *c.id == *id) {
            shift(&mut d.classes, from, target(&used, from, steps));
        }
    });
}

/// Moves a class to the place where another stands.
pub fn place_class(rules: &mut Rulebook, dimension: &str, id: &str, at: &str) {
    with_dimension(rules, dimension, |d| {
        let place = |id: &str| d.classes.iter().position(|c| *c.id == *id);
        if let (Some(from), Some(to)) = (place(id), place(at)) {
            shift(&mut d.classes, from, to);
        }
    });
}

/// Chooses the class of whoever matches none; nothing leaves them unclassified.
pub fn set_otherwise(rules: &mut Rulebook, dimension: &str, class: Option<&str>) {
    with_dimension(rules, dimension, |d| d.otherwise = class.map(Text::from));
}
