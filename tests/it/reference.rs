//! The reference of the file format stands in the tree and is the one that the types make.

use guanxi::domain::book_schema::book_schema;

const PLACE: &str = "src/transfer/book_json/guanxi-book.schema.json";

#[test]
fn the_schema_in_the_tree_is_the_one_of_the_types() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    let made = format!("{}\n", serde_json::to_string_pretty(&book_schema()).unwrap());
    if std::env::var_os("REFERENCE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == made,
        "a record changed: run `REFERENCE=write cargo test --no-default-features reference` and read the diff of {PLACE}"
    );
}

#[test]
fn the_schema_names_what_must_be_there() {
    let book = book_schema();
    let required = |kind: &str| book["properties"][kind]["items"]["required"].clone();
    assert_eq!(required("customers"), serde_json::json!(["id", "name"]));
    assert_eq!(
        required("orders"),
        serde_json::json!(["id", "customer", "date", "amount"])
    );
    assert_eq!(required("interactions"), serde_json::json!(["id", "customer", "at"]));
    assert_eq!(
        required("tickets"),
        serde_json::json!(["id", "customer", "kind", "opened_at"])
    );
    assert_eq!(required("campaigns"), serde_json::json!(["id", "name"]));
    assert_eq!(
        required("points"),
        serde_json::json!(["id", "customer", "date", "delta"])
    );
    assert_eq!(
        required("reviews"),
        serde_json::json!(["id", "customer", "dimension", "at"])
    );
}
