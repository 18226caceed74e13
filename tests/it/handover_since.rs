//! Hand-overs between books that had something in common before: what changed since, what was removed, what was left out.

use guanxi::domain::book::Book;
use guanxi::domain::change::Change;
use guanxi::domain::handover::difference::Side;
use guanxi::domain::handover::take::{Choices, Standing};
use guanxi::domain::kind::TakenOver;
use guanxi::domain::label::Label;
use guanxi::domain::merge::{Mode, plan};

use crate::handover::{Told, at, book, customer, edit, given, givers, planned, settled, take, told};

/// There and back: each side has changed something of its own since, and only what both changed is asked.
#[test]
fn what_only_one_side_changed_since_is_no_question() {
    let mut zhang = book(&givers());
    let mut li = Book::default();
    take(&mut li, &given(&zhang, &["c1", "c2"], "there"), Side::Mine);
    edit(&mut li, "c1", |c| {
        c.contacts[0].phone = Some("13911112222".into());
        c.notes = Some("接手后写的".into());
        c.region = Some("上海".into());
        c.tags.clear();
    });
    edit(&mut zhang, "c1", |c| {
        c.region = Some("北京".into());
        c.industry = Some("制造".into());
    });
    let mut order = (**zhang.orders.get("o1").unwrap()).clone();
    order.note = Some("张三改的".into());
    zhang.orders.put(order);
    let back = given(&li, &["c1", "c2"], "back");
    let found = settled(&zhang, &back, &Choices::default());
    let wanted: [Told; 6] = [
        ("customers c1 contacts[王五].phone".into(), Some(Side::Theirs)),
        ("customers c1 tags".into(), Some(Side::Theirs)),
        ("customers c1 region".into(), None),
        ("customers c1 industry".into(), Some(Side::Mine)),
        ("customers c1 notes".into(), Some(Side::Theirs)),
        ("orders o1 note".into(), Some(Side::Mine)),
    ];
    let mut all = told(&found.differences);
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut wanted = wanted.to_vec();
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(all, wanted);
    take(&mut zhang, &back, Side::Theirs);
    let c1 = customer(&zhang, "c1");
    assert_eq!(
        (c1.region.as_deref(), c1.industry.as_deref(), c1.tags.len()),
        (Some("上海"), Some("制造"), 0)
    );
    assert_eq!(zhang.orders.get("o1").unwrap().note.as_deref(), Some("张三改的"));
}

#[test]
fn a_second_file_from_the_same_giver_brings_what_the_giver_changed() {
    let mut zhang = book(&givers());
    let mut li = Book::default();
    take(&mut li, &given(&zhang, &["c1"], "first"), Side::Mine);
    edit(&mut li, "c1", |c| c.notes = Some("李四写的".into()));
    edit(&mut zhang, "c1", |c| c.region = Some("北京".into()));
    let mut order = (**zhang.orders.get("o1").unwrap()).clone();
    order.note = Some("补开发票".into());
    zhang.orders.put(order);
    let second = given(&zhang, &["c1"], "second");
    let found = settled(&li, &second, &Choices::default());
    let wanted: [Told; 3] = [
        ("customers c1 notes".into(), Some(Side::Mine)),
        ("customers c1 region".into(), Some(Side::Theirs)),
        ("orders o1 note".into(), Some(Side::Theirs)),
    ];
    assert_eq!(told(&found.differences), wanted);
    take(&mut li, &second, Side::Mine);
    // The first file once more has nothing to say: it is older than what is here.
    assert!(
        planned(&li, &given(&zhang, &["c1"], "first"), &Choices::default())
            .changes
            .iter()
            .all(|change| matches!(change, Change::Head { .. }))
    );
}

#[test]
fn what_was_removed_since_is_offered_and_not_taken() {
    let zhang = book(&givers());
    let incoming = given(&zhang, &["c1", "c2"], "h1");
    let mut li = Book::default();
    take(&mut li, &incoming, Side::Mine);
    li.orders.remove("o1");
    li.customers.remove("c2");
    li.interactions.remove("i1");
    let again = settled(&li, &incoming, &Choices::default());
    assert_eq!(told(&again.differences), [("orders o1 ".to_owned(), Some(Side::Mine))]);
    assert_eq!(
        (again.people[1].standing, again.people[1].takes()),
        (Standing::Removed, false)
    );
    assert!(plan(&li, &again.incoming, Mode::Merge).is_empty());
    let mut choices = Choices::default();
    choices.choose(&again.differences[0], Side::Theirs);
    choices.take("c2", true);
    li.apply(&planned(&li, &incoming, &choices).into_change_set(Label::default()));
    assert!(li.orders.get("o1").is_some() && li.interactions.get("i1").is_some() && li.customers.get("c2").is_some());
}

#[test]
fn part_of_it_can_be_taken_and_the_rest_later() {
    let zhang = book(&givers());
    let incoming = given(&zhang, &["c1", "c2"], "h1");
    let mut choices = Choices::default();
    choices.take("c1", false);
    let mut li = Book::default();
    li.apply(&planned(&li, &incoming, &choices).into_change_set(Label::default()));
    assert_eq!((li.customers.len(), li.orders.len(), li.interactions.len()), (1, 0, 1));
    let rest = settled(&li, &incoming, &Choices::default());
    let known = rest.known.clone().unwrap();
    assert_eq!(
        (known.seen.len(), known.records, known.taken),
        (1, Some(1), Some(at("2026-11-28")))
    );
    let standing: Vec<Standing> = rest.people.iter().map(|p| p.standing).collect();
    assert_eq!(standing, [Standing::New, Standing::Same]);
    take(&mut li, &incoming, Side::Mine);
    assert_eq!(
        (li.customers.len(), li.orders.len(), li.head.handovers.len()),
        (2, 1, 1)
    );
    assert_eq!(
        (
            TakenOver::all(&li.head.handovers)[0].seen.len(),
            TakenOver::all(&li.head.handovers)[0].records
        ),
        (2, Some(6))
    );
}
