//! Examples and names of versions.

use super::*;

fn save(before: u64, after: u64) -> Command {
    let (before, after) = (examples(before), examples(after));
    Command::SetExamples { before, after }
}

#[test]
fn examples_change_no_rule_and_make_no_version() {
    let mut now = book();
    let set = apply(&now, save(0, 2)).unwrap();
    now.apply(&set);
    assert_eq!(now.head.rulebook, Rulebook::default().with_examples(examples(2)));
    // A draft that differs in its examples alone is the same when it is adopted.
    let set = apply(&now, adopted(Rulebook::default().with_examples(examples(1)))).unwrap();
    assert_eq!(&*set.label.en, "Save the examples");
    now.apply(&set);
    assert_eq!(now.head.rulebook.examples.len(), 1);
    assert!(now.rule_versions.is_empty());
    assert!(apply(&now, save(1, 1)).unwrap().changes.is_empty());
}

#[test]
fn a_version_gets_a_name_and_a_note_and_keeps_its_rules() {
    let mut now = book();
    let mut rules = Rulebook::default();
    rules.rfm.cut_plus_one = true;
    now.apply(&apply(&now, adopted(rules.clone())).unwrap());
    let before = now.clone();
    let known = now.rule_versions.get("version 2 true").unwrap().clone();
    let after = RuleVersion {
        name: Some("秋季".into()),
        note: Some(" ".into()),
        ..(*known).clone()
    };
    let set = apply(&now, Command::NameVersion(Edit::of(known.clone(), after.clone()))).unwrap();
    now.apply(&set);
    let named = now.rule_versions.get("version 2 true").unwrap();
    assert_eq!(
        (named.name.as_deref(), &named.note, named.number),
        (Some("秋季"), &None, 2)
    );
    assert_eq!(*named.rulebook.0, rules);
    now.apply(&set.inverse());
    assert!(now == before);
    let id = version(9, true);
    let unknown = Command::NameVersion(Edit::of(known, RuleVersion { id, ..after }));
    assert!(apply(&now, unknown).is_err());
}
