//! Finds the folder of real data that some tests run against. It is no part of the project: without it they are skipped.

use std::path::PathBuf;

/// A folder of the oracle, or nothing, said aloud.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ORACLE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle"),
        PathBuf::from,
    );
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no {}", folder.display());
    None
}
