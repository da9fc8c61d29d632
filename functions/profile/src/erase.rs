//! `DELETE /api/v1/users/me`

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use jiff::Timestamp;
use nazar::http::{Caller, Code, Locale, PreferWait, Problem, ProblemBody, Subject};
use nazar::jobs::{ErasureMessage, Job, JobView, RecordsMessage, preference_applied};
use nazar::people::{User, keys::fold};
use nazar::store;

use crate::Context;

/// Tries to close an account that changes while it is closed: its owner may be changing the username.
const TRIES: usize = 3;

/// Delete my account
///
/// Closes the account at once: its sessions end, and its username, e-mail address and phone number are free for anybody.
/// Everything that is kept of me is then erased, pictures and history and the job itself, which answers `404` when nothing is left.
/// `Prefer: wait=N` waits for that, at most 20 seconds. It cannot be undone.
///
/// What an access token that was issued before can still write in its last minutes is erased half an hour later.
#[utoipa::path(
    delete,
    path = "/api/v1/users/me",
    operation_id = "delete_account",
    tag = "users",
    security(("bearer" = [])),
    params(
        ("Prefer" = Option<String>, Header, description = "`wait=N`: wait up to N seconds.", example = "wait=10"),
    ),
    responses(
        (status = ACCEPTED, description = "The account is closed; the rest is being erased.", body = JobView,
            headers(("Location" = String, description = "Where the job is read until it is erased too."))),
        (status = NO_CONTENT, description = "Nothing is left.",
            headers(("Preference-Applied" = String, description = "The wait that was kept."))),
        (status = CONFLICT, description = "`conflict`: the account was changed at the same time.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn erase(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    wait: PreferWait,
) -> Result<Response, Problem> {
    let job = Job::queued_erasure(caller.owner);
    if !close(&context, &caller, &job).await? {
        // Closed before: a repeated request is no error.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let found = context
        .jobs
        .get_within(caller.owner, job.id, wait.0)
        .await?;
    let mut response = match found {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(job) => JobView::new(job, &context.objects, locale)
            .await?
            .accepted(),
    };
    preference_applied(&mut response, wait);
    Ok(response)
}

/// Closes the account and has the rest erased. `false`: it is closed already.
async fn close(context: &Context, caller: &Caller, job: &Job) -> Result<bool, Problem> {
    for _ in 0..TRIES {
        let Some(user) = context.accounts.get(caller.owner).await? else {
            return Ok(false);
        };
        // Before the account is closed, so that nothing that happens to us can leave it half erased.
        let last = message(&user, job, store::now() + ErasureMessage::LAST_PASS);
        send(context, &last).await?;
        if !context.accounts.close(&user, job).await? {
            continue;
        }
        tracing::info!(user_id = %user.id, "account closed");
        // If this is lost, the other message comes.
        if let Err(problem) = send(context, &message(&user, job, store::now())).await {
            tracing::error!(code = %problem.code(), job = %job.id, "erasure waits for its last pass");
        }
        return Ok(true);
    }
    Err(Problem::new(Code::Conflict))
}

fn message(user: &User, job: &Job, due: Timestamp) -> ErasureMessage {
    let names = [&user.username, &user.email];
    ErasureMessage {
        owner: job.owner,
        job: job.id,
        due,
        names: names
            .map(|name| Subject::account(&fold(name)).as_str().to_owned())
            .to_vec(),
    }
}

async fn send(context: &Context, message: &ErasureMessage) -> Result<(), Problem> {
    let delay = message.delay(store::now());
    let message = RecordsMessage::Erasure(message.clone());
    Ok(context.records.send_after(&message, delay).await?)
}
