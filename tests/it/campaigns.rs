//! Campaigns: figures by hand, and against a second reading of the records; lists that are frozen; commands and their way back.

use std::collections::BTreeSet;

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, CommandError, Edit};
use guanxi::domain::day::Moment;
use guanxi::domain::id::CampaignId;
use guanxi::domain::kind::Campaign;
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::campaign::{
    CarriedDesk, Figure, Frozen, LeftOut, TEMPLATES, average_order, averaged, channels, condition, freeze, frozen,
    meets, people, results, set_condition, standings, thaw,
};
use guanxi::domain::rule::Condition;
use guanxi::domain::world::World;
use hashbrown::HashSet;
use serde_json::{Value, json};

use crate::care::world;
use crate::lifetime_made::Dice;

pub const AS_OF: &str = "2026-11-28";

pub fn order(id: &str, customer: &str, date: &str, amount: i64, campaign: &str) -> Value {
    let campaign = Some(campaign).filter(|campaign| !campaign.is_empty());
    json!({"id": id, "customer": customer, "date": date, "amount": amount, "campaign": campaign})
}

pub fn talk(id: &str, customer: &str, at: &str, more: Value) -> Value {
    let mut talk =
        json!({"id": id, "customer": customer, "at": at, "kind": "wechat", "direction": "outbound", "campaign": "k"});
    let (Value::Object(talk_map), Value::Object(more)) = (&mut talk, more) else {
        return talk;
    };
    talk_map.extend(more);
    talk
}

/// Five customers and a campaign of 1,200 yuan:
/// a: contacted twice, answered once, first order carries it (3,000), a return of 500 carries it as well.
/// b: had ordered before; contacted, did not answer; orders (1,000).
/// c: came by itself to the event, no order.
/// d: contacted, unknown whether it answered; an order after the day that is looked at.
/// e: ordered on the very day of another order, its first (2,000), which carries it.
fn story() -> World {
    let orders = [
        order("a1", "a", "2026-10-05", 3_000, "k"),
        order("a2", "a", "2026-10-20", -500, " k "),
        order("b0", "b", "2026-03-01", 700, ""),
        order("b1", "b", "2026-10-08", 1_000, "k"),
        order("d1", "d", "2026-12-01", 9_000, "k"),
        order("e1", "e", "2026-10-09", 2_000, "k"),
        order("e2", "e", "2026-10-09", 400, "other"),
    ];
    let talks = [
        talk("t1", "a", "2026-10-01", json!({"responded": false})),
        talk("t2", "a", "2026-10-02", json!({"responded": true})),
        talk("t3", "b", "2026-10-02", json!({"responded": false})),
        talk(
            "t4",
            "c",
            "2026-10-03",
            json!({"direction": "inbound", "kind": "event"}),
        ),
        talk("t5", "d", "2026-10-04", json!({})),
        talk("t6", "d", "2026-10-04", json!({"campaign": null, "responded": true})),
    ];
    let customers: Vec<Value> = ["a", "b", "c", "d", "e"].map(|id| json!({"id": id, "name": id})).into();
    let campaign = json!({"id": "k", "name": "秋季", "cost": 1_200, "channel": "微信", "starts_on": "2026-10-01"});
    world(
        &json!({"customers": customers, "orders": orders, "interactions": talks, "campaigns": [campaign]}),
        AS_OF,
    )
}

