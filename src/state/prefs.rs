//! What the user likes, kept in the browser's local storage under `guanxi.*`. A browser that refuses the storage only forgets.

use std::collections::BTreeMap;

use gloo_storage::{LocalStorage, Storage};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::label::Lang;
use crate::domain::record::Text;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// When it was handed over, as an RFC 3339 instant.
    pub at: String,
    /// Its name.
    pub name: String,
    /// The sum over its bytes; empty where an earlier version handed it over.
    #[serde(default)]
    pub sum: String,
    /// Whether it arrived.
    #[serde(default)]
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
    /// `guanxi.list_columns`: the columns of the other lists, by the list's name.
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
    pub const LIST_COLUMNS: &str = "guanxi.list_columns";
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
            list_columns: read(key::LIST_COLUMNS),
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
        // Another tab may have arranged another list or board meanwhile: only what was arranged here is written.
        if *list_columns != before.list_columns {
            let kept: Arranged = read(key::LIST_COLUMNS);
            // What came from another tab stands there already; written once more it could undo what that tab did next.
            keep(
                key::LIST_COLUMNS,
                &laid_on(kept.clone(), list_columns, &before.list_columns),
                &kept,
            );
        }
        keep(key::USER, user, &before.user);
        keep(key::EXPORTED, exported, &before.exported);
    }
}

/// How lists and boards are arranged.
pub type Arranged = BTreeMap<String, Vec<Text>>;

/// What is kept of lists and boards, as the words of a change in another tab tell it: nothing where they are about something else.
pub fn arranged_elsewhere(key: Option<&str>) -> Option<Arranged> {
    (key == Some(key::LIST_COLUMNS)).then(|| read(key::LIST_COLUMNS))
}

/// What is kept of lists and boards now: another tab's change stands there before this tab hears of it. Nothing where the browser keeps
/// nothing.
pub fn arranged_now() -> Option<Arranged> {
    available().then(|| read(key::LIST_COLUMNS))
}

/// What was arranged here laid on what is kept: of each list and board that differs from before, and of no other.
fn laid_on(mut kept: Arranged, now: &Arranged, before: &Arranged) -> Arranged {
    for name in now.keys().chain(before.keys()) {
        match now.get(name) {
            own if own == before.get(name) => {}
            Some(own) => drop(kept.insert(name.clone(), own.clone())),
            None => drop(kept.remove(name)),
        }
    }
    kept
}

/// Asking a browser that forbids storage throws, and the library underneath would end the app: so look first.
pub(super) fn available() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &"localStorage".into()).is_ok_and(|storage| storage.is_object())
}

fn read<T: DeserializeOwned + Default>(key: &str) -> T {
    if !available() {
        return T::default();
    }
    LocalStorage::get(key).unwrap_or_default()
}

fn keep<T: Serialize + PartialEq>(key: &str, now: &T, before: &T) {
    if now != before && available() {
        // A full or closed storage loses a preference and nothing else.
        let _ = LocalStorage::set(key, now);
    }
}
