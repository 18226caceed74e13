//! Groups that people named: kept in the settings, listed, portrayed; reports that left, beside those made again.

use guanxi::domain::kind::Settings;
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::group::{GROUPS, Group, groups, idle, keep, meets};
use guanxi::domain::marketing::portrait::{GroupKey, PortraitReading, TraitKind};
use guanxi::domain::marketing::report::{Compared, FrozenReport, frozen_reports, keep_report, rules_sum};
use guanxi::domain::marketing::stored::Idle;
use guanxi::domain::marketing::value::ValueMap;
use guanxi::domain::rule::Condition;
use guanxi::domain::world::World;
use guanxi::state::list::{Index, matching, slots};
use guanxi::state::query::{GROUP, Query};
use guanxi::ui::portrait::{PortraitReport, groups as shown};
use serde_json::{Value, json};

use crate::care::world;
use crate::value::day;

const AS_OF: &str = "2026-11-28";

fn when(json: Value) -> Condition {
    Condition::from_json(&json, "").unwrap()
}

/// Four customers of a place, two of another; of the four one never ordered.
fn book(groups: Value) -> Value {
    let customer =
        |id: &str, region: &str, industry: &str| json!({"id": id, "name": id, "region": region, "industry": industry});
    let order = |customer: &str, amount: i64| json!({"id": format!("o-{customer}"), "customer": customer, "date": "2026-10-01", "amount": amount});
    json!({
        "customers": [
            customer("a", "江苏", "金融"), customer("b", "江苏", "金融"), customer("c", "江苏", "教育"), customer("d", "江苏", "教育"),
            customer("e", "上海", "金融"), customer("f", "上海", "医疗"),
        ],
        "orders": [order("a", 100), order("b", 300), order("c", 200), order("e", 50), order("f", 70)],
        "settings": {"customer_groups": groups}
    })
}

fn jiangsu() -> Value {
    json!({"id": "g1", "name": "江苏客户", "when": {"fact": "region", "operator": "equal", "value": "江苏"}})
}

fn ids(world: &World, found: impl IntoIterator<Item = u32>) -> Vec<&str> {
    found
        .into_iter()
        .filter_map(|slot| world.book.customers.key_at(slot))
        .collect()
}

/// The names of the groups as they are stored.
fn stored(settings: &Settings) -> Vec<String> {
    let written = serde_json::to_value(settings).unwrap();
    let all = written[GROUPS].as_array().cloned().unwrap_or_default();
    let name = |it: &Value| it["name"].as_str().unwrap_or_default().to_owned();
    all.iter().map(name).collect()
}

#[test]
fn groups_stand_in_the_settings_and_what_cannot_be_read_is_left_out() {
    let mut settings: Settings = serde_json::from_value(json!({"customer_groups": [
        {"id": "g1", "name": " 江苏 ", "when": {"fact": "region", "operator": "equal", "value": "江苏"}, "colour": "blue"},
        {"id": "g1", "name": "又一个", "when": {"all": []}},
        {"id": "g2", "name": "", "when": {"all": []}},
        {"id": "g3", "name": "没有条件"},
        {"id": "g4", "name": "不是条件", "when": {"fact": "region", "operator": "like", "value": "江"}},
    ]}))
    .unwrap();
    let read = groups(&settings);
    assert_eq!(
        read.iter().map(|group| (&*group.id, &*group.name)).collect::<Vec<_>>(),
        [("g1", "江苏")]
    );
    let mut all = read;
    all.push(Group::new(
        "g9",
        "上海",
        when(json!({"fact": "region", "operator": "equal", "value": "上海"})),
    ));
    keep(&mut settings, &all);
    assert_eq!(groups(&settings), all);
    // What a later version says of one stays.
    let written = serde_json::to_value(&settings).unwrap();
    assert_eq!(written[GROUPS][0]["colour"], "blue");
    // What does not count stays as it is stored, in its place, whatever becomes of the rest.
    assert_eq!(
        stored(&settings),
        [" 江苏 ", "又一个", "", "没有条件", "不是条件", "上海"]
    );
    assert_eq!(
        idle(&settings),
        [
            (1, Idle::Twice),
            (2, Idle::Unread),
            (3, Idle::Unread),
            (4, Idle::Unread)
        ]
    );
    all[0].name = "江苏省".into();
    keep(&mut settings, &all);
    assert_eq!(
        stored(&settings),
        ["江苏省", "又一个", "", "没有条件", "不是条件", "上海"]
    );
    assert_eq!(
        serde_json::to_value(&settings).unwrap()[GROUPS][4]["when"]["operator"],
        "like"
    );
    keep(&mut settings, &all[1..]);
    assert_eq!(stored(&settings), ["上海", "又一个", "", "没有条件", "不是条件"]);
    let mut settings = Settings::default();
    keep(&mut settings, &all);
    keep(&mut settings, &[]);
    assert!(!serde_json::to_string(&settings).unwrap().contains(GROUPS));
}

