//! Query parameters, read and validated.

use axum::extract::{FromRequestParts, Query};
use garde::Validate;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::rules;
use crate::http::{Code, Problem};

/// The query's parameters as a `T`: `malformed-request` when they cannot be read, `validation-failed` with
/// pointers such as `/limit` when they break its rules.
#[derive(Debug, Clone)]
pub struct ValidQuery<T>(pub T);

impl<T, S> FromRequestParts<S> for ValidQuery<T>
where
    T: DeserializeOwned + Validate<Context = ()> + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(value) = Query::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::new(Code::MalformedRequest))?;
        rules::check(&value)?;
        Ok(Self(value))
    }
}
