//! What somebody may want.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody wants of the assistant.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Whether a medicine is in the catalogue, and what could be taken for it.
    FindMedication,
    /// Where a pharmacy is, or one that sells a medicine.
    FindPharmacy,
    /// Whether medicines go together.
    CheckInteraction,
    /// What a medicine costs.
    CheckPrice,
    /// What a medicine is.
    GetInfo,
    /// To have a pill or a pack recognised.
    ScanMedication,
    /// To be reminded of a dose.
    Reminder,
    /// A greeting.
    Greet,
    /// Thanks.
    Thank,
    /// What the assistant can do.
    Help,
    /// What ails somebody, without a medicine: it is never answered with one.
    Symptom,
    /// Danger to life.
    Emergency,
    /// Anything else.
    Unknown,
}

impl Intent {
    /// All of them; the order is that of the classifier's rows and never changes within a layout.
    pub const ALL: [Self; 13] = [
        Self::FindMedication,
        Self::FindPharmacy,
        Self::CheckInteraction,
        Self::CheckPrice,
        Self::GetInfo,
        Self::ScanMedication,
        Self::Reminder,
        Self::Greet,
        Self::Thank,
        Self::Help,
        Self::Symptom,
        Self::Emergency,
        Self::Unknown,
    ];

    /// The word on the wire and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FindMedication => "find_medication",
            Self::FindPharmacy => "find_pharmacy",
            Self::CheckInteraction => "check_interaction",
            Self::CheckPrice => "check_price",
            Self::GetInfo => "get_info",
            Self::ScanMedication => "scan_medication",
            Self::Reminder => "reminder",
            Self::Greet => "greet",
            Self::Thank => "thank",
            Self::Help => "help",
            Self::Symptom => "symptom",
            Self::Emergency => "emergency",
            Self::Unknown => "unknown",
        }
    }

    /// The intent of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }

    /// Whether it is about a medicine, so that a name alone, said after it, asks the same of another one.
    pub fn is_about_medicines(self) -> bool {
        matches!(
            self,
            Self::FindMedication
                | Self::FindPharmacy
                | Self::CheckInteraction
                | Self::CheckPrice
                | Self::GetInfo
                | Self::Reminder
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_are_those_of_the_wire() {
        for intent in Intent::ALL {
            assert_eq!(Intent::of_word(intent.as_str()), Some(intent));
            assert_eq!(serde_json::to_value(intent).unwrap(), intent.as_str());
        }
        assert_eq!(Intent::of_word("order_taxi"), None);
    }
}
