//! An analysis in a person's language.

mod speech;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) use self::speech::Speech;
use super::{Analysis, Aspect, FocusKind};
use nazar::i18n::Locale;

/// What the coach says: one sentence about the whole, and the focus points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachWords)]
pub struct Words {
    /// One sentence.
    #[schema(example = "Your क (ka) is close to the reference: 78 of 100.")]
    pub assessment: String,
    /// Four of them, the most useful first.
    #[schema(min_items = 4, max_items = 4)]
    pub points: Vec<Point>,
}

/// One focus point in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachPoint)]
pub struct Point {
    /// Whether it asks for a change.
    pub kind: FocusKind,
    /// The aspect that it is about.
    pub aspect: Aspect,
    /// One or two short sentences.
    #[schema(
        example = "The head line is missing at the top left. Draw it along its whole length."
    )]
    pub text: String,
    /// The place it speaks of: its index among the analysis' regions.
    pub region: usize,
}

impl Analysis {
    /// What it says, in a language: the sentence about the whole and its four points.
    pub fn words(&self, locale: Locale) -> Words {
        let speech = Speech::new(self, locale);
        Words {
            assessment: speech.assessment(),
            points: self.focus.iter().map(|focus| speech.point(focus)).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
