//! What the medicines of somebody mean for each other and for them, in short.

use jiff::civil::Date;
use nazar::checks::{Found, Held, answer, find};
use nazar::household::Health;
use nazar::http::Locale;
use nazar::interactions::{Outcome, Severity};
use nazar::store::medicine_list::Entry;
use serde::Serialize;
use utoipa::ToSchema;

use crate::medications::view::named;

/// Most findings that are named: the whole check is one request away.
const MAX_NAMED: usize = 5;

/// A check in short. `POST /interactions/check/with-my-medications` gives the whole of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardCheck)]
pub(crate) struct CheckShort {
    /// `danger`, `incomplete`, `caution` or `nothing_known`. None of them says that medicines are safe together.
    outcome: Outcome,
    /// Whether everything could be checked. A danger is told even when it could not.
    complete: bool,
    /// The outcome in the reader's language.
    summary: String,
    /// Medicines that were looked at: those that are taken now or later.
    #[schema(example = 4)]
    medicines: usize,
    /// How much was found.
    #[schema(example = 2)]
    total: usize,
    /// The gravest, at most 5.
    findings: Vec<FindingShort>,
}

/// A finding in one sentence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardFinding)]
pub(crate) struct FindingShort {
    /// How bad.
    severity: Severity,
    /// What was found, with the names.
    #[schema(example = "warfarin + ibuprofen: Bleeding becomes more likely and stops later.")]
    headline: String,
}

/// Whether a medicine is still taken, or will be.
pub(super) fn is_current(entry: &Entry, today: Date) -> bool {
    entry.medication.end_date.is_none_or(|last| last >= today)
}

/// The check of somebody's present medicines; none while nothing is taken, because there is nothing to be said then.
pub(super) fn check(
    held: &Held,
    entries: &[Entry],
    health: &Health,
    today: Date,
    locale: Locale,
) -> Option<CheckShort> {
    let current = entries.iter().filter(|entry| is_current(entry, today));
    let found: Vec<Found> = current
        .map(|entry| find(&held.data.catalogue, named(entry)))
        .collect();
    if found.is_empty() {
        return None;
    }
    let check = answer(held, &found, &health.about(today), locale);
    let total = check.findings.len();
    let gravest = check.findings.into_iter().take(MAX_NAMED);
    let findings = gravest.map(|finding| FindingShort {
        severity: finding.severity,
        headline: finding.headline,
    });
    Some(CheckShort {
        outcome: check.verdict.outcome,
        complete: check.verdict.complete,
        summary: check.verdict.summary,
        medicines: found.len(),
        total,
        findings: findings.collect(),
    })
}
