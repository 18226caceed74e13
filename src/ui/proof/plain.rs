//! The slip as plain text, to be pasted into a message.

use super::{Hit, Proof};
use crate::domain::label::Lang;
use crate::ui::format;
use crate::ui::text::T;

impl Proof {
    /// The whole slip as lines of text.
    pub fn plain(&self, lang: Lang) -> String {
        let t = T(lang);
        let mut out = vec![
            self.customer.clone(),
            t.in_kind(self.subject.trim_end_matches([':', '：']), &self.class),
        ];
        out.push(self.foot.1.clone());
        out.extend(self.decided.clone());
        out.extend(self.newly.clone());
        if let Some(hand) = &self.hand {
            out.push(hand.said.clone());
            out.extend(hand.facts.iter().map(|(name, value)| t.in_kind(name, value)));
        }
        if let Some((value, name)) = &self.figure {
            out.push(t.in_kind(name, value));
        }
        out.extend(self.ways.iter().map(|(_, text)| text.clone()));
        self.plain_scores(t, &mut out);
        self.plain_rules(&mut out);
        out.extend(self.ties.clone());
        out.extend(self.coverage.clone());
        self.plain_records(t, &mut out);
        out.extend(self.outlook.clone());
        for (day, text) in &self.reviews {
            out.push(format!("{day}  {text}"));
        }
        out.push(self.foot.0.clone());
        out.retain(|line| !line.trim().is_empty());
        out.join("\n")
    }

    fn plain_scores(&self, t: T, out: &mut Vec<String>) {
        if let Some(ranking) = &self.ranking {
            for (letter, name, figure, score) in &ranking.scores {
                out.push(format!("  {letter} {score}  {}", t.in_kind(name, figure)));
            }
            out.push(format!("  {}", t.in_kind(t.total(), &ranking.total)));
            out.push(ranking.rule.clone());
        }
        if let Some(sum) = &self.sum {
            for term in &sum.terms {
                out.push(format!(
                    "  {}  {} × {} = {}  {}",
                    term.name, term.counted, term.weight, term.adds, term.from
                ));
            }
            out.push(format!("  {}", t.in_kind(t.total(), &sum.total)));
        }
    }

    fn plain_rules(&self, out: &mut Vec<String>) {
        if !self.rules.is_empty() {
            out.push(self.judged.to_owned());
        }
        for rule in &self.rules {
            let told = [sign(rule.hit), " ", &rule.class, "  ", &rule.text, "  ", &rule.note];
            out.push(told.concat());
            for part in &rule.parts {
                let told = [&part.text, &part.actual, &part.apart].map(String::as_str).join("  ");
                let indent = "  ".repeat(part.depth + 1);
                out.push(format!("{indent}{} {}", sign(part.hit), told.trim_end()));
            }
        }
    }

    fn plain_records(&self, t: T, out: &mut Vec<String>) {
        for section in &self.records.sections {
            let span = Some(&section.span).filter(|span| !span.is_empty());
            out.push(format::clauses([&section.title].into_iter().chain(span), t.0));
            for row in &section.rows {
                let told = format!("  {}  {}  {}", row.day, row.text, row.amount);
                out.push(told.trim_end().to_owned());
            }
            if section.rows.len() < section.all {
                out.push("  …".to_owned());
            }
            out.extend(
                section
                    .sum
                    .as_ref()
                    .map(|(name, sum)| format!("  {}", t.in_kind(name, sum))),
            );
        }
        for (name, value) in &self.records.fields {
            out.push(t.in_kind(name, value));
        }
    }
}

fn sign(hit: Hit) -> &'static str {
    match hit {
        Hit::Holds => "✓",
        Hit::Fails => "✗",
        Hit::Missing => "?",
        Hit::Untried => "·",
    }
}
