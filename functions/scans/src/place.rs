//! Where a person asks from.

use garde::Validate;
use nazar::http::{FieldCode, Problem};
use nazar::pharmacies::Place;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Where a person asks from, for pharmacies near: both or neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize, Validate, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
pub(crate) struct At {
    /// Degrees north, WGS 84.
    #[garde(skip)]
    #[schema(minimum = -90, maximum = 90, example = 41.2995)]
    #[param(minimum = -90, maximum = 90, example = 41.2995)]
    pub(crate) lat: Option<f64>,
    /// Degrees east, WGS 84.
    #[garde(skip)]
    #[schema(minimum = -180, maximum = 180, example = 69.2401)]
    #[param(minimum = -180, maximum = 180, example = 69.2401)]
    pub(crate) lon: Option<f64>,
}

impl At {
    /// The place, if there is one.
    ///
    /// # Errors
    /// `validation-failed` when one of the two is missing or they are no place on Earth.
    pub(crate) fn place(self) -> Result<Option<Place>, Problem> {
        match (self.lat, self.lon) {
            (None, None) => Ok(None),
            (Some(lat), Some(lon)) => match Place::new(lat, lon) {
                Ok(place) => Ok(Some(place)),
                Err(_) => Err(Problem::field("/lat", FieldCode::InvalidFormat)),
            },
            (None, Some(_)) => Err(Problem::field("/lat", FieldCode::Required)),
            (Some(_), None) => Err(Problem::field("/lon", FieldCode::Required)),
        }
    }

    /// From the fields of a form.
    ///
    /// # Errors
    /// `validation-failed` when a field is no number.
    pub(crate) fn of_form(lat: Option<&str>, lon: Option<&str>) -> Result<Self, Problem> {
        let number = |text: Option<&str>, pointer: &'static str| {
            let read = text.map(|text| text.trim().parse::<f64>());
            read.transpose()
                .map_err(|_| Problem::field(pointer, FieldCode::WrongType))
        };
        Ok(Self {
            lat: number(lat, "/lat")?,
            lon: number(lon, "/lon")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_both_coordinates_and_lies_on_earth() {
        let at = |lat, lon| At { lat, lon }.place();
        assert!(at(None, None).unwrap().is_none());
        assert!(at(Some(41.3), Some(69.2)).unwrap().is_some());
        for (lat, lon) in [
            (Some(41.3), None),
            (None, Some(69.2)),
            (Some(91.0), Some(69.2)),
            (Some(41.3), Some(f64::NAN)),
        ] {
            assert!(at(lat, lon).is_err(), "{lat:?} {lon:?}");
        }
        assert!(At::of_form(Some("north"), Some("69")).is_err());
    }
}
