//! Campaigns: who answered of whom we contacted, and what an order is worth on average.

use guanxi::domain::marketing::campaign::{CarriedDesk, Figure, average_order, people, results};
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
    let all = people(&carried);
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
