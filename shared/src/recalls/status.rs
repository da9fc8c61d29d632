//! How far a recall has come.

use serde::{Deserialize, Serialize};

/// The state of a recall, in the words of openFDA (<https://open.fda.gov/apis/drug/enforcement/searchable-fields/>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum RecallStatus {
    /// Under way.
    Ongoing,
    /// Decided, and being classified.
    Pending,
    /// The firm has taken back what it could.
    Completed,
    /// The authority has closed it.
    Terminated,
}

/// The text names no state of a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the state of a recall")]
pub struct UnknownStatus;

impl RecallStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Ongoing,
        Self::Pending,
        Self::Completed,
        Self::Terminated,
    ];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ongoing => "ongoing",
            Self::Pending => "pending",
            Self::Completed => "completed",
            Self::Terminated => "terminated",
        }
    }

    /// Reads a state as lists write it; capitals do not matter.
    ///
    /// # Errors
    /// [`UnknownStatus`]. Whoever has to go on takes such a recall for an ongoing one.
    pub fn read(text: &str) -> Result<Self, UnknownStatus> {
        match text.trim().to_ascii_lowercase().as_str() {
            "ongoing" | "on-going" => Ok(Self::Ongoing),
            "pending" => Ok(Self::Pending),
            "completed" => Ok(Self::Completed),
            "terminated" => Ok(Self::Terminated),
            _ => Err(UnknownStatus),
        }
    }

    /// Whether packs are still being taken back. A closed recall still tells that a pack of its lots is a bad one.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Ongoing | Self::Pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 3.7 of the service that this one replaces: completed recalls counted the same as ongoing ones.
    #[test]
    fn ongoing_and_closed_recalls_are_told_apart() {
        let open = RecallStatus::ALL.map(RecallStatus::is_open);
        assert_eq!(open, [true, true, false, false]);
        for status in RecallStatus::ALL {
            assert_eq!(RecallStatus::read(status.as_str()), Ok(status));
        }
        assert_eq!(RecallStatus::read(" Ongoing "), Ok(RecallStatus::Ongoing));
        assert_eq!(RecallStatus::read("over"), Err(UnknownStatus));
    }
}
