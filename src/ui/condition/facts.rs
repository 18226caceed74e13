//! Facts, classes and words as choices, in the page's language.

use super::names::RuleNames;
use crate::domain::authoring::edit::{FactGroup, Kind, List, Place, facts_at, kind_of, named};
use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::fact::{LISTS, TextList, WORDS};
use crate::domain::rule::{Operator, Rulebook};
use crate::domain::world::World;
use crate::state::live::With;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names};
use crate::ui::widget::{Choices, flat};

/// What the owner of a condition is called; nothing where it is gone.
pub fn place_name(lang: Lang, rules: &Rulebook, place: &Place) -> String {
    match place {
        Place::Class { dimension, class } => {
            let all = rules.dimension(dimension).map_or_else(Vec::new, |d| rules.classes(d));
            let found = all.into_iter().find(|(id, _)| **id == **class);
            found.map_or_else(String::new, |(id, name)| names::class_called(lang, dimension, id, name))
        }
        Place::Named(list, id) => {
            let found = named(rules, *list).into_iter().find(|n| n.id == id);
            found.map_or_else(String::new, |n| match list {
                List::Tags => names::tag_called(lang, id, n.name),
                List::Signals => names::signal_called(lang, id, n.name),
            })
        }
    }
}

/// The facts that a condition at a place may look at, in their groups. Tracked.
pub fn choices(of: RuleNames, place: &Place) -> Choices {
    of.rules.with(|rules| {
        let groups = facts_at(rules, place);
        let named = |(group, ids): (FactGroup, Vec<Text>)| {
            let facts = ids.into_iter().map(|id| {
                let name = fact_name(of, rules, &id);
                (id.to_string(), name)
            });
            (group_name(of.t(), group).to_owned(), facts.collect())
        };
        groups.into_iter().map(named).collect()
    })
}

/// What a fact is called in the draft. Tracked.
pub fn fact_name(of: RuleNames, rules: &Rulebook, id: &str) -> String {
    let lang = of.lang();
    if !WORDS.iter().any(|w| w.id == id)
        && let Some(dimension) = rules.dimension(id)
    {
        return names::dimension_called(lang, id, &dimension.name);
    }
    if let Some(signal) = rules.signals.iter().find(|s| *s.id == *id) {
        return names::signal_called(lang, id, &signal.name);
    }
    let named = of.with_plan(|plan| Words { lang, plan }.fact(id));
    named.unwrap_or_else(|| id.to_owned())
}

/// What a group of facts is called.
pub fn group_name(t: T, group: FactGroup) -> &'static str {
    match group {
        FactGroup::Purchase => t.facts_purchase(),
        FactGroup::Contact => t.facts_contact(),
        FactGroup::Service => t.facts_service(),
        FactGroup::Relation => t.facts_relation(),
        FactGroup::Rfm => "RFM",
        FactGroup::Scores => t.facts_scores(),
        FactGroup::Record => t.facts_record(),
        FactGroup::Lists => t.facts_lists(),
        FactGroup::Dimensions => t.facts_dimensions(),
        FactGroup::Signals => t.risk_signals(),
    }
}

/// A comparison in words. Sizes carry their sign too, since the border is what counts.
pub fn operator_word(t: T, operator: Operator, kind: Option<&Kind>) -> String {
    let size = matches!(kind, Some(Kind::Number(_)) | None);
    match operator {
        Operator::GreaterThanInclusive => t.op_at_least(),
        Operator::GreaterThan => t.op_above(),
        Operator::LessThan => t.op_below(),
        Operator::LessThanInclusive => t.op_at_most(),
        Operator::Equal if size => t.op_equals(),
        Operator::NotEqual if size => t.op_differs(),
        Operator::Equal => t.op_is(),
        Operator::NotEqual => t.op_is_not(),
        Operator::In => t.op_one_of(),
        Operator::NotIn => t.op_none_of(),
        Operator::Contains => t.op_has(),
        Operator::DoesNotContain => t.op_has_not(),
    }
    .to_owned()
}

/// The values that a fact of classes or words offers: value and words. Tracked.
pub fn values(of: RuleNames, fact: &str) -> Choices {
    let lang = of.lang();
    flat(of.rules.with(|rules| match kind_of(rules, fact) {
        Some(Kind::Class(dimension)) => classes(lang, rules, &dimension),
        Some(Kind::Word(_) | Kind::List) => suggestions(of, fact),
        _ => Vec::new(),
    }))
}

fn classes(lang: Lang, rules: &Rulebook, dimension: &str) -> Vec<(String, String)> {
    let Some(found) = rules.dimension(dimension) else {
        return Vec::new();
    };
    let classes = rules.classes(found).into_iter();
    classes
        .map(|(id, name)| (id.to_owned(), names::class_called(lang, dimension, id, name)))
        .collect()
}

/// The words that the book, or a list of the settings, has for a fact: value and words. Tracked.
pub fn suggestions(of: RuleNames, fact: &str) -> Vec<(String, String)> {
    let t = of.t();
    match fact {
        "kind" => CustomerKind::ALL
            .iter()
            .map(|k| (k.word().to_owned(), t.label(&k.label())))
            .collect(),
        "intent" => Intent::ALL
            .iter()
            .map(|i| (i.word().to_owned(), t.label(&i.label())))
            .collect(),
        _ => {
            let found = of.app.session.read(|world| found(world, fact)).unwrap_or_default();
            found.into_iter().map(|word| (word.clone(), word)).collect()
        }
    }
}

/// Whether only certain words are possible.
pub fn is_closed(fact: &str) -> bool {
    matches!(fact, "kind" | "intent")
}

fn found(world: &World, fact: &str) -> Vec<String> {
    let settings = &world.book.head.settings;
    let mut all: Vec<String> = Vec::new();
    let listed: Vec<&Text> = match fact {
        "owner" => settings.staff.iter().map(|s| &s.name).collect(),
        "region" => settings.staff.iter().flat_map(|s| &s.regions).collect(),
        _ => Vec::new(),
    };
    all.extend(listed.into_iter().map(ToString::to_string));
    if fact == "industry" {
        all.extend(settings.industry_list().iter().map(ToString::to_string));
    }
    if let Some(column) = WORDS.iter().position(|w| w.id == fact) {
        let words = world.evaluation.columns.words.get(column);
        all.extend(words.into_iter().flat_map(|c| c.words()).map(ToString::to_string));
    }
    if let Some((_, _, list)) = LISTS.iter().find(|(id, ..)| *id == fact) {
        all.extend(texts(world, *list));
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|word| seen.insert(word.clone()));
    all
}

fn texts(world: &World, list: TextList) -> Vec<String> {
    let customers = world.book.customers.iter().map(|(_, customer)| customer);
    let mut all: Vec<String> = customers.flat_map(|c| list.of(c)).map(ToString::to_string).collect();
    all.sort_unstable();
    all.dedup();
    all
}
