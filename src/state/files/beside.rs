//! Reading a file in a worker, with the page free meanwhile.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, Worker};

use super::open::Read;
use super::{Show, Slices};
use crate::state::App;
use crate::state::live::{self, *};
use crate::state::text as say;
use crate::transfer::book_json::{Found, Progress};
use crate::worker::{Heard, Hearing};

/// Where the build names the worker that reads books.
const BOOKS: &str = "guanxi-worker";
/// Where it names the worker that reads and writes tables.
pub(in crate::state) const TABLES: &str = "guanxi-sheets";
/// A worker that has read a large file goes so much later: while its memory is given back, the page must wait wherever it claims some, and
/// it claims much for what was read.
const GOING: Duration = Duration::from_secs(3);
/// How long the worker may take until it is there.
const PATIENCE: Duration = Duration::from_secs(15);

thread_local! {
    /// The workers that wait for a file that may be chosen, by where the build names them.
    static WAITING: RefCell<Vec<(&'static str, Beside)>> = const { RefCell::new(Vec::new()) };
}

/// Begins the workers that read files, where one may soon be chosen: they take longer to come than a small file to be read. Those that
/// wait already go on waiting.
pub fn await_file() {
    let waits = |place: &&str| WAITING.with_borrow(|waiting| waiting.iter().any(|(of, _)| of == place));
    let missing: Vec<_> = [BOOKS, TABLES].into_iter().filter(|place| !waits(place)).collect();
    let begun = missing
        .into_iter()
        .filter_map(|place| Some((place, Beside::begin(place)?)));
    WAITING.with_borrow_mut(|waiting| waiting.extend(begun));
}

/// Nobody will choose a file here.
pub fn await_no_file() {
    drop(WAITING.take());
}

/// Reads a file in a worker. Nothing where there is none or it failed: then the page reads the file itself.
pub(super) async fn read_beside(app: App, show: Show<'_>, wanted: &dyn Fn() -> bool, file: &File) -> Option<Read> {
    let (beside, slices) = (Beside::awaited(BOOKS)?, Slices::begin());
    let mut hearing = Hearing::default();
    loop {
        let message = beside.next().await?.to_vec();
        if !wanted() {
            return Some(Ok(None));
        }
        match hearing.hear(&message)? {
            Heard::Ready => beside.post(file),
            Heard::More => {}
            Heard::Progress(Progress { done, total }) if slices.draws() => show(done, Some(total)),
            Heard::Progress(_) => {}
            Heard::Unread => return Some(Err(say::file_unread(file.name()))),
            Heard::Wrong(why) => return Some(Err(why)),
            Heard::All(found) => {
                beside.go_later();
                return Some(laid_on(app, *found, file));
            }
        }
        if slices.is_over() {
            slices.turn().await;
        }
    }
}

/// What was found, looked at beside the book there is.
pub(super) fn laid_on(app: App, found: Found, file: &File) -> Read {
    let read = app.session.peek(|world| found.finish(&world.book));
    read.map(Some).ok_or_else(|| say::file_unread(file.name()))
}

/// A worker that reads files. It ends with this.
pub(in crate::state) struct Beside {
    worker: Worker,
    inbox: Rc<Inbox>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

/// What came and was not looked at yet. Nothing in a place means that no more will come.
#[derive(Default)]
struct Inbox {
    came: RefCell<VecDeque<Option<Uint8Array>>>,
    is_there: std::cell::Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Inbox {
    fn put(&self, message: Option<Uint8Array>) {
        self.is_there.set(true);
        self.came.borrow_mut().push_back(message);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Beside {
    /// Begins the worker that the build names so; nothing where there is none.
    pub fn begin(place: &str) -> Option<Self> {
        let place = document().query_selector(&format!("meta[name={place}]")).ok()??;
        let worker = Worker::new(&place.get_attribute("content")?).ok()?;
        let inbox = Rc::<Inbox>::default();
        let (heard, failed, late) = (inbox.clone(), inbox.clone(), inbox.clone());
        let heard =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| heard.put(event.data().dyn_into().ok()));
        let failed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default(); // the page reads the file itself: nothing has failed for anybody
            failed.put(None);
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(failed.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        live::later(
            move || {
                if !late.is_there.get() {
                    late.put(None);
                }
            },
            PATIENCE,
        );
        Some(Self {
            worker,
            inbox,
            _heard: heard,
            _failed: failed,
        })
    }

    /// The worker that waited, or else one that begins now: one that failed while it waited may come now.
    pub fn awaited(place: &'static str) -> Option<Self> {
        let take = |waiting: &mut Vec<(&str, Self)>| {
            let at = waiting.iter().position(|(of, _)| *of == place)?;
            Some(waiting.swap_remove(at).1)
        };
        let waiting = WAITING.with_borrow_mut(take);
        waiting
            .filter(|waiting| !waiting.has_failed())
            .or_else(|| Self::begin(place))
    }

    fn has_failed(&self) -> bool {
        self.inbox.came.borrow().iter().any(Option::is_none)
    }

    /// Hands something over; what cannot be sent ends the worker for who waits.
    pub fn post(&self, what: &JsValue) {
        if self.worker.post_message(what).is_err() {
            self.inbox.put(None);
        }
    }

    /// Hands bytes over, without a second copy.
    pub fn send(&self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        let sent = self
            .worker
            .post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
        if sent.is_err() {
            self.inbox.put(None);
        }
    }

    /// Ends the worker once the page has done what it does with what came.
    fn go_later(self) {
        live::later(move || drop(self), GOING);
    }

    /// Ends the worker: who waits hears that no more will come.
    pub fn end(&self) {
        self.worker.terminate();
        self.inbox.put(None);
    }

    /// The next message; nothing where no more will come.
    pub async fn next(&self) -> Option<Uint8Array> {
        poll_fn(|context| match self.inbox.came.borrow_mut().pop_front() {
            Some(message) => Poll::Ready(message),
            None => {
                self.inbox.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onmessageerror(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
