//! Reads the project's own files, for the tests of layers and tidiness.

use std::path::{Path, PathBuf};

/// A source file: its path from the project's root, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Every file below a folder that ends so.
pub fn files(folder: &str, ending: &str) -> Vec<Source> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), &mut |path| {
        if path.to_string_lossy().ends_with(ending) {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source {
                path: name,
                text: std::fs::read_to_string(path).unwrap(),
            });
        }
    });
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no {ending} below {folder}");
    found
}

fn walk(folder: &Path, see: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, see) } else { see(&path) }
    }
}

impl Source {
    /// Whether it holds unit tests only.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("src/") && (self.path.ends_with("/tests.rs") || self.path.contains("/tests/"))
    }

    /// The text without its unit tests.
    pub fn text_without_tests(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod ").next().unwrap()
    }

    /// The text without its unit tests and without comments.
    pub fn code(&self) -> String {
        let text = self.text_without_tests();
        text.lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}
