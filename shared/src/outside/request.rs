//! What is asked of a provider.

use std::fmt;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::{OutsideError, Secret};

/// A request that can be sent again as it is. Its `Debug` shows method and path only.
#[derive(Clone)]
pub struct OutsideRequest {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl OutsideRequest {
    /// Reads `path`, which begins with `/` and stands below the provider's base URL.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Sends a value as JSON to `path`.
    ///
    /// # Errors
    /// [`OutsideError::Malformed`] when the value has no JSON form.
    pub fn post_json(
        path: impl Into<String>,
        value: &impl Serialize,
    ) -> Result<Self, OutsideError> {
        let body = serde_json::to_vec(value).map_err(|_| OutsideError::Malformed)?;
        Ok(Self {
            method: Method::POST,
            headers: HeaderMap::from_iter([(
                CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )]),
            body: Bytes::from(body),
            ..Self::get(path)
        })
    }

    /// Sends bytes of a content type to `path`, such as a form with a recording in it.
    pub fn post_bytes(path: impl Into<String>, content_type: HeaderValue, body: Bytes) -> Self {
        Self {
            method: Method::POST,
            headers: HeaderMap::from_iter([(CONTENT_TYPE, content_type)]),
            body,
            ..Self::get(path)
        }
    }

    /// Adds a parameter to the address; it is escaped as it has to be. Never a secret.
    #[must_use]
    pub fn with_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sends a secret in a header; in HTTP/2 it is kept out of the compression table too.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] with 401, as the provider would answer, when the secret cannot stand in a header.
    pub fn with_secret(
        mut self,
        name: &'static str,
        secret: &Secret,
    ) -> Result<Self, OutsideError> {
        let value = secret.header().ok_or(OutsideError::Refused(401))?;
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(self)
    }
}

impl fmt::Debug for OutsideRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}
