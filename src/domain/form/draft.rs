//! What was typed into a form and is not saved: texts, each with the text it took the place of. Small, so that it can be kept
//! with every keystroke, and pure, so that it is tested natively.
//!
//! A draft holds no record. It is read onto the record as it stands now: an input that nobody touched follows what others do
//! to it, a touched one keeps what was typed. Where both moved, the text that was there first no longer is: a conflict, and
//! the person is asked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt;

use serde::{Deserialize, Serialize};

/// Contacts that the form adds are numbered from here; those of the record have their place there.
pub const FIRST_NEW_ROW: u32 = 1 << 16;

/// An input of a form: its key, and the part of a list it belongs to (0 for the record's own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The key of the input.
    pub key: &'static str,
    /// The part's row.
    pub row: u32,
}

impl Place {
    /// An input of the record itself.
    pub const fn own(key: &'static str) -> Self {
        Self { key, row: 0 }
    }
}

/// As drafts name it: `name`, `contact.phone#1`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.row {
            0 => f.write_str(self.key),
            row => write!(f, "{}#{row}", self.key),
        }
    }
}

/// A text and the one it took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    from: String,
    text: String,
}

/// The parts of a list as they were when one was touched first, and the rows that stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Rows {
    were: Vec<String>,
    stand: Vec<u32>,
}

impl Rows {
    fn of(names: &[String]) -> Self {
        Self {
            were: names.to_vec(),
            // The form always offers one part.
            stand: (0..names.len().max(1) as u32).collect(),
        }
    }
}

/// Unsaved input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    typed: BTreeMap<String, Typed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rows: Option<Rows>,
    /// The texts of a record that does not exist yet are held as they were: its defaults are those of the day it was begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    held: bool,
    /// The id under which something new was sent to the book. A save whose answer never came (the tab was closed in between) is
    /// known by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
    /// The customer it is about: by it a draft is found whose record is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whose: Option<String>,
}

impl Draft {
    /// A draft of something new, which holds what its inputs show.
    pub fn holding(texts: impl IntoIterator<Item = (Place, String)>) -> Self {
        let held = |(place, text): (Place, String)| {
            let from = text.clone();
            (place.to_string(), Typed { from, text })
        };
        Self {
            typed: texts.into_iter().map(held).collect(),
            rows: None,
            held: true,
            sent: None,
            whose: None,
        }
    }

    /// The id under which it was sent to the book.
    pub fn sent(&self) -> Option<&str> {
        self.sent.as_deref()
    }

    /// It is sent to the book, under this id where it is something new.
    pub fn send(&mut self, id: Option<String>) {
        self.sent = id;
    }

    /// What was typed into an input; nothing while it is untouched.
    pub fn text(&self, place: Place) -> Option<&str> {
        self.typed.get(&place.to_string()).map(|typed| &*typed.text)
    }

    /// What was typed into an input, after the text that it took the place of; nothing while it is untouched.
    pub fn typed(&self, place: Place) -> Option<(&str, &str)> {
        let typed = self.typed.get(&place.to_string())?;
        Some((&typed.from, &typed.text))
    }

    /// The customer it is about, where that is known.
    pub fn whose(&self) -> Option<&str> {
        self.whose.as_deref()
    }

    /// It is about a customer.
    pub fn is_about(&mut self, customer: &str) {
        if self.whose() != Some(customer) {
            self.whose = Some(customer.to_owned());
        }
    }

    /// Takes a text. `now` is what the input shows without the draft; a text that says the same is no change.
    pub fn set(&mut self, place: Place, text: String, now: &str) {
        let key = place.to_string();
        // What somebody saved meanwhile just as it was typed is settled.
        let open = self.typed.remove(&key).filter(|typed| typed.text != now);
        let from = open.map_or_else(|| now.to_owned(), |typed| typed.from);
        if self.held || text != from {
            self.typed.insert(key, Typed { from, text });
        }
    }

