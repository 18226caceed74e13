//! A version to read: every rule as a sentence, nothing to change.

use crate::state::live::*;

use super::compare::{CloseButton, Sentences, rules_of};
use crate::domain::label::Lang;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Class, Condition, Dimension, Rulebook, WeightedScore};
use crate::state::use_app;
use crate::ui::page::rules::room::{LOOK, param};
use crate::ui::text::sentence::{Words, exact};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::Panel;

/// The version that the address asks for.
#[component]
pub fn Look() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let asked = Memo::new(move |_| param(app, LOOK));
    let told = Memo::new(move |_| {
        let lang = app.lang.get();
        let number = asked.get()?;
        rules_of(app, &number).map(|rules| read(lang, &rules))
    });
    let panel = move || {
        told.get().map(|told| {
            let title = move || t().version_n(asked.get().unwrap_or_default());
            view! {
                <div class="compare" data-testid="look">
                    <Panel id="look-title" title=title end=|| view! { <CloseButton /> }>
                        <Sentences told=told />
                    </Panel>
                </div>
            }
        })
    };
    view! { {panel} }
}

/// The rules in sentences, under the name of what they belong to.
fn read(lang: Lang, rules: &Rulebook) -> Vec<(String, Vec<String>)> {
    let plan = Plan::sketch(rules);
    let words = Words { lang, plan: &plan };
    let t = T(lang);
    let said = |name: String, when: &Condition| t.said_of(name, words.condition(when));
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for dimension in rules.dimensions.iter().filter(|d| d.retired != Some(true)) {
        let name = names::dimension_called(lang, &dimension.id, &dimension.name);
        told.push((name, classes(words, rules, dimension)));
    }
    for found in &rules.scores {
        told.push((t.score_called(names::score(lang, found)), terms(words, found)));
    }
    let tags = rules.tags.iter().filter(|tag| tag.retired != Some(true));
    let tags = tags.map(|tag| said(names::tag_called(lang, &tag.id, &tag.name), &tag.when));
    told.push((t.differs_tags().to_owned(), tags.collect()));
    let signals = rules.signals.iter().filter(|signal| signal.retired != Some(true));
    let signals = signals.map(|signal| said(names::signal_called(lang, &signal.id, &signal.name), &signal.when));
    told.push((t.differs_signals().to_owned(), signals.collect()));
    told.retain(|(_, list)| !list.is_empty());
    told
}

fn classes(words: Words, rules: &Rulebook, dimension: &Dimension) -> Vec<String> {
    let t = T(words.lang);
    if let Some(field) = &dimension.text_of {
        return vec![t.read_from_field(words.fact(field))];
    }
    let named = |id: &str, name: &str| names::class_called(words.lang, &dimension.id, id, name);
    let score = rules.scores.iter().find(|s| Some(&s.id) == dimension.bands_of.as_ref());
    if let Some(score) = score {
        let band =
            |band: &crate::domain::rule::Band| t.said_of(named(&band.id, &band.name), t.band_at(exact(band.from)));
        return score.bands.iter().map(band).collect();
    }
    let is_rest = |class: &Class| dimension.otherwise.as_ref() == Some(&class.id);
    let class = |class: &Class| {
        let when = match &class.when {
            Some(when) => words.condition(when),
            None if is_rest(class) => t.otherwise_class().to_owned(),
            None => t.never_matched().to_owned(),
        };
        t.said_of(named(&class.id, &class.name), when)
    };
    let used = dimension.classes.iter().filter(|class| class.retired != Some(true));
    used.map(class).collect()
}

fn terms(words: Words, score: &WeightedScore) -> Vec<String> {
    let t = T(words.lang);
    let term = |term: &crate::domain::rule::Term| t.times_weight(words.fact(&term.metric), exact(term.weight));
    score.terms.iter().map(term).collect()
}
