//! `POST /api/v1/users/me/medications`

use axum::extract::State;
use axum::response::Response;
use nazar::catalogue::fold::compact;
use nazar::checks::{CheckView, Found, NotChecked, find};
use nazar::household::Households;
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidJson};
use nazar::store;
use nazar::store::medicine_list::{Added, Entry};
use serde::Serialize;
use utoipa::ToSchema;

use super::body::MedicationRequest;
use super::view::MedicationView;
use super::{follow, warn};
use crate::Context;
use crate::answer::created;
use crate::household::zone;

/// A medicine that was added, and what it means beside the others.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddedView {
    /// The entry.
    #[serde(flatten)]
    medication: MedicationView,
    /// What is known of it together with the others on the list, and for the one who takes it: interactions, the same
    /// ingredient twice, allergies, illnesses, pregnancy, age. Only what the new medicine has part in.
    warnings: CheckView,
}

/// Add a medicine that I take, or a member of my family
///
/// It is added whatever the warnings say: read them. One that the catalogue does not have is kept under its name; checks
/// then say that they could not look at it.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/medications",
    operation_id = "add_medication",
    tag = "medicine list",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = MedicationRequest,
    responses(
        (status = 201, description = "It is on the list.", body = AddedView,
            headers(("Location" = String, description = "The entry."))),
        (status = 404, description = "No medicine of this id or GTIN, or no such member of my family.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`medication-listed`: it is on the list already. `medication-list-full`: 50 are.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A field breaks a rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn add_medication(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidJson(request): ValidJson<MedicationRequest>,
) -> Result<Response, Problem> {
    let text = request.medicine.text("")?;
    let zone = zone(&context, &caller).await?;
    let held = context.data.get().await?;
    let found = find(&held.data.catalogue, text);
    let is_unknown = found.problem == Some(NotChecked::UnknownMedicine);
    if is_unknown && request.medicine.name.is_none() {
        return Err(Problem::new(Code::NotFound));
    }
    let entry = entry(request, &found)?;
    let member = entry
        .member
        .map(|id| Households::member_key(caller.owner, id));
    match context
        .lists
        .add(caller.owner, &entry, member.as_ref())
        .await?
    {
        Added::Yes => {}
        Added::Already => return Err(Problem::new(Code::MedicationListed)),
        Added::Full => return Err(Problem::new(Code::MedicationListFull)),
        Added::Nobody => return Err(Problem::new(Code::NotFound)),
    }
    let warnings = warn::of(&context, &caller, (&entry, found), &held, locale, &zone).await?;
    let about = (&entry, &warnings);
    follow::added(&context, caller.owner, about, &zone, store::now()).await;
    let path = format!("/api/v1/users/me/medications/{}", entry.id);
    let medication = MedicationView::new(entry, &held);
    created(
        &path,
        &AddedView {
            medication,
            warnings,
        },
    )
}

fn entry(request: MedicationRequest, found: &Found) -> Result<Entry, Problem> {
    let only = match found.taken.ingredients.as_slice() {
        [ingredient] if found.problem.is_none() => Some(ingredient.to_string()),
        _ => None,
    };
    let medicine = found.id.as_ref().map(ToString::to_string).or(only);
    let identity = match &medicine {
        Some(id) => id.clone(),
        None => format!("name:{}", compact(&found.name)),
    };
    let member = request.member;
    let medication = request.medication(medicine, found.name.clone())?;
    Ok(Entry::new(medication, identity, member))
}
