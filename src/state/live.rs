//! Handles that cannot panic: what every part of the page imports instead of `leptos::prelude`.
//!
//! A signal, memo, callback or stored value belongs to the part of the page that made it, and is gone when that part is drawn anew or
//! left. A handler, a timer or a task that still holds it would, with Leptos's own `get`, `with` or `run`, end the whole app. The
//! traits here have the same names and cannot: a handle that is gone answers with the empty value of its type, takes no value, and
//! does nothing. The rule for those who use them:
//!
//! - Views read with [`Get::get`] and [`With::with`]: nobody sees what a part draws after it is gone.
//! - A handler or a task that is going to *write what it read* asks with [`Get::try_get`], [`GetUntracked::try_get_untracked`] and the
//!   like, and does nothing where there is no answer: an empty value is never saved in place of what was typed.
//! - What must outlive the page (the answer of a save, a message) goes to the app's state, which is never gone.
//! - Timers and listeners come from [`after()`] and [`on_window`] and end with their part.
//!
//! `clippy.toml` refuses Leptos's own forms everywhere else.

use std::time::Duration;

use leptos::prelude as theirs;
pub use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::unseen::without_unseen;

/// Reading a value: tracked, cloned.
pub trait Get {
    /// What is read.
    type Value;

    /// The value, or the empty one once the handle is gone.
    fn get(&self) -> Self::Value
    where
        Self::Value: Default,
    {
        self.try_get().unwrap_or_default()
    }

    /// The value; nothing once the handle is gone.
    fn try_get(&self) -> Option<Self::Value>;
}

impl<T: theirs::Get> Get for T {
    type Value = <T as theirs::Get>::Value;

    fn try_get(&self) -> Option<Self::Value> {
        theirs::Get::try_get(self)
    }
}

/// Reading a value: not tracked, cloned.
pub trait GetUntracked {
    /// What is read.
    type Value;

    /// The value, or the empty one once the handle is gone.
    fn get_untracked(&self) -> Self::Value
    where
        Self::Value: Default,
    {
        self.try_get_untracked().unwrap_or_default()
    }

    /// The value; nothing once the handle is gone.
    fn try_get_untracked(&self) -> Option<Self::Value>;
}

impl<T: theirs::GetUntracked> GetUntracked for T {
    type Value = <T as theirs::GetUntracked>::Value;

    fn try_get_untracked(&self) -> Option<Self::Value> {
        theirs::GetUntracked::try_get_untracked(self)
    }
}

/// Reading a value in place: tracked.
pub trait With {
    /// What is read.
    type Value: ?Sized;

    /// What the closure makes of the value, or the empty answer once the handle is gone.
    fn with<U: Default>(&self, read: impl FnOnce(&Self::Value) -> U) -> U {
        self.try_with(read).unwrap_or_default()
    }

    /// What the closure makes of the value; nothing once the handle is gone.
    fn try_with<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U>;
}

impl<T: theirs::With> With for T {
    type Value = <T as theirs::With>::Value;

    fn try_with<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U> {
        theirs::With::try_with(self, read)
    }
}

/// Reading a value in place: not tracked.
pub trait WithUntracked {
    /// What is read.
    type Value: ?Sized;

    /// What the closure makes of the value, or the empty answer once the handle is gone.
    fn with_untracked<U: Default>(&self, read: impl FnOnce(&Self::Value) -> U) -> U {
        self.try_with_untracked(read).unwrap_or_default()
    }

    /// What the closure makes of the value; nothing once the handle is gone.
    fn try_with_untracked<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U>;
}

impl<T: theirs::WithUntracked> WithUntracked for T {
    type Value = <T as theirs::WithUntracked>::Value;

    fn try_with_untracked<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U> {
        theirs::WithUntracked::try_with_untracked(self, read)
    }
}

/// Changing a value without telling anybody.
pub trait UpdateUntracked {
    /// What is changed.
    type Value;

    /// Changes the value; the answer is empty once the handle is gone.
    fn update_untracked<U: Default>(&self, change: impl FnOnce(&mut Self::Value) -> U) -> U;
}

impl<T: theirs::UpdateUntracked> UpdateUntracked for T {
    type Value = <T as theirs::UpdateUntracked>::Value;

    fn update_untracked<U: Default>(&self, change: impl FnOnce(&mut Self::Value) -> U) -> U {
        self.try_update_untracked(change).unwrap_or_default()
    }
}

