//! What a check comes to.

use super::Report;
use crate::catalogue::IngredientId;
use crate::interactions::vocabulary::vocabulary;
use crate::interactions::{Source, Subject};

vocabulary! {
    /// What a check comes to. None of them says that medicines are safe together.
    Outcome ("outcome") {
        /// Something contraindicated or major was found. Said even when other things could not be asked.
        Danger = "danger",
        /// A medicine, an ingredient or a source could not be asked, and no danger was found in what could.
        Incomplete = "incomplete",
        /// Something moderate or minor was found, or food or alcohol matters.
        Caution = "caution",
        /// Everything was asked, and no source knows anything.
        NothingKnown = "nothing_known",
    }
}

/// Something that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A source that a check needs has not been imported.
    SourceMissing(Source),
    /// It is not known, or not wholly, what acts in this medicine.
    IngredientsUnknown {
        /// Its place in the request.
        medicine: usize,
    },
    /// No source has a single rule about this ingredient: silence says nothing.
    NoSource {
        /// The medicine's place in the request.
        medicine: usize,
        /// The ingredient.
        ingredient: IngredientId,
    },
}

/// Danger outranks a gap, so that what was found is not hidden behind what was not asked; a gap outranks all else.
pub(super) fn of(report: &Report) -> Outcome {
    let findings = || report.findings.iter();
    if findings().any(|finding| finding.merged.severity.is_dangerous()) {
        return Outcome::Danger;
    }
    if !report.gaps.is_empty() {
        return Outcome::Incomplete;
    }
    let anybody_may_meet = report.precautions.iter().any(|finding| {
        let super::Between::Circumstance(_, subject) = &finding.between else {
            return false;
        };
        matches!(subject, Subject::Food(_) | Subject::Alcohol)
    });
    if anybody_may_meet || findings().next().is_some() {
        Outcome::Caution
    } else {
        Outcome::NothingKnown
    }
}
