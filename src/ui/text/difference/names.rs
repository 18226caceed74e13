//! Names of the entries of two rulebooks: the later one's, and the earlier one's for what is gone.

use super::Telling;
use crate::domain::authoring::difference::Place;
use crate::domain::label::Lang;
use crate::domain::metric::foreseen::MODEL;
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Dimension, Rulebook};
use crate::ui::format;
use crate::ui::text::names;
use crate::ui::text::sentence::{Words, exact};

/// One of the two rulebooks, with the words for it.
pub(super) struct Side<'a> {
    pub(super) rules: &'a Rulebook,
    lang: Lang,
    plan: Plan,
}

impl<'a> Side<'a> {
    pub(super) fn new(lang: Lang, rules: &'a Rulebook) -> Self {
        let plan = Plan::sketch(rules);
        Self { rules, lang, plan }
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words {
            lang: self.lang,
            plan: &self.plan,
        }
    }

    /// The name of an entry, where this rulebook has it and gives it one.
    pub(super) fn name(&self, place: &Place) -> Option<String> {
        let (lang, rules) = (self.lang, self.rules);
        let by_id = |id: &str| rules.scores.iter().find(|s| *s.id == *id);
        match place {
            Place::Dimension(id) => rules.dimension(id).map(|d| names::dimension_called(lang, id, &d.name)),
            Place::Class(dimension, id) => {
                let found = rules.dimension(dimension)?;
                let mut all = rules.classes(found).into_iter().chain(rows(found));
                all.find(|(class, _)| **class == **id)
                    .map(|(_, name)| names::class_called(lang, dimension, id, name))
            }
            Place::Score(id) => by_id(id).map(|score| names::score(lang, score)),
            Place::Term(id, term) => {
                let found = by_id(id)?.terms.iter().find(|t| t.metric == *term)?;
                Some(self.words().fact(&found.metric))
            }
            Place::Band(id, band) => {
                let found = by_id(id)?.bands.iter().find(|b| b.id == *band)?;
                let dimension = rules.dimensions.iter().find(|d| d.bands_of.as_ref() == Some(id));
                let dimension = dimension.map_or("", |d| &*d.id);
                Some(names::class_called(lang, dimension, band, &found.name))
            }
            Place::Tag(id) => {
                let found = rules.tags.iter().find(|t| t.id == *id)?;
                Some(names::tag_called(lang, id, &found.name))
            }
            Place::Signal(id) => {
                let found = rules.signals.iter().find(|s| s.id == *id)?;
                Some(names::signal_called(lang, id, &found.name))
            }
            Place::Rfm | Place::Example(_) | Place::Other(_) => None,
        }
    }
}

/// The classes as they are written, also those of a dimension that takes its classes from bands.
fn rows(dimension: &Dimension) -> impl Iterator<Item = (&str, &str)> {
    dimension.classes.iter().map(|c| (&*c.id, &*c.name))
}

impl Telling<'_> {
    /// An entry's name, by the later rulebook where that has it.
    pub(super) fn name(&self, place: &Place) -> String {
        let name = self.after.name(place).or_else(|| self.before.name(place));
        name.unwrap_or_else(|| match place {
            Place::Rfm => self.t().differs_rfm().to_owned(),
            Place::Example(id) => self.example_name(id),
            Place::Other(key) => self.key(key),
            Place::Dimension(id) | Place::Class(_, id) | Place::Score(id) | Place::Term(_, id) => id.to_string(),
            Place::Band(_, id) | Place::Tag(id) | Place::Signal(id) => id.to_string(),
        })
    }

    /// The entry as a thing: `维度「客户价值」`, `「重点客户」`, `标签「忠诚客户」`.
    pub(super) fn what(&self, place: &Place) -> String {
        let (t, name) = (self.t(), self.name(place));
        let score = |id: &Text| self.name(&Place::Score(id.clone()));
        match place {
            Place::Dimension(_) => t.what_dimension(name),
            Place::Class(..) => t.what_class(name),
            Place::Score(_) => t.what_score(name),
            Place::Term(id, _) => t.what_term(score(id), name),
            Place::Band(id, _) => t.what_band(score(id), name),
            Place::Tag(_) => t.what_tag(name),
            Place::Signal(_) => t.what_signal(name),
            Place::Example(_) => t.what_example(name),
            Place::Other(_) => t.what_other(name),
            Place::Rfm => name,
        }
    }

    /// The entry that a change stands behind: `战略客户`, `健康度`, `标签「忠诚客户」`.
    pub(super) fn owner(&self, place: &Place) -> String {
        match place {
            Place::Dimension(_) | Place::Class(..) | Place::Score(_) => self.name(place),
            Place::Term(id, _) | Place::Band(id, _) => self.name(&Place::Score(id.clone())),
            _ => self.what(place),
        }
    }

    /// What a new entry says, at its place in the later list.
    pub(super) fn content(&self, place: &Place, at: usize) -> Option<String> {
        let (rules, words, t) = (self.after.rules, self.after.words(), self.t());
        let score = |id: &Text| rules.scores.iter().find(|s| s.id == *id);
        let told = match place {
            Place::Dimension(id) => {
                let classes = rules.classes(rules.dimensions.get(at)?);
                let names = classes
                    .iter()
                    .map(|(class, name)| names::class_called(self.lang, id, class, name));
                format::list(names, self.lang)
            }
            Place::Class(id, _) => words.condition(rules.dimension(id)?.classes.get(at)?.when.as_ref()?),
            Place::Score(_) => {
                let terms = &rules.scores.get(at)?.terms;
                format::list(terms.iter().map(|term| words.fact(&term.metric)), self.lang)
            }
            Place::Term(id, _) => t.term_weight(exact(score(id)?.terms.get(at)?.weight)),
            Place::Band(id, _) => t.bound_of_band(exact(score(id)?.bands.get(at)?.from)),
            Place::Tag(_) => words.condition(&rules.tags.get(at)?.when),
            Place::Signal(_) => words.condition(&rules.signals.get(at)?.when),
            Place::Example(_) => self.expected(&self.after, rules.examples.get(at)?),
            Place::Rfm | Place::Other(_) => return None,
        };
        Some(told).filter(|told| !told.is_empty())
    }

    /// A key of the rulebook that nothing evaluates yet.
    fn key(&self, key: &str) -> String {
        let t = self.t();
        match key {
            "playbooks" => t.key_playbooks().to_owned(),
            MODEL => t.key_lifetime().to_owned(),
            "service_levels" => t.key_service_levels().to_owned(),
            _ => key.to_owned(),
        }
    }
}

text! {
    what_dimension(name) = "维度「{name}」" / "the dimension “{name}”";
    what_class(name) = "「{name}」" / "“{name}”";
    what_score(name) = "评分「{name}」" / "the score “{name}”";
    what_term(score, name) = "{score}的一项「{name}」" / "“{name}” in {score}";
    what_band(score, name) = "{score}的一档「{name}」" / "the band “{name}” of {score}";
    what_tag(name) = "标签「{name}」" / "the tag “{name}”";
    what_signal(name) = "信号「{name}」" / "the signal “{name}”";
    what_example(name) = "示例「{name}」" / "the example “{name}”";
    what_other(name) = "设置「{name}」" / "the setting “{name}”";
    term_weight(weight) = "权重{weight}" / "weight {weight}";
    bound_of_band(points) = "{points}分起" / "from {points} points";
    key_playbooks = "关怀方案" / "Playbooks";
    key_lifetime = "购买模型" / "Model of purchases";
    key_service_levels = "服务时限" / "Service levels";
}
