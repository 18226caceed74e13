//! Tidiness: what a reader would stumble over fails here, with the next step in the message.

use crate::tree;

/// The most lines a file has, its unit tests not counted.
const MOST_LINES: usize = 450;

#[test]
fn files_stay_short() {
    let long: Vec<String> = ["src", "tests/it"]
        .iter()
        .flat_map(|folder| tree::files(folder, ".rs"))
        .filter_map(|file| {
            let lines = file.text.split("#[cfg(test)]\nmod ").next().unwrap().lines().count();
            (lines > MOST_LINES).then(|| {
                format!(
                    "{} has {lines} lines: give its second idea a file of its own",
                    file.path
                )
            })
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_native_test_file_is_in_the_binary() {
    let main = tree::files("tests/it", "main.rs").remove(0).text;
    for file in tree::files("tests/it", ".rs") {
        let name = file.path.trim_start_matches("tests/it/").trim_end_matches(".rs");
        assert!(
            name == "main" || main.contains(&format!("mod {name};")),
            "add `mod {name};` to tests/it/main.rs"
        );
    }
}

#[test]
fn raw_colours_stand_in_the_tokens_only() {
    for file in tree::files("style", ".css")
        .into_iter()
        .filter(|f| !f.path.ends_with("tokens.css"))
    {
        for (n, line) in file.text.lines().enumerate() {
            let code = line.split("/*").next().unwrap();
            let hex = code.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                digits >= 3 && code.contains(':') && !code.contains("url(")
            });
            let function = ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|f| code.contains(f));
            assert!(
                !hex && !function,
                "{}:{}: give the colour a name in style/tokens.css",
                file.path,
                n + 1
            );
        }
    }
}

#[test]
fn words_for_people_stand_in_the_text_tables() {
    // Chinese outside these places would be a text that English readers cannot have.
    let tables = ["src/ui/text", "src/ui/format.rs", "src/ui/route.rs"];
    // The mark is the same in every language.
    const SEAL: &str = "\"簿\"";
    let han = |line: &str| {
        line.replace(SEAL, "")
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    for file in tree::files("src/ui", ".rs")
        .into_iter()
        .filter(|f| !tables.iter().any(|t| f.path.starts_with(t)))
    {
        if let Some(line) = file.code().lines().find(|line| han(line.split("//").next().unwrap())) {
            panic!("{}: move this text to src/ui/text: {}", file.path, line.trim());
        }
    }
}
