//! Whether a medicine, or the pack whose code was read, is recalled.

use nazar::http::Locale;
use nazar::recalls::words::{self, RecallWords};
use nazar::recalls::{Question, RecallClass, RecallStatus, Verdict};
use nazar::scans::Reference;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// Whether it is recalled: clear, recalled, or could not be checked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanRecalls)]
pub(crate) struct RecallsView {
    /// Only `clear` is a good sign, and no promise.
    pub(crate) verdict: Verdict,
    /// The verdict in words.
    summary: String,
    /// The recalls that concern it, or may, the gravest first.
    recalls: Vec<RecallView>,
    /// What could not be checked, in words.
    gaps: Vec<String>,
}

/// One recall.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanRecall)]
pub(crate) struct RecallView {
    /// The authority's number.
    #[schema(example = "FDA-2025-001")]
    number: String,
    /// How dangerous it is; absent where the authority does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<RecallClass>,
    /// Whether it goes on.
    status: RecallStatus,
    /// In words.
    words: RecallWords,
    /// Where to read more.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// Whether it is invented for demonstration.
    demonstration: bool,
}

/// Asks all sources.
pub(crate) async fn recalls(
    context: &Context,
    question: &Question,
    reference: &Reference,
    locale: Locale,
) -> RecallsView {
    let answer = context
        .recalls
        .check(&reference.catalogue.data, question)
        .await;
    let found = answer.recalls.iter().map(|found| RecallView {
        number: found.recall.number.clone(),
        class: found.recall.class,
        status: found.recall.status,
        words: words::recall(locale, found),
        link: found.recall.link.clone(),
        demonstration: found.recall.demonstration,
    });
    RecallsView {
        verdict: answer.verdict,
        summary: words::verdict(locale, answer.verdict),
        recalls: found.collect(),
        gaps: answer
            .gaps
            .iter()
            .map(|gap| words::gap(locale, gap))
            .collect(),
    }
}
