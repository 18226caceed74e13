//! The drafts of all forms, by name, in memory and in the browser's local storage under `guanxi.draft.*`.
//!
//! A draft is written with every keystroke, at once: whatever ends the page, what was typed is there again. Each tab keeps its own:
//! nobody's typing moves another's, and what is being typed in a tab that is open is never shown as if it was typed here. A form says
//! that it is there and takes it over when asked to ([`Drafts::take_over`]); that of a tab which is gone is taken over by itself.

mod stored;

use std::collections::{HashMap, HashSet};

use leptos::task::spawn_local;

use self::stored::{CLEARED, Key, Stored};
use super::live::*;
use super::notice::Notices;
use super::part::split_point;
use super::prefs::available;
use super::{random, tabs, text};
use crate::domain::form::Draft;
use crate::domain::record::Text;

/// What is known of other tabs that have, or had, the draft which stands here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    /// It came from there, or was taken over there.
    Shared,
    /// It was sent to the book there.
    Sent,
    /// It was saved there.
    Saved,
}

// Forms are in the same part: where it is not here, nobody waits for what is heard.
split_point! {
    fn hearing() in write -> fn(Drafts, Option<String>, Option<String>) { Drafts::hear }
}

split_point! {
    fn opening() in write -> fn(Drafts, &str) { Drafts::open }
}

/// What is typed and not saved. `Copy`: it holds handles only, which live as long as the app.
#[derive(Clone, Copy)]
pub struct Drafts {
    all: RwSignal<HashMap<Text, Draft>>,
    /// Those that another tab has as well.
    shared: RwSignal<HashMap<Text, Elsewhere>>,
    /// Those that an open tab has typed into, and this one not.
    typed_elsewhere: RwSignal<HashSet<Text>>,
    /// Those that were found in the storage.
    found: RwSignal<HashSet<Text>>,
    /// The tabs that were open when somebody looked, and those heard of since; nothing before the first look.
    peers: RwSignal<Option<HashSet<String>>>,
    full: RwSignal<bool>,
    notices: Notices,
}

impl Drafts {
    pub(super) fn new(notices: Notices) -> Self {
        tabs::stand();
        let it = Self {
            all: RwSignal::default(),
            shared: RwSignal::default(),
            typed_elsewhere: RwSignal::default(),
            found: RwSignal::default(),
            peers: RwSignal::new(None),
            full: RwSignal::new(false),
            notices,
        };
        on_window(leptos::ev::storage, move |ev| {
            let (key, now) = (ev.key(), ev.new_value());
            if key.as_deref().is_some_and(stored::is_draft) {
                spawn_local(async move {
                    if let Ok(hear) = hearing().await {
                        hear(it, key, now);
                    }
                });
            }
        });
        spawn_local(async move { it.look_around().await });
        // The other tab may have been closed meanwhile.
        on_window_event("focus", move |_| {
            let waiting = it.typed_elsewhere.get_untracked();
            if !waiting.is_empty() {
                spawn_local(async move {
                    if let Ok(open) = opening().await {
                        waiting.iter().for_each(|name| open(it, name));
                    }
                });
            }
        });
        it
    }

    /// Another tab wrote to the storage.
    fn hear(self, key: Option<String>, now: Option<String>) {
        let Some(key) = key else { return };
        if key == CLEARED {
            // What was typed here goes out of the storage with the book, and stays on screen to be read: nobody here let it go.
            return self.typed_elsewhere.update(HashSet::clear);
        }
        let Some(Key { name, tab }) = Key::read(&key) else {
            return;
        };
        if tab == tabs::own() {
            return;
        }
        self.peers
            .update(|peers| peers.iter_mut().for_each(|peers| peers.extend([tab.clone()])));
        let stands = self.has(&name);
        let known = self.shared.with_untracked(|all| all.get(&*name).copied());
        match now.map(|now| serde_json::from_str::<Stored>(&now)) {
            Some(Ok(theirs)) if stands && theirs.of.as_deref() == Some(&*tabs::own()) => {
                self.share(&name, Elsewhere::Shared);
            }
            Some(Ok(theirs)) if stands && known.is_some() && theirs.draft.sent().is_some() => {
                self.share(&name, Elsewhere::Sent);
            }
            // Where one stands here too, it is told of once that is gone.
            Some(_) => self.typed_elsewhere.update(|all| all.extend([name])),
            None => {
                // What was sent to the book and is gone then was saved.
                if stands && known == Some(Elsewhere::Sent) {
                    self.share(&name, Elsewhere::Saved);
                }
                if self.typed_elsewhere.with_untracked(|all| all.contains(&name)) && stored::of(&name).is_empty() {
                    self.typed_elsewhere.update(|all| all.retain(|known| *known != name));
                }
            }
        }
    }

