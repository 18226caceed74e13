//! Leads: who is one, where each stands, its deadlines, who gets it, and what became of those of a period.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::kind::{Intent, Interaction};
use guanxi::domain::label::Lang;
use guanxi::domain::lead::{
    AssignedBy, FunnelBy, FunnelRow, Lead, LeadDesk, LeadIdle, LeadPlan, assignments, funnel, is_served, later_answer,
    open_objection,
};
use guanxi::domain::report::timeline::What;
use guanxi::domain::world::World;
use guanxi::ui::proof::line;
use serde_json::{Value, json};

use crate::care::world;

const AS_OF: &str = "2026-11-28";

fn desk(world: &World) -> (LeadDesk, LeadPlan) {
    let plan = LeadPlan::of(&world.book, &world.evaluation.plan);
    (LeadDesk::of(world, &plan), plan)
}

/// Each lead as `id column [first|then] last`.
fn told(world: &World, desk: &LeadDesk) -> Vec<String> {
    let one = |lead: &Lead| {
        let id = world.book.customers.key_at(lead.customer).unwrap();
        let next = lead.next.as_ref().map_or("-".to_owned(), |(next, task)| {
            format!("{} {}", next.word(), task.last())
        });
        format!("{id} {} {next}", lead.column.word())
    };
    desk.leads().iter().map(one).collect()
}

fn leads() -> Value {
    json!({
        "customers": [
            {"id": "a", "name": "甲", "created_on": "2026-11-26", "intent": "A"},
            {"id": "b", "name": "乙", "created_on": "2026-11-26", "intent": "B"},
            {"id": "c", "name": "丙", "created_on": "2026-11-26", "intent": "C"},
            {"id": "n", "name": "丁", "created_on": "2026-11-27"},
            {"id": "late", "name": "戊", "created_on": "2026-11-20", "intent": "A"},
            {"id": "met", "name": "己", "created_on": "2026-11-01", "intent": "B"},
            {"id": "won", "name": "庚", "created_on": "2026-10-01", "intent": "A", "contract": {"signed_on": "2026-11-10"}},
            {"id": "old", "name": "辛", "created_on": "2026-01-01", "contract": {"signed_on": "2026-08-29"}},
            {"id": "renewed", "name": "壬", "created_on": "2024-01-01", "contract": {"signed_on": "2026-11-20"}},
            {"id": "buyer", "name": "癸", "created_on": "2026-11-01"},
            {"id": "soon", "name": "子", "created_on": "2026-11-01", "intent": "A", "contract": {"signed_on": "2026-11-29"}},
        ],
        "orders": [
            {"id": "o1", "customer": "renewed", "date": "2024-02-01", "amount": 100},
            {"id": "o2", "customer": "buyer", "date": "2026-11-20", "amount": 100},
        ],
        "interactions": [
            {"id": "i1", "customer": "met", "at": "2026-11-18", "kind": "call"},
            {"id": "i2", "customer": "n", "at": "2026-11-27", "kind": "call", "next_step": "报价单", "next_due": "2026-12-04"},
        ],
        "settings": {"tasks_from": "2026-01-01"},
    })
}

#[test]
fn who_has_not_dealt_is_a_lead_with_the_deadlines_of_its_intent() {
    let world = world(&leads(), AS_OF);
    let (desk, _) = desk(&world);
    assert_eq!(
        told(&world, &desk),
        [
            "soon a first_contact 2026-11-04", // signed tomorrow: a lead today
            "late a first_contact 2026-11-23", // 3 days from 11-20
            "a a first_contact 2026-11-29",    // 3 days
            "met b follow_up 2026-12-02",      // two weeks from 11-18
            "b b first_contact 2026-12-03",    // 7 days
            "n ungraded promise 2026-12-04",   // not graded, but something was promised
            "c c first_contact 2026-12-11",    // 15 days
            "won signed -",                    // 18 days ago
        ]
    );
    let late: Vec<bool> = desk
        .leads()
        .iter()
        .map(|lead| lead.is_late(world.evaluation.as_of))
        .collect();
    assert_eq!(late, [true, true, false, false, false, false, false, false]);
    assert_eq!(desk.leads()[0].age(world.evaluation.as_of), Some(27));
    assert_eq!(desk.leads()[3].last_contact, Day::parse("2026-11-18"));
}

