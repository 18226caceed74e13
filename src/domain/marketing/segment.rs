//! Named segments: areas of the three RFM scores that people have a word for. The first whose area holds a customer's scores has it.
//!
//! Eleven ship, which cover the R–F map without a gap whatever the score of money is. A user's own stand in the settings under
//! [`VALUE_SEGMENTS`], among the further fields, so that reading a book learns nothing of them:
//! `[{"id": "core", "name": "重要价值", "r": [4, 5], "f": [4, 5], "m": [1, 5]}]`, scores from and to, both included. What is left out is
//! 1 to 5; a name that is left out is the one that ships.

use serde_json::{Map, Value, json};

use super::stored::{self, Counted, Idle};
use crate::domain::kind::Settings;
use crate::domain::label::{Label, Lang};
use crate::domain::record::Text;

/// The key among the further fields of the settings.
pub const VALUE_SEGMENTS: &str = "value_segments";
/// More segments than this nobody tells apart.
pub const MOST: usize = 30;

/// Scores from and to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scores {
    /// The least.
    pub least: u8,
    /// The most.
    pub most: u8,
}

impl Scores {
    /// Every score.
    pub const ANY: Self = Self { least: 1, most: 5 };

    const fn of(least: u8, most: u8) -> Self {
        Self { least, most }
    }

    /// Those between two, whichever is the larger; what is no score becomes the next one.
    pub fn between(one: i64, other: i64) -> Self {
        let score = |n: i64| n.clamp(1, 5) as u8;
        Self {
            least: score(one.min(other)),
            most: score(one.max(other)),
        }
    }

    /// Whether a score is among them.
    pub fn holds(self, score: u8) -> bool {
        (self.least..=self.most).contains(&score)
    }

    fn read(value: Option<&Value>) -> Self {
        let ends = value.and_then(Value::as_array).map(Vec::as_slice);
        match ends {
            Some([one, other]) => match (one.as_i64(), other.as_i64()) {
                (Some(one), Some(other)) => Self::between(one, other),
                _ => Self::ANY,
            },
            _ => Self::ANY,
        }
    }
}

/// A named segment.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSegment {
    /// What addresses call it; it stays when the name changes.
    pub id: Text,
    /// The user's own name; nothing for the one that ships.
    pub name: Option<Text>,
    /// Recency.
    pub r: Scores,
    /// Frequency.
    pub f: Scores,
    /// Money.
    pub m: Scores,
    /// What else the book says of it, as it came.
    more: Map<String, Value>,
}

impl ValueSegment {
    /// One of a user's own.
    pub fn new(id: &str, name: &str, [r, f, m]: [Scores; 3]) -> Self {
        Self {
            id: id.into(),
            name: Some(name.into()),
            r,
            f,
            m,
            more: Map::new(),
        }
    }

    /// What it is called.
    pub fn label(&self) -> Label {
        match (&self.name, shipped_label(&self.id)) {
            (Some(name), _) => Label::same(name),
            (None, Some(label)) => label,
            (None, None) => Label::same(&self.id),
        }
    }

    /// Calls it something; the word that ships is no name of one's own.
    pub fn rename(&mut self, name: &str) {
        let is_shipped = |label: Label| [Lang::Zh, Lang::En].iter().any(|lang| label.get(*lang) == name);
        self.name = match shipped_label(&self.id).is_some_and(is_shipped) {
            true => None,
            false => Some(name.into()),
        };
    }

    /// Whether scores of recency, frequency and money lie in it.
    pub fn holds(&self, [r, f, m]: [u8; 3]) -> bool {
        self.r.holds(r) && self.f.holds(f) && self.m.holds(m)
    }

    fn read(value: &Value) -> Option<Self> {
        let map = value.as_object()?;
        let text = |key: &str| {
            map.get(key)
                .and_then(Value::as_str)
                .filter(|text| !text.trim().is_empty())
        };
        let id = text("id")?;
        let name = text("name");
        if name.is_none() && shipped_label(id).is_none() {
            return None;
        }
        let more = map.iter().filter(|(key, _)| !KEYS.contains(&key.as_str()));
        Some(Self {
            id: id.into(),
            name: name.map(Text::from),
            r: Scores::read(map.get("r")),
            f: Scores::read(map.get("f")),
            m: Scores::read(map.get("m")),
            more: more.map(|(key, value)| (key.clone(), value.clone())).collect(),
        })
    }