    fn share(self, name: &str, how: Elsewhere) {
        self.shared.update(|all| all.extend([(name.into(), how)]));
    }

    /// Nothing of it stands here any more.
    fn unmark(self, name: &str) {
        if self.shared.with_untracked(|all| all.contains_key(name)) {
            self.shared.update(|all| all.retain(|known, _| **known != *name));
        }
        if self.found.with_untracked(|all| all.contains(name)) {
            self.found.update(|all| all.retain(|known| **known != *name));
        }
    }

    /// An id for the record that the draft of this name is going to be.
    pub fn new_id(self, name: &str, is_saved: impl Fn(&Draft) -> bool) -> String {
        self.settle(name, is_saved);
        random::id()
    }

    /// A draft that was sent, and of which the book has what came of it, was saved although its answer never came: it ends, so that it
    /// is not saved twice. Looks for others that were kept.
    pub fn settle(self, name: &str, is_saved: impl Fn(&Draft) -> bool) {
        let saved = |draft: &Draft| draft.sent().is_some() && is_saved(draft);
        let ended = stored::of(name).into_iter().filter(|(_, stored)| saved(&stored.draft));
        ended.for_each(|(key, _)| key.forget());
        if untrack(|| self.with(name, saved)) {
            self.take(name);
        }
        self.open(name);
    }

    /// Whether another tab has saved the draft that stands here, which both had; tracked.
    pub fn saved_elsewhere(self, name: &str) -> bool {
        self.shared.with(|all| all.get(name) == Some(&Elsewhere::Saved))
    }

    /// Whether an open tab has typed into the form of this name, and this one has not; tracked.
    pub fn typed_elsewhere(self, name: &str) -> bool {
        self.typed_elsewhere.with(|all| all.contains(name)) && !self.all.with(|all| all.contains_key(name))
    }

    /// Whether it was found in the storage; tracked.
    pub fn was_found(self, name: &str) -> bool {
        self.found.with(|all| all.contains(name))
    }

    /// Looks for a draft that was kept: that of a tab which is gone comes here, that of an open one is told of.
    pub fn open(self, name: &str) {
        if self.has(name) || stored::of(name).is_empty() || self.adopt(name) {
            return;
        }
        let name = Text::from(name);
        spawn_local(async move {
            self.look_around().await;
            if !(self.has(&name) || self.adopt(&name) || stored::of(&name).is_empty()) {
                self.typed_elsewhere.update(|all| all.extend([name]));
            }
        });
    }

    /// Looks for drafts that were kept under some names, by what is in them, as [`Self::open`] does.
    pub fn open_those(self, is_wanted: impl Fn(&str) -> bool, are: impl Fn(&str, &Draft) -> bool) {
        let those = stored::under(is_wanted).into_iter();
        let those = those.filter(|(key, kept)| are(&key.name, &kept.draft));
        those.for_each(|(key, _)| self.open(&key.name));
    }

    /// Settles the drafts that were kept under some names, as [`Self::settle`] does.
    pub fn settle_those(self, is_wanted: impl Fn(&str) -> bool, is_saved: impl Fn(&Draft) -> bool) {
        let those = stored::under(is_wanted).into_iter();
        those.for_each(|(key, _)| self.settle(&key.name, &is_saved));
    }

    /// The names of the drafts that stand here, by their names and what is in them; tracked.
    pub fn those(self, are: impl Fn(&str, &Draft) -> bool) -> Vec<Text> {
        let names = |all: &HashMap<Text, Draft>| {
            let those = all.iter().filter(|(name, draft)| are(name, draft));
            let mut names: Vec<Text> = those.map(|(name, _)| name.clone()).collect();
            names.sort_unstable();
            names
        };
        self.all.with(names)
    }

    /// Takes a draft that an earlier version has kept elsewhere, as that of a tab which is gone; tells whether it is kept.
    pub fn inherit(self, name: &str, draft: &Draft) -> bool {
        available() && Key::of_no_tab(name).keep(draft, None)
    }

