//! What a file says beyond what is taken is told, with what counts in its place.

use guanxi::domain::check::Level;
use guanxi::transfer::book_json::Issue;

use crate::transfer_bad_input::issues;

#[test]
fn what_the_rules_of_points_say_beyond_their_limits_is_told() {
    let levels = |many: usize, times: f64| {
        let all = (1..=many).map(|n| format!(r#"{{"spent":{n},"times":{times}}}"#));
        all.collect::<Vec<_>>().join(",")
    };
    let told = |rules: &str| -> Vec<(String, String, String)> {
        let all = issues(&format!(r#""settings":{{"points_rules":{{{rules}}}}}"#)).kept;
        assert!(all.iter().all(|issue| issue.level == Level::Warning), "{all:?}");
        let one = |issue: &Issue| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            (text(&issue.field), text(&issue.found), issue.message.zh.to_string())
        };
        all.iter().map(one).collect()
    };
    let line = |place: &str, found: &str, said: &str| {
        (
            format!("settings.points_rules.{place}"),
            found.to_owned(),
            said.to_owned(),
        )
    };
    // At the limits nothing is said.
    let most = format!(r#""per_yuan":10000,"months":1200,"levels":[{}]"#, levels(9, 1000.0));
    assert_eq!(told(&most), []);
    let beyond = format!(r#""per_yuan":10001,"months":2400,"levels":[{}]"#, levels(10, 2.0));
    assert_eq!(
        told(&beyond),
        [
            line("per_yuan", "10001", "积分规则的这个数最多10000，超过的按10000算"),
            line("months", "2400", "积分规则的这个数最多1200，超过的按1200算"),
            line("levels", "10", "积分规则最多9级，只算前9级"),
        ]
    );
    assert_eq!(
        told(r#""levels":[{"spent":2e12,"times":1001}]"#),
        [
            line(
                "levels[0].spent",
                "2000000000000",
                "积分规则的这个数最多1000000000000，超过的按1000000000000算"
            ),
            line("levels[0].times", "1001", "积分规则的这个数最多1000，超过的按1000算"),
        ]
    );
}

#[test]
fn segments_and_groups_of_a_book_that_do_not_count_are_told() {
    let segments: Vec<String> = (1..=31).map(|n| format!(r#"{{"id":"s{n}","name":"{n}号"}}"#)).collect();
    let groups = r#"{"id":"g1","name":"甲","when":{"all":[]}},{"id":"g1","name":"乙","when":{"all":[]}},{"id":"g2","name":"丙","when":{"fact":"x","operator":"matchesRegex","value":"."}}"#;
    let settings = format!(
        r#""settings":{{"value_segments":[{}],"customer_groups":[{groups}]}}"#,
        segments.join(",")
    );
    let told: Vec<(String, String)> = issues(&settings)
        .kept
        .iter()
        .map(|issue| (issue.field.clone().unwrap_or_default(), issue.message.zh.to_string()))
        .collect();
    let line = |place: &str, said: &str| (format!("settings.{place}"), said.to_owned());
    assert_eq!(
        told,
        [
            line("value_segments[30]", "最多算30个，这个不算；原样留着，删掉前面的就算"),
            line("customer_groups[1]", "编号和前面的一个相同，不算；原样留着"),
            line("customer_groups[2]", "读不出，先不算；原样留着，改好文件再导入"),
        ]
    );
    // What is no list at all counts as little; nothing said is nothing wrong.
    let none = r#""settings":{"value_segments":{"s1":{"name":"一号"}},"customer_groups":null}"#;
    let told: Vec<(String, String)> = issues(none)
        .kept
        .iter()
        .map(|issue| (issue.field.clone().unwrap_or_default(), issue.message.zh.to_string()))
        .collect();
    let said = "不是列表，整项不算；原样留着，在这里保存细分或客户群时会被换掉";
    assert_eq!(told, [line("value_segments", said)]);
}
