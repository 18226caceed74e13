//! Where the oracle data stand, and how to read them. A test that uses them says that it was skipped when they are absent.

use std::path::PathBuf;

/// The folder of the oracle data: `ORACLE`, or `../shared/oracle` beside the clone.
pub fn folder(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
    let folder = std::env::var_os("ORACLE").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

/// The rows of a CSV file, each by column name.
pub fn rows(path: &std::path::Path) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}
