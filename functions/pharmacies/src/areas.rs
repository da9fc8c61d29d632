//! Which regions and districts there are.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::http::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};

/// A district.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AreaView {
    /// Region; empty when the source does not say it.
    #[schema(example = "Toshkent shahri")]
    region: String,
    /// District in Uzbek; empty when the source does not say it.
    #[schema(example = "Chilonzor")]
    district: String,
    /// District in Russian.
    #[schema(example = "Чиланзар")]
    district_ru: Option<String>,
    /// Pharmacies in it.
    pharmacies: usize,
}

/// All districts with a pharmacy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Areas {
    /// The districts, by region and name.
    items: Vec<AreaView>,
    /// What the answer was made from.
    data: DataVersions,
}

/// List regions and districts
///
/// Those that have a pharmacy, with how many.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/areas",
    operation_id = "list_pharmacy_areas",
    tag = "pharmacies",
    responses(
        (status = 200, description = "The districts.", body = Areas,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
    )
)]
pub(crate) async fn areas(
    State(context): State<Context>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let directory = context.directory().await;
    let items = directory.data.areas().into_iter().map(|area| AreaView {
        region: area.region.to_owned(),
        district: area.district.to_owned(),
        district_ru: area.district_ru.map(str::to_owned),
        pharmacies: area.pharmacies,
    });
    let answer = Areas {
        items: items.collect(),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: None,
        },
    };
    cached(&headers, &answer)
}
