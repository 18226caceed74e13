//! # 关系簿 Guanxi: customer classification and care that lives wholly in the browser
//!
//! This page is the architecture; the modules below are in reading order.
//!
//! The whole book lives in memory as one plain value ([`domain::book::Book`]); IndexedDB is its durable copy; everything else is derived.
//!
//! ```text
//! user event ─► state::Session::dispatch(Command) ─► domain::apply(&Book, Command) ─► ChangeSet
//!                                                                                        │ one queue, one worker
//! views update ◄─ proof: read back and compared ◄─ storage.commit, one strict transaction ◄─ World::apply in memory
//! view ◄─ Memo ◄─ Evaluation (columns of metrics, classes, tags) ◄─ book, rulebook, as-of date
//! ```
//!
//! A write that the store refuses is taken back in memory by the change set's inverse, so the two never part. Undo, redo, the
//! audit trail and imports are change sets as well. What a label rests on is worked out by [`domain::inquiry::explain`]; nothing
//! derived is stored.
//!
//! | layer | holds | may use | must never know |
//! |---|---|---|---|
//! | [`domain`] | records, registries, rules, metrics, commands, changes, reports | std, serde, chrono's civil dates | storage, screens, async, the clock, randomness |
//! | [`storage`] | the `Store` trait, its memory twin, IndexedDB, migrations | domain | state, screens |
//! | [`transfer`] | bytes ⇄ records: the JSON book, results | domain | state, screens |
//! | [`sample`] | the demo book, the same each time for a day | domain | the rest |
//! | `state` | signals, dispatch, undo, today, notices, preferences | all above | markup |
//! | `ui` | shell, widgets, pages, every text in two languages | state, domain types | storage, transfer |
//!
//! # How rules change
//!
//! The rules in force are [`domain::change::Head::rulebook`]. The workshop (`state::rules::workshop`) holds a draft with its own undo;
//! [`domain::rehearsal`] keeps a second evaluation beside the one in force and follows the draft edit by edit, so that a dragged
//! border costs what it touches. [`domain::report::moves`] compares two evaluations of the same customers: two rulebooks in the
//! rehearsal, two days in the review. Adopting is a command: it changes the head and keeps the rulebook as a
//! [`domain::kind::RuleVersion`]; [`domain::versions`] says which was in force on a day. Signals are written out into the conditions
//! that name them when a plan is compiled; classes set by hand go before the rules, with their days.
//!
//! # How the book is stored, and why so
//!
//! IndexedDB's cost is the number of values, not of bytes. Measured in Chromium on two shared cores, milliseconds, 10,000
//! customers with 100,000 events (`tests/web/layouts.rs`; more in [`storage`]):
//!
//! | layout | import | load | one edit |
//! |---|---|---|---|
//! | one value a record | 14,163 | 1,964 | 12.1 |
//! | blocks of 256 and a journal | 459 | 314 | 1.8 |
//! | **blocks of 1,000 and a journal** | 171 | 183 | 1.5 |
//! | blocks of 4,000 and a journal | 127 | 128 | 2.9 |
//!
//! With 100,000 customers and 1,000,000 events the chosen layout imports in 1,243, loads in 1,779 and edits in 1.5 ms.
//!
//! The feature `web` carries everything that needs a browser. Without it the pure layers, and the pure parts of `state` and `ui`
//! (routes, texts, formats), build and test natively in seconds.

pub mod domain;
pub mod sample;
pub mod state;
pub mod storage;
pub mod transfer;
pub mod ui;