#[test]
fn figures_by_hand() {
    let world = story();
    let carried = CarriedDesk::of(&world).told();
    let people = people(&world, &carried);
    let (campaign, of) = (world.book.campaigns.get("k").unwrap(), &people["k"]);
    let told = results(&world, campaign, of);
    let counts: Vec<(&str, usize)> = Figure::ALL.iter().map(|it| (it.word(), told.count(*it))).collect();
    assert_eq!(
        counts,
        [
            ("list", 0),
            ("contacted", 3), // a, b, d
            ("answered", 1),  // a
            ("no_answer", 1), // b
            ("waiting", 1),   // d
            ("asked", 1),     // c, who came without being contacted
            ("attended", 1),  // c
            ("leads", 4),     // all but b
            ("deals", 3),     // a, b, e
            ("new", 2),       // a, e
            ("paid", 3),      // a, b, e
        ]
    );
    // Of the three contacted a answered; c was not contacted.
    assert_eq!(told.response_rate(), Some(1.0 / 3.0));
    // 3,000 − 500 + 1,000 + 2,000
    assert_eq!((told.orders, told.amount.yuan()), (3, 5_500.0));
    assert_eq!(told.acquisition_cost(), Some(600.0));
    assert_eq!(told.back().map(|back| (back * 1_000.0).round()), Some(4_583.0));
    assert_eq!((told.list, told.redemption()), (None, None));
    // 3,000 − 500 + 700 + 1,000 + 2,000 + 400 over 5: the return is no order, and is taken off; what is to come is not there yet.
    assert_eq!(average_order(&world), Some((1_320.0, 5)));
    // The figure opens what it is made of: five orders, and the return.
    let slots = 0..world.book.customers.slots() as u32;
    let yuan: Vec<i64> = slots
        .flat_map(|slot| averaged(&world, slot))
        .map(|it| it.fen / 100)
        .collect();
    assert_eq!(yuan, [3_000, -500, 700, 1_000, 2_000, 400]);
    assert_eq!(people["other"].len(), 1);
}

#[test]
fn nothing_carried_and_no_cost_give_no_figure() {
    let world = world(
        &json!({"campaigns": [{"id": "k", "name": "k"}, {"id": "f", "name": "f", "cost": 0}]}),
        AS_OF,
    );
    for id in ["k", "f"] {
        let told = results(&world, world.book.campaigns.get(id).unwrap(), &[]);
        assert_eq!(
            (told.response_rate(), told.acquisition_cost(), told.back()),
            (None, None, None)
        );
    }
    assert_eq!(average_order(&world), None);
    assert!(channels(&world, None).iter().all(|it| it.acquisition_cost().is_none()));
}

fn when(text: &str) -> Option<Condition> {
    serde_json::from_str(text).ok()
}

/// Customers that can be reached in different ways, and a campaign by text message.
fn reachable() -> World {
    // "full" had eight contacts this month, which is what the rules allow; "own" as many, one of them for this campaign.
    let contact = |phone: &str, wechat: &str| json!([{"name": "x", "phone": phone, "wechat": wechat}]);
    let customers = json!([
        {"id": "in", "name": "in", "contacts": contact("13800000000", "w")},
        {"id": "no", "name": "no", "contacts": contact("1", "w"), "do_not_contact": true},
        {"id": "mail", "name": "mail", "contacts": [{"name": "x", "email": "a@b.c"}]},
        {"id": "shy", "name": "shy", "contacts": contact("1", "w"), "preferences": {"avoid": ["群发短信"]}},
        {"id": "full", "name": "full", "contacts": contact("1", "w")},
        {"id": "own", "name": "own", "contacts": contact("1", "w")},
    ]);
    let mut talks = Vec::new();
    for customer in ["full", "own"] {
        for n in 0..8 {
            let of = if customer == "own" && n == 0 { "k" } else { "x" };
            talks.push(talk(
                &format!("{customer}{n}"),
                customer,
                "2026-11-10",
                json!({"campaign": of}),
            ));
        }
    }
    let book = json!({"customers": customers, "interactions": talks, "campaigns": [{"id": "k", "name": "k", "channel": "短信"}]});
    world(&book, AS_OF)
}

