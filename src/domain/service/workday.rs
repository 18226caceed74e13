//! The hours of a working day as people say them and as the settings keep them (`work_hours`, `time_zone`).

use serde_json::{Map, Value, json};

use super::zone::Zone;
use crate::domain::field::half_width;
use crate::domain::kind::Settings;

/// Further fields of the settings: the hours of a working day, and the zone that they are of.
pub const WORK_HOURS: &str = "work_hours";
/// See [`WORK_HOURS`].
pub const TIME_ZONE: &str = "time_zone";
/// The minutes of a day.
const DAY: i64 = 24 * 60;
/// The most breaks that are taken from a form.
const MOST_BREAKS: usize = 10;

/// What the settings say of a key; nothing where they say nothing.
pub(super) fn said<'a>(settings: &'a Settings, key: &str) -> Option<&'a Value> {
    let found = settings.extra.iter().find(|(name, _)| *name == key);
    found.map(|(_, value)| value).filter(|value| !value.is_null())
}

/// When is worked on a working day. Times are minutes of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkHours {
    /// The beginning.
    pub from: i64,
    /// The end, up to 24:00.
    pub to: i64,
    /// The breaks, each from and to.
    pub breaks: Vec<(i64, i64)>,
}

/// 09:00 to 18:00 without 12:00 to 13:00.
impl Default for WorkHours {
    fn default() -> Self {
        Self {
            from: 9 * 60,
            to: 18 * 60,
            breaks: vec![(12 * 60, 13 * 60)],
        }
    }
}

/// What is wrong with hours that were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursFault {
    /// The beginning is no time.
    From,
    /// The end is no time.
    To,
    /// The end is not behind the beginning.
    Backwards,
    /// The breaks are no times from and to, or too many.
    Breaks,
    /// A break does not lie inside of the hours.
    Outside,
    /// Nothing is left of the day.
    Nothing,
}

impl WorkHours {
    /// Those that a book goes by: its own, or those that ship where it has none that can be read.
    pub fn of(settings: &Settings) -> Self {
        said(settings, WORK_HOURS).and_then(Self::read).unwrap_or_default()
    }

    /// What the settings hold; nothing where it cannot be meant.
    pub(super) fn read(hours: &Value) -> Option<Self> {
        let (from, to) = span(hours)?;
        let breaks = match hours.get("breaks") {
            None | Some(Value::Null) => Vec::new(),
            Some(breaks) => breaks.as_array()?.iter().map(span).collect::<Option<_>>()?,
        };
        let it = Self { from, to, breaks };
        (!it.stretches().is_empty()).then_some(it)
    }

    /// What somebody typed: two times, and the breaks as `12:00-13:00, 17:00-17:30`, in digits and signs of any width; or all that is wrong.
    pub fn typed(from: &str, to: &str, breaks: &str) -> Result<Self, Vec<HoursFault>> {
        let (from, to, breaks) = (typed_time(from), typed_time(to), typed_breaks(breaks));
        let mut faults = Vec::new();
        let mut fault = |is: bool, fault| {
            if is {
                faults.push(fault);
            }
        };
        fault(from.is_none(), HoursFault::From);
        fault(to.is_none(), HoursFault::To);
        fault(from.zip(to).is_some_and(|(from, to)| from >= to), HoursFault::Backwards);
        fault(breaks.is_none(), HoursFault::Breaks);
        let (Some(from), Some(to), Some(breaks), true) = (from, to, breaks, faults.is_empty()) else {
            return Err(faults);
        };
        let it = Self { from, to, breaks };
        let is_inside = |(first, last): &(i64, i64)| from <= *first && *last <= to;
        match () {
            () if !it.breaks.iter().all(is_inside) => Err(vec![HoursFault::Outside]),
            () if it.stretches().is_empty() => Err(vec![HoursFault::Nothing]),
            () => Ok(it),
        }
    }

    /// The stretches that are worked, in their order.
    pub fn stretches(&self) -> Vec<(i64, i64)> {
        let mut left = vec![(self.from, self.to)];
        for (from, to) in self.breaks.iter().copied() {
            let cut = |(first, last): (i64, i64)| [(first, last.min(from)), (first.max(to), last)];
            left = left.into_iter().flat_map(cut).filter(|(from, to)| from < to).collect();
        }
        left
    }

