//! The reach: Chrome 104, Safari 16, Firefox 121. What is younger stands behind a plain form, or is a nicety that nothing needs.

use crate::tree;

/// What the styles do without: younger than the reach in at least one engine, or refused for good.
const REFUSED: [(&str, &str); 23] = [
    ("light-dark(", "write `var(--light, …) var(--dark, …)` as a token"),
    ("color-mix(", "make it a token"),
    ("oklch(", "make it a token"),
    ("oklab(", "make it a token"),
    ("translate:", "write it as `transform`"),
    ("rotate:", "write it as `transform`"),
    ("scale:", "write it as `transform`"),
    ("@container", "Chrome 105, Firefox 110"),
    ("@scope", "Chrome 118, Firefox 146"),
    ("@starting-style", "Chrome 117, Firefox 129"),
    ("@property", "Firefox 128"),
    (
        "@layer",
        "what is in no layer wins over it: a style that is taken apart by hand would change its order",
    ),
    ("@view-transition", "Chrome 126"),
    ("anchor-name", "Chrome 125"),
    (":popover-open", "Chrome 114"),
    ("::details-content", "Chrome 131"),
    ("interpolate-size", "Chrome 129"),
    ("text-box", "Chrome 133"),
    ("linear(", "Chrome 113"),
    ("cqw", "Chrome 105"),
    ("mask-image", "without a prefix Chrome 120"),
    ("backdrop-filter", "Safari 18 without a prefix"),
    ("@media (width", "Safari 16.4: write min-width or max-width"),
];

/// Values that must follow the same property with a plain value, in the same rule.
const AFTER_PLAIN: [(&str, &str); 4] = [
    ("dvh", "Chrome 108"),
    ("svh", "Chrome 108"),
    ("lvh", "Chrome 108"),
    ("subgrid", "Chrome 117"),
];

/// What may be missing anywhere: the page is whole without it. Named so that the list is read before it grows.
const NICETIES: [(&str, &str); 6] = [
    ("field-sizing", "fields keep their width"),
    ("text-wrap", "a line breaks elsewhere"),
    ("text-autospace", "the thin space between Han and Latin"),
    ("scrollbar-width", "the browser's own scroll bar"),
    ("scrollbar-color", "the browser's own scroll bar"),
    ("scrollbar-gutter", "the page is narrower by its bar"),
];

/// A declaration of a rule: where it stands, its property, its value.
struct Declared<'a> {
    line: usize,
    property: &'a str,
    value: &'a str,
}

/// The styles, each with its text without comments.
fn styles() -> Vec<(String, String)> {
    let mut files = tree::files("style", ".css");
    files.extend(tree::files("src/boot", ".css"));
    files
        .into_iter()
        .map(|file| (file.path, without_comments(&file.text)))
        .collect()
}

/// Comments as blanks, so that lines keep their numbers.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, after) = after.split_once("*/").unwrap();
        kept.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// The innermost blocks of a style: the selector before it, and its declarations.
fn rules(text: &str) -> Vec<(&str, Vec<Declared<'_>>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| at + from) {
        let selector = text[from..open].rsplit(['}', ';']).next().unwrap().trim();
        let end = text[open + 1..].find(['{', '}']).map_or(text.len(), |at| at + open + 1);
        if text[end..].starts_with('}') {
            let mut at = open + 1;
            let declared = text[open + 1..end].split(';').filter_map(|part| {
                let line = text[..at].matches('\n').count() + 1;
                at += part.len() + 1;
                let (property, value) = part.split_once(':')?;
                let (property, value) = (property.trim(), value.trim());
                Some(Declared { line, property, value })
            });
            found.push((selector, declared.collect()));
        }
        from = open + 1;
    }
    found
}

#[test]
fn nothing_younger_than_the_reach_is_needed() {
    for (path, text) in styles() {
        for (n, line) in text.lines().enumerate() {
            for (young, instead) in REFUSED {
                let mut places = line.match_indices(young);
                let whole = |at: usize| !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
                assert!(
                    !places.any(|(at, _)| whole(at)),
                    "{path}:{}: no {young}: {instead}",
                    n + 1
                );
            }
        }
    }
}

