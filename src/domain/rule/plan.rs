//! The plan: a rulebook checked and compiled, its facts resolved to columns.

use super::condition::{Condition, Leaf, Operand, Operator};
use super::fact::{self, FactError, FactRef, TextList};
use super::rulebook::{Dimension, RuleIssue, Rulebook};
use crate::domain::record::Text;

/// The most classes a dimension may have; the class column is a byte.
pub const MAX_CLASSES: usize = 250;
/// No class.
pub const NONE: u8 = u8::MAX;

/// A compiled condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every part.
    All(Vec<Node>),
    /// Some part.
    Any(Vec<Node>),
    /// Not the part.
    Not(Box<Node>),
    /// A number compared with one.
    Number(usize, Operator, f64),
    /// A number that is (or, known, is not) one of a list.
    NumberIn(usize, Vec<f64>, bool),
    /// A word that is (or, known, is not) one of a list.
    Word(usize, Vec<Text>, bool),
    /// A class that is (or, known, is not) one of these.
    Class(usize, Box<[bool; 256]>, bool),
    /// A list that holds (or does not hold) a text.
    List(TextList, Text, bool),
    /// A comparison that can never hold for this kind of fact.
    Never,
    /// A comparison that holds wherever the fact is known.
    Known(FactRef),
}

/// A class as the plan has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanClass {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its condition; nothing for a class reached only by `otherwise`.
    pub when: Option<Condition>,
    /// The condition compiled.
    pub node: Option<Node>,
    /// What to do with its customers.
    pub strategy: Option<Text>,
}

/// A dimension as the plan has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDimension {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its classes in the order they are tried.
    pub classes: Vec<PlanClass>,
    /// The class of whoever matches none.
    pub otherwise: u8,
    /// The word fact that may set the class by hand.
    pub override_by: Option<usize>,
    /// The word fact that is the class.
    pub text_of: Option<usize>,
}

/// A term of a score, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTerm {
    /// The column of the component.
    pub column: usize,
    /// The column it scales; the component itself when nothing is scaled.
    pub of: usize,
    /// The factor; nothing when the component is taken as it is.
    pub factor: Option<f64>,
    /// The component where the fact is missing.
    pub missing: f64,
    /// The weight.
    pub weight: f64,
    /// Counts 100 − component.
    pub invert: bool,
}

/// A score, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanScore {
    /// The column of the score.
    pub column: usize,
    /// Its terms.
    pub terms: Vec<PlanTerm>,
    /// Whether it is missing for who has not dealt.
    pub dealt_only: bool,
}

/// A tag, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTag {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Who gets it.
    pub when: Condition,
    /// The condition compiled.
    pub node: Node,
}

/// A checked and compiled rulebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The rulebook it was made from.
    pub rulebook: Rulebook,
    /// Names of the number columns behind the metrics'.
    pub extra_columns: Vec<Text>,
    /// Dimensions in order.
    pub dimensions: Vec<PlanDimension>,
    /// Scores in order.
    pub scores: Vec<PlanScore>,
    /// Tags in order.
    pub tags: Vec<PlanTag>,
}

impl Plan {
    /// Checks and compiles; every problem is named at its place.
    pub fn compile(rulebook: &Rulebook) -> Result<Self, Vec<RuleIssue>> {
        let mut compiler = Compiler {
            rulebook,
            extra: fact::score_columns(&rulebook.scores),
            issues: Vec::new(),
        };
        let scores = compiler.scores();
        let mut dimensions: Vec<PlanDimension> = Vec::new();
        for (i, dimension) in rulebook.dimensions.iter().enumerate() {
            let compiled = compiler.dimension(i, dimension, &dimensions);
            dimensions.push(compiled);
        }
        let mut tags = Vec::new();
        for (i, tag) in rulebook.tags.iter().enumerate() {
            let node = compiler.node(&tag.when, &format!("tags[{i}].when"), &dimensions);
            tags.push(PlanTag {
                id: tag.id.clone(),
                name: tag.name.clone(),
                when: tag.when.clone(),
                node,
            });
        }
        compiler.unique("dimensions", rulebook.dimensions.iter().map(|d| &d.id));
        compiler.unique("tags", rulebook.tags.iter().map(|t| &t.id));
        let Compiler { extra, issues, .. } = compiler;
        if issues.is_empty() {
            Ok(Self {
                rulebook: rulebook.clone(),
                extra_columns: extra,
                dimensions,
                scores,
                tags,
            })
        } else {
            Err(issues)
        }
    }

