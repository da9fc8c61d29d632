//! An OSRM-compatible router (<https://project-osrm.org/docs/v5.24.0/api/#route-service>).
//!
//! It is told two points and nothing else. Its answer is believed only where it is whole.

use std::time::Duration;

use nazar::config::{ConfigError, Environment};
use nazar::outside::{BaseUrl, OutsideError, OutsideRequest, Policy, Provider};
use nazar::pharmacies::Place;
use serde::Deserialize;

use super::estimate::{Mode, Way, WaySource};
use crate::views::whole_metres;

const NAME: &str = "osrm";
/// A simplified way has some hundred points of 40 bytes.
const MAX_ANSWER: usize = 512 * 1024;

/// The router, where one is configured. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Router(Option<Provider>);

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    routes: Vec<Route>,
}

#[derive(Deserialize)]
struct Route {
    /// Metres.
    distance: f64,
    /// Seconds.
    duration: f64,
    geometry: Geometry,
}

/// GeoJSON: points as east, north.
#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<[f64; 2]>,
}

impl Router {
    /// Reads `OSRM_BASE_URL`; without it there is no router.
    ///
    /// # Errors
    /// When it is no HTTPS address, or TLS cannot be set up.
    pub(crate) fn read(environment: &Environment) -> anyhow::Result<Self> {
        let Some(base) = environment.optional("OSRM_BASE_URL") else {
            return Ok(Self(None));
        };
        let base: BaseUrl = base.parse().map_err(|_| ConfigError::Invalid {
            name: "OSRM_BASE_URL",
            wanted: "an https address",
        })?;
        let policy = Policy {
            tries: 2,
            per_try: Duration::from_secs(3),
            whole: Duration::from_secs(6),
            max_answer: MAX_ANSWER,
            ..Policy::default()
        };
        Ok(Self(Some(Provider::new(NAME, base, policy)?)))
    }

    /// The way from one point to another; `None` when there is no router, or it does not know or say.
    pub(crate) async fn way(&self, from: Place, to: Place, mode: Mode) -> Option<Way> {
        let provider = self.0.as_ref()?;
        let profile = match mode {
            Mode::Walking => "foot",
            Mode::Driving => "driving",
        };
        let point = |place: Place| format!("{:.6},{:.6}", place.longitude(), place.latitude());
        let path = format!("/route/v1/{profile}/{};{}", point(from), point(to));
        let request = OutsideRequest::get(path)
            .with_query("overview", "simplified")
            .with_query("geometries", "geojson");
        let body = provider.send(&request).await.ok()?;
        match read(&body) {
            Ok(way) => Some(way),
            Err(error) => {
                tracing::warn!(provider = NAME, %error, "answer is left aside");
                None
            }
        }
    }
}

fn read(body: &[u8]) -> Result<Way, OutsideError> {
    let answer: Answer = serde_json::from_slice(body).map_err(|_| OutsideError::Malformed)?;
    let route = answer.routes.into_iter().next();
    let route = route.ok_or(OutsideError::Malformed)?;
    let is_sane = |value: f64| value.is_finite() && (0.0..=40_000_000.0).contains(&value);
    if !is_sane(route.distance) || !is_sane(route.duration) {
        return Err(OutsideError::Malformed);
    }
    let points = route.geometry.coordinates.into_iter();
    Ok(Way {
        distance_m: whole_metres(route.distance),
        duration_s: whole_metres(route.duration),
        source: WaySource::Router,
        points: Some(points.map(|[east, north]| [north, east]).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_osrm_is_read_and_others_are_left_aside() {
        let body = br#"{"code":"Ok","routes":[{"distance":1610.4,"duration":1209.6,
            "geometry":{"type":"LineString","coordinates":[[69.28,41.31],[69.2,41.26]]}}]}"#;
        let way = read(body).unwrap();
        assert_eq!((way.distance_m, way.duration_s), (1610, 1210));
        assert_eq!(way.points.unwrap()[0], [41.31, 69.28]);
        for body in [
            &br#"{"code":"NoRoute","routes":[]}"#[..],
            b"<html>",
            br#"{"routes":[{"distance":-1,"duration":1,"geometry":{"coordinates":[]}}]}"#,
        ] {
            assert!(read(body).is_err());
        }
    }
}