    /// How many inputs and parts differ from the record.
    pub fn changes(&self) -> usize {
        let texts = self.typed.values().filter(|typed| typed.text != typed.from).count();
        // Rows that stand are known ones or new ones, each once.
        let gone = |rows: &Rows| {
            let known = rows.were.len() as u32;
            known as usize - rows.stand.iter().filter(|row| **row < known).count()
        };
        texts + self.rows.as_ref().map_or(0, gone)
    }

    /// Whether nothing is in it that is worth keeping.
    pub fn is_empty(&self) -> bool {
        let added = |rows: &Rows| rows.stand.iter().any(|row| *row >= FIRST_NEW_ROW);
        self.changes() == 0 && !self.rows.as_ref().is_some_and(added)
    }

    /// Whether an input was typed into and was changed elsewhere to something else.
    pub fn clashes(&self, place: Place, now: &str) -> bool {
        let typed = self.typed.get(&place.to_string()).filter(|_| !self.held);
        typed.is_some_and(|typed| typed.from != now && typed.text != now && typed.text != typed.from)
    }

    /// What was typed wins over what stands there now.
    pub fn keep_mine(&mut self, place: Place, now: &str) {
        if let Some(typed) = self.typed.get_mut(&place.to_string()) {
            now.clone_into(&mut typed.from);
        }
    }

    /// What stands there now wins over what was typed.
    pub fn take_theirs(&mut self, place: Place) {
        self.typed.remove(&place.to_string());
    }

    /// Ends what was saved; what was typed since then stays.
    pub fn forget(&mut self, saved: &Self) {
        self.typed.retain(|key, typed| match saved.typed.get(key) {
            Some(sent) if sent.text == typed.text => false,
            Some(sent) => {
                typed.from.clone_from(&sent.text);
                true
            }
            None => true,
        });
        if self.rows == saved.rows {
            self.rows = None;
        }
        self.held = false;
        self.sent = None;
    }

    /// The parts into which something was typed: `keys` are the inputs of a part.
    pub fn rows_typed(&self, keys: &[&str]) -> BTreeSet<u32> {
        let row = |name: &String| match name.split_once('#') {
            None => keys.contains(&&**name).then_some(0),
            Some((key, row)) => row.parse().ok().filter(|_| keys.contains(&key)),
        };
        self.typed.keys().filter_map(row).collect()
    }

    /// The rows of the parts, in order; `now` names the parts of the record.
    pub fn rows(&self, now: &[String]) -> Vec<u32> {
        self.rows
            .as_ref()
            .map_or_else(|| Rows::of(now).stand, |rows| rows.stand.clone())
    }

    /// A part is going to be typed into: from now on the draft knows which are meant.
    pub fn touch_rows(&mut self, now: &[String]) {
        self.rows.get_or_insert_with(|| Rows::of(now));
    }

    /// Offers one part more, and tells its row.
    pub fn add_row(&mut self, now: &[String]) -> u32 {
        let rows = self.rows.get_or_insert_with(|| Rows::of(now));
        let last = rows.stand.iter().copied().max().unwrap_or_default();
        let row = last.saturating_add(1).max(FIRST_NEW_ROW);
        rows.stand.push(row);
        row
    }