    /// The default rulebook compiled. That it compiles is tested.
    pub fn default_rules() -> Self {
        let rulebook = Rulebook::default();
        Self::compile(&rulebook).unwrap_or(Self {
            rulebook,
            extra_columns: Vec::new(),
            dimensions: Vec::new(),
            scores: Vec::new(),
            tags: Vec::new(),
        })
    }

    /// The place of a dimension in the order.
    pub fn dimension(&self, id: &str) -> Option<usize> {
        self.dimensions.iter().position(|d| &*d.id == id)
    }
}

struct Compiler<'a> {
    rulebook: &'a Rulebook,
    extra: Vec<Text>,
    issues: Vec<RuleIssue>,
}

impl Compiler<'_> {
    fn issue(&mut self, place: String, problem: impl Into<String>) {
        self.issues.push(RuleIssue {
            place,
            problem: problem.into(),
        });
    }

    fn unique<'b>(&mut self, place: &str, ids: impl Iterator<Item = &'b Text>) {
        let mut seen: Vec<&str> = Vec::new();
        for (i, id) in ids.enumerate() {
            if id.is_empty() || seen.contains(&&**id) {
                self.issue(format!("{place}[{i}].id"), format!("\"{id}\" is empty or stands twice"));
            }
            seen.push(id);
        }
    }

    fn scores(&mut self) -> Vec<PlanScore> {
        let mut scores = Vec::new();
        for (i, score) in self.rulebook.scores.iter().enumerate() {
            let mut terms = Vec::new();
            for (j, term) in score.terms.iter().enumerate() {
                let place = format!("scores[{i}].terms[{j}]");
                let name = term.of.as_ref().unwrap_or(&term.metric);
                let (Some(column), Some(of)) = (
                    fact::number_column(&term.metric, &self.extra),
                    fact::number_column(name, &self.extra),
                ) else {
                    self.issue(place, format!("unknown fact \"{name}\""));
                    continue;
                };
                if !term.weight.is_finite() || term.factor.is_some_and(|f| !f.is_finite()) {
                    self.issue(place, "weights and factors are finite numbers");
                }
                terms.push(PlanTerm {
                    column,
                    of,
                    factor: term.of.as_ref().map(|_| term.factor.unwrap_or(1.0)),
                    missing: term.missing.unwrap_or(f64::NAN),
                    weight: term.weight,
                    invert: term.invert == Some(true),
                });
            }
            let column = fact::number_column(&fact::score_fact(score), &self.extra).unwrap_or(0);
            scores.push(PlanScore {
                column,
                terms,
                dealt_only: score.dealt_only == Some(true),
            });
        }
        scores
    }

    fn dimension(&mut self, i: usize, dimension: &Dimension, earlier: &[PlanDimension]) -> PlanDimension {
        let place = format!("dimensions[{i}]");
        let mut classes = match &dimension.bands_of {
            Some(score) => self.bands(score, &place, earlier),
            None => Vec::new(),
        };
        if dimension.bands_of.is_none() {
            for (j, class) in dimension.classes.iter().enumerate() {
                let place = format!("{place}.classes[{j}].when");
                let node = class.when.as_ref().map(|when| self.node(when, &place, earlier));
                let (id, name, strategy) = (class.id.clone(), class.name.clone(), class.strategy.clone());
                classes.push(PlanClass {
                    id,
                    name,
                    when: class.when.clone(),
                    node,
                    strategy,
                });
            }
        }
        self.unique(&format!("{place}.classes"), classes.iter().map(|c| &c.id));
        if let Some(otherwise) = dimension
            .otherwise
            .as_ref()
            .filter(|o| !classes.iter().any(|c| c.id == **o))
        {
            // A class that only `otherwise` names is a class all the same.
            let (id, name) = (otherwise.clone(), otherwise.clone());
            classes.push(PlanClass {
                id,
                name,
                when: None,
                node: None,
                strategy: None,
            });
        }
        if classes.len() > MAX_CLASSES {
            self.issue(format!("{place}.classes"), format!("at most {MAX_CLASSES} classes"));
        }
        let otherwise = dimension
            .otherwise
            .as_ref()
            .and_then(|o| classes.iter().position(|c| c.id == *o));
        // A stage set by hand beats every stage rule (`book.md`), also one that a book brings along.
        let by_hand = dimension
            .override_by
            .as_deref()
            .or((&*dimension.id == "stage").then_some("stage_override"));
        PlanDimension {
            id: dimension.id.clone(),
            name: dimension.name.clone(),
            otherwise: otherwise.map_or(NONE, |o| o.min(MAX_CLASSES) as u8),
            override_by: by_hand.and_then(|fact| self.word(fact, &format!("{place}.override_by"))),
            text_of: dimension
                .text_of
                .as_ref()
                .and_then(|fact| self.word(fact, &format!("{place}.text_of"))),
            classes,
        }
    }

    fn word(&mut self, name: &str, place: &str) -> Option<usize> {
        let column = fact::WORDS.iter().position(|w| w.id == name);
        if column.is_none() {
            self.issue(
                place.to_owned(),
                format!("\"{name}\" is no word of the customer's record"),
            );
        }
        column
    }

    /// The bands of a score as classes: from each bound up, and the last one for everything below.
    fn bands(&mut self, id: &Text, place: &str, earlier: &[PlanDimension]) -> Vec<PlanClass> {
        let Some(score) = self.rulebook.scores.iter().find(|s| s.id == *id) else {
            self.issue(format!("{place}.bands_of"), format!("there is no score \"{id}\""));
            return Vec::new();
        };
        if !score.bands.is_sorted_by(|a, b| a.from > b.from) {
            self.issue(
                format!("scores.{id}.bands"),
                "bands go from the highest bound to the lowest",
            );
        }
        let (fact, last) = (fact::score_fact(score), score.bands.len().saturating_sub(1));
        let class = |(i, band): (usize, &super::rulebook::Band)| {
            let (operator, bound) = match i {
                i if i == last && i > 0 => (Operator::LessThan, score.bands[i - 1].from),
                _ => (Operator::GreaterThanInclusive, band.from),
            };
            let when = Condition::leaf(&fact, operator, Operand::Number(bound));
            (band.id.clone(), band.name.clone(), when)
        };
        let classes: Vec<_> = score.bands.iter().enumerate().map(class).collect();
        classes
            .into_iter()
            .map(|(id, name, when)| {
                let node = Some(self.node(&when, place, earlier));
                PlanClass {
                    id,
                    name,
                    when: Some(when),
                    node,
                    strategy: None,
                }
            })
            .collect()
    }

    fn node(&mut self, condition: &Condition, place: &str, earlier: &[PlanDimension]) -> Node {
        let mut parts = |parts: &[Condition], word: &str| -> Vec<Node> {
            parts
                .iter()
                .enumerate()
                .map(|(i, p)| self.node(p, &format!("{place}.{word}[{i}]"), earlier))
                .collect()
        };
        match condition {
            Condition::All(list) => Node::All(parts(list, "all")),
            Condition::Any(list) => Node::Any(parts(list, "any")),
            Condition::Not(part) => Node::Not(Box::new(self.node(part, &format!("{place}.not"), earlier))),
            Condition::Leaf(leaf) => match fact::resolve(&leaf.fact, self.rulebook, &self.extra, earlier.len()) {
                Ok(FactRef::Class(i)) if earlier[i].text_of.is_some() => {
                    leaf_node(leaf, FactRef::Word(earlier[i].text_of.unwrap_or(0)), earlier)
                }
                Ok(found) => leaf_node(leaf, found, earlier),
                Err(error) => {
                    let problem = match error {
                        FactError::Unknown => format!("unknown fact \"{}\"", leaf.fact),
                        FactError::Later => format!("\"{}\" is evaluated later: a circle", leaf.fact),
                    };
                    self.issue(format!("{place}.fact"), problem);
                    Node::Never
                }
            },
        }
    }
}

