//! People's names: any script, any form, as long as there is something to read.

use crate::http::FieldCode;

/// garde rule: no control characters, and not only space. The length has its own rule.
///
/// # Errors
/// `invalid-name`.
pub fn check_name(name: &str, _context: &()) -> garde::Result {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(FieldCode::InvalidName.error());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_is_welcome() {
        for good in [
            "Oʻktam",
            "Ўктам",
            "सुनिता",
            "Jean-Luc",
            "O'Brien",
            "Nguyễn Văn",
        ] {
            assert!(check_name(good, &()).is_ok(), "{good}");
        }
        for bad in ["", "  ", "a\nb", "a\u{0}", "\u{7}"] {
            assert!(check_name(bad, &()).is_err(), "{bad:?}");
        }
    }
}
