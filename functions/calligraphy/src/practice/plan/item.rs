//! One place of a plan.

use serde::Serialize;
use utoipa::ToSchema;

/// Why a character should be practised now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PracticeReason)]
pub(in crate::practice) enum Reason {
    /// Its time has come: the chance that it is remembered has fallen to nine in ten or less.
    Due,
    /// Its last review failed, and its time has come.
    Forgotten,
    /// The person mixes it up with its partner, which stands beside it.
    Confused,
    /// It is not steady yet, or is the partner of one that is not, and the model takes one for the other.
    LookAlike,
    /// It has not been drawn before and is next in the alphabet.
    New,
}

impl Reason {
    /// The id of its sentence in the catalogue.
    pub(in crate::practice) fn message(self) -> &'static str {
        match self {
            Self::Due => "practice-due",
            Self::Forgotten => "practice-forgotten",
            Self::Confused => "practice-confused",
            Self::LookAlike => "practice-look-alike",
            Self::New => "practice-new",
        }
    }
}

/// A character and why it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) struct Planned {
    /// The character, 0-61.
    pub(in crate::practice) class_id: u8,
    /// Why.
    pub(in crate::practice) reason: Reason,
    /// The other one of its pair.
    pub(in crate::practice) partner: Option<u8>,
    /// How often the pair was mixed up; 0 without one.
    pub(in crate::practice) times: u32,
}

impl Planned {
    /// A character on its own.
    pub(super) fn new(class_id: u8, reason: Reason) -> Self {
        Self {
            class_id,
            reason,
            partner: None,
            times: 0,
        }
    }

    /// Two that stand side by side.
    pub(super) fn pair(first: u8, second: u8, reason: Reason, times: u32) -> [Self; 2] {
        [(first, second), (second, first)].map(|(class_id, partner)| Self {
            class_id,
            reason,
            partner: Some(partner),
            times,
        })
    }
}
