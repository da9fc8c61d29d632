//! What does this code say?

use axum::extract::State;
use axum::{Json, response::IntoResponse};
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::codes::Symbology;
use nazar::http::{Caller, Code, FieldCode, Locale, Problem, ProblemBody, ValidJson};
use nazar::ids::RecordId;
use nazar::scans::{Evidence, Made, ScanView, conclude, read_code};
use nazar::store::scans::ScanSource;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Context;
use crate::follow::{FollowUp, ScanAnswer};
use crate::passport::passports;
use crate::place::At;
use crate::reward;

/// A code that a phone has read.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = ScanCodeRequest)]
#[schema(example = json!({"text": "2999000000074", "format": "ean13"}))]
pub(crate) struct CodeRequest {
    /// Its text, with the character GS (U+001D) for FNC1, or as it is printed in brackets, or a GS1 Digital Link.
    #[garde(length(chars, min = 1, max = 4296))]
    #[schema(min_length = 1, max_length = 4296)]
    text: String,
    /// Its kind, as far as the phone knows it.
    #[garde(inner(length(max = 40)))]
    #[schema(example = "data_matrix")]
    format: Option<String>,
    /// Where the person is, for pharmacies near.
    #[serde(flatten)]
    #[garde(dive)]
    at: At,
}

impl CodeRequest {
    fn symbology(&self) -> Result<Option<Symbology>, Problem> {
        let read = self.format.as_deref().map(str::parse::<Symbology>);
        read.transpose()
            .map_err(|_| Problem::field("/format", FieldCode::NotOneOf))
    }
}

/// Scan a code that a phone has read
///
/// EAN, UPC, GS1 element strings and Digital Links are understood; a number with a wrong check digit is said to be wrong and not looked
/// up. The scan is kept in the history.
#[utoipa::path(
    post,
    path = "/api/v1/scans/code",
    operation_id = "scan_code",
    tag = "scans",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = CodeRequest,
    responses(
        (status = 200, description = "What the code says.", body = ScanAnswer,
            headers(("Location" = String, description = "Where the scan is read."))),
        (status = 422, description = "`validation-failed`: no text, one that is too long, an unknown kind of code, or a coordinate.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidJson(request): ValidJson<CodeRequest>,
) -> Result<impl IntoResponse, Problem> {
    let format = request.symbology()?;
    let place = request.at.place()?;
    if request.text.trim().is_empty() {
        return Err(Problem::field("/text", FieldCode::Required));
    }
    let reference = context.references.get().await;
    let own = context.own_list(caller.owner, &reference).await?;
    let evidence = Evidence {
        codes: vec![read_code(&request.text, format, None)],
        ..Evidence::default()
    };
    let made = Made {
        id: RecordId::generate(),
        source: ScanSource::Code,
        models: Vec::new(),
        other_side_of: None,
    };
    let conclusion = conclude(&evidence, &reference, &own);
    let record = conclusion.record(made, evidence, &reference, &own);
    context.scans.create(caller.owner, &record).await?;
    let follow_up = FollowUp::of(&context, caller.owner, &record, place, locale).await?;
    let passports = passports(&context, &caller, &record, locale).await?;
    let is_severe = follow_up.as_ref().is_some_and(|follow| follow.is_severe);
    reward::give(&context, &caller, &record, is_severe).await;
    let scan = ScanView::new(record, locale);
    let location = HeaderValue::from_str(&scan.link).map_err(|_| Problem::new(Code::Internal))?;
    let headers = HeaderMap::from_iter([
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]);
    Ok((
        StatusCode::OK,
        headers,
        Json(ScanAnswer {
            scan,
            image_url: None,
            passports,
            follow_up,
        }),
    ))
}
