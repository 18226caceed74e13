use super::*;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Customer};
use crate::domain::money::Fen;
use crate::domain::pinyin::readings;
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
        customer("c", "重庆 泵业", |c| {
            c.industry = Some("物流".into());
            c.uscc = Some("91310115000000000X".into());
        }),
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
fn a_number_is_found_however_its_hyphens_are_typed() {
    let mut book = Book::default();
    for id in ["KH-0031", "KH-0310", "C31", "0031.7"] {
        book.customers.put(customer(id, "甲", |_| {}));
    }
    let world = World::new(book, TODAY).0;
    let index = TextIndex::build(&world);
    let table: [(&str, &[u32]); 7] = [
        ("kh0031", &[0]),
        ("KH-0031", &[0]),
        ("kh 0031", &[0]),
        ("ｋｈ００３１", &[0]),
        ("kh031", &[1]),
        ("c-31", &[2]),
        ("00317", &[3]),
    ];
    for (search, wanted) in table {
        assert_eq!(found(&world, &Query::default().search(search)), wanted, "{search}");
        let people = index.people(&world, search, &[], 9);
        assert!(matches!(people[0].by, FoundBy::Number(_)), "{search}");
    }
}

#[test]
fn the_name_of_who_was_merged_finds_who_stays_and_says_so() {
    let mut book = Book::default();
    let one: Customer = serde_json::from_value(serde_json::json!({
        "id": "KH-1", "name": "东莞市立昌五金制品有限公司", "merged_names": ["东莞立昌五金厂"]
    }))
    .unwrap();
    book.customers.put(one);
    book.customers.put(customer("KH-2", "五金厂", |_| {}));
    let world = World::new(book, TODAY).0;
    let index = TextIndex::build(&world);
    assert_eq!(found(&world, &Query::default().search("立昌五金厂")), [0]);
    let people = |typed: &str| index.people(&world, typed, &[], 9);
    let by = |typed: &str| {
        people(typed)
            .into_iter()
            .map(|person| (person.slot, person.by))
            .collect::<Vec<_>>()
    };
    let former = FoundBy::Former("东莞立昌五金厂".into());
    assert_eq!(by("立昌五金厂"), [(0, former.clone())]);
    // Who is called so now goes before who was; the name of today needs no word.
    assert_eq!(by("五金厂"), [(1, FoundBy::Name), (0, former)]);
    assert_eq!(by("立昌五金制品"), [(0, FoundBy::Name)]);
}

#[test]
fn the_number_of_who_was_merged_finds_who_stays() {
    let mut book = Book::default();
    book.customers
        .put(customer("KH-1", "甲", |one| one.merged_ids = vec!["KH-0042".into()]));
    book.customers.put(customer("KH-2", "乙", |_| {}));
    let world = World::new(book, TODAY).0;
    let index = TextIndex::build(&world);
    for search in ["KH-0042", "kh0042", "kh 0042"] {
        assert_eq!(found(&world, &Query::default().search(search)), [0], "{search}");
        let by = index.people(&world, search, &[], 9).remove(0).by;
        assert_eq!(by, FoundBy::Number("KH-0042".into()), "{search}");
    }
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
fn texts_have_the_places_of_a_plain_sort_by_their_characters() {
    let mut seed = 3_u32;
    let mut dice = |n: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % n
    };
    // Alike for longer than a key is, alike to the collator, beyond the table, of no length; more than a slice of them.
    let starts = ["测试客户", "测试客户有限公司苏州工业园区第", "", "𠮷野", "a", "A"];
    let ends = ["", "a", "A", "安", "1", "𠮷"];
    let texts: Vec<Option<String>> = (0..9_000)
        .map(|_| (dice(10) > 0).then(|| format!("{}{}{}", starts[dice(6)], ends[dice(6)], ends[dice(6)])))
        .collect();
    let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
    let rank = |c: char| u32::from(c.to_ascii_lowercase());
    let collate = |chars: &[char]| chars.iter().map(|c| rank(*c)).collect::<Vec<_>>();
    let key = |text: &str| (text.chars().map(rank).collect::<Vec<_>>(), text.to_owned());
    let mut all: Vec<_> = texts.iter().flatten().map(|text| key(text)).collect();
    all.sort();
    all.dedup();
    let expected = texts
        .iter()
        .map(|text| all.iter().position(|known| Some(known) == text.map(key).as_ref()));
    let found = text_places(&texts, &collate);
    for (text, (place, expected)) in texts.iter().zip(found.iter().zip(expected)) {
        assert_eq!((!place.is_nan()).then_some(*place as usize), expected, "{text:?}");
    }
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
    assert_eq!(purchases(&world, &wanted).total, Fen(100));
}

