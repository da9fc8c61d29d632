//! Time zones, by IANA name.

use crate::{Zone, http::FieldCode};

/// garde rule: a zone of the database that is compiled in.
///
/// # Errors
/// `unknown-zone`.
pub fn check_zone(name: &str, _context: &()) -> garde::Result {
    match name.parse::<Zone>() {
        Ok(_) => Ok(()),
        Err(_) => Err(FieldCode::UnknownZone.error()),
    }
}
