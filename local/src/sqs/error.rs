//! What SQS answers when it refuses.
//!
//! The codes and their two spellings (the JSON shape and the older query code, which SDKs read from
//! `x-amzn-query-error`) are those of the SQS API reference.

use std::fmt;

/// A refusal: a code that clients act on and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqsError {
    /// What went wrong, for programs.
    pub code: ErrorCode,
    /// What went wrong, for people.
    pub message: String,
}

/// The errors that this server gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// No queue has that name.
    QueueDoesNotExist,
    /// A queue of that name exists with other attributes.
    QueueNameExists,
    /// The handle was not made by this server or belongs to another queue.
    ReceiptHandleIsInvalid,
    /// The message is not being handled under this receipt any more.
    MessageNotInflight,
    /// The body holds a character that XML 1.0 does not allow, or nothing.
    InvalidMessageContents,
    /// A parameter is missing.
    MissingParameter,
    /// A parameter is out of its range.
    InvalidParameterValue,
    /// An attribute that SQS does not know.
    InvalidAttributeName,
    /// An attribute out of its range.
    InvalidAttributeValue,
    /// A batch without entries.
    EmptyBatchRequest,
    /// A batch of more than ten entries.
    TooManyEntriesInBatchRequest,
    /// Two entries of a batch share an id.
    BatchEntryIdsNotDistinct,
    /// An id with characters other than letters, digits, hyphen and underscore, or over 80 of them.
    InvalidBatchEntryId,
    /// The messages of a batch are together over the limit.
    BatchRequestTooLong,
    /// An operation or feature that this server does not have.
    UnsupportedOperation,
    /// The queue named in a move task is no dead-letter queue, or does not exist.
    ResourceNotFound,
    /// The store failed.
    Internal,
}

impl ErrorCode {
    /// Name of the error's shape, as in `__type`.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "QueueDoesNotExist",
            Self::QueueNameExists => "QueueNameExists",
            Self::ReceiptHandleIsInvalid => "ReceiptHandleIsInvalid",
            Self::MessageNotInflight => "MessageNotInflight",
            Self::InvalidMessageContents => "InvalidMessageContents",
            Self::MissingParameter => "MissingRequiredParameterException",
            Self::InvalidParameterValue => "InvalidParameterValueException",
            Self::InvalidAttributeName => "InvalidAttributeName",
            Self::InvalidAttributeValue => "InvalidAttributeValue",
            Self::EmptyBatchRequest => "EmptyBatchRequest",
            Self::TooManyEntriesInBatchRequest => "TooManyEntriesInBatchRequest",
            Self::BatchEntryIdsNotDistinct => "BatchEntryIdsNotDistinct",
            Self::InvalidBatchEntryId => "InvalidBatchEntryId",
            Self::BatchRequestTooLong => "BatchRequestTooLong",
            Self::UnsupportedOperation => "UnsupportedOperation",
            Self::ResourceNotFound => "ResourceNotFoundException",
            Self::Internal => "InternalFailure",
        }
    }

    /// The code of the older query protocol, also used inside batch results.
    #[must_use]
    pub const fn query_code(self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "AWS.SimpleQueueService.NonExistentQueue",
            Self::QueueNameExists => "QueueAlreadyExists",
            Self::MessageNotInflight => "AWS.SimpleQueueService.MessageNotInflight",
            Self::MissingParameter => "MissingParameter",
            Self::InvalidParameterValue => "InvalidParameterValue",
            Self::EmptyBatchRequest => "AWS.SimpleQueueService.EmptyBatchRequest",
            Self::TooManyEntriesInBatchRequest => {
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
            }
            Self::BatchEntryIdsNotDistinct => "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            Self::InvalidBatchEntryId => "AWS.SimpleQueueService.InvalidBatchEntryId",
            Self::BatchRequestTooLong => "AWS.SimpleQueueService.BatchRequestTooLong",
            Self::UnsupportedOperation => "AWS.SimpleQueueService.UnsupportedOperation",
            Self::ResourceNotFound => "ResourceNotFoundException",
            other => other.shape(),
        }
    }

    /// Whether the caller is at fault; otherwise a retry may help.
    #[must_use]
    pub const fn is_sender_fault(self) -> bool {
        !matches!(self, Self::Internal)
    }
}

impl SqsError {
    /// An error with its sentence.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// `InvalidParameterValue` with its sentence.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidParameterValue, message)
    }

    /// The queue is not there.
    #[must_use]
    pub fn no_queue() -> Self {
        Self::new(
            ErrorCode::QueueDoesNotExist,
            "The specified queue does not exist.",
        )
    }
}

impl fmt::Display for SqsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code.shape(), self.message)
    }
}

impl std::error::Error for SqsError {}

impl From<rusqlite::Error> for SqsError {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the queue store failed");
        Self::new(ErrorCode::Internal, "The queue store failed.")
    }
}

impl From<serde_json::Error> for SqsError {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "a stored queue or message cannot be read");
        Self::new(
            ErrorCode::Internal,
            "The queue store holds something unreadable.",
        )
    }
}
