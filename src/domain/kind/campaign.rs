//! A campaign: what it cost, whom it was for, what it offered.

use crate::domain::day::Day;
use crate::domain::id::CampaignId;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// What a campaign is for.
    pub enum CampaignKind {
        /// New customers.
        Acquisition = "acquisition",
        /// Keeping customers.
        Retention = "retention",
        /// Coupons.
        Coupon = "coupon",
        /// An event.
        Event = "event",
        /// Selling a related product.
        CrossSell = "cross_sell",
    }
}

record! {
    /// A marketing campaign (S1).
    pub struct Campaign {
        /// The stable id.
        id: CampaignId = required,
        /// Its name.
        name: Text = required,
        /// The channel.
        channel: Option<Text>,
        /// What it cost.
        cost: Option<Fen>,
        /// Its first day.
        starts_on: Option<Day>,
        /// Its last day.
        ends_on: Option<Day>,
        /// Whom it was for.
        audience: Option<Text>,
        /// What it offered.
        offer: Option<Text>,
        /// What it is for.
        kind: Option<CampaignKind>,
    }
}

/// The further field of a campaign that says whom it is for: a condition, as rules write one. Without one it is for everybody.
pub const AUDIENCE_WHEN: &str = "audience_when";
/// The further field of a campaign that holds its audience as it was at a moment: `{"at": "…", "customers": ["…"]}`.
pub const FROZEN: &str = "frozen";
