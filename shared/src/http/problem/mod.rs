//! Problems (RFC 9457): what a client gets when a request is not done.
//!
//! A handler says *which* problem, by its [`Code`]; words come from the catalogue when the answer is rendered. A
//! problem never carries an input value or an internal message: those go to the log, under the request's id.

mod body;
#[cfg(test)]
mod catalogue;
mod field;
mod from;

pub use body::{FieldProblem, ProblemBody};
pub use field::{FieldCode, FieldError};

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::{code::Code, i18n::Argument};

/// A problem on its way to the client.
#[derive(Debug, Clone)]
pub struct Problem {
    code: Code,
    errors: Vec<FieldError>,
    arguments: Vec<Argument>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// The problem of this code.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            errors: Vec::new(),
            arguments: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// `validation-failed` for one field, named by its JSON pointer.
    pub fn field(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self::new(Code::ValidationFailed).with_error(FieldError::new(pointer, code))
    }

    /// `unauthenticated`, with the challenge that RFC 6750 asks for; `rejected` when a token was sent and refused.
    pub fn unauthenticated(rejected: bool) -> Self {
        let challenge = if rejected {
            "Bearer realm=\"nazar\", error=\"invalid_token\""
        } else {
            "Bearer realm=\"nazar\""
        };
        Self::new(Code::Unauthenticated).with_header(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static(challenge),
        )
    }

    /// `rate-limited`: try again after so many seconds, at least one.
    pub fn rate_limited(retry_after_seconds: u64) -> Self {
        let seconds = retry_after_seconds.max(1);
        Self::new(Code::RateLimited)
            .with_argument("seconds", seconds.to_string())
            .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// `service-unavailable`: something that we depend on did not answer; a few seconds may mend it.
    pub fn unavailable() -> Self {
        Self::new(Code::ServiceUnavailable)
            .with_header(header::RETRY_AFTER, HeaderValue::from_static("5"))
    }

    /// Adds what is wrong with one field.
    #[must_use]
    pub fn with_error(mut self, error: FieldError) -> Self {
        self.errors.push(error);
        self
    }

    /// Gives the catalogue a value to put into its texts: a limit of ours, never something that was sent.
    #[must_use]
    pub fn with_argument(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Which problem it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is wrong with single fields.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

/// Gives status and headers; the `render` layer finds the problem among the extensions and writes the body.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.headers_mut().extend(self.headers.clone());
        response.extensions_mut().insert(self);
        response
    }
}
