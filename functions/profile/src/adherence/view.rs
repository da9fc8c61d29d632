//! Doses, as they are shown.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::ids::{MemberId, RecordId};
use nazar::store::adherence::{Counts, Dose, DoseLog, DoseOutcome, DoseState, SkipReason};
use serde::Serialize;
use utoipa::ToSchema;

/// A dose that was logged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoseLogView {
    /// Names the log.
    id: RecordId,
    /// The entry of the list; it may be gone by now.
    medication: RecordId,
    /// The medicine's name when it was logged.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// Whose dose it was; absent for mine.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
    /// The day that it counts for.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// When it was due, as clocks showed it; absent for what was taken when needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-01-31T08:00")]
    due: Option<String>,
    /// The moment at which it was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// What became of it.
    outcome: DoseOutcome,
    /// Why it was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<SkipReason>,
    /// When it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    taken_at: Option<Timestamp>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Units that it took from the stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<f64>,
    /// When it was logged.
    #[schema(value_type = String, format = DateTime)]
    logged_at: Timestamp,
}

impl From<DoseLog> for DoseLogView {
    fn from(log: DoseLog) -> Self {
        Self {
            id: log.id,
            medication: log.entry,
            name: log.name,
            member: log.member,
            day: log.day,
            due: log.due.map(|due| due.to_string()),
            due_at: log.due_at,
            outcome: log.outcome,
            reason: log.reason,
            taken_at: log.taken_at,
            note: log.note,
            units: log.units,
            logged_at: log.logged_at,
        }
    }
}

/// A dose of a day, logged or not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoseView {
    /// The entry of the list.
    medication: RecordId,
    /// The medicine's name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// When it is due, as clocks show it: names the dose when it is logged. Absent for what was taken when needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-01-31T08:00")]
    due: Option<String>,
    /// The moment at which it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// How it stands.
    state: DoseState,
    /// What was logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<DoseLogView>,
}

impl From<Dose> for DoseView {
    fn from(dose: Dose) -> Self {
        Self {
            medication: dose.entry,
            name: dose.name,
            due: dose.due.map(|due| due.to_string()),
            due_at: dose.due_at,
            state: dose.state,
            log: dose.log.map(DoseLogView::from),
        }
    }
}

/// Doses of plans, counted. What was taken when it was needed is in none of the numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CountsView {
    /// All of them: the sum of the others.
    #[schema(example = 6)]
    scheduled: u32,
    /// Taken.
    #[schema(example = 4)]
    taken: u32,
    /// Left out on purpose.
    #[schema(example = 0)]
    skipped: u32,
    /// Not logged four hours after their time.
    #[schema(example = 1)]
    missed: u32,
    /// Whose time has come, and which are not missed yet.
    #[schema(example = 0)]
    due: u32,
    /// Whose time has not come.
    #[schema(example = 1)]
    upcoming: u32,
    /// The part taken of those taken, skipped and missed, from 0 to 1; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.8)]
    rate: Option<f64>,
}

impl From<Counts> for CountsView {
    fn from(counts: Counts) -> Self {
        Self {
            scheduled: counts.scheduled,
            taken: counts.taken,
            skipped: counts.skipped,
            missed: counts.missed,
            due: counts.due,
            upcoming: counts.upcoming,
            rate: counts.rate(),
        }
    }
}
