//! The form behind the sheet: a draft, what is wrong with it, saving and throwing away.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::state::live::*;
use wasm_bindgen::JsCast;

use super::input::input_id;
use super::inputs::label_of;
use crate::domain::command::{Command, Edit};
use crate::domain::kind::Customer;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::state::App;
use crate::state::draft::{Draft, Place, order};
use crate::ui::text::{T, both};
use crate::ui::widget::FieldError;

/// A form over a draft. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Form {
    app: App,
    /// The draft's name in [`App::drafts`].
    key: StoredValue<Text>,
    errors: RwSignal<BTreeMap<Place, Label>>,
    warnings: Memo<BTreeMap<Place, Label>>,
    masks: Memo<bool>,
    /// The user tried to save: errors are listed on top.
    pub tried: RwSignal<bool>,
    /// A save is under way.
    pub busy: RwSignal<bool>,
}

impl Form {
    /// A form over the draft of this name, which is begun from `base` where there is none.
    pub fn new(app: App, key: Text, base: Arc<Customer>) -> Self {
        app.drafts.update(|all| {
            all.entry(key.clone()).or_insert_with(|| Draft::new(base));
        });
        let key = StoredValue::new(key);
        let warnings = Memo::new(move |_| {
            let judge = |draft: &Draft| draft.warnings(app.today.get()).into_iter().collect();
            key.with_value(|key| app.drafts.with(|all| all.get(key).map(judge).unwrap_or_default()))
        });
        let masks = Memo::new(move |_| {
            let masks = app.session.read(|world| world.book.head.settings.masks_contacts());
            masks.unwrap_or(true)
        });
        Self {
            app,
            key,
            errors: RwSignal::default(),
            warnings,
            masks,
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
        }
    }

    /// Begins anew from a record.
    pub fn begin(self, base: Arc<Customer>) {
        self.errors.update(BTreeMap::clear);
        self.key.with_value(|key| {
            self.app.drafts.update(|all| {
                all.insert(key.clone(), Draft::new(base));
            });
        });
    }

    /// Reads the draft; tracked.
    pub fn with<R: Default>(self, read: impl FnOnce(&Draft) -> R) -> R {
        // An input that goes away with its form still hears that it is left.
        self.key
            .try_with_value(|key| self.app.drafts.with(|all| all.get(key).map(read).unwrap_or_default()))
            .unwrap_or_default()
    }

    /// Changes the draft.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.key.try_with_value(|key| {
            self.app.drafts.update(|all| {
                if let Some(draft) = all.get_mut(key) {
                    change(draft);
                }
            });
        });
    }

    /// Ends the draft and hands it out.
    pub fn take(self) -> Option<Draft> {
        self.key
            .with_value(|key| self.app.drafts.try_update(|all| all.remove(key)))
            .flatten()
    }

    /// The text of an input; tracked.
    pub fn text(self, place: Place) -> String {
        self.with(|draft| draft.text(place))
    }

    /// Takes what is being typed.
    pub fn type_in(self, place: Place, text: String) {
        self.change(|draft| draft.set(place, text));
        // What was wrong is judged again when the input is left.
        if self.errors.try_with_untracked(|e| e.contains_key(&place)) == Some(true) {
            self.errors.try_update(|e| drop(e.remove(&place)));
        }
    }

    /// Judges an input that is left, and writes its text as it was understood.
    pub fn leave(self, place: Place) {
        if self.key.is_disposed() {
            return;
        }
        let text = untrack(|| self.text(place));
        match Draft::read(place, &text, self.app.today.get_untracked()) {
            Ok(understood) if understood != text => self.change(|draft| draft.set(place, understood)),
            Ok(_) => {}
            Err(label) => drop(self.errors.try_update(|e| e.insert(place, label))),
        }
    }

    /// What is wrong with an input; tracked.
    pub fn error(self, place: Place) -> Option<Label> {
        self.errors.with(|e| e.get(&place).cloned())
    }

    /// What looks wrong with an input and is kept; tracked.
    pub fn warning(self, place: Place) -> Option<Label> {
        self.warnings.with(|w| w.get(&place).cloned())
    }

    /// Whether ways to reach a person are hidden while the cursor is elsewhere; tracked.
    pub fn masks(self) -> bool {
        self.masks.get()
    }

    /// The record as typed with the one it began from, or nothing where something is wrong: then that is listed, and the list has the focus.
    fn built(self) -> Option<Edit<Customer>> {
        let today = self.app.today.get_untracked();
        let (base, built) = untrack(|| self.with(|draft| Some((draft.base.clone(), draft.build(today)))))?;
        match built {
            Ok(built) => {
                self.errors.update(BTreeMap::clear);
                Some(Edit::of(base, built.customer))
            }
            Err(wrong) => {
                self.errors.set(wrong.into_iter().collect());
                self.tried.set(true);
                next_frame(|| focus("[role=alert].errors"));
                None
            }
        }
    }

    /// Checks and carries out; `then` hears that the record is in the book and saved.
    pub fn save(self, command: impl FnOnce(Edit<Customer>) -> Command, then: impl Fn() + Send + Sync + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(edit) = self.built() else { return };
        self.busy.set(true);
        // The user may have left the page before the answer comes: then only the draft is still there to end.
        let (drafts, key) = (self.app.drafts, self.key.get_value());
        self.app.session.dispatch_then(command(edit), move |outcome| {
            let done = outcome.is_done();
            let stayed = self.busy.try_set(false).is_none();
            if done {
                drafts.update(|all| drop(all.remove(&key)));
            }
            if done && stayed {
                then();
            }
        });
    }

    /// Throws the draft away; a notice can bring it back.
    pub fn discard(self, then: impl Fn() + Send + Sync + 'static) {
        let (drafts, key) = (self.app.drafts, self.key.get_value());
        if let Some(draft) = self.take().filter(|draft| draft.changes() > 0) {
            let notices = self.app.notices;
            let back = notices.action(both(|t| t.edit_take_back().to_owned()), move || {
                drafts.update(|all| drop(all.insert(key.clone(), draft.clone())));
            });
            self.app
                .notices
                .info(both(|t| t.edit_discarded().to_owned()), Some(back));
        }
        then();
    }

    /// The errors in the order of the form, for the list on top.
    pub fn listed(self, t: T) -> Vec<FieldError> {
        let rows = self.with(|draft| draft.rows().to_vec());
        let mut all: Vec<(Place, Label)> = self.errors.with(|e| e.iter().map(|(p, l)| (*p, l.clone())).collect());
        all.sort_by_key(|(place, _)| order(*place, &rows));
        let row = |(place, label): (Place, Label)| FieldError {
            id: input_id(place),
            text: t.error_at(label_of(t, place.key).0.trim_end_matches(" *"), t.label(&label)),
        };
        all.into_iter().map(row).collect()
    }
}

/// Puts the focus on the first element of a selector.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