#[test]
fn what_is_followed_is_what_is_read_anew() {
    let mut world = world(&leads(), AS_OF);
    let (mut desk, plan) = desk(&world);
    let mut after = (**world.book.customers.get("n").unwrap()).clone();
    after.intent = Some(Intent::A);
    let edit = Edit::of(world.book.customers.get("n").unwrap().clone(), after);
    let set = apply(&world.book, Command::EditCustomer(edit)).unwrap();
    let before = world.trail.clone();
    world.apply(&set).unwrap();
    desk.update(&world, &plan, world.trail.since(&before).unwrap());
    assert_eq!(desk, self::desk(&world).0);
    let line = told(&world, &desk)
        .into_iter()
        .find(|line| line.starts_with("n "))
        .unwrap();
    assert_eq!(line, "n a promise 2026-12-04");
}

#[test]
fn a_lead_goes_to_who_has_its_region_and_industry_and_the_fewest_of_those() {
    let book = json!({
        "settings": {"staff": [
            {"name": "李娜", "regions": ["江苏", "上海"]},
            {"name": "王强", "industries": ["制造业"]},
            {"name": "赵敏", "regions": ["江苏"], "industries": ["医疗"]},
            {"name": "孙伟", "role": "服务"},
        ], "served_industries": ["制造业", "医疗"]},
        "customers": [
            {"id": "1", "name": "甲", "region": "江苏省苏州市", "industry": "医疗"},
            {"id": "2", "name": "乙", "region": "江苏", "industry": "制造业"},
            {"id": "3", "name": "丙", "region": "江苏", "industry": "教育"},
            {"id": "4", "name": "丁", "region": "广东", "industry": "制造业"},
            {"id": "5", "name": "戊", "region": "广东", "industry": "教育"},
            {"id": "6", "name": "己"},
        ],
    });
    let world = world(&book, AS_OF);
    let slots: Vec<u32> = (0..6).collect();
    let given = assignments(&world, &slots, Default::default());
    let said: Vec<(u32, &str, AssignedBy)> = given
        .iter()
        .map(|(slot, given)| (*slot, &*given.owner, given.by.clone()))
        .collect();
    let region = |name: &str| AssignedBy::Region(name.into());
    assert_eq!(
        said,
        [
            (0, "赵敏", AssignedBy::Both("江苏".into(), "医疗".into())),
            (1, "李娜", region("江苏")), // 赵敏 has one, 李娜 none
            (2, "李娜", region("江苏")), // one each: the first in the list
            (3, "王强", AssignedBy::Industry("制造业".into())),
        ]
    );
    let has = [("李娜".into(), 5)].into_iter().collect();
    assert_eq!(&*assignments(&world, &[1], has)[0].1.owner, "赵敏");
    let fits: Vec<Option<bool>> = slots
        .iter()
        .map(|slot| is_served(&world.book.head.settings, world.book.customers.at(*slot).unwrap()))
        .collect();
    assert_eq!(
        fits,
        [Some(true), Some(true), Some(false), Some(true), Some(false), None]
    );

    let command = Command::AssignLeads(
        given
            .iter()
            .map(|(slot, given)| (world.book.customers.at(*slot).unwrap().id.clone(), given.owner.clone()))
            .collect(),
    );
    let set = apply(&world.book, command).unwrap();
    assert_eq!(set.changes.len(), 4);
    assert_eq!(set.label.get(Lang::Zh), "按负责地区和行业分配4家客户");
}

#[test]
fn the_funnel_counts_the_leads_of_a_period_by_hand() {
    let book = json!({
        "customers": [
            {"id": "1", "name": "一", "created_on": "2026-06-01", "source": "展会", "intent": "A"},
            {"id": "2", "name": "二", "created_on": "2026-06-01", "source": "展会", "intent": "A"},
            {"id": "3", "name": "三", "created_on": "2026-06-01", "source": "展会"},
            {"id": "4", "name": "四", "created_on": "2026-06-01", "source": "展会", "contract": {"signed_on": "2026-07-01"}},
            {"id": "5", "name": "五", "created_on": "2026-06-01", "source": "展会"},
            {"id": "6", "name": "六", "created_on": "2026-06-01", "source": "官网", "needs": "报价"},
            {"id": "7", "name": "七", "created_on": "2026-06-01"},
            {"id": "8", "name": "八", "created_on": "2026-05-31", "source": "展会"},
            {"id": "9", "name": "九", "created_on": "2026-06-10", "source": "展会", "cooperation_since": "2020-01-01"},
            {"id": "10", "name": "十", "created_on": "2026-11-29", "source": "展会"},
        ],
        "orders": [{"id": "o", "customer": "5", "date": "2026-06-11", "amount": 1}],
        "interactions": [
            {"id": "i1", "customer": "1", "at": "2026-06-02", "kind": "call"},
            {"id": "i3", "customer": "3", "at": "2026-06-02", "kind": "call"},
            {"id": "i6", "customer": "6", "at": "2026-06-02", "kind": "call"},
        ],
    });
    let world = world(&book, AS_OF);
    let (rows, all) = funnel(&world, Day::parse("2026-06-01").unwrap(), FunnelBy::Source);
    let row = |of: Option<&str>, counts: [usize; 4], days: &[i32]| FunnelRow {
        of: of.map(Into::into),
        leads: counts[0],
        contacted: counts[1],
        intending: counts[2],
        dealt: counts[3],
        days: days.to_vec(),
    };
    assert_eq!(
        rows,
        [
            // 二 was never spoken to, so its intent counts for nothing yet; 四 and 五 dealt 30 and 10 days later.
            row(Some("展会"), [5, 4, 3, 2], &[10, 30]),
            row(Some("官网"), [1, 1, 1, 0], &[]),
            row(None, [1, 0, 0, 0], &[]),
        ]
    );
    assert_eq!(all, row(None, [7, 5, 4, 2], &[10, 30]));
    assert_eq!((rows[0].conversion(), rows[0].median_days()), (Some(0.4), Some(20.0)));
    assert_eq!((rows[1].median_days(), FunnelRow::default().conversion()), (None, None));
}

