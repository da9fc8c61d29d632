//! The path.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use jiff::Timestamp;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{MedicineId, PharmacyId};
use nazar::http::{Locale, Problem, ProblemBody, ValidQuery, cursor, next_link};
use nazar::pharmacies::{Directory, Place};
use nazar::store::inventory::{Offer, Rating};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rank::{Candidate, MOST, Placed, Points, Sort, Why, foremost, ranked};
use crate::Context;
use crate::answer::DataVersions;
use crate::list::is_open;
use crate::meant::meant;
use crate::opening::Moment;
use crate::origin::optional_place;
use crate::views::{PharmacySummary, whole_metres};

/// The list's name in its cursors.
const LIST: &str = "pharmacies-by-medication";

const DEFAULT_LIMIT: u16 = 20;
const DEFAULT_RADIUS_KM: f64 = 10.0;

/// Which medicine, around which point.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// The medicine: its identifier, a GTIN, or a name that one medicine alone has.
    #[garde(length(chars, min = 1, max = 200))]
    #[param(example = "demo-no-shpa-40-mg", min_length = 1, max_length = 200)]
    medication: String,
    /// Degrees north of where you are; with `lon`, or neither.
    #[garde(inner(range(min = -90.0, max = 90.0)))]
    #[param(minimum = -90, maximum = 90, example = 41.3111)]
    lat: Option<f64>,
    /// Degrees east of where you are.
    #[garde(inner(range(min = -180.0, max = 180.0)))]
    #[param(minimum = -180, maximum = 180, example = 69.2797)]
    lon: Option<f64>,
    /// How far, in kilometres, when it is known where you are; 10 when absent.
    #[garde(inner(range(min = 0.1, max = 50.0)))]
    #[param(minimum = 0.1, maximum = 50, default = 10)]
    radius_km: Option<f64>,
    /// Only those that are known to be open now.
    #[garde(skip)]
    #[serde(default)]
    open_now: bool,
    /// Also those that have sold it out, after all others.
    #[garde(skip)]
    #[serde(default)]
    sold_out: bool,
    /// What comes first: `best`, `price` or `distance`.
    #[garde(skip)]
    #[serde(default)]
    #[param(inline)]
    sort: Sort,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A pharmacy that has the medicine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundView {
    #[serde(flatten)]
    pharmacy: PharmacySummary,
    /// Metres to it in a straight line; absent when it is not known where you are.
    #[schema(example = 1240)]
    distance_m: Option<u32>,
    /// Price of a pack in tiyin; 100 tiyin are one soʻm.
    #[schema(value_type = u64, example = 2_100_000)]
    price: Tiyin,
    /// Packs in stock; 0 is sold out.
    #[schema(example = 12)]
    quantity: u32,
    /// When the pharmacy said so.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
    /// Why it stands where it stands.
    why: Vec<Why>,
    /// How it came to its place.
    points: Points,
}

/// A page of pharmacies that have a medicine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundPage {
    /// The medicine.
    medicine: MedicineId,
    /// Its name.
    medicine_name: String,
    /// The page's pharmacies.
    items: Vec<FoundView>,
    /// How many there are on all pages, at most 500.
    total: usize,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Find pharmacies that have a medicine
///
/// By price, way, open door and rating together, each of which is told. What has been sold out is left out unless it is
/// asked for. Of more than 500 the first 500 are told.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/search/by-medication",
    operation_id = "search_pharmacies_by_medication",
    tag = "pharmacies",
    params(SearchQuery),
    responses(
        (status = 200, description = "A page of pharmacies.", body = FoundPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "`medication` is missing, or the cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter breaks its rule; no medicine has this name, or several have.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn by_medication(
    State(context): State<Context>,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<SearchQuery>,
) -> Result<Response, Problem> {
    let point = optional_place(query.lat, query.lon)?;
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    let medicine = meant(&catalogue.data, &query.medication, "/medication")?;
    let list = format!("{LIST}:{}", medicine.id);
    let skipped: usize = query
        .cursor
        .as_deref()
        .map(|text| cursor::decode(&list, text))
        .transpose()?
        .unwrap_or_default();
    let at = Moment::now(locale);
    let now = at.now;
    let offers = context.inventory.offers_of(&medicine.id).await?;
    let found = candidates(&directory.data, offers, point, &query, now);
    let found = foremost(found, MOST, query.sort, now);
    let placed = ranked(rated(&context, found).await?, query.sort, now);

    let wanted = skipped.saturating_add(usize::from(query.limit.unwrap_or(DEFAULT_LIMIT)));
    let next_cursor = (wanted < placed.len())
        .then(|| cursor::encode(&list, &wanted))
        .transpose()?;
    let page = placed.iter().take(wanted).skip(skipped);
    let body = FoundPage {
        medicine: medicine.id.clone(),
        medicine_name: medicine.name.clone(),
        total: placed.len(),
        items: page.map(|placed| FoundView::of(placed, at)).collect(),
        next_cursor,
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: catalogue.version,
        },
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}

/// The offers that the question is about, before anybody's rating is known.
fn candidates<'a>(
    directory: &'a Directory,
    offers: Vec<Offer>,
    point: Option<Place>,
    query: &SearchQuery,
    now: Timestamp,
) -> Vec<Candidate<'a>> {
    let radius = query.radius_km.unwrap_or(DEFAULT_RADIUS_KM) * 1_000.0;
    let mut candidates = Vec::new();
    for offer in offers {
        let Some(pharmacy) = directory.pharmacy(&offer.pharmacy) else {
            continue;
        };
        let metres = point.map(|point| point.distance_to(pharmacy.place));
        let is_asked_for = (query.sold_out || offer.is_in_stock())
            && (!query.open_now || is_open(pharmacy, now))
            && metres.is_none_or(|metres| metres <= radius);
        if is_asked_for {
            candidates.push(Candidate {
                pharmacy,
                metres,
                offer,
                rating: Rating::default(),
            });
        }
    }
    candidates
}

async fn rated<'a>(
    context: &Context,
    mut candidates: Vec<Candidate<'a>>,
) -> Result<Vec<Candidate<'a>>, Problem> {
    let ids: Vec<&PharmacyId> = candidates
        .iter()
        .map(|candidate| &candidate.pharmacy.id)
        .collect();
    let ratings = context.inventory.ratings(&ids).await?;
    for (candidate, rating) in candidates.iter_mut().zip(ratings) {
        candidate.rating = rating;
    }
    Ok(candidates)
}

impl FoundView {
    fn of(placed: &Placed<'_>, at: Moment) -> Self {
        let candidate = &placed.candidate;
        Self {
            pharmacy: PharmacySummary::of(candidate.pharmacy, candidate.rating, at),
            distance_m: candidate.metres.map(whole_metres),
            price: candidate.offer.price,
            quantity: candidate.offer.quantity,
            updated: candidate.offer.updated,
            why: placed.why.clone(),
            points: placed.points,
        }
    }
}
