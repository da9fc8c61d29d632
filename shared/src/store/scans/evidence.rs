//! The five checks of a scan, and what they come to.

use serde::{Deserialize, Serialize};

/// A check, with its weight out of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanCheck))]
pub enum Check {
    /// What stands on the pill: 40.
    Imprint,
    /// Outline and colour: 25.
    Look,
    /// The length: 20.
    Size,
    /// Whether the medicine is known: 15.
    Database,
    /// What the person says: it has no weight, and is asked for last.
    Person,
}

impl Check {
    /// Its weight out of a hundred.
    pub fn weight(self) -> u8 {
        match self {
            Self::Imprint => 40,
            Self::Look => 25,
            Self::Size => 20,
            Self::Database => 15,
            Self::Person => 0,
        }
    }
}

/// One check of a scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanCheckResult))]
pub struct CheckRecord {
    /// Which check.
    pub check: Check,
    /// Its weight out of a hundred; 0 for the person's word.
    pub weight: u8,
    /// Whether it speaks for the first candidate; absent where it could not be made, which never counts as passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// How much it speaks for it, 0 to 1; absent where it could not be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Whether it alone forbids to take the medicine for the candidate.
    pub critical: bool,
}

/// What the checks come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanLevel))]
pub enum Level {
    /// A check forbids it.
    Critical,
    /// No check could be made.
    #[default]
    Unverified,
    /// Too little passed to go by.
    Low,
    /// The imprint passed, and not all else did.
    Medium,
    /// All that could be checked passed, the imprint or a code among it.
    High,
}

/// The checks of a scan and what they come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanEvidence))]
pub struct Verified {
    /// The five checks of a pill; empty where there was nothing to check, such as for a code alone.
    pub checks: Vec<CheckRecord>,
    /// The weighted mean of the confidences of what could be checked; absent where nothing could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = 0.93))]
    pub confidence: Option<f32>,
    /// What they come to.
    pub level: Level,
    /// Whether a pharmacist should look at it.
    pub ask_pharmacist: bool,
}
