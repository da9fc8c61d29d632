//! Time zones, by IANA name.

use nazar::{Zone, http::FieldCode};

/// garde rule: a zone of the database that is compiled in.
pub(crate) fn check_zone(name: &str, _context: &()) -> garde::Result {
    match name.parse::<Zone>() {
        Ok(_) => Ok(()),
        Err(_) => Err(FieldCode::UnknownZone.error()),
    }
}
