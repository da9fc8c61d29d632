//! The path.

use axum::Json;
use axum::extract::State;
use garde::Validate;
use nazar::catalogue::PharmacyId;
use nazar::http::{Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::pharmacies::Place;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::estimate::{Mode, Way};
use crate::Context;
use crate::answer::DataVersions;
use crate::detail::held;
use crate::origin::pair;
use crate::views::whole_metres;

/// From where.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DirectionsQuery {
    /// Where you are: degrees north and east, with a comma between them.
    #[garde(length(chars, min = 3, max = 60))]
    #[param(example = "41.3111,69.2797", min_length = 3, max_length = 60)]
    from: String,
}

/// A point.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PointView {
    /// Degrees north, WGS 84.
    latitude: f64,
    /// Degrees east, WGS 84.
    longitude: f64,
}

impl From<Place> for PointView {
    fn from(place: Place) -> Self {
        Self {
            latitude: place.latitude(),
            longitude: place.longitude(),
        }
    }
}

/// The straight line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Line {
    /// Metres along the great circle.
    #[schema(example = 1240)]
    distance_m: u32,
    /// Where it points to at your end: degrees clockwise from north.
    #[schema(example = 232.5)]
    bearing: f64,
    /// The same as one of eight directions.
    #[schema(example = "south-west")]
    direction: &'static str,
}

/// The way to a pharmacy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Directions {
    /// The pharmacy.
    pharmacy: PharmacyId,
    /// Its name.
    pharmacy_name: String,
    /// Street and house.
    address: String,
    /// Where you are.
    from: PointView,
    /// Where it is.
    to: PointView,
    /// The straight line.
    straight: Line,
    /// On foot.
    walking: Way,
    /// By car.
    driving: Way,
    /// Whether the pharmacy is invented for demonstration.
    demonstration: bool,
    /// What the answer was made from.
    data: DataVersions,
}

/// Show the way to a pharmacy
///
/// The straight line with its direction, and the ways on foot and by car: of a router where one is configured, otherwise
/// estimates, which say that they are.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}/directions",
    operation_id = "get_pharmacy_directions",
    tag = "pharmacies",
    params(("id" = PharmacyId, Path, description = "The pharmacy."), DirectionsQuery),
    responses(
        (status = 200, description = "The way.", body = Directions),
        (status = 400, description = "`from` is missing.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`from` is no point.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidQuery(query): ValidQuery<DirectionsQuery>,
) -> Result<Json<Directions>, Problem> {
    let directory = context.directory().await;
    let pharmacy = held(&directory.data, &id)?;
    let from = pair(&query.from, "/from")?;
    let to = pharmacy.place;
    let metres = from.distance_to(to);
    let way = async |mode: Mode| {
        let found = context.router.way(from, to, mode).await;
        found.unwrap_or_else(|| mode.estimate(metres))
    };
    let (walking, driving) = tokio::join!(way(Mode::Walking), way(Mode::Driving));
    let bearing = from.bearing_to(to);
    Ok(Json(Directions {
        pharmacy_name: pharmacy.name.clone(),
        address: pharmacy.address.clone(),
        from: from.into(),
        to: to.into(),
        straight: Line {
            distance_m: whole_metres(metres),
            bearing: (bearing * 10.0).round() / 10.0,
            direction: direction(bearing),
        },
        walking,
        driving,
        demonstration: pharmacy.is_demonstration(),
        data: DataVersions {
            pharmacies: directory.version,
            catalogue: None,
        },
        pharmacy: id,
    }))
}

/// The nearest of eight directions.
fn direction(bearing: f64) -> &'static str {
    const NAMES: [&str; 8] = [
        "north",
        "north-east",
        "east",
        "south-east",
        "south",
        "south-west",
        "west",
        "north-west",
    ];
    // 0 up to 360 degrees give 0 to 8; the last eighth is north again.
    let eighth = (bearing / 45.0).round() as usize;
    NAMES[eighth % NAMES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_have_names() {
        for (bearing, name) in [
            (0.0, "north"),
            (22.4, "north"),
            (22.6, "north-east"),
            (180.0, "south"),
            (232.5, "south-west"),
            (359.9, "north"),
        ] {
            assert_eq!(direction(bearing), name, "{bearing}");
        }
    }
}
