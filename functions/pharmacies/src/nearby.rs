//! Pharmacies near a point.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use nazar::catalogue::PharmacyId;
use nazar::http::{Locale, Problem, ProblemBody, ValidQuery, cursor, next_link};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::list::is_open;
use crate::opening::Moment;
use crate::origin::place;
use crate::views::NearView;

/// The list's name in its cursors.
const LIST: &str = "pharmacies-nearby";

const DEFAULT_LIMIT: u16 = 20;
const DEFAULT_RADIUS_KM: f64 = 5.0;

/// Around which point, how far.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NearbyQuery {
    /// Degrees north.
    #[garde(range(min = -90.0, max = 90.0))]
    #[param(minimum = -90, maximum = 90, example = 41.3111)]
    lat: f64,
    /// Degrees east.
    #[garde(range(min = -180.0, max = 180.0))]
    #[param(minimum = -180, maximum = 180, example = 69.2797)]
    lon: f64,
    /// How far, in kilometres; 5 when absent.
    #[garde(inner(range(min = 0.1, max = 50.0)))]
    #[param(minimum = 0.1, maximum = 50, default = 5)]
    radius_km: Option<f64>,
    /// Only those that are known to be open now.
    #[garde(skip)]
    #[serde(default)]
    open_now: bool,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A page of pharmacies, nearest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NearbyPage {
    /// The page's pharmacies.
    items: Vec<NearView>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Find pharmacies near a point
///
/// Nearest first, by the straight line; two that are equally far by their identifiers.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/nearby",
    operation_id = "list_pharmacies_nearby",
    tag = "pharmacies",
    params(NearbyQuery),
    responses(
        (status = 200, description = "A page of pharmacies.", body = NearbyPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "`lat` or `lon` is missing or no number, or the cursor is not one of this list.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A parameter breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn nearby(
    State(context): State<Context>,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<NearbyQuery>,
) -> Result<Response, Problem> {
    let point = place(query.lat, query.lon)?;
    let skipped: usize = query
        .cursor
        .as_deref()
        .map(|text| cursor::decode(LIST, text))
        .transpose()?
        .unwrap_or_default();
    let limit = usize::from(query.limit.unwrap_or(DEFAULT_LIMIT));
    let radius = query.radius_km.unwrap_or(DEFAULT_RADIUS_KM) * 1_000.0;
    let at = Moment::now(locale);
    let directory = context.directory().await;
    let wanted = skipped.saturating_add(limit);
    let mut found =
        directory
            .data
            .nearby_where(point, radius, wanted.saturating_add(1), |pharmacy| {
                !query.open_now || is_open(pharmacy, at.now)
            });
    let more = found.len() > wanted;
    found.truncate(wanted);
    let page = found.get(skipped..).unwrap_or_default();
    let ids: Vec<&PharmacyId> = page.iter().map(|near| &near.pharmacy.id).collect();
    let ratings = context.inventory.ratings(&ids).await?;
    let body = NearbyPage {
        items: page
            .iter()
            .zip(ratings)
            .map(|(near, rating)| NearView::of(near, rating, at))
            .collect(),
        next_cursor: more.then(|| cursor::encode(LIST, &wanted)).transpose()?,
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: None,
        },
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}
