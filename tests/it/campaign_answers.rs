//! Campaigns: who answered of whom we contacted, and what an order is worth on average.

use guanxi::domain::marketing::campaign::{
    CarriedDesk, Channel, ChannelsReading, Figure, average_order, channels, frozen, people, results,
};
use guanxi::domain::report::first_deal::first_deal;
use serde_json::{Value, json};

use crate::campaigns::{AS_OF, order, talk};
use crate::care::world;

/// Who turns to us answers where we had contacted it by then: on the day itself or later, not before.
#[test]
fn an_answer_is_of_whom_we_contacted_first() {
    let customers: Vec<Value> = ["a", "b", "c", "d"].map(|id| json!({"id": id, "name": id})).into();
    let came = json!({"direction": "inbound"});
    let talks = [
        talk("a1", "a", "2026-10-02T10:00:00+08:00", json!({"responded": false})),
        talk("a2", "a", "2026-10-09", came.clone()),
        talk("b1", "b", "2026-10-02T09:00:00+08:00", came.clone()),
        talk("b2", "b", "2026-10-02T10:00:00+08:00", json!({})),
        talk("c1", "c", "2026-10-01", came.clone()),
        talk("c2", "c", "2026-10-02", json!({"responded": false})),
        talk("d1", "d", "2026-10-05", came),
    ];
    let world = world(
        &json!({"customers": customers, "interactions": talks, "campaigns": [{"id": "k", "name": "k"}]}),
        AS_OF,
    );
    let carried = CarriedDesk::of(&world).told();
    let all = people(&world, &carried);
    let said = |figure| -> Vec<&str> {
        let of = all["k"].iter().filter(|person| person.is_of(figure));
        of.filter_map(|person| world.book.customers.key_at(person.customer))
            .collect()
    };
    assert_eq!(said(Figure::Contacted), ["a", "b", "c"]);
    assert_eq!(said(Figure::Answered), ["a", "b"]);
    assert_eq!(said(Figure::Silent), ["c"]);
    assert_eq!(said(Figure::Waiting), Vec::<&str>::new());
    assert_eq!(said(Figure::Asked), ["c", "d"]);
    let told = results(&world, world.book.campaigns.get("k").unwrap(), &all["k"]);
    assert_eq!(told.response_rate(), Some(2.0 / 3.0));
}

#[test]
fn returns_that_outweigh_orders_leave_no_average() {
    let orders = [
        order("1", "a", "2026-10-01", 100, ""),
        order("2", "a", "2026-10-02", -300, ""),
    ];
    let json = json!({"customers": [{"id": "a", "name": "a"}], "orders": orders});
    assert_eq!(average_order(&world(&json, AS_OF)), None);
}

/// A campaign of October. New is who had no deal of any kind before it:
/// a: ordered first. b: its contract was signed in 2024. c: cooperates since 2023. d: signed on the 3rd, after the first contact, and ordered.
/// e: signed on the 3rd without a contact, while the campaign ran, and ordered. f: will sign in December. g: ordered before, signed later.
/// h: a contact alone, and a contract of last year. i: cooperates since the 3rd, and nothing reached it before the 5th. j: began on the day
/// of its first contact.
#[test]
fn who_had_signed_or_cooperated_before_is_neither_a_lead_nor_new() {
    let customers = json!([
        {"id": "a", "name": "a"},
        {"id": "b", "name": "b", "contract": {"signed_on": "2024-05-01"}},
        {"id": "c", "name": "c", "cooperation_since": "2023-01-01"},
        {"id": "d", "name": "d", "contract": {"signed_on": "2026-10-03"}},
        {"id": "e", "name": "e", "cooperation_since": "2026-10-03"},
        {"id": "f", "name": "f", "contract": {"signed_on": "2026-12-03"}},
        {"id": "g", "name": "g", "contract": {"signed_on": "2026-11-03"}},
        {"id": "h", "name": "h", "contract": {"signed_on": "2025-11-03"}},
        {"id": "i", "name": "i", "cooperation_since": "2026-10-03"},
        {"id": "j", "name": "j", "cooperation_since": "2026-10-05"},
    ]);
    let orders: Vec<Value> = ["a", "b", "c", "d", "e", "f", "g", "i", "j"]
        .map(|id| order(&format!("{id}1"), id, "2026-10-10", 1_000, "k"))
        .into_iter()
        .chain([order("g0", "g", "2026-09-10", 1_000, "")])
        .collect();
    let talks = [
        talk("d1", "d", "2026-10-02", json!({})),
        talk("h1", "h", "2026-10-02", json!({})),
        talk("i1", "i", "2026-10-05", json!({})),
        talk("j1", "j", "2026-10-05", json!({})),
    ];
    let campaign = json!({"id": "k", "name": "k", "cost": 1_200, "starts_on": "2026-10-01"});
    let world = world(
        &json!({"customers": customers, "orders": orders, "interactions": talks, "campaigns": [campaign]}),
        AS_OF,
    );
    let carried = CarriedDesk::of(&world).told();
    let all = people(&world, &carried);
    let said = |figure| -> Vec<&str> {
        let of = all["k"].iter().filter(|person| person.is_of(figure));
        of.filter_map(|person| world.book.customers.key_at(person.customer))
            .collect()
    };
    assert_eq!(said(Figure::Deals), ["a", "b", "c", "d", "e", "f", "g", "i", "j"]);
    assert_eq!(said(Figure::New), ["a", "d", "e", "f", "j"]);
    assert_eq!(said(Figure::Leads), ["a", "d", "e", "f", "j"]);
    let told = results(&world, world.book.campaigns.get("k").unwrap(), &all["k"]);
    assert_eq!(told.acquisition_cost(), Some(240.0));
}

