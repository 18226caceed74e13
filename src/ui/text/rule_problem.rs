//! What is wrong with a rulebook, with its entries by their names: `客户价值 · 重点客户`, `“风险等级”排在后面才判断…`.
//!
//! The words themselves are the problem's own ([`RuleProblem::label`]), since files and failures are told below this layer as well.

use super::names;
use super::sentence::Words;
use crate::domain::record::Text;
use crate::domain::rule::RuleProblem;

/// What is wrong, naming facts as the page does.
pub fn problem(words: Words, problem: &RuleProblem) -> String {
    let named = |id: &Text| words.fact(id).into();
    let told = match problem {
        RuleProblem::Circle(id) => RuleProblem::Circle(named(id)),
        RuleProblem::OutOfUse(id) => RuleProblem::OutOfUse(named(id)),
        other => other.clone(),
    };
    told.label().get(words.lang).to_owned()
}

/// The entry at a place, by its names; the place itself where the rulebook has no such entry.
pub fn place(words: Words, place: &str) -> String {
    let (lang, rules) = (words.lang, &words.plan.rulebook);
    let at = |list: &str, id: &str| place.strip_prefix(&format!("{list}[{id}]"));
    let mut dimensions = rules.dimensions.iter();
    if let Some((found, rest)) = dimensions.find_map(|d| Some((d, at("dimensions", &d.id)?))) {
        let name = names::dimension_called(lang, &found.id, &found.name);
        let class = found
            .classes
            .iter()
            .find(|c| rest.starts_with(&format!(".classes[{}]", c.id)));
        let class = class.map(|c| names::class_called(lang, &found.id, &c.id, &c.name));
        return joined(name, class);
    }
    let mut scores = rules.scores.iter();
    if let Some((found, rest)) = scores.find_map(|s| Some((s, at("scores", &s.id)?))) {
        let mut terms = found.terms.iter().enumerate();
        let term = terms.find(|(i, _)| rest.starts_with(&format!(".terms[{i}]")));
        return joined(
            names::score(lang, found),
            term.map(|(_, term)| words.fact(&term.metric)),
        );
    }
    let tag = rules.tags.iter().find(|t| at("tags", &t.id).is_some());
    let signal = || rules.signals.iter().find(|s| at("signals", &s.id).is_some());
    match (tag, signal()) {
        (Some(tag), _) => names::tag_called(lang, &tag.id, &tag.name),
        (None, Some(signal)) => names::signal_called(lang, &signal.id, &signal.name),
        (None, None) => place.to_owned(),
    }
}

fn joined(whole: String, part: Option<String>) -> String {
    match part {
        Some(part) => format!("{whole} · {part}"),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::Lang;
    use crate::domain::rule::Rulebook;
    use crate::domain::rule::plan::Plan;
    use serde_json::json;

    #[test]
    fn an_issue_names_its_entry_and_its_facts() {
        let mut rules = Rulebook::default();
        let leaf = json!({"all": [{"fact": "risk", "operator": "equal", "value": "high"}]});
        rules.dimensions[0].classes[1].when = Some(serde_json::from_value(leaf).unwrap());
        rules.scores[0].terms[1].weight = 1e9;
        let issues = Plan::compile(&rules).unwrap_err();
        let plan = Plan::sketch(&rules);
        let told = |lang| -> Vec<String> {
            let words = Words { lang, plan: &plan };
            let told = issues
                .iter()
                .map(|i| [place(words, &i.place), problem(words, &i.problem)].join("|"));
            told.collect()
        };
        assert_eq!(
            told(Lang::Zh),
            [
                "健康度 · 投诉率|1000000000大得不合情理：绝对值最大1000000",
                "客户价值 · 重点客户|“风险等级”排在后面才判断，这里还看不到（循环引用）"
            ]
        );
        assert_eq!(
            told(Lang::En)[1],
            "Customer value · Key|\"Risk\" is judged later and is not known here yet: a circle"
        );
        let words = Words {
            lang: Lang::Zh,
            plan: &plan,
        };
        assert_eq!(place(words, "signals[low_response].when.value"), "响应偏低");
        assert_eq!(place(words, "scores[rfm].window_months"), "scores[rfm].window_months");
    }
}