/// Compiles a comparison. Kinds that do not meet compare as in `json-rules-engine`: never equal, never ordered.
fn leaf_node(leaf: &Leaf, fact: FactRef, earlier: &[PlanDimension]) -> Node {
    use Operator::*;
    let single = std::slice::from_ref(&leaf.value);
    let values: &[Operand] = if let Operand::List(list) = &leaf.value {
        list
    } else {
        single
    };
    let negated = matches!(leaf.operator, NotEqual | NotIn);
    match (leaf.operator, fact) {
        (Contains | DoesNotContain, FactRef::List(list)) => match &leaf.value {
            Operand::Text(text) => Node::List(list, text.clone(), leaf.operator == DoesNotContain),
            _ if leaf.operator == DoesNotContain => Node::Known(fact),
            _ => Node::Never,
        },
        (Contains | DoesNotContain, _) => Node::Never,
        (LessThan | LessThanInclusive | GreaterThan | GreaterThanInclusive, FactRef::Number(column)) => {
            match leaf.value {
                Operand::Number(value) if fact::unit(column) != crate::domain::metric::Unit::Flag => {
                    Node::Number(column, leaf.operator, value)
                }
                _ => Node::Never,
            }
        }
        (LessThan | LessThanInclusive | GreaterThan | GreaterThanInclusive, _) => Node::Never,
        (_, FactRef::Number(column)) => {
            let flags = fact::unit(column) == crate::domain::metric::Unit::Flag;
            let number = |value: &Operand| match value {
                Operand::Number(n) if !flags => Some(*n),
                Operand::Flag(yes) if flags => Some(f64::from(u8::from(*yes))),
                _ => None,
            };
            Node::NumberIn(column, values.iter().filter_map(number).collect(), negated)
        }
        (_, FactRef::Word(column)) => Node::Word(column, texts(values).cloned().collect(), negated),
        (_, FactRef::Class(dimension)) => {
            let mut set = Box::new([false; 256]);
            for text in texts(values) {
                for (i, _) in earlier[dimension]
                    .classes
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| c.id == *text)
                {
                    set[i.min(MAX_CLASSES)] = true;
                }
            }
            Node::Class(dimension, set, negated)
        }
        (_, FactRef::List(_)) => {
            if negated {
                Node::Known(fact)
            } else {
                Node::Never
            }
        }
    }
}

