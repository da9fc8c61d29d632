//! A point on the earth, and how far and in which direction another one lies.

use serde::{Deserialize, Serialize};

/// Mean radius of the earth in metres (IUGG). On this sphere a distance is at most 0.6 % off the ellipsoid's.
const EARTH_RADIUS: f64 = 6_371_008.8;

/// The numbers are no point on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a latitude from -90 to 90 with a longitude from -180 to 180")]
pub struct PlaceError;

/// A point in WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Place {
    latitude: f64,
    longitude: f64,
}

/// A place as it is written.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

impl TryFrom<Degrees> for Place {
    type Error = PlaceError;

    fn try_from(degrees: Degrees) -> Result<Self, PlaceError> {
        Self::new(degrees.latitude, degrees.longitude)
    }
}

impl From<Place> for Degrees {
    fn from(place: Place) -> Self {
        Self {
            latitude: place.latitude,
            longitude: place.longitude,
        }
    }
}

impl Place {
    /// The point at these degrees, north and east.
    ///
    /// # Errors
    /// [`PlaceError`] when a number is out of its range or none.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, PlaceError> {
        let fits = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        fits.then_some(Self {
            latitude,
            longitude,
        })
        .ok_or(PlaceError)
    }

    /// Degrees north, -90 to 90.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east, -180 to 180.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Metres to another point along the great circle, by the haversine formula: exact for near points too.
    pub fn distance_to(self, other: Self) -> f64 {
        let [north, other_north] = [self.latitude, other.latitude].map(f64::to_radians);
        let east = (other.longitude - self.longitude).to_radians();
        let half_chord = ((other_north - north) / 2.0).sin().powi(2)
            + north.cos() * other_north.cos() * (east / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS * half_chord.min(1.0).sqrt().asin()
    }

    /// The direction in which the great circle to another point begins: degrees clockwise from north, 0 up to 360.
    /// From a pole, and to the same point, every direction is as good; the formula's is given.
    pub fn bearing_to(self, other: Self) -> f64 {
        let [north, other_north] = [self.latitude, other.latitude].map(f64::to_radians);
        let east = (other.longitude - self.longitude).to_radians();
        let eastward = east.sin() * other_north.cos();
        let northward =
            north.cos() * other_north.sin() - north.sin() * other_north.cos() * east.cos();
        let degrees = eastward.atan2(northward).to_degrees().rem_euclid(360.0);
        // What is a hair west of north may round to a full circle.
        if degrees >= 360.0 { 0.0 } else { degrees }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::place;
    use super::*;

    #[test]
    fn only_points_on_the_earth_are_places() {
        assert!(Place::new(90.0, -180.0).is_ok());
        for (latitude, longitude) in [(90.1, 0.0), (0.0, 180.1), (f64::NAN, 0.0)] {
            assert_eq!(Place::new(latitude, longitude), Err(PlaceError));
        }
        let outside = r#"{"latitude":91.0,"longitude":0.0}"#;
        assert!(serde_json::from_str::<Place>(outside).is_err());
    }

    #[test]
    fn distances_and_bearings_are_the_known_ones() {
        let [tashkent, samarkand] =
            [(41.3111, 69.2797), (39.6547, 66.9758)].map(|(n, e)| Place::new(n, e).unwrap());
        let metres = tashkent.distance_to(samarkand);
        assert!((264_000.0..270_000.0).contains(&metres), "{metres}");
        let bearing = tashkent.bearing_to(samarkand);
        assert!((226.0..229.0).contains(&bearing), "{bearing}");
        // Over the antimeridian a step east is a step, not a way round the world.
        let [west, east] = [179.99, -179.99].map(|e| Place::new(0.0, e).unwrap());
        assert!(west.distance_to(east) < 2_300.0);
        assert!((west.bearing_to(east) - 90.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(one in place(), other in place()) {
            let metres = one.distance_to(other);
            prop_assert!((metres - other.distance_to(one)).abs() < 1e-6);
            prop_assert!((0.0..=20_015_200.0).contains(&metres));
            prop_assert!(one.distance_to(one) < 1e-6);
            prop_assert!((0.0..360.0).contains(&one.bearing_to(other)));
        }
    }
}
