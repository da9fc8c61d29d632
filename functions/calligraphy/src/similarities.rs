//! How close is this drawing to the reference?

use axum::extract::State;
use axum::response::Response;
use nazar::code::Code;
use nazar::http::{Caller, Locale, PreferWait, Problem, ProblemBody};
use nazar::image::{Rejection, preprocess};
use nazar::jobs::{Job, JobView, SimilarityMessage, preference_applied};
use nazar::objects::{ImageKey, SimilarityPart};

use crate::drawing::{Drawing, DrawingForm, DrawingJson};
use crate::{Context, Picture};

/// Compare a drawing with a character
///
/// A worker compares; the answer is a job. `Prefer: wait=N` waits up to N seconds, at most 20, and answers `200` when
/// the job has ended by then.
#[utoipa::path(
    post,
    path = "/api/v1/calligraphy/similarities",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
        ("Prefer" = Option<String>, Header, description = "`wait=N`: wait up to N seconds.", example = "wait=10"),
    ),
    request_body(content(
        (DrawingForm = "multipart/form-data"),
        (DrawingJson = "application/json",
            example = json!({"upload_id": "01BX5ZZKBKACTAV9WEVGEMMVRZ", "target_class": 0})),
    )),
    responses(
        (status = 200, description = "The job, ended: with its result or its problem.", body = JobView,
            headers(("Preference-Applied" = String, description = "The wait that was kept."))),
        (status = 202, description = "The job, under way.", body = JobView,
            headers(("Location" = String, description = "Where the job is read."))),
        (status = 404, description = "`upload-not-found`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`upload-not-ready`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 410, description = "`upload-expired`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`unknown-character`, or one of the `image-*` codes.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    wait: PreferWait,
    drawing: Drawing,
) -> Result<Response, Problem> {
    let target = drawing.target()?;
    let picture = drawing.picture(&context, caller.owner).await?;
    let content_type = admit(picture.clone()).await?;
    let job = Job::queued_similarity(caller.owner, target, caller.zone.clone());
    queue(&context, &job, content_type, picture).await?;

    let id = job.id;
    let found = context.jobs.get_within(caller.owner, id, wait.0).await?;
    let view = JobView::new(found.unwrap_or(job), &context.objects, locale).await?;
    let mut response = view.accepted();
    preference_applied(&mut response, wait);
    Ok(response)
}

/// Checks the picture before anything is stored, and that there is something on it; its type.
async fn admit(picture: Picture) -> Result<&'static str, Problem> {
    let verdict = tokio::task::spawn_blocking(move || {
        let admitted = picture.admit()?;
        preprocess(&admitted)?;
        Ok(admitted.format().content_type())
    });
    let verdict: Result<_, Rejection> = verdict.await.map_err(Problem::internal)?;
    verdict.map_err(|rejection| Problem::new(rejection.into()))
}

/// Picture, row, message, in this order: each finds what it needs. A job whose message could not be sent is failed,
/// so that it does not look as if it were still coming.
async fn queue(
    context: &Context,
    job: &Job,
    content_type: &str,
    picture: Picture,
) -> Result<(), Problem> {
    let original = ImageKey::Similarity(job.owner, job.record_id(), SimilarityPart::Original);
    context
        .objects
        .put(&original, content_type, picture.bytes)
        .await?;
    context.jobs.create(job).await?;
    let message = SimilarityMessage {
        owner: job.owner,
        job: job.id,
    };
    let Err(error) = context.similarities.send(&message).await else {
        return Ok(());
    };
    if let Err(lost) = context
        .jobs
        .fail(job.owner, job.id, Code::ServiceUnavailable)
        .await
    {
        tracing::warn!(job = %job.id, error = %lost, "unsent job could not be failed");
    }
    Err(error.into())
}
