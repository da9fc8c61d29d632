//! Do these medicines go together with those that I take?

use axum::{Json, extract::State};
use garde::Validate;
use http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::checks::{About, CheckView, MedicineRef, answer, find, private};
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidJson};
use nazar::ids::MemberId;
use nazar::store::medicine_list::Entry;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::texts;
use crate::{Context, reward};

/// Further medicines to check with the caller's own, and what the caller tells of themselves.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"medicines": [{"name": "Нурофен"}], "age": 41}))]
pub(crate) struct OwnCheckRequest {
    /// Up to 20 medicines beside those on the list; none to check the list itself.
    #[garde(length(max = 20), dive)]
    #[serde(default)]
    #[schema(max_items = 20)]
    medicines: Vec<MedicineRef>,
    /// A member of the caller's family, whose list and health are meant instead of the caller's.
    #[garde(skip)]
    member: Option<MemberId>,
    /// The person.
    #[serde(flatten)]
    #[garde(dive)]
    about: About,
}

/// Check medicines against those that I take
///
/// The medicines on the caller's list that are taken today come first, newest first, then those of the request; `index`
/// counts through both. With fewer than two together there is nothing to check: `nothing-to-check`.
///
/// What the request does not tell of the person is taken from what the caller has told of themselves at `/users/me`, or of
/// the member: illnesses, allergies, pregnancy, breastfeeding and age.
#[utoipa::path(
    post,
    path = "/api/v1/interactions/check/with-my-medications",
    tag = "interactions",
    security(("bearer" = [])),
    request_body = OwnCheckRequest,
    responses(
        (status = 200, description = "What is known.", body = CheckView),
        (status = 404, description = "No member of the caller's family.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`nothing-to-check`: fewer than two medicines with those of the list; or a field \
            breaks a rule.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "There are no data to check against, or the list cannot be read.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidJson(request): ValidJson<OwnCheckRequest>,
) -> Result<(HeaderMap, Json<CheckView>), Problem> {
    let texts = texts(&request.medicines)?;
    let held = context.data.get().await?;
    let today = caller.zone.day(Timestamp::now());
    let known = known(&context, &caller, request.member, today).await?;
    let list = context.lists.all_of(caller.owner, request.member).await?;
    let own = list
        .iter()
        .filter(|entry| entry.is_taken_on(today))
        .map(named);
    let found: Vec<_> = own
        .chain(texts)
        .map(|text| find(&held.data.catalogue, text))
        .collect();
    if found.len() < 2 {
        return Err(Problem::new(Code::NothingToCheck));
    }
    let view = answer(&held, &found, &request.about.or(known), locale);
    reward::count(&context, &caller, &found).await;
    Ok((private(), Json(view)))
}

/// What is known of the person whose list it is.
async fn known(
    context: &Context,
    caller: &Caller,
    member: Option<MemberId>,
    today: Date,
) -> Result<About, Problem> {
    let health = match member {
        None => context.households.about(caller.owner).await?.health,
        Some(id) => {
            let found = context.households.member(caller.owner, id).await?;
            found.ok_or_else(|| Problem::new(Code::NotFound))?.health
        }
    };
    Ok(health.about(today))
}

/// By the catalogue's id, which keeps its meaning; else by the name that the person gave.
fn named(entry: &Entry) -> &str {
    let medication = &entry.medication;
    medication.medicine.as_deref().unwrap_or(&medication.name)
}
