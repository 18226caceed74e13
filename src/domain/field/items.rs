//! Products with how many, as one text: `伺服电机 ×2、减速机`.

use super::words::{UNKNOWN, half_width, joined, words};
use crate::domain::decimal::Decimal;
use crate::domain::kind::OrderItem;

/// What may stand between a product and how many.
const TIMES: [char; 4] = ['×', 'x', 'X', '*'];

/// Reads products with how many.
pub(super) fn parse(text: &str) -> Vec<OrderItem> {
    words(text).map(entry).collect()
}

/// Shows products with how many; [`parse`] reads them back.
pub(super) fn format(items: &[OrderItem]) -> String {
    joined(items.iter().map(show).collect(), "、")
}

fn entry(text: &str) -> OrderItem {
    let parted = text.rsplit_once(TIMES).and_then(|(name, number)| {
        let number = half_width(number);
        match Decimal::parse(&number) {
            None if number == UNKNOWN => Some((name, None)),
            None => None,
            known => Some((name, known)),
        }
    });
    let (name, quantity) = parted.unwrap_or((text, None));
    let name = name.trim();
    OrderItem {
        product: Some(name).filter(|name| !name.is_empty()).map(Into::into),
        quantity,
        amount: None,
        extra: Default::default(),
    }
}

/// A name that ends like a quantity says that it has none; so does a line without a name.
fn show(item: &OrderItem) -> String {
    let product = item.product.as_deref().unwrap_or_default();
    match &item.quantity {
        Some(quantity) => format!("{product} ×{quantity}"),
        None if product.is_empty() || entry(product).product != item.product => format!("{product} ×{UNKNOWN}"),
        None => product.to_owned(),
    }
}
