//! garde's rules, with codes in place of its English.
//!
//! garde lets a program word its messages. Ours are `code|name=value`, taken apart right after: clients get a code to
//! branch on and a text in their own language.

use std::{borrow::Cow, fmt::Display};

use garde::{
    Path, Validate,
    i18n::{
        I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind, with_i18n,
    },
};

use crate::http::{Code, FieldCode, FieldError, Problem};

/// Applies a value's rules.
///
/// # Errors
/// `validation-failed` with one entry per broken rule.
pub(super) fn check<T: Validate<Context = ()>>(value: &T) -> Result<(), Problem> {
    let Err(report) = with_i18n(Coded, || value.validate()) else {
        return Ok(());
    };
    let errors = report
        .iter()
        .map(|(path, error)| field_error(path, error.message()));
    Err(errors.fold(Problem::new(Code::ValidationFailed), Problem::with_error))
}

fn field_error(path: &Path, message: &str) -> FieldError {
    let mut parts = message.split('|');
    let name = parts.next().unwrap_or_default();
    let code = FieldCode::ALL
        .iter()
        .copied()
        .find(|code| code.as_str() == name);
    let mut error = FieldError::new(pointer(path), code.unwrap_or(FieldCode::InvalidFormat));
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        match name {
            "min" => error = error.with_argument("min", value),
            "max" => error = error.with_argument("max", value),
            _ => {}
        }
    }
    error
}

/// garde writes `parts[1].name`; a pointer is `/parts/1/name`.
fn pointer(path: &Path) -> String {
    let text = path.to_string().replace('[', ".").replace(']', "");
    if text.is_empty() {
        text
    } else {
        format!("/{}", text.trim_start_matches('.').replace('.', "/"))
    }
}

struct Coded;

fn plain(code: FieldCode) -> Cow<'static, str> {
    Cow::Borrowed(code.as_str())
}

fn limited(code: FieldCode, name: &str, limit: &dyn Display) -> Cow<'static, str> {
    Cow::Owned(format!("{}|{name}={limit}", code.as_str()))
}

impl I18n for Coded {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        limited(FieldCode::TooShort, "min", &min)
    }

    fn length_greater_than(&self, max: usize) -> Cow<'static, str> {
        limited(FieldCode::TooLong, "max", &max)
    }

    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> {
        limited(FieldCode::TooSmall, "min", min)
    }

    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> {
        limited(FieldCode::TooLarge, "max", max)
    }

    fn email_invalid(&self, _reason: InvalidEmail) -> Cow<'static, str> {
        plain(FieldCode::InvalidEmail)
    }

    fn phone_number_invalid(&self, _reason: InvalidPhoneNumber) -> Cow<'static, str> {
        plain(FieldCode::InvalidPhone)
    }

    fn required_not_set(&self) -> Cow<'static, str> {
        plain(FieldCode::Required)
    }

    fn credit_card_invalid(&self, _reason: InvalidCreditCard) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn pattern_no_match(&self, _pattern: &dyn Display) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn contains_missing(&self, _pattern: &dyn Display) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn url_invalid(&self, _reason: InvalidUrl) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn prefix_missing(&self, _pattern: &dyn Display) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn suffix_missing(&self, _pattern: &dyn Display) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn ip_invalid(&self, _kind: IpKind) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn matches_field_mismatch(&self, _field: &dyn Display) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn ascii_invalid(&self) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }

    fn alphanumeric_invalid(&self) -> Cow<'static, str> {
        plain(FieldCode::InvalidFormat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Body {
        #[garde(length(chars, min = 3, max = 5))]
        name: String,
        #[garde(inner(range(max = 9)))]
        parts: Vec<u8>,
        #[garde(custom(always_common))]
        password: String,
    }

    fn always_common(_password: &str, _context: &()) -> garde::Result {
        Err(FieldCode::PasswordCommon.error())
    }

    #[test]
    fn rules_become_codes_with_limits_and_pointers() {
        let body = Body {
            name: "ab".to_owned(),
            parts: vec![1, 10],
            password: String::new(),
        };
        let problem = check(&body).unwrap_err();
        let expected = [
            FieldError::new("/name", FieldCode::TooShort).with_argument("min", "3"),
            FieldError::new("/parts/1", FieldCode::TooLarge).with_argument("max", "9"),
            FieldError::new("/password", FieldCode::PasswordCommon),
        ];
        assert_eq!(problem.errors(), expected);
    }
}