    /// Takes a part out, with what was typed into it: `keys` are the inputs of a part.
    pub fn remove_row(&mut self, row: u32, keys: &[&'static str], now: &[String]) {
        let rows = self.rows.get_or_insert_with(|| Rows::of(now));
        rows.stand.retain(|r| *r != row);
        for key in keys {
            self.typed.remove(&Place { key, row }.to_string());
        }
    }

    /// Whether the parts of the record are other ones by now.
    pub fn is_behind(&self, now: &[String]) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.were != now)
    }

    /// Goes on from the parts as they are now. A part that is gone elsewhere, and was typed into here, comes back as a new one.
    pub fn follow(&mut self, keys: &[&'static str], now: &[String]) {
        let Some(mut rows) = self.rows.take() else { return };
        let places = aligned(&rows.were, now);
        let old = std::mem::take(&mut rows.stand);
        let known = rows.were.len() as u32;
        let stood: HashSet<u32> = old.iter().copied().collect();
        let removed: HashSet<u32> = (0..known)
            .filter(|row| !stood.contains(row))
            .filter_map(|row| places[row as usize])
            .collect();
        rows.stand = (0..now.len() as u32).filter(|place| !removed.contains(place)).collect();
        rows.were = now.to_vec();
        let mut typed = std::mem::take(&mut self.typed);
        let of_row = |row: u32| keys.iter().map(move |key| Place { key, row });
        let mut moved = Vec::new();
        for row in old {
            let texts: Vec<_> = of_row(row)
                .filter_map(|place| Some((place.key, typed.remove(&place.to_string())?)))
                .collect();
            let place = if row < known { places[row as usize] } else { None };
            moved.push((row >= FIRST_NEW_ROW, place, texts));
        }
        self.typed = typed;
        self.rows = Some(rows);
        for (new, place, texts) in moved {
            let row = match place {
                Some(place) => place,
                None if new || !texts.is_empty() => self.add_row(now),
                None => continue,
            };
            for (key, mut text) in texts {
                if row >= FIRST_NEW_ROW {
                    text.from = String::new();
                }
                self.typed.insert(Place { key, row }.to_string(), text);
            }
        }
        if let Some(rows) = self.rows.as_mut().filter(|rows| rows.stand.is_empty()) {
            rows.stand.push(FIRST_NEW_ROW);
        }
    }
}

