//! What reads and writes a table: a worker, or the page itself where none can be had.

use std::cell::RefCell;
use std::collections::VecDeque;

use web_sys::File;

use crate::state::files::beside::{Beside, TABLES};
use crate::state::files::breathe;
use crate::state::part::split_point;
use crate::worker::file::bytes_of;
use crate::worker::sheets::{Reply, Request, TableReader, message, said};

/// What reads and writes a table.
pub(in crate::state) enum Engine {
    Beside(Beside),
    Here(Here),
}

impl Engine {
    /// Begins; nothing where neither can be had.
    pub async fn begin() -> Option<Self> {
        if let Some(beside) = Beside::awaited(TABLES) {
            let first = beside.next().await.map(|bytes| said(&bytes.to_vec()));
            if first == Some(Some(Reply::Ready)) {
                return Some(Self::Beside(beside));
            }
        }
        let reader = reader().await.ok()?;
        Some(Self::Here(Here {
            reader: RefCell::new(reader()),
            asked: RefCell::default(),
            came: RefCell::default(),
        }))
    }

    /// Hands it a file.
    pub async fn open(&self, file: &File) {
        match self {
            Self::Beside(beside) => beside.post(file),
            Self::Here(here) => {
                let bytes = bytes_of(file).await;
                let mut came = here.came.borrow_mut();
                match bytes {
                    Some(bytes) => here.reader.borrow_mut().open(bytes, &mut |reply| came.push_back(reply)),
                    None => came.push_back(Reply::Unread),
                }
            }
        }
    }

    /// Asks it.
    pub fn ask(&self, request: Request) {
        match self {
            Self::Here(here) => here.asked.borrow_mut().push_back(request),
            Self::Beside(beside) => {
                if let Some(bytes) = message(&request) {
                    beside.send(&bytes);
                }
            }
        }
    }

    /// What it says next; nothing where no more will come.
    pub async fn next(&self) -> Option<Reply> {
        match self {
            Self::Beside(beside) => said(&beside.next().await?.to_vec()),
            Self::Here(here) => here.next().await,
        }
    }

    /// Lets go of everything: whoever waits hears that no more will come.
    pub fn end(&self) {
        match self {
            Self::Beside(beside) => beside.end(),
            Self::Here(here) => {
                here.asked.borrow_mut().clear();
                here.came.borrow_mut().clear();
            }
        }
    }
}

/// A reader in the page.
pub(in crate::state) struct Here {
    reader: RefCell<Box<dyn Reads>>,
    asked: RefCell<VecDeque<Request>>,
    came: RefCell<VecDeque<Reply>>,
}

impl Here {
    async fn next(&self) -> Option<Reply> {
        while self.came.borrow().is_empty() {
            // The page draws before the long part.
            breathe().await;
            let request = self.asked.borrow_mut().pop_front()?;
            let mut came = self.came.borrow_mut();
            self.reader
                .borrow_mut()
                .hear(request, &mut |reply| came.push_back(reply));
            drop(came);
            if self.asked.borrow().is_empty() && self.came.borrow().is_empty() {
                return None;
            }
        }
        self.came.borrow_mut().pop_front()
    }
}

/// What reads: known by what it does alone, so that its code stays in the part that makes it.
pub(in crate::state) trait Reads {
    fn open(&mut self, bytes: Vec<u8>, say: &mut dyn FnMut(Reply));
    fn hear(&mut self, request: Request, say: &mut dyn FnMut(Reply));
}

impl Reads for TableReader {
    fn open(&mut self, bytes: Vec<u8>, say: &mut dyn FnMut(Reply)) {
        Self::open(self, bytes, say);
    }

    fn hear(&mut self, request: Request, say: &mut dyn FnMut(Reply)) {
        Self::hear(self, request, say);
    }
}

// Most never need it: a worker reads their tables.
split_point! {
    fn reader() in tables -> fn() -> Box<dyn Reads> { || Box::<TableReader>::default() }
}
