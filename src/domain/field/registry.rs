//! The rows: every stored field of a customer, in the order forms show them.

use super::{Block, Choices, Field, FieldError, FieldKind, FieldValue, Reach, Unit};
use crate::domain::kind::{Contact, Contract, Customer, CustomerKind, Intent, Preferences, ProductShare};
use crate::domain::label::Label;
use crate::domain::record::{Extra, Text};
use crate::domain::text::{self, field as say};

/// Columns: key, Chinese, English, kind, block, whether the sheet shows it; then how to read and write it.
macro_rules! rows {
    ($( $key:literal $zh:literal $en:literal, $kind:expr, $block:ident $(, $sheet:ident)?; $get:expr, $set:expr; )*) => {
        /// Every stored field of a customer.
        pub static FIELDS: &[Field] = &[$(Field {
            key: $key,
            label: Label::fixed($zh, $en),
            kind: $kind,
            block: Block::$block,
            on_sheet: rows!(@sheet $($sheet)?),
            get: $get,
            set: $set,
        }),*];
    };
    (@sheet sheet) => { true };
    (@sheet) => { false };
}

/// Reads a field of the customer itself.
macro_rules! get {
    ($field:ident) => {
        |c| (&c.$field).into()
    };
}

/// Writes a field of the customer itself, taken as this kind of value.
macro_rules! set {
    ($field:ident, $take:ident) => {
        |c, v| {
            c.$field = v.$take()?;
            Ok(())
        }
    };
}

/// Reads a field of the contract.
macro_rules! get_contract {
    ($field:ident) => {
        |c| c.contract.as_ref().map_or(FieldValue::Empty, |t| (&t.$field).into())
    };
}

/// Writes a field of the contract; a contract that says nothing is none.
macro_rules! set_contract {
    ($field:ident, $take:ident) => {
        |c, v| {
            let value = v.$take()?;
            let contract = c.contract.get_or_insert_with(blank_contract);
            contract.$field = value;
            c.contract.take_if(|contract| *contract == blank_contract());
            Ok(())
        }
    };
}

/// Reads a field of the first contact.
macro_rules! get_contact {
    ($field:ident) => {
        |c| c.contacts.first().map_or(FieldValue::Empty, |p| (&p.$field).into())
    };
}

/// Writes a field of the first contact.
macro_rules! set_contact {
    ($field:ident, $take:ident) => {
        |c, v| {
            let value = v.$take()?;
            first_contact(c, |p| p.$field = value);
            Ok(())
        }
    };
}

/// Reads a list or text of the preferences.
macro_rules! get_preference {
    ($field:ident) => {
        |c| c.preferences.as_ref().map_or(FieldValue::Empty, |p| (&p.$field).into())
    };
}

/// Writes a field of the preferences; preferences that say nothing are none.
macro_rules! set_preference {
    ($field:ident, $take:ident) => {
        |c, v| {
            let value = v.$take()?;
            c.preferences.get_or_insert_with(blank_preferences).$field = value.unwrap_or_default();
            c.preferences.take_if(|p| *p == blank_preferences());
            Ok(())
        }
    };
}

use FieldKind::{Choice, Code, Contacts, Count, Date, Flag, Grade, Id, LongText, Money, Shares, Tags};
use FieldKind::{Reach as By, Text as Line};
use Unit::{Wan, Yuan};

