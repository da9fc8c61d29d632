//! Do these medicines go together?

use axum::{Json, extract::State};
use garde::Validate;
use http::HeaderMap;
use nazar::checks::{About, CheckView, Found, MedicineRef, answer, find, private};
use nazar::http::{Caller, Locale, Problem, ProblemBody, ValidJson};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Context, reward};

/// Medicines to check, and who takes them.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({
    "medicines": [{"name": "Варфарин"}, {"gtin": "2999000000074"}, {"id": "ibuprofen"}],
    "conditions": ["peptic_ulcer"], "pregnant": false, "age": 68
}))]
pub(crate) struct CheckRequest {
    /// 2 to 20 medicines.
    #[garde(length(min = 2, max = 20), dive)]
    #[schema(min_items = 2, max_items = 20)]
    medicines: Vec<MedicineRef>,
    /// The person.
    #[serde(flatten)]
    #[garde(dive)]
    about: About,
}

/// Check medicines against each other
///
/// By active ingredient and class: brand names, spelling and script do not matter. A medicine that is not known, or of
/// which no source knows anything, is named under `not_checked` and makes the verdict `incomplete`; nothing is ever
/// called safe.
#[utoipa::path(
    post,
    path = "/api/v1/interactions/check",
    tag = "interactions",
    security((), ("bearer" = [])),
    request_body = CheckRequest,
    responses(
        (status = 200, description = "What is known.", body = CheckView),
        (status = 422, description = "Fewer than 2 or more than 20 medicines, one that is named in no way or in several, \
            or a word that is in no list.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "There are no data to check against.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check(
    State(context): State<Context>,
    // A token that is not good is nobody's: who asks whether medicines go together is always answered.
    caller: Result<Caller, Problem>,
    locale: Locale,
    ValidJson(request): ValidJson<CheckRequest>,
) -> Result<(HeaderMap, Json<CheckView>), Problem> {
    let texts = texts(&request.medicines)?;
    let held = context.data.get().await?;
    let found: Vec<Found> = texts
        .iter()
        .map(|text| find(&held.data.catalogue, text))
        .collect();
    let view = answer(&held, &found, &request.about, locale);
    if let Ok(caller) = caller {
        reward::count(&context, &caller, &found).await;
    }
    Ok((private(), Json(view)))
}

/// The texts that name the medicines.
pub(crate) fn texts(medicines: &[MedicineRef]) -> Result<Vec<&str>, Problem> {
    let named = medicines.iter().enumerate();
    named
        .map(|(place, medicine)| medicine.text(&format!("/medicines/{place}")))
        .collect()
}
