use super::*;
use crate::domain::id::CustomerId;
use crate::domain::table::Table;

fn customer(id: &str, name: &str, code: &str, phone: &str) -> Customer {
    let mut customer = Customer::new(CustomerId::new(id).unwrap(), name);
    customer.uscc = Some(code).filter(|code| !code.is_empty()).map(Into::into);
    let contact = serde_json::json!({"name": "李四", "phone": phone});
    customer.contacts = vec![serde_json::from_value(contact).unwrap()];
    customer
}

fn table(all: Vec<Customer>) -> Table<Customer> {
    all.into_iter().collect()
}

#[test]
fn who_is_alike_in_name_code_or_phone_is_a_twin() {
    let customers = table(vec![
        customer("1", "蓝海（上海）科技", "", "138 0000 6142"),
        customer("2", "别家", "9131 0115 MA1K 35 0000", "8001"),
        customer("3", "蓝海", "", "021-5555 1234 / 13900001111"),
    ]);
    let index = Index::of(&customers);
    let of = |name: &str, code: &str, phone: &str, own: &str| -> Vec<(TwinBy, String)> {
        let known = Known::new(name, code, std::iter::once(phone));
        let all = index.twins(&customers, &known, own).into_iter();
        all.map(|twin| (twin.likeness.by[0], twin.id.to_string())).collect()
    };
    let one = |by: TwinBy, id: &str| vec![(by, id.to_owned())];
    assert_eq!(of("蓝海(上海) 科技", "", "", ""), one(TwinBy::Name, "1"));
    assert_eq!(of("蓝海科技股份有限公司", "", "", ""), one(TwinBy::Core, "1"));
    assert_eq!(of("", "", "+86 １３８００００６１４２", ""), one(TwinBy::Phone, "1"));
    assert_eq!(of("", "", "008613900001111", ""), one(TwinBy::Phone, "3"));
    assert_eq!(of("新", "91310115ma1k350000", "", ""), one(TwinBy::Code, "2"));
    let both = of("蓝海", "91310115MA1K350000", "", "");
    assert_eq!(both, [(TwinBy::Code, "2".to_owned()), (TwinBy::Name, "3".to_owned())]);
    assert_eq!(of("蓝海", "", "8001", "3"), []);
    assert_eq!(of("", "", "", ""), []);
}

#[test]
fn how_sure_it_is_follows_from_all_that_is_known() {
    use Strength::{Medium, Strong, Weak};
    use TwinBy::{Code, Core, Name, Phone};
    let (own, other, phone) = ("91310115MA1K350000", "91310115MA1K350001", "13800006142");
    let long = "上海蓝海科技有限公司";
    type Side<'a> = (&'a str, &'a str, &'a str);
    type Likeness = Option<(Strength, Vec<TwinBy>)>;
    let cases: Vec<(Side, Side, Likeness)> = vec![
        (("甲", own, ""), ("乙", own, ""), Some((Strong, vec![Code]))),
        (
            (long, own, phone),
            (long, own, phone),
            Some((Strong, vec![Code, Name, Phone])),
        ),
        ((long, "", ""), (long, "", ""), Some((Strong, vec![Name]))),
        ((long, "", ""), ("蓝海科技", "", ""), Some((Medium, vec![Core]))),
        (
            (long, "", phone),
            ("蓝海科技", "", phone),
            Some((Strong, vec![Core, Phone])),
        ),
        (
            (long, "", ""),
            ("北京蓝海科技有限公司", "", ""),
            Some((Weak, vec![Core])),
        ),
        ((long, own, ""), ("蓝海科技", other, ""), None),
        (
            ("宁波海曙单氏进出口有限公司", own, ""),
            ("宁波单氏进出口公司", "", ""),
            Some((Weak, vec![Core])),
        ),
        (
            ("宁波海曙单氏进出口有限公司", own, phone),
            ("宁波单氏进出口公司", "", phone),
            Some((Strong, vec![Core, Phone])),
        ),
        ((long, own, ""), (long, other, ""), Some((Weak, vec![Name]))),
        (
            ("甲公司", "", phone),
            ("乙公司", "", "+86 138-0000-6142"),
            Some((Medium, vec![Phone])),
        ),
        (
            ("甲公司", own, phone),
            ("乙公司", other, phone),
            Some((Weak, vec![Phone])),
        ),
        // Many people are called so.
        (("张伟", "", ""), ("张伟", "", ""), Some((Weak, vec![Name]))),
        (
            ("张伟", "", phone),
            ("张伟", "", phone),
            Some((Strong, vec![Name, Phone])),
        ),
        (("蓝海科技", "", ""), ("红海科技", "", "8001"), None),
        (
            ("蓝海科技有限公司苏州分公司", "", ""),
            ("蓝海科技有限公司", "", ""),
            None,
        ),
    ];
    for (one, two, wanted) in cases {
        let of = |(name, code, phone): Side| Known::of(&customer("1", name, code, phone));
        let found = likeness(&of(one), &of(two)).map(|found| (found.strength, found.by));
        assert_eq!(found, wanted, "{one:?} {two:?}");
        assert_eq!(
            likeness(&of(two), &of(one)).map(|found| (found.strength, found.by)),
            wanted
        );
    }
}