#[rustfmt::skip]
rows! {
    "id" "客户编号" "Customer no.", Id, Basic; |c| FieldValue::Text(c.id.as_str().into()), |_, _| Err(FIXED_ID);
    "name" "客户名称" "Name", Line, Basic, sheet; get!(name), set_name;
    "uscc" "统一社会信用代码" "Unified social credit code", Code, Basic, sheet; get!(uscc), set!(uscc, text);
    "kind" "客户类型" "Customer type", Choice(Choices::Kind), Basic; |c| word(c.kind.map(CustomerKind::word)), set_kind;
    "employees" "员工人数" "Employees", Count, Basic, sheet; get!(employees), set!(employees, count);
    "annual_revenue" "营收" "Annual revenue", Money(Wan), Basic, sheet; get!(annual_revenue), set!(annual_revenue, money);
    "products" "主要产品/服务采购占比" "Product shares", Shares, Basic, sheet; get_products, set_products;
    "region" "地区" "Region", Line, Basic; get!(region), set!(region, text);
    "notes" "备注" "Remark", LongText, Basic, sheet; get!(notes), set!(notes, text);

    "industry" "行业属性" "Industry", Choice(Choices::Industry), Attributes, sheet; get!(industry), set!(industry, text);
    "cooperation_since" "合作起始时间" "Cooperation since", Date, Attributes, sheet; get!(cooperation_since), set!(cooperation_since, date);
    "declared_annual_purchase" "年度采购总额" "Declared annual purchase", Money(Wan), Attributes, sheet; get!(declared_annual_purchase), set!(declared_annual_purchase, money);
    "tags" "人工标签" "Manual tags", Tags, Attributes, sheet; get!(tags), |c, v| list(&mut c.tags, v);
    "need_tags" "需求标签" "Need tags", Tags, Attributes; get!(need_tags), |c, v| list(&mut c.need_tags, v);

    "owner" "负责人" "Owner", Choice(Choices::Staff), Status; get!(owner), set!(owner, text);
    "service_owner" "服务负责人" "Service owner", Choice(Choices::Staff), Status; get!(service_owner), set!(service_owner, text);
    "intent" "意向等级" "Intent", Choice(Choices::Intent), Status; |c| word(c.intent.map(Intent::word)), set_intent;
    "stage_override" "人工指定阶段" "Stage set by hand", Choice(Choices::Stage), Status; get!(stage_override), set!(stage_override, text);
    "contract.signed_on" "签约日期" "Contract signed on", Date, Status; get_contract!(signed_on), set_contract!(signed_on, date);
    "contract.amount" "合同金额" "Contract amount", Money(Yuan), Status; get_contract!(amount), set_contract!(amount, money);
    "contract.ends_on" "合同到期日" "Contract ends on", Date, Status; get_contract!(ends_on), set_contract!(ends_on, date);
    "contract.service_terms" "服务条款" "Service terms", LongText, Status; get_contract!(service_terms), set_contract!(service_terms, text);
    "handed_over_on" "移交服务日期" "Handed over on", Date, Status; get!(handed_over_on), set!(handed_over_on, date);

    "contact.name" "姓名" "Contact name", Line, Contact, sheet; get_contact!(name), set_contact!(name, text);
    "contact.title" "职位" "Contact title", Line, Contact, sheet; get_contact!(title), set_contact!(title, text);
    "contact.phone" "联系方式" "Phone", By(Reach::Phone), Contact, sheet; get_contact!(phone), set_contact!(phone, text);
    "contact.email" "邮箱" "E-mail", By(Reach::Email), Contact; get_contact!(email), set_contact!(email, text);
    "contact.wechat" "微信" "WeChat", By(Reach::Wechat), Contact; get_contact!(wechat), set_contact!(wechat, text);
    "contact.familiarity" "关键联系人熟悉度" "Familiarity", Grade, Contact, sheet; get_contact!(familiarity), set_familiarity;
    "contact.decision_maker" "是否决策人" "Decision maker", Flag, Contact; get_contact!(decision_maker), set_contact!(decision_maker, flag);
    "contact.preferred_channel" "联系人偏好渠道" "Contact's channel", Choice(Choices::Channel), Contact; get_contact!(preferred_channel), set_contact!(preferred_channel, text);
    "contact.birthday" "联系人生日" "Contact's birthday", Date, Contact; get_contact!(birthday), set_contact!(birthday, date);
    "contact.note" "联系人备注" "Contact remark", LongText, Contact; get_contact!(note), set_contact!(note, text);
    "contacts" "备用联系人" "Further contacts", Contacts, Contact, sheet; get_contacts, set_contacts;

    "needs" "客户需求" "Needs", LongText, Interaction, sheet; get!(needs), set!(needs, text);
    "pain_points" "客户痛点" "Pain points", LongText, Interaction; get!(pain_points), set!(pain_points, text);
    "decision_process" "决策流程" "Decision process", LongText, Interaction; get!(decision_process), set!(decision_process, text);
    "budget_min" "预算下限" "Budget from", Money(Wan), Interaction; get!(budget_min), set!(budget_min, money);
    "budget_max" "预算上限" "Budget to", Money(Wan), Interaction; get!(budget_max), set!(budget_max, money);

    "source" "客户来源" "Source", Line, More; get!(source), set!(source, text);
    "source_note" "来源说明" "Source remark", LongText, More; get!(source_note), set!(source_note, text);
    "referred_by" "推荐人" "Referred by", Line, More; get!(referred_by), set!(referred_by, text);
    "created_on" "建档日期" "Created on", Date, More; get!(created_on), set!(created_on, date);
    "founded_on" "企业成立日" "Founded on", Date, More; get!(founded_on), set!(founded_on, date);
    "birthday" "生日" "Birthday", Date, More; get!(birthday), set!(birthday, date);
    "preferences.channels" "偏好渠道" "Preferred channels", Tags, More; get_preference!(channels), set_preference!(channels, tags);
    "preferences.avoid" "避免的方式" "What to avoid", Tags, More; get_preference!(avoid), set_preference!(avoid, tags);
    "preferences.note" "偏好说明" "Preference remark", LongText, More; get_preference!(note), set_preference_note;
    "do_not_contact" "请勿联系" "Do not contact", Flag, More; get!(do_not_contact), set!(do_not_contact, flag);
}

