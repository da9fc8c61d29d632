//! `POST /api/v1/users/me/export`

use axum::extract::State;
use axum::response::Response;
use nazar::http::{Caller, Code, Locale, PreferWait, Problem, ProblemBody};
use nazar::jobs::{ExportMessage, Job, JobView, RecordsMessage, Started, preference_applied};

use crate::Context;

/// Export my data
///
/// Makes one ZIP archive of everything that is kept of me: the account, every prediction and similarity, feedback,
/// practice, tallies, and the pictures. Its `manifest.json` lists each file with its size, its SHA-256 and what it is. The finished job
/// has an address of the archive that works for 15 minutes; read the job again for a fresh one, for a day.
///
/// One archive is made at a time: while one is under way it is answered again, and ten minutes must lie between two.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/export",
    operation_id = "export",
    tag = "users",
    security(("bearer" = [])),
    params(
        ("Prefer" = Option<String>, Header, description = "`wait=N`: wait up to N seconds.", example = "wait=10"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
    ),
    responses(
        (status = OK, description = "The job, ended: with the archive's address or its problem.", body = JobView,
            headers(("Preference-Applied" = String, description = "The wait that was kept."))),
        (status = ACCEPTED, description = "The job, under way.", body = JobView,
            headers(("Location" = String, description = "Where the job is read."))),
        (status = UNAUTHORIZED, description = "`unauthenticated`: no valid token, or the account was closed.", body = ProblemBody, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`rate-limited`: the last archive is less than ten minutes old.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn export(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    wait: PreferWait,
) -> Result<Response, Problem> {
    let owner = caller.owner;
    // A token outlives its account by minutes; nothing of lasting value comes of it.
    if context.accounts.get(owner).await?.is_none() {
        return Err(Problem::unauthenticated(true));
    }
    let job = match context.exports.start(owner).await? {
        Started::Begun(job) => announce(&context, job).await?,
        Started::Underway(job) => job,
        Started::TooSoon(seconds) => return Err(Problem::rate_limited(seconds)),
    };

    let found = context.jobs.get_within(owner, job.id, wait.0).await?;
    let view = JobView::new(found.unwrap_or(job), &context.objects, locale).await?;
    let mut response = view.accepted();
    preference_applied(&mut response, wait);
    Ok(response)
}

/// Tells the worker. A job whose message could not be sent is failed, so that the next request may begin another.
async fn announce(context: &Context, job: Job) -> Result<Job, Problem> {
    let (owner, id) = (job.owner, job.id);
    let message = RecordsMessage::Export(ExportMessage { owner, job: id });
    let Err(error) = context.records.send(&message).await else {
        return Ok(job);
    };
    if let Err(lost) = context.jobs.fail(owner, id, Code::ServiceUnavailable).await {
        tracing::warn!(job = %id, error = %lost, "unsent job could not be failed");
    }
    Err(error.into())
}