#[test]
fn pairs_come_in_groups_the_surest_first_without_those_that_are_not_the_same() {
    let mut all = vec![
        customer("1", "张伟", "", ""),
        customer("2", "张伟", "", ""),
        customer("3", "蓝海科技有限公司", "", ""),
        customer("4", "上海蓝海科技", "", ""),
        customer("5", "蓝海科技有限公司", "", ""),
        customer("6", "红海", "91310115MA1K350000", ""),
        customer("7", "紫海", "91310115MA1K350000", ""),
    ];
    let found = |all: &[Customer]| -> Vec<(u32, u32, usize)> {
        let customers = table(all.to_vec());
        let pairs = Pairs::of(&Index::of(&customers));
        let all = pairs.all().iter();
        all.map(|pair| (pair.one, pair.other, pair.group_size)).collect()
    };
    assert_eq!(found(&all), [(2, 4, 3), (2, 3, 3), (3, 4, 3), (5, 6, 2), (0, 1, 2)]);
    all[6].not_same_as = vec!["6".into()];
    all[2].not_same_as = vec!["5".into(), "nobody".into(), "3".into()];
    assert_eq!(found(&all), [(2, 3, 3), (3, 4, 3), (0, 1, 2)]);
    assert_eq!(said(&table(all)), [(2, 4), (5, 6)]);
}

#[test]
fn names_sound_alike_without_form_and_place() {
    let heard = |name: &str| Known::new(name, "", std::iter::empty()).sound(crate::domain::pinyin::readings());
    assert_eq!(heard("杭州蓝海达科技有限公司"), heard("兰海达科技（杭州）股份有限公司"));
    assert_ne!(heard("蓝海达科技"), heard("蓝海达贸易"));
    // Many sound like a short one.
    assert_eq!(heard("李娜"), None);
}