/// Where the parts of a list are in a later one: by name, equal ones in their order; else in the same place, where both lists
/// have as many.
fn aligned(were: &[String], now: &[String]) -> Vec<Option<u32>> {
    let mut free: Vec<bool> = vec![true; now.len()];
    let mut named: HashMap<&str, VecDeque<u32>> = HashMap::new();
    for (at, name) in now.iter().enumerate() {
        named.entry(name).or_default().push_back(at as u32);
    }
    let mut places: Vec<Option<u32>> = were
        .iter()
        .map(|name| {
            let at = named.get_mut(&**name)?.pop_front()?;
            free[at as usize] = false;
            Some(at)
        })
        .collect();
    if were.len() == now.len() {
        for (at, place) in places.iter_mut().enumerate() {
            if place.is_none() && std::mem::take(&mut free[at]) {
                *place = Some(at as u32);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Place = Place { key: "name", row: 0 };
    const KEYS: [&str; 2] = ["contact.name", "contact.phone"];

    fn names(all: &[&str]) -> Vec<String> {
        all.iter().map(|name| (*name).to_owned()).collect()
    }

    fn phone(row: u32) -> Place {
        Place {
            key: "contact.phone",
            row,
        }
    }

    #[test]
    fn what_was_saved_meanwhile_as_it_was_typed_is_settled() {
        let mut draft = Draft::default();
        draft.set(NAME, "乙".into(), "甲");
        assert!(!draft.clashes(NAME, "乙"));
        draft.set(NAME, "丙".into(), "乙");
        assert!(!draft.clashes(NAME, "乙") && draft.clashes(NAME, "丁"));
    }

    #[test]
    fn what_is_typed_against_what_stands_there() {
        // At first, typed, now: shown, asked about, changes.
        let table = [
            ("甲", "甲", "甲", "甲", false, 0),
            ("甲", "甲", "乙", "乙", false, 0),
            ("甲", "丙", "甲", "丙", false, 1),
            ("甲", "丙", "乙", "丙", true, 1),
            ("甲", "丙", "丙", "丙", false, 1),
            ("", "丙", "乙", "丙", true, 1),
            ("甲", "", "乙", "", true, 1),
        ];
        for (first, typed, now, shown, asked, changes) in table {
            let mut draft = Draft::default();
            draft.set(NAME, typed.into(), first);
            assert_eq!(draft.text(NAME).unwrap_or(now), shown, "{first} {typed} {now}");
            assert_eq!(
                (draft.clashes(NAME, now), draft.changes()),
                (asked, changes),
                "{first} {typed} {now}"
            );
            let mut mine = draft.clone();
            mine.keep_mine(NAME, now);
            assert!(!mine.clashes(NAME, now));
            draft.take_theirs(NAME);
            assert_eq!((draft.text(NAME), draft.is_empty()), (None, true));
        }
    }

    #[test]
    fn typing_back_what_was_there_is_no_change_whoever_moved_meanwhile() {
        let mut draft = Draft::default();
        draft.set(NAME, "丙".into(), "甲");
        draft.set(NAME, "甲".into(), "乙");
        assert_eq!((draft.text(NAME), draft.is_empty()), (None, true));
    }

    #[test]
    fn what_is_new_holds_what_it_began_with_and_is_asked_nothing() {
        let mut draft = Draft::holding([(NAME, "昨天".to_owned())]);
        assert!(draft.is_empty());
        assert_eq!(draft.text(NAME), Some("昨天"));
        draft.set(NAME, "x".into(), "今天");
        assert!(!draft.clashes(NAME, "今天") && draft.changes() == 1);
        draft.set(NAME, "昨天".into(), "今天");
        assert_eq!((draft.text(NAME), draft.changes()), (Some("昨天"), 0));
    }

    #[test]
    fn what_was_saved_ends_and_what_was_typed_since_stays() {
        let mut draft = Draft::default();
        draft.set(NAME, "乙".into(), "甲");
        draft.set(phone(0), "1".into(), "");
        let sent = draft.clone();
        draft.set(phone(0), "12".into(), "");
        draft.forget(&sent);
        assert_eq!(
            (draft.text(NAME), draft.text(phone(0)), draft.changes()),
            (None, Some("12"), 1)
        );
        assert!(!draft.clashes(phone(0), "1"));
    }

    #[test]
    fn a_draft_survives_as_json_and_one_of_a_later_form_is_no_draft() {
        let now = names(&["张", "李"]);
        let mut draft = Draft::default();
        draft.set(NAME, "\"乙\"\n".into(), "甲");
        draft.remove_row(0, &KEYS, &now);
        let row = draft.add_row(&now);
        draft.set(phone(row), "1".into(), "");
        let json = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        assert!(serde_json::from_str::<Draft>(r#"{"typed": 1}"#).is_err());
    }

    #[test]
    fn parts_keep_what_was_typed_about_them_wherever_they_go() {
        // Rows of three contacts: the second is typed into, and the third taken out.
        let before = names(&["张", "李", "王"]);
        let draft = || {
            let mut draft = Draft::default();
            draft.touch_rows(&before);
            draft.set(phone(1), "138".into(), "139");
            draft.remove_row(2, &KEYS, &before);
            draft
        };
        // What the contacts are now: the rows, and the one that has the phone.
        let table: [(&[&str], &[u32], u32); 6] = [
            (&["张", "李", "王"], &[0, 1], 1),
            (&["李", "王"], &[0], 0),
            (&["赵", "张", "李", "王"], &[0, 1, 2], 2),
            (&["张", "李明", "王"], &[0, 1], 1),
            (&["张", "王"], &[0, FIRST_NEW_ROW], FIRST_NEW_ROW),
            (&[], &[FIRST_NEW_ROW], FIRST_NEW_ROW),
        ];
        for (now, rows, typed) in table {
            let now = names(now);
            let mut draft = draft();
            assert_eq!(draft.is_behind(&now), now != before);
            draft.follow(&KEYS, &now);
            assert_eq!(draft.rows(&now), rows, "{now:?}");
            assert_eq!(draft.text(phone(typed)), Some("138"), "{now:?}");
        }
    }

    #[test]
    fn parts_nobody_touched_are_those_of_the_record_and_one_is_always_offered() {
        let draft = Draft::default();
        assert_eq!(
            (draft.rows(&[]), draft.rows(&names(&["张", "李"]))),
            (vec![0], vec![0, 1])
        );
        let mut one_more = Draft::default();
        let row = one_more.add_row(&names(&["张"]));
        assert_eq!((one_more.rows(&[]), row), (vec![0, FIRST_NEW_ROW], FIRST_NEW_ROW));
        assert!(!one_more.is_empty() && one_more.changes() == 0);
    }
}
