//! The rows of what the book keeps by itself: its audit trail and its rule versions. They are named and shown, never edited.

use super::{FieldKind, Tense};
use crate::domain::kind::{AuditEntry, RuleVersion};

use FieldKind::{Count, Date, Id, LongText, Moment, Text as Line};

#[rustfmt::skip]
rows! { AuditEntry:
    "id" "编号" "Id", Id, own_id!(), required;
    "at" "时间" "When", Moment(Tense::Past), needed!(at, moment), required;
    "what" "做了什么" "What", LongText, needed!(what, text, |a, found| found.text(Some(&a.what), || "what".into())), required;
    "what_en" "做了什么（英文）" "What (English)", LongText, text!(what_en);
    "by" "经手人" "By", Line, text!(by);
    "records" "记录数" "Records", Count, plain!(records, count);
}

#[rustfmt::skip]
rows! { RuleVersion:
    "id" "编号" "Id", Id, own_id!(), required;
    "number" "第几版" "Version", Count, needed!(number, count), required;
    "name" "名称" "Name", Line, text!(name);
    "adopted_on" "采用日期" "Adopted on", Date(Tense::Past), plain!(adopted_on, date);
    "at" "时间" "When", Moment(Tense::Past), plain!(at, moment);
    "by" "经手人" "By", Line, text!(by);
    "note" "备注" "Remark", LongText, text!(note);
}
