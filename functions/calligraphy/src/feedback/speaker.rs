//! Putting an analysis into words: the coach itself, or a provider outside, behind one trait.

use std::time::Instant;

use nazar::http::Locale;

use super::record::{Fallback, FeedbackProvider, Silence};
use crate::coach::{Analysis, Words};

/// What a speaker is told. Nothing in it says whose drawing it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brief<'a> {
    /// What was measured.
    pub(crate) analysis: &'a Analysis,
    /// Reference and drawing over each other, as PNG.
    pub(crate) overlay: &'a [u8],
    /// The language to speak.
    pub(crate) language: Locale,
    /// When the words must be there.
    pub(crate) until: Instant,
}

/// Somebody who can put an analysis into words: one sentence, and a point for each of its four focuses.
pub(crate) trait Speaker {
    /// Which provider this is.
    const PROVIDER: FeedbackProvider;

    /// The words.
    ///
    /// # Errors
    /// Why there are none.
    fn speak(&self, brief: Brief<'_>) -> impl Future<Output = Result<Words, Silence>> + Send;
}

/// The coach's own words, from the catalogues.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LocalCoach;

impl LocalCoach {
    fn words(brief: Brief<'_>) -> Words {
        brief.analysis.words(brief.language)
    }
}

impl Speaker for LocalCoach {
    const PROVIDER: FeedbackProvider = FeedbackProvider::Local;

    async fn speak(&self, brief: Brief<'_>) -> Result<Words, Silence> {
        Ok(Self::words(brief))
    }
}

/// Words, and who found them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spoken {
    pub(crate) provider: FeedbackProvider,
    pub(crate) fallback: Option<Fallback>,
    pub(crate) words: Words,
}

/// What `speaker` says, or the coach in its place.
pub(crate) async fn say<S: Speaker>(speaker: &S, brief: Brief<'_>) -> Spoken {
    match speaker.speak(brief).await {
        Ok(words) => Spoken {
            provider: S::PROVIDER,
            fallback: None,
            words,
        },
        Err(reason) => Spoken {
            provider: LocalCoach::PROVIDER,
            fallback: Some(Fallback {
                provider: S::PROVIDER,
                reason,
            }),
            words: LocalCoach::words(brief),
        },
    }
}
