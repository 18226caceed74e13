//! The distance of a label in words: what would have to happen, and what would come of it.

use super::T;
use super::names;
use super::sentence::{Words, fen};
use crate::domain::day::Day;
use crate::domain::inquiry::distance::{Move, Step};
use crate::domain::label::Lang;
use crate::domain::rule::plan::PlanDimension;
use crate::ui::format;

/// Which way a label goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a better class; a tag is put on.
    Up,
    /// To a lesser class; a tag goes.
    Down,
    /// To another class, where the dimension has no better and worse.
    Aside,
}

impl Words<'_> {
    /// The change that leads to another class, seen on a day.
    pub fn class_move(&self, dimension: &PlanDimension, change: &Move, way: Way, as_of: Day) -> String {
        let t = T(self.lang);
        let class = change.to.and_then(|place| dimension.classes.get(place));
        let class = class.map(|class| names::class(self.lang, dimension, &class.id));
        if let [Step::Wait { days }] = *change.changes {
            let day = format::day(as_of.plus_days(days as i32));
            return match class {
                Some(class) => t.wait_becomes(days as usize, class, day),
                None => t.wait_unclassified(days as usize, day),
            };
        }
        let what = self.steps(change, way, as_of);
        match class {
            Some(class) => t.change_becomes(what, class),
            None => t.change_unclassifies(what),
        }
    }

    /// The change that puts a tag on, or takes it away.
    pub fn tag_move(&self, change: &Move, way: Way, as_of: Day) -> String {
        let t = T(self.lang);
        if let [Step::Wait { days }] = *change.changes {
            let day = format::day(as_of.plus_days(days as i32));
            return match way {
                Way::Up | Way::Aside => t.wait_tags(days as usize, day),
                Way::Down => t.wait_untags(days as usize, day),
            };
        }
        let what = self.steps(change, way, as_of);
        match way {
            Way::Up | Way::Aside => t.change_tags(what),
            Way::Down => t.change_untags(what),
        }
    }

    fn steps(&self, change: &Move, way: Way, as_of: Day) -> String {
        let steps: Vec<String> = change.changes.iter().map(|step| self.step(step, way, as_of)).collect();
        let between = match self.lang {
            Lang::Zh => "，并",
            Lang::En => " and ",
        };
        steps.join(between)
    }

    fn step(&self, step: &Step, way: Way, as_of: Day) -> String {
        let t = T(self.lang);
        match step {
            Step::Wait { days } => t.step_wait(*days as usize, format::day(as_of.plus_days(*days as i32))),
            // A large one may do the contrary: it counts, where the declared figure counts no more.
            Step::Buy { fen: 1 } if way != Way::Up => t.step_small_order().to_owned(),
            Step::Buy { fen: 1 } => t.step_any_order().to_owned(),
            Step::Buy { fen } => t.step_buy(format::yuan_sign(crate::domain::money::Fen(*fen), self.lang)),
            Step::Touch { times } => t.step_touch(*times as usize),
            Step::Places { ahead, .. } if *ahead < 0 => t.step_back(ahead.unsigned_abs() as usize),
            Step::Places { ahead, .. } => t.step_ahead(ahead.unsigned_abs() as usize),
            Step::Fact { name, from, to } => {
                let (fact, from_text, to_text) = (self.fact(name), self.amount(name, *from), self.amount(name, *to));
                if to > from {
                    t.step_rises(fact, from_text, to_text)
                } else {
                    t.step_falls(fact, from_text, to_text)
                }
            }
        }
    }

    fn amount(&self, fact: &str, value: f64) -> String {
        match self.unit(fact) {
            Some(crate::domain::metric::Unit::Yuan) => format::yuan_sign(fen(value), self.lang),
            _ => self.figure(fact, value),
        }
    }
}

