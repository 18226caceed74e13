//! The layers of `src`: an import that runs the wrong way fails here (see the crate doc's table).

use crate::tree;

/// A folder of `src`, and what its code must not name.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "src/domain",
        &[
            "crate::storage",
            "crate::transfer",
            "crate::sample",
            "crate::state",
            "crate::ui",
            "leptos",
            "web_sys",
            "async fn",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant::now",
        ],
    ),
    ("src/domain/rule", &["inquiry", "authoring"]),
    ("src/domain/inquiry", &["authoring"]),
    (
        "src/sample",
        &[
            "crate::storage",
            "crate::transfer",
            "crate::state",
            "crate::ui",
            "leptos",
            "web_sys",
        ],
    ),
    (
        "src/transfer",
        &[
            "crate::storage",
            "crate::sample",
            "crate::state",
            "crate::ui",
            "leptos",
            "web_sys",
        ],
    ),
    (
        "src/exchange",
        &[
            "crate::storage",
            "crate::transfer",
            "crate::sample",
            "crate::state",
            "crate::ui",
            "leptos",
            "web_sys",
            "Utc::now",
            "SystemTime",
            "Instant::now",
        ],
    ),
    (
        "src/storage",
        &[
            "crate::transfer",
            "crate::sample",
            "crate::state",
            "crate::ui",
            "leptos",
        ],
    ),
    ("src/worker", &["crate::sample", "crate::state", "crate::ui", "leptos"]),
    ("src/state", &["crate::ui", "view!"]),
    (
        "src/ui",
        &["crate::storage", "crate::transfer", "crate::sample", "idb::"],
    ),
];

#[test]
fn no_import_runs_the_wrong_way() {
    let mut wrong = Vec::new();
    for (folder, forbidden) in LAYERS {
        for file in tree::files(folder, ".rs") {
            let code = file.code();
            for word in *forbidden {
                if code.contains(word) {
                    wrong.push(format!(
                        "{} names {word}: see the table of layers in src/lib.rs, or its folder's mod.rs",
                        file.path
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clock_is_read_in_one_place() {
    let reads = |code: &str| {
        ["Date::now", "Date::new_0", "Utc::now", "Local::now"]
            .iter()
            .any(|w| code.contains(w))
    };
    let places: Vec<String> = tree::files("src", ".rs")
        .into_iter()
        .filter(|f| reads(&f.code()))
        .map(|f| f.path)
        .collect();
    assert_eq!(places, ["src/state/clock.rs"], "read the clock through state::clock");
}