#[test]
fn an_objection_is_open_until_a_contact_says_what_was_answered() {
    let met = |id: &str, customer: &str, at: &str, more: Value| {
        let mut met = json!({"id": id, "customer": customer, "at": at, "kind": "call"});
        for (key, value) in more.as_object().unwrap() {
            met[key] = value.clone();
        }
        met
    };
    let known = ["none", "open", "answered", "later", "again", "blank", "future"];
    let customers = known.map(|id| json!({"id": id, "name": id, "created_on": "2026-11-01"}));
    let book = json!({
        "customers": customers,
        "interactions": [
            met("1", "none", "2026-11-02", json!({"content": "寒暄"})),
            met("2", "open", "2026-11-02", json!({"objection": "交期太长"})),
            met("3", "open", "2026-11-05", json!({"content": "寄了样品"})),
            met("4", "answered", "2026-11-02", json!({"objection": "太贵", "objection_answer": "可分期"})),
            // The answer came with a later contact, which doubts nothing.
            met("5", "later", "2026-11-02", json!({"objection": "太贵"})),
            met("6", "later", "2026-11-09", json!({"objection_answer": "可分期"})),
            // One that was answered, then another one.
            met("7", "again", "2026-11-02", json!({"objection": "太贵", "objection_answer": "可分期"})),
            met("8", "again", "2026-11-09", json!({"objection": "没有本地服务"})),
            met("9", "blank", "2026-11-02", json!({"objection": "  "})),
            // Of a day that is not looked at yet.
            met("10", "future", "2026-12-02", json!({"objection": "太贵"})),
        ],
    });
    let world = world(&book, AS_OF);
    let told = |id: &str| open_objection(&world, world.book.customers.slot(id).unwrap());
    let open = known.map(told);
    let open: Vec<Option<&str>> = open.iter().map(Option::as_deref).collect();
    assert_eq!(
        open,
        [None, Some("交期太长"), None, None, Some("没有本地服务"), None, None]
    );
    // The one that was answered later, and no other: what was answered at once says so itself.
    let later = |id: &str, contact: &str| {
        let slots = (world.book.customers.slot(id), world.book.interactions.slot(contact));
        later_answer(&world, slots.0.unwrap(), slots.1.unwrap())
    };
    assert_eq!(later("later", "5").as_deref(), Some("可分期"));
    assert_eq!(later("open", "2"), None);
    assert_eq!(later("again", "7"), None);
    // On the timeline each says its own part.
    let said = |contact: &str| {
        let slot = world.book.interactions.slot(contact).unwrap();
        line(&world, What::Interaction(slot), Lang::Zh).unwrap().text
    };
    assert_eq!(said("2"), "异议：交期太长（未答复）");
    assert_eq!(said("4"), "异议：太贵→答复：可分期");
    assert_eq!(said("5"), "异议：太贵（后来答复）");
    assert_eq!(said("6"), "答复异议：可分期");
}

