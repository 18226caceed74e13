//! Parts of conditions: what never and always holds, empty groups, what cannot be compared, and where it is said.

use super::*;

#[test]
fn what_never_and_always_holds_is_named_where_it_stands() {
    let count = |sign: &str, value: f64| leaf("orders_6m", sign, value);
    let money = |sign: &str, value: f64| leaf("average_order_value", sign, value);
    let free = || leaf("region", "=", "华东");
    let table = [
        (
            "whole between two",
            all(&[count(">", 2.0), count("<", 3.0)]),
            vec!["[a]: never"],
        ),
        ("money between two", all(&[money(">", 2.0), money("<", 3.0)]), vec![]),
        (
            "half an order",
            all(&[free(), count("=", 0.5)]),
            vec!["[a].when.all[1]: never", "[a]: never"],
        ),
        ("less than none", count("<", 0.0), vec!["[a]: never"]),
        (
            "none at least",
            any(&[free(), count("≥", 0.0)]),
            vec!["[a].when.any[1]: always"],
        ),
        (
            "always, if known",
            leaf("days_since_last_order", "≥", 0),
            vec!["[a].when: always where known"],
        ),
        (
            "not always, if known",
            not(leaf("days_since_last_order", "≥", 0)),
            vec!["[a].when.not: always where known"],
        ),
        ("a score of six", leaf("r_score", "≥", 6), vec!["[a]: never"]),
        (
            "a share above all",
            not(leaf("on_time_payment_rate", ">", 1)),
            vec!["[a].when.not: never"],
        ),
        (
            "a fall of more than all",
            leaf("frequency_change_60d", "<", -1),
            vec!["[a]: never"],
        ),
        (
            "a growth of less than all",
            leaf("purchase_growth_12m", "<", -1),
            vec![],
        ),
        ("an intent there is not", leaf("intent", "=", "D"), vec!["[a]: never"]),
        ("no word", leaf("region", "=", ""), vec!["[a]: never"]),
        ("one of none", leaf("region", "in", json!([])), vec!["[a]: never"]),
        (
            "none of none",
            leaf("orders_6m", "notIn", json!([])),
            vec!["[a].when: always"],
        ),
        (
            "one or the other",
            any(&[count("≥", 3.0), count("<", 3.0)]),
            vec!["[a].when: always"],
        ),
        (
            "one or the other, if known",
            any(&[money("≥", 3.0), money("<", 3.0)]),
            vec![],
        ),
        (
            "deep inside",
            any(&[free(), all(&[free(), not(any(&[count(">", 1.0), count("≤", 1.0)]))])]),
            vec!["[a].when.any[1].all[1].not: always"],
        ),
        (
            "yes and no",
            all(&[leaf("has_dealt", "=", true), leaf("has_dealt", "=", false)]),
            vec!["[a]: never"],
        ),
    ];
    for (name, condition, expected) in table {
        assert_eq!(found(std::slice::from_ref(&condition), None), expected, "{name}");
        let mut of_tag = found_in(
            &Book::default(),
            &json!({"tags": [{"id": "a", "name": "A", "when": condition}]}),
            "tags",
        );
        of_tag.sort();
        let mut expected: Vec<&str> = expected;
        expected.sort_unstable();
        assert_eq!(of_tag, expected, "{name}, as a tag");
    }
}

