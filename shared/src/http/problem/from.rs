//! From what went wrong inside to what a client is told. The inside goes to the log, here and nowhere else.

use super::Problem;
use crate::{
    code::Code,
    store::{Cancellation, StoreError},
};

/// Repositories turn the conditions that they expect into answers of their own; what is left is a conflict with
/// somebody else's request, DynamoDB being away, or a defect.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::ConditionNotMet => Self::new(Code::Conflict),
            StoreError::Cancelled(reasons) if reasons.contains(&Cancellation::ConditionNotMet) => {
                Self::new(Code::Conflict)
            }
            StoreError::Cancelled(_) | StoreError::Unavailable(_) => {
                tracing::error!(error = ?error, "store is not available");
                Self::unavailable()
            }
            StoreError::Refused(_) | StoreError::Malformed(_) => {
                tracing::error!(error = ?error, "store call failed");
                Self::new(Code::Internal)
            }
        }
    }
}

impl Problem {
    /// `internal` for anything unexpected, which is logged with its causes.
    pub fn internal(error: impl Into<anyhow::Error>) -> Self {
        let error: anyhow::Error = error.into();
        tracing::error!(error = format!("{error:#}"), "request failed");
        Self::new(Code::Internal)
    }
}
