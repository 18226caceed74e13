use super::*;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Customer};
use crate::domain::world::World;
use crate::sample;
use crate::state::query::Sort;

const TODAY: Day = sample::LARGE_DAY;

fn contact(name: &str, phone: &str) -> Contact {
    serde_json::from_value(serde_json::json!({"name": name, "phone": phone})).unwrap()
}

fn customer(id: &str, name: &str, make: impl FnOnce(&mut Customer)) -> Customer {
    let mut customer = Customer::new(CustomerId::new(id).unwrap(), name);
    make(&mut customer);
    customer
}

/// Four customers in slots 0, 1, 3, 4; slot 2 is empty.
fn small() -> World {
    let mut book = Book::default();
    let all = [
        customer("a", "Alpha Pumps 阿尔法", |c| {
            c.owner = Some("周敏".into());
            c.contacts = vec![contact("沈立群", "138-0000-6142"), contact("Bob", "")];
            c.tags = vec!["重视性价比".into()];
            c.declared_annual_purchase = Some(Fen(50_000_000));
        }),
        customer("b", "北京泵业", |c| {
            c.owner = Some("许静".into());
            c.industry = Some("制造业".into());
            c.contacts = vec![contact("李四", "010 6142 0007")];
        }),
        customer("gone", "走了", |_| {}),
        customer("c", "重庆 泵业", |c| c.industry = Some("物流".into())),
        customer("d", "安徽阀门", |c| {
            c.industry = Some("制造业".into());
            c.tags = vec!["重视性价比".into(), "VIP".into()];
            c.declared_annual_purchase = Some(Fen(100));
        }),
    ];
    for customer in all {
        book.customers.put(std::sync::Arc::new(customer));
    }
    book.customers.remove("gone");
    World::new(book, TODAY).0
}

fn found(world: &World, query: &Query) -> Vec<u32> {
    slots(&matching(world, query, Index::default())).collect()
}

#[test]
fn every_word_of_the_search_must_be_found() {
    let world = small();
    let table: [(&str, &[u32]); 15] = [
        ("", &[0, 1, 3, 4]),
        ("  ", &[0, 1, 3, 4]),
        ("泵业", &[1, 3]),
        ("泵业 北京", &[1]),
        ("ALPHA", &[0]),
        ("沈立群", &[0]),
        ("bob pumps", &[0]),
        ("6142", &[0]),
        ("00006142", &[0]),
        ("138-0000-6142", &[0]),
        ("42", &[]),
        ("0007", &[1]),
        ("vip", &[4]),
        ("性价比", &[0, 4]),
        ("走了", &[]),
    ];
    for (search, wanted) in table {
        assert_eq!(found(&world, &Query::default().search(search)), wanted, "{search}");
    }
    // A needle never reaches over the end of a field.
    assert!(found(&world, &Query::default().search("阿尔法沈立群")).is_empty());
}

#[test]
fn automatic_tags_are_found_by_the_name_the_user_sees() {
    let world = World::new(sample::book(TODAY), TODAY).0;
    let names: Vec<String> = world
        .evaluation
        .plan
        .tags
        .iter()
        .map(|t| format!("«{}»", t.id))
        .collect();
    for (i, name) in names.iter().enumerate() {
        let index = Index {
            tag_names: &names,
            ..Index::default()
        };
        let query = Query::default().search(name);
        assert_eq!(matching(&world, &query, index), world.evaluation.tags[i], "{name}");
    }
}

#[test]
fn conditions_take_any_of_their_values_and_the_empty_one() {
    let world = small();
    let table: [(Query, &[u32]); 10] = [
        (Query::of("industry", ["制造业"]), &[1, 4]),
        (Query::of("industry", ["制造业", "物流"]), &[1, 3, 4]),
        (Query::of("industry", [""]), &[0]),
        (Query::of("industry", ["", "物流"]), &[0, 3]),
        (Query::of("industry", ["农业"]), &[]),
        (Query::of("owner", ["周敏", "许静"]), &[0, 1]),
        (Query::of("owner", [""]), &[3, 4]),
        (Query::of(TAG, ["VIP"]), &[4]),
        (Query::of("no such key", ["x", ""]), &[]),
        (Query::of("industry", ["制造业"]).with(TAG, ["重视性价比"]), &[4]),
    ];
    for (query, wanted) in table {
        assert_eq!(found(&world, &query), wanted, "{}", query.print());
        let Some(first) = query.filters.first().filter(|_| query.filters.len() == 1) else {
            continue;
        };
        let mut not = Query::default();
        not.set(Filter {
            not: true,
            ..first.clone()
        });
        let others: Vec<u32> = [0, 1, 3, 4].into_iter().filter(|slot| !wanted.contains(slot)).collect();
        assert_eq!(found(&world, &not), others, "{}", not.print());
    }
}

/// What a condition means, read customer by customer.
fn naive_has(world: &World, slot: u32, key: &str, value: &str) -> bool {
    let customer = world.book.customers.at(slot).unwrap();
    let evaluation = &world.evaluation;
    if key == TAG {
        let mut automatic = evaluation.tags_of(slot);
        return if value.is_empty() {
            automatic.next().is_none() && customer.tags.is_empty()
        } else {
            automatic.any(|t| t == value) || customer.tags.iter().any(|t| **t == *value)
        };
    }
    let word = WORDS
        .iter()
        .find(|w| w.id == key && evaluation.plan.dimension(key).is_none());
    let own = match word {
        Some(word) => (word.get)(customer),
        None => evaluation.class_in(slot, key),
    };
    own.unwrap_or_default() == value
}

