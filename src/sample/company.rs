//! The company of the sample: 澜川自动化 in Suzhou, its staff, products, lists and campaigns.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::rng::Rng;
use super::words::*;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::id::CampaignId;
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::kind::{Campaign, Order, Product, Settings, Staff};
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// Who we are and how we work.
pub(super) fn settings() -> Settings {
    let texts = |list: &[&str]| list.iter().map(|text| Text::from(*text)).collect::<Vec<_>>();
    Settings {
        company: Some("苏州澜川自动化有限公司".into()),
        staff: STAFF
            .iter()
            .map(|(name, role, regions)| Staff {
                name: (*name).into(),
                role: Some((*role).into()),
                regions: texts(regions),
                industries: Vec::new(),
                extra: Default::default(),
            })
            .collect(),
        products: PRODUCTS
            .iter()
            .map(|(name, category, price, related)| Product {
                name: (*name).into(),
                category: Some((*category).into()),
                price: Decimal::parse(&price.to_string()),
                related: texts(related),
                extra: Default::default(),
            })
            .collect(),
        channels: CHANNELS.iter().map(|channel| Value::from(*channel)).collect(),
        baselines: object(json!({"response_rate": 0.58, "repurchase_rate": 0.41})),
        goals: object(json!({"information_completeness": 0.95, "satisfaction": 85, "cross_selling": 0.15})),
        ..Settings::default()
    }
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// The campaigns, and the orders that came from them: some of those within two months of a campaign's start.
pub(super) fn campaigns(rng: &mut Rng, book: &mut Book, today: Day) {
    for (n, (name, channel, cost, months, days, offer, kind)) in CAMPAIGNS.into_iter().enumerate() {
        let Ok(id) = CampaignId::new(&format!("YX-{:02}", n + 1)) else {
            continue;
        };
        let starts_on = today.minus_months(months);
        for (_, order) in book.orders.clone().iter() {
            let soon = (0..60).contains(&order.date.days_since(starts_on));
            if soon && order.campaign.is_none() && rng.percent(9) {
                let campaign = Some(id.as_str().into());
                book.orders.put(Arc::new(Order {
                    campaign,
                    ..(**order).clone()
                }));
            }
        }
        let campaign = Campaign {
            id,
            name: name.into(),
            channel: Some(channel.into()),
            cost: Some(Fen(i64::from(cost) * 100)),
            starts_on: Some(starts_on),
            ends_on: Some(starts_on.plus_days(days - 1)),
            audience: None,
            offer: Some(offer.into()),
            kind: CampaignKind::from_word(kind),
            extra: Default::default(),
        };
        book.campaigns.put(Arc::new(campaign));
    }
}