#[test]
fn a_proposal_stands_on_the_timeline_with_its_answer() {
    let met = |id: &str, more: Value| {
        let mut met = json!({"id": id, "customer": "a", "at": "2026-11-02", "kind": "email"});
        for (key, value) in more.as_object().unwrap() {
            met[key] = value.clone();
        }
        met
    };
    let book = json!({
        "customers": [{"id": "a", "name": "甲", "created_on": "2026-11-01"}],
        "interactions": [
            met("1", json!({"content": "发送报价", "proposal": "单相机定位", "proposal_no": "FA-11"})),
            met("2", json!({"proposal": "双相机", "proposal_answer": "同意"})),
            met("3", json!({"proposal_answer": "要内部商量", "proposal": " "})),
        ],
    });
    let world = world(&book, AS_OF);
    let said = |contact: &str| {
        let slot = world.book.interactions.slot(contact).unwrap();
        line(&world, What::Interaction(slot), Lang::Zh).unwrap().text
    };
    assert_eq!(said("1"), "发送报价，方案：FA-11，单相机定位");
    assert_eq!(said("2"), "方案：双相机→答复：同意");
    assert_eq!(said("3"), "答复方案：要内部商量");
}

#[test]
fn several_leads_are_graded_and_several_tickets_given_away_in_one_step() {
    let mut book = leads();
    book["tickets"] = json!([
        {"id": "t1", "customer": "a", "kind": "complaint", "opened_at": "2026-11-20T09:00:00+08:00", "handler": "赵敏"},
        {"id": "t2", "customer": "b", "kind": "consultation", "opened_at": "2026-11-21T09:00:00+08:00"},
    ]);
    let mut world = world(&book, AS_OF);
    let ids = ["b", "n"]
        .map(|id| world.book.customers.get(id).unwrap().id.clone())
        .to_vec();
    let grade = Command::SetIntent {
        ids,
        intent: Some(Intent::A),
    };
    let set = apply(&world.book, grade).unwrap();
    assert_eq!(set.label.get(Lang::Zh), "修改2家客户：意向改为“A 高意向”");
    world.apply(&set).unwrap();
    let intent = |world: &World, id: &str| world.book.customers.get(id).unwrap().intent;
    assert_eq!(
        (intent(&world, "b"), intent(&world, "n")),
        (Some(Intent::A), Some(Intent::A))
    );
    world.apply(&set.clone().inverse()).unwrap();
    assert_eq!((intent(&world, "b"), intent(&world, "n")), (Some(Intent::B), None));

    let given = ["t1", "t2"].map(|id| {
        let before = world.book.tickets.get(id).unwrap().clone();
        let mut after = (*before).clone();
        after.handler = Some("李娜".into());
        Edit::of(before, after)
    });
    let set = apply(&world.book, Command::PutTickets(given.to_vec())).unwrap();
    assert_eq!((set.label.get(Lang::Zh), set.changes.len()), ("修改2张服务单", 2));
    let one = apply(&world.book, Command::PutTickets(given[..1].to_vec())).unwrap();
    assert_eq!(one.label.get(Lang::Zh), "修改“甲”的服务单", "one alone keeps its name");
    // One that went meanwhile: nothing of it is done.
    let gone = apply(&world.book, Command::RemoveTicket(given[1].after.id.clone())).unwrap();
    world.apply(&gone).unwrap();
    assert!(apply(&world.book, Command::PutTickets(given.to_vec())).is_err());
}

#[test]
fn what_a_contact_tells_of_preferences_is_the_customers_own_in_the_same_step() {
    let mut book = leads();
    book["customers"][0]["preferences"] = json!({"channels": ["wechat"], "note": "周五不打扰"});
    let mut world = world(&book, AS_OF);
    let whose = world.book.customers.at(0).unwrap().id.clone();
    let note = |world: &World| {
        let kept = world.book.customers.get(whose.as_str()).unwrap().preferences.clone();
        kept.map(|kept| (kept.note.unwrap_or_default().to_string(), kept.channels.len()))
    };
    let told = |said: &str| {
        let json = json!({"id": "p", "customer": whose, "at": "2026-11-27", "kind": "call", "preference": said});
        serde_json::from_value::<Interaction>(json).unwrap()
    };
    let put = |world: &World, edit| apply(&world.book, Command::PutInteraction(edit)).unwrap();

    let set = put(&world, Edit::new(told(" 喜欢电话，不要群发 ")));
    assert_eq!(set.changes.len(), 2, "the contact and the customer");
    world.apply(&set).unwrap();
    assert_eq!(note(&world), Some(("周五不打扰\n喜欢电话，不要群发".to_owned(), 1)));
    // Another word for it takes the place of the first; saying the same again, or nothing, changes nothing of the customer.
    let now = |world: &World| world.book.interactions.get("p").unwrap().clone();
    let again = put(&world, Edit::of(now(&world), told("喜欢电话")));
    world.apply(&again).unwrap();
    assert_eq!(note(&world), Some(("周五不打扰\n喜欢电话".to_owned(), 1)));
    let mut longer = told("喜欢电话");
    longer.content = Some("谈了样品".into());
    assert_eq!(put(&world, Edit::of(now(&world), longer)).changes.len(), 1);
    assert_eq!(put(&world, Edit::of(now(&world), told(""))).changes.len(), 1);
    // One undo takes both back.
    world.apply(&again.inverse()).unwrap();
    world.apply(&set.inverse()).unwrap();
    assert_eq!(note(&world), Some(("周五不打扰".to_owned(), 1)));
    assert!(world.book.interactions.get("p").is_none());
    // A task that the contact did.
    let settle = Command::SettleTasks {
        what: guanxi::domain::label::Label::fixed("回访", "Revisit"),
        outcomes: Vec::new(),
        contacts: vec![told("周五不打扰")],
    };
    let set = apply(&world.book, settle).unwrap();
    assert_eq!(set.changes.len(), 1, "it is known already");
}

