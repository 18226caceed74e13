use super::*;

#[test]
fn an_edit_made_from_an_earlier_state_keeps_what_changed_since() {
    let mut now = book();
    let mine = edited(&now, 1, |c| c.region = Some("宁波".into()));
    let theirs = edited(&now, 1, |c| c.owner = Some("周敏".into()));
    now.apply(&apply(&now, theirs).unwrap());
    let other = edited(&book(), 1, |c| c.owner = Some("许静".into()));
    assert_eq!(zh(apply(&now, other)), "! “客户1”没有保存：负责人在别处已改成其他内容");
    let set = apply(&now, mine).unwrap();
    assert_eq!(set.label.zh, "修改“客户1”：地区");
    now.apply(&set);
    let customer = now.customers.get("c1").unwrap();
    assert_eq!(
        (customer.region.as_deref(), customer.owner.as_deref()),
        (Some("宁波"), Some("周敏"))
    );
}

#[test]
fn an_event_edited_here_and_gone_there_is_told_and_a_doubled_number_too() {
    let mut now = book();
    let edit = put(&now, Command::PutOrder, order(1, 1, 500));
    now.apply(&apply(&now, Command::RemoveOrder(OrderId::new("o1").unwrap())).unwrap());
    assert_eq!(zh(apply(&now, edit)), "! 编号为“o1”的订单已在别处删除");
    assert_eq!(
        zh(apply(&now, Command::PutOrder(Edit::new(order(2, 2, 500))))),
        "! 订单编号“o2”已被使用"
    );
}
