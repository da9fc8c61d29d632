//! Where somebody is.

use nazar::http::{FieldCode, Problem};
use nazar::pharmacies::Place;

/// The point of two query parameters; their ranges have been checked.
///
/// # Errors
/// `validation-failed` when one of them is no number of degrees.
pub(crate) fn place(latitude: f64, longitude: f64) -> Result<Place, Problem> {
    Place::new(latitude, longitude).map_err(|_| Problem::field("/lat", FieldCode::InvalidFormat))
}

/// The point of two parameters that come together or not at all.
///
/// # Errors
/// `validation-failed` when one is missing or no number of degrees.
pub(crate) fn optional_place(
    latitude: Option<f64>,
    longitude: Option<f64>,
) -> Result<Option<Place>, Problem> {
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => place(latitude, longitude).map(Some),
        (None, None) => Ok(None),
        (Some(_), None) => Err(Problem::field("/lon", FieldCode::Required)),
        (None, Some(_)) => Err(Problem::field("/lat", FieldCode::Required)),
    }
}

/// The point of `41.31,69.28`.
///
/// # Errors
/// `validation-failed` at `pointer` for anything else.
pub(crate) fn pair(text: &str, pointer: &str) -> Result<Place, Problem> {
    let read = || {
        let (latitude, longitude) = text.split_once(',')?;
        let degrees = |text: &str| text.trim().parse::<f64>().ok();
        Place::new(degrees(latitude)?, degrees(longitude)?).ok()
    };
    read().ok_or_else(|| Problem::field(pointer, FieldCode::InvalidFormat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_two_numbers_of_degrees() {
        let tashkent = pair("41.31, 69.28", "/from").unwrap();
        assert_eq!((tashkent.latitude(), tashkent.longitude()), (41.31, 69.28));
        for text in ["", "41.31", "41.31;69.28", "91,0", "NaN,1", "1,2,3"] {
            assert!(pair(text, "/from").is_err(), "{text}");
        }
    }
}
