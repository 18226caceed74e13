//! The rules on paper: a readable list of all of them as sentences with their strategies, made when the browser is about to print.

use crate::state::live::*;

use super::desk::{RulesDesk, named};
use super::editor::score;
use crate::domain::authoring::edit::{self, List, Place};
use crate::domain::record::Text;
use crate::domain::rule::fact::WORDS;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Class, Dimension, Rulebook, WeightedScore};
use crate::ui::condition::facts::place_name;
use crate::ui::format;
use crate::ui::list::paper;
use crate::ui::paper_rules::{PaperLine, PaperPart, PaperRules};
use crate::ui::text::sentence::{Words, number};
use crate::ui::text::{T, names};

/// Where the rules stand while the browser prints.
pub fn print_area(desk: RulesDesk) -> impl IntoView {
    paper::print_area(move || sheet(desk).map(PaperRules::view))
}

fn sheet(desk: RulesDesk) -> Option<PaperRules> {
    let (t, lang, rules) = (desk.t(), desk.lang(), desk.rules.get());
    let drafted = desk.shop.is_changed();
    desk.shop.rehearsed(|world, then| PaperRules {
        company: world
            .book
            .head
            .settings
            .company
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        what: if drafted { t.printed_draft() } else { t.printed_rules() }.to_owned(),
        as_of: format!("{} {}", t.as_of(), format::day(world.evaluation.as_of)),
        parts: parts(t, &rules, Words { lang, plan: &then.plan }),
    })
}

fn parts(t: T, rules: &Rulebook, words: Words) -> Vec<PaperPart> {
    let used = rules.dimensions.iter().filter(|d| d.retired != Some(true));
    let mut all: Vec<PaperPart> = used.map(|d| dimension(t, rules, d, words)).collect();
    all.extend(rules.scores.iter().map(|s| weighted(t, s, words)));
    all.push(PaperPart {
        name: t.rfm_score().to_owned(),
        note: t.rfm_said(&rules.rfm),
        lines: Vec::new(),
    });
    all.push(list(t, rules, List::Tags, words));
    all.push(list(t, rules, List::Signals, words));
    all
}

fn dimension(t: T, rules: &Rulebook, d: &Dimension, words: Words) -> PaperPart {
    let field = d
        .text_of
        .as_ref()
        .and_then(|fact| WORDS.iter().find(|w| *w.id == **fact));
    let note = match field {
        Some(field) => t.of_field(t.label(&field.label)),
        None if d.bands_of.is_some() => t.policy_bands().to_owned(),
        None if d.override_by.is_some() => t.policy_first_or_hand().to_owned(),
        None => t.policy_first().to_owned(),
    };
    let own = |id: &str| d.classes.iter().find(|c| *c.id == *id);
    let classes = rules
        .classes(d)
        .into_iter()
        .filter(|(id, _)| own(id).is_none_or(|c| c.retired != Some(true)));
    let mut lines: Vec<PaperLine> = classes
        .map(|(id, name)| PaperLine {
            name: names::class_called(t.0, &d.id, id, name),
            said: said(words, d, id, own(id)),
            strategy: own(id)
                .and_then(|c| c.strategy.as_ref())
                .map_or_else(String::new, |s| t.strategy_is(names::strategy(t.0, s))),
        })
        .collect();
    if d.text_of.is_none() && d.bands_of.is_none() {
        let rest = d.otherwise.as_ref().map(|id| own(id).map_or(&**id, |c| &*c.name));
        let name = |own: &str| names::class_called(t.0, &d.id, d.otherwise.as_deref().unwrap_or_default(), own);
        lines.push(PaperLine {
            name: String::new(),
            said: rest.map_or_else(
                || t.printed_unclassified().to_owned(),
                |own| t.printed_others(name(own)),
            ),
            strategy: String::new(),
        });
    }
    if let Some(rank) = &d.rank {
        let own = rules.classes(d);
        let name = |id: &Text| {
            let known = own.iter().find(|(class, _)| **class == **id);
            known.map_or_else(
                || id.to_string(),
                |(id, name)| names::class_called(t.0, &d.id, id, name),
            )
        };
        lines.push(PaperLine {
            name: t.rank_title().to_owned(),
            said: rank.iter().map(name).collect::<Vec<_>>().join(" > "),
            strategy: String::new(),
        });
    }
    PaperPart {
        name: named(t.0, rules, &d.id),
        note,
        lines,
    }
}

fn said(words: Words, d: &Dimension, id: &str, own: Option<&Class>) -> String {
    let band = |plan: &Plan| {
        let found = plan.dimensions.iter().find(|p| p.id == d.id)?;
        found.classes.iter().find(|c| *c.id == *id)?.when.clone()
    };
    let when = match own.and_then(|c| c.when.clone()) {
        None if d.bands_of.is_some() => band(words.plan),
        when => when,
    };
    when.map_or_else(String::new, |when| words.condition(&when))
}

fn weighted(t: T, s: &WeightedScore, words: Words) -> PaperPart {
    let line = |band: &crate::domain::rule::Band| PaperLine {
        name: names::class_called(t.0, &s.id, &band.id, &band.name),
        said: t.printed_from(number(band.from)),
        strategy: String::new(),
    };
    PaperPart {
        name: t.score_named(names::score(t.0, s)),
        note: score::said(t, &s.terms, words),
        lines: s.bands.iter().map(line).collect(),
    }
}

fn list(t: T, rules: &Rulebook, list: List, words: Words) -> PaperPart {
    let used = edit::named(rules, list).into_iter().filter(|n| !n.retired);
    let line = |n: edit::Named| PaperLine {
        name: place_name(t.0, rules, &Place::Named(list, n.id.clone())),
        said: words.condition(n.when),
        strategy: String::new(),
    };
    let (name, note) = match list {
        List::Tags => (t.auto_tags(), t.policy_tags()),
        List::Signals => (t.risk_signals(), t.policy_signals()),
    };
    PaperPart {
        name: name.to_owned(),
        note: note.to_owned(),
        lines: used.map(line).collect(),
    }
}
