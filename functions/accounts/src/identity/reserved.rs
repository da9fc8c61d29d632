//! Usernames that nobody has, because whoever had one could speak as if for us.

use nazar::{http::FieldCode, people::keys::fold};

/// Folded, without `_`, `.` and `-`, so that `Ad.min` is no way round.
const RESERVED: [&str; 20] = [
    "abuse",
    "admin",
    "administrator",
    "anonymous",
    "dori",
    "everybody",
    "help",
    "info",
    "lipi",
    "moderator",
    "nazar",
    "nobody",
    "official",
    "operator",
    "root",
    "security",
    "staff",
    "support",
    "system",
    "webmaster",
];

/// garde rule: not one of ours.
pub(crate) fn check_free(username: &str, _context: &()) -> garde::Result {
    let bare = fold(username).replace(['_', '.', '-'], "");
    if RESERVED.contains(&bare.as_str()) {
        return Err(FieldCode::UsernameReserved.error());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_names_are_reserved_however_they_are_dressed() {
        for name in ["admin", "Admin", "ad.min", "NAZAR_", "s-u-p-p-o-r-t"] {
            assert!(check_free(name, &()).is_err(), "{name}");
        }
        for name in ["sunita", "administra", "nazarova", "lipika", "rooted"] {
            assert!(check_free(name, &()).is_ok(), "{name}");
        }
    }
}
