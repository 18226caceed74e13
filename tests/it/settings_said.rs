//! What a change of the settings is called: in the notice, by "undo" and in the trail.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::held::Held;
use guanxi::domain::kind::Settings;
use serde_json::{Value, json};

/// The name of the step from these settings to those.
fn said(from: Value, to: Value) -> (String, String) {
    let read = |settings: Value| serde_json::from_value::<Settings>(settings).unwrap();
    let book = crate::care::book(&json!({"settings": from}));
    let before = Held::new(book.head.settings.clone());
    let set = apply(&book, Command::SetSettings(Edit::of(before, read(to)))).unwrap();
    assert!(!set.is_empty());
    (set.label.zh.to_string(), set.label.en.to_string())
}

#[test]
fn a_change_of_the_settings_is_called_by_what_of_them_changes() {
    let old = json!({"day": "2026-09-30", "made": "2026-10-02T09:00:00+08:00", "check": "a", "rules": "r"});
    let new = json!({"day": "2026-10-31", "made": "2026-11-02T09:00:00+08:00", "check": "b", "rules": "r"});
    let again = json!({"day": "2026-09-30", "made": "2026-11-03T09:00:00+08:00", "check": "c", "rules": "r"});
    let reports = |all: &[&Value]| json!({"portrait_reports": all});
    let frozen = said(json!({}), reports(&[&old]));
    assert_eq!(
        frozen,
        (
            "冻结画像报告：2026-09-30".into(),
            "Freeze the portrait report of 2026-09-30".into()
        )
    );
    assert_eq!(
        said(reports(&[&old]), reports(&[&new, &old])).0,
        "冻结画像报告：2026-10-31"
    );
    assert_eq!(said(reports(&[&old]), reports(&[&again])).0, "冻结画像报告：2026-09-30");
    for (to, name) in [
        (json!({"points_rules": {"per_yuan": 1}}), "修改积分规则"),
        (json!({"customer_groups": [{"id": "g", "name": "甲"}]}), "修改自定人群"),
        (json!({"need_vocabulary": {"b": []}}), "修改需求标签"),
        (json!({"value_segments": []}), "修改细分定义"),
        (json!({"work_hours": [], "time_zone": "+08:00"}), "修改工作时间"),
        (json!({"goals": {"response": 0.8}}), "修改目标"),
        (json!({"staff": [{"name": "李娜"}]}), "修改人员和分派"),
        (
            json!({"calendar": [{"date": "2026-10-10", "working": true}]}),
            "修改工作日历",
        ),
        // Nothing that has a name of its own, or several of them.
        (json!({"mask_contacts": false}), "修改设置"),
        (
            json!({"points_rules": {"per_yuan": 1}, "staff": [{"name": "李娜"}]}),
            "修改设置",
        ),
    ] {
        assert_eq!(said(json!({}), to).0, name);
    }
}
