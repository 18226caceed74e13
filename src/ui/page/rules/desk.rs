//! What the parts of the page share: the draft, the rules in force, the rule that is open.

use std::sync::Arc;

use crate::state::live::*;

use super::findings::{FindingSaid, found};
use crate::domain::authoring::edit::{self, Place};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::rule::plan::Plan;
use crate::state::App;
use crate::state::rules::workshop::Workshop;
use crate::ui::condition::RuleNames;
use crate::ui::condition::facts::place_name;
use crate::ui::text::{T, both, names};

/// The page parameter that names the open rule.
pub const OPEN: &str = "rule";

/// The rule that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// A dimension, by its id.
    Dimension(Text),
    /// The RFM score.
    #[default]
    Rfm,
    /// A weighted score, by its id.
    Score(Text),
    /// The automatic tags.
    Tags,
    /// The risk signals.
    Signals,
}

impl Open {
    /// The value of the page parameter.
    pub fn key(&self) -> String {
        match self {
            Self::Dimension(id) => id.to_string(),
            Self::Rfm => "score:rfm".to_owned(),
            Self::Score(id) => format!("score:{id}"),
            Self::Tags => "tags".to_owned(),
            Self::Signals => "signals".to_owned(),
        }
    }

    /// What the parameter names in these rules; without one, or with one that names nothing, the first dimension.
    fn read(key: Option<&str>, rules: &Rulebook) -> Self {
        let first = || rules.dimensions.first().map(|d| Self::Dimension(d.id.clone()));
        let named = match key {
            None => None,
            Some("tags") => Some(Self::Tags),
            Some("signals") => Some(Self::Signals),
            Some("score:rfm") => Some(Self::Rfm),
            Some(key) => match key.strip_prefix("score:") {
                Some(id) => rules
                    .scores
                    .iter()
                    .find(|s| *s.id == *id)
                    .map(|s| Self::Score(s.id.clone())),
                None => rules.dimension(key).map(|d| Self::Dimension(d.id.clone())),
            },
        };
        named.or_else(first).unwrap_or(Self::Tags)
    }
}

/// The context of the page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct RulesDesk {
    pub app: App,
    /// The workshop with the draft.
    pub shop: Workshop,
    pub rules: Memo<Arc<Rulebook>>,
    /// The rules in force.
    pub base: Memo<Arc<Rulebook>>,
    /// What the draft calls its facts and classes.
    pub names: RuleNames,
    /// Hears that a field was left: the next edit is a step of its own.
    pub left: Callback<()>,
    pub open: Memo<Open>,
    /// Counts the rehearsals, a moment after the last one: for what may come later than the next frame.
    pub quiet: RwSignal<u64>,
    /// What looks wrong, a moment after the last edit.
    pub found: Memo<Vec<FindingSaid>>,
}

/// The page's context. For components only: a handler has none and takes the value along.
pub fn use_desk() -> RulesDesk {
    of_page()
}

/// How long after the last edit the slower parts follow.
const QUIET: std::time::Duration = std::time::Duration::from_millis(150);

impl RulesDesk {
    /// The context of the page.
    pub fn new(app: App) -> Self {
        let shop = app.workshop;
        let rules = Memo::new(move |_| shop.rules());
        let key = Memo::new(move |_| app.with_route(|route| route.param(OPEN).map(str::to_owned)));
        let quiet = RwSignal::new(0);
        let desk = Self {
            app,
            shop,
            rules,
            names: RuleNames {
                app,
                rules,
                plan: Memo::new(move |_| Arc::new(Plan::sketch(&rules.get()))),
            },
            left: Callback::new(move |()| shop.close_step()),
            base: Memo::new(move |_| shop.in_force()),
            open: Memo::new(move |_| Open::read(key.get().as_deref(), &rules.get())),
            quiet,
            found: Memo::new(move |_| {
                quiet.track();
                let lang = app.lang.get();
                untrack(|| found(shop, lang))
            }),
        };
        shop.open();
        Effect::new(move |_| shop.follow());
        desk.follow();
        desk
    }

