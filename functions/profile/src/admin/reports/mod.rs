//! Reports about pharmacies, as administrators see and decide them: a file for each operation.

pub(crate) mod decide;
pub(crate) mod list;

use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::ids::RecordId;
use nazar::store::inventory::{ModeratedReport, ReportKind, ReportState};
use serde::Serialize;
use utoipa::ToSchema;

/// A report as administrators see it: it does not say who made it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ModeratedReport)]
pub(crate) struct ReportView {
    /// Names the report.
    id: RecordId,
    /// The pharmacy.
    #[schema(example = "demo-yunusobod-1")]
    pharmacy: PharmacyId,
    /// What is said to be wrong.
    kind: ReportKind,
    /// In the person's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// How it stands.
    state: ReportState,
    /// Why, by the last decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
}

impl From<ModeratedReport> for ReportView {
    fn from(moderated: ModeratedReport) -> Self {
        let report = moderated.report;
        let decided = moderated.decision;
        Self {
            id: report.id,
            pharmacy: report.pharmacy,
            kind: report.kind,
            description: report.description,
            created_at: report.created_at,
            state: moderated.state,
            decided_at: decided.as_ref().map(|decision| decision.at),
            reason: decided.map(|decision| decision.reason),
        }
    }
}
