//! Conditions as sentences, said in the names of the draft as it stands.

use crate::state::live::*;

use super::names::RuleNames;
use crate::domain::authoring::edit::Place;
use crate::ui::text::sentence::Words;

/// The whole condition at a place as one sentence; empty where there is none.
pub fn sentence(names: RuleNames, place: Place) -> Memo<String> {
    Memo::new(move |_| {
        let lang = names.lang();
        let condition = names.rules.with(|rules| place.condition(rules).cloned());
        let said = condition.and_then(|when| names.with_plan(|plan| Words { lang, plan }.condition(&when)));
        said.unwrap_or_default()
    })
}