#[test]
fn the_top_bar_finds_what_the_list_finds_names_first() {
    let world = small();
    let index = TextIndex::build(&world);
    let person = |slot, by| Person { slot, by };
    let name = |slot| person(slot, FoundBy::Name);
    let tag = |slot, text: &str| person(slot, FoundBy::Tag(text.into()));
    let table: [(&str, usize, &[Person]); 13] = [
        // A word of 重庆 泵业, a part of 北京泵业.
        ("泵业", 8, &[name(3), name(1)]),
        ("泵业", 1, &[name(3)]),
        ("重庆", 8, &[name(3)]),
        ("ａｌｐｈａ", 8, &[name(0)]),
        ("BOB", 8, &[person(0, FoundBy::Contact(1))]),
        ("6142", 8, &[person(0, FoundBy::Phone(0))]),
        ("010 6142 0007", 8, &[person(1, FoundBy::Phone(0))]),
        ("vip", 8, &[tag(4, "VIP")]),
        ("阀 性价比", 8, &[tag(4, "重视性价比")]),
        ("9131 0115 0000", 8, &[person(3, FoundBy::Code)]),
        ("913101150000", 8, &[person(3, FoundBy::Code)]),
        ("913", 8, &[]),
        (" \u{200b}", 8, &[]),
    ];
    for (search, most, wanted) in table {
        assert_eq!(index.people(&world, search, &[], most), wanted, "{search}");
        let listed = found(&world, &Query::default().search(search));
        let all: Vec<u32> = index.people(&world, search, &[], 9).iter().map(|p| p.slot).collect();
        assert!(
            all.is_empty() || all.iter().all(|slot| listed.contains(slot)) && all.len() == listed.len(),
            "{search}"
        );
    }
}

#[test]
fn spellings_that_look_alike_are_one() {
    let mut book = Book::default();
    let all = [
        customer("KH-0007", "ＡＢＣ（上海）科技", |c| {
            c.tags = vec!["VIP".into()];
            c.region = Some("华东".into());
            c.contacts = vec![contact("Zoë", "+86 １３８ ００００ ６１４２")];
        }),
        customer("2", "abc (上海) 科技", |c| {
            c.tags = vec!["ｖｉｐ".into()];
            c.region = Some("华 东".into());
        }),
        customer("3", "其他", |c| {
            c.tags = vec!["VIP".into()];
            c.region = Some("华东".into());
        }),
    ];
    for customer in all {
        book.customers.put(std::sync::Arc::new(customer));
    }
    let world = World::new(book, TODAY).0;
    let searches: [(&str, &[u32]); 10] = [
        ("abc上海", &[0, 1]),
        ("ABC(上海)", &[0, 1]),
        ("ａｂｃ【上海】", &[0, 1]),
        ("abc 科技", &[0, 1]),
        ("上海\u{200b}）", &[0, 1]),
        ("ZOE", &[0]),
        ("13800006142", &[0]),
        ("138 0000 6142", &[0]),
        ("1380000", &[0]),
        ("kh-0007", &[0]),
    ];
    for (search, wanted) in searches {
        assert_eq!(found(&world, &Query::default().search(search)), wanted, "{search}");
    }
    for (key, spellings) in [(TAG, ["VIP", "ｖｉｐ"]), ("region", ["华东", "华 东"])] {
        let everyone = world.evaluation.columns.live.clone();
        let values = values(&world, key, &everyone, Index::default());
        let own: Vec<(&str, usize)> = values
            .iter()
            .filter(|v| !v.by_rule)
            .map(|v| (&*v.value, v.count))
            .collect();
        assert_eq!(own, [(spellings[0], 3), ("", 0)], "{key}");
        for spelling in spellings {
            assert_eq!(found(&world, &Query::of(key, [spelling])), [0, 1, 2]);
        }
    }
}

#[test]
fn the_best_stand_first_and_the_texts_follow_the_book() {
    let mut book = Book::default();
    let names = ["新杭州", "杭州云栖", "上海（杭州）贸易", "杭州", "合众", "曾氏"];
    for (i, name) in names.into_iter().enumerate() {
        let changed = |c: &mut Customer| c.contacts = vec![contact(if i == 5 { "杭州" } else { "无" }, "")];
        book.customers
            .put(std::sync::Arc::new(customer(&format!("{i}"), name, changed)));
    }
    let mut world = World::new(book, TODAY).0;
    let mut index = TextIndex::default();
    let mut follow = |world: &World, most: usize| {
        let changed = index.follow(&world.book.customers, Some(readings()), most);
        let slots = |typed: &str| -> Vec<u32> { index.people(world, typed, &[], 9).iter().map(|p| p.slot).collect() };
        (changed, index.is_whole(), slots("hz"), slots("zengshi"))
    };
    assert_eq!(follow(&world, 0), (true, false, vec![], vec![]));
    // The whole names, one that begins with it, a contact that does, a word of a name, somewhere.
    let all = vec![3, 4, 1, 5, 2, 0];
    assert_eq!(follow(&world, 1), (true, true, all.clone(), vec![5]));
    assert_eq!(follow(&world, 0), (false, true, all, vec![5]));
    let renamed = customer("3", "曾是", |_| {});
    world.book.customers.put(std::sync::Arc::new(renamed));
    world.book.customers.remove("1");
    let (changed, _, hz, zengshi) = follow(&world, 0);
    assert_eq!((changed, hz, zengshi), (true, vec![4, 5, 2, 0], vec![3, 5]));
}

