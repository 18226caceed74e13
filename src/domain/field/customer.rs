//! The rows of a customer: every stored field, in the order forms show them.

use super::row::{Access, said};
use super::{Choices, FieldError, FieldKind, FieldValue, Findings, Level, Reach, Tense, Unit};
use crate::domain::kind::{Contact, Contract, Customer, CustomerKind, Intent, Preferences, ProductShare};
use crate::domain::label::Label;
use crate::domain::text::{self, check, field as say};
use crate::domain::uscc;

/// Where a customer's field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetPlace {
    /// In which block.
    pub block: Block,
    /// Whether the S2 sheet shows it.
    pub on_sheet: bool,
}

/// The blocks of the classification sheet (S2), and what stands outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    /// 客户基础信息.
    Basic,
    /// 客户属性分类.
    Attributes,
    /// 关系状态跟踪.
    Status,
    /// 关键联系人.
    Contact,
    /// 互动与需求记录.
    Interaction,
    /// Not on the sheet.
    More,
}

impl Block {
    /// Every block, in the order of the sheet.
    pub const ALL: [Self; 6] = [
        Self::Basic,
        Self::Attributes,
        Self::Status,
        Self::Contact,
        Self::Interaction,
        Self::More,
    ];

    /// The block's title.
    pub fn label(self) -> Label {
        match self {
            Self::Basic => Label::fixed("客户基础信息", "Basics"),
            Self::Attributes => Label::fixed("客户属性分类", "Classification"),
            Self::Status => Label::fixed("关系状态跟踪", "Relationship status"),
            Self::Contact => Label::fixed("关键联系人", "Key contact"),
            Self::Interaction => Label::fixed("互动与需求记录", "Interactions and needs"),
            Self::More => Label::fixed("更多", "More"),
        }
    }
}

const fn on(block: Block) -> SheetPlace {
    SheetPlace { block, on_sheet: true }
}

const fn off(block: Block) -> SheetPlace {
    SheetPlace { block, on_sheet: false }
}

/// A part of the customer that is none while it says nothing: reached as its own field is.
macro_rules! part {
    ($part:ident, $ty:ident, $blank:expr, $access:expr) => {{
        const OWN: Access<$ty> = $access;
        access!(
            |c| c.$part.as_ref().map_or(FieldValue::Empty, OWN.get),
            |c, v| {
                let mut part = c.$part.clone().unwrap_or_else($blank);
                (OWN.set)(&mut part, v)?;
                // One that stays as it was is left alone, even if it says nothing.
                if c.$part.as_ref() != Some(&part) {
                    c.$part = Some(part).filter(|part| *part != $blank());
                }
                Ok(())
            },
            |c, found| if let Some(part) = &c.$part {
                found.within(
                    |found| (OWN.check)(part, found),
                    || concat!(stringify!($part), ".").to_owned(),
                );
            }
        )
    }};
}

macro_rules! contract {
    ($access:expr) => {
        part!(contract, Contract, Contract::default, $access)
    };
}

macro_rules! preferences {
    ($access:expr) => {
        part!(preferences, Preferences, Preferences::default, $access)
    };
}

/// A field of the first contact.
macro_rules! first_contact {
    ($access:expr) => {{
        const OWN: Access<Contact> = $access;
        access!(
            |c| c.contacts.first().map_or(FieldValue::Empty, OWN.get),
            |c, v| set_first_contact(c, v, OWN.set),
            |c, found| if let Some(contact) = c.contacts.first() {
                found.within(|found| (OWN.check)(contact, found), || "contacts[0].".to_owned());
            }
        )
    }};
}

/// The customer's own rows around those of its first contact.
macro_rules! around_contact {
    (
        { $($before:tt)* } { $($after:tt)* }
        $( $key:literal $of_first:literal $zh:literal $en:literal, $kind:expr, $access:expr, $on_sheet:expr; )*
    ) => {
        rows! { Customer in SheetPlace:
            $($before)*
            $( $of_first $zh $en, $kind, first_contact!($access) => SheetPlace { block: Block::Contact, on_sheet: $on_sheet }; )*
            $($after)*
        }
    };
}

use Block::{Attributes, Basic, Interaction, More, Status};
use FieldKind::{Choice, Code, Contacts, Count, Date, Flag, Id, LongText, Money, Shares, Tags, Text as Line};
use Tense::{Born, Future, Past};
use Unit::{Wan, Yuan};

