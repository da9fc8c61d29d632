//! A handler that takes an [`Admin`] is for administrators only; there is no other way to forget or to ask for one.

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::auth::{Caller, Scope};
use crate::http::{Code, Problem};

/// Proof that a request came from an administrator: `unauthenticated` without a valid token, `forbidden` for everybody
/// else. A role that was taken away is in force with the next token, 15 minutes later at the most; who changes what
/// others own should look at the account itself too.
#[derive(Debug, Clone)]
pub struct Admin(Caller);

impl Admin {
    /// The administrator.
    pub fn caller(&self) -> &Caller {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Admin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = <Caller as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        if caller.may(Scope::Admin) {
            Ok(Self(caller))
        } else {
            Err(Problem::new(Code::Forbidden))
        }
    }
}
