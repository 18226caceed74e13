//! Fields that hold what several columns say, and the numbers by which those are told apart.

/// Whether a field holds what several columns say.
pub(crate) fn is_several(key: &str) -> bool {
    matches!(
        key,
        "tags"
            | "need_tags"
            | "notes"
            | "note"
            | "needs"
            | "contact.phone"
            | "contact.email"
            | "contact.note"
            | "preferences.channels"
            | "content"
            | "region"
    )
}

/// The name of a column that is one of several of a name: 备注2.
pub(super) fn names_one_of_several(names: &[String]) -> Option<String> {
    let name = names.first()?;
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (name.len() - bare.len() == 1 && !bare.is_empty()).then(|| bare.to_owned())
}