#[test]
fn who_is_left_out_of_a_list_and_why() {
    let world = reachable();
    let mut campaign = (**world.book.campaigns.get("k").unwrap()).clone();
    let ids: Vec<Box<str>> = ["in", "no", "mail", "shy", "full", "own", "nobody"]
        .map(Box::from)
        .into();
    let own = HashSet::from([world.book.customers.slot("own").unwrap()]);
    let said = |campaign: &Campaign, own: &HashSet<u32>| {
        let all = standings(&world, campaign, &ids, own);
        all.into_iter()
            .map(|it| (it.id.to_string(), it.left_out))
            .collect::<Vec<_>>()
    };
    let one = |id: &str, why| (id.to_owned(), why);
    assert_eq!(
        said(&campaign, &own),
        [
            one("in", None),
            one("no", Some(LeftOut::NoContact)),
            one("mail", Some(LeftOut::NoWay)),
            one("shy", Some(LeftOut::Avoids)),
            one("full", Some(LeftOut::Cap)),
            one("own", None),
            one("nobody", Some(LeftOut::Gone)),
        ]
    );
    assert_eq!(said(&campaign, &HashSet::new())[5], one("own", Some(LeftOut::Cap)));
    // A salon is announced in any way: who can be reached at all is reached.
    campaign.channel = Some("活动".into());
    assert_eq!(said(&campaign, &own)[2..4], [one("mail", None), one("shy", None)]);
    campaign.channel = Some("电子邮件".into());
    assert_eq!(said(&campaign, &own)[0], one("in", Some(LeftOut::NoWay)));
    campaign.channel = Some("企业微信".into());
    assert_eq!(
        said(&campaign, &own)[2..4],
        [one("mail", Some(LeftOut::NoWay)), one("shy", None)]
    );
}

#[test]
fn a_list_stays_as_it_was_frozen_while_marks_come_and_go() {
    let mut world = story();
    let before = world.book.campaigns.get("k").unwrap().clone();
    let mut after = (*before).clone();
    let dealt = when(r#"{"fact": "order_count", "operator": "greaterThanInclusive", "value": 1}"#);
    set_condition(&mut after, dealt.as_ref());
    assert_eq!(condition(&after), dealt);
    let bits = meets(&world, dealt.as_ref()).unwrap();
    let customers = guanxi::state::list::slots(&bits);
    let ids: Vec<Box<str>> = customers
        .filter_map(|slot| world.book.customers.key_at(slot).map(Box::from))
        .collect();
    assert_eq!(ids.iter().map(|id| &**id).collect::<String>(), "abe");
    let list = Frozen {
        at: Moment::parse("2026-11-28T09:00:00+08:00").unwrap(),
        customers: ids,
    };
    freeze(&mut after, &list);
    let set = apply(&world.book, Command::PutCampaign(Edit::of(before.clone(), after))).unwrap();
    assert_eq!(set.label.get(Lang::Zh), "冻结活动“秋季”的名单：3位客户");
    world.apply(&set).unwrap();
    // d orders meanwhile: the condition has four by now, the list three.
    let now = world.book.campaigns.get("k").unwrap().clone();
    world.set_as_of(guanxi::domain::day::Day::parse("2026-12-02").unwrap());
    assert_eq!(meets(&world, condition(&now).as_ref()).unwrap()[0].count_ones(), 4);
    assert_eq!(frozen(&now), Some(list));
    let told = results(&world, &now, &people(&world, &CarriedDesk::of(&world).told())["k"]);
    // d's order counts for the campaign and not for the list.
    assert_eq!(
        (told.count(Figure::Deals), told.list, told.list_deals, told.redemption()),
        (4, Some(3), 3, Some(1.0))
    );
    world.apply(&set.inverse()).unwrap();
    assert_eq!(world.book.campaigns.get("k"), Some(&before));

    let mut thawed = (*now).clone();
    thaw(&mut thawed);
    assert_eq!(frozen(&thawed), None);
    // What another program wrote there and is no list is none.
    thawed
        .extra
        .set("frozen", Some(json!({"at": "never", "customers": "all"})));
    assert_eq!(frozen(&thawed), None);
}

#[test]
fn commands_and_what_is_refused() {
    let world = story();
    let known = world.book.campaigns.get("k").unwrap();
    let put = |campaign: Campaign| apply(&world.book, Command::PutCampaign(Edit::new(campaign)));
    let named = |id: &str, name: &str| Campaign {
        id: CampaignId::new(id).unwrap(),
        name: name.into(),
        ..(**known).clone()
    };
    let why = |applied: Result<_, CommandError>| applied.err().map(|error| error.label().get(Lang::Zh).to_owned());
    assert_eq!(
        put(named("n", "新")).unwrap().label.get(Lang::En),
        "Add the campaign 新"
    );
    assert_eq!(why(put(named("n", " ")).map(drop)), Some("请填写活动名称".into()));
    assert_eq!(
        why(put(named("k", "别的")).map(drop)),
        Some("活动编号“k”已被使用".into())
    );
    let remove = |id: &str| apply(&world.book, Command::RemoveCampaign(CampaignId::new(id).unwrap()));
    assert_eq!(
        why(remove("k").map(drop)),
        Some("“秋季”没有删除：有10条订单或互动记在它名下，请先改掉".into())
    );
    assert_eq!(why(remove("x").map(drop)), Some("没有编号为“x”的活动".into()));
}

#[test]
fn merging_customers_keeps_a_list_without_twins() {
    let book = |ids: Value| {
        let campaign = json!({"id": "k", "name": "k", "frozen": {"at": "2026-11-01", "customers": ids}});
        world(
            &json!({"customers": [{"id": "a", "name": "a"}, {"id": "b", "name": "b"}, {"id": "c", "name": "c"}], "campaigns": [campaign]}),
            AS_OF,
        )
    };
    for ids in [json!(["b", "c"]), json!(["a", "b", "c"])] {
        let mut world = book(ids);
        let (stays, goes) = (
            world.book.customers.get("a").unwrap().clone(),
            world.book.customers.get("b").unwrap().clone(),
        );
        let after = (*stays).clone();
        let stays = Edit::of(stays, after);
        let set = apply(&world.book, Command::MergeCustomers { stays, goes }).unwrap();
        world.apply(&set).unwrap();
        let list = frozen(world.book.campaigns.get("k").unwrap()).unwrap();
        assert_eq!(list.customers.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "c"]);
    }
}

