//! What a person set, beside what the rules say.

use super::Ground;
use crate::domain::inquiry::explain::{Decided, Explanation};
use crate::domain::kind::ClassOverride;
use crate::domain::rule::plan::PlanDimension;
use crate::ui::format;
use crate::ui::text::names;

/// A class set by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// Who set which class.
    pub said: String,
    /// The facts: name and value.
    pub facts: Vec<(String, String)>,
    /// What the rules say is the same.
    pub same: bool,
    /// As it stands; nothing for one that was set without days.
    pub given: Option<ClassOverride>,
}

impl Ground<'_> {
    pub(super) fn hand(&self, place: usize, dim: &PlanDimension, explained: &Explanation) -> Option<Hand> {
        let class = explained
            .class
            .as_ref()
            .filter(|_| explained.decided == Decided::ByHand)?;
        let (t, evaluation) = (self.t(), &self.world.evaluation);
        let as_of = evaluation.as_of;
        let dated = evaluation.columns.override_on(self.slot, &dim.id, as_of);
        let given = dated.filter(|given| given.class == *class).cloned();
        let name = |id: &str| names::class(self.lang(), dim, id);
        let ruled = evaluation.ruled(&self.world.book, self.slot, place);
        let who = given.as_ref().and_then(|g| g.by.as_deref()).unwrap_or(t.hand_someone());
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: String| facts.push((label.to_owned(), value));
        if let Some(reason) = given.as_ref().and_then(|g| g.reason.as_deref()) {
            fact(t.hand_reason(), reason.to_owned());
        }
        fact(
            t.hand_since(),
            given.as_ref().map_or(t.disagree_undated().to_owned(), |g| {
                let day = format::day(g.set_on);
                match usize::try_from(as_of.days_since(g.set_on)) {
                    Ok(days) if days > 0 => t.hand_days(days, day),
                    _ => t.hand_same_day(day),
                }
            }),
        );
        let until = given.as_ref().and_then(|g| g.until);
        fact(
            t.hand_until_day(),
            until.map_or(t.hand_no_end().to_owned(), format::day),
        );
        let same = ruled == Some(&**class);
        let judged = ruled.map_or(t.unclassified().to_owned(), name);
        fact(
            t.hand_rules(),
            if same {
                t.in_brackets_after(judged, t.hand_same())
            } else {
                judged
            },
        );
        Some(Hand {
            said: t.hand_in_force(who, name(class)),
            facts,
            same,
            given,
        })
    }
}