#[test]
fn the_digits_that_were_typed_are_found_in_a_phone_number() {
    let table = [
        ("+86 138-0000-6142", "6142", Some(("*********6142", "6142"))),
        ("+86 138-0000-6142", "00006142", Some(("*****00006142", "00006142"))),
        (
            "138 0000 6142",
            "+86 138 0000 6142",
            Some(("13800006142", "13800006142")),
        ),
        ("０１３８", "138", Some(("0138", "138"))),
        ("138 0000 6142", "1380000", Some(("13800006142", "1380000"))),
        ("13800006142 / 021-65432100", "2100", Some(("*******2100", "2100"))),
        ("13800006142、０２１-65432100", "80000", Some(("**800006142", "80000"))),
        ("0001 2222 / 13800000001", "0001", Some(("*******0001", "0001"))),
        ("138 0000 6142", "99", None),
        ("", "6142", None),
        ("6142", "", None),
    ];
    for (phone, typed, expected) in table {
        let found = phone_part(phone, typed);
        let found = found
            .as_ref()
            .and_then(|(shown, part)| Some((&**shown, shown.get(part.clone())?)));
        assert_eq!(found, expected, "{phone} by {typed}");
    }
}

#[test]
fn a_customer_is_found_by_the_end_of_every_number_of_a_field() {
    let mut book = Book::default();
    let phones = "+86 139-1717-8888 / ０２１-65432100、13700006142";
    let one = customer("a", "甲", |c| {
        c.contacts = vec![contact("张三", "12345"), contact("李四", phones)]
    });
    book.customers.put(std::sync::Arc::new(one));
    let world = World::new(book, TODAY).0;
    let index = TextIndex::build(&world);
    let by = |typed: &str| {
        let people = index.people(&world, typed, &[], 8);
        people.into_iter().map(|person| person.by).collect::<Vec<_>>()
    };
    for typed in ["78888", "+86 139 1717 8888", "５４３２１００", "021-65432100", "6142"] {
        assert_eq!(by(typed), [FoundBy::Phone(1)], "{typed}");
    }
    // Where one number ends and the next begins there is none.
    for typed in ["88880", "8888021", "2100137"] {
        assert_eq!(by(typed), [], "{typed}");
    }
}

#[test]
fn who_is_found_by_a_rare_reading_alone_comes_last() {
    let names = ["宁浩", "曾国藩", "中国贸易", "宁波张国强"];
    let mut book = Book::default();
    for (n, name) in names.iter().enumerate() {
        book.customers
            .put(std::sync::Arc::new(customer(&n.to_string(), name, |_| ())));
    }
    let world = World::new(book, TODAY).0;
    let mut index = TextIndex::default();
    index.follow(
        &world.book.customers,
        Some(crate::domain::pinyin::readings()),
        usize::MAX,
    );
    let found = |typed: &str| -> Vec<u32> {
        let people = index.people(&world, typed, &[], 8).into_iter();
        people.map(|person| person.slot).collect()
    };
    // 宁 is zhu nowhere but in dictionaries, 浩 is hao; 曾 is zeng for everybody.
    assert_eq!(found("zg"), [1, 2, 3, 0]);
    assert_eq!(found("nh"), [0]);
}

#[test]
fn a_phone_number_is_found_by_its_beginning_and_stands_before_those_that_end_so() {
    let mut book = Book::default();
    for (id, phone) in [
        ("a", "021-65431377"),
        ("b", "＋86 13771234567 / 0574-6543"),
        ("c", "86613771"),
    ] {
        let one = customer(id, "甲", |c| c.contacts = vec![contact("张三", phone)]);
        book.customers.put(std::sync::Arc::new(one));
    }
    let world = World::new(book, TODAY).0;
    let index = TextIndex::build(&world);
    let by = |typed: &str| -> Vec<u32> {
        let people = index.people(&world, typed, &[], 8);
        assert!(people.iter().all(|person| person.by == FoundBy::Phone(0)), "{typed}");
        people.into_iter().map(|person| person.slot).collect()
    };
    assert_eq!(by("1377"), [1, 0]);
    assert_eq!(by("１３７７１"), [1, 2]);
    assert_eq!(by("+86137"), [1]);
    assert_eq!(by("+86 137 7123"), [1]);
    assert_eq!(by("137-7123"), [1]);
    assert_eq!(by("021"), [0]);
    assert_eq!(by("0574"), [1]);
    assert_eq!(by("377"), [0]);
    assert_eq!(by("13"), Vec::<u32>::new());
    assert_eq!(by("000"), Vec::<u32>::new());
}