/// Reading a stored value, cloned.
pub trait GetValue {
    /// What is read.
    type Value;

    /// The value, or the empty one once the handle is gone.
    fn get_value(&self) -> Self::Value
    where
        Self::Value: Default,
    {
        self.try_get_value().unwrap_or_default()
    }

    /// The value; nothing once the handle is gone.
    fn try_get_value(&self) -> Option<Self::Value>;
}

impl<T: theirs::GetValue> GetValue for T {
    type Value = <T as theirs::GetValue>::Value;

    fn try_get_value(&self) -> Option<Self::Value> {
        theirs::GetValue::try_get_value(self)
    }
}

/// Reading a stored value in place.
pub trait WithValue {
    /// What is read.
    type Value: ?Sized;

    /// What the closure makes of the value, or the empty answer once the handle is gone.
    fn with_value<U: Default>(&self, read: impl FnOnce(&Self::Value) -> U) -> U {
        self.try_with_value(read).unwrap_or_default()
    }

    /// What the closure makes of the value; nothing once the handle is gone.
    fn try_with_value<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U>;
}

impl<T: theirs::WithValue> WithValue for T {
    type Value = <T as theirs::WithValue>::Value;

    fn try_with_value<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U> {
        theirs::WithValue::try_with_value(self, read)
    }
}

/// Running a callback.
pub trait Callable<In: 'static, Out: 'static> {
    /// Runs it; nothing happens, and the answer is empty, once the handle is gone.
    fn run(&self, input: In) -> Out
    where
        Out: Default;
}

impl<In: 'static, Out: 'static, T: theirs::Callable<In, Out>> Callable<In, Out> for T {
    fn run(&self, input: In) -> Out
    where
        Out: Default,
    {
        self.try_run(input).unwrap_or_default()
    }
}

/// Does something after a while, unless the part that asks is gone by then; gives what stops it earlier.
pub fn after(work: impl FnOnce() + 'static, delay: Duration) -> Option<TimeoutHandle> {
    let handle = later(work, delay)?;
    on_cleanup(move || handle.clear());
    Some(handle)
}

/// The same for the app itself: it comes whatever page is open by then, so it may touch the app's state only.
#[allow(clippy::disallowed_methods, reason = "here it is wrapped")]
pub(super) fn later(work: impl FnOnce() + 'static, delay: Duration) -> Option<TimeoutHandle> {
    theirs::set_timeout_with_handle(work, delay).ok()
}

/// What was typed into the control of an event, or pasted there: without the characters that nobody sees. What was chosen from a list
/// is as the list says.
pub fn event_target_value<E>(event: &E) -> String
where
    E: JsCast,
{
    let value = theirs::event_target_value(event);
    let target = event.unchecked_ref::<web_sys::Event>().target();
    match target.is_some_and(|target| target.has_type::<web_sys::HtmlSelectElement>()) {
        true => value,
        false => without_unseen(value),
    }
}

#[allow(clippy::disallowed_methods, reason = "here it is wrapped")]
/// Does something when the page has been drawn anew, also when the part that asks is gone by then: the focus goes back to the page
/// from a dialog that has closed.
pub fn next_frame(work: impl FnOnce() + 'static) {
    theirs::request_animation_frame(work);
}

#[allow(clippy::disallowed_methods, reason = "here it is wrapped")]
/// Listens to the window as long as the part that asks is there.
pub fn on_window<E>(event: E, heard: impl Fn(E::EventType) + 'static)
where
    E: leptos::ev::EventDescriptor + 'static,
    E::EventType: wasm_bindgen::JsCast,
{
    let listener = theirs::window_event_listener(event, heard);
    on_cleanup(move || listener.remove());
}

#[allow(clippy::disallowed_methods, reason = "here it is wrapped")]
/// The same for an event without a type of its own.
pub fn on_window_event(event: &str, heard: impl Fn(web_sys::Event) + 'static) {
    let listener = theirs::window_event_listener_untyped(event, heard);
    on_cleanup(move || listener.remove());
}

/// What the page provides to its parts. Asked for while a part is set up, which it can be only inside of its page; a handler that
/// needs it takes it along.
#[allow(
    clippy::disallowed_methods,
    reason = "a part that is being set up has its page around it"
)]
pub fn of_page<T: Clone + 'static>() -> T {
    expect_context()
}
