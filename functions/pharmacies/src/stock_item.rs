//! One medicine at one pharmacy: read by everybody, changed by the pharmacy's pharmacists.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::auth::Scope;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, MedicineId, PharmacyId};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::snapshots::{Loaded, Version};
use nazar::store::inventory::{Change, Changed, Expected, Offer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, tagged};
use crate::detail::held;
use crate::stock::StockView;

/// What a pharmacy has of a medicine now.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"price": 2_150_000, "quantity": 18}))]
pub(crate) struct StockChange {
    /// Price of a pack in tiyin; 100 tiyin are one soʻm.
    #[garde(range(min = 1, max = 100_000_000_000))]
    #[schema(value_type = u64, minimum = 1, maximum = 100_000_000_000_u64, example = 2_150_000)]
    price: Tiyin,
    /// Packs in stock; 0 is sold out.
    #[garde(range(max = 1_000_000))]
    #[schema(maximum = 1_000_000, example = 18)]
    quantity: u32,
}

/// What a pharmacy has of a medicine, and what its name was read from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockItem)]
pub(crate) struct ItemView {
    #[serde(flatten)]
    item: StockView,
    /// What the answer was made from.
    data: DataVersions,
}

/// Show a medicine at a pharmacy
///
/// The `ETag` is what a change has to send as `If-Match`.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}/inventory/{medication}",
    operation_id = "get_pharmacy_inventory_item",
    tag = "pharmacies",
    params(
        ("id" = PharmacyId, Path, description = "The pharmacy."),
        ("medication" = MedicineId, Path, description = "The medicine."),
    ),
    responses(
        (status = 200, description = "Its price and stock.", body = ItemView,
            headers(("ETag" = String, description = "For `If-Match` and `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
        (status = 404, description = "No such pharmacy, or it has never had this medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidPath((id, medication)): ValidPath<(PharmacyId, MedicineId)>,
) -> Result<Response, Problem> {
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    held(&directory.data, &id)?;
    let offer = context.inventory.offer(&id, &medication).await?;
    let offer = offer.ok_or(Problem::new(Code::NotFound))?;
    answer(&catalogue, &headers, &offer)
}

/// Change a medicine at a pharmacy
///
/// For pharmacists of this pharmacy. `If-Match` with the `ETag` that was read changes what is there; `If-None-Match: *` adds
/// a medicine that the pharmacy has not had. What was changed in between is not overwritten.
#[utoipa::path(
    put,
    path = "/api/v1/pharmacies/{id}/inventory/{medication}",
    operation_id = "put_pharmacy_inventory_item",
    tag = "pharmacies",
    security(("bearer" = [])),
    params(
        ("id" = PharmacyId, Path, description = "The pharmacy."),
        ("medication" = MedicineId, Path, description = "The medicine."),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what is changed."),
        ("If-None-Match" = Option<String>, Header, description = "`*` to add a medicine."),
    ),
    request_body = StockChange,
    responses(
        (status = 200, description = "It is changed.", body = ItemView,
            headers(("ETag" = String, description = "For the next `If-Match`."))),
        (status = 201, description = "It is added.", body = ItemView,
            headers(("ETag" = String, description = "For the next `If-Match`."))),
        (status = 401, description = "No token, or not a good one.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 403, description = "You are no pharmacist of this pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy or medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 412, description = "`precondition-failed`: it was changed meanwhile, or is there already.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A field breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 428, description = "`precondition-required`: neither `If-Match` nor `If-None-Match: *` was sent.",
            body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put(
    State(context): State<Context>,
    caller: Caller,
    headers: HeaderMap,
    ValidPath((id, medication)): ValidPath<(PharmacyId, MedicineId)>,
    ValidJson(change): ValidJson<StockChange>,
) -> Result<Response, Problem> {
    let (catalogue, directory) = tokio::join!(context.catalogue(), context.directory());
    held(&directory.data, &id)?;
    let is_pharmacist = caller.may(Scope::Pharmacist)
        && context
            .inventory
            .is_pharmacist_of(caller.owner, &id)
            .await?;
    if !is_pharmacist {
        return Err(Problem::new(Code::Forbidden));
    }
    let medicine = catalogue.data.medicine(&medication);
    medicine.ok_or(Problem::new(Code::NotFound))?;
    let expected = expected(&headers)?;
    let change = Change {
        price: change.price,
        quantity: change.quantity,
    };
    let changed = context
        .inventory
        .change(&id, &medication, change, expected)
        .await?;
    let Changed::Done(offer) = changed else {
        return Err(Problem::new(Code::PreconditionFailed));
    };
    let answer = answer(&catalogue, &HeaderMap::new(), &offer)?;
    Ok(match expected {
        Expected::Absent => (StatusCode::CREATED, answer).into_response(),
        Expected::Version(_) => answer,
    })
}

/// The state that a change is of.
fn expected(headers: &HeaderMap) -> Result<Expected, Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(tag) = text(header::IF_MATCH) {
        // A tag of another kind is of another thing, and so of none that is there now.
        let version = version(tag).ok_or(Problem::new(Code::PreconditionFailed))?;
        return Ok(Expected::Version(version));
    }
    match text(header::IF_NONE_MATCH) {
        Some("*") => Ok(Expected::Absent),
        _ => Err(Problem::new(Code::PreconditionRequired)),
    }
}

/// The version in a tag of [`tag`].
fn version(tag: &str) -> Option<u64> {
    let inner = tag.trim().strip_prefix("\"v")?.strip_suffix('"')?;
    inner.split('.').next()?.parse().ok()
}

/// A tag of the row's version. The beginning of the catalogue's is in it too, because the body names both.
fn tag(offer: &Offer, catalogue: Option<Version>) -> HeaderValue {
    let catalogue = catalogue.map(Version::short);
    let text = format!("\"v{}.{}\"", offer.version, catalogue.unwrap_or_default());
    // Digits and letters in quotes are always a header value.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

fn answer(
    catalogue: &Loaded<Catalogue>,
    asked: &HeaderMap,
    offer: &Offer,
) -> Result<Response, Problem> {
    let view = ItemView {
        item: StockView::of(&catalogue.data, offer),
        data: DataVersions {
            pharmacies: None,
            catalogue: catalogue.version,
        },
    };
    let body = serde_json::to_vec(&view).map_err(Problem::internal)?;
    Ok(tagged(asked, tag(offer, catalogue.version), body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_change_says_what_it_is_a_change_of() {
        let of = |headers: &HeaderMap| expected(headers).map_err(|problem| problem.code());
        let seven = of(&with(header::IF_MATCH, "\"v7.0123456789ab\""));
        assert_eq!(seven, Ok(Expected::Version(7)));
        assert_eq!(of(&with(header::IF_NONE_MATCH, "*")), Ok(Expected::Absent));
        for tag in ["*", "\"7\"", "W/\"v7.a\"", "\"v.a\""] {
            assert_eq!(
                of(&with(header::IF_MATCH, tag)),
                Err(Code::PreconditionFailed),
                "{tag}"
            );
        }
        assert_eq!(of(&HeaderMap::new()), Err(Code::PreconditionRequired));
        let other = with(header::IF_NONE_MATCH, "\"v7.a\"");
        assert_eq!(of(&other), Err(Code::PreconditionRequired));
    }
}
