//! The rows of the settings, of a member of staff, of a product.

use serde_json::Value;

use super::row::said;
use super::value::MISSING;
use super::{Choices, FieldError, FieldKind, FieldValue};
use crate::domain::kind::{Product, Settings, Staff};
use crate::domain::record::Text;

use FieldKind::{Choice, Flag, Number, Tags, Text as Line};

#[rustfmt::skip]
rows! { Settings:
    "company" "公司名称" "Company", Line, text!(company);
    "language" "语言" "Language", Choice(Choices::Language), text!(language);
    "mask_contacts" "打印时遮住联系方式" "Mask contacts in print", Flag, plain!(mask_contacts, flag);
    "not_reviewed" "不复核的维度" "Dimensions not reviewed", Tags, access!(get_not_reviewed, set_not_reviewed);
    "industries" "行业" "Industries", Tags, tags!(industries);
    "served_industries" "服务的行业" "Industries served", Tags, tags!(served_industries);
    "channels" "渠道" "Channels", Tags, access!(get_channels, set_channels);
    "staff" "员工" "Staff", FieldKind::Staff, access!(get_staff, set_staff, |s, found| found.parts("staff", &s.staff, 0));
    "products" "产品" "Products", FieldKind::Products, access!(get_products, set_products, |s, found| found.parts("products", &s.products, 0));
}

#[rustfmt::skip]
rows! { Staff:
    "name" "姓名" "Name", Line, access!(
        |s| (&s.name).into(),
        |s, v| {
            s.name = said(v.text()?, MISSING)?;
            Ok(())
        },
        |s, found| found.name(&s.name, "name")
    ), required;
    "role" "岗位" "Role", Line, text!(role);
    "regions" "负责地区" "Regions", Tags, tags!(regions);
    "industries" "负责行业" "Industries", Tags, tags!(industries);
}

#[rustfmt::skip]
rows! { Product:
    "name" "产品名称" "Name", Line, access!(
        |p| (&p.name).into(),
        |p, v| {
            p.name = said(v.text()?, MISSING)?;
            Ok(())
        },
        |p, found| found.name(&p.name, "name")
    ), required;
    "category" "类别" "Category", Line, text!(category);
    "price" "单价" "Price", Number, plain!(price, number, |p, found| found.finite(p.price.as_ref(), "price")); unit "元" "CNY";
    "related" "相关产品" "Related products", Tags, tags!(related);
}

/// A channel is a name, or a record with a name.
pub(super) fn channel_name(channel: &Value) -> Option<&str> {
    channel.as_str().or_else(|| channel.get("name")?.as_str())
}

fn get_channels(settings: &Settings) -> FieldValue {
    let names = settings.channels.iter().filter_map(channel_name);
    (&names.map(Text::from).collect::<Vec<_>>()).into()
}

fn get_not_reviewed(settings: &Settings) -> FieldValue {
    settings.not_reviewed.as_ref().map_or(FieldValue::Empty, Into::into)
}

fn set_not_reviewed(settings: &mut Settings, value: FieldValue) -> Result<(), FieldError> {
    settings.not_reviewed = value.tags()?;
    Ok(())
}

/// A channel that stays keeps what else is known of it; one without a name is not seen and stays.
fn set_channels(settings: &mut Settings, value: FieldValue) -> Result<(), FieldError> {
    let names = value.tags()?.unwrap_or_default();
    let mut old = std::mem::take(&mut settings.channels);
    let kept = |name: Text| match old.iter().position(|known| channel_name(known) == Some(&*name)) {
        Some(place) => old.remove(place),
        None => Value::from(&*name),
    };
    settings.channels = names.into_iter().map(kept).collect();
    settings
        .channels
        .extend(old.into_iter().filter(|channel| channel_name(channel).is_none()));
    Ok(())
}

fn get_staff(settings: &Settings) -> FieldValue {
    match settings.staff.as_slice() {
        [] => FieldValue::Empty,
        staff => FieldValue::Staff(staff.to_vec()),
    }
}

fn set_staff(settings: &mut Settings, value: FieldValue) -> Result<(), FieldError> {
    settings.staff = value.staff()?.unwrap_or_default();
    Ok(())
}

fn get_products(settings: &Settings) -> FieldValue {
    match settings.products.as_slice() {
        [] => FieldValue::Empty,
        products => FieldValue::Products(products.to_vec()),
    }
}

fn set_products(settings: &mut Settings, value: FieldValue) -> Result<(), FieldError> {
    settings.products = value.products()?.unwrap_or_default();
    Ok(())
}
