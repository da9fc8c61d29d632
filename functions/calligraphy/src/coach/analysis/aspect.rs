//! The aspects that are judged each by itself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A side of a drawing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachAspect)]
pub enum Aspect {
    /// Whether everything of the reference is there.
    Completeness,
    /// Whether nothing else is there.
    Cleanness,
    /// How near the edges of the strokes run to the reference's.
    Shape,
    /// Whether the upright strokes lean as the reference's do.
    Slant,
    /// Width against height.
    Proportion,
    /// How thick the strokes are, and how evenly so.
    Weight,
    /// Whether the head line is straight and level.
    HeadLine,
    /// Whether the ink's middle lies where the reference's does.
    Balance,
    /// Whether the enclosed spaces are open and closed as in the reference.
    Counters,
}

impl Aspect {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Completeness,
        Self::Cleanness,
        Self::Shape,
        Self::Slant,
        Self::Proportion,
        Self::Weight,
        Self::HeadLine,
        Self::Balance,
        Self::Counters,
    ];

    /// The name on the wire and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::Completeness => "completeness",
            Self::Cleanness => "cleanness",
            Self::Shape => "shape",
            Self::Slant => "slant",
            Self::Proportion => "proportion",
            Self::Weight => "weight",
            Self::HeadLine => "head_line",
            Self::Balance => "balance",
            Self::Counters => "counters",
        }
    }
}

/// An aspect with its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachAspectScore)]
pub struct AspectScore {
    /// The aspect.
    pub aspect: Aspect,
    /// 0-100.
    #[schema(maximum = 100, example = 84)]
    pub score: u8,
}
