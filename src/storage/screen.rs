//! The first screen as it was last drawn, kept beside the book: a large book is seen before it is read.
//!
//! It is drawn by the page itself (`src/boot/early.js`), and only where the stored book is the very one that it was drawn of: it carries the
//! sequence and the life, and what else it follows from (the program, the day, the address, the language, columns and density).

use crate::storage::backend::{Area, Backend, Key, Plan};
use crate::storage::codec;
use crate::storage::error::StoreError;
use crate::storage::packed::Packed;
use crate::storage::seal;
use crate::storage::upgrade::unchanged;

/// The key of the screen. It is put away: no reading of the book comes past it. Every write of the book removes it: whom somebody removed
/// stands nowhere any more.
pub(super) fn key() -> Key {
    Key::new(Area::Meta, "~screen")
}

impl<B: Backend> Packed<B> {
    /// Keeps a screen (JSON) that was drawn of the book as this handle knows it, unless it is the one that it kept last. Where another handle has
    /// written since, nothing is kept.
    pub async fn keep_screen(&self, screen: &str) -> Result<(), StoreError> {
        let _turn = self.turn()?;
        let state = self.known()?.state;
        let (sequence, life) = (state.sequence, serde_json::Value::from(state.life.as_str()));
        let body = format!(r#"{{"sequence":{sequence},"life":{life},"of":{screen}}}"#);
        let value = seal::seal(body.as_bytes());
        let mark = seal::mark(&value);
        if *self.screen.borrow() == mark {
            return Ok(());
        }
        let plan = Plan {
            guard: (codec::state_key(), &|found| unchanged(&state, found)),
            clear: &[],
            gone: &[],
            puts: &mut std::iter::once(Ok((key(), value))),
            total: 1,
            progress: &|_, _| {},
        };
        self.backend.write(plan).await?;
        self.screen.replace(mark);
        Ok(())
    }
}
