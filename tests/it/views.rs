//! Views: what Leptos lets pass and what would not work.

use crate::tree;

/// A listener on a component is spread onto the element inside. Where the view around is drawn anew, Leptos adds the new one to
/// the old one: the click is done twice, the first time by a handler whose part is gone.
#[test]
fn components_take_callbacks_and_no_listeners() {
    for file in tree::files("src/ui", ".rs") {
        let code = file.code();
        for (at, tag) in tags(&code) {
            let is_component = tag.chars().next().is_some_and(char::is_uppercase);
            assert!(
                !is_component || !tag.contains(" on:"),
                "{}:{}: give <{}> the listener as a property (on_click=Callback::new(…))",
                file.path,
                code[..at].lines().count() + 1,
                tag.split_whitespace().next().unwrap_or_default(),
            );
        }
    }
}

/// The opening tags of the views in a file: where each begins, and its attributes without what stands in brackets and strings. What
/// only looks like a tag (a generic argument) has no attributes.
fn tags(code: &str) -> Vec<(usize, String)> {
    let starts = code.match_indices('<').map(|(at, _)| at + 1);
    let begins = |at: &usize| code[*at..].starts_with(|c: char| c.is_ascii_alphabetic());
    let tag = |at: usize| {
        let words: Vec<String> = outside(&code[at..]).split_whitespace().map(str::to_owned).collect();
        (at, words.join(" "))
    };
    starts.filter(begins).map(tag).collect()
}

/// A tag up to its end (a `>` that belongs to no arrow), without what stands in brackets and strings.
fn outside(rest: &str) -> String {
    let (mut depth, mut quoted, mut before, mut kept) = (0, false, ' ', String::new());
    for c in rest.chars() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            '>' if depth == 0 && !matches!(before, '-' | '=') => break,
            ';' if depth == 0 => break,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
        before = c;
    }
    kept
}

#[test]
fn tags_are_found_with_their_attributes() {
    let code =
        "view! { <Button\n text=move || t(\"a > b\") on:click=move |_| f(x) /> <b>{y}</b> } fn f() -> Vec<Text> { a }";
    let found: Vec<String> = tags(code).into_iter().map(|(_, tag)| tag).collect();
    assert_eq!(found, ["Button text=move || t on:click=move |_| f /", "b", "Text"]);
    let inside = tags("<Popover button=move || { view! { <i on:click=f /> } } />");
    assert_eq!(inside[0].1, "Popover button=move || /");
}

#[test]
fn each_page_that_an_empty_book_does_not_show_has_a_sentence_of_its_own() {
    let code = |path: &str| {
        tree::files("src/ui", ".rs")
            .into_iter()
            .find(|file| file.path.ends_with(path))
            .unwrap()
    };
    let (rows, blank) = (code("ui/route.rs"), code("welcome/blank.rs"));
    let (rows, blank) = (&rows.text, &blank.text);
    let row = |row: &str| {
        let name = row.split_once('"')?.0.to_owned();
        row.split("blank: Blank::")
            .nth(1)?
            .starts_with("Welcomes")
            .then_some(name)
    };
    let named: Vec<String> = rows.split("page: PageId::named(\"").skip(1).filter_map(row).collect();
    assert!(named.len() > 4, "{named:?}");
    for name in named {
        assert!(blank.contains(&format!("\"{name}\" =>")), "{name}");
    }
}
