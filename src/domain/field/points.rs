//! The rows of an entry of points.

use super::{FieldKind, Tense};
use crate::domain::change::Kind;
use crate::domain::id::CustomerId;
use crate::domain::kind::PointsEntry;

use FieldKind::{Date, Id, Link, Number, Text as Line};

#[rustfmt::skip]
rows! { PointsEntry:
    "id" "编号" "Id", Id, own_id!(), required;
    "customer" "客户" "Customer", Link(Kind::Customer), link!(customer, CustomerId), required;
    "date" "日期" "Date", Date(Tense::Past), needed!(date, date), required;
    "delta" "积分" "Points", Number, needed!(delta, number, |p, found| found.points(&p.delta, "delta")), required;
    "reason" "原因" "Reason", Line, text!(reason);
}
