//! Need tags: the vocabulary, what it covers, and tagging many at once.

use guanxi::domain::apply::apply;
use guanxi::domain::command::Command;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{CustomerKind, Settings};
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::needs::{Having, Need, Needs, keep, vocabulary};
use serde_json::json;

use crate::care::world;

const AS_OF: &str = "2026-11-28";

fn need(name: &str, kind: Option<CustomerKind>, group: Option<&str>) -> Need {
    Need {
        name: name.into(),
        kind,
        group: group.map(Box::from),
    }
}

#[test]
fn the_vocabulary_is_kept_in_the_settings_and_read_back() {
    let mut settings = Settings::default();
    let all = [
        need("关注售后响应", Some(CustomerKind::Enterprise), Some("制造业")),
        need("送礼体面", Some(CustomerKind::Person), Some("节日")),
        need("重视性价比", None, None),
    ];
    keep(&mut settings, &all);
    assert_eq!(vocabulary(&settings), all);
    keep(&mut settings, &[]);
    assert!(settings.extra.is_empty());
    // One without a name is none, and what looks alike is there once.
    settings.extra.set(
        "need_vocabulary",
        Some(json!([{"group": "x"}, {"name": "Fast"}, {"name": " ＦＡＳＴ ", "for": "nobody"}, 7])),
    );
    assert_eq!(vocabulary(&settings), [need("Fast", None, None)]);
}

/// Three companies, two of them with needs; a person with two; one of whom it is not said what it is, with a tag that is no need.
fn covered() -> guanxi::domain::world::World {
    let customers = json!([
        {"id": "a", "name": "a", "kind": "enterprise", "need_tags": ["性价比", "售后", "售后"]},
        {"id": "b", "name": "b", "kind": "enterprise", "need_tags": ["Fast"]},
        {"id": "c", "name": "c", "kind": "enterprise"},
        {"id": "d", "name": "d", "kind": "person", "need_tags": ["fast", "定制"]},
        {"id": "e", "name": "e", "tags": ["性价比"]},
    ]);
    let settings = json!({"need_vocabulary": [{"name": "省电", "for": "person"}, {"name": "性价比"}]});
    world(&json!({"customers": customers, "settings": settings}), AS_OF)
}

#[test]
fn what_is_covered_by_hand() {
    let mut now = covered();
    let said = |needs: &Needs| -> Vec<String> {
        let one = |it: &guanxi::domain::marketing::needs::Counted| {
            format!("{} {} {}", it.need.name, it.is_listed, it.customers)
        };
        needs.needs.iter().map(one).collect()
    };
    let needs = Needs::of(&now);
    assert_eq!(
        said(&needs),
        [
            "省电 true 0",
            "性价比 true 1",
            "Fast false 2",
            "售后 false 1",
            "定制 false 1"
        ]
    );
    let shares: Vec<(usize, usize)> = needs.shares.iter().map(|it| (it.tagged, it.all)).collect();
    assert_eq!(shares, [(2, 3), (1, 1), (0, 1)]);
    assert_eq!((needs.all().tagged, needs.all().all), (3, 5));

    let ids = ["b", "c", "d"].map(|id| CustomerId::new(id).unwrap()).to_vec();
    let set = |now: &guanxi::domain::world::World, tag: &str, is_so| {
        let (ids, tag) = (ids.clone(), tag.into());
        apply(&now.book, Command::SetNeedTag { ids, tag, is_so })
    };
    let change = set(&now, " FAST ", true).unwrap();
    // b and d have it in their own spelling.
    assert_eq!(
        (change.changes.len(), change.label.get(Lang::Zh)),
        (1, "修改3家客户：加需求标签“FAST”")
    );
    now.apply(&change).unwrap();
    assert_eq!(Needs::of(&now).all().tagged, 4);
    let gone = set(&now, "fast", false).unwrap();
    now.apply(&gone).unwrap();
    assert_eq!(
        said(&Needs::of(&now)),
        ["省电 true 0", "性价比 true 1", "售后 false 1", "定制 false 1"]
    );
    now.apply(&gone.inverse()).unwrap();
    now.apply(&change.inverse()).unwrap();
    assert_eq!(Needs::of(&now), needs);
    assert!(set(&now, " ", true).is_err());
}

#[test]
fn a_figure_opens_as_many_customers_as_it_says() {
    let now = covered();
    let listed = |word: &str, kind: Option<Option<CustomerKind>>| -> Vec<String> {
        let having = Having::from_word(word);
        let all = now.book.customers.iter().map(|(_, customer)| customer);
        let those = all.filter(|it| having.fits(it) && kind.is_none_or(|kind| it.kind == kind));
        those.map(|it| it.id.to_string()).collect()
    };
    let kinds = [Some(CustomerKind::Enterprise), Some(CustomerKind::Person), None];
    assert_eq!(
        kinds.map(|kind| listed(Having::ANY, Some(kind))),
        [vec!["a", "b"], vec!["d"], vec![]]
    );
    assert_eq!(
        kinds.map(|kind| listed(Having::NOTHING, Some(kind))),
        [vec!["c"], vec![], vec!["e"]]
    );
    assert_eq!(listed("ＦＡＳＴ", None), ["b", "d"]);
    assert_eq!(listed("省电", None), Vec::<String>::new());
    let needs = Needs::of(&now);
    for it in &needs.needs {
        assert_eq!(listed(&it.need.name, None).len(), it.customers, "{}", it.need.name);
    }
    for (kind, share) in kinds.into_iter().zip(needs.shares) {
        assert_eq!(listed(Having::ANY, Some(kind)).len(), share.tagged);
        assert_eq!(share.all - share.tagged, listed(Having::NOTHING, Some(kind)).len());
    }
}
