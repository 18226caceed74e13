//! Record ids: one newtype a kind, so that an order's id can never be taken for a customer's.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// The most characters an id may have (`book.md`).
pub const MAX_ID_CHARS: usize = 64;

/// The most characters the key of a task may have: it holds the ids of a playbook, a step and a customer, and a day.
pub const MAX_TASK_KEY_CHARS: usize = 255;

/// Says why a text cannot be an id of at most so many characters, or nothing when it can.
fn id_problem(text: &str, most: usize) -> Option<&'static str> {
    if text.is_empty() {
        Some("an id must not be empty")
    } else if text.len() > most && text.chars().nth(most).is_some() {
        Some(match most {
            MAX_ID_CHARS => "an id has at most 64 characters",
            _ => "the key of a task has at most 255 characters",
        })
    } else {
        None
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $(= $most:expr)?),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            const MOST: usize = ids!(@most $($most)?);

            /// Takes a text as an id; an empty or overlong one is refused.
            pub fn new(text: &str) -> Result<Self, &'static str> {
                id_problem(text, Self::MOST).map_or_else(|| Ok(Self(text.into())), Err)
            }

            /// The id as written in the book.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl crate::domain::schema::Schema for $name {
            const SHAPE: crate::domain::skim::Shape = crate::domain::skim::Shape::Id(Self::MOST as u8);

            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "string", "minLength": 1, "maxLength": Self::MOST})
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = Box::<str>::deserialize(from)?;
                match id_problem(&text, Self::MOST) {
                    None => Ok(Self(text)),
                    Some(problem) => Err(serde::de::Error::custom(problem)),
                }
            }
        }
    )*};
    (@most $most:expr) => { $most };
    (@most) => { MAX_ID_CHARS };
}

ids! {
    /// Names a customer.
    CustomerId,
    /// Names an order.
    OrderId,
    /// Names an interaction.
    InteractionId,
    /// Names a service ticket.
    TicketId,
    /// Names a campaign.
    CampaignId,
    /// Names a points entry.
    PointsId,
    /// Names a task by its stable key.
    TaskOutcomeId = MAX_TASK_KEY_CHARS,
    /// Names a review decision.
    ReviewId,
    /// Names an entry of the audit trail.
    AuditId,
    /// Names a version of the rulebook.
    RuleVersionId,
}

/// A UUIDv7 from the Unix time in milliseconds and 10 random bytes (both are arguments: the domain has no clock and no dice).
pub fn uuid_v7(unix_ms: u64, random: [u8; 10]) -> String {
    let mut b = [0u8; 16];
    b[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
    b[6..].copy_from_slice(&random);
    b[6] = 0x70 | (b[6] & 0x0f);
    b[8] = 0x80 | (b[8] & 0x3f);
    let hex: String = b.iter().map(|x| format!("{x:02x}")).collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_1_to_64_characters() {
        assert!(CustomerId::new("").is_err());
        assert!(CustomerId::new(&"客".repeat(64)).is_ok());
        assert!(CustomerId::new(&"客".repeat(65)).is_err());
    }

    #[test]
    fn uuid_v7_carries_time_version_and_variant() {
        // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z.
        let random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
        assert_eq!(
            uuid_v7(0x017F_22E2_79B0, random),
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
        );
    }
}