contact_rows! { around_contact
    {
        "id" "客户编号" "Customer no.", Id, own_id!(FIXED_ID), required => off(Basic);
        "name" "客户名称" "Name", Line, NAME, required => on(Basic);
        "uscc" "统一社会信用代码" "Unified social credit code", Code, USCC => on(Basic);
        "kind" "客户类型" "Customer type", Choice(Choices::Kind), word!(kind, CustomerKind) => off(Basic);
        "employees" "员工人数" "Employees", Count, EMPLOYEES; unit "人" "people" => on(Basic);
        "annual_revenue" "营收" "Annual revenue", Money(Wan), money!(annual_revenue) => on(Basic);
        "products" "主要产品/服务采购占比" "Product shares", Shares, access!(get_products, set_products, check_shares) => on(Basic);
        "region" "地区" "Region", Line, text!(region) => off(Basic);
        "notes" "备注" "Remark", LongText, text!(notes) => on(Basic);

        "industry" "行业属性" "Industry", Choice(Choices::Industry), text!(industry) => on(Attributes);
        "cooperation_since" "合作起始时间" "Cooperation since", Date(Past), plain!(cooperation_since, date) => on(Attributes);
        "declared_annual_purchase" "年度采购总额" "Declared annual purchase", Money(Wan), money!(declared_annual_purchase) => on(Attributes);
        "tags" "人工标签" "Manual tags", Tags, tags!(tags) => on(Attributes);
        "need_tags" "需求标签" "Need tags", Tags, tags!(need_tags) => off(Attributes);

        "owner" "负责人" "Owner", Choice(Choices::Staff), text!(owner) => off(Status);
        "service_owner" "服务负责人" "Service owner", Choice(Choices::Staff), text!(service_owner) => off(Status);
        "intent" "意向等级" "Intent", Choice(Choices::Intent), word!(intent, Intent) => off(Status);
        "stage_override" "人工指定阶段" "Stage set by hand", Choice(Choices::Stage), text!(stage_override) => off(Status);
        "contract.signed_on" "签约日期" "Contract signed on", Date(Past), contract!(plain!(signed_on, date)) => off(Status);
        "contract.amount" "合同金额" "Contract amount", Money(Yuan), contract!(money!(amount)) => off(Status);
        "contract.ends_on" "合同到期日" "Contract ends on", Date(Future), contract!(plain!(ends_on, date)) => off(Status);
        "contract.service_terms" "服务条款" "Service terms", LongText, contract!(text!(service_terms)) => off(Status);
        "handed_over_on" "移交服务日期" "Handed over on", Date(Past), plain!(handed_over_on, date) => off(Status);
    }
    {
        "contacts" "备用联系人" "Further contacts", Contacts, access!(get_contacts, set_contacts, |c, found| found.parts("contacts", &c.contacts, 1)) => on(Block::Contact);

        "needs" "客户需求" "Needs", LongText, text!(needs) => on(Interaction);
        "pain_points" "客户痛点" "Pain points", LongText, text!(pain_points) => off(Interaction);
        "decision_process" "决策流程" "Decision process", LongText, text!(decision_process) => off(Interaction);
        "budget_min" "预算下限" "Budget from", Money(Wan), money!(budget_min) => off(Interaction);
        "budget_max" "预算上限" "Budget to", Money(Wan), money!(budget_max) => off(Interaction);

        "source" "客户来源" "Source", Line, text!(source) => off(More);
        "source_note" "来源说明" "Source remark", LongText, text!(source_note) => off(More);
        "referred_by" "推荐人" "Referred by", Line, text!(referred_by) => off(More);
        "created_on" "建档日期" "Created on", Date(Past), plain!(created_on, date) => off(More);
        "founded_on" "企业成立日" "Founded on", Date(Born), plain!(founded_on, date) => off(More);
        "birthday" "生日" "Birthday", Date(Born), plain!(birthday, date) => off(More);
        "birthday_lunar" "生日按农历" "Birthday is lunar", Flag, further_flag!(crate::domain::kind::customer::BIRTHDAY_LUNAR) => off(More);
        "preferences.channels" "偏好渠道" "Preferred channels", Tags, preferences!(tags!(channels)) => off(More);
        "preferences.avoid" "避免的方式" "What to avoid", Tags, preferences!(tags!(avoid)) => off(More);
        "preferences.note" "偏好说明" "Preference remark", LongText, preferences!(text!(note)) => off(More);
        "do_not_contact" "请勿联系" "Do not contact", Flag, plain!(do_not_contact, flag) => off(More);
    }
}