#[test]
fn how_names_sound_finds_more_and_adds_its_reason() {
    let customers = table(vec![
        customer("1", "蓝海科技", "", ""),
        customer("2", "兰海科技", "", "13800006142"),
        customer("3", "别家", "", "13800006142"),
        customer("4", "兰海科技股份有限公司", "", ""),
    ]);
    let mut index = Index::of(&customers);
    let typed = Known::new("蓝孩科技", "", std::iter::empty());
    assert_eq!(index.twins(&customers, &typed, ""), []);
    index.follow(&customers, Some(crate::domain::pinyin::readings()), usize::MAX);
    // Who types a name hears of those that sound like it, with the reason of the list.
    let twins = index.twins(&customers, &typed, "").into_iter();
    let twins: Vec<_> = twins.map(|twin| (twin.id.to_string(), twin.likeness.by)).collect();
    let sounds = |id: &str| (id.to_owned(), vec![TwinBy::Sound]);
    assert_eq!(twins, [sounds("1"), sounds("2"), sounds("4")]);
    let pairs = Pairs::of(&index);
    let all = pairs.all().iter();
    let mut pairs: Vec<_> = all
        .map(|pair| (pair.one, pair.other, pair.likeness.by.clone()))
        .collect();
    pairs.sort();
    // Of names that are written alike nobody need be told that they sound alike.
    let expected = [
        (0, 1, vec![TwinBy::Sound]),
        (0, 3, vec![TwinBy::Sound]),
        (1, 2, vec![TwinBy::Phone]),
        (1, 3, vec![TwinBy::Core]),
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn what_very_many_share_makes_as_many_pairs_and_not_their_square() {
    let all = (0..1000).map(|n| customer(&n.to_string(), "蓝海科技有限公司", "", ""));
    let customers = table(all.collect());
    assert_eq!(Pairs::of(&Index::of(&customers)).all().len(), 999);
}

mod merging {
    use super::*;
    use crate::domain::kind::customer::MERGED_NAMES;
    use serde_json::{Value, json};

    fn read(value: Value) -> Customer {
        serde_json::from_value(value).unwrap()
    }

    fn two() -> (Customer, Customer) {
        let stays = json!({
            "id": "1", "name": "蓝海科技", "region": "华东", "tags": ["重点"], "created_on": "2026-03-01", "notes": "先来",
            "contacts": [{"name": "李四", "phone": "13800006142"}], "do_not_contact": false, "referred_by": "2",
            "contract": {"signed_on": "2025-01-01", "amount": 5}, "overrides": [{"dimension": "value", "class": "key", "set_on": "2026-01-01"}],
            "not_same_as": ["2", "9"], "x_own": 1,
        });
        let goes = json!({
            "id": "2", "name": "上海蓝海科技有限公司", "industry": "制造业", "region": "上海", "tags": ["vip", " 重点"], "created_on": "2026-02-01",
            "notes": "后到", "contacts": [{"name": "李 四", "phone": "+86 138 0000 6142", "title": "经理"}, {"name": "王五"}], "do_not_contact": true,
            "contract": {"signed_on": "2026-01-01", "ends_on": "2027-01-01"}, "overrides": [{"dimension": "value", "class": "strategic", "set_on": "2026-01-01"}],
            "not_same_as": ["8"], "x_own": 2, "x_other": true,
        });
        (read(stays), read(goes))
    }

    #[test]
    fn what_nobody_chose_is_the_better_guess_and_lists_are_joined() {
        let (stays, goes) = two();
        let wanted = json!({
            "id": "1", "name": "上海蓝海科技有限公司", "industry": "制造业", "region": "华东", "tags": ["重点", "vip"], "created_on": "2026-02-01",
            "notes": "先来\n后到", "contacts": [{"name": "李四", "phone": "13800006142", "title": "经理"}, {"name": "王五"}], "do_not_contact": true,
            "contract": {"signed_on": "2026-01-01", "ends_on": "2027-01-01"},
            "overrides": [
                {"dimension": "value", "class": "strategic", "set_on": "2026-01-01"}, {"dimension": "value", "class": "key", "set_on": "2026-01-01"}
            ],
            "not_same_as": ["9", "8"], "merged_ids": ["2"], "x_own": 1, "x_other": true, "merged_names": ["蓝海科技"],
        });
        assert_eq!(
            serde_json::to_value(merged(&stays, &goes, &MergeChoices::new())).unwrap(),
            wanted
        );
    }

    #[test]
    fn names_of_who_was_merged_are_kept_through_later_merges_and_known_again() {
        let named = |id: &str, name: &str| Customer::new(CustomerId::new(id).unwrap(), name);
        let merge = |stays: &Customer, goes: &Customer| merged(stays, goes, &MergeChoices::new());
        let names = |one: &Customer| merged_names(one).map(str::to_owned).collect::<Vec<_>>();
        let first = merge(&named("1", "甲商店"), &named("2", "乙商店"));
        assert_eq!((&*first.name, names(&first)), ("甲商店", vec!["乙商店".to_owned()]));
        let both = merge(&named("3", "丙商店"), &first);
        assert_eq!(names(&both), ["乙商店", "甲商店"]);
        assert_eq!(names(&merge(&both, &named("4", "乙 商店"))), ["乙商店", "甲商店"]);
        // Nobody is asked which of the two lists is taken.
        let parts = questions(&both, &first);
        assert!(parts.iter().all(|one| one.part.key() != MERGED_NAMES));
        // Two of one name, written alike, leave nothing to keep.
        assert!(merge(&named("1", "甲商店"), &named("2", "甲 商店")).extra.is_empty());

        let customers = table(vec![both, named("5", "乙商店"), named("6", "丁商店")]);
        let twins = |name: &str, own: &str| -> Vec<(TwinBy, String)> {
            let known = Known::new(name, "", std::iter::empty());
            let all = Index::of(&customers).twins(&customers, &known, own).into_iter();
            all.map(|twin| (twin.likeness.by[0], twin.id.to_string())).collect()
        };
        assert_eq!(twins("甲商店", ""), [(TwinBy::Merged, "3".to_owned())]);
        assert_eq!(twins("丁商店", "6"), []);
        let pairs = Pairs::of(&Index::of(&customers));
        assert_eq!(pairs.all().len(), 1);
    }

    #[test]
    fn the_earliest_day_of_a_customer_stays_and_none_is_the_earliest() {
        let (stays, mut goes) = two();
        let day = |stays: &Customer, goes: &Customer| {
            let out = merged(stays, goes, &MergeChoices::new());
            out.created_on.map(|day| day.to_string())
        };
        assert_eq!(day(&stays, &goes).as_deref(), Some("2026-02-01"));
        assert_eq!(day(&goes, &stays).as_deref(), Some("2026-02-01"));
        goes.created_on = None;
        assert_eq!(day(&goes, &stays), None);
    }

    #[test]
    fn what_was_chosen_is_taken_part_by_part() {
        let (stays, goes) = two();
        let choices = [
            ("name", Taken::Stays),
            ("region", Taken::Goes),
            ("tags", Taken::Goes),
            ("notes", Taken::Stays),
            ("contacts", Taken::Goes),
            ("contract", Taken::Stays),
            ("do_not_contact", Taken::Stays),
            ("x_own", Taken::Goes),
            ("industry", Taken::Stays),
        ];
        let choices = choices
            .map(|(key, taken)| (key.to_owned(), taken))
            .into_iter()
            .collect();
        let out = merged(&stays, &goes, &choices);
        assert_eq!(
            (&*out.name, out.region.as_deref(), out.industry.as_deref()),
            ("蓝海科技", Some("上海"), None)
        );
        assert_eq!(
            (out.tags.len(), out.notes.as_deref(), out.do_not_contact),
            (2, Some("先来"), Some(false))
        );
        assert_eq!((&out.contacts, &out.contract), (&goes.contacts, &stays.contract));
        assert_eq!(
            out.extra
                .iter()
                .find(|(name, _)| *name == "x_own")
                .map(|(_, value)| value),
            Some(&json!(2))
        );
    }

    #[test]
    fn only_what_differs_is_asked_about() {
        let (stays, goes) = two();
        let all = questions(&stays, &goes);
        let asked: Vec<&str> = all.iter().filter(|q| q.differs).map(|q| q.part.key()).collect();
        let wanted = [
            "name",
            "region",
            "notes",
            "tags",
            "contract",
            "contacts",
            "created_on",
            "do_not_contact",
            "x_own",
        ];
        assert_eq!(asked, wanted);
        let joined: Vec<&str> = all.iter().filter(|q| q.joins).map(|q| q.part.key()).collect();
        assert_eq!(joined, ["notes", "tags", "contacts"]);
        assert!(questions(&stays, &stays).iter().all(|q| !q.differs));
    }

    #[test]
    fn a_contact_with_several_phones_is_known_by_any_of_them() {
        let (mut stays, mut goes) = two();
        let merge = |stays: &Customer, goes: &Customer| {
            let all = merged(stays, goes, &MergeChoices::new()).contacts;
            all.iter()
                .map(|contact| contact.phone.as_deref().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        stays.contacts.truncate(1);
        goes.contacts.truncate(1);
        goes.contacts[0].phone = Some("+86 138-0000-6142 / 0574-65432100".into());
        assert_eq!(merge(&stays, &goes), ["13800006142 / 0574-65432100"]);
        assert_eq!(merge(&goes, &stays), ["+86 138-0000-6142 / 0574-65432100"]);
        stays.contacts[0].phone = Some("13911112222".into());
        assert_eq!(
            merge(&stays, &goes),
            ["13911112222", "+86 138-0000-6142 / 0574-65432100"]
        );
    }

    #[test]
    fn the_name_beside_the_code_or_the_longer_one_is_the_better_guess() {
        let name = |stays: Value, goes: Value| merged(&read(stays), &read(goes), &MergeChoices::new()).name.to_string();
        let (short, long) = ("宁波单氏进出口公司", "宁波海曙单氏进出口有限公司");
        let code = "914403001922038216";
        assert_eq!(
            name(
                json!({"id": "1", "name": short}),
                json!({"id": "2", "name": long, "uscc": code})
            ),
            long
        );
        assert_eq!(
            name(
                json!({"id": "1", "name": long}),
                json!({"id": "2", "name": short, "uscc": code})
            ),
            short
        );
        assert_eq!(
            name(json!({"id": "1", "name": short}), json!({"id": "2", "name": long})),
            long
        );
        assert_eq!(
            name(json!({"id": "1", "name": long}), json!({"id": "2", "name": short})),
            long
        );
    }

    #[test]
    fn one_name_with_two_phones_stays_two_contacts() {
        let (mut stays, mut goes) = two();
        stays.contacts.truncate(1);
        goes.contacts.truncate(1);
        goes.contacts[0].phone = Some("13900000000".into());
        assert_eq!(merged(&stays, &goes, &MergeChoices::new()).contacts.len(), 2);
    }
}

#[test]
fn the_name_that_stays_gives_way_only_to_one_that_says_the_same_and_more() {
    let named = |id: &str, name: &str| Customer::new(CustomerId::new(id).unwrap(), name);
    let name_of = |stays: &str, goes: &str| {
        let merged = merged(&named("a", stays), &named("b", goes), &MergeChoices::new());
        merged.name.to_string()
    };
    for (stays, goes, taken) in [
        ("南通远帆机械有限公司", "无锡市远帆机械有限公司", "南通远帆机械有限公司"),
        ("远帆机械有限公司", "宁波远帆机械有限公司", "宁波远帆机械有限公司"),
        ("宁波远帆机械有限公司", "远帆机械有限公司", "宁波远帆机械有限公司"),
        (
            "上海蓝海科技有限公司",
            "蓝海科技（上海）股份有限公司",
            "蓝海科技（上海）股份有限公司",
        ),
        // A company's name is the registered one.
        ("远帆", "远帆机械有限公司", "远帆机械有限公司"),
    ] {
        assert_eq!(name_of(stays, goes), taken, "{stays} {goes}");
    }
}
