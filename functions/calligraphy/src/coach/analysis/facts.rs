//! What was measured, without any judgement. Leniency changes nothing here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All measurements of one drawing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachFacts)]
pub struct Facts {
    /// How the drawing was laid over the reference.
    pub alignment: Alignment,
    /// What is missing and what is too much.
    pub ink: Ink,
    /// How far the uprights lean to the right of the reference's, in degrees; negative to the left.
    #[schema(example = 3.5)]
    pub slant_degrees: f32,
    /// Width against height.
    pub proportion: Proportion,
    /// How thick the strokes are.
    pub weight: Weight,
    /// The head line; absent where the reference has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_line: Option<HeadLine>,
    /// Where the ink's middle lies.
    pub balance: Balance,
    /// The enclosed spaces.
    pub counters: Counters,
}

/// The similarity that lays the drawing over the reference. The drawing is first brought to the reference's size by the
/// box around its ink; this is what is changed after that, turned and scaled about the middle of the square.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachAlignment)]
pub struct Alignment {
    /// By how much the drawing was enlarged: below 1 where a missing part had made the rest too large.
    #[schema(example = 0.96)]
    pub scale: f32,
    /// By how much it was turned, in degrees, clockwise.
    #[schema(example = -1.5)]
    pub turn_degrees: f32,
    /// By how much it was moved to the right, as a share of the reference's longer side.
    #[schema(example = 0.01)]
    pub shift_x: f32,
    /// By how much it was moved down, as a share of the reference's longer side.
    #[schema(example = -0.02)]
    pub shift_y: f32,
}

/// How the ink of both covers each other after alignment, beyond what normal handwriting deviates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachInk)]
pub struct Ink {
    /// Share of the reference's ink that the drawing lacks, 0 to 1.
    #[schema(example = 0.08)]
    pub missing: f32,
    /// Ink beside the reference, as a share of the reference's ink; can be above 1.
    #[schema(example = 0.03)]
    pub extra: f32,
    /// Mean distance between the edges of both, as a share of the reference's longer side. Distances count up to 8 %: what
    /// lies farther apart is missing or extra, no matter how far.
    #[schema(example = 0.014)]
    pub deviation: f32,
}

/// Width against height, found from how the strokes lie and not from the box around them, so that a missing part
/// does not change it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachProportion)]
pub struct Proportion {
    /// Width divided by height of the reference.
    #[schema(example = 0.91)]
    pub reference: f32,
    /// The same of the drawing.
    #[schema(example = 1.02)]
    pub drawn: f32,
}

impl Proportion {
    /// Above 1 where the drawing is wider than the reference, below 1 where it is narrower.
    pub fn ratio(self) -> f32 {
        self.drawn / self.reference
    }
}

/// Stroke widths as shares of the reference's longer side, and how they vary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachWeight)]
pub struct Weight {
    /// Mean width of the reference's strokes.
    #[schema(example = 0.11)]
    pub reference: f32,
    /// Mean width of the drawing's strokes, where both have one.
    #[schema(example = 0.08)]
    pub drawn: f32,
    /// How the reference's widths vary: standard deviation divided by mean.
    #[schema(example = 0.42)]
    pub reference_spread: f32,
    /// The same of the drawing's.
    #[schema(example = 0.47)]
    pub drawn_spread: f32,
    /// How unevenly the drawing's strokes are thicker or thinner than the reference's: 0 where all are by the same factor.
    #[schema(example = 0.12)]
    pub unevenness: f32,
}

impl Weight {
    /// Above 1 where the strokes are heavier than the reference's, below 1 where they are lighter.
    pub fn ratio(self) -> f32 {
        self.drawn / self.reference
    }
}

/// The head line of the drawing against that of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachHeadLine)]
pub struct HeadLine {
    /// Share of the head line that was drawn, 0 to 1.
    #[schema(example = 0.97)]
    pub found: f32,
    /// How it rises to the right in the drawing as it was sent, in degrees; negative where it falls.
    #[schema(example = 2.0)]
    pub slope_degrees: f32,
    /// How far its upper edge strays from a straight line (root mean square), as a share of the reference's longer side.
    #[schema(example = 0.008)]
    pub waviness: f32,
}

/// How far the middle of the drawing's ink lies from that of the reference's, after alignment, as shares of the
/// reference's longer side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachBalance)]
pub struct Balance {
    /// To the right.
    #[schema(example = 0.01)]
    pub right: f32,
    /// Down.
    #[schema(example = -0.02)]
    pub down: f32,
}

/// The enclosed spaces of reference and drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachCounters)]
pub struct Counters {
    /// How many the reference has.
    #[schema(example = 2)]
    pub expected: u8,
    /// How many the drawing has.
    #[schema(example = 1)]
    pub drawn: u8,
    /// Of the reference's, how many are filled with ink in the drawing.
    #[schema(example = 1)]
    pub filled: u8,
    /// Of the reference's, how many have a gap in the drawing's strokes around them.
    #[schema(example = 0)]
    pub opened: u8,
    /// How many the drawing encloses that the reference does not.
    #[schema(example = 0)]
    pub extra: u8,
}