text! {
    wait_becomes[n, class, day] = "照现在的记录，再过{n}天（{day}）变为{class}" / "As the record stands, it becomes {class} in {n} day, on {day}" | "As the record stands, it becomes {class} in {n} days, on {day}";
    wait_unclassified[n, day] = "照现在的记录，再过{n}天（{day}）变为未评" / "As the record stands, it is not rated any more in {n} day, from {day}" | "As the record stands, it is not rated any more in {n} days, from {day}";
    wait_tags[n, day] = "照现在的记录，再过{n}天（{day}）会得到这个标签" / "As the record stands, the tag is put on in {n} day, on {day}" | "As the record stands, the tag is put on in {n} days, on {day}";
    wait_untags[n, day] = "照现在的记录，再过{n}天（{day}）会失去这个标签" / "As the record stands, the tag goes in {n} day, on {day}" | "As the record stands, the tag goes in {n} days, on {day}";
    change_becomes(what, class) = "{what}，即变为{class}" / "{what}: becomes {class}";
    change_unclassifies(what) = "{what}，即变为未评" / "{what}: not rated then";
    change_tags(what) = "{what}，即得到这个标签" / "{what}: gets the tag";
    change_untags(what) = "{what}，即失去这个标签" / "{what}: loses the tag";
    step_buy(amount) = "再采购{amount}" / "{amount} more in purchases";
    step_any_order = "有一笔新订单，金额不限" / "one new order of any amount";
    step_small_order = "有一笔小额新订单" / "one small new order";
    step_touch[n] = "再互动{n}次" / "{n} more interaction" | "{n} more interactions";
    step_wait[n, day] = "再过{n}天（{day}）" / "{n} day from now ({day})" | "{n} days from now ({day})";
    step_ahead[n] = "RFM排名前进{n}名" / "{n} place up in the RFM ranking" | "{n} places up in the RFM ranking";
    step_back[n] = "RFM排名后退{n}名" / "{n} place down in the RFM ranking" | "{n} places down in the RFM ranking";
    step_rises(fact, from, to) = "{fact}从{from}升到{to}" / "{fact} from {from} up to {to}";
    step_falls(fact, from, to) = "{fact}从{from}降到{to}" / "{fact} from {from} down to {to}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::plan::Plan;

    fn said(dimension: usize, way: Way, to: Option<usize>, changes: &[Step]) -> [String; 2] {
        let plan = Plan::default_rules();
        let change = Move {
            changes: changes.to_vec(),
            to,
        };
        [Lang::Zh, Lang::En].map(|lang| {
            let words = Words { lang, plan: &plan };
            words.class_move(
                &plan.dimensions[dimension],
                &change,
                way,
                Day::parse("2026-11-21").unwrap(),
            )
        })
    }

    #[test]
    fn a_distance_says_what_has_to_happen_and_what_comes_of_it() {
        let fact = |name: &str, from, to| Step::Fact {
            name: name.into(),
            from,
            to,
        };
        let table = [
            (
                said(0, Way::Up, Some(1), &[Step::Buy { fen: 12_400_000 }]),
                [
                    "再采购¥124,000，即变为重点客户",
                    "CNY 124,000 more in purchases: becomes Key",
                ],
            ),
            (
                said(2, Way::Down, Some(2), &[Step::Wait { days: 18 }]),
                [
                    "照现在的记录，再过18天（2026-12-09）变为一般型",
                    "As the record stands, it becomes Loose in 18 days, on 2026-12-09",
                ],
            ),
            (
                said(5, Way::Up, Some(1), &[Step::Buy { fen: 1 }, Step::Touch { times: 2 }]),
                [
                    "有一笔新订单，金额不限，并再互动2次，即变为B 稳定增长",
                    "one new order of any amount and 2 more interactions: becomes B Steady growth",
                ],
            ),
            (
                said(3, Way::Down, None, &[Step::Places { ahead: -3, of: 9 }]),
                [
                    "RFM排名后退3名，即变为未评",
                    "3 places down in the RFM ranking: not rated then",
                ],
            ),
            (
                said(4, Way::Down, Some(1), &[fact("on_time_payment_rate", 1.0, 0.874)]),
                [
                    "按时付款率从100\u{a0}%降到87.4\u{a0}%，即变为亚健康",
                    "On-time payment rate from 100\u{a0}% down to 87.4\u{a0}%: becomes Sub-healthy",
                ],
            ),
        ];
        for (found, expected) in table {
            assert_eq!(found, expected);
        }
    }
}
