//! How long a file, a function and a component get, and names that say nothing alone.
//!
//! The exceptions are what was longer, or badly named, when the limit came. One that no longer is fails here, so that the lists
//! only get shorter.

use crate::tree::{self, Source};

/// The most lines of a file, its unit tests not counted.
const MOST_OF_A_FILE: usize = 450;
/// The most lines of a function.
const MOST_OF_A_FUNCTION: usize = 60;
/// The most lines of a component: its view is one expression.
const MOST_OF_A_COMPONENT: usize = 80;

/// Functions and components that are longer: each by its file and name.
#[rustfmt::skip]
const LONG: &[(&str, &str)] = &[
    ("tests/it/by_hand.rs", "the_windows_borders"),
    ("tests/it/carried.rs", "change"),
    ("tests/it/distance_by_hand.rs", "figures_that_nothing_moves"),
    ("tests/it/naive.rs", "person"),
    ("tests/it/transfer_bad_input.rs", "records_that_are_wrong"),
];

/// Names that fit everything.
const EMPTY_NAMES: &[&str] = &[
    "Row", "Line", "Desk", "Head", "Entry", "Item", "Part", "State", "Data", "Info", "Kind",
];

/// Types and components that are named so, each by its file.
#[rustfmt::skip]
const EMPTILY_NAMED: &[(&str, &str)] = &[
    ("src/domain/authoring/edit/kind.rs", "Kind"),
    ("src/domain/authoring/finding/place.rs", "Part"),
    ("src/domain/change.rs", "Head"),
    ("src/domain/change.rs", "Kind"),
    ("src/ui/page/review/desk.rs", "Desk"),
    ("src/ui/page/review/desk.rs", "Line"),
    ("src/ui/page/review/mod.rs", "Head"),
    ("src/ui/page/rules/rehearsal/picture.rs", "Line"),
    ("src/ui/page/rules/rehearsal/picture.rs", "Row"),
    ("src/ui/widget/button.rs", "Kind"),
    ("src/ui/widget/matrix.rs", "Head"),
];

/// The files held to the limits: unit tests are not.
fn sources() -> Vec<Source> {
    let all = ["src", "tests/it"].iter().flat_map(|folder| tree::files(folder, ".rs"));
    all.filter(|file| !file.is_test()).collect()
}

#[test]
fn files_stay_short() {
    for file in sources() {
        let lines = file.text_without_tests().lines().count();
        assert!(
            lines <= MOST_OF_A_FILE,
            "{} has {lines} lines: give its second idea a file of its own",
            file.path
        );
    }
}

#[test]
fn functions_and_components_stay_short() {
    let mut long = Vec::new();
    for file in sources() {
        for function in functions(file.text_without_tests()) {
            let most = if function.is_component {
                MOST_OF_A_COMPONENT
            } else {
                MOST_OF_A_FUNCTION
            };
            if function.lines > most {
                long.push((file.path.clone(), function.name, function.lines));
            }
        }
    }
    let long = long
        .iter()
        .map(|(path, name, lines)| (&**path, &**name, format!("{lines} lines: take its second idea out")));
    compare(long.collect(), LONG);
}

#[test]
fn names_say_something_alone() {
    let mut empty = Vec::new();
    for file in sources() {
        let text = file.text_without_tests();
        let types = text.lines().filter_map(type_named);
        let components = functions(text).into_iter().filter(|f| f.is_component).map(|f| f.name);
        let names = types.map(str::to_owned).chain(components);
        empty.extend(
            names
                .filter(|name| EMPTY_NAMES.contains(&&**name))
                .map(|name| (file.path.clone(), name)),
        );
    }
    let empty = empty
        .iter()
        .map(|(path, name)| (&**path, &**name, "the name must say whose".to_owned()));
    compare(empty.collect(), EMPTILY_NAMED);
}

/// Whether what was found is what is known: (path, name, what to do).
fn compare(found: Vec<(&str, &str, String)>, known: &[(&str, &str)]) {
    let is_known = |path: &str, name: &str| known.contains(&(path, name));
    let new = found.iter().filter(|(path, name, _)| !is_known(path, name));
    let mut wrong: Vec<String> = new.map(|(path, name, why)| format!("{path}, {name}: {why}")).collect();
    let is_found = |known: &&(&str, &str)| found.iter().any(|(path, name, _)| (*path, *name) == **known);
    let gone = known.iter().filter(|known| !is_found(known));
    wrong.extend(gone.map(|(path, name)| format!("{path}, {name}: is no exception any more, take it off the list")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A function of a file.
struct Function {
    name: String,
    lines: usize,
    is_component: bool,
}

/// The functions of a text in rustfmt's form, inner ones too: each ends with the brace that stands as far in as its `fn`.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let named = |i: usize| Some((i, function_named(lines[i])?));
    let functions = (0..lines.len()).filter_map(named);
    functions
        .map(|(at, name)| Function {
            name: name.to_owned(),
            lines: length(&lines[at..]),
            is_component: lines[..at]
                .iter()
                .rev()
                .take_while(|line| line.trim_start().starts_with(['#', '/', ')']))
                .any(|line| line.trim() == "#[component]"),
        })
        .collect()
}

/// The lines of the function that begins with the first line.
fn length(lines: &[&str]) -> usize {
    let indent = lines[0].len() - lines[0].trim_start().len();
    let close = format!("{}}}", " ".repeat(indent));
    let mut has_body = false;
    for (n, line) in lines.iter().enumerate() {
        has_body |= line.ends_with('{');
        // On one line, or without a body as in a trait, or with its brace.
        if (n == 0 && line.ends_with('}')) || (!has_body && line.ends_with(';')) || line.starts_with(&close) {
            return n + 1;
        }
    }
    lines.len()
}

fn function_named(line: &str) -> Option<&str> {
    let rest = after_visibility(line);
    let words = ["const ", "async ", "unsafe "];
    let rest = words
        .iter()
        .fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    name(rest.strip_prefix("fn ")?)
}

fn type_named(line: &str) -> Option<&str> {
    let rest = after_visibility(line);
    let words = ["struct ", "enum ", "trait ", "union "];
    name(words.iter().find_map(|word| rest.strip_prefix(word))?)
}

fn after_visibility(line: &str) -> &str {
    let line = line.trim_start();
    match line.strip_prefix("pub(") {
        Some(rest) => rest.split_once(") ").map_or(rest, |(_, rest)| rest),
        None => line.strip_prefix("pub ").unwrap_or(line),
    }
}

fn name(rest: &str) -> Option<&str> {
    rest.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .filter(|name| !name.is_empty())
}

#[test]
fn functions_are_measured_as_they_stand() {
    let text = "\
#[component]
/// Words.
pub fn Long(
    a: u8,
) -> u8 {
    let inner = || {
        a
    };
    inner()
}
impl X {
    pub(super) const fn short(&self) -> u8 { 1 }
    fn declared(&self)
    where
        Self: Sized;
    async fn two() {
    }
}
";
    let found: Vec<_> = functions(text)
        .into_iter()
        .map(|f| (f.name, f.lines, f.is_component))
        .collect();
    let expected = [
        ("Long", 8, true),
        ("short", 1, false),
        ("declared", 3, false),
        ("two", 2, false),
    ];
    assert_eq!(found, expected.map(|(name, lines, is)| (name.to_owned(), lines, is)));
}
