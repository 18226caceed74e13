//! Notices: short messages that stand below until they are read. Errors stay until they are closed.

use std::sync::Arc;
use std::time::Duration;

use crate::state::live::*;

use crate::domain::label::Label;

/// How long a notice stands, and one that offers an action.
const PLAIN: Duration = Duration::from_secs(6);
const WITH_ACTION: Duration = Duration::from_secs(8);
/// More than this would hide the page; the oldest that is no error goes first.
const MOST: usize = 4;

/// What a notice is about; the icon and how long it stands follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Good,
    /// Something to know.
    Info,
    /// Something failed; it stays until closed.
    Error,
}

/// What a notice offers.
#[derive(Clone)]
pub struct Action {
    /// Its word.
    pub label: Label,
    /// What it does; the notice closes.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

/// A notice.
#[derive(Clone)]
pub struct Notice {
    /// Counts up; names the notice.
    pub id: u32,
    /// What it is about.
    pub kind: NoticeKind,
    /// What it says.
    pub text: Label,
    /// What it offers.
    pub action: Option<Action>,
    /// What was tried and refused: once that succeeds, the notice goes.
    tried: Option<String>,
}

/// The notices that stand now.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

impl Notices {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// An action that outlives the page that offers it, as its notice does.
    pub fn action(self, label: Label, run: impl Fn() + Send + Sync + 'static) -> Action {
        Action {
            label,
            run: Arc::new(run),
        }
    }

    /// Those that stand now, the oldest first.
    pub fn list(self) -> Vec<Notice> {
        self.list.get()
    }

    /// Says that something was done, with the way back where there is one.
    pub fn good(self, text: Label, action: Option<Action>) {
        self.push(NoticeKind::Good, text, action, None);
    }

    /// Says something to know.
    pub fn info(self, text: Label, action: Option<Action>) {
        self.push(NoticeKind::Info, text, action, None);
    }

    /// Says what failed, what was kept, what to do.
    pub fn error(self, text: Label) {
        self.push(NoticeKind::Error, text, None, None);
    }

    /// Says why what was tried, by its name, was refused. It stands until that succeeds or it is closed.
    pub fn refused(self, tried: &str, text: Label) {
        self.push(NoticeKind::Error, text, None, Some(tried.to_owned()));
    }

    /// What was refused before has succeeded: nothing of that is true any more.
    pub fn succeeded(self, tried: &str) {
        let is_of = |notice: &Notice| notice.tried.as_deref() == Some(tried);
        if self.list.with_untracked(|list| list.iter().any(is_of)) {
            self.list.update(|list| list.retain(|notice| !is_of(notice)));
        }
    }

    /// Takes back a refusal whose words stand where it was tried.
    pub fn said_there(self, text: &Label) {
        self.list
            .update(|list| list.retain(|n| n.tried.is_none() || n.text != *text));
    }

    /// Takes a notice away.
    pub fn close(self, id: u32) {
        self.list.try_update(|list| list.retain(|n| n.id != id));
    }

    /// Takes away what offers the way back of an earlier change: "undo" takes back the last one only.
    pub fn forget_ways_back(self) {
        self.list
            .try_update(|list| list.retain(|n| n.kind != NoticeKind::Good || n.action.is_none()));
    }

    fn push(self, kind: NoticeKind, text: Label, action: Option<Action>, tried: Option<String>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let stays = if action.is_some() { WITH_ACTION } else { PLAIN };
        self.list.update(|list| {
            // The same message twice says nothing new.
            list.retain(|n| n.kind != kind || n.text != text);
            if list.len() >= MOST {
                let oldest = list.iter().position(|n| n.kind != NoticeKind::Error).unwrap_or(0);
                list.remove(oldest);
            }
            list.push(Notice {
                id,
                kind,
                text,
                action,
                tried,
            });
        });
        if kind != NoticeKind::Error {
            later(move || self.close(id), stays);
        }
    }
}