#[test]
fn channels_by_hand() {
    let customers = json!([
        {"id": "a", "name": "a", "source": "展会", "created_on": "2026-02-01"},
        {"id": "b", "name": "b", "source": " 展会 ", "created_on": "2026-03-01"},
        {"id": "c", "name": "c", "source": "展会", "created_on": "2024-03-01"},
        {"id": "d", "name": "d"},
        {"id": "e", "name": "e", "source": "官网", "created_on": "2027-01-01"},
    ]);
    let orders = [
        order("o1", "a", "2026-04-01", 100, ""),
        order("o2", "c", "2026-04-01", 100, ""),
        order("o3", "b", "2026-05-01", -5, ""),
        order("o4", "d", "2026-05-01", 100, ""),
    ];
    let campaigns = json!([
        {"id": "1", "name": "1", "channel": "展会", "cost": 600, "starts_on": "2026-01-01"},
        {"id": "2", "name": "2", "channel": "展会", "cost": 300, "starts_on": "2023-01-01"},
        {"id": "3", "name": "3", "channel": "广告", "cost": 50},
    ]);
    let world = world(
        &json!({"customers": customers, "orders": orders, "campaigns": campaigns}),
        AS_OF,
    );
    let said = |months| -> Vec<String> {
        let all = channels(&world, months).into_iter();
        let one = |it: guanxi::domain::marketing::campaign::Channel| {
            let name = it.name.as_deref().unwrap_or("-").to_owned();
            format!(
                "{name} {} {} {} {} {:?}",
                it.cost.yuan(),
                it.campaigns,
                it.leads.len(),
                it.deals.len(),
                it.acquisition_cost()
            )
        };
        all.map(one).collect()
    };
    // In 12 months: a and b came from the fair, a ordered; d came with its first order; b sent something back, which is no deal.
    assert_eq!(said(Some(12)), ["展会 600 1 2 1 Some(600.0)", "- 0 0 1 1 None"]);
    // Of all times: c as well; the advertisement, of which no day is said, brought nobody. e is not there yet.
    assert_eq!(
        said(None),
        ["展会 900 2 3 2 Some(450.0)", "广告 50 1 0 0 None", "- 0 0 1 1 None"]
    );
}

