//! Pharmacies by region and district.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::http::{Locale, Problem, ProblemBody, ValidQuery, cursor, next_link};
use nazar::pharmacies::Pharmacy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::opening::Moment;
use crate::views::PharmacySummary;

/// The list's name in its cursors.
const LIST: &str = "pharmacies";

const DEFAULT_LIMIT: u16 = 20;

/// Which pharmacies.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Only of this region, in any script.
    #[garde(inner(length(chars, min = 1, max = 100)))]
    #[param(example = "Toshkent shahri", max_length = 100)]
    region: Option<String>,
    /// Only of this district, by its Uzbek or Russian name, in any script.
    #[garde(inner(length(chars, min = 1, max = 100)))]
    #[param(example = "Chilonzor", max_length = 100)]
    district: Option<String>,
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

/// A page of pharmacies, in the order of their identifiers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PharmacyPage {
    /// The page's pharmacies.
    items: Vec<PharmacySummary>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Whether a pharmacy is known to be open.
pub(crate) fn is_open(pharmacy: &Pharmacy, now: Timestamp) -> bool {
    let hours = pharmacy.hours.as_ref();
    hours.is_some_and(|hours| hours.at(now).is_open())
}

/// List pharmacies
///
/// By region and district, in the order of their identifiers. `GET /pharmacies/areas` says which there are.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies",
    operation_id = "list_pharmacies",
    tag = "pharmacies",
    params(ListQuery),
    responses(
        (status = 200, description = "A page of pharmacies.", body = PharmacyPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<ListQuery>,
) -> Result<Response, Problem> {
    let after: Option<PharmacyId> = query
        .cursor
        .as_deref()
        .map(|text| cursor::decode(LIST, text))
        .transpose()?;
    let limit = usize::from(query.limit.unwrap_or(DEFAULT_LIMIT));
    let at = Moment::now(locale);
    let directory = context.directory().await;
    let mut found: Vec<&Pharmacy> = directory
        .data
        .in_area(query.region.as_deref(), query.district.as_deref())
        .filter(|pharmacy| after.as_ref().is_none_or(|after| pharmacy.id > *after))
        .filter(|pharmacy| !query.open_now || is_open(pharmacy, at.now))
        .take(limit + 1)
        .collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found
        .last()
        .filter(|_| more)
        .map(|last| cursor::encode(LIST, &last.id))
        .transpose()?;
    let ids: Vec<&PharmacyId> = found.iter().map(|pharmacy| &pharmacy.id).collect();
    let ratings = context.inventory.ratings(&ids).await?;
    let items = found.into_iter().zip(ratings);
    let body = PharmacyPage {
        items: items
            .map(|(pharmacy, rating)| PharmacySummary::of(pharmacy, rating, at))
            .collect(),
        next_cursor,
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: None,
        },
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}