#[test]
fn a_young_value_follows_a_plain_one() {
    for (path, text) in styles() {
        for (_, declared) in rules(&text) {
            for (i, Declared { line, property, value }) in declared.iter().enumerate() {
                let young = |value: &str| AFTER_PLAIN.iter().find(|(word, _)| value.contains(word));
                let Some((word, since)) = young(value) else { continue };
                let plain = i > 0 && declared[i - 1].property == *property && young(declared[i - 1].value).is_none();
                assert!(
                    plain,
                    "{path}:{line}: `{word}` ({since}) needs `{property}` with a plain value before it"
                );
            }
        }
    }
}

/// `:has` is Chrome 105: a browser that does not know it drops every selector of the list.
#[test]
fn a_young_selector_stands_alone() {
    for (path, text) in styles() {
        for (selector, _) in rules(&text) {
            let mut depth = 0;
            let listed = selector.chars().any(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                c == ',' && depth == 0
            });
            assert!(
                !selector.contains(":has(") || !listed,
                "{path}: give `{selector}` a rule of its own"
            );
        }
    }
}

/// WebKit draws digits wrong where `text-autospace` is on: figures may not depend on it.
#[test]
fn no_nicety_is_asked_of_an_engine_that_spoils_figures() {
    let mut seen = 0;
    for (path, text) in styles() {
        let lines = text.lines().enumerate();
        for (n, line) in lines.filter(|(_, line)| line.contains("text-autospace: normal")) {
            seen += 1;
            let asked = "@supports (-moz-orient: inline) or (-webkit-app-region: none)";
            assert!(
                line.starts_with(asked),
                "{path}:{}: only where the engine is not WebKit",
                n + 1
            );
        }
    }
    assert!(seen <= 1, "once is enough: it is inherited");
    assert!(NICETIES.iter().any(|(name, _)| *name == "text-autospace"));
}

/// A property that the reach lacks is known as a nicety, and no value that matters hangs on it.
#[test]
fn niceties_are_known() {
    let known_young = [
        "field-sizing",
        "text-autospace",
        "text-wrap",
        "scrollbar-",
        "hanging-punctuation",
        "text-spacing",
        "initial-letter",
        "reading-flow",
        "zoom",
    ];
    for (path, text) in styles() {
        for (_, declared) in rules(&text) {
            for Declared { line, property, .. } in declared {
                let young = known_young.iter().any(|start| property.starts_with(start));
                assert!(
                    !young || NICETIES.iter().any(|(name, _)| *name == property),
                    "{path}:{line}: `{property}` may be missing: say in NICETIES why the page is whole without it"
                );
            }
        }
    }
}

#[test]
fn rules_are_read_with_their_declarations() {
    let text = "@media print { .a, .b:has(i, b) { top: 1vh; top: 1dvh } }\n.c { color: red; }";
    let line = |d: &Declared<'_>| format!("{} {} {}", d.line, d.property, d.value);
    let found: Vec<String> = rules(text)
        .iter()
        .map(|(selector, all)| format!("{selector} | {}", all.iter().map(line).collect::<Vec<_>>().join(" | ")))
        .collect();
    assert_eq!(found, [".a, .b:has(i, b) | 1 top 1vh | 1 top 1dvh", ".c | 2 color red"]);
    assert_eq!(without_comments("a /* b\nc */ d"), "a \n d");
}

/// Tables keep their size whatever a style says, and Firefox shows captions that are told to hide.
#[test]
fn hidden_tables_stand_in_the_one_box_for_them() {
    for file in tree::files("src/ui", ".rs") {
        for (n, line) in file.text.lines().enumerate() {
            let hidden =
                line.contains("visually-hidden") && ["<table", "<caption"].iter().any(|tag| line.contains(tag));
            assert!(!hidden, "{}:{}: put it into <Unseen>", file.path, n + 1);
        }
    }
}
