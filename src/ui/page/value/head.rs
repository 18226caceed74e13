//! What stands above the page on paper.

use crate::state::live::*;

use super::list::ValueList;
use super::people::chosen;
use super::{MOVES, PORTRAIT, SEGMENTS, VIEW};
use crate::ui::list::paper;
use crate::ui::portrait::group_name;
use crate::ui::text::T;

/// Whose it is, what is shown of whom, and the day.
pub fn value_head(page: ValueList) -> impl IntoView {
    let app = page.list.app;
    paper::head_area(app, move |t: T| {
        let view = app.param(VIEW).unwrap_or_default();
        let what = match &*view {
            MOVES => t.value_moves(),
            PORTRAIT => t.value_portrait(),
            SEGMENTS => t.value_segments(),
            _ => t.value_map(),
        };
        let of = || {
            let (map, group) = (page.map.get()?, chosen(page)?);
            app.session.read(|world| group_name(world, &map, group, t.0))
        };
        let of = (view == PORTRAIT).then(of).flatten();
        (what.to_owned(), of.into_iter().collect())
    })
}
