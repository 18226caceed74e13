//! The difference of two rulebooks in sentences: `战略客户：年采购额（近12个月） ≥ 1,000,000元 → ≥ 800,000元`. Pure.

pub(super) mod example;
pub(super) mod names;
pub(super) mod setting;

use self::names::Side;
use super::T;
use super::sentence::Words;
use crate::domain::authoring::difference::{Change, ConditionChange, Difference, Place};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::{Condition, Leaf, Rulebook};
use crate::ui::format;

/// Tells the difference of two rulebooks in a language. They need not compile.
pub struct Telling<'a> {
    lang: Lang,
    before: Side<'a>,
    after: Side<'a>,
    customer: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Telling<'a> {
    /// Tells what changed from one rulebook to another; `customer` gives the name of a customer's id, for the examples.
    pub fn new(
        lang: Lang,
        before: &'a Rulebook,
        after: &'a Rulebook,
        customer: &'a dyn Fn(&str) -> Option<String>,
    ) -> Self {
        Self {
            lang,
            before: Side::new(lang, before),
            after: Side::new(lang, after),
            customer,
        }
    }

    fn t(&self) -> T {
        T(self.lang)
    }

    /// Under which heading a difference stands in a long list: its dimension, its score, the tags, the signals, the examples.
    pub fn heading(&self, place: &Place) -> String {
        let t = self.t();
        match place {
            Place::Dimension(id) | Place::Class(id, _) => self.name(&Place::Dimension(id.clone())),
            Place::Score(id) | Place::Term(id, _) | Place::Band(id, _) => self.name(&Place::Score(id.clone())),
            Place::Rfm => t.differs_rfm().to_owned(),
            Place::Tag(_) => t.differs_tags().to_owned(),
            Place::Signal(_) => t.differs_signals().to_owned(),
            Place::Example(_) => t.differs_examples().to_owned(),
            Place::Other(_) => t.differs_others().to_owned(),
        }
    }

    /// A difference as a sentence, without a full stop.
    pub fn sentence(&self, difference: &Difference) -> String {
        let (t, place) = (self.t(), &difference.place);
        match &difference.change {
            Change::Added(now) => self.added(place, *now),
            Change::Removed(_) => t.differs_removed(self.what(place)),
            Change::Moved { before, after } => self.moved(place, *before, *after),
            Change::Set { field, before, after } => self.set(place, *field, before, after),
            Change::Condition(found) => t.differs_inside(self.owner(place), self.condition(&found.change)),
            Change::Given { before, after } => {
                self.arrow(place, self.given(&self.before, before), self.given(&self.after, after))
            }
            Change::Expected { before, after } => self.arrow(
                place,
                self.expected(&self.before, before),
                self.expected(&self.after, after),
            ),
            Change::Fields(keys) => self.fields(place, keys),
        }
    }

    fn arrow(&self, place: &Place, before: String, after: String) -> String {
        self.t()
            .differs_inside(self.owner(place), self.t().differs_arrow(before, after))
    }

    fn added(&self, place: &Place, now: usize) -> String {
        let t = self.t();
        match (place, self.content(place, now)) {
            (Place::Class(..), Some(content)) => t.differs_added_class_with(self.name(place), content),
            (Place::Class(..), None) => t.differs_added_class(self.name(place)),
            (_, Some(content)) => t.differs_added_with(self.what(place), content),
            (_, None) => t.differs_added(self.what(place)),
        }
    }

    /// The places as they are seen in the two lists; where others that came or went make them the same, only that it moved.
    fn moved(&self, place: &Place, before: usize, after: usize) -> String {
        let t = self.t();
        if before == after {
            t.differs_reordered(self.what(place))
        } else {
            t.differs_moved(self.what(place), before + 1, after + 1)
        }
    }

    fn fields(&self, place: &Place, keys: &[Text]) -> String {
        let t = self.t();
        match place {
            Place::Other(_) => t.differs_other(self.what(place)),
            _ if keys.is_empty() => t.differs_fields(self.what(place)),
            _ => t.differs_fields_named(self.what(place), format::list(keys, self.lang)),
        }
    }

    /// What became of a part of a condition.
    fn condition(&self, change: &ConditionChange) -> String {
        let t = self.t();
        let (then, now) = (self.before.words(), self.after.words());
        match change {
            ConditionChange::Threshold { before, after } | ConditionChange::Operator { before, after } => {
                self.leaves(before, after, now.comparison(&after.fact, after.operator, &after.value))
            }
            ConditionChange::Fact { before, after } => self.leaves(before, after, leaf(now, after)),
            ConditionChange::Extra(after) => t.differs_leaf_fields(leaf(now, after)),
            ConditionChange::Added(part) => t.differs_part_added(now.condition(part)),
            ConditionChange::Removed(part) => t.differs_part_removed(then.condition(part)),
            ConditionChange::Moved(part) => t.differs_part_moved(now.condition(part)),
            ConditionChange::Joint(list @ Condition::Any(_)) => t.differs_any_of(now.condition(list)),
            ConditionChange::Joint(list) => t.differs_all_of(now.condition(list)),
            ConditionChange::Replaced { before, after } => {
                t.differs_arrow(then.condition(before), now.condition(after))
            }
            ConditionChange::Rewritten(after) => t.differs_rewritten(now.condition(after)),
        }
    }

    /// Two comparisons; those that read alike (two classes of one name, say) as they are written in the file.
    fn leaves(&self, before: &Leaf, after: &Leaf, told: String) -> String {
        let (then, now) = (leaf(self.before.words(), before), leaf(self.after.words(), after));
        if then != now {
            return self.t().differs_arrow(then, told);
        }
        let json = |leaf: &Leaf| serde_json::to_string(&Condition::Leaf(leaf.clone())).unwrap_or_default();
        self.t().differs_arrow(json(before), json(after))
    }
}

