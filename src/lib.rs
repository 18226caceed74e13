//! # 关系簿 Guanxi: customer classification and care that lives wholly in the browser
//!
//! This page is the architecture; the modules below are in reading order.
//!
//! The whole book lives in memory as one plain value ([`domain::book::Book`]); IndexedDB is its durable copy; everything else is derived.
//!
//! ```text
//! user event ─► state::dispatch(Command) ─► domain::apply(&Book, Command) ─► ChangeSet
//!                                                                               │
//!       views update ◄─ Book in memory ◄─ storage.commit(&ChangeSet), one transaction ┘
//! view ◄─ Memo ◄─ Evaluation (columns of metrics, classes, tags) ◄─ book, rulebook, as-of date
//! ```
//!
//! | layer | holds | may use | must never know |
//! |---|---|---|---|
//! | [`domain`] | records, registries, rules, metrics, commands, changes, reports | std, serde, chrono's civil dates | storage, screens, async, the clock, randomness |
//! | [`storage`] | the `Store` trait, its memory twin, IndexedDB, migrations | domain | state, screens |
//! | [`transfer`] | bytes ⇄ records: the JSON book, results | domain | state, screens |
//! | [`sample`] | the demo book, the same from every seed | domain | the rest |
//! | `state` | signals, dispatch, undo, today, notices, preferences | all above | markup |
//! | `ui` | shell, widgets, pages, every text in two languages | state, domain types | storage, transfer |
//!
//! The feature `web` carries everything that needs a browser. Without it the pure layers, and the pure parts of `state` and `ui`
//! (routes, texts, formats), build and test natively in seconds.

pub mod domain;
pub mod sample;
pub mod state;
pub mod storage;
pub mod transfer;
pub mod ui;