/// More employees than any company has: a phone number or a revenue slipped into the column.
const MOST_EMPLOYEES: u32 = 10_000_000;

/// Shares come rounded from sheets; their sum may pass 1 by this much.
const SHARE_TOLERANCE: f64 = 0.0005;

const FIXED_ID: FieldError = FieldError::new(say::id_is_fixed());
const NO_NAME: FieldError = FieldError::new(text::customer_name_needed());

const NAME: Access<Customer> = access!(
    |c| (&c.name).into(),
    |c, v| {
        c.name = said(v.text()?, NO_NAME)?;
        Ok(())
    },
    |c, found| found.name(&c.name, "name")
);

const USCC: Access<Customer> = plain!(uscc, text, |c, found| {
    let Some(code) = c.uscc.as_deref().filter(|code| !code.trim().is_empty()) else {
        return;
    };
    if let Some(problem) = uscc::problem(code) {
        found.add(Level::Warning, "uscc", problem.label());
    }
    found.text(Some(code), || "uscc".into());
});

const EMPLOYEES: Access<Customer> = plain!(employees, count, |c, found| {
    if c.employees.is_some_and(|n| n > MOST_EMPLOYEES) {
        found.add(Level::Warning, "employees", check::many_employees());
    }
});

fn get_products(customer: &Customer) -> FieldValue {
    match customer.products.as_slice() {
        [] => FieldValue::Empty,
        products => FieldValue::Shares(products.to_vec()),
    }
}

/// A product that stays keeps what this version does not know of it, and the digits its share was written with.
fn set_products(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    let old = std::mem::take(&mut customer.products);
    let typed = match value.shares() {
        Ok(typed) => typed.unwrap_or_default(),
        Err(error) => {
            customer.products = old;
            return Err(error);
        }
    };
    let kept = |product: ProductShare| match old.iter().find(|o| o.name == product.name) {
        Some(same) if same.value() == product.value() => same.clone(),
        Some(same) => ProductShare {
            extra: same.extra.clone(),
            ..product
        },
        None => product,
    };
    customer.products = typed.into_iter().map(kept).collect();
    Ok(())
}

fn check_shares(customer: &Customer, found: &mut Findings) {
    let mut sum = 0.0;
    for (i, product) in customer.products.iter().enumerate() {
        found.text(Some(&product.name), || format!("products[{i}].name"));
        let Some(share) = product.value() else { continue };
        // A number too large for a binary one reads as NaN, which no range contains.
        if (0.0..=1.0).contains(&share) {
            sum += share;
        } else {
            found.add(Level::Error, format!("products[{i}].share"), check::share_outside());
        }
    }
    if sum > 1.0 + SHARE_TOLERANCE {
        let percent = (sum * 1000.0).round() / 10.0;
        found.add(Level::Error, "products", text::shares_above_whole(percent));
    }
}

/// Changes the first contact, made when there is none. A sole contact that says nothing is none.
fn set_first_contact(
    customer: &mut Customer,
    value: FieldValue,
    set: fn(&mut Contact, FieldValue) -> Result<(), FieldError>,
) -> Result<(), FieldError> {
    let known = customer.contacts.first();
    let mut contact = known.cloned().unwrap_or_else(Contact::blank);
    set(&mut contact, value)?;
    if known == Some(&contact) {
        return Ok(());
    }
    match customer.contacts.first_mut() {
        Some(known) => *known = contact,
        None => customer.contacts.push(contact),
    }
    if customer.contacts.len() == 1 {
        customer.contacts.retain(|contact| *contact != Contact::blank());
    }
    Ok(())
}

fn get_contacts(customer: &Customer) -> FieldValue {
    match customer.contacts.get(1..) {
        None | Some([]) => FieldValue::Empty,
        Some(further) => FieldValue::Contacts(further.to_vec()),
    }
}

/// Further contacts stand behind the first one, which is made blank when there is none.
fn set_contacts(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    let further = value.contacts()?.unwrap_or_default();
    customer.contacts.truncate(1);
    if !further.is_empty() && customer.contacts.is_empty() {
        customer.contacts.push(Contact::blank());
    }
    customer.contacts.extend(further);
    Ok(())
}