/// Whoever cooperated before it was written down came then; who signed has dealt, whether it ordered or not.
#[test]
fn a_channel_takes_nobody_for_a_new_lead_who_dealt_before() {
    let customers = json!([
        {"id": "old", "name": "old", "source": "展会", "created_on": "2026-02-01", "cooperation_since": "2019-01-01"},
        {"id": "signed", "name": "signed", "source": "展会", "created_on": "2026-03-01", "contract": {"signed_on": "2026-04-01"}},
        {"id": "will", "name": "will", "source": "展会", "created_on": "2026-03-01", "contract": {"signed_on": "2026-12-24"}},
        {"id": "undated", "name": "undated", "source": "展会", "cooperation_since": "2018-01-01"},
    ]);
    let orders = [
        order("1", "old", "2026-05-01", 100, ""),
        order("2", "undated", "2026-05-01", 100, ""),
    ];
    let campaign = json!({"id": "1", "name": "1", "channel": "展会", "cost": 600, "starts_on": "2026-01-01"});
    let world = world(
        &json!({"customers": customers, "orders": orders, "campaigns": [campaign]}),
        AS_OF,
    );
    let said = |months| {
        let it = channels(&world, months).remove(0);
        let names = |slots: &[u32]| -> Vec<String> {
            let name = |slot: &u32| world.book.customers.key_at(*slot).map(str::to_owned);
            slots.iter().filter_map(name).collect()
        };
        (
            names(&it.leads).join(" "),
            names(&it.deals).join(" "),
            it.acquisition_cost(),
        )
    };
    let of = |leads: &str, deals: &str, cost| (leads.to_owned(), deals.to_owned(), cost);
    assert_eq!(said(Some(12)), of("signed will", "signed", Some(600.0)));
    assert_eq!(
        said(None),
        of("old signed will undated", "old signed undated", Some(200.0))
    );
}

#[test]
fn who_only_returned_goods_is_behind_the_amount_and_no_deal() {
    // r returned 300 of what it bought without the campaign; s ordered 800 and returned all of it; t was only contacted.
    let orders = [
        order("r0", "r", "2026-05-01", 900, ""),
        order("r1", "r", "2026-10-05", -300, "k"),
        order("s1", "s", "2026-10-06", 800, "k"),
        order("s2", "s", "2026-10-09", -800, "k"),
    ];
    let customers: Vec<Value> = ["r", "s", "t"].map(|id| json!({"id": id, "name": id})).into();
    let world = world(
        &json!({"customers": customers, "orders": orders, "interactions": [talk("t1", "t", "2026-10-01", json!({}))], "campaigns": [{"id": "k", "name": "k"}]}),
        AS_OF,
    );
    let carried = CarriedDesk::of(&world).told();
    let people = people(&world, &carried);
    let told = results(&world, world.book.campaigns.get("k").unwrap(), &people["k"]);
    assert_eq!((told.count(Figure::Deals), told.count(Figure::Paid)), (1, 2));
    let behind = people["k"].iter().filter(|person| person.is_of(Figure::Paid));
    let sum: i64 = behind.map(|person| person.amount.0).sum();
    assert_eq!((told.amount.yuan(), sum), (-300.0, told.amount.0));
}

/// Who stands on a list twice, by the hand of another program, is one.
#[test]
fn a_list_has_each_customer_once() {
    let list = json!({"at": "2026-11-28T09:00:00+08:00", "customers": ["a", "b", "a"]});
    let campaigns = json!([{"id": "k", "name": "k", "frozen": list}]);
    let world = world(
        &json!({"customers": [{"id": "a", "name": "a"}, {"id": "b", "name": "b"}], "campaigns": campaigns}),
        AS_OF,
    );
    let told = frozen(world.book.campaigns.get("k").unwrap()).unwrap();
    assert_eq!(told.customers.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "b"]);
}

