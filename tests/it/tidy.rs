//! Tidiness: what a reader would stumble over fails here, with the next step in the message.

use crate::tree;

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