    /// Finds out which tabs are open.
    async fn look_around(self) {
        let open = tabs::open().await.into_iter().collect();
        self.peers.set(Some(open));
    }

    /// Takes a draft of a tab that is gone, and tells whether there is one.
    fn adopt(self, name: &str) -> bool {
        let is_gone = |key: &Key| {
            self.peers
                .with_untracked(|peers| peers.as_ref().is_some_and(|peers| !peers.contains(&key.tab)))
        };
        let gone: Vec<_> = stored::of(name).into_iter().filter(|(key, _)| is_gone(key)).collect();
        // What was typed in this tab before a reload goes before what others have left.
        let own = gone.iter().position(|(key, _)| tabs::is_own_before(&key.tab));
        let orphan = gone.into_iter().nth(own.unwrap_or(0));
        orphan.map(|(key, kept)| self.take_in(key, kept)).is_some()
    }

    /// Takes what an open tab has typed last; there it stays as it is, and each hears when the other saves it.
    pub fn take_over(self, name: &str) {
        if let Some((key, kept)) = stored::of(name).into_iter().next().filter(|_| !self.has(name)) {
            self.take_in(key, kept);
            self.share(name, Elsewhere::Shared);
        }
    }

    fn take_in(self, key: Key, kept: Stored) {
        self.found.update(|all| all.extend([key.name.clone()]));
        self.typed_elsewhere
            .update(|all| all.retain(|known| *known != key.name));
        self.keep(&key.name, &kept.draft, Some(&key.tab));
        self.all.update(|all| drop(all.insert(key.name.clone(), kept.draft)));
        key.forget();
    }

    /// Reads a draft; tracked. One that nobody began is empty.
    pub fn with<R: Default>(self, name: &str, read: impl FnOnce(&Draft) -> R) -> R {
        self.all.with(|all| match all.get(name) {
            Some(draft) => read(draft),
            None => read(&Draft::default()),
        })
    }

    /// Whether there is a draft of this name. Not tracked.
    pub fn has(self, name: &str) -> bool {
        self.all.with_untracked(|all| all.contains_key(name))
    }

    /// Whether anything stands here; tracked.
    pub fn any(self) -> bool {
        self.all.with(|all| !all.is_empty())
    }

    /// Changes a draft, which is begun where there is none, and keeps it.
    pub fn change(self, name: &str, change: impl FnOnce(&mut Draft)) {
        self.all.update(|all| {
            let draft = all.entry(name.into()).or_default();
            change(draft);
            if draft.is_empty() {
                all.remove(name);
                Key::own(name).forget();
                self.unmark(name);
            } else {
                self.keep(name, draft, None);
            }
        });
    }

    /// Ends a draft and hands it out.
    pub fn take(self, name: &str) -> Option<Draft> {
        Key::own(name).forget();
        self.unmark(name);
        self.all.try_update(|all| all.remove(name)).flatten()
    }

    /// Puts a draft back.
    pub fn put(self, name: &str, draft: Draft) {
        self.change(name, |place| *place = draft);
    }

    /// Gives a draft another name, and changes it. It is kept under that name before it goes under this one.
    pub fn rename(self, name: &str, to: &str, change: impl FnOnce(&mut Draft)) {
        let Some(mut draft) = self.all.with_untracked(|all| all.get(name).cloned()) else {
            return;
        };
        change(&mut draft);
        // Where there is no room for both, it is kept below: the first one has gone then.
        let _ = available() && Key::own(to).keep(&draft, None);
        let was_found = self.found.with_untracked(|all| all.contains(name));
        self.take(name);
        self.put(to, draft);
        if was_found {
            self.found.update(|all| all.extend([to.into()]));
        }
    }

    /// Ends all of them: the book they belong to is gone.
    pub fn clear(self) {
        self.all.update(HashMap::clear);
        self.typed_elsewhere.update(HashSet::clear);
        stored::clear();
    }

    /// A storage that is full or refused costs nothing but the keeping, which is said once.
    fn keep(self, name: &str, draft: &Draft, of: Option<&str>) {
        let kept = available() && Key::own(name).keep(draft, of);
        if !kept && !self.full.get_untracked() {
            self.full.set(true);
            self.notices.info(text::draft_not_kept(), None);
        }
    }
}
