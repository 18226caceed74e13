use super::*;
use crate::domain::authoring::difference::difference;
use serde_json::{Value, json};

/// The sentences of what an edit of the default rulebook changes, in both languages.
fn told(edit: impl FnOnce(&mut Rulebook)) -> [Vec<String>; 2] {
    let before = Rulebook::default();
    let mut after = before.clone();
    edit(&mut after);
    between(&before, &after)
}

fn between(before: &Rulebook, after: &Rulebook) -> [Vec<String>; 2] {
    let name = |id: &str| (id == "c1").then(|| "张记五金".to_owned());
    [Lang::Zh, Lang::En].map(|lang| {
        let telling = Telling::new(lang, before, after, &name);
        difference(before, after).iter().map(|d| telling.sentence(d)).collect()
    })
}

fn when(json: Value) -> Condition {
    serde_json::from_value(json).unwrap()
}

fn leaf(fact: &str, operator: &str, value: Value) -> Value {
    json!({"fact": fact, "operator": operator, "value": value})
}

#[test]
fn each_change_reads_as_a_sentence() {
    type Edit = Box<dyn Fn(&mut Rulebook)>;
    let table: Vec<(Edit, &str, &str)> = vec![
        (
            Box::new(|b| {
                let value = leaf("annual_purchase", "greaterThanInclusive", json!(800_000));
                b.dimensions[0].classes[0].when = Some(when(value));
            }),
            "战略客户：年采购额（近12个月） ≥ 1,000,000元 → ≥ 800,000元",
            "Strategic: Purchases in 12 months ≥ CNY 1,000,000 → ≥ CNY 800,000",
        ),
        (
            Box::new(|b| {
                let value = leaf("annual_purchase", "greaterThan", json!(1_000_000));
                b.dimensions[0].classes[0].when = Some(when(value));
            }),
            "战略客户：年采购额（近12个月） ≥ 1,000,000元 → > 1,000,000元",
            "Strategic: Purchases in 12 months ≥ CNY 1,000,000 → > CNY 1,000,000",
        ),
        (
            Box::new(|b| {
                let value = leaf("lifetime_amount", "greaterThan", json!(5));
                b.dimensions[0].classes[0].when = Some(when(value));
            }),
            "战略客户：年采购额（近12个月） ≥ 1,000,000元 → 累计采购额 > 5元",
            "Strategic: Purchases in 12 months ≥ CNY 1,000,000 → Purchases ever > CNY 5",
        ),
        (
            Box::new(|b| b.tags[3].when = when(leaf("risk", "in", json!(["high", "medium"])))),
            "标签「风险客户」：风险等级是高 → 是高或中",
            "the tag “At risk”: Risk is High → is High or Medium",
        ),
        (
            Box::new(|b| {
                let new = json!({"id": "good", "name": "优质", "when": leaf("orders_6m", "greaterThan", json!(9))});
                b.dimensions[0].classes.insert(0, serde_json::from_value(new).unwrap());
            }),
            "新增一类「优质」：近6个月订单数 > 9笔",
            "New class “优质”: Orders in 6 months > 9",
        ),
        (
            Box::new(|b| b.dimensions[0].classes.swap(0, 1)),
            "「重点客户」从第2位移到第1位",
            "“Key” moved from place 2 to 1",
        ),
        (
            Box::new(|b| drop(b.dimensions[0].classes.remove(1))),
            "删去「重点客户」",
            "Removed: “Key”",
        ),
        (
            Box::new(|b| b.dimensions[0].classes[1].name = "大客户".into()),
            "「重点客户」改名为「大客户」",
            "“Key” renamed to “大客户”",
        ),
        (
            Box::new(|b| b.scores[0].terms[0].weight = 0.4),
            "健康度，活跃度的权重：0.3 → 0.4",
            "Health, Activity: weight: 0.3 → 0.4",
        ),
        (
            Box::new(|b| b.scores[0].terms[0].invert = Some(true)),
            "健康度，活跃度的倒扣：否 → 是",
            "Health, Activity: counted down from 100: No → Yes",
        ),
        (
            Box::new(|b| b.scores[0].terms[3].missing = None),
            "健康度，合作稳定性的缺数据时得分：100 → 不评分",
            "Health, Stability: score without data: 100 → no score",
        ),
        (
            Box::new(|b| b.scores[0].bands[0].from = 85.0),
            "健康度，健康的下限：80 → 85",
            "Health, Healthy: lower bound: 80 → 85",
        ),
        (
            Box::new(|b| b.dimensions[0].otherwise = Some("ordinary".into())),
            "客户价值，其余客户归入：未评 → 普通客户",
            "Customer value, the rest goes to: Not rated → Ordinary",
        ),
        (
            Box::new(|b| b.rfm.window_months = None),
            "RFM评分，统计窗口：12个月 → 全部时间",
            "RFM scores, window: 12 months → all time",
        ),
        (
            Box::new(|b| b.tags[2].retired = Some(true)),
            "停用标签「忠诚客户」",
            "Retired: the tag “Loyal”",
        ),
        (
            Box::new(|b| b.signals[0].when = when(leaf("frequency_change_60d", "lessThan", json!(-0.5)))),
            "信号「往来骤减」：60天往来频次变化 < -30\u{a0}% → < -50\u{a0}%",
            "the signal “Sharp drop”: Change of frequency in 60 days < -30\u{a0}% → < -50\u{a0}%",
        ),
        (
            Box::new(|b| drop(b.rest.insert("playbooks".into(), json!([1])))),
            "新增设置「关怀方案」",
            "New: the setting “Playbooks”",
        ),
        (
            Box::new(|b| b.tags[0].extra.insert("colour".into(), json!(1))),
            "标签「高潜力」的其他字段有改动：colour",
            "Other fields of the tag “High potential” changed: colour",
        ),
    ];
    for (edit, zh, en) in table {
        assert_eq!(told(edit), [[zh], [en]]);
    }
}