fn leaf(words: Words, leaf: &Leaf) -> String {
    words.leaf(&leaf.fact, leaf.operator, &leaf.value)
}

text! {
    differs_rfm = "RFM评分" / "RFM scores";
    differs_tags = "自动标签" / "Automatic tags";
    differs_signals = "风险信号" / "Risk signals";
    differs_examples = "示例" / "Examples";
    differs_others = "其他设置" / "Other settings";

    differs_inside(owner, text) = "{owner}：{text}" / "{owner}: {text}";
    differs_arrow(before, after) = "{before} → {after}" / "{before} → {after}";
    differs_added(what) = "新增{what}" / "New: {what}";
    differs_added_with(what, content) = "新增{what}：{content}" / "New: {what}: {content}";
    differs_added_class(name) = "新增一类「{name}」，没有条件" / "New class “{name}”, without a condition";
    differs_added_class_with(name, content) = "新增一类「{name}」：{content}" / "New class “{name}”: {content}";
    differs_removed(what) = "删去{what}" / "Removed: {what}";
    differs_moved(what, before, after) = "{what}从第{before}位移到第{after}位" / "{what} moved from place {before} to {after}";
    differs_reordered(what) = "{what}换了次序" / "{what} changed its place in the order";
    differs_other(what) = "{what}有改动" / "{what} changed";
    differs_fields(what) = "{what}的其他字段有改动" / "Other fields of {what} changed";
    differs_fields_named(what, keys) = "{what}的其他字段有改动：{keys}" / "Other fields of {what} changed: {keys}";

    differs_leaf_fields(leaf) = "条件的其他字段有改动：{leaf}" / "other fields of a condition changed: {leaf}";
    differs_part_added(part) = "加上条件：{part}" / "condition added: {part}";
    differs_part_removed(part) = "去掉条件：{part}" / "condition removed: {part}";
    differs_part_moved(part) = "条件换了位置：{part}" / "condition moved: {part}";
    differs_all_of(list) = "改为全部满足：{list}" / "now all of: {list}";
    differs_any_of(list) = "改为任一满足：{list}" / "now any of: {list}";
    differs_rewritten(part) = "条件换了写法，意思不变：{part}" / "written otherwise, with the same meaning: {part}";
}

#[cfg(test)]
mod tests;
