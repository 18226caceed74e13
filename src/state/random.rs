//! Ids: UUIDv7 from the clock and the browser's random numbers, the only dice of the product.

use super::clock;
use crate::domain::id::uuid_v7;

/// A new id that sorts by the time it was made.
pub fn id() -> String {
    let mut random = [0u8; 10];
    if let Some(crypto) = web_sys::window().and_then(|w| w.crypto().ok()) {
        // Without random numbers the time alone still tells two commands of one person apart.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    uuid_v7(clock::unix_ms(), random)
}
