//! Usernames: handles of Latin letters, digits, `_`, `.` and `-`, that begin with a letter.
//!
//! The small set is on purpose. Its characters have one form under every Unicode normalisation, their case folds byte
//! by byte, and no two of them look alike the way Latin `a` and Cyrillic `а` do, so nobody can be impersonated by a
//! twin. A person's name in their own script belongs in `given_name` and `family_name`.

use nazar::http::FieldCode;

/// garde rule: the characters. The length has its own.
pub(crate) fn check_username(username: &str, _context: &()) -> garde::Result {
    let begins_well = username.starts_with(|first: char| first.is_ascii_alphabetic());
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if begins_well && username.bytes().all(allowed) {
        return Ok(());
    }
    Err(FieldCode::InvalidUsername.error())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn twins_from_other_scripts_are_refused() {
        assert!(check_username("Anna_k.92-x", &()).is_ok());
        for name in [
            "аnna",
            "ａｎｎａ",
            "anna\u{301}",
            "1anna",
            "_anna",
            "an na",
            "anna@",
            "",
        ] {
            assert!(check_username(name, &()).is_err(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_allowed_is_plain_ascii(name in "\\PC{0,12}") {
            if check_username(&name, &()).is_ok() {
                prop_assert!(name.is_ascii());
            }
        }
    }
}
