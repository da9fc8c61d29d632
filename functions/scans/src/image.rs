//! What is in this picture?

use axum::extract::{FromRequest, Request, State};
use axum::response::Response;
use bytes::Bytes;
use nazar::code::Code;
use nazar::http::multipart::Form;
use nazar::http::{Caller, FieldCode, Locale, PreferWait, Problem, ProblemBody};
use nazar::ids::RecordId;
use nazar::image::{Rejection, admit, admit_as};
use nazar::jobs::{Job, JobView, ScanMessage, preference_applied};
use nazar::objects::ImageKey;
use nazar::pharmacies::Place;
use nazar::store::scans::SizeReference;
use utoipa::ToSchema;

use crate::Context;
use crate::follow::FollowUp;
use crate::passport::passports;
use crate::place::At;
use crate::reward;

/// A picture to be scanned, and where the person is.
#[derive(Debug)]
pub(crate) struct Picture {
    bytes: Bytes,
    declared: Option<String>,
    place: Option<Place>,
    other_side_of: Option<RecordId>,
    reference: Option<SizeReference>,
}

/// A picture in a form.
#[derive(Debug, ToSchema)]
#[schema(as = ScanForm)]
#[expect(
    dead_code,
    reason = "describes the form in the OpenAPI document; the extractor reads it part by part"
)]
pub(crate) struct ScanForm {
    /// The picture (PNG, JPEG or WebP), up to 4 MB; larger ones by `POST /api/v1/uploads` with the purpose `scan`.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// Degrees north, for pharmacies near.
    #[schema(minimum = -90, maximum = 90)]
    lat: Option<f64>,
    /// Degrees east, for pharmacies near.
    #[schema(minimum = -180, maximum = 180)]
    lon: Option<f64>,
    /// A scan of mine of the same pill with its other side up: what was read on both is taken together.
    other_side_of: Option<RecordId>,
    /// What lies beside the pill, whole and flat, so that it can be measured: `card`, a plastic card of the usual size. A shop's or a transport card
    /// does; a bank card's number need not be shown to anybody.
    reference: Option<SizeReference>,
}

impl<S: Send + Sync> FromRequest<S> for Picture {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let form = Form::from_request(request, state).await?;
        let image = form.part("image")?;
        let at = At::of_form(form.text("lat")?, form.text("lon")?)?;
        let other_side_of = form
            .text("other_side_of")?
            .map(str::parse::<RecordId>)
            .transpose()
            .map_err(|_| Problem::field("/other_side_of", FieldCode::InvalidFormat))?;
        let reference = form
            .text("reference")?
            .map(|word| {
                SizeReference::from_word(word)
                    .ok_or_else(|| Problem::field("/reference", FieldCode::NotOneOf))
            })
            .transpose()?;
        Ok(Self {
            bytes: image.bytes.clone(),
            declared: image.content_type.clone(),
            place: at.place()?,
            other_side_of,
            reference,
        })
    }
}

/// Scan a picture of a pack or a pill
///
/// A worker looks; the answer is a job. `Prefer: wait=N` waits up to N seconds, at most 20, and answers `200` when the job has ended by
/// then. Its `result` is the scan; what follows from it stands at the scan's own address, and here when the wait was long enough.
#[utoipa::path(
    post,
    path = "/api/v1/scans/image",
    operation_id = "scan_image",
    tag = "scans",
    security(("bearer" = [])),
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
        ("Prefer" = Option<String>, Header, description = "`wait=N`: wait up to N seconds.", example = "wait=10"),
    ),
    request_body(content((ScanForm = "multipart/form-data"))),
    responses(
        (status = 200, description = "The job, ended: with its result or its problem.", body = JobView,
            headers(("Preference-Applied" = String, description = "The wait that was kept."))),
        (status = 202, description = "The job, under way.", body = JobView,
            headers(("Location" = String, description = "Where the job is read."))),
        (status = 413, description = "`payload-too-large`: use an upload.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "One of the `image-*` codes, or `validation-failed`: a coordinate, or no scan of mine as the other side.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    wait: PreferWait,
    picture: Picture,
) -> Result<Response, Problem> {
    let (place, other_side_of) = (picture.place, picture.other_side_of);
    let reference = picture.reference;
    if let Some(id) = other_side_of {
        let other = context.scans.get(caller.owner, id).await?;
        other.ok_or_else(|| Problem::field("/other_side_of", FieldCode::NotOneOf))?;
    }
    let (bytes, content_type) = admitted(picture).await?;
    let kept = place.map(|place| (place.latitude(), place.longitude()));
    let mut job = Job::queued_scan(caller.owner, kept, caller.zone.clone());
    job.other_side_of = other_side_of;
    job.reference = reference;
    queue(&context, &job, content_type, bytes).await?;

    let id = job.id;
    let found = context.jobs.get_within(caller.owner, id, wait.0).await?;
    let job = found.unwrap_or(job);
    let follow = match job.scanned() {
        Some(record) => {
            let follow = FollowUp::of(&context, caller.owner, record, place, locale).await?;
            let is_severe = follow.as_ref().is_some_and(|follow| follow.is_severe);
            reward::give(&context, &caller, record, is_severe).await;
            follow
        }
        None => None,
    };
    let packs = match job.scanned() {
        Some(record) => passports(&context, &caller, record, locale).await?,
        None => Vec::new(),
    };
    let mut view = JobView::new(job, &context.objects, locale).await?;
    view.set_passports(serde_json::to_value(packs).map_err(Problem::internal)?);
    view.set_follow_up(follow.map(|follow| follow.json()).transpose()?);
    let mut response = view.accepted();
    preference_applied(&mut response, wait);
    Ok(response)
}

/// Checks the picture before anything is stored; its type. Many clients send no type, or one that only says that it is a file.
async fn admitted(picture: Picture) -> Result<(Bytes, &'static str), Problem> {
    let Picture {
        bytes, declared, ..
    } = picture;
    let checked = bytes.clone();
    let verdict = tokio::task::spawn_blocking(move || {
        let admitted = match declared.as_deref() {
            Some(declared) if declared.starts_with("image/") => admit_as(&checked, declared)?,
            _ => admit(&checked)?,
        };
        Ok(admitted.format().content_type())
    });
    let verdict: Result<_, Rejection> = verdict.await.map_err(Problem::internal)?;
    let content_type = verdict.map_err(|rejection| Problem::new(rejection.into()))?;
    Ok((bytes, content_type))
}

/// Picture, row, message, in this order: each finds what it needs. A job whose message could not be sent is failed,
/// so that it does not look as if it were still coming.
async fn queue(
    context: &Context,
    job: &Job,
    content_type: &str,
    picture: Bytes,
) -> Result<(), Problem> {
    let original = ImageKey::Scan(job.owner, job.record_id());
    context
        .objects
        .put(&original, content_type, picture)
        .await?;
    context.jobs.create(job).await?;
    let message = ScanMessage {
        owner: job.owner,
        job: job.id,
    };
    let Err(error) = context.queue.send(&message).await else {
        return Ok(());
    };
    let failed = context
        .jobs
        .fail(job.owner, job.id, Code::ServiceUnavailable)
        .await;
    if let Err(lost) = failed {
        tracing::warn!(job = %job.id, error = %lost, "unsent job could not be failed");
    }
    Err(error.into())
}
