//! What the person says it is.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use garde::Validate;
use nazar::catalogue::Medicine;
use nazar::checks::private;
use nazar::http::{Caller, Code, FieldCode, Locale, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::scans::{Reference, are_two, contradicts, is_another, seen_again};
use nazar::store;
use nazar::store::scans::{CandidateRecord, Confirmation, ScanRecord, ScanStatus};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Context;
use crate::follow::ScanAnswer;
use crate::item::{found, shown};

/// From this probability on a candidate speaks against every medicine in which something else acts.
const ALL_BUT_CERTAIN: f32 = 0.95;

/// What the person says it is: a medicine of the catalogue, a candidate by its US code, or none of those shown.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = ScanConfirmRequest)]
#[schema(example = json!({"medication_id": "demo-nurofen-forte-400-mg"}))]
pub(crate) struct ConfirmRequest {
    /// A medicine of the catalogue.
    #[garde(inner(length(chars, min = 1, max = 96)))]
    medication_id: Option<String>,
    /// A candidate of this scan, by its US code.
    #[garde(inner(length(chars, min = 1, max = 20)))]
    ndc: Option<String>,
    /// `true`: it is none of the candidates.
    #[garde(skip)]
    none: Option<bool>,
}

/// Say what a scan is
///
/// The person's word is kept beside the scan and does not make it recognised: what was seen stays what it was. If the scan is
/// recognised as another medicine, or what was read on the pill speaks against this one, the answer says so (`contradicted`). Saying it again replaces what was said.
#[utoipa::path(
    post,
    path = "/api/v1/scans/{id}/confirm",
    operation_id = "confirm_scan",
    tag = "scans",
    security(("bearer" = [])),
    params(
        ("id" = RecordId, Path, description = "The scan."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
    ),
    request_body = ConfirmRequest,
    responses(
        (status = 200, description = "The scan, with what was said and what follows from that.", body = ScanAnswer),
        (status = 404, description = "No scan of mine.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Not exactly one of the three, no such medicine, or no candidate of this scan.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn confirm(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidPath(id): ValidPath<RecordId>,
    ValidJson(request): ValidJson<ConfirmRequest>,
) -> Result<impl IntoResponse, Problem> {
    let mut record = found(&context, caller.owner, id).await?;
    let reference = context.references.get().await;
    let confirmation = said(&request, &record, &reference)?;
    if !context
        .scans
        .confirm(caller.owner, id, &confirmation)
        .await?
    {
        return Err(Problem::new(Code::NotFound));
    }
    record.confirmation = Some(confirmation);
    let answer: ScanAnswer = shown(&context, &caller, record, None, locale).await?;
    Ok((private(), Json(answer)))
}

fn said(
    request: &ConfirmRequest,
    record: &ScanRecord,
    reference: &Reference,
) -> Result<Confirmation, Problem> {
    let mut said = Confirmation {
        medication_id: None,
        ndc: None,
        name: None,
        contradicted: false,
        at: store::now(),
    };
    match (&request.medication_id, &request.ndc, request.none) {
        (Some(id), None, None | Some(false)) => {
            let medicine = id
                .parse()
                .ok()
                .and_then(|id| reference.catalogue.data.medicine(&id));
            let medicine =
                medicine.ok_or_else(|| Problem::field("/medication_id", FieldCode::NotOneOf))?;
            said.medication_id = Some(medicine.id.to_string());
            said.name = Some(medicine.name.clone());
            let is_other = |sure| is_another(sure, medicine, reference);
            said.contradicted =
                sure(record).is_some_and(is_other) || speaks_against(record, medicine, reference);
        }
        (None, Some(ndc), None | Some(false)) => {
            let of = |candidate: &&CandidateRecord| candidate.ndc.as_ref() == Some(ndc);
            let candidate = record.candidates.iter().find(of);
            let candidate = candidate.ok_or_else(|| Problem::field("/ndc", FieldCode::NotOneOf))?;
            let is_other = |sure| are_two(sure, candidate, reference);
            said.contradicted = sure(record).is_some_and(is_other);
            said.ndc = Some(ndc.clone());
            said.medication_id = candidate.medication_id.clone();
            said.name = Some(candidate.name.clone());
        }
        (None, None, Some(true)) => {}
        _ => return Err(Problem::field("/medication_id", FieldCode::Required)),
    }
    Ok(said)
}

/// What the scan is recognised as, or is all but certain to be.
fn sure(record: &ScanRecord) -> Option<&CandidateRecord> {
    let first = record.candidates.first()?;
    let is_sure = record.status == ScanStatus::Recognised || first.probability >= ALL_BUT_CERTAIN;
    is_sure.then_some(first)
}

/// Whether what was seen and read of a pill speaks against a medicine.
fn speaks_against(record: &ScanRecord, medicine: &Medicine, reference: &Reference) -> bool {
    let pills = record.pills.iter();
    pills
        .map(seen_again)
        .any(|seen| seen.has_imprint() && contradicts(&seen, medicine, reference))
}
