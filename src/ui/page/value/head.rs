//! What stands above a portrait on paper.

use crate::state::live::*;

use crate::domain::marketing::portrait::GroupKey;
use crate::domain::marketing::value::ValueMap;
use crate::state::App;
use crate::state::reread::Shared;
use crate::ui::list::paper;
use crate::ui::portrait::group_name;
use crate::ui::text::T;

/// Whose it is, of which group, and the day.
pub fn portrait_head(app: App, map: Shared<ValueMap>, of: GroupKey) -> impl IntoView {
    paper::head_area(app, move |t: T| {
        let name = app.session.read(|world| group_name(world, &map, of, t.0));
        (t.value_portrait().to_owned(), name.into_iter().collect())
    })
}