#[test]
fn a_part_that_comes_or_goes_is_told_by_its_own_words() {
    let edit = |change: fn(&mut Vec<Condition>)| {
        told(|book| {
            // A: annual_purchase, tenure_months and interactions_90d.
            if let Some(Condition::All(parts)) = &mut book.dimensions[5].classes[0].when {
                change(parts);
            }
        })
    };
    assert_eq!(
        edit(|parts| drop(parts.remove(1))),
        [
            ["A 高价值忠诚：去掉条件：合作时长 ≥ 24个月"],
            ["A Loyal, high value: condition removed: Tenure ≥ 24 months"]
        ]
    );
    assert_eq!(
        edit(|parts| parts.push(when(leaf("low_response", "equal", json!(false))))),
        [
            ["A 高价值忠诚：加上条件：未出现信号「响应偏低」"],
            ["A Loyal, high value: condition added: the signal “Low response” is off"]
        ]
    );
    assert_eq!(
        edit(|parts| parts.swap(0, 1))[0],
        ["A 高价值忠诚：条件换了位置：合作时长 ≥ 24个月"]
    );
}

#[test]
fn what_is_gone_keeps_the_name_it_had_and_what_reads_alike_is_told_apart() {
    let mut before = Rulebook::default();
    before.dimensions[0].classes[1].name = "大客户".into();
    let mut after = Rulebook::default();
    after.dimensions[0].classes.remove(1);
    assert_eq!(between(&before, &after)[1], ["Removed: “大客户”"]);
    // Not written, and written as what that means.
    let none = told(|b| b.dimensions[0].classes[0].retired = Some(false));
    assert_eq!(none[0], ["战略客户，停用：（未写） → 否"]);
    // Two classes of one name.
    let mut before = Rulebook::default();
    before.dimensions[0].classes[1].name = "战略客户".into();
    before.tags[0].when = when(leaf("value", "equal", json!("strategic")));
    let mut after = before.clone();
    after.tags[0].when = when(leaf("value", "equal", json!("key")));
    let told = between(&before, &after)[0].concat();
    assert!(told.contains("\"strategic\"") && told.contains("\"key\""), "{told}");
}

#[test]
fn examples_are_told_by_their_customer_and_what_they_expect() {
    let with = |json: Value| {
        let mut book = Rulebook::default();
        book.examples.push(serde_json::from_value(json).unwrap());
        book
    };
    let strategic = with(json!({"id": "e", "customer": "c1", "dimension": "value", "class": "strategic"}));
    let key = with(json!({"id": "e", "customer": "c1", "dimension": "value", "class": "key", "not": true}));
    assert_eq!(
        between(&strategic, &key),
        [
            ["示例「张记五金」：客户价值应为战略客户 → 客户价值不应为重点客户"],
            ["the example “张记五金”: Customer value must be Strategic → Customer value must not be Key"]
        ]
    );
    let facts = json!({"annual_purchase": 900_000, "has_dealt": true, "tags": ["老"]});
    let made_up = with(json!({"id": "e", "facts": facts, "dimension": "value", "class": "strategic"}));
    assert_eq!(
        between(&strategic, &made_up)[0],
        ["示例「假设的数据」：张记五金 → 年采购额（近12个月） = 900,000元，且有过成交：是，且人工标签含老"]
    );
    assert_eq!(
        between(&Rulebook::default(), &strategic)[0],
        ["新增示例「张记五金」：客户价值应为战略客户"]
    );
}

#[test]
fn every_difference_has_a_heading() {
    let before = Rulebook::default();
    let mut after = Rulebook::default();
    after.dimensions[1].classes[0].strategy = None;
    after.scores[0].terms[0].weight = 1.0;
    let telling = Telling::new(Lang::Zh, &before, &after, &|_| None);
    let headings: Vec<String> = difference(&before, &after)
        .iter()
        .map(|d| telling.heading(&d.place))
        .collect();
    assert_eq!(headings, ["合作阶段", "健康度"]);
}
