//! A handler that takes a [`Caller`] is behind a token; there is no other way to forget or to ask for one.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use crate::{
    auth::Caller,
    http::{Problem, layers::Identity},
};

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Identity>() {
            Some(Identity::Known(caller)) => Ok(caller.clone()),
            Some(Identity::Rejected) => Err(Problem::unauthenticated(true)),
            Some(Identity::None) | None => Err(Problem::unauthenticated(false)),
        }
    }
}

/// Nobody is fine where a handler takes `Option<Caller>`; a bad token still is not.
impl<S: Send + Sync> OptionalFromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Problem> {
        match parts.extensions.get::<Identity>() {
            Some(Identity::Known(caller)) => Ok(Some(caller.clone())),
            Some(Identity::Rejected) => Err(Problem::unauthenticated(true)),
            Some(Identity::None) | None => Ok(None),
        }
    }
}