#[test]
fn empty_groups_and_comparisons_of_different_kinds() {
    let free = || leaf("region", "=", "华东");
    let table = [
        (all(&[]), vec!["[a].when: empty"]),
        (all(&[free(), any(&[])]), vec!["[a].when.all[1]: empty"]),
        (not(any(&[])), vec!["[a].when.not: empty", "[a]: never"]),
        (
            leaf("annual_purchase", "=", "much"),
            vec!["[a].when: cannot compare annual_purchase", "[a]: never"],
        ),
        (
            any(&[free(), leaf("industry", ">", 3)]),
            vec!["[a].when.any[1]: cannot compare industry"],
        ),
        (
            any(&[free(), leaf("has_need", "≥", 1)]),
            vec!["[a].when.any[1]: cannot compare has_need"],
        ),
        (
            leaf("has_need", "=", 1),
            vec!["[a].when: cannot compare has_need", "[a]: never"],
        ),
        (
            leaf("orders_6m", "in", json!([1, "2"])),
            vec!["[a].when: cannot compare orders_6m"],
        ),
        (
            leaf("industry", "contains", "制"),
            vec!["[a].when: cannot compare industry", "[a]: never"],
        ),
        (
            leaf("tags", "=", "x"),
            vec!["[a].when: cannot compare tags", "[a]: never"],
        ),
        (leaf("tags", "≠", "x"), vec!["[a].when: cannot compare tags"]),
        (
            leaf("tags", "contains", 3),
            vec!["[a].when: cannot compare tags", "[a]: never"],
        ),
        (
            leaf("value", "=", 3),
            vec!["[a].when: cannot compare value", "[a]: never"],
        ),
        (
            leaf("value", "=", "vip"),
            vec!["[a].when: unknown class value/vip", "[a]: never"],
        ),
        (
            leaf("value", "in", json!(["key", "vip"])),
            vec!["[a].when: unknown class value/vip"],
        ),
        // The class of a dimension that takes a text may be any.
        (leaf("industry", "=", "航天"), vec![]),
    ];
    for (condition, expected) in table {
        assert_eq!(found(std::slice::from_ref(&condition), None), expected, "{condition}");
    }
}

#[test]
fn a_place_is_written_as_the_compiler_writes_it() {
    let part = Part::Class {
        dimension: "value".into(),
        class: "key".into(),
    };
    let path = Some(vec![Step::All(0), Step::Not, Step::Any(2)]);
    let place = FindingPlace { part, path };
    assert_eq!(
        place.to_string(),
        "dimensions[value].classes[key].when.all[0].not.any[2]"
    );
    assert_eq!(place.positions(), Some(vec![0, 0, 2]));
    let rules = dimension(&[all(&[leaf("nothing", "=", 1)])], None);
    let issue = Plan::compile(&Rulebook::from_json(&rules).unwrap())
        .unwrap_err()
        .remove(0);
    let part = Part::Class {
        dimension: "d".into(),
        class: "a".into(),
    };
    let same = FindingPlace {
        part,
        path: Some(vec![Step::All(0)]),
    };
    assert_eq!(issue.place, format!("{same}.fact"));
}

#[test]
fn a_rank_has_each_class_once() {
    let table: [(Value, &[&str]); 6] = [
        (json!(["a", "b", "c"]), &[]),
        (json!(["c", "a", "b"]), &[]),
        (Value::Null, &[]),
        (json!(["a"]), &[": unranked b c"]),
        (json!(["a", "b", "a", "c", "a"]), &[": ranked twice a"]),
        (
            json!(["b", "x", "a", "b", "y"]),
            &[": unranked c", ": ranked twice b", ": ranked unknown x y"],
        ),
    ];
    for (rank, expected) in table {
        let class = |id: &str, from: f64| json!({"id": id, "name": id, "when": {"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": from}});
        // What is out of use is no class, and no gap in the rank.
        let old = json!({"id": "old", "name": "old", "retired": true});
        let classes = json!([class("a", 3.0), class("b", 2.0), class("c", 1.0), old]);
        let rules = json!({"dimensions": [{"id": "d", "name": "d", "classes": classes, "rank": rank}]});
        let found = found_in(&Book::default(), &rules, "dimensions[d]");
        assert_eq!(found, expected, "{rank}");
    }
    let rules = json!({"dimensions": [{"id": "d", "name": "d", "rank": ["a", "old"], "classes": [
        {"id": "a", "name": "a"}, {"id": "old", "name": "old", "retired": true}], "otherwise": "a"}]});
    assert!(found_in(&Book::default(), &rules, "dimensions[d]").is_empty());
}
