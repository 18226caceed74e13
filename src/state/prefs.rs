//! What the user likes, kept in the browser's local storage under `guanxi.*`. A browser that refuses the storage only forgets.

use std::collections::BTreeMap;

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde_json::Value;

use crate::domain::label::Lang;
use crate::domain::record::Text;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`.
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one round.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// How close the rows of lists stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// 36 px.
    #[default]
    Normal,
    /// 30 px.
    Compact,
}

impl Density {
    /// The value of `data-density`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Compact => "compact",
        }
    }
}

/// What is known of a file after the browser took it: browsers do not tell whether it arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Arrived {
    /// Nothing.
    #[default]
    Unknown,
    /// The user has seen it.
    Seen,
    /// It was read back, and is what was handed over.
    Compared,
}

/// The last file that holds the whole book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// When it was handed over, as an RFC 3339 instant.
    pub at: String,
    /// Its name.
    pub name: String,
    /// The sum over its bytes; empty where an earlier version handed it over.
    pub sum: String,
    /// Whether it arrived.
    pub arrived: Arrived,
}

/// All preferences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    /// `guanxi.lang`.
    pub lang: Lang,
    /// `guanxi.theme`.
    pub theme: Theme,
    /// `guanxi.density`.
    pub density: Density,
    /// `guanxi.columns`: the columns of the customer list; empty means the default ones.
    pub columns: Vec<Text>,
    /// `guanxi.list.NAME`: the columns of another list, by its name, and where cards stand on boards.
    pub list_columns: Arranged,
    /// `guanxi.user`: who works here, for the audit trail.
    pub user: Text,
    /// `guanxi.exported`: when this browser last handed the whole book over.
    pub exported: Option<Exported>,
}

/// The names under which preferences are kept. `theme` and `lang` are read by the page's start script too.
mod key {
    pub const LANG: &str = "guanxi.lang";
    pub const THEME: &str = "guanxi.theme";
    pub const DENSITY: &str = "guanxi.density";
    pub const COLUMNS: &str = "guanxi.columns";
    pub const LIST: &str = "guanxi.list.";
    pub const USER: &str = "guanxi.user";
    pub const EXPORTED: &str = "guanxi.exported";
}

impl Prefs {
    /// Reads what is kept; what is missing or unreadable has its default.
    pub fn load() -> Self {
        Self {
            lang: read(key::LANG),
            theme: read(key::THEME),
            density: read(key::DENSITY),
            columns: read(key::COLUMNS),
            list_columns: arranged(),
            user: read(key::USER),
            exported: read(key::EXPORTED),
        }
    }

    /// Keeps what differs from `before`.
    pub fn store(&self, before: &Self) {
        let Self {
            lang,
            theme,
            density,
            columns,
            list_columns,
            user,
            exported,
        } = self;
        keep(key::LANG, lang, &before.lang);
        keep(key::THEME, theme, &before.theme);
        keep(key::DENSITY, density, &before.density);
        keep(key::COLUMNS, columns, &before.columns);
        // Each by itself: another tab may arrange another one at the same time, and browsers tell a tab of that a little later.
        for name in list_columns.keys().chain(before.list_columns.keys()) {
            let now = list_columns.get(name);
            if now != before.list_columns.get(name) {
                keep_arranged(name, now);
            }
        }
        keep(key::USER, user, &before.user);
        keep(key::EXPORTED, exported, &before.exported);
    }
}

/// How lists and boards are arranged.
pub type Arranged = BTreeMap<String, Vec<Text>>;

/// All that is kept of lists and boards.
fn arranged() -> Arranged {
    if !available() {
        return Arranged::default();
    }
    let keys = (0..LocalStorage::length()).filter_map(|at| LocalStorage::raw().key(at).ok().flatten());
    let one = |key: String| Some((key.strip_prefix(key::LIST)?.to_owned(), read(&key)));
    keys.filter_map(one).collect()
}

/// A list or board that was arranged in another tab, as the words of a change there tell it; nothing inside where it stands as it begins.
pub fn arranged_elsewhere(key: Option<&str>) -> Option<(String, Option<Vec<Text>>)> {
    let key = key?;
    let name = key.strip_prefix(key::LIST)?.to_owned();
    Some((name, kept(key).and_then(|kept| Kept::of(&kept))))
}

fn keep_arranged(name: &str, now: Option<&Vec<Text>>) {
    let key = format!("{}{name}", key::LIST);
    match now {
        // What came from another tab stands there already; written once more it could undo what that tab did next.
        Some(now) => keep(&key, now, &read(&key)),
        None if available() => LocalStorage::delete(&key),
        None => {}
    }
}

/// Asking a browser that forbids storage throws, and the library underneath would end the app: so look first.
pub(super) fn available() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &"localStorage".into()).is_ok_and(|storage| storage.is_object())
}

/// Something that is kept, read by hand: what reads any type for itself takes kilobytes of the first load.
trait Kept: Default {
    /// Nothing where it is not what is kept there.
    fn of(kept: &Value) -> Option<Self>;
}

fn read<T: Kept>(key: &str) -> T {
    kept(key).and_then(|kept| T::of(&kept)).unwrap_or_default()
}

fn kept(key: &str) -> Option<Value> {
    match available() {
        true => LocalStorage::get(key).ok(),
        false => None,
    }
}

/// The one of some values that is kept by its name.
fn one_of<T: Copy>(kept: &Value, all: &[(&str, T)]) -> Option<T> {
    let kept = kept.as_str()?;
    let found = all.iter().find(|(name, _)| *name == kept)?;
    Some(found.1)
}

impl Kept for Lang {
    fn of(kept: &Value) -> Option<Self> {
        one_of(kept, &[("zh", Self::Zh), ("en", Self::En)])
    }
}

impl Kept for Theme {
    fn of(kept: &Value) -> Option<Self> {
        one_of(
            kept,
            &[Self::System, Self::Light, Self::Dark].map(|theme| (theme.key(), theme)),
        )
    }
}

impl Kept for Density {
    fn of(kept: &Value) -> Option<Self> {
        one_of(
            kept,
            &[Self::Normal, Self::Compact].map(|density| (density.key(), density)),
        )
    }
}

impl Kept for Arrived {
    fn of(kept: &Value) -> Option<Self> {
        one_of(
            kept,
            &[
                ("unknown", Self::Unknown),
                ("seen", Self::Seen),
                ("compared", Self::Compared),
            ],
        )
    }
}

impl Kept for Text {
    fn of(kept: &Value) -> Option<Self> {
        kept.as_str().map(Self::from)
    }
}

impl Kept for Vec<Text> {
    fn of(kept: &Value) -> Option<Self> {
        kept.as_array()?.iter().map(Text::of).collect()
    }
}

impl Kept for Option<Exported> {
    fn of(kept: &Value) -> Option<Self> {
        let text = |key: &str| kept.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Some(Exported {
            at: text("at")?,
            name: text("name")?,
            sum: text("sum").unwrap_or_default(),
            arrived: kept.get("arrived").and_then(Arrived::of).unwrap_or_default(),
        }))
    }
}

fn keep<T: Serialize + PartialEq>(key: &str, now: &T, before: &T) {
    if now != before && available() {
        // A full or closed storage loses a preference and nothing else.
        let _ = LocalStorage::set(key, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What is kept reads as what it was.
    fn stands<T: Kept + Serialize + PartialEq + std::fmt::Debug>(value: &T) {
        let kept = serde_json::to_value(value).unwrap();
        assert_eq!(T::of(&kept).as_ref(), Some(value), "{kept}");
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        [Lang::Zh, Lang::En].iter().for_each(stands);
        [Theme::System, Theme::Light, Theme::Dark].iter().for_each(stands);
        [Density::Normal, Density::Compact].iter().for_each(stands);
        stands(&Text::from("李娜"));
        stands(&vec![Text::from("name"), Text::from("amount")]);
        for arrived in [Arrived::Unknown, Arrived::Seen, Arrived::Compared] {
            let (at, name) = ("2026-11-30T09:00:00+08:00".to_owned(), "客户簿.json".to_owned());
            let sum = "0a".to_owned();
            stands(&Some(Exported { at, name, sum, arrived }));
        }
    }

    #[test]
    fn what_is_none_of_it_is_nothing() {
        assert_eq!(Theme::of(&json!("Dark")), None);
        assert_eq!(Lang::of(&json!(1)), None);
        assert_eq!(Vec::<Text>::of(&json!(["name", 1])), None);
        assert_eq!(Option::<Exported>::of(&json!({"at": "2026-11-30"})), None);
        // An earlier version kept neither sum nor whether it arrived.
        let early = Option::<Exported>::of(&json!({"at": "2026-11-30", "name": "a"}))
            .unwrap()
            .unwrap();
        assert_eq!((early.sum.as_str(), early.arrived), ("", Arrived::Unknown));
    }
}