    /// How many minutes are worked.
    pub fn minutes(&self) -> i64 {
        self.stretches().iter().map(|(from, to)| to - from).sum()
    }

    /// The times as a form shows them: the beginning, the end, the breaks.
    pub fn shown(&self) -> [String; 3] {
        let breaks = self
            .breaks
            .iter()
            .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)));
        let breaks: Vec<String> = breaks.collect();
        [clock(self.from), clock(self.to), breaks.join(", ")]
    }

    /// As the settings keep it. What `before` has beside is kept, that of a break with the same times as well.
    fn written(&self, before: Option<&Value>) -> Value {
        let known = before.and_then(|before| before.get("breaks")).and_then(Value::as_array);
        let pause = |times: &(i64, i64)| {
            let known = known.into_iter().flatten().find(|known| span(known) == Some(*times));
            known
                .cloned()
                .unwrap_or_else(|| json!({"from": clock(times.0), "to": clock(times.1)}))
        };
        let breaks: Vec<Value> = self.breaks.iter().map(pause).collect();
        let mut map = before.and_then(Value::as_object).cloned().unwrap_or_default();
        for (key, value) in [
            ("from", clock(self.from).into()),
            ("to", clock(self.to).into()),
            ("breaks", breaks.into()),
        ] {
            map.insert(key.to_owned(), value);
        }
        Value::Object(map)
    }
}

/// Puts hours and a zone into the settings. What is as shipped is not said, and what stays as it was is not written again.
pub fn keep_work(settings: &mut Settings, hours: &WorkHours, zone: Zone) {
    let before = said(settings, WORK_HOURS);
    if before.and_then(WorkHours::read).as_ref() != Some(hours) {
        let has_more = |map: &Map<String, Value>| map.keys().any(|key| !["from", "to", "breaks"].contains(&&**key));
        let is_said = *hours != WorkHours::default() || before.and_then(Value::as_object).is_some_and(has_more);
        let value = is_said.then(|| hours.written(before));
        settings.extra.set(WORK_HOURS, value);
    }
    let before = said(settings, TIME_ZONE).and_then(Value::as_str).and_then(Zone::parse);
    if before != Some(zone) {
        let value = (zone != Zone::default()).then(|| zone.offset().into());
        settings.extra.set(TIME_ZONE, value);
    }
}

fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn span(value: &Value) -> Option<(i64, i64)> {
    let at = |key: &str| time(value.get(key)?.as_str()?);
    let (from, to) = (at("from")?, at("to")?);
    (from < to).then_some((from, to))
}

/// `09:00`, up to `24:00`.
fn time(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    (hours.len() == 2 && minutes.len() == 2)
        .then(|| minutes_of(hours, minutes))
        .flatten()
}

fn minutes_of(hours: &str, minutes: &str) -> Option<i64> {
    let number = |part: &str| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= DAY).then_some(all)
}

/// `9:00`, `0900`, `9`, `9点`, `9点半`, `17时30分`.
fn typed_time(text: &str) -> Option<i64> {
    let narrow: String = half_width(text).split_whitespace().collect();
    let narrow = narrow.replace(['点', '时'], ":").replace('半', "30");
    let narrow = narrow.strip_suffix('分').unwrap_or(&narrow);
    match narrow.split_once(':') {
        Some((hours, "")) => minutes_of(hours, "0"),
        Some((hours, minutes)) => minutes_of(hours, minutes),
        None if narrow.len() == 4 && narrow.is_ascii() => minutes_of(&narrow[..2], &narrow[2..]),
        None => minutes_of(narrow, "0"),
    }
}

