//! How queued work goes.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use nazar::http::{
    Caller, Code, List, Locale, PageQuery, PreferWait, Problem, ProblemBody, ValidPath, ValidQuery,
    cursor, paged,
};
use nazar::ids::JobId;
use nazar::jobs::{Job, JobView, Kind, ScanMessage, SimilarityMessage, preference_applied};
use nazar::store::{self, PageRequest};

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "jobs";

/// List my jobs
///
/// Newest first. Jobs are kept for 30 days, uploads that were never used for one.
#[utoipa::path(
    get,
    path = "/api/v1/jobs",
    tag = "jobs",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = 200, description = "A page of my jobs.", body = List<JobView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<JobId>(LIST)?,
    };
    let page = context.jobs.list(caller.owner, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let mut items = Vec::with_capacity(page.items.len());
    for job in page.items {
        items.push(JobView::new(job, &context.objects, locale).await?);
    }
    Ok(paged(List { items, next_cursor }, &uri))
}

/// Show one of my jobs
///
/// `Prefer: wait=N` waits up to N seconds, at most 20, for it to end.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}",
    tag = "jobs",
    security(("bearer" = [])),
    params(
        ("id" = JobId, Path, description = "The job."),
        ("Prefer" = Option<String>, Header, description = "`wait=N`: wait up to N seconds.", example = "wait=10"),
    ),
    responses(
        (status = 200, description = "The job as it is now.", body = JobView,
            headers(("Preference-Applied" = String, description = "The wait that was kept."))),
        (status = 404, description = "No job of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    wait: PreferWait,
    ValidPath(id): ValidPath<JobId>,
) -> Result<Response, Problem> {
    let mut found = context.jobs.get(caller.owner, id).await?;
    if let Some(job) = &found {
        announce_overdue(&context, job).await?;
    }
    if found.as_ref().is_some_and(|job| !job.status.is_final()) && wait.0.is_some() {
        found = context.jobs.get_within(caller.owner, id, wait.0).await?;
    }
    let job = found.ok_or(Problem::new(Code::NotFound))?;
    let mut response = JobView::new(job, &context.objects, locale).await?.shown();
    preference_applied(&mut response, wait);
    Ok(response)
}

/// Sends the message of a job whose own never came to be.
async fn announce_overdue(context: &Context, job: &Job) -> Result<(), Problem> {
    if !context.jobs.is_overdue(job, store::now()).await? {
        return Ok(());
    }
    let (owner, id) = (job.owner, job.id);
    match job.kind {
        Kind::Scan => context.scans.send(&ScanMessage { owner, job: id }).await?,
        _ => {
            context
                .similarities
                .send(&SimilarityMessage { owner, job: id })
                .await?;
        }
    }
    Ok(())
}
