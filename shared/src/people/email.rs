//! E-mail addresses: ASCII, with a domain that has a dot.

use crate::http::FieldCode;
use garde::rules::email::Email;

/// Characters in an address (RFC 5321, as corrected by erratum 1690).
const MAX_LENGTH: usize = 254;

/// garde rule: the syntax.
///
/// # Errors
/// `invalid-email`.
pub fn check_email(email: &str, _context: &()) -> garde::Result {
    let domain_has_dot = email.rsplit_once('@').is_some_and(|(_, domain)| {
        domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    let fits = email.is_ascii() && email.len() <= MAX_LENGTH && domain_has_dot;
    if fits && email.validate_email().is_ok() {
        return Ok(());
    }
    Err(FieldCode::InvalidEmail.error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        for good in [
            "anna@example.org",
            "a.b+tag@mail.example.co.uk",
            "O'Neil@Example.ORG",
        ] {
            assert!(check_email(good, &()).is_ok(), "{good}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in [
            "",
            "anna",
            "anna@",
            "@example.org",
            "anna@localhost",
            "anna@example.",
            "anna@.org",
            "an na@example.org",
            "anna@exa mple.org",
            "аnna@example.org",
            "a@b@example.org",
            "anna@example.org\n",
            &long,
        ] {
            assert!(check_email(bad, &()).is_err(), "{bad:?}");
        }
    }
}
