//! Circles among the files of `src/domain`: files that cannot be read one before the other.
//!
//! A file and the folder of its name are one. What a `mod.rs` re-exports is looked up where it is; a `mod.rs` uses the files of its
//! folder, and that they use it is no circle of interest.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree;

#[test]
fn files_of_the_domain_can_be_read_one_after_the_other() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let files: BTreeSet<String> = tree::files("src/domain", ".rs")
        .iter()
        .map(|file| unit(&file.path))
        .collect();
    let exports = exports();
    for (file, path) in imports() {
        let from = unit(&file);
        let own = |to: &String| *to == from || to.strip_suffix("mod").is_some_and(|folder| from.starts_with(folder));
        if let Some(to) = file_of(&path, &files, &exports).filter(|to| !own(to)) {
            edges.entry(from).or_default().insert(to);
        }
    }
    for file in &files {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let lead = format!("{folder}/mod");
        if *file != lead && files.contains(&lead) {
            edges.entry(lead).or_default().insert(file.clone());
        }
    }
    let reach = |from: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(at) = open.pop() {
            for to in edges.get(&at).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = files.iter().map(|file| (file, reach(file))).collect();
    let circles: BTreeSet<Vec<&str>> = files
        .iter()
        .filter(|file| reached[file].contains(*file))
        .map(|file| {
            let both = |other: &&String| reached[file].contains(*other) && reached[other].contains(file);
            files.iter().filter(both).map(String::as_str).collect()
        })
        .collect();
    let told = |circle: &Vec<&str>| {
        let inside = |file: &str| {
            let to = edges[file].iter().filter(|to| circle.contains(&to.as_str()));
            format!("{file} uses {}", to.map(String::as_str).collect::<Vec<_>>().join(", "))
        };
        circle.iter().map(|file| inside(file)).collect::<Vec<_>>().join("; ")
    };
    let told: Vec<String> = circles.iter().map(told).collect();
    assert!(
        told.is_empty(),
        "move what both need into a lower file:\n{}",
        told.join("\n")
    );
}

/// Every path that a file of the domain names, from `crate` on: `(src/domain/a/b.rs, [domain, a, c, Name])`.
fn imports() -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for file in tree::files("src/domain", ".rs") {
        if file.path.ends_with("/tests.rs") || file.path.contains("/tests/") {
            continue;
        }
        let module = module(&file.path);
        all.extend(
            named(&file.code(), &module)
                .into_iter()
                .map(|path| (file.path.clone(), path)),
        );
    }
    all
}

/// `src/domain/a/b.rs` and `src/domain/a/b/mod.rs` are `[domain, a, b]`.
fn module(path: &str) -> Vec<String> {
    let bare = path.trim_start_matches("src/").trim_end_matches(".rs");
    bare.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}

/// The paths in a file's code that begin with `crate` or `super`, those of a `use` with braces written out.
fn named(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' {
                continue;
            }
            let end = code[at..].find(';').map_or(code.len(), |end| at + end);
            let line = code[..at].rsplit('\n').next().unwrap_or_default();
            let is_use = line.trim_start().starts_with("use ") || line.trim_start().starts_with("pub");
            spread(&code[at..end], is_use, Vec::new(), &mut paths);
        }
    }
    paths.into_iter().map(|path| absolute(path, module)).collect()
}

/// Writes a path out: `a::{b, c::D}` is `a::b` and `a::c::D`. Outside of a `use` it ends where the name ends.
fn spread(text: &str, is_use: bool, mut path: Vec<String>, to: &mut Vec<Vec<String>>) {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text.trim_start();
    loop {
        let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
        if end > 0 {
            path.push(rest[..end].to_owned());
        }
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(more) => rest = more,
            None => break,
        }
    }
    match rest.strip_prefix('{').filter(|_| is_use) {
        Some(inner) => parts(inner)
            .iter()
            .for_each(|part| spread(part, true, path.clone(), to)),
        None => to.push(path),
    }
}

/// The parts of a list in braces, up to the brace that ends it.
fn parts(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                all.push(inner[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    all.retain(|part| !part.is_empty());
    all
}

/// A path from `crate` on.
fn absolute(path: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let from = if ups == 0 { &[] } else { &module[..module.len() - ups] };
    from.iter().chain(&path[ups.max(1)..]).cloned().collect()
}

/// The file, with the folder of its name, that a source file counts to: `domain/rule/rulebook` for `rulebook/json.rs`.
fn unit(file: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let parts: Vec<&str> = file
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .split('/')
        .collect();
    (1..parts.len())
        .map(|n| parts[..n].join("/"))
        .find(|folder| std::path::Path::new(&format!("{root}/src/{folder}.rs")).exists())
        .unwrap_or_else(|| parts.join("/"))
}

/// What each `mod.rs` re-exports: the name by its folder, and where it is.
fn exports() -> BTreeMap<Vec<String>, Vec<String>> {
    let mut all = BTreeMap::new();
    for file in tree::files("src/domain", "mod.rs") {
        let folder = module(&file.path);
        for statement in file.code().split(';') {
            let Some((_, list)) = statement.split_once("pub use ") else {
                continue;
            };
            let mut paths = Vec::new();
            spread(list, true, folder.clone(), &mut paths);
            for path in paths {
                let name = path.last().cloned();
                all.insert(folder.iter().cloned().chain(name).collect(), path);
            }
        }
    }
    all
}

/// The file that a path leads to: the first on the way, else the `mod.rs` in which the way ends.
fn file_of(path: &[String], files: &BTreeSet<String>, exports: &BTreeMap<Vec<String>, Vec<String>>) -> Option<String> {
    for n in 1..=path.len() {
        if let Some(there) = exports.get(&path[..n]) {
            return file_of(there, files, &BTreeMap::new());
        }
        let file = path[..n].join("/");
        if files.contains(&file) {
            return Some(file);
        }
    }
    let leads = (2..=path.len()).rev().map(|n| format!("{}/mod", path[..n].join("/")));
    leads.into_iter().find(|lead| files.contains(lead))
}