#[test]
fn a_list_is_narrowed_to_a_group_and_follows_its_condition() {
    let unread =
        json!({"id": "g2", "name": "旧维度", "when": {"fact": "no_such_dimension", "operator": "equal", "value": "x"}});
    let world = world(&book(json!([jiangsu(), unread])), AS_OF);
    let listed = |any_of: &[&str], not: bool| {
        let query = Query::default();
        let query = match not {
            false => query.with(GROUP, any_of.iter().copied()),
            true => query.without(GROUP, any_of.iter().copied()),
        };
        // As an address says it.
        let query = Query::parse(&query.print());
        ids(
            &world,
            slots(&matching(&world, &query, Index::default())).collect::<Vec<_>>(),
        )
    };
    assert_eq!(listed(&["g1"], false), ["a", "b", "c", "d"]);
    assert_eq!(listed(&["g1"], true), ["e", "f"]);
    // Nobody is in one that the rules cannot read, or that is gone.
    assert_eq!(listed(&["g2", "g7"], false), Vec::<&str>::new());
    assert!(meets(&world, Some(&groups(&world.book.head.settings)[1].when)).is_none());
}

#[test]
fn a_group_has_a_portrait_with_those_who_never_ordered() {
    let world = world(&book(json!([jiangsu()])), AS_OF);
    let map = ValueMap::of(&world);
    let key = GroupKey::Named(0);
    // Those ranked first, by the ranking (b 300, c 200, a 100, of equal days and orders), then who is not.
    assert_eq!(ids(&world, key.members(&map)), ["b", "c", "a", "d"]);
    assert_eq!((key.sum(&map).customers, key.sum(&map).amount.yuan()), (4, 600.0));
    // Shares are of all six customers, the amount of all 720 yuan.
    assert_eq!((key.whole(&map).customers, key.whole(&map).amount.yuan()), (6, 720.0));
    let reading = PortraitReading::of(&world);
    let told = reading.portraits(&map, &[key]).remove(0);
    assert_eq!((told.customers, told.amount.yuan()), (4, 600.0));
    let industries = told
        .traits
        .iter()
        .find(|table| table.kind == TraitKind::Industry)
        .unwrap();
    let words: Vec<(&str, usize)> = industries.words.iter().map(|(word, n)| (&**word, *n)).collect();
    assert_eq!((industries.known, words), (4, vec![("教育", 2), ("金融", 2)]));
    let members = key.members(&map);
    let rows = reading.having(&members, &(TraitKind::Industry, "教育".into()));
    assert_eq!(ids(&world, rows), ["c", "d"]);
    assert!(shown(&map).contains(&key));
}

/// 25 of 30 in the group are of one industry, 5 of 25 of the others, who never ordered.
#[test]
fn what_sets_a_group_apart_is_told_against_all_other_customers() {
    let customer = |n: usize, region: &str, industry: &str| json!({"id": format!("{n}"), "name": "x", "region": region, "industry": industry});
    let industry = |n: usize, most: usize| if n < most { "金融" } else { "教育" };
    let here = (0..30).map(|n| customer(n, "江苏", industry(n, 25)));
    let there = (0..25).map(|n| customer(100 + n, "上海", industry(n, 5)));
    let customers: Vec<Value> = here.chain(there).collect();
    let world = world(
        &json!({"customers": customers, "settings": {"customer_groups": [jiangsu()]}}),
        AS_OF,
    );
    let map = ValueMap::of(&world);
    let told = PortraitReading::of(&world)
        .portraits(&map, &[GroupKey::Named(0)])
        .remove(0);
    let apart = told.apart.unwrap();
    let of = |word: &str| {
        apart
            .iter()
            .find(|one| &*one.of.1 == word)
            .map(|one| (one.here, one.there))
    };
    assert_eq!(of("金融"), Some(((25, 30), (5, 25))));
    assert_eq!(of("江苏"), Some(((30, 30), (0, 25))));
}

fn report(world: &World, lang: Lang) -> String {
    let (map, reading) = (ValueMap::of(world), PortraitReading::of(world));
    let report = PortraitReport {
        world,
        map: &map,
        reading: &reading,
        lang,
    };
    report.whole()
}