#[test]
fn the_sets_agree_with_a_look_at_every_customer() {
    for book in [sample::book(TODAY), sample::large(7, 700, 6)] {
        let world = World::new(book, TODAY).0;
        let tags = TagIndex::build(&world);
        let index = Index {
            tags: Some(&tags),
            ..Index::default()
        };
        let live = &world.evaluation.columns.live;
        let dimensions = world.evaluation.plan.dimensions.iter().map(|d| d.id.to_string());
        let keys: Vec<String> = dimensions
            .chain([TAG, "owner", "region", "kind"].map(String::from))
            .collect();
        let everyone = || world.book.customers.iter().map(|(slot, _)| slot);
        for key in &keys {
            let all = values(&world, key, live, index);
            assert!(all.last().is_some_and(|v| v.value.is_empty()), "{key}");
            for value in &all {
                let wanted: Vec<u32> = everyone()
                    .filter(|s| naive_has(&world, *s, key, &value.value))
                    .collect();
                assert_eq!(wanted.len(), value.count, "{key} {}", value.value);
                assert_eq!(
                    found(&world, &Query::of(key, [&*value.value])),
                    wanted,
                    "{key} {}",
                    value.value
                );
            }
        }
        // Two conditions, one of them turned round.
        for (first, second) in keys.iter().zip(keys.iter().skip(1)) {
            let (a, b) = (values(&world, first, live, index), values(&world, second, live, index));
            let (a, b) = (&a[0].value, &b[b.len() / 2].value);
            let mut query = Query::of(first, [&**a]);
            query.set(Filter {
                key: second.as_str().into(),
                any_of: vec![b.clone()],
                not: true,
            });
            let wanted: Vec<u32> = everyone()
                .filter(|s| naive_has(&world, *s, first, a) && !naive_has(&world, *s, second, b))
                .collect();
            assert_eq!(found(&world, &query), wanted, "{}", query.print());
        }
    }
}

fn sorted(world: &World, column: &str, descending: bool) -> Vec<u32> {
    let sort = Sort {
        column: column.into(),
        descending,
    };
    order(world, &sort, &by_code_point)
}

#[test]
fn the_unknown_stands_last_both_ways_and_equals_as_they_came() {
    let world = small();
    assert_eq!(sorted(&world, "declared_annual_purchase", false), [4, 0, 1, 3]);
    assert_eq!(sorted(&world, "declared_annual_purchase", true), [0, 4, 1, 3]);
    assert_eq!(sorted(&world, "industry", false), [1, 4, 3, 0]);
    assert_eq!(sorted(&world, "no such column", true), [0, 1, 3, 4]);
}

#[test]
fn names_are_ordered_as_the_collator_says() {
    let world = small();
    // A, then 安 (an), 北 (bei), 重 (chong).
    let pinyin = |chars: &[char]| {
        let known = ['a', '安', '北', '重'];
        let rank = |c: &char| known.iter().position(|k| *k == c.to_ascii_lowercase()).unwrap_or(9);
        chars.iter().map(|c| rank(c) as u32).collect::<Vec<_>>()
    };
    let sort = |descending| Sort {
        column: "name".into(),
        descending,
    };
    assert_eq!(order(&world, &sort(false), &pinyin), [0, 4, 1, 3]);
    assert_eq!(order(&world, &sort(true), &pinyin), [3, 1, 4, 0]);
}

#[test]
fn every_column_orders_all_customers_by_its_value() {
    let world = World::new(sample::book(TODAY), TODAY).0;
    let keys = [
        "name",
        "value",
        "health",
        "industry",
        "amount",
        "last",
        "owner",
        TAG,
        "contact",
        "rfm_total",
        "order_count",
    ];
    for key in keys {
        for descending in [false, true] {
            let rows = sorted(&world, key, descending);
            let mut all = rows.clone();
            all.sort_unstable();
            assert!(
                all.iter()
                    .copied()
                    .eq(world.book.customers.iter().map(|(slot, _)| slot)),
                "{key}"
            );
            let of = column(&world.evaluation.plan, key).unwrap();
            let values: Vec<Option<f64>> = rows.iter().map(|s| number_of(&world.evaluation, of, *s)).collect();
            let known: Vec<f64> = values.iter().flatten().copied().collect();
            assert!(values[..known.len()].iter().all(Option::is_some), "{key}");
            assert!(
                known.is_sorted_by(|a, b| if descending { a >= b } else { a <= b }),
                "{key}"
            );
        }
    }
}

#[test]
fn rows_are_the_order_walked_with_the_set() {
    let world = small();
    let wanted = matching(&world, &Query::of("industry", ["制造业"]), Index::default());
    assert_eq!(rows(&sorted(&world, "name", true), &wanted), [4, 1]);
    assert_eq!(purchases(&world, &wanted), Fen(100));
}

#[test]
fn the_top_bar_finds_names_first_and_then_contacts() {
    let world = small();
    let person = |slot, contact| Person { slot, contact };
    assert_eq!(people(&world, "泵业", 8), [person(1, None), person(3, None)]);
    assert_eq!(people(&world, "泵业", 1), [person(1, None)]);
    assert_eq!(people(&world, "重庆", 8), [person(3, None)]);
    assert_eq!(people(&world, "alpha", 8), [person(0, None)]);
    assert_eq!(people(&world, "BOB", 8), [person(0, Some(1))]);
    assert_eq!(people(&world, " ", 8), []);
}
