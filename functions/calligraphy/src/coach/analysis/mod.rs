//! What the coach says about a drawing, as data: it is stored, sent, and put into words and pictures later.

mod aspect;
mod facts;
mod focus;
mod region;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use aspect::{Aspect, AspectScore};
pub use facts::{Alignment, Balance, Counters, Facts, HeadLine, Ink, Proportion, Weight};
pub use focus::{Focus, FocusCode, FocusKind};
pub use region::{Part, Place, Region, RegionKind};

use super::Leniency;

/// One drawing against one reference: everything that was measured, and what follows from it.
///
/// All places are shares of the pictures' square, x from the left and y from the top, 0 to 1; the reference stands in
/// its middle and fills 67 % of it, so that ink beside it is seen too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachAnalysis)]
pub struct Analysis {
    /// The character that was meant, 0-61.
    pub target: u8,
    /// How strictly it was judged.
    pub leniency: Leniency,
    /// All aspects together, 0-100; 100 is the reference's own form.
    #[schema(maximum = 100, example = 78)]
    pub score: u8,
    /// Each aspect by itself, in the order of [`Aspect::ALL`]; without the head line where the character has none.
    pub aspects: Vec<AspectScore>,
    /// What was measured.
    pub facts: Facts,
    /// Where something is wrong, the worst first, and behind them the places that the focus points speak of.
    pub regions: Vec<Region>,
    /// What to look at next, the most useful first. Always four: where fewer faults are found, the rest say what was
    /// done well or what to keep practising.
    pub focus: [Focus; 4],
}

impl Analysis {
    /// The score of an aspect, or `None` where the character does not have it.
    pub fn score_of(&self, aspect: Aspect) -> Option<u8> {
        self.aspects
            .iter()
            .find(|scored| scored.aspect == aspect)
            .map(|scored| scored.score)
    }
}
