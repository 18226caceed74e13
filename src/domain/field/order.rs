//! The rows of an order and of its lines.

use super::{Choices, FieldError, FieldKind, FieldValue, Tense, Unit};
use crate::domain::change::Kind;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Order, OrderItem};

use FieldKind::{Choice, Date, Id, Items, Link, LongText, Number, SignedMoney};

#[rustfmt::skip]
rows! { Order:
    "id" "编号" "Id", Id, own_id!(), required;
    "customer" "客户" "Customer", Link(Kind::Customer), link!(customer, CustomerId), required;
    "date" "订单日期" "Date", Date(Tense::Past), needed!(date, date), required;
    "amount" "金额" "Amount", SignedMoney(Unit::Yuan), needed!(amount, money), required;
    "items" "产品" "Products", Items, access!(get_items, set_items, |o, found| found.parts("items", &o.items, 0));
    "due_on" "应付款日" "Due on", Date(Tense::Future), plain!(due_on, date);
    "paid_on" "付款日" "Paid on", Date(Tense::Past), plain!(paid_on, date);
    "campaign" "活动" "Campaign", Link(Kind::Campaign), text!(campaign);
    "note" "备注" "Note", LongText, text!(note);
}

#[rustfmt::skip]
rows! { OrderItem:
    "product" "产品" "Product", Choice(Choices::Product), text!(product);
    "quantity" "数量" "Quantity", Number, plain!(quantity, number, |i, found| found.finite(i.quantity.as_ref(), "quantity"));
    "amount" "金额" "Amount", SignedMoney(Unit::Yuan), plain!(amount, money);
}

fn get_items(order: &Order) -> FieldValue {
    match order.items.as_slice() {
        [] => FieldValue::Empty,
        items => FieldValue::Items(items.to_vec()),
    }
}

/// A line that stays as it was typed keeps its amount, which the input does not show.
fn set_items(order: &mut Order, value: FieldValue) -> Result<(), FieldError> {
    let typed = value.items()?.unwrap_or_default();
    let mut old: Vec<OrderItem> = std::mem::take(&mut order.items);
    let kept = |item: OrderItem| {
        let same = |o: &OrderItem| (&o.product, &o.quantity) == (&item.product, &item.quantity);
        match old.iter().position(same) {
            Some(place) if item.amount.is_none() => old.remove(place),
            _ => item,
        }
    };
    order.items = typed.into_iter().map(kept).collect();
    Ok(())
}
