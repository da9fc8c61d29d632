//! How strictly a drawing is judged.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much of a fault is forgiven. It changes scores and what counts as a region, never the measured facts.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Leniency {
    /// For who wants to write as the font does.
    Strict,
    /// For a hand that practises.
    #[default]
    Normal,
    /// For first attempts.
    Gentle,
}

impl Leniency {
    /// All of them, the strictest first.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Normal, Self::Gentle];

    /// What every allowance is multiplied by.
    pub(super) fn factor(self) -> f32 {
        match self {
            Self::Strict => 0.65,
            Self::Normal => 1.0,
            Self::Gentle => 1.6,
        }
    }
}
