//! Multipart forms: files and texts by name, within limits.

use std::collections::HashMap;

use axum::extract::{
    FromRequest, Multipart, Request,
    multipart::{MultipartError, MultipartRejection},
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::{Code, FieldCode, Problem};

/// More parts than any form of ours has.
const MAX_PARTS: usize = 16;
/// Bytes in a part that is no file.
const MAX_TEXT: usize = 4 * 1024;

/// A part with the type that its sender gave it.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it holds.
    pub bytes: Bytes,
    /// The declared content type, if any.
    pub content_type: Option<String>,
}

/// A form that has been read whole. Take it as an extractor; the route's body limit bounds its size.
#[derive(Debug, Clone, Default)]
pub struct Form {
    parts: HashMap<String, Part>,
}

impl Form {
    /// A part of this name.
    ///
    /// # Errors
    /// `validation-failed` with `required` when there is none.
    pub fn part(&self, name: &str) -> Result<&Part, Problem> {
        self.parts
            .get(name)
            .ok_or_else(|| Problem::field(format!("/{name}"), FieldCode::Required))
    }

    /// A part of this name as text, if there is one.
    ///
    /// # Errors
    /// `validation-failed` when it is too long, `malformed-body` when it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        let Some(part) = self.parts.get(name) else {
            return Ok(None);
        };
        if part.bytes.len() > MAX_TEXT {
            return Err(Problem::field(format!("/{name}"), FieldCode::InvalidFormat));
        }
        std::str::from_utf8(&part.bytes)
            .map(Some)
            .map_err(|_| Problem::new(Code::MalformedBody))
    }
}

/// Whether the request says that it carries a multipart form.
pub fn is_multipart(headers: &HeaderMap) -> bool {
    let Some(value) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case("multipart/form-data")
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_multipart(request.headers()) {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        let multipart = Multipart::from_request(request, state).await;
        let mut multipart =
            multipart.map_err(|_: MultipartRejection| Problem::new(Code::MalformedBody))?;

        let mut form = Self::default();
        while let Some(field) = multipart
            .next_field()
            .await
            .map_err(|error| refused(&error))?
        {
            let Some(name) = field.name().map(str::to_owned) else {
                continue;
            };
            let content_type = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| refused(&error))?;
            let repeated = form
                .parts
                .insert(
                    name,
                    Part {
                        bytes,
                        content_type,
                    },
                )
                .is_some();
            if repeated || form.parts.len() > MAX_PARTS {
                return Err(Problem::new(Code::MalformedBody));
            }
        }
        Ok(form)
    }
}

fn refused(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Code::PayloadTooLarge),
        _ => Problem::new(Code::MalformedBody),
    }
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::DefaultBodyLimit};

    use super::*;

    async fn read(body: &str) -> Result<Form, Problem> {
        let request = Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
            .body(Body::from(body.to_owned()))
            .unwrap();
        Form::from_request(request, &()).await
    }

    const ONE: &str = "--XX\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nabc\r\n";

    #[tokio::test]
    async fn parts_are_found_by_name() {
        let form = read(&format!("{ONE}--XX--\r\n")).await.unwrap();
        assert_eq!(&form.part("image").unwrap().bytes[..], b"abc");
        assert_eq!(
            form.part("image").unwrap().content_type.as_deref(),
            Some("image/png")
        );
        assert_eq!(form.text("target_class").unwrap(), None);
        assert_eq!(
            form.part("other").unwrap_err().errors()[0].pointer(),
            "/other"
        );
    }

    #[tokio::test]
    async fn broken_and_repeating_forms_are_malformed() {
        for body in [
            ONE.to_owned(),
            format!("{ONE}{ONE}--XX--\r\n"),
            "nothing".to_owned(),
        ] {
            assert_eq!(
                read(&body).await.unwrap_err().code(),
                Code::MalformedBody,
                "{body}"
            );
        }
    }

    #[tokio::test]
    async fn a_json_body_is_another_type() {
        let request = Request::builder()
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::empty())
            .unwrap();
        let problem = Form::from_request(request, &()).await.unwrap_err();
        assert_eq!(problem.code(), Code::UnsupportedMediaType);
        let _: DefaultBodyLimit = super::super::body_limit(1);
    }
}
