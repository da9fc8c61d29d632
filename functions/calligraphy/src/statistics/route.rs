//! `GET /api/v1/calligraphy/statistics`.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::Owner;
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::store::history::{Selection, SimilarityRecord};
use nazar::store::{self, PageRequest};

use super::figures::Figures;
use super::range::{Range, StatisticsQuery};
use super::view::Statistics;
use crate::history::query::known_character;
use crate::{Context, caching};
use nazar::http::moment::{End, of_day};

/// Analyses that are shown as recent.
const RECENT: u16 = 5;

/// Show how well I draw
///
/// Of all time, or of some days in my zone; of all characters, or of one. Read from counts that are kept as drawings are compared: the
/// length of the history does not matter.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/statistics",
    operation_id = "show_statistics",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(StatisticsQuery),
    responses(
        (status = 200, description = "The statistics.", body = Statistics,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
        (status = 422, description = "`unknown-character`, or `validation-failed`: the days.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(context): State<Context>,
    caller: Caller,
    headers: HeaderMap,
    ValidQuery(query): ValidQuery<StatisticsQuery>,
) -> Result<Response, Problem> {
    let target = query.target_class.map(known_character).transpose()?;
    let range = query.range(caller.zone.day(store::now()))?;
    let selection = Selection {
        class_id: target,
        from: of_day(range.series.0, End::First, &caller.zone).filter(|_| !range.all_time),
        to: of_day(range.series.1, End::Last, &caller.zone).filter(|_| !range.all_time),
        ..Selection::default()
    };
    let (figures, recent) = tokio::try_join!(
        figures(&context, caller.owner, range, target),
        recent(&context, caller.owner, &selection),
    )?;
    let statistics = Statistics::new(&figures, range, target, &caller.zone, &recent);
    caching::private_json(&headers, &statistics)
}

async fn figures(
    context: &Context,
    owner: Owner,
    range: Range,
    target: Option<u8>,
) -> Result<Figures, Problem> {
    let days = context.history.days(owner, range.series, target).await?;
    let mut items_read = days.items_read;
    let mut totals = None;
    if range.all_time {
        let reading = context.history.totals(owner, target).await?;
        items_read += reading.items_read;
        totals = Some(reading.value);
    }
    tracing::debug!(items_read, "statistics");
    Ok(Figures::new(&days.value, totals))
}

async fn recent(
    context: &Context,
    owner: Owner,
    selection: &Selection,
) -> Result<Vec<SimilarityRecord>, Problem> {
    let first = PageRequest {
        limit: RECENT,
        after: None,
    };
    let page = context
        .history
        .similarities(owner, selection, first)
        .await?;
    Ok(page.items)
}
