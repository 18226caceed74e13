//! Lists among the further fields of the settings: what of one counts, and what stays as it is stored when the rest is written.

use serde_json::Value;

use crate::domain::kind::Settings;

/// What the book has under a key; nothing where that is no list.
pub fn list<'a>(settings: &'a Settings, key: &str) -> Option<&'a [Value]> {
    let (_, value) = settings.extra.iter().find(|(name, _)| *name == key)?;
    value.as_array().map(Vec::as_slice)
}

/// Whether the book has something else than a list under a key: none of it counts.
pub fn is_no_list(settings: &Settings, key: &str) -> bool {
    let is_other = |value: &Value| !value.is_array() && !value.is_null();
    settings
        .extra
        .iter()
        .any(|(name, value)| *name == key && is_other(value))
}

/// Why an entry of a list does not count. It stays in the book all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It cannot be read.
    Unread,
    /// One before it has the same id.
    Twice,
    /// So many stand before it, and no more count.
    Beyond(usize),
}

/// The entries of a list, each as it counts or why it does not.
pub type Counted<T> = Vec<Result<T, Idle>>;

/// The list with what counts now. It takes the places of what counted before; what did not count stays where and as it is, and so does what
/// was not changed.
pub fn with<T: PartialEq>(
    stored: &[Value],
    counted: &Counted<T>,
    now: &[T],
    written: impl Fn(&T) -> Value,
) -> Vec<Value> {
    let as_stored = |one: &T| {
        let at = counted.iter().position(|known| known.as_ref() == Ok(one))?;
        stored.get(at).cloned()
    };
    let mut now = now.iter().map(|one| as_stored(one).unwrap_or_else(|| written(one)));
    let mut all = Vec::new();
    for (value, known) in stored.iter().zip(counted) {
        match known {
            Ok(_) => all.extend(now.next()),
            Err(_) => all.push(value.clone()),
        }
    }
    all.extend(now);
    all
}

/// What of a list does not count: its place, and why.
pub fn idle<T>(counted: Counted<T>) -> Vec<(usize, Idle)> {
    let why = |(at, one): (usize, Result<T, Idle>)| Some((at, one.err()?));
    counted.into_iter().enumerate().filter_map(why).collect()
}
