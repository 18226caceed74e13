//! Which reports of portraits left the book: of which day, when, by which rules, and a sum over what they say, so that whoever makes one again
//! later is told whether it says the same.
//!
//! They stand in the settings under [`REPORTS`], among the further fields: `[{"day": "2026-10-31", "made": "2026-11-02T09:00:00+08:00",
//! "check": "…", "rules": "…"}]`, one a day. What cannot be read is left out.

use serde_json::{Value, json};

use crate::domain::day::{Day, Moment};
use crate::domain::fnv::Fnv;
use crate::domain::kind::Settings;
use crate::domain::marketing::group::GROUPS;
use crate::domain::marketing::segment::VALUE_SEGMENTS;
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// The key among the further fields of the settings.
pub const REPORTS: &str = "portrait_reports";
/// So many are remembered, the latest days.
const MOST: usize = 120;

/// A report that left.
#[derive(Clone, Debug, PartialEq)]
pub struct FrozenReport {
    /// The day that it is of.
    pub day: Day,
    /// When it was made.
    pub made: Moment,
    /// A sum over what it says, whatever the language.
    pub check: Text,
    /// A sum over the rules that it was made by.
    pub rules: Text,
}

/// What a report made again says beside one that left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The same.
    Same,
    /// Other rules are in force.
    OtherRules,
    /// Records of the day were written or changed since.
    OtherRecords,
}

impl FrozenReport {
    /// How it stands to one made now, whose sum this is.
    pub fn compared(&self, world: &World, check: &str) -> Compared {
        match (*self.check == *check, *self.rules == *rules_sum(world)) {
            (true, _) => Compared::Same,
            (false, true) => Compared::OtherRecords,
            (false, false) => Compared::OtherRules,
        }
    }
}

/// A sum over what a report is made by: the rules in force, the segments and the groups, where the book has its own.
pub fn rules_sum(world: &World) -> String {
    let mut text = serde_json::to_string(world.rulebook()).unwrap_or_default();
    let own = world.book.head.settings.extra.iter();
    for (key, said) in own.filter(|(key, _)| [VALUE_SEGMENTS, GROUPS].contains(&key.as_str())) {
        text.push_str(key);
        text.push_str(&said.to_string());
    }
    Fnv::default().and_text(&text).hex()
}

/// Those of a book, the latest day first.
pub fn frozen_reports(settings: &Settings) -> Vec<FrozenReport> {
    let said = settings.extra.iter().find(|(key, _)| *key == REPORTS);
    let all = said.and_then(|(_, value)| value.as_array()).map(Vec::as_slice);
    let read = |value: &Value| {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        Some(FrozenReport {
            day: Day::parse(text("day")?)?,
            made: Moment::parse(text("made")?)?,
            check: text("check")?.into(),
            rules: text("rules").unwrap_or_default().into(),
        })
    };
    let mut all: Vec<FrozenReport> = all.unwrap_or_default().iter().filter_map(read).collect();
    sort_by_key(&mut all, |it| std::cmp::Reverse(it.day));
    all
}

/// Writes one into the settings, in the place of the one of its day.
pub fn keep_report(settings: &mut Settings, report: FrozenReport) {
    let mut all = frozen_reports(settings);
    all.retain(|it| it.day != report.day);
    all.push(report);
    sort_by_key(&mut all, |it| std::cmp::Reverse(it.day));
    all.truncate(MOST);
    let written = |it: &FrozenReport| {
        let made = serde_json::to_value(&it.made).unwrap_or_default();
        json!({"day": it.day.to_string(), "made": made, "check": &*it.check, "rules": &*it.rules})
    };
    let all: Vec<Value> = all.iter().map(written).collect();
    settings.extra.set(REPORTS, Some(all.into()));
}
