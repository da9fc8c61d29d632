//! `POST /api/v1/users/me/adherence`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use jiff::{SignedDuration, Timestamp};
use nazar::Zone;
use nazar::engagement::on_time;
use nazar::http::{Caller, Code, FieldCode, Problem, ProblemBody, ValidJson};
use nazar::ids::RecordId;
use nazar::store;
use nazar::store::adherence::{DoseLog, DoseOutcome, Logged, SkipReason};
use nazar::store::medicine_list::{Due, Entry};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::DoseLogView;
use crate::Context;
use crate::answer::created;
use crate::household::zone;

/// How far a client's clock may be ahead of ours.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// What became of a dose.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"medication": "01JD7Z3C9GQ2V5N8W4T6XKRB1M", "due": "2026-01-31T08:00", "outcome": "taken"}))]
pub(crate) struct DoseRequest {
    /// The entry of my list, or of a member's.
    #[garde(skip)]
    medication: RecordId,
    /// Which dose: when it was due by the plan, as clocks show it. Left out for a medicine without times.
    #[garde(inner(length(max = 16)))]
    #[schema(pattern = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")]
    due: Option<String>,
    /// What became of it.
    #[garde(skip)]
    outcome: DoseOutcome,
    /// When it was taken; now when absent.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = DateTime)]
    taken_at: Option<Timestamp>,
    /// Why it was left out; only for `skipped`.
    #[garde(skip)]
    reason: Option<SkipReason>,
    /// Anything else.
    #[garde(inner(length(chars, max = 300)))]
    #[schema(max_length = 300)]
    note: Option<String>,
}

/// Log a dose that I took or skipped, or a member of my family
///
/// A dose is logged once, whoever sends it and however often: a second log is refused, whatever it says. One that was taken
/// takes its units from the stock. A dose can be logged from the day on which it is due.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/adherence",
    operation_id = "log_dose",
    tag = "adherence",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = DoseRequest,
    responses(
        (status = CREATED, description = "It is logged.", body = DoseLogView,
            headers(("Location" = String, description = "The log, for taking it back."))),
        (status = NOT_FOUND, description = "No entry of mine.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`dose-logged`: it was logged before.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`no-such-dose`: the plan has none at this time. Or a field breaks a rule.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn log_dose(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<DoseRequest>,
) -> Result<Response, Problem> {
    let zone = zone(&context, &caller).await?;
    let found = context.lists.get(caller.owner, body.medication).await?;
    let entry = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    let log = body.log(&entry, &zone, store::now())?;
    match context.doses.log(caller.owner, entry.id, log).await? {
        Logged::Yes(log) => {
            if let Some(cause) = on_time(&entry, &log, &zone) {
                let ledger = &context.ledger;
                ledger.reward(caller.owner, &cause, store::now()).await;
            }
            let dose = log
                .due
                .map_or_else(|| format!("{}/{}", log.day, log.id), |due| due.to_string());
            let path = format!("/api/v1/users/me/adherence/{}/{dose}", log.entry);
            created(&path, &DoseLogView::from(*log))
        }
        Logged::Already(_) => Err(Problem::new(Code::DoseLogged)),
        Logged::Gone => Err(Problem::new(Code::NotFound)),
        Logged::Busy => Err(Problem::new(Code::Conflict)),
    }
}

impl DoseRequest {
    fn log(self, entry: &Entry, zone: &Zone, now: Timestamp) -> Result<DoseLog, Problem> {
        let due = self.due(entry, zone, now)?;
        let wrong = |field: &str| Problem::field(field, FieldCode::InvalidFormat);
        let is_taken = self.outcome == DoseOutcome::Taken;
        if is_taken && self.reason.is_some() {
            return Err(wrong("/reason"));
        }
        if self.taken_at.is_some_and(|at| !is_taken || at > now + SKEW) {
            return Err(wrong("/taken_at"));
        }
        let taken_at = is_taken.then(|| self.taken_at.unwrap_or(now));
        if due.is_none() && !is_taken {
            // What is not due cannot be left out.
            return Err(Problem::new(Code::NoSuchDose));
        }
        Ok(DoseLog {
            id: RecordId::generate(),
            entry: entry.id,
            member: entry.member,
            name: entry.medication.name.clone(),
            day: due.map_or_else(|| zone.day(taken_at.unwrap_or(now)), |due| due.day),
            due,
            due_at: due.map(|due| due.moment(zone)),
            outcome: self.outcome,
            reason: self.reason,
            taken_at,
            note: self.note,
            units: None,
            logged_at: now,
        })
    }

    /// The dose, which has to be one of the plan's, of today or before.
    fn due(&self, entry: &Entry, zone: &Zone, now: Timestamp) -> Result<Option<Due>, Problem> {
        let Some(text) = &self.due else {
            return match entry.medication.times.is_empty() {
                true => Ok(None),
                false => Err(Problem::field("/due", FieldCode::Required)),
            };
        };
        let due: Due = text
            .parse()
            .map_err(|_| Problem::field("/due", FieldCode::InvalidFormat))?;
        if !entry.has_dose(due) || due.day > zone.day(now) {
            return Err(Problem::new(Code::NoSuchDose));
        }
        Ok(Some(due))
    }
}
