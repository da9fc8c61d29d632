//! The medicines that a person takes.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::catalogue::fold::compact;
use nazar::checks::{Found, MedicineRef, NotChecked, find};
use nazar::http::{
    Caller, Code, FieldCode, List, PageQuery, Problem, ProblemBody, ValidJson, ValidPath,
    ValidQuery, cursor, paged,
};
use nazar::ids::RecordId;
use nazar::store::PageRequest;
use nazar::store::medicine_list::{Added, Entry, Medication};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "medications";

/// A medicine that I take.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Конкор 5 мг", "dosage": "1 tablet", "frequency": "every morning"}))]
pub(crate) struct MedicationRequest {
    /// Which medicine.
    #[serde(flatten)]
    #[garde(dive)]
    medicine: MedicineRef,
    /// How much at a time.
    #[garde(inner(length(chars, max = 100)))]
    dosage: Option<String>,
    /// How often.
    #[garde(inner(length(chars, max = 100)))]
    frequency: Option<String>,
    /// The first day.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// The last day.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    end_date: Option<Date>,
    /// Anything else.
    #[garde(inner(length(chars, max = 500)))]
    notes: Option<String>,
}

/// A medicine on my list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MedicationView {
    /// Names the entry.
    id: RecordId,
    /// The medicine's or ingredient's id in the catalogue; absent for one that it does not have.
    #[serde(skip_serializing_if = "Option::is_none")]
    medicine: Option<String>,
    /// Its name.
    name: String,
    /// Why checks cannot look at it, if they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_checked: Option<NotChecked>,
    /// How much at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    dosage: Option<String>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<String>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    end_date: Option<Date>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<String>,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// List the medicines that I take
///
/// Newest first.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/medications",
    tag = "users",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of my list.", body = List<MedicationView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(LIST)?,
    };
    let held = context.data.get().await?;
    let page = context.lists.page(caller.owner, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let view = |entry: Entry| {
        let medication = &entry.medication;
        let text = medication.medicine.as_deref().unwrap_or(&medication.name);
        let problem = find(&held.data.catalogue, text).problem;
        MedicationView::new(entry, problem)
    };
    let items = page.items.into_iter().map(view).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}

/// Add a medicine that I take
///
/// One that the catalogue does not have is kept under its name; checks then say that they could not look at it.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/medications",
    tag = "users",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = MedicationRequest,
    responses(
        (status = 201, description = "It is on my list.", body = MedicationView,
            headers(("Location" = String, description = "The entry."))),
        (status = 404, description = "No medicine of this id or GTIN.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`medication-listed`: it is on my list already. `medication-list-full`: 50 are.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A field breaks a rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn add(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(request): ValidJson<MedicationRequest>,
) -> Result<(StatusCode, HeaderMap, Json<MedicationView>), Problem> {
    let text = request.medicine.text("")?;
    if matches!((request.start_date, request.end_date), (Some(first), Some(last)) if last < first) {
        return Err(Problem::field("/end_date", FieldCode::InvalidFormat));
    }
    let held = context.data.get().await?;
    let found = find(&held.data.catalogue, text);
    let is_unknown = found.problem == Some(NotChecked::UnknownMedicine);
    if is_unknown && request.medicine.name.is_none() {
        return Err(Problem::new(Code::NotFound));
    }
    let problem = found.problem;
    let entry = request.entry(found);
    match context.lists.add(caller.owner, &entry).await? {
        Added::Yes => {}
        Added::Already => return Err(Problem::new(Code::MedicationListed)),
        Added::Full => return Err(Problem::new(Code::MedicationListFull)),
    }
    let location = format!("/api/v1/users/me/medications/{}", entry.id);
    let location = HeaderValue::from_str(&location).map_err(Problem::internal)?;
    let headers = HeaderMap::from_iter([(header::LOCATION, location)]);
    let view = MedicationView::new(entry, problem);
    Ok((StatusCode::CREATED, headers, Json(view)))
}

/// Take a medicine off my list
#[utoipa::path(
    delete,
    path = "/api/v1/users/me/medications/{id}",
    tag = "users",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The entry.")),
    responses(
        (status = 204, description = "It is no longer on my list."),
        (status = 404, description = "No entry of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn remove(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    match context.lists.remove(caller.owner, id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}

impl MedicationRequest {
    fn entry(self, found: Found) -> Entry {
        let only = match found.taken.ingredients.as_slice() {
            [ingredient] if found.problem.is_none() => Some(ingredient.to_string()),
            _ => None,
        };
        let medicine = found.id.map(|id| id.to_string()).or(only);
        let identity = match &medicine {
            Some(id) => id.clone(),
            None => format!("name:{}", compact(&found.name)),
        };
        let medication = Medication {
            medicine,
            name: found.name,
            dosage: self.dosage,
            frequency: self.frequency,
            start_date: self.start_date,
            end_date: self.end_date,
            notes: self.notes,
        };
        Entry::new(medication, identity)
    }
}

impl MedicationView {
    fn new(entry: Entry, not_checked: Option<NotChecked>) -> Self {
        let medication = entry.medication;
        Self {
            id: entry.id,
            medicine: medication.medicine,
            name: medication.name,
            not_checked,
            dosage: medication.dosage,
            frequency: medication.frequency,
            start_date: medication.start_date,
            end_date: medication.end_date,
            notes: medication.notes,
            created_at: entry.created_at,
        }
    }
}
