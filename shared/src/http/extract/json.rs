//! JSON bodies, read and validated.

use axum::{
    body::Bytes,
    extract::{FromRequest, OptionalFromRequest, Request},
};
use garde::Validate;
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::rules;
use crate::http::{Code, FieldCode, FieldError, Problem};

/// The JSON body as a `T` that keeps its rules.
///
/// Rejections: `unsupported-media-type` without a JSON content type, `payload-too-large`, `malformed-body` when it is
/// not JSON, `validation-failed` with a pointer per field when fields are missing, of a wrong type or break a rule.
/// Unknown fields are ignored, so that a client may be newer than we are.
#[derive(Debug, Clone)]
pub struct ValidJson<T>(pub T);

impl<T, S> FromRequest<S> for ValidJson<T>
where
    T: DeserializeOwned + Validate<Context = ()>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        let body = read(request, state).await?;
        valid(&body).map(Self)
    }
}

/// A body that may be left out: nothing at all is `None`, whatever its content type.
impl<T, S> OptionalFromRequest<S> for ValidJson<T>
where
    T: DeserializeOwned + Validate<Context = ()>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Problem> {
        let has_type = is_json(request.headers());
        let body = read(request, state).await?;
        if body.is_empty() {
            return Ok(None);
        }
        if !has_type {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        valid(&body).map(|value| Some(Self(value)))
    }
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Code::PayloadTooLarge),
            _ => Problem::new(Code::MalformedBody),
        })
}

fn valid<T: DeserializeOwned + Validate<Context = ()>>(body: &[u8]) -> Result<T, Problem> {
    let value = parse(body)?;
    rules::check(&value)?;
    Ok(value)
}

/// `application/json`, or anything that ends in `+json`.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let essence = value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value =
        serde_path_to_error::deserialize(&mut deserializer).map_err(|error| refused(&error))?;
    deserializer
        .end()
        .map_err(|_| Problem::new(Code::MalformedBody))?;
    Ok(value)
}

/// A body that is no JSON has no fields to point at; one that is has.
fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    if !error.inner().is_data() {
        return Problem::new(Code::MalformedBody);
    }
    // serde has no codes; these openings are its own, and a test holds them.
    let message = error.inner().to_string();
    let mut pointer = pointer(error.path());
    let code = if let Some(field) = message.strip_prefix("missing field `") {
        pointer.push('/');
        pointer.push_str(field.split('`').next().unwrap_or_default());
        FieldCode::Required
    } else if message.starts_with("invalid type") {
        FieldCode::WrongType
    } else if message.starts_with("unknown variant") {
        FieldCode::NotOneOf
    } else {
        FieldCode::InvalidFormat
    };
    Problem::new(Code::ValidationFailed).with_error(FieldError::new(pointer, code))
}

/// The place as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the shape matters")]
    struct Body {
        name: String,
        kind: Kind,
        parts: Vec<u8>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        One,
    }

    fn first_error(body: &str) -> (String, FieldCode) {
        let problem = parse::<Body>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.code(), Code::ValidationFailed);
        let error = &problem.errors()[0];
        (error.pointer().to_owned(), error.code())
    }

    #[test]
    fn fields_are_pointed_at() {
        assert_eq!(
            first_error(r#"{"kind":"one","parts":[]}"#),
            ("/name".to_owned(), FieldCode::Required)
        );
        assert_eq!(
            first_error(r#"{"name":3}"#),
            ("/name".to_owned(), FieldCode::WrongType)
        );
        assert_eq!(
            first_error(r#"{"name":"a","kind":"two"}"#),
            ("/kind".to_owned(), FieldCode::NotOneOf)
        );
        assert_eq!(
            first_error(r#"{"name":"a","kind":"one","parts":[1,"x"]}"#),
            ("/parts/1".to_owned(), FieldCode::WrongType)
        );
        assert_eq!(
            first_error(r#"{"name":"a","kind":"one","parts":[300]}"#),
            ("/parts/0".to_owned(), FieldCode::InvalidFormat)
        );
        assert_eq!(first_error("3"), (String::new(), FieldCode::WrongType));
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for body in [
            "",
            "{",
            "{]",
            "nul",
            r#"{"name":"a","kind":"one","parts":[]} x"#,
        ] {
            assert_eq!(
                parse::<Body>(body.as_bytes()).unwrap_err().code(),
                Code::MalformedBody,
                "{body}"
            );
        }
    }

    #[test]
    fn content_types_that_are_json() {
        let with = |value: &'static str| {
            HeaderMap::from_iter([(header::CONTENT_TYPE, value.parse().unwrap())])
        };
        assert!(is_json(&with("application/json")));
        assert!(is_json(&with("Application/JSON; charset=utf-8")));
        assert!(is_json(&with("application/merge-patch+json")));
        assert!(!is_json(&with("text/json+plain")));
        assert!(!is_json(&HeaderMap::new()));
    }

    proptest! {
        #[test]
        fn no_body_panics(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse::<Body>(&body);
        }
    }
}
