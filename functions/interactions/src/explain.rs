//! What a severity and a mechanism mean, in plain words.

use axum::{Json, extract::State};
use garde::Validate;
use nazar::checks::DataView;
use nazar::http::{FieldCode, Locale, Problem, ProblemBody, ValidJson};
use nazar::interactions::words::{Words, language, words_of};
use nazar::interactions::{Advice, Mechanism, Setting, Severity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// What to explain. Words outside the lists are refused: an explanation of the unknown would be an invention.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"severity": "major", "mechanism": "bleeding"}))]
pub(crate) struct ExplainRequest {
    /// How bad.
    #[garde(skip)]
    severity: Option<Severity>,
    /// What happens; `not_stated` when absent.
    #[garde(skip)]
    mechanism: Option<Mechanism>,
    /// What to do, if a finding says it.
    #[garde(skip)]
    advice: Option<Advice>,
    /// What it is about; two medicines (`pair`) when absent.
    #[garde(skip)]
    setting: Option<Setting>,
}

/// An explanation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Explanation {
    /// How bad.
    severity: Severity,
    /// What happens.
    mechanism: Mechanism,
    /// What happens, what to watch for, what to do, how urgent it is.
    words: Words,
    /// The language of the words.
    language: Locale,
    /// The data in force, of which this explanation needs none.
    data: DataView,
}

/// Explain a severity and a mechanism
///
/// In the language of `Accept-Language`: English, Russian, or Uzbek in Latin or Cyrillic letters. Findings of a check
/// carry these words already.
#[utoipa::path(
    post,
    path = "/api/v1/interactions/explain",
    tag = "interactions",
    security((), ("bearer" = [])),
    request_body = ExplainRequest,
    responses(
        (status = 200, description = "In plain words.", body = Explanation),
        (status = 422, description = "No severity, or a word that is in no list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "There are no data.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn explain(
    State(context): State<Context>,
    locale: Locale,
    ValidJson(request): ValidJson<ExplainRequest>,
) -> Result<Json<Explanation>, Problem> {
    let severity = request
        .severity
        .ok_or_else(|| Problem::field("/severity", FieldCode::Required))?;
    let mechanism = request.mechanism.unwrap_or(Mechanism::NotStated);
    let setting = request.setting.unwrap_or(Setting::Pair);
    Ok(Json(Explanation {
        severity,
        mechanism,
        words: words_of(locale, setting, severity, mechanism, request.advice),
        language: language(locale),
        data: DataView::new(&context.data.get().await?),
    }))
}
