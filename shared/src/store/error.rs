//! What can go wrong in DynamoDB, in words that a caller can act on.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

/// Codes after which the same call may succeed later: it is us or them being busy, not the call being wrong.
const BUSY: [&str; 8] = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionConflictException",
    "TransactionInProgressException",
    "ReplicatedWriteConflictException",
];

/// Why one action of a transaction was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancellation {
    /// This action was fine; another one was not.
    None,
    /// This action's condition did not hold.
    ConditionNotMet,
    /// Another transaction was at work on the item.
    Conflict,
    /// Anything else: throttling, a size limit.
    Other,
}

/// A store call that did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The condition of a write did not hold: somebody else was first, or the thing is not there.
    #[error("condition not met")]
    ConditionNotMet,
    /// A transaction was refused; one reason per action, in their order.
    #[error("transaction cancelled: {0:?}")]
    Cancelled(Vec<Cancellation>),
    /// DynamoDB could not be reached, was too slow or too busy. Nothing can be said about the write.
    #[error("dynamodb is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// DynamoDB refused the call as wrong: missing table or permission, or a defect of ours.
    #[error("dynamodb refused the call")]
    Refused(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An item does not have the shape that its key promises.
    #[error("item has an unexpected shape")]
    Malformed(#[from] serde_dynamo::Error),
}

impl StoreError {
    /// Sorts an SDK error. Transactions are read by [`super::transact`], which also sees their reasons.
    pub fn from_sdk<E>(error: SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let SdkError::ServiceError(_) = &error else {
            return Self::Unavailable(Box::new(error));
        };
        match error.code() {
            Some("ConditionalCheckFailedException") => Self::ConditionNotMet,
            Some(code) if BUSY.contains(&code) => Self::Unavailable(Box::new(error)),
            _ => Self::Refused(Box::new(error)),
        }
    }

    /// A call that could not even be built: a defect of ours.
    pub fn refused(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Refused(error.into())
    }

    /// Whether the action at this place of a transaction failed on its condition.
    pub fn condition_failed_at(&self, action: usize) -> bool {
        let Self::Cancelled(reasons) = self else {
            return false;
        };
        reasons.get(action) == Some(&Cancellation::ConditionNotMet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_failed_action_of_a_transaction_is_named() {
        let error = StoreError::Cancelled(vec![Cancellation::None, Cancellation::ConditionNotMet]);
        assert!(!error.condition_failed_at(0));
        assert!(error.condition_failed_at(1));
        assert!(!error.condition_failed_at(2));
        assert!(!StoreError::ConditionNotMet.condition_failed_at(0));
    }
}
