//! The rooms of the page: the editor, the versions, the examples. The room stands in the address.

use crate::state::live::*;

use super::desk::OPEN;
use crate::state::App;
use crate::state::route::{PageId, Params, Route};

/// The page parameter that names the room.
const VIEW: &str = "view";
/// The page parameter that names two versions to compare: `2..3`.
pub const COMPARE: &str = "compare";
/// The page parameter that names a version to look at.
pub const LOOK: &str = "look";

/// A room of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// The rules, their editor and rehearsal.
    #[default]
    Editor,
    /// The versions and what they changed.
    Versions,
    /// The examples.
    Examples,
}

impl Room {
    fn key(self) -> Option<&'static str> {
        match self {
            Self::Editor => None,
            Self::Versions => Some("versions"),
            Self::Examples => Some("examples"),
        }
    }

    /// The open room.
    pub fn follow(app: App) -> Memo<Self> {
        Memo::new(move |_| {
            let rooms = [Self::Versions, Self::Examples];
            let open = param(app, VIEW);
            rooms
                .into_iter()
                .find(|r| r.key() == open.as_deref())
                .unwrap_or_default()
        })
    }

    /// Its place, without what is open in another room; the open rule stays.
    pub fn route(self, app: App) -> Route {
        let rule = untrack(|| param(app, OPEN));
        let params = Params::default().with(OPEN, rule.as_deref());
        Route {
            params: params.with(VIEW, self.key()),
            ..Route::to(PageId::RULES)
        }
    }
}

/// A parameter of the page. Tracked.
pub fn param(app: App, key: &str) -> Option<String> {
    app.with_route(|route| route.param(key).map(str::to_owned))
}
