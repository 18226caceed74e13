//! The forms of judgements: a move confirmed or held, a class set by hand. Texts become records, or errors at their entries.

use chrono::Datelike;

use super::{Ask, Place, Remark};
use crate::domain::command::Decided;
use crate::domain::day::{Day, Moment};
use crate::domain::field::{FieldError, FieldKind, Tense, parse_date};
use crate::domain::id::{CustomerId, ReviewId};
use crate::domain::kind::{ClassOverride, Decision, Review};
use crate::domain::record::Text;
use crate::domain::report::moves::Way;
use crate::domain::text::{self, field as say};

/// For how many days a class is set by hand where nobody says otherwise.
pub const USUAL_DAYS: i32 = 90;

/// The inputs of these forms.
pub const ASKS: &[Ask] = &[
    ask("dimension", FieldKind::Text, true),
    ask("class", FieldKind::Text, true),
    ask("up-action", FieldKind::Text, false),
    ask("reason", FieldKind::Text, true),
    ask("action", FieldKind::Text, true),
    ask("until", FieldKind::Date(Tense::Future), true),
    ask("by", FieldKind::Text, true),
];

const fn ask(key: &'static str, kind: FieldKind, required: bool) -> Ask {
    Ask {
        key,
        kind,
        required,
        most: None,
    }
}

/// A move that is decided upon.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Who.
    pub customer: CustomerId,
    /// In which dimension.
    pub dimension: Text,
    /// The class before.
    pub from: Option<Text>,
    /// The class after.
    pub to: Option<Text>,
    /// Better, worse, or neither.
    pub way: Way,
}

/// What was typed into them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed {
    /// The class set by hand.
    pub class: String,
    /// What is done for those who did not get worse.
    pub up_action: String,
    /// The cause of a way down, or the reason of a judgement.
    pub reason: String,
    /// How the customer is won back.
    pub action: String,
    /// The last day.
    pub until: String,
    /// Who judges.
    pub by: String,
}

impl Typed {
    /// Takes the texts of the inputs.
    pub fn of(text: impl Fn(&'static str) -> String) -> Self {
        Self {
            class: text("class"),
            up_action: text("up-action"),
            reason: text("reason"),
            action: text("action"),
            until: text("until"),
            by: text("by"),
        }
    }
}

impl Typed {
    /// Whether a cause, a reason or a measure was written.
    pub fn says_why(&self) -> bool {
        let texts = [&self.reason, &self.action, &self.up_action];
        texts.into_iter().any(|text| !text.trim().is_empty())
    }
}

/// When it is judged.
#[derive(Clone, Debug)]
pub struct Now {
    /// The instant.
    pub at: Moment,
    /// The day it is.
    pub today: Day,
}

/// What is wrong, input by input.
pub type Wrong = Vec<Remark>;

fn said(text: &str) -> Option<Text> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(Text::from)
}

fn needed(text: &str, key: &'static str, error: FieldError, wrong: &mut Wrong) -> Option<Text> {
    let said = said(text);
    if said.is_none() {
        wrong.push((Place::own(key), error.message));
    }
    said
}

const NO_REASON: FieldError = FieldError::new(text::reason_needed());
const NO_CAUSE: FieldError = FieldError::new(say::cause_needed());
const NO_ACTION: FieldError = FieldError::new(say::measure_needed());
const NO_NAME: FieldError = FieldError::new(say::your_name_needed());
const NO_CLASS: FieldError = FieldError::new(say::class_needed());
const ENDED: FieldError = FieldError::new(say::ended_already());

/// The last day of the quarter after that of a day: until then a held move rests.
pub fn next_quarter_end(day: Day) -> Day {
    let date = day.date();
    let after = date.year() * 4 + date.month0() as i32 / 3 + 2;
    let first = Day::from_ymd(after.div_euclid(4), after.rem_euclid(4) as u32 * 3 + 1, 1);
    first.map_or(day, |first| first.plus_days(-1))
}

