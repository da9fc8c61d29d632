//! What is kept of a feedback, and the words in it that clients see.

use jiff::Timestamp;
use nazar::http::Locale;
use nazar::ids::RecordId;
use nazar::store::history::ModelStamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coach::{Analysis, Leniency, Words};

/// Who can put a feedback into words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FeedbackProvider {
    /// The coach in this function, which needs no network.
    #[default]
    Local,
    /// Google's Gemini. It gets the overlay and what was measured, and nothing about the person.
    Gemini,
}

/// Why a provider did not speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Silence {
    /// The operator has given no key for it.
    NotConfigured,
    /// It did not answer in time.
    TimedOut,
    /// No connection could be made, or it broke.
    Unreachable,
    /// It has had too many requests.
    RateLimited,
    /// It said that it has trouble.
    Failing,
    /// It did not want the request: a wrong key, an unknown model.
    Refused,
    /// It failed so often that it is left alone for a while.
    Paused,
    /// It answered something else than one sentence and four points in the language that was asked for.
    UnusableAnswer,
}

/// That another provider spoke than the one that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Fallback {
    /// Who was asked.
    pub(crate) provider: FeedbackProvider,
    /// Why it did not speak.
    pub(crate) reason: Silence,
}

/// What a feedback was asked to be. A similarity has one feedback at a time: asking for another replaces it, asking for the
/// same one again answers what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wish {
    /// Who should speak.
    pub(crate) provider: FeedbackProvider,
    /// In which language.
    pub(crate) language: Locale,
    /// How strictly the drawing is judged.
    pub(crate) leniency: Leniency,
}

/// A character that the classifier considered, with a heat map of its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Considered {
    /// The character, 0-61.
    pub(crate) class_id: u8,
    /// Its probability, 0-1; absent when it is not among the five most probable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<f32>,
}

/// A feedback at rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FeedbackRecord {
    /// The similarity that it is about.
    pub(crate) similarity_id: RecordId,
    /// What was asked.
    pub(crate) wish: Wish,
    /// Who spoke.
    pub(crate) provider: FeedbackProvider,
    /// Why that is not the one that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fallback: Option<Fallback>,
    /// What was said.
    pub(crate) words: Words,
    /// What was measured.
    pub(crate) analysis: Analysis,
    /// The characters with a heat map: the one that was wanted, and the one that was recognised when it is another.
    pub(crate) considered: Vec<Considered>,
    /// The classifier behind the heat maps.
    pub(crate) model: ModelStamp,
    /// When it was made.
    pub(crate) created_at: Timestamp,
}

impl FeedbackRecord {
    /// Whether it is what is wished for. A feedback in which another provider had to stand in never is: the one that was
    /// asked may answer now.
    pub(crate) fn grants(&self, wish: Wish) -> bool {
        self.wish == wish && self.fallback.is_none()
    }
}
