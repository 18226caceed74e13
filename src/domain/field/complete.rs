//! Information completeness: how much of the classification sheet is known of a customer.
//!
//! Nineteen items count, sixteen for a person. Of the sheet's cells they leave out what rules compute (value, stage, closeness,
//! risk, core tags, annual purchase from orders) and what may rightly be blank (remark, next step, complaints: a customer without
//! a complaint lacks no information). In their place stand the stored facts these cells and the care of the customer rest on:
//! region, source, owner, need tags, how well the key contact is known and how the customer wants to be reached.
//! Time and content of the last interaction count as two cells; both come with the first recorded interaction.

use super::Block;
use crate::domain::kind::{Contact, Customer, CustomerKind};
use crate::domain::label::Label;

/// One item that counts.
pub struct CompletenessItem {
    /// What people call it.
    pub label: Label,
    /// Where it stands on the sheet.
    pub block: Block,
    /// The fields that can fill it; none where records of another kind do.
    pub keys: &'static [&'static str],
    companies_only: bool,
    filled: fn(&Customer, bool) -> bool,
}

impl CompletenessItem {
    /// Whether the item counts for this customer.
    pub fn applies(&self, customer: &Customer) -> bool {
        !(self.companies_only && customer.kind == Some(CustomerKind::Person))
    }
}

const fn item(
    zh: &'static str,
    en: &'static str,
    block: Block,
    keys: &'static [&'static str],
    filled: fn(&Customer, bool) -> bool,
) -> CompletenessItem {
    CompletenessItem {
        label: Label::fixed(zh, en),
        block,
        keys,
        companies_only: false,
        filled,
    }
}

const fn company(
    zh: &'static str,
    en: &'static str,
    keys: &'static [&'static str],
    filled: fn(&Customer, bool) -> bool,
) -> CompletenessItem {
    CompletenessItem {
        label: Label::fixed(zh, en),
        block: Block::Basic,
        keys,
        companies_only: true,
        filled,
    }
}

fn contact(customer: &Customer, filled: fn(&Contact) -> bool) -> bool {
    customer.contacts.first().is_some_and(filled)
}

/// Where the relation began; for a lead, how likely it is to begin.
fn has_start(customer: &Customer) -> bool {
    let signed = customer.contract.as_ref().is_some_and(|c| c.signed_on.is_some());
    customer.cooperation_since.is_some() || signed || customer.intent.is_some()
}

fn has_channel(customer: &Customer) -> bool {
    let general = customer.preferences.as_ref().is_some_and(|p| !p.channels.is_empty());
    general || contact(customer, |c| c.preferred_channel.is_some())
}

fn reachable(contact: &Contact) -> bool {
    contact.phone.is_some() || contact.email.is_some() || contact.wechat.is_some()
}

/// The items, in the order of the sheet.
#[rustfmt::skip]
pub static ITEMS: [CompletenessItem; 19] = {
    use Block::*;
    [
        item("客户名称", "Name", Basic, &["name"], |c, _| !c.name.trim().is_empty()),
        company("统一社会信用代码", "Unified social credit code", &["uscc"], |c, _| c.uscc.is_some()),
        company("员工人数", "Employees", &["employees"], |c, _| c.employees.is_some()),
        company("营收", "Annual revenue", &["annual_revenue"], |c, _| c.annual_revenue.is_some()),
        item("主要产品/服务采购占比", "Product shares", Basic, &["products"], |c, _| !c.products.is_empty()),
        item("地区", "Region", Basic, &["region"], |c, _| c.region.is_some()),
        item("客户来源", "Source", Basic, &["source"], |c, _| c.source.is_some()),
        item("行业属性", "Industry", Attributes, &["industry"], |c, _| c.industry.is_some()),
        item("合作起始时间或意向等级", "Start of cooperation or intent", Attributes, &["cooperation_since", "contract.signed_on", "intent"], |c, _| has_start(c)),
        item("标签", "Tags", Attributes, &["tags", "need_tags"], |c, _| !c.need_tags.is_empty() || !c.tags.is_empty()),
        item("负责人", "Owner", Status, &["owner"], |c, _| c.owner.is_some()),
        item("姓名", "Contact name", Contact, &["contact.name"], |c, _| contact(c, |p| p.name.is_some())),
        item("职位", "Contact title", Contact, &["contact.title"], |c, _| contact(c, |p| p.title.is_some())),
        item("联系方式", "Ways to reach", Contact, &["contact.phone", "contact.email", "contact.wechat"], |c, _| contact(c, reachable)),
        item("关键联系人熟悉度", "Familiarity", Contact, &["contact.familiarity"], |c, _| contact(c, |p| p.familiarity.is_some())),
        item("偏好渠道", "Preferred channel", Contact, &["contact.preferred_channel", "preferences.channels"], |c, _| has_channel(c)),
        item("最近互动时间", "Last interaction", Interaction, &[], |_, has_interaction| has_interaction),
        item("互动内容", "Interaction content", Interaction, &[], |_, has_interaction| has_interaction),
        item("客户需求", "Needs", Interaction, &["needs"], |c, _| c.needs.is_some()),
    ]
};

/// How many items are filled, and how many count: 19 for a company, 16 for a person. Allocates nothing.
pub fn completeness(customer: &Customer, has_interaction: bool) -> (u32, u32) {
    ITEMS
        .iter()
        .filter(|item| item.applies(customer))
        .fold((0, 0), |(filled, total), item| {
            (filled + u32::from((item.filled)(customer, has_interaction)), total + 1)
        })
}

/// The items that count and are not filled.
pub fn gaps(customer: &Customer, has_interaction: bool) -> impl Iterator<Item = &'static CompletenessItem> + '_ {
    ITEMS
        .iter()
        .filter(move |item| item.applies(customer) && !(item.filled)(customer, has_interaction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::find;
    use crate::domain::id::CustomerId;

    #[test]
    fn nineteen_items_count_for_a_company_and_sixteen_for_a_person() {
        let mut customer = Customer::new(CustomerId::new("a").unwrap(), "甲");
        assert_eq!(completeness(&customer, false), (1, 19));
        assert_eq!(completeness(&customer, true), (3, 19));
        customer.kind = Some(CustomerKind::Person);
        assert_eq!(completeness(&customer, true), (3, 16));
        assert_eq!(gaps(&customer, true).count(), 13);
    }

    #[test]
    fn the_fields_that_fill_an_item_exist() {
        for key in ITEMS.iter().flat_map(|item| item.keys) {
            assert!(find(key).is_some(), "{key}");
        }
    }
}
