//! Phone numbers in E.164: `+`, a country code that does not begin with 0, at most 15 digits in all.

use crate::http::FieldCode;

/// The shortest numbers in use have seven digits with their country code; eight leaves no room for short codes.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// garde rule: the form. A number has one spelling in it, so nothing needs folding.
///
/// # Errors
/// `invalid-phone`.
pub fn check_phone(phone: &str, _context: &()) -> garde::Result {
    let is_number = phone.strip_prefix('+').is_some_and(|digits| {
        DIGITS.contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_number {
        Ok(())
    } else {
        Err(FieldCode::InvalidPhone.error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_international() {
        for good in ["+998901234567", "+9779812345678", "+12025550123"] {
            assert!(check_phone(good, &()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "998901234567",
            "+0998901234",
            "+99890 1234567",
            "+1234567",
            "+1234567890123456",
            "+99890123456a",
            "+٩٩٨٩٠١٢٣٤٥٦٧",
        ] {
            assert!(check_phone(bad, &()).is_err(), "{bad}");
        }
    }
}
