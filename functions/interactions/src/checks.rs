//! Do these medicines go together?

use axum::{Json, extract::State};
use garde::Validate;
use http::{HeaderMap, HeaderValue, header};
use nazar::http::{Locale, Problem, ProblemBody, ValidJson};
use nazar::interactions::{Taken, check as find_interactions, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::asked::{Found, MedicineRef, find};
use crate::data::Held;
use crate::person::About;
use crate::view::{DataView, FindingView, VerdictView};

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

/// What a check came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckView {
    /// What it comes to, and what was and was not checked. Read this first.
    verdict: VerdictView,
    /// What was found, most severe first.
    findings: Vec<FindingView>,
    /// What matters if it applies: food and alcohol, and what the person did not tell. Most severe first.
    precautions: Vec<FindingView>,
    /// The language of the words.
    language: Locale,
    /// What the answer was made from.
    data: DataView,
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
    locale: Locale,
    ValidJson(request): ValidJson<CheckRequest>,
) -> Result<(HeaderMap, Json<CheckView>), Problem> {
    let texts = texts(&request.medicines)?;
    let held = context.data.get().await?;
    let found: Vec<Found> = texts
        .iter()
        .map(|text| find(&held.data.catalogue, text))
        .collect();
    Ok(answer(&held, &found, &request.about, locale))
}

/// The texts that name the medicines.
pub(crate) fn texts(medicines: &[MedicineRef]) -> Result<Vec<&str>, Problem> {
    let named = medicines.iter().enumerate();
    named
        .map(|(place, medicine)| medicine.text(&format!("/medicines/{place}")))
        .collect()
}

/// Checks what was found, and says so. Not to be kept by anybody: it tells what a person takes.
pub(crate) fn answer(
    held: &Held,
    found: &[Found],
    about: &About,
    locale: Locale,
) -> (HeaderMap, Json<CheckView>) {
    let taken: Vec<Taken> = found.iter().map(|one| one.taken.clone()).collect();
    let report = find_interactions(&held.data.knowledge, &taken, &about.person());
    let shown = |findings: &[nazar::interactions::Finding]| {
        let findings = findings.iter();
        findings
            .map(|finding| FindingView::new(held, found, finding, locale))
            .collect()
    };
    let view = CheckView {
        verdict: VerdictView::new(held, found, &report, about, locale),
        findings: shown(&report.findings),
        precautions: shown(&report.precautions),
        language: words::language(locale),
        data: DataView::new(held),
    };
    let private = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (HeaderMap::from_iter(private), Json(view))
}