/// The confirmed moves; `ids` gives each record its own.
pub fn confirmed(
    chosen: &[Chosen],
    typed: &Typed,
    now: &Now,
    ids: &mut dyn FnMut() -> Option<ReviewId>,
) -> Result<Vec<Decided>, Wrong> {
    let mut wrong = Wrong::new();
    let falls = chosen.iter().any(|c| c.way.asks_cause());
    let cause = falls.then(|| needed(&typed.reason, "reason", NO_CAUSE, &mut wrong));
    let action = falls.then(|| needed(&typed.action, "action", NO_ACTION, &mut wrong));
    let by = needed(&typed.by, "by", NO_NAME, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (cause, action) = (cause.flatten(), action.flatten());
    let one = |c: &Chosen| {
        let (reason, action) = match c.way.asks_cause() {
            true => (cause.clone(), action.clone()),
            false => (None, said(&typed.up_action)),
        };
        let review = Review {
            reason,
            action,
            ..record(c, Decision::Confirm, now, by.clone(), ids()?)
        };
        Some(Decided { review, hold: None })
    };
    Ok(chosen.iter().filter_map(one).collect())
}

/// The held moves: each customer keeps its class by hand until the last day. One that had no class cannot keep it, and is left out.
pub fn held(
    chosen: &[Chosen],
    typed: &Typed,
    now: &Now,
    ids: &mut dyn FnMut() -> Option<ReviewId>,
) -> Result<Vec<Decided>, Wrong> {
    let mut wrong = Wrong::new();
    let reason = needed(&typed.reason, "reason", NO_REASON, &mut wrong);
    let until = last_day(&typed.until, now.today, &mut wrong);
    let by = needed(&typed.by, "by", NO_NAME, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let one = |c: &Chosen| {
        let hold = ClassOverride {
            dimension: c.dimension.clone(),
            class: c.from.clone()?,
            set_on: now.today,
            until,
            reason: reason.clone(),
            by: by.clone(),
            extra: Default::default(),
        };
        let review = Review {
            reason: reason.clone(),
            ..record(c, Decision::Hold, now, by.clone(), ids()?)
        };
        Some(Decided {
            review,
            hold: Some(hold),
        })
    };
    Ok(chosen.iter().filter_map(one).collect())
}

/// A class set by hand from today on.
pub fn given(dimension: &str, typed: &Typed, today: Day) -> Result<ClassOverride, Wrong> {
    let mut wrong = Wrong::new();
    let class = needed(&typed.class, "class", NO_CLASS, &mut wrong);
    let reason = needed(&typed.reason, "reason", NO_REASON, &mut wrong);
    let until = last_day(&typed.until, today, &mut wrong);
    let by = needed(&typed.by, "by", NO_NAME, &mut wrong);
    match class {
        Some(class) if wrong.is_empty() => Ok(ClassOverride {
            dimension: dimension.into(),
            class,
            set_on: today,
            until,
            reason,
            by,
            extra: Default::default(),
        }),
        _ => Err(wrong),
    }
}

/// The last day that was typed; it is needed, and is not over.
pub fn last_day(text: &str, today: Day, wrong: &mut Wrong) -> Option<Day> {
    let read = parse_date(text, today, Tense::Future).and_then(|day| if day < today { Err(ENDED) } else { Ok(day) });
    read.map_err(|error| wrong.push((Place::own("until"), error.message)))
        .ok()
}

fn record(c: &Chosen, decision: Decision, now: &Now, by: Option<Text>, id: ReviewId) -> Review {
    Review {
        id,
        customer: c.customer.clone(),
        dimension: c.dimension.clone(),
        at: now.at.clone(),
        from: c.from.clone(),
        to: c.to.clone(),
        decision: Some(decision),
        reason: None,
        action: None,
        by,
        extra: Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn now() -> Now {
        Now {
            at: Moment::parse("2026-11-21T14:03:00+08:00").unwrap(),
            today: day("2026-11-21"),
        }
    }

    fn chosen(customer: &str, from: Option<&str>, to: &str, way: Way) -> Chosen {
        Chosen {
            customer: CustomerId::new(customer).unwrap(),
            dimension: "value".into(),
            from: from.map(Text::from),
            to: Some(to.into()),
            way,
        }
    }

    fn numbered() -> impl FnMut() -> Option<ReviewId> {
        let mut n = 0;
        move || {
            n += 1;
            ReviewId::new(&format!("r{n}")).ok()
        }
    }

    fn typed() -> Typed {
        Typed {
            reason: " 价格 ".into(),
            action: "下周拜访".into(),
            until: "0331".into(),
            by: "王".into(),
            ..Typed::default()
        }
    }

    fn places(wrong: Wrong) -> Vec<&'static str> {
        wrong.into_iter().map(|(place, _)| place.key).collect()
    }

    #[test]
    fn a_held_move_rests_until_the_end_of_the_next_quarter() {
        let table = [
            ("2026-11-21", "2027-03-31"),
            ("2026-12-31", "2027-03-31"),
            ("2026-01-01", "2026-06-30"),
            ("2026-09-30", "2026-12-31"),
        ];
        for (from, until) in table {
            assert_eq!(next_quarter_end(day(from)), day(until), "{from}");
        }
    }

    #[test]
    fn the_way_down_wants_cause_and_measure_and_the_way_up_neither() {
        let (up, down) = (
            chosen("a", Some("key"), "strategic", Way::Up),
            chosen("b", Some("key"), "ordinary", Way::Down),
        );
        let by_alone = Typed {
            by: "王".into(),
            ..Typed::default()
        };
        let done = confirmed(std::slice::from_ref(&up), &by_alone, &now(), &mut numbered()).unwrap();
        assert_eq!(
            (done.len(), done[0].review.reason.clone(), done[0].review.action.clone()),
            (1, None, None)
        );
        let wrong = confirmed(&[up.clone(), down.clone()], &by_alone, &now(), &mut numbered()).unwrap_err();
        assert_eq!(places(wrong), ["reason", "action"]);
        let done = confirmed(
            &[up, down],
            &Typed {
                up_action: "加访".into(),
                ..typed()
            },
            &now(),
            &mut numbered(),
        )
        .unwrap();
        let told: Vec<_> = done
            .iter()
            .map(|d| {
                (
                    d.review.id.as_str(),
                    d.review.reason.as_deref(),
                    d.review.action.as_deref(),
                    d.hold.is_some(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("r1", None, Some("加访"), false),
                ("r2", Some("价格"), Some("下周拜访"), false)
            ]
        );
        assert_eq!(done[1].review.by.as_deref(), Some("王"));
    }

    #[test]
    fn a_class_that_is_lost_wants_cause_and_measure_too() {
        let gone = Chosen {
            to: None,
            ..chosen("a", Some("A"), "", Way::Gone)
        };
        let by_alone = Typed {
            by: "王".into(),
            ..Typed::default()
        };
        let wrong = confirmed(std::slice::from_ref(&gone), &by_alone, &now(), &mut numbered()).unwrap_err();
        assert_eq!(places(wrong), ["reason", "action"]);
        let done = confirmed(&[gone], &typed(), &now(), &mut numbered()).unwrap();
        assert_eq!(done[0].review.reason.as_deref(), Some("价格"));
        assert_eq!(
            (done[0].review.from.as_deref(), done[0].review.to.as_deref()),
            (Some("A"), None)
        );
    }

    #[test]
    fn a_held_customer_keeps_the_class_it_had_and_one_without_a_class_cannot() {
        let (kept, new) = (
            chosen("a", Some("key"), "ordinary", Way::Down),
            chosen("b", None, "key", Way::Up),
        );
        let until = Typed {
            until: "2027-03-31".into(),
            ..typed()
        };
        let done = held(&[kept.clone(), new], &until, &now(), &mut numbered()).unwrap();
        let hold = done[0].hold.clone().unwrap();
        assert_eq!(done.len(), 1);
        assert_eq!(
            (&*hold.class, hold.set_on, hold.until),
            ("key", day("2026-11-21"), Some(day("2027-03-31")))
        );
        assert_eq!(done[0].review.decision, Some(Decision::Hold));
        // 0331 is the next March; the last one is over.
        let next = held(std::slice::from_ref(&kept), &typed(), &now(), &mut numbered()).unwrap();
        assert_eq!(next[0].hold.clone().unwrap().until, Some(day("2027-03-31")));
        let over = Typed {
            until: "2026-03-31".into(),
            ..typed()
        };
        assert_eq!(
            places(held(&[kept], &over, &now(), &mut numbered()).unwrap_err()),
            ["until"]
        );
    }

    #[test]
    fn a_class_set_by_hand_wants_class_reason_day_and_name() {
        let blank = given("value", &Typed::default(), day("2026-11-21")).unwrap_err();
        assert_eq!(places(blank), ["class", "reason", "until", "by"]);
        let full = Typed {
            class: "key".into(),
            until: "明天".into(),
            ..typed()
        };
        let given = given("value", &full, day("2026-11-21")).unwrap();
        assert_eq!(
            (&*given.class, given.set_on, given.until),
            ("key", day("2026-11-21"), Some(day("2026-11-22")))
        );
    }
}