fn texts(values: &[Operand]) -> impl Iterator<Item = &Text> {
    values.iter().filter_map(|value| {
        if let Operand::Text(text) = value {
            Some(text)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_default_rulebook_compiles() {
        assert_eq!(Plan::default_rules().dimensions.len(), 8);
    }

    #[test]
    fn unknown_facts_circles_and_doubles_are_named_at_their_place() {
        let leaf = |fact: &str| json!({"fact": fact, "operator": "equal", "value": "x"});
        let dimension = |id: &str, fact: &str| json!({"id": id, "name": id, "classes": [{"id": "a", "name": "A", "when": {"all": [leaf(fact)]}}]});
        let table = [
            (
                json!({"dimensions": [dimension("new", "no_such")]}),
                "dimensions[8].classes[0].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("new", "new")]}),
                "dimensions[8].classes[0].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("value", "risk")]}),
                "dimensions[0].classes[0].when.all[0].fact",
            ),
            (
                json!({"tags": [{"id": "t", "name": "T", "when": leaf("nothing")}]}),
                "tags[6].when.fact",
            ),
            (
                json!({"scores": [{"id": "s", "terms": [{"metric": "x", "weight": 1, "of": "y"}]}]}),
                "scores[1].terms[0]",
            ),
            (
                json!({"dimensions": [{"id": "d", "name": "d", "bands_of": "none"}]}),
                "dimensions[8].bands_of",
            ),
        ];
        for (json, place) in table {
            // The health score is the first weighted one, the added one the second.
            let issues = Plan::compile(&Rulebook::from_json(&json).unwrap()).unwrap_err();
            assert_eq!(issues[0].place, place, "{json}");
        }
    }
}
