//! One of my scans.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use nazar::Owner;
use nazar::checks::private;
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::ids::{JobId, RecordId};
use nazar::jobs::RemovalMessage;
use nazar::objects::{ImageKey, Purpose};
use nazar::pharmacies::Place;
use nazar::scans::ScanView;
use nazar::store::scans::{ScanRecord, ScanSource};

use crate::Context;
use crate::follow::{FollowUp, ScanAnswer};
use crate::passport::passports;
use crate::place::At;
use crate::reward;

/// Show one of my scans
///
/// With what follows from it as of now: interactions with what I take, prices, and pharmacies near, if a place is given here or was
/// given with the picture in the last 30 days.
#[utoipa::path(
    get,
    path = "/api/v1/scans/{id}",
    operation_id = "get_scan",
    tag = "scans",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The scan; the job of a picture has the same id."), At),
    responses(
        (status = 200, description = "The scan.", body = ScanAnswer),
        (status = 404, description = "No scan of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidPath(id): ValidPath<RecordId>,
    ValidQuery(at): ValidQuery<At>,
) -> Result<impl IntoResponse, Problem> {
    let record = found(&context, caller.owner, id).await?;
    let place = match at.place()? {
        Some(place) => Some(place),
        None => place_of(&context, caller.owner, &record).await?,
    };
    let answer = shown(&context, &caller, record.clone(), place, locale).await?;
    let follow = answer.follow_up.as_ref();
    let is_severe = follow.is_some_and(|follow| follow.is_severe);
    reward::give(&context, &caller, &record, is_severe).await;
    Ok((private(), Json(answer)))
}

/// Delete one of my scans
///
/// With its picture and its job: all of it, or nothing.
#[utoipa::path(
    delete,
    path = "/api/v1/scans/{id}",
    operation_id = "delete_scan",
    tag = "scans",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The scan.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "No scan of mine, or not any more.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "`service-unavailable`: nothing was deleted.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    let owner = caller.owner;
    found(&context, owner, id).await?;
    let message = RemovalMessage {
        owner,
        removed: Purpose::Scan,
        record: id,
    };
    // Sent first: should this request not get so far, the message finds the row gone and removes the picture.
    let removals = context.queue.of::<RemovalMessage>();
    removals.send_after(&message, RemovalMessage::DELAY).await?;
    if !context.scans.remove(owner, id).await? {
        return Err(Problem::new(Code::NotFound));
    }
    if let Err(error) = context.objects.erase(&message.pictures()).await {
        tracing::warn!(scan = %id, %error, "the picture is left to the worker");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// One of the owner's scans.
pub(crate) async fn found(
    context: &Context,
    owner: Owner,
    id: RecordId,
) -> Result<ScanRecord, Problem> {
    let found = context.scans.get(owner, id).await?;
    found.ok_or(Problem::new(Code::NotFound))
}

/// A scan with its picture's address and what follows from it.
pub(crate) async fn shown(
    context: &Context,
    caller: &Caller,
    record: ScanRecord,
    place: Option<Place>,
    locale: Locale,
) -> Result<ScanAnswer, Problem> {
    let owner = caller.owner;
    let passports = passports(context, caller, &record, locale).await?;
    let follow_up = FollowUp::of(context, owner, &record, place, locale).await?;
    let image_url = match record.source {
        ScanSource::Image => {
            let key = ImageKey::Scan(owner, record.id);
            Some(context.objects.read_url(&key).await?)
        }
        ScanSource::Code => None,
    };
    Ok(ScanAnswer {
        scan: ScanView::new(record, locale),
        image_url,
        passports,
        follow_up,
    })
}

/// Where the person was when the picture was sent, while its job is kept.
async fn place_of(
    context: &Context,
    owner: Owner,
    record: &ScanRecord,
) -> Result<Option<Place>, Problem> {
    if record.source == ScanSource::Code {
        return Ok(None);
    }
    let job = context.jobs.get(owner, JobId::from(record.id)).await?;
    let place = job.and_then(|job| job.place);
    Ok(place.and_then(|(latitude, longitude)| Place::new(latitude, longitude).ok()))
}