    /// Follows the rehearsals after a moment of quiet.
    fn follow(self) {
        Effect::new(move |_| {
            self.shop.version();
            // The next rehearsal takes this one's timer away.
            let count = move || {
                self.quiet.try_update(|n| *n += 1);
            };
            after(count, QUIET);
        });
    }

    /// The texts; tracked.
    pub fn t(self) -> T {
        T(self.app.lang.get())
    }

    /// The language; tracked.
    pub fn lang(self) -> Lang {
        self.app.lang.get()
    }

    /// Opens a rule.
    pub fn show(self, open: &Open) {
        self.app.set_param(OPEN, Some(&open.key()));
    }

    /// Changes the draft as one step of its undo. Edits in a row with the same key are one.
    pub fn edit(self, label: impl Fn(T) -> String, key: Option<String>, change: impl FnOnce(&mut Rulebook)) {
        self.shop.edit(both(label), key, change);
    }

    /// The same under a label that names the owner of a place.
    pub fn edit_at(
        self,
        place: &Place,
        label: impl Fn(T, String) -> String,
        key: Option<&str>,
        change: impl FnOnce(&mut Rulebook),
    ) {
        let rules = self.rules.get_untracked();
        let key = key.map(|key| format!("{}/{key}", place.path()));
        self.edit(|t| label(t, place_name(t.0, &rules, place)), key, change);
    }

    /// Reads the plan of the draft as it stands, to name its facts and classes by. Tracked.
    pub fn with_plan<R>(self, read: impl FnOnce(&Plan) -> R) -> Option<R> {
        self.names.with_plan(read)
    }

    /// What stands beside the title: the open rule.
    pub fn subtitle(self) -> String {
        self.title_of(&self.open.get())
    }

    /// What a rule is called. Tracked.
    pub fn title_of(self, open: &Open) -> String {
        let (t, lang) = (self.t(), self.lang());
        self.rules.with(|rules| match open {
            Open::Dimension(id) => named(lang, rules, id),
            Open::Rfm => t.rfm_score().to_owned(),
            Open::Score(id) => t.score_named(score_name(lang, rules, id)),
            Open::Tags => t.auto_tags().to_owned(),
            Open::Signals => t.risk_signals().to_owned(),
        })
    }

    /// What a dimension of the draft is called. Tracked.
    pub fn dimension_name(self, id: &str) -> String {
        let lang = self.lang();
        self.rules.with(|rules| named(lang, rules, id))
    }

    /// Moves a dimension by steps; up is negative.
    pub fn move_dimension(self, id: &str, steps: i32) {
        self.edit_named(
            id,
            |t, name| t.did_move(name),
            |rules| edit::move_dimension(rules, id, steps),
        );
    }

    /// Puts a dimension out of use, or into use again.
    pub fn retire_dimension(self, id: &str, retired: bool) {
        let label = move |t: T, name: String| {
            if retired {
                t.did_retire(name)
            } else {
                t.did_restore(name)
            }
        };
        self.edit_named(id, label, |rules| edit::retire_dimension(rules, id, retired));
    }

    /// Changes the draft under a label that names a dimension.
    fn edit_named(self, id: &str, label: impl Fn(T, String) -> String, change: impl FnOnce(&mut Rulebook)) {
        let rules = self.rules.get_untracked();
        self.edit(|t| label(t, named(t.0, &rules, id)), None, change);
    }
}

/// What a dimension of rules is called.
pub fn named(lang: Lang, rules: &Rulebook, id: &str) -> String {
    let found = rules.dimension(id);
    found.map_or_else(|| id.to_owned(), |d| names::dimension_called(lang, &d.id, &d.name))
}

/// What a weighted score of rules is called.
pub fn score_name(lang: Lang, rules: &Rulebook, id: &str) -> String {
    let found = rules.scores.iter().find(|s| *s.id == *id);
    found.map_or_else(|| id.to_owned(), |score| names::score(lang, score))
}
