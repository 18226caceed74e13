//! The compiler: checks a rulebook and resolves its facts to columns. Every problem is named at its place.

use super::condition::{Condition, Leaf, Operand};
use super::fact::{self, FactError, FactRef};
use super::limits::Limits;
use super::operator::Operator;
use super::plan::{MAX_CLASSES, NONE, Node, Plan, PlanClass, PlanDimension, PlanScore, PlanTag, PlanTerm};
use super::problem::{RuleIssue, RuleProblem};
use super::rulebook::{Dimension, Rulebook, Signal};
use super::signal;
use crate::domain::record::Text;

impl Plan {
    /// Checks and compiles; every problem is named at its place.
    pub fn compile(rulebook: &Rulebook) -> Result<Self, Vec<RuleIssue>> {
        match compiled(&rulebook.in_use(), out_of_use(rulebook)) {
            (plan, issues) if issues.is_empty() => Ok(plan),
            (_, issues) => Err(issues),
        }
    }

    /// The plan of a draft that may have problems, what is out of use included: to name its facts and classes by. What has a
    /// problem never holds in it. It must not classify anybody.
    pub fn sketch(rulebook: &Rulebook) -> Self {
        compiled(rulebook, Vec::new()).0
    }

    /// The default rulebook compiled. That it compiles is tested.
    pub fn default_rules() -> Self {
        let rulebook = Rulebook::default();
        Self::compile(&rulebook).unwrap_or(Self::empty(rulebook))
    }

    /// Compiles a condition that may look at everything that these rules know: all dimensions, all signals.
    pub fn node(&self, when: &Condition, place: &str) -> Result<Node, Vec<RuleIssue>> {
        let mut compiler = Compiler {
            rulebook: &self.rulebook,
            retired: Vec::new(),
            extra: self.extra_columns.clone(),
            issues: Vec::new(),
        };
        let node = compiler.node(when, place, &self.dimensions, &self.rulebook.signals);
        if compiler.issues.is_empty() {
            Ok(node)
        } else {
            Err(compiler.issues)
        }
    }

    /// Where a fact's value stands, whichever dimension is evaluated last.
    pub fn fact(&self, name: &str) -> Option<FactRef> {
        fact::resolve(name, &self.rulebook, &self.extra_columns, self.dimensions.len()).ok()
    }

    fn empty(rulebook: Rulebook) -> Self {
        Self {
            rulebook,
            extra_columns: Vec::new(),
            dimensions: Vec::new(),
            scores: Vec::new(),
            tags: Vec::new(),
            signals: Vec::new(),
        }
    }
}

fn compiled(rulebook: &Rulebook, retired: Vec<Text>) -> (Plan, Vec<RuleIssue>) {
    let limits = Limits::check(rulebook);
    if Limits::too_big(&limits) {
        return (Plan::empty(rulebook.clone()), limits);
    }
    let mut compiler = Compiler {
        rulebook,
        retired,
        extra: fact::score_columns(&rulebook.scores),
        issues: limits,
    };
    let scores = compiler.scores();
    let mut dimensions: Vec<PlanDimension> = Vec::new();
    for dimension in &rulebook.dimensions {
        let compiled = compiler.dimension(dimension, &dimensions);
        dimensions.push(compiled);
    }
    let all = |t: &crate::domain::rule::TagRule| (t.id.clone(), t.name.clone(), t.when.clone());
    let tags = compiler.named("tags", rulebook.tags.iter().map(all), &dimensions);
    let all = |s: &crate::domain::rule::Signal| (s.id.clone(), s.name.clone(), s.when.clone());
    let signals = compiler.named("signals", rulebook.signals.iter().map(all), &dimensions);
    compiler.unique("dimensions", rulebook.dimensions.iter().map(|d| &d.id));
    compiler.unique("tags", rulebook.tags.iter().map(|t| &t.id));
    compiler.unique("signals", rulebook.signals.iter().map(|s| &s.id));
    compiler.own_names();
    let Compiler { extra, issues, .. } = compiler;
    let plan = Plan {
        rulebook: rulebook.clone(),
        extra_columns: extra,
        dimensions,
        scores,
        tags,
        signals,
    };
    (plan, issues)
}

