//! What stands below a proof: the day and the rules it rests on, and what people decided before.

use super::{Ground, record};
use crate::domain::rule::plan::PlanDimension;
use crate::domain::versions::{version_on, versions};
use crate::domain::world::RulesOf;
use crate::ui::format;

impl Ground<'_> {
    /// The as-of date, and which rules, where that is not plain.
    pub(super) fn day_and_rules(&self) -> String {
        let day = self.t().as_of_day(format::day(self.world.evaluation.as_of));
        match self.rules_in_force() {
            Some(rules) => format::list([day, rules], self.lang()),
            None => day,
        }
    }

    /// Which rules the day is looked at under, where there are several versions and it is not the last day of all.
    fn rules_in_force(&self) -> Option<String> {
        let (world, t) = (self.world, self.t());
        let then = version_on(&world.book, world.evaluation.as_of)?;
        match world.rules() {
            RulesOf::ThatDay => Some(t.foot_rules_then(then.number)),
            RulesOf::Today if versions(&world.book).last().is_some_and(|last| last.id != then.id) => {
                Some(t.foot_rules_today().to_owned())
            }
            RulesOf::Today => None,
        }
    }

    /// Earlier decisions of people: day and words.
    pub(super) fn reviews(&self, dim: &PlanDimension) -> Vec<(String, String)> {
        let Some(customer) = self.world.book.customers.at(self.slot) else {
            return Vec::new();
        };
        let as_of = self.world.evaluation.as_of;
        let mine = self.world.book.reviews.iter().map(|(_, r)| r);
        let mut mine: Vec<_> = mine
            .filter(|r| r.customer == customer.id && r.dimension == dim.id && r.at.day <= as_of)
            .collect();
        mine.sort_by_key(|review| std::cmp::Reverse(review.at.day));
        let words =
            |r: &&std::sync::Arc<crate::domain::kind::Review>| (format::day(r.at.day), record::review(r, self.words));
        mine.iter().map(words).collect()
    }
}