#[test]
fn templates_are_of_facts_that_the_rules_know() {
    let world = story();
    let mut ids = BTreeSet::new();
    for template in &TEMPLATES {
        let when = template.condition().unwrap();
        assert!(meets(&world, Some(&when)).is_some(), "{}", template.id);
        assert!(ids.insert(template.id));
    }
    // Nobody but c and d never dealt; nobody was silent for 90 days.
    let count = |id: &str| {
        let template = TEMPLATES.iter().find(|it| it.id == id).unwrap();
        meets(&world, template.condition().as_ref()).unwrap()[0].count_ones()
    };
    assert_eq!((count("new_customer"), count("come_back")), (2, 0));
}

/// What makes the orders of one world those of another.
fn leading(now: &World, later: &World) -> Vec<Command> {
    let put = |order: &guanxi::domain::kind::Order| {
        Command::PutOrder(Edit {
            before: now.book.orders.get(order.id.as_str()).cloned(),
            after: Box::new(order.clone()),
        })
    };
    let is_gone = |id: &str| later.book.orders.get(id).is_none();
    let gone = now.book.orders.iter().map(|(_, order)| order.id.clone());
    let gone = gone.filter(|id| is_gone(id.as_str())).map(Command::RemoveOrder);
    later
        .book
        .orders
        .iter()
        .map(|(_, order)| put(order))
        .chain(gone)
        .collect()
}

/// Who bought something that carries the campaign.
fn buyers(orders: &[Value]) -> BTreeSet<&str> {
    let is_its = |order: &&Value| {
        order["campaign"] == "k" && order["amount"].as_i64() >= Some(0) && order["date"].as_str() <= Some(AS_OF)
    };
    orders
        .iter()
        .filter(is_its)
        .filter_map(|order| order["customer"].as_str())
        .collect()
}

/// Random books: followed change by change, what is carried is what a whole reading finds, and the counts are those of the records.
#[test]
fn followed_it_is_what_a_whole_reading_finds() {
    let mut dice = Dice::new(11);
    let mut n = |most: u32| dice.below(most) as usize;
    // What is of one day has no order of its own.
    let placed = |desk: &CarriedDesk| desk.told().iter().map(|it| format!("{it:?}")).collect::<BTreeSet<_>>();
    for _ in 0..30 {
        let customers: Vec<Value> = (0..6)
            .map(|i| json!({"id": format!("c{i}"), "name": format!("c{i}")}))
            .collect();
        let mut made = |id: usize| {
            let campaign = ["", "k", "m"][n(3)];
            let (customer, amount) = (format!("c{}", n(6)), n(5) as i64 * 100 - 100);
            order(
                &format!("o{id}"),
                &customer,
                &format!("2026-{:02}-{:02}", 1 + n(12), 1 + n(28)),
                amount,
                campaign,
            )
        };
        let first: Vec<Value> = (0..12).map(&mut made).collect();
        let then: Vec<Value> = (6..16).map(&mut made).collect();
        let mut now = world(&json!({"customers": customers, "orders": first}), AS_OF);
        let mut desk = CarriedDesk::of(&now);
        let later = world(&json!({"customers": customers, "orders": then}), AS_OF);
        let commands = leading(&now, &later);
        for command in commands {
            let at = now.trail.clone();
            let set = apply(&now.book, command).unwrap();
            now.apply(&set).unwrap();
            let touched = now.trail.since(&at).unwrap().to_vec();
            desk.update(&now, &touched);
        }
        assert_eq!(placed(&desk), placed(&CarriedDesk::of(&later)));
        assert_eq!(desk.told().len(), CarriedDesk::of(&later).told().len());
        let carried = desk.told();
        let buyers = buyers(&then);
        let found = people(&now, &carried)
            .get("k")
            .map_or(0, |all| all.iter().filter(|it| it.is_of(Figure::Deals)).count());
        assert_eq!(found, buyers.len());
    }
}