const FIXED_ID: FieldError = FieldError::new(say::id_is_fixed());
const NO_NAME: FieldError = FieldError::new(text::customer_name_needed());
const NO_CHOICE: FieldError = FieldError::new(say::choose());

fn word(word: Option<&'static str>) -> FieldValue {
    word.map_or(FieldValue::Empty, |word| FieldValue::Text(word.into()))
}

fn set_name(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    customer.name = value.text()?.filter(|name| !name.trim().is_empty()).ok_or(NO_NAME)?;
    Ok(())
}

/// The variant a choice's word means; a word outside the list is refused.
fn variant<T>(value: FieldValue, from_word: fn(&str) -> Option<T>) -> Result<Option<T>, FieldError> {
    value.text()?.map(|word| from_word(&word).ok_or(NO_CHOICE)).transpose()
}

fn set_kind(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    customer.kind = variant(value, CustomerKind::from_word)?;
    Ok(())
}

fn set_intent(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    customer.intent = variant(value, Intent::from_word)?;
    Ok(())
}

fn list(place: &mut Vec<Text>, value: FieldValue) -> Result<(), FieldError> {
    *place = value.tags()?.unwrap_or_default();
    Ok(())
}

fn set_preference_note(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    let note = value.text()?;
    customer.preferences.get_or_insert_with(blank_preferences).note = note;
    customer.preferences.take_if(|p| *p == blank_preferences());
    Ok(())
}

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

fn set_familiarity(customer: &mut Customer, value: FieldValue) -> Result<(), FieldError> {
    const OUTSIDE: FieldError = FieldError::new(say::one_to_five());
    let grade = match value.count()? {
        None => None,
        Some(n) => Some(u8::try_from(n).ok().filter(|n| (1..=5).contains(n)).ok_or(OUTSIDE)?),
    };
    first_contact(customer, |contact| contact.familiarity = grade);
    Ok(())
}

/// Changes the first contact, made when there is none. A sole contact that says nothing is none.
fn first_contact(customer: &mut Customer, change: impl FnOnce(&mut Contact)) {
    match customer.contacts.first_mut() {
        Some(contact) => change(contact),
        None => {
            let mut contact = Contact::blank();
            change(&mut contact);
            customer.contacts.push(contact);
        }
    }
    if customer.contacts.len() == 1 {
        customer.contacts.retain(|contact| *contact != Contact::blank());
    }
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

impl Contact {
    /// A contact of whom nothing is known.
    pub fn blank() -> Self {
        Self {
            name: None,
            title: None,
            decision_maker: None,
            familiarity: None,
            phone: None,
            email: None,
            wechat: None,
            preferred_channel: None,
            birthday: None,
            note: None,
            extra: Extra::default(),
        }
    }
}

fn blank_contract() -> Contract {
    Contract {
        signed_on: None,
        amount: None,
        ends_on: None,
        service_terms: None,
        extra: Extra::default(),
    }
}

fn blank_preferences() -> Preferences {
    Preferences {
        channels: Vec::new(),
        avoid: Vec::new(),
        note: None,
        extra: Extra::default(),
    }
}