/// The ids of dimensions and signals that are out of use.
fn out_of_use(whole: &Rulebook) -> Vec<Text> {
    let dimensions = whole
        .dimensions
        .iter()
        .filter(|d| d.retired == Some(true))
        .map(|d| &d.id);
    let signals = whole.signals.iter().filter(|s| s.retired == Some(true)).map(|s| &s.id);
    dimensions.chain(signals).cloned().collect()
}

struct Compiler<'a> {
    rulebook: &'a Rulebook,
    retired: Vec<Text>,
    extra: Vec<Text>,
    issues: Vec<RuleIssue>,
}

impl Compiler<'_> {
    fn issue(&mut self, place: String, problem: RuleProblem) {
        self.issues.push(RuleIssue { place, problem });
    }

    fn unique<'b>(&mut self, place: &str, ids: impl Iterator<Item = &'b Text>) {
        let mut seen: Vec<&str> = Vec::new();
        for (i, id) in ids.enumerate() {
            if id.is_empty() || seen.contains(&&**id) {
                let problem = if id.is_empty() {
                    RuleProblem::NoId
                } else {
                    RuleProblem::Twice(id.clone())
                };
                self.issue(format!("{place}[{i}].id"), problem);
            }
            seen.push(id);
        }
    }

    /// A signal's id is the name of a fact: no other fact may have it.
    fn own_names(&mut self) {
        for signal in &self.rulebook.signals {
            let known = self.rulebook.dimensions.len();
            if fact::resolve(&signal.id, self.rulebook, &self.extra, known).is_ok() {
                let place = format!("signals[{}].id", signal.id);
                self.issue(place, RuleProblem::NameOfFact(signal.id.clone()));
            }
        }
    }

    /// Tags, or signals: named conditions. Signals do not look at each other.
    fn named(
        &mut self,
        kind: &str,
        entries: impl Iterator<Item = (Text, Text, Condition)>,
        dimensions: &[PlanDimension],
    ) -> Vec<PlanTag> {
        let signals: &[_] = if kind == "signals" { &[] } else { &self.rulebook.signals };
        let compile = |(id, name, when): (Text, Text, Condition)| {
            let node = self.node(&when, &format!("{kind}[{id}].when"), dimensions, signals);
            let when = signal::expanded(&when, signals);
            PlanTag { id, name, when, node }
        };
        entries.map(compile).collect()
    }

    fn scores(&mut self) -> Vec<PlanScore> {
        let mut scores = Vec::new();
        for score in &self.rulebook.scores {
            let mut terms = Vec::new();
            for (j, term) in score.terms.iter().enumerate() {
                let place = format!("scores[{}].terms[{j}]", score.id);
                let name = term.of.as_ref().unwrap_or(&term.metric);
                let (Some(column), Some(of)) = (
                    fact::number_column(&term.metric, &self.extra),
                    fact::number_column(name, &self.extra),
                ) else {
                    self.issue(place, RuleProblem::UnknownFact(name.clone()));
                    continue;
                };
                terms.push(PlanTerm {
                    column,
                    of,
                    factor: term.of.as_ref().map(|_| term.factor.unwrap_or(1.0)),
                    missing: term.missing,
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

    fn dimension(&mut self, dimension: &Dimension, earlier: &[PlanDimension]) -> PlanDimension {
        let place = format!("dimensions[{}]", dimension.id);
        let mut classes = match &dimension.bands_of {
            Some(score) => self.bands(score, dimension, &place, earlier),
            None => self.classes(dimension, &place, earlier),
        };
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
                tone: None,
            });
        }
        if classes.len() > MAX_CLASSES {
            let problem = RuleProblem::TooManyClasses { most: MAX_CLASSES };
            self.issue(format!("{place}.classes"), problem);
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
            hue: dimension.hue,
            rank: dimension.rank.clone().unwrap_or_default(),
        }
    }

    /// The classes of a dimension as its rules name them.
    fn classes(&mut self, dimension: &Dimension, place: &str, earlier: &[PlanDimension]) -> Vec<PlanClass> {
        let signals = &self.rulebook.signals;
        let mut classes = Vec::with_capacity(dimension.classes.len());
        for class in &dimension.classes {
            let place = format!("{place}.classes[{}].when", class.id);
            let when = class.when.as_ref();
            classes.push(PlanClass {
                id: class.id.clone(),
                name: class.name.clone(),
                node: when.map(|when| self.node(when, &place, earlier, signals)),
                when: when.map(|when| signal::expanded(when, signals)),
                strategy: class.strategy.clone(),
                tone: class.tone,
            });
        }
        classes
    }

    fn word(&mut self, name: &str, place: &str) -> Option<usize> {
        let column = fact::WORDS.iter().position(|w| w.id == name);
        if column.is_none() {
            self.issue(place.to_owned(), RuleProblem::NoWord(name.into()));
        }
        column
    }

    /// The bands of a score as classes: from each bound up, and the last one for everything below.
    fn bands(&mut self, id: &Text, dimension: &Dimension, place: &str, earlier: &[PlanDimension]) -> Vec<PlanClass> {
        let Some(score) = self.rulebook.scores.iter().find(|s| s.id == *id) else {
            self.issue(format!("{place}.bands_of"), RuleProblem::NoScore(id.clone()));
            return Vec::new();
        };
        if !score.bands.is_sorted_by(|a, b| a.from > b.from) {
            self.issue(format!("scores[{id}].bands"), RuleProblem::BandsOutOfOrder);
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
                let node = Some(self.node(&when, place, earlier, &[]));
                let own = dimension.classes.iter().find(|c| c.id == id);
                PlanClass {
                    id,
                    name,
                    when: Some(when),
                    node,
                    strategy: own.and_then(|c| c.strategy.clone()),
                    tone: own.and_then(|c| c.tone),
                }
            })
            .collect()
    }

    fn node(&mut self, condition: &Condition, place: &str, earlier: &[PlanDimension], signals: &[Signal]) -> Node {
        let mut parts = |parts: &[Condition], word: &str| -> Vec<Node> {
            parts
                .iter()
                .enumerate()
                .map(|(i, p)| self.node(p, &format!("{place}.{word}[{i}]"), earlier, signals))
                .collect()
        };
        match condition {
            Condition::All(list) => Node::All(parts(list, "all")),
            Condition::Any(list) => Node::Any(parts(list, "any")),
            Condition::Not(part) => Node::Not(Box::new(self.node(part, &format!("{place}.not"), earlier, signals))),
            Condition::Leaf(leaf) => match signal::meaning(leaf, signals) {
                // What is wrong inside the signal is told there; here only what is wrong with looking at it from here.
                Some(meant) => self.node(&meant, &format!("{place}.signal[{}]", leaf.fact), earlier, &[]),
                None => self.leaf(leaf, place, earlier),
            },
        }
    }

    fn leaf(&mut self, leaf: &Leaf, place: &str, earlier: &[PlanDimension]) -> Node {
        match fact::resolve(&leaf.fact, self.rulebook, &self.extra, earlier.len()) {
            Ok(FactRef::Class(i)) if earlier[i].text_of.is_some() => {
                leaf_node(leaf, FactRef::Word(earlier[i].text_of.unwrap_or(0)), earlier)
            }
            Ok(found) => leaf_node(leaf, found, earlier),
            Err(error) => {
                let problem = match error {
                    _ if self.retired.contains(&leaf.fact) => RuleProblem::OutOfUse(leaf.fact.clone()),
                    FactError::Unknown => RuleProblem::UnknownFact(leaf.fact.clone()),
                    FactError::Later => RuleProblem::Circle(leaf.fact.clone()),
                };
                self.issue(format!("{place}.fact"), problem);
                Node::Never
            }
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
    use crate::domain::rule::RuleProblem;
    use serde_json::json;

    #[test]
    fn the_default_rulebook_compiles() {
        assert_eq!(Plan::default_rules().dimensions.len(), 8);
    }

    #[test]
    fn what_is_out_of_use_is_not_evaluated_and_cannot_be_looked_at() {
        let mut book = Rulebook::default();
        book.tags[0].retired = Some(true);
        book.dimensions[0].classes[1].retired = Some(true);
        book.dimensions[7].retired = Some(true);
        let plan = Plan::compile(&book).unwrap();
        assert_eq!(
            (plan.tags.len(), plan.dimensions.len(), plan.dimensions[0].classes.len()),
            (5, 7, 2)
        );
        book.dimensions[1].retired = Some(true);
        book.signals[0].retired = Some(true);
        let issues = Plan::compile(&book).unwrap_err();
        let told: Vec<(&str, &RuleProblem)> = issues.iter().map(|i| (&*i.place, &i.problem)).collect();
        assert_eq!(
            told[..2],
            [
                (
                    "dimensions[risk].classes[high].when.all[1].any[0].fact",
                    &RuleProblem::OutOfUse("stage".into())
                ),
                (
                    "dimensions[risk].classes[medium].when.all[1].any[1].fact",
                    &RuleProblem::OutOfUse("frequency_drop".into())
                ),
            ]
        );
    }

    #[test]
    fn a_signal_stands_for_its_condition() {
        let leaf = |value: bool| json!({"fact": "low_response", "operator": "equal", "value": value});
        let book = Rulebook::from_json(&json!({"tags": [
            {"id": "on", "name": "on", "when": {"all": [leaf(true)]}},
            {"id": "off", "name": "off", "when": leaf(false)}
        ]}))
        .unwrap();
        let plan = Plan::compile(&book).unwrap();
        let written = json!({"fact": "response_rate_60d", "operator": "lessThan", "value": 0.2});
        let when = |id: &str| serde_json::to_value(&plan.tags.iter().find(|t| &*t.id == id).unwrap().when).unwrap();
        assert_eq!(when("on"), json!({"all": [written]}));
        assert_eq!(when("off"), json!({"not": written}));
    }

    #[test]
    fn unknown_facts_circles_and_doubles_are_named_at_their_place() {
        let leaf = |fact: &str| json!({"fact": fact, "operator": "equal", "value": "x"});
        let dimension = |id: &str, fact: &str| json!({"id": id, "name": id, "classes": [{"id": "a", "name": "A", "when": {"all": [leaf(fact)]}}]});
        let table = [
            (
                json!({"dimensions": [dimension("new", "no_such")]}),
                "dimensions[new].classes[a].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("new", "new")]}),
                "dimensions[new].classes[a].when.all[0].fact",
            ),
            (
                json!({"dimensions": [dimension("value", "risk")]}),
                "dimensions[value].classes[a].when.all[0].fact",
            ),
            (
                json!({"tags": [{"id": "t", "name": "T", "when": leaf("nothing")}]}),
                "tags[t].when.fact",
            ),
            (
                json!({"scores": [{"id": "s", "terms": [{"metric": "x", "weight": 1, "of": "y"}]}]}),
                "scores[s].terms[0]",
            ),
            (
                json!({"dimensions": [{"id": "d", "name": "d", "bands_of": "none"}]}),
                "dimensions[d].bands_of",
            ),
            (
                json!({"signals": [{"id": "s", "name": "s", "when": leaf("low_response")}]}),
                "signals[s].when.fact",
            ),
            (
                json!({"signals": [{"id": "value", "name": "s", "when": leaf("intent")}]}),
                "signals[value].id",
            ),
            (
                json!({"tags": [{"id": "t", "name": "t", "when": {"fact": "order_count", "operator": "lessThan", "value": 1e14}}]}),
                "tags[t].when.value",
            ),
            (
                json!({"scores": [{"id": "rfm", "window_months": 0}]}),
                "scores[rfm].window_months",
            ),
            (
                json!({"scores": [{"id": "rfm", "thresholds": {"r": [1, 2, 3, 4], "f": [1, 2, 3], "m": [4, 3, 2, 1]}}]}),
                "scores[rfm].thresholds.f",
            ),
        ];
        for (json, place) in table {
            let issues = Plan::compile(&Rulebook::from_json(&json).unwrap()).unwrap_err();
            assert_eq!(issues[0].place, place, "{json}");
        }
    }
}
