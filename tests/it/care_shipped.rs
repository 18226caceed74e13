//! The playbooks that ship, figure by figure as the sources have them: what starts each step, its days, its rhythm, its channels and where it
//! is from. What the sources leave open (how many days inside a month a call is best) is ours and stands here as well.

use guanxi::domain::care::{Distance, Playbook, Span, SpanUnit, Step, StepFrom, playbooks};
use guanxi::domain::rule::Rulebook;
use serde_json::{Value, json};

fn shipped() -> Vec<Playbook> {
    playbooks(&Rulebook::default()).0
}

fn span(span: Span) -> String {
    let unit = match span.unit {
        SpanUnit::Days => "d",
        SpanUnit::WorkingDays => "wd",
        SpanUnit::Weeks => "w",
        SpanUnit::Months => "m",
    };
    format!("{}{unit}", span.n)
}

fn distance(distance: &Distance) -> String {
    match distance {
        Distance::Fixed(fixed) => span(*fixed),
        Distance::By {
            fact,
            values,
            otherwise,
        } => {
            let values = values.iter().map(|(value, by)| format!("{value} {}", span(*by)));
            let otherwise = otherwise.map(|by| format!("else {}", span(by)));
            format!("by {fact}: {}", values.chain(otherwise).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A step in one line: start, from when, ideal, latest, rhythm, channels, source.
fn line(playbook: &Playbook, step: &Step) -> String {
    let trigger = step.trigger.as_ref().unwrap_or(&playbook.trigger);
    let start = match step.from {
        Some(StepFrom::Previous) => "previous",
        _ => trigger.event.word(),
    };
    let earliest = step.earliest.as_ref().map(|it| format!("not before {}", distance(it)));
    let ideal = step.ideal.as_ref().map(|it| format!("best {}", distance(it)));
    let every = step.every.map(|it| format!("every {}", span(it)));
    let channels: Vec<&str> = step.channels.iter().map(|kind| kind.word()).collect();
    let parts = [
        Some(start.to_owned()),
        earliest,
        ideal,
        Some(format!("by {}", distance(&step.latest))),
        (step.repeat == Some(true)).then(|| "again".to_owned()),
        every,
        (step.desk == Some(true)).then(|| "at the desk".to_owned()),
        (!channels.is_empty()).then(|| channels.join(" ")),
        step.source.as_deref().map(|source| format!("({source})")),
        (step.retired == Some(true)).then(|| "off".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.{} {}", playbook.id, step.id, parts.join("; "))
}

/// By hand, of sections 6, 7, 10, 11 and 12 of the digest of the sources.
const STEPS: [&str; 34] = [
    // S4: first contact within 3, 7, 15 days; then every week, two weeks, month.
    "lead.first_contact created; by by intent: A 3d, B 7d, C 15d; (S4 1)",
    "lead.follow_up last_contact; by by intent: A 1w, B 2w, C 1m; again; (S4 2)",
    // S3 1: information sorted; the first care call within 3 working days of payment; the kit and a notice; a second one on working day 5 to 7.
    "new_customer.sort_information first_payment; by 2wd; at the desk; (S3 1)",
    "new_customer.first_call first_payment; best 1wd; by 3wd; call; (S3 1)",
    "new_customer.second_follow_up previous; best 5wd; by 7wd; call wechat; (S3 1)",
    "new_customer.welcome_kit first_payment; best 2wd; by 5wd; gift mail; (S3 1)",
    "new_customer.kit_arrived previous; best 2wd; by 4wd; wechat sms email call; (S3 1)",
    // S4 3: a first visit within a week of signing, then each quarter for companies, each month for persons.
    "keep.first_visit signed; by 7d; visit meeting; (S4 3)",
    "keep.regular last_contact; by by kind: enterprise 3m, person 1m, else 3m; again; (S4 3)",
    // S3 2: A a visit on site each quarter, B a call each month, C news of the industry each quarter; a light touch each month, an exchange
    // in depth each quarter.
    "old_customer.tier_a first_payment; best 1m; by 2m; every 3m; visit; (S3 2)",
    "old_customer.tier_b first_payment; best 10d; by 20d; every 1m; call; (S3 2)",
    "old_customer.tier_c first_payment; best 1m; by 2m; every 3m; email wechat sms mail; (S3 2)",
    "old_customer.value_touch first_payment; best 10d; by 25d; every 1m; email wechat sms mail; (S3 2); off",
    "old_customer.deep_exchange first_payment; best 1m; by 2m; every 3m; call visit meeting; (S3 2); off",
    // S3 3: a call soon after the solution, a small make-good, a check a week later, a last one before day 90.
    "complaint.call complaint_resolved; best 1wd; by 2wd; call visit; (S3 3)",
    "complaint.make_good complaint_resolved; best 3wd; by 5wd; gift mail; (S3 3)",
    "complaint.week complaint_resolved; not before 5d; best 7d; by 9d; call wechat visit; (S3 3)",
    "complaint.last complaint_resolved; not before 60d; best 80d; by 90d; call wechat visit; (S3 3)",
    // S3 4: the customer's own days, public holidays, days of ours.
    "key_dates.wish key_date; best 0d; by 2d; (S3 4)",
    "holidays.greet key_date; by 0d; (S3 4)",
    "milestones.tell key_date; best 0d; by 3wd; (S3 4)",
    // S3 5: find the cause, choose a measure, follow through; and the signals beside frequency and response.
    "churn.find_cause enters; best 1wd; by 3wd; call visit meeting wechat; (S3 5)",
    "churn.choose_measure previous; best 2wd; by 5wd; at the desk; (S3 5)",
    "churn.follow_through previous; not before 7d; best 14d; by 30d; (S3 5)",
    "silent.get_in_touch last_contact; best 91d; by 97d; (S3 5)",
    // S4 4: who is sub-healthy is talked to, to learn why; who is at risk is won back.
    "health_slips.learn_why enters; best 2wd; by 5wd; call visit meeting wechat; (S4 4)",
    "health_falls.find_cause enters; best 1wd; by 5wd; call visit meeting wechat; (S4 4)",
    "renewal.talk contract_ends; best 10wd; by 45d; call visit meeting; (S3 5)",
    // S1: an unpaid order is reminded of within 24 hours; who did not order for three months is offered something.
    "payment.remind order_unpaid; by 1d; call wechat sms email; (S1 2)",
    "come_back.offer enters; best 3wd; by 10wd; (S1 2)",
    // S1: high value each month and a salon each quarter; middle news every two weeks; basic a coupon each month.
    "touch.high_monthly first_payment; best 10d; by 20d; every 1m; call visit meeting; (S1 2)",
    "touch.high_salon first_payment; best 1m; by 2m; every 3m; event; (S1 2); off",
    "touch.middle_news first_payment; best 3d; by 10d; every 2w; email wechat sms; (S1 2); off",
    "touch.basic_coupon first_payment; best 5d; by 20d; every 1m; sms wechat email; (S1 2); off",
];

#[test]
fn each_step_has_the_figures_of_its_source() {
    let found: Vec<String> = shipped()
        .iter()
        .flat_map(|playbook| {
            playbook
                .steps
                .iter()
                .map(|step| line(playbook, step))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, STEPS);
}

fn leaf(fact: &str, operator: &str, value: Value) -> Value {
    json!({"fact": fact, "operator": operator, "value": value})
}

/// Whom each playbook is for, by hand of the same sections.
#[rustfmt::skip]
fn audiences() -> Vec<(&'static str, Value)> {
    let active = || leaf("stage", "equal", json!("active"));
    let is = |fact: &str, word: &str| leaf(fact, "equal", json!(word));
    let among = |fact: &str, words: &[&str]| leaf(fact, "in", json!(words));
    let of_active = |more: Value| json!({"all": [active(), more]});
    vec![
        ("lead", json!({"all": [leaf("has_dealt", "equal", json!(false)), among("intent", &["A", "B", "C"])]})),
        ("new_customer", leaf("days_since_first_deal", "lessThanInclusive", json!(30))),
        ("keep", active()),
        ("old_customer", json!({"all": [leaf("tenure_months", "greaterThan", json!(6)), active()]})),
        ("complaint", leaf("days_since_complaint_resolved", "lessThanInclusive", json!(90))),
        ("key_dates", active()),
        // High value and those who may leave first: the others of the active are greeted where somebody widens it.
        ("holidays", of_active(json!({"any": [among("value", &["strategic", "key"]), is("rfm_tier", "high"), among("risk", &["high", "medium"])]}))),
        ("milestones", active()),
        ("churn", of_active(json!({"any": [leaf("frequency_drop", "equal", json!(true)), leaf("low_response", "equal", json!(true))]}))),
        ("silent", of_active(leaf("interactions_90d", "equal", json!(0)))),
        ("health_slips", of_active(is("health", "sub_healthy"))),
        ("health_falls", of_active(is("health", "at_risk"))),
        ("renewal", of_active(leaf("contract_in_force", "equal", json!(true)))),
        ("payment", is("kind", "person")),
        ("come_back", of_active(leaf("days_since_last_order", "greaterThan", json!(90)))),
        ("touch", active()),
    ]
}

#[test]
fn each_playbook_is_for_those_its_source_names() {
    let expected = audiences();
    let found = shipped();
    assert_eq!(found.len(), expected.len());
    for (playbook, (id, said)) in found.iter().zip(expected) {
        let audience = serde_json::to_value(&playbook.audience).unwrap();
        assert_eq!((&*playbook.id, plain(&audience)), (id, plain(&said)));
    }
}

#[test]
fn the_signals_have_the_borders_of_their_source() {
    let signals = serde_json::to_value(&Rulebook::default().signals).unwrap();
    let of = |id: &str| {
        let mut all = signals.as_array().unwrap().iter();
        plain(&all.find(|signal| signal["id"] == id).unwrap()["when"])
    };
    let drop = leaf("frequency_change_60d", "lessThan", json!(-0.3));
    let low = leaf("response_rate_60d", "lessThan", json!(0.2));
    assert_eq!((of("frequency_drop"), of("low_response")), (plain(&drop), plain(&low)));
}

/// The same with all numbers written alike.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(all) => all.iter().map(plain).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        other => other.clone(),
    }
}

/// A step by its ids.
fn step(playbook: &str, step: &str) -> Step {
    let all = shipped();
    let found = all.iter().find(|it| &*it.id == playbook).unwrap();
    found.steps.iter().find(|it| &*it.id == step).unwrap().clone()
}

#[test]
fn what_is_said_handed_over_and_recorded_is_there_in_both_languages() {
    let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for playbook in shipped() {
        assert!(playbook.name_en.is_some(), "{}", playbook.id);
        for step in &playbook.steps {
            let at = format!("{}.{}", playbook.id, step.id);
            assert!(step.source.is_some() && step.name_en.is_some(), "{at}");
            for (text, en) in [
                (&step.script, &step.script_en),
                (&step.hand_over, &step.hand_over_en),
                (&step.record, &step.record_en),
            ] {
                assert_eq!(text.is_some(), en.is_some(), "{at}");
                assert!(text.as_deref().is_none_or(is_han), "{at}");
                assert!(!en.as_deref().is_some_and(is_han), "{at}");
            }
            // What is said to somebody has words; what is sent to many at once has a thing that is sent.
            let is_told = step.desk == Some(true) || step.script.is_some() || step.hand_over.is_some();
            assert!(is_told, "{at}");
        }
    }
}

#[test]
fn the_first_call_says_the_four_things_and_the_kit_goes_by_need_tag() {
    let call = step("new_customer", "first_call");
    let script = call.script.unwrap();
    // Thanks, the service promise (24 hours), the needs confirmed, what comes next.
    for part in ["感谢您选择", "24小时内答复", "核对一下现在的需求", "服务指南稍后发给您"] {
        assert!(script.contains(part), "{script}");
    }
    assert_eq!(call.hand_over.as_deref(), Some("服务指南"));
    let kit = step("new_customer", "welcome_kit").hand_over.unwrap();
    for part in ["需求标签", "行业白皮书", "使用手册", "客户经理的联系方式"] {
        assert!(kit.contains(part), "{kit}");
    }
    let second = step("new_customer", "second_follow_up");
    let said = format!("{} {}", second.script.unwrap(), second.record.unwrap());
    for part in ["用得还顺手吗", "收到了吗", "新的需", "问卷"] {
        assert!(said.contains(part), "{said}");
    }
    // S1: an own adviser who answers within two hours, offers made to measure and early access; a discount and an own service person.
    let high = step("touch", "high_monthly");
    assert!(high.script.as_deref().unwrap().contains("专属顾问") && high.script.unwrap().contains("两小时内"));
    assert_eq!(high.hand_over.as_deref(), Some("量身方案、新品优先体验"));
    assert_eq!(
        step("come_back", "offer").hand_over.as_deref(),
        Some("专属折扣、专人服务")
    );
    assert!(
        step("old_customer", "value_touch")
            .hand_over
            .unwrap()
            .contains("不发广告")
    );
}