    fn written(&self) -> Value {
        let mut map = Map::new();
        map.insert("id".into(), (&*self.id).into());
        if let Some(name) = &self.name {
            map.insert("name".into(), (&**name).into());
        }
        for (key, scores) in [("r", self.r), ("f", self.f), ("m", self.m)] {
            map.insert(key.into(), json!([scores.least, scores.most]));
        }
        map.extend(self.more.clone());
        Value::Object(map)
    }
}

const KEYS: [&str; 5] = ["id", "name", "r", "f", "m"];

/// A segment that ships: id, names, and its area of the map.
type Shipped = (&'static str, &'static str, &'static str, Scores, Scores);

#[rustfmt::skip]
const SHIPPED: [Shipped; 11] = [
    ("core", "重要价值", "Key value", Scores::of(4, 5), Scores::of(4, 5)),
    ("growing", "重要发展", "To develop", Scores::of(4, 5), Scores::of(2, 3)),
    ("recent", "新近下单", "Recent buyers", Scores::of(4, 5), Scores::of(1, 1)),
    ("keep", "重要保持", "To keep", Scores::of(3, 3), Scores::of(4, 5)),
    ("attention", "需要关注", "Needs attention", Scores::of(3, 3), Scores::of(2, 3)),
    ("second", "有待复购", "Repeat order due", Scores::of(3, 3), Scores::of(1, 1)),
    ("rescue", "重要挽留", "To win back", Scores::of(1, 2), Scores::of(4, 5)),
    ("drifting", "渐行渐远", "Drifting away", Scores::of(2, 2), Scores::of(2, 3)),
    ("dozing", "即将沉睡", "Falling asleep", Scores::of(2, 2), Scores::of(1, 1)),
    ("asleep", "沉睡", "Asleep", Scores::of(1, 1), Scores::of(2, 3)),
    ("gone", "流失边缘", "Nearly lost", Scores::of(1, 1), Scores::of(1, 1)),
];

fn shipped_label(id: &str) -> Option<Label> {
    let (_, zh, en, ..) = SHIPPED.iter().find(|(known, ..)| *known == id)?;
    Some(Label::fixed(zh, en))
}

/// Those that ship.
pub fn shipped() -> Vec<ValueSegment> {
    let one = |(id, _, _, r, f): &Shipped| ValueSegment {
        id: (*id).into(),
        name: None,
        r: *r,
        f: *f,
        m: Scores::ANY,
        more: Map::new(),
    };
    SHIPPED.iter().map(one).collect()
}

/// Those of a book, in their order: its own, or the ones that ship where it says nothing of them. What cannot be read is left out.
pub fn segments(settings: &Settings) -> Vec<ValueSegment> {
    match stored::list(settings, VALUE_SEGMENTS) {
        Some(all) => counted(all).into_iter().flatten().collect(),
        None => shipped(),
    }
}

fn counted(all: &[Value]) -> Counted<ValueSegment> {
    let mut many = 0;
    let one = |value: &Value| match ValueSegment::read(value) {
        Some(_) if many == MOST => Err(Idle::Beyond(MOST)),
        Some(segment) => {
            many += 1;
            Ok(segment)
        }
        None => Err(Idle::Unread),
    };
    all.iter().map(one).collect()
}

/// What the list of a book says that is none of its segments: the places in it, and why.
pub fn idle(settings: &Settings) -> Vec<(usize, Idle)> {
    stored::idle(counted(stored::list(settings, VALUE_SEGMENTS).unwrap_or_default()))
}

/// Writes them into the settings, with what stands there and does not count; the ones that ship as they are need no place there.
pub fn keep(settings: &mut Settings, segments: &[ValueSegment]) {
    let known = stored::list(settings, VALUE_SEGMENTS).unwrap_or_default();
    let counted = counted(known);
    let is_own = segments != shipped() || counted.iter().any(Result::is_err);
    let all = stored::with(known, &counted, segments, ValueSegment::written);
    settings.extra.set(VALUE_SEGMENTS, is_own.then(|| all.into()));
}

/// Puts the ones that ship in the place of the whole list.
pub fn restore(settings: &mut Settings) {
    settings.extra.set(VALUE_SEGMENTS, None);
}

/// The place of the first segment that holds the scores of recency, frequency and money.
pub fn place(segments: &[ValueSegment], scores: [u8; 3]) -> Option<usize> {
    segments.iter().position(|segment| segment.holds(scores))
}
