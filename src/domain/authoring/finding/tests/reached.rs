//! Classes: which no rule reaches, their names.

use super::*;

#[test]
fn the_default_rules_say_nothing_wrong_of_themselves() {
    assert_eq!(found_in(&Book::default(), &json!({}), ""), [""; 0]);
}

#[test]
fn a_class_that_earlier_ones_cover_is_never_reached() {
    let money = |sign: &str, value: f64| leaf("annual_purchase", sign, value);
    let touches = |sign: &str, value: u32| leaf("interactions_90d", sign, value);
    let tenure = |sign: &str, value: f64| leaf("tenure_months", sign, value);
    let one = |text: &str| vec![text.to_owned()];
    let table = [
        (
            "a ladder from the top",
            vec![money("≥", 1e6), money("≥", 5e5), money("<", 5e5)],
            vec![],
        ),
        (
            "from the bottom",
            vec![money("≥", 5e5), money("≥", 1e6)],
            one("[b]: unreachable by a"),
        ),
        (
            "two together",
            vec![tenure("≥", 12.0), tenure("<", 12.0), tenure(">", 3.0)],
            one("[c]: unreachable by a b"),
        ),
        (
            "one of two alone",
            vec![tenure("<", 12.0), tenure("≥", 6.0), tenure("≥", 24.0)],
            one("[c]: unreachable by b"),
        ),
        (
            "a border left out",
            vec![money(">", 5e5), money("<", 5e5), money("≤", 5e5)],
            vec![],
        ),
        (
            "a missing fact",
            vec![tenure("≥", 12.0), tenure("<", 12.0), not(tenure("≥", 12.0))],
            vec![],
        ),
        (
            "whole numbers",
            vec![touches(">", 2), touches("<", 2), touches("=", 2), not(touches("≥", 50))],
            one("[d]: unreachable by a b c"),
        ),
        (
            "no whole number between",
            vec![touches(">", 2), touches("<", 3), touches("≥", 1)],
            one("[c]: unreachable by a b"),
        ),
        (
            "several facts",
            vec![
                all(&[money("≥", 1e5), tenure("≥", 12.0)]),
                all(&[money("≥", 5e5), tenure("≥", 24.0), touches("≥", 5)]),
            ],
            one("[b]: unreachable by a"),
        ),
        (
            "several facts, one of them weaker",
            vec![
                all(&[money("≥", 1e5), tenure("≥", 12.0)]),
                all(&[money("≥", 5e5), tenure("≥", 11.0)]),
            ],
            vec![],
        ),
        (
            "fixed choices",
            vec![
                leaf("intent", "in", json!(["A", "B"])),
                leaf("intent", "=", "C"),
                leaf("intent", "≠", "A"),
            ],
            one("[c]: unreachable by a b"),
        ),
        (
            "free words",
            vec![
                leaf("region", "in", json!(["华东", "华南"])),
                leaf("region", "=", "华北"),
                leaf("region", "≠", "华东"),
            ],
            vec![],
        ),
        (
            "lists",
            vec![
                leaf("tags", "contains", "x"),
                leaf("tags", "doesNotContain", "x"),
                leaf("tags", "contains", "y"),
            ],
            one("[c]: unreachable by a b"),
        ),
        (
            "a class that is never missing",
            vec![
                leaf("stage", "in", json!(["active", "lost"])),
                not(leaf("stage", "in", json!(["active", "lost"]))),
                leaf("stage", "=", "lost"),
            ],
            one("[c]: unreachable by a"),
        ),
    ];
    for (name, conditions, expected) in table {
        assert_eq!(found(&conditions, None), expected, "{name}");
    }
}

#[test]
fn the_class_of_the_rest_and_classes_without_a_condition() {
    let touches = |sign: &str, value: u32| leaf("interactions_90d", sign, value);
    let tenure = |sign: &str, value: u32| leaf("tenure_months", sign, value);
    let table = [
        ("the rest", vec![touches("≥", 1), json!(null)], Some("b"), vec![]),
        (
            "nothing is left",
            vec![touches("≥", 1), touches("=", 0), json!(null)],
            Some("c"),
            vec!["[c]: unreachable by a b"],
        ),
        (
            "who has no figure is left",
            vec![tenure("≥", 1), tenure("=", 0), json!(null)],
            Some("c"),
            vec![],
        ),
        (
            "its rule is covered, but it takes the rest",
            vec![touches("≥", 1), touches("≥", 2)],
            Some("b"),
            vec![],
        ),
        (
            "no condition",
            vec![touches("≥", 1), json!(null)],
            None,
            vec!["[b]: no condition"],
        ),
        (
            "not the rest",
            vec![json!(null), touches("≥", 1)],
            Some("b"),
            vec!["[a]: no condition"],
        ),
    ];
    for (name, conditions, otherwise, expected) in table {
        assert_eq!(found(&conditions, otherwise), expected, "{name}");
    }
    // A person may set it.
    let mut by_hand = dimension(&[touches("≥", 1), json!(null)], None);
    by_hand["dimensions"][0]["override_by"] = json!("source");
    assert_eq!(found_in(&Book::default(), &by_hand, "dimensions[d]"), [""; 0]);
}

#[test]
fn too_many_situations_say_nothing() {
    // Whoever has the first tag and some of the others, then whoever has the first: two situations a tag.
    let covered = |tags: usize| {
        let tag = |n: usize| leaf("tags", "contains", format!("t{n}"));
        let parts: Vec<Value> = (0..tags).map(tag).collect();
        found(&[tag(0), all(&parts), json!(null)], None)
    };
    assert_eq!(covered(17), ["[b]: unreachable by a", "[c]: no condition"]);
    assert_eq!(covered(18), ["[c]: no condition"]);
}

#[test]
fn names_and_dimensions_without_classes() {
    let mut rules = dimension(&[leaf("region", "=", "x"), leaf("region", "=", "y")], None);
    rules["dimensions"][0]["classes"][1]["name"] = json!(" Na ");
    assert_eq!(
        found_in(&Book::default(), &rules, "dimensions[d]"),
        [".classes[b]: name of a"]
    );
    assert_eq!(
        found_in(&Book::default(), &dimension(&[], None), "dimensions[d]"),
        [": no classes"]
    );
}
