//! The sentences of the domain in both languages, one table a subject: names of changes, refusals, what is wrong with a record, an
//! input or a rulebook. What a row of a registry is called (a field, a metric, a kind) stands in that row.

pub mod calendar;
pub mod care;
pub mod change;
pub mod check;
pub mod field;
pub mod json_error;
pub mod rule;
pub mod twin;

use crate::domain::label::sentences;

sentences! {
    solved_sometime = "已解决（时间未知）" / "solved, nobody knows when";
    reason_needed = "请填写理由" / "a reason is needed";
    customer_name_needed = "请填写客户名称" / "a customer needs a name";
    ends_before_it_begins = "截止日早于起始日" / "it ends before it begins";
    too_large = "数字太大" / "the number is too large";
    no_orders_before = "前期没有订单" / "no orders before";
    no_contact_before = "前期没有往来" / "no dealings before";
    cancelled_before = "前期订单与退货相抵" / "orders before were all returned";
    returned_before = "前期退货多于订单" / "more returned than ordered before";
    missing(field) = "缺少必填的“{field}”" / "the required \"{field}\" is missing";
    must_be_object = "应为对象（{…}）" / "must be an object {…}";
    must_be_list = "应为列表（[…]）" / "must be a list […]";
    shares_above_whole(percent) = "占比合计{percent} %，超过了100 %" / "the shares add up to {percent} %, more than 100 %";
    too_deep(most) = "嵌套超过{most}层" / "nested more than {most} levels deep";
}
