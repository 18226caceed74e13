//! What facts, classes and words are called.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::label::Lang;
use crate::domain::rule::Rulebook;
use crate::domain::rule::plan::Plan;
use crate::state::App;
use crate::ui::text::T;

/// What facts, classes and words are called: in the rules that are edited, or in those in force. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct RuleNames {
    /// The app.
    pub app: App,
    /// The rules.
    pub rules: Memo<Arc<Rulebook>>,
    /// Their plan, also of a draft with problems: for names alone.
    pub plan: Memo<Arc<Plan>>,
}

impl RuleNames {
    /// The texts; tracked.
    pub fn t(self) -> T {
        T(self.lang())
    }

    /// The language; tracked.
    pub fn lang(self) -> Lang {
        self.app.lang.get()
    }

    /// Reads the plan. Tracked.
    pub fn with_plan<R>(self, read: impl FnOnce(&Plan) -> R) -> Option<R> {
        self.plan.try_with(|plan| read(plan))
    }
}
