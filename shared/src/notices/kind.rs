//! What a notice is about, as people choose channels for it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A kind of notice.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A medicine on a list was recalled.
    Recall,
    /// Two medicines on a list do not go together.
    Interaction,
    /// A medicine on a list has become cheaper.
    PriceDrop,
    /// A medicine on a list can be had again, or cannot be had any more.
    Stock,
    /// A medicine on a list runs out, or its pack expires.
    Refill,
    /// Something that the person wanted to be reminded of.
    Reminder,
}

/// The text names no kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of notice")]
pub struct UnknownKind;

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Recall,
        Self::Interaction,
        Self::PriceDrop,
        Self::Stock,
        Self::Refill,
        Self::Reminder,
    ];

    /// Its name in rows and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Interaction => "interaction",
            Self::PriceDrop => "price_drop",
            Self::Stock => "stock",
            Self::Refill => "refill",
            Self::Reminder => "reminder",
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::json!(kind), kind.as_str());
        }
        assert_eq!("Recall".parse::<Kind>(), Err(UnknownKind));
    }
}