/// The check that a report names.
fn check(report: &str) -> &str {
    let (_, rest) = report.split_once("<footer><p class=\"small\">").unwrap();
    let at = rest.find(|c: char| c.is_ascii_hexdigit()).unwrap();
    // "Check 0123…": the C of the English word is a digit as well.
    let at = if rest.starts_with("Check ") { "Check ".len() } else { at };
    rest.get(at..at + 16).unwrap()
}

/// Nine customers, each with a need of its own: six stand at first, three are folded away, and the ids behind each are there.
#[test]
fn a_report_holds_all_of_a_table() {
    let customer = |n: usize| json!({"id": format!("c{n}"), "name": n.to_string(), "region": "江苏", "need_tags": [format!("需求{n}")]});
    let customers: Vec<Value> = (1..=9).map(customer).collect();
    let json = json!({"customers": customers, "settings": {"customer_groups": [jiangsu()]},
        "orders": [{"id": "1", "customer": "c1", "date": "2026-10-01", "amount": 100}]});
    let told = report(&world(&json, AS_OF), Lang::Zh);
    let (_, section) = told.split_once("<h2>江苏客户").unwrap();
    for n in 1..=9 {
        let row = format!("<tr><th>需求{n}</th>");
        assert_eq!(section.matches(&row).count(), 1, "{n}");
    }
    let (before, folded) = section
        .split_once("</table><details><summary>另有3项</summary><table>")
        .unwrap();
    assert_eq!(before.matches("<tr><th>需求").count(), 6);
    let (folded, _) = folded.split_once("</table></details>").unwrap();
    assert_eq!(folded.matches("<tr><th>需求").count(), 3);
    assert_eq!(told.matches("<table>").count(), told.matches("</table>").count());
    assert_eq!(told.matches("<details>").count(), told.matches("</details>").count());
}

#[test]
fn a_report_made_again_says_whether_it_is_the_same() {
    let json = book(json!([jiangsu()]));
    let world = world(&json, AS_OF);
    let told = report(&world, Lang::Zh);
    assert!(told.contains("江苏客户") && told.contains("<p class=\"ids\">b c a d</p>"));
    // Whatever the language.
    assert_eq!(check(&told), check(&report(&world, Lang::En)));
    let frozen = FrozenReport {
        day: day(AS_OF),
        made: serde_json::from_value(json!("2026-12-02T09:00:00+08:00")).unwrap(),
        check: check(&told).into(),
        rules: rules_sum(&world).into(),
    };
    let again = |json: &Value| {
        let world = crate::care::world(json, AS_OF);
        let now = report(&world, Lang::Zh);
        frozen.compared(&world, check(&now))
    };
    assert_eq!(again(&json), Compared::Same);
    // A need that is written into the sheet of one, an order of another: records. An order of a later day is none of that day.
    let mut changed = json.clone();
    changed["customers"][3]["need_tags"] = json!(["要快"]);
    assert_eq!(again(&changed), Compared::OtherRecords);
    let mut later = json.clone();
    later["orders"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "l", "customer": "d", "date": "2026-12-01", "amount": 9}));
    assert_eq!(again(&later), Compared::Same);
    // One group more, which the report tells of: what it is made by, though no rule is another.
    let mut grouped = json.clone();
    grouped["settings"]["customer_groups"] = json!([]);
    assert_eq!(again(&grouped), Compared::OtherRules);
    // Fewer months count: other rules, and other amounts by them.
    let mut ruled = json;
    ruled["rulebook"] = json!({"scores": [{"id": "rfm", "window_months": 1}]});
    assert_eq!(again(&ruled), Compared::OtherRules);
}

#[test]
fn reports_that_left_are_remembered_one_a_day() {
    let report = |on: &str, check: &str| FrozenReport {
        day: day(on),
        made: serde_json::from_value(json!("2026-12-02T09:00:00+08:00")).unwrap(),
        check: check.into(),
        rules: "r".into(),
    };
    let mut settings = Settings::default();
    for (on, check) in [("2026-09-30", "1"), ("2026-10-31", "2"), ("2026-09-30", "3")] {
        keep_report(&mut settings, report(on, check));
    }
    let settings: Settings = serde_json::from_value(serde_json::to_value(&settings).unwrap()).unwrap();
    let all = frozen_reports(&settings);
    assert_eq!(all, [report("2026-10-31", "2"), report("2026-09-30", "3")]);
}