/// `12:00-13:00, 17:00-17:30`; those that touch are one, in the order of the day.
fn typed_breaks(text: &str) -> Option<Vec<(i64, i64)>> {
    let parts = text.split([',', '，', '、', ';', '；', '\n']).map(str::trim);
    let one = |part: &str| {
        let (from, to) = part.split_once(['-', '－', '–', '—', '−', '~', '～', '至', '到'])?;
        let (from, to) = (typed_time(from)?, typed_time(to)?);
        (from < to).then_some((from, to))
    };
    let mut all = parts
        .filter(|part| !part.is_empty())
        .map(one)
        .collect::<Option<Vec<_>>>()?;
    all.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in all {
        match merged.last_mut() {
            Some((_, last)) if from <= *last => *last = to.max(*last),
            _ => merged.push((from, to)),
        }
    }
    (merged.len() <= MOST_BREAKS).then_some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(from: &str, to: &str, breaks: &str) -> String {
        match WorkHours::typed(from, to, breaks) {
            Ok(hours) => format!("{} = {}", hours.shown().join(" "), hours.minutes()),
            Err(faults) => format!("{faults:?}"),
        }
    }

    #[test]
    fn hours_are_typed_as_people_say_them() {
        let table = [
            (("09:00", "18:00", "12:00-13:00"), "09:00 18:00 12:00-13:00 = 480"),
            (("9", "18", ""), "09:00 18:00  = 540"),
            (("８：３０", "17点半", "12点－13点半"), "08:30 17:30 12:00-13:30 = 450"),
            (
                ("0830", "1730", "12:00~13:00；15:30至15:45"),
                "08:30 17:30 12:00-13:00, 15:30-15:45 = 465",
            ),
            // In the order of the day, and those that touch are one.
            (
                ("9:00", "24:00", "18:00-19:00, 12:00-12:30, 12:30-13:00"),
                "09:00 24:00 12:00-13:00, 18:00-19:00 = 780",
            ),
            (("", "18:00", ""), "[From]"),
            (("九点", "25:00", "中午"), "[From, To, Breaks]"),
            (("18:00", "9:00", ""), "[Backwards]"),
            (("9:00", "9:60", ""), "[To]"),
            (("9:00", "18:00", "13:00-12:00"), "[Breaks]"),
            (("9:00", "18:00", "12:00"), "[Breaks]"),
            (("9:00", "18:00", "8:00-10:00"), "[Outside]"),
            (("9:00", "18:00", "9:00-18:00"), "[Nothing]"),
        ];
        for ((from, to, breaks), told) in table {
            assert_eq!(typed(from, to, breaks), told, "{from} {to} {breaks}");
        }
    }

    #[test]
    fn what_is_as_shipped_is_not_said_and_what_nobody_knows_stays() {
        let settings = |json: Value| serde_json::from_value::<Settings>(json).unwrap();
        let told = |settings: &Settings| {
            let all: Map<String, Value> = [WORK_HOURS, TIME_ZONE]
                .into_iter()
                .filter_map(|key| Some((key.to_owned(), said(settings, key)?.clone())))
                .collect();
            Value::Object(all)
        };
        let mut book = settings(json!({"company": "甲"}));
        let early = WorkHours::typed("8:00", "16:00", "11:30-12:00").unwrap();
        keep_work(&mut book, &early, Zone::parse("+09:00").unwrap());
        let pause = json!({"from": "11:30", "to": "12:00"});
        let written = json!({"work_hours": {"from": "08:00", "to": "16:00", "breaks": [pause]}, "time_zone": "+09:00"});
        assert_eq!(told(&book), written);
        assert_eq!(WorkHours::of(&book), early);
        keep_work(&mut book, &WorkHours::default(), Zone::default());
        assert_eq!(told(&book), json!({}));

        let more = json!({"from": "08:00", "to": "16:00", "season": "夏", "breaks": [{"from": "11:30", "to": "12:00", "name": "午休"}]});
        let mut book = settings(json!({"work_hours": more.clone(), "time_zone": "Z"}));
        let before = told(&book);
        keep_work(&mut book, &early, Zone::parse("+00:00").unwrap());
        assert_eq!(told(&book), before, "nothing is another");
        let later = WorkHours { to: 17 * 60, ..early };
        keep_work(&mut book, &later, Zone::default());
        let mut after = more;
        after["to"] = json!("17:00");
        assert_eq!(told(&book), json!({"work_hours": after}));
        // What cannot be read gives way to what is typed.
        let mut book = settings(json!({"work_hours": "9 to 5"}));
        keep_work(&mut book, &later, Zone::default());
        assert_eq!(WorkHours::of(&book), later);
    }
}