#[test]
fn why_a_graded_lead_has_no_deadline_is_said_as_it_is() {
    let lead = |id: &str, created: &str| json!({"id": id, "name": id, "created_on": created, "intent": "A"});
    let mut book = json!({
        "settings": {"tasks_from": "2026-11-01"},
        "customers": [
            lead("said", "2026-11-20"), lead("left", "2026-11-20"), lead("none", "2026-11-20"), lead("early", "2026-10-01"),
            lead("asked", "2026-11-20"), lead("ahead", "2026-11-20"), {"id": "unknown", "name": "无", "intent": "B"}, {"id": "new", "name": "新"},
        ],
        "task_outcomes": [
            {"id": "lead/first_contact/said/2026-11-20", "status": "done", "at": "2026-11-22"},
            {"id": "lead/first_contact/left/2026-11-20", "status": "skipped", "at": "2026-11-22", "note": "另有安排"},
            {"id": "lead/first_contact/ahead/2026-11-20", "status": "done", "at": "2026-11-29"},
        ],
    });
    book["customers"][2]["do_not_contact"] = json!(true);
    let idle = |book: &Value| {
        let world = world(book, AS_OF);
        let (desk, _) = desk(&world);
        let one = |lead: &Lead| {
            (
                world.book.customers.key_at(lead.customer).unwrap().to_owned(),
                lead.idle.clone(),
            )
        };
        desk.leads()
            .iter()
            .map(one)
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let said = idle(&book);
    let day = Day::parse("2026-11-22");
    assert_eq!(said["said"], Some(LeadIdle::OnlySaid(day)));
    assert_eq!(said["left"], Some(LeadIdle::LeftOut(Some("另有安排".into()))));
    assert_eq!(said["none"], Some(LeadIdle::DoNotContact));
    let begins = Day::parse("2026-11-01").unwrap();
    assert_eq!(said["early"], Some(LeadIdle::Early(begins)), "due on 4 October");
    assert_eq!(said["unknown"], Some(LeadIdle::NoStart));
    assert_eq!((&said["asked"], &said["ahead"], &said["new"]), (&None, &None, &None));
    // A contact that is recorded later goes on with the plan: it is asked again after a week.
    let mut recorded = book.clone();
    recorded["interactions"] = json!([{"id": "i", "customer": "said", "at": "2026-11-25", "kind": "call"}]);
    assert_eq!(idle(&recorded)["said"], None);
    let lead = serde_json::to_value(&guanxi::domain::care::playbooks(&Default::default()).0[0]).unwrap();
    let mut with = |key: &str, value: Value| {
        let mut lead = lead.clone();
        lead[key] = value;
        book["rulebook"] = json!({"playbooks": [lead]});
        idle(&book)
    };
    assert_eq!(with("retired", json!(true))["said"], Some(LeadIdle::Off));
    // The playbook was switched on behind the day from which on reminders begin.
    let late = with("since", json!("2026-11-24"));
    let since = Day::parse("2026-11-24").unwrap();
    assert_eq!(late["early"], Some(LeadIdle::BeforeOn(since)));
    assert_eq!(late["asked"], Some(LeadIdle::BeforeOn(since)), "due on the 23rd");
    // The playbook is for others.
    let others = json!({"all": [{"fact": "has_dealt", "operator": "equal", "value": false}, {"fact": "intent", "operator": "equal", "value": "C"}]});
    assert_eq!(with("audience", others)["early"], Some(LeadIdle::NotMeant));
}