/// An order of nothing, a gift, is an order wherever orders are counted; a return is none.
#[test]
fn an_order_of_nothing_is_a_deal_for_all_who_count() {
    let orders = [
        order("g1", "gift", "2026-10-05", 0, "k"),
        order("b1", "back", "2026-10-05", -100, "k"),
        order("p1", "paid", "2026-10-06", 300, "k"),
    ];
    let customers: Vec<Value> = ["gift", "back", "paid"]
        .map(|id| json!({"id": id, "name": id, "created_on": "2026-10-01", "source": "展会"}))
        .into();
    let campaign = json!({"id": "k", "name": "k", "kind": "acquisition", "cost": 600, "channel": "展会", "starts_on": "2026-10-01"});
    let world = world(
        &json!({"customers": customers, "orders": orders, "campaigns": [campaign]}),
        AS_OF,
    );
    // Of the goals: 600 over two.
    let dealt = |id: &str| first_deal(&world, world.book.customers.slot(id).unwrap()).map(|day| day.to_string());
    assert_eq!(dealt("gift").as_deref(), Some("2026-10-05"));
    assert_eq!(dealt("back"), None);
    // Of the channel.
    let all = channels(&world, Some(12));
    assert_eq!((all.len(), all[0].leads.len(), all[0].deals.len()), (1, 3, 2));
    assert_eq!(all[0].acquisition_cost(), Some(300.0));
    // Of the campaign.
    let carried = CarriedDesk::of(&world).told();
    let people = people(&world, &carried);
    let told = results(&world, world.book.campaigns.get("k").unwrap(), &people["k"]);
    assert_eq!(
        (told.count(Figure::Deals), told.count(Figure::New), told.orders),
        (2, 2, 2)
    );
    assert_eq!(told.acquisition_cost(), Some(300.0));
    // 300 less 100 over two orders.
    assert_eq!(average_order(&world), Some((100.0, 2)));
}

/// A book of several slices is read for a year and for all times at once, whatever the spelling of its channels.
#[test]
fn channels_of_a_year_and_of_all_times_are_read_together() {
    // Every third came in 2020, every fifth of this year's by the other spelling, every seventh of no known source.
    let customer = |n: usize| {
        let created = if n.is_multiple_of(3) {
            "2020-01-01"
        } else {
            "2026-10-01"
        };
        let source = match (n.is_multiple_of(7), n.is_multiple_of(5)) {
            (true, _) => " ",
            (false, true) => " expo",
            _ => "EXPO",
        };
        json!({"id": n.to_string(), "name": n.to_string(), "created_on": created, "source": source})
    };
    let customers: Vec<Value> = (0..2_100).map(customer).collect();
    let campaign = json!({"id": "k", "name": "k", "channel": "Expo", "cost": 600, "starts_on": "2020-01-01"});
    let world = world(&json!({"customers": customers, "campaigns": [campaign]}), AS_OF);
    let mut reading = ChannelsReading::begin(&world);
    let mut slices = 1;
    while reading.step(&world) {
        slices += 1;
    }
    assert!(slices > 4, "{slices}");
    let told = reading.finish(&world);
    let said = |is_year| -> Vec<(String, usize, usize)> {
        let one = |it: &Channel| {
            (
                it.name.as_deref().unwrap_or("-").to_lowercase(),
                it.leads.len(),
                it.campaigns,
            )
        };
        told.of(is_year).iter().map(one).collect()
    };
    // 300 of all are of no known source, 100 of them of 2020.
    assert_eq!(said(false), [("expo".to_owned(), 1_800, 1), ("-".to_owned(), 300, 0)]);
    assert_eq!(said(true), [("expo".to_owned(), 1_200, 0), ("-".to_owned(), 200, 0)]);
    assert_eq!(told.named(true, "").map(|it| it.leads.len()), Some(200));
    assert_eq!(told.named(false, "nowhere"), None);
}

/// What cost nothing has no cost of a customer, and so no share of an average order, however many came of it.
#[test]
fn a_campaign_of_no_cost_is_measured_by_no_line() {
    let campaign = |id: &str, cost: Value| json!({"id": id, "name": id, "cost": cost});
    let orders = ["free", "said", "paid"].map(|id| order(id, id, "2026-10-05", 1_000, id));
    let customers: Vec<Value> = ["free", "said", "paid"].map(|id| json!({"id": id, "name": id})).into();
    let campaigns = [
        campaign("free", json!(0)),
        campaign("said", json!(null)),
        campaign("paid", json!(50)),
    ];
    let world = world(
        &json!({"customers": customers, "orders": orders, "campaigns": campaigns}),
        AS_OF,
    );
    let carried = CarriedDesk::of(&world).told();
    let people = people(&world, &carried);
    let of = |id: &str| {
        let told = results(&world, world.book.campaigns.get(id).unwrap(), &people[id]);
        assert_eq!(told.count(Figure::New), 1);
        (told.spent().map(|fen| fen.yuan()), told.acquisition_cost(), told.back())
    };
    assert_eq!(of("free"), (None, None, None));
    assert_eq!(of("said"), (None, None, None));
    assert_eq!(of("paid"), (Some(50.0), Some(50.0), Some(20.0)));
}
