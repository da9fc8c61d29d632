//! Rewards, as they are shown.

use jiff::Timestamp;
use nazar::engagement::rewards::{Offer, Redemption};
use nazar::http::Locale;
use nazar::ids::RecordId;
use serde::Serialize;
use utoipa::ToSchema;

/// A reward.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RewardView {
    /// Names it.
    #[schema(example = "pill-box")]
    id: String,
    /// What it is, in the language of the answer where its maker wrote that; else in English.
    #[schema(example = "A pill box for a week")]
    title: String,
    /// Points that it costs.
    #[schema(example = 100)]
    points: u64,
    /// How many are left.
    #[schema(example = 12)]
    stock: u64,
    /// Most that one person gets.
    #[schema(example = 1)]
    per_person: u64,
    /// When the offer ends.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// Days for which a code is good.
    #[schema(example = 30)]
    code_days: u16,
}

impl RewardView {
    pub(crate) fn new(offer: &Offer, locale: Locale) -> Self {
        let titles = &offer.titles;
        let title = titles.get(locale.tag()).or_else(|| titles.get("en"));
        Self {
            title: title.cloned().unwrap_or_default(),
            id: offer.id.to_string(),
            points: offer.points,
            stock: offer.stock,
            per_person: offer.per_person,
            ends_at: offer.ends_at,
            code_days: offer.code_days,
        }
    }
}

/// Something that I redeemed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RedemptionView {
    /// Names it.
    id: RecordId,
    /// The reward.
    #[schema(example = "pill-box")]
    reward: String,
    /// What it cost.
    #[schema(example = 100)]
    points: u64,
    /// The code, to be shown where the reward is given. It is good once.
    #[schema(example = "7K3QD-0M9XV-2WJ5T-H8RPC")]
    code: String,
    /// When I redeemed it.
    #[schema(value_type = String, format = DateTime)]
    redeemed_at: Timestamp,
    /// Until when the code is good.
    #[schema(value_type = String, format = DateTime)]
    good_until: Timestamp,
    /// When the code was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    used_at: Option<Timestamp>,
}

impl RedemptionView {
    pub(crate) fn new(redemption: Redemption, used_at: Option<Timestamp>) -> Self {
        Self {
            id: redemption.id,
            reward: redemption.reward.to_string(),
            points: redemption.points,
            code: redemption.code,
            redeemed_at: redemption.redeemed_at,
            good_until: redemption.good_until,
            used_at,
        }
    }
}
