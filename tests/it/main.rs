//! The native tests, one binary. A test checks that no file of this folder is forgotten here.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod by_hand;
mod by_hand_scores;
mod carried;
mod condition_edits;
mod conditions;
#[path = "../contract/mod.rs"]
mod contract;
mod dashboard;
mod difference;
mod distance;
mod distance_by_hand;
mod distance_lab;
mod finding;
mod finding_random;
mod generate;
mod layers;
mod naive;
mod oracle;
mod overrides;
mod proof;
mod reference;
mod rehearsal;
mod review;
mod rfm;
mod rule_edits;
mod scoring;
mod solo;
mod store;
mod stored_format;
mod tidy;
mod tidy_sizes;
mod tidy_words;
mod transfer_bad_input;
mod transfer_generate;
mod transfer_json_oracle;
mod transfer_merge;
mod transfer_round_trip;
mod transfer_speed;
mod tree;
mod uscc_oracle;
mod versions;
