//! The ways in which the heads of columns name them.

use super::heard;
use super::unit::bare_heading;
use crate::exchange::layout::TableColumn;
use crate::exchange::words::{ABOUT_ALL, names_field};

/// The ways a column is named: its last level, all of its heading, both without units. Of two levels the upper one says of what the lower one
/// is, in either order (联系人信息 over 电话, 日期 over 应收), and is no name of its own where the lower one is.
pub(super) fn names(column: &TableColumn) -> Vec<String> {
    let bare = |text: &str| heard(&bare_heading(text).0);
    let last = bare(&column.last_level);
    let mut names = vec![last.clone()];
    let upper = column.heading.strip_suffix(&column.last_level).map(bare);
    let mut is_name = false;
    if let Some(upper) = upper.filter(|upper| !upper.is_empty()) {
        let about = ABOUT_ALL
            .iter()
            .find_map(|end| upper.strip_suffix(end))
            .unwrap_or(&upper);
        let both = [format!("{about}{last}"), format!("{last}{upper}")];
        is_name = [&last, &both[0], &both[1]].into_iter().any(|name| names_field(name));
        names.extend(both);
    }
    if !is_name {
        names.push(bare(&column.heading));
    }
    names.push(heard(&column.last_level));
    names.dedup();
    names
}
