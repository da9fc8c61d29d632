//! What can go wrong between a function and the bucket.

use std::error::Error;

use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use thiserror::Error;

/// Why an object could not be read or written.
#[derive(Debug, Error)]
pub enum ObjectError {
    /// There is no object at this key, or it has been removed by the bucket's lifecycle.
    #[error("the object does not exist")]
    NotFound,
    /// The object is larger than the caller is ready to hold in memory.
    #[error("the object has {size} bytes, at most {limit} are read")]
    TooLarge {
        /// Bytes in the object, or read before reading stopped.
        size: u64,
        /// The caller's limit in bytes.
        limit: u64,
    },
    /// S3 refused, did not answer in time, or could not be reached: worth another try later.
    #[error("object storage: {0}")]
    Unavailable(String),
}

impl ObjectError {
    /// Maps a failed call: a missing key is told apart from everything else, a missing bucket too.
    pub(super) fn from_sdk<E>(error: &SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        if error.code() == Some("NoSuchKey") {
            return Self::NotFound;
        }
        Self::Unavailable(DisplayErrorContext(error).to_string())
    }

    /// The same for a HEAD, to which S3 can only say 404: it has no body for a reason.
    pub(super) fn from_head<E>(error: &SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let status = error
            .raw_response()
            .map(|response| response.status().as_u16());
        if status == Some(404) {
            return Self::NotFound;
        }
        Self::from_sdk(error)
    }
}

/// What a client is told: the inside goes to the log.
#[cfg(feature = "http")]
impl From<ObjectError> for crate::http::Problem {
    fn from(error: ObjectError) -> Self {
        match error {
            ObjectError::NotFound => Self::new(crate::code::Code::NotFound),
            ObjectError::TooLarge { .. } => Self::new(crate::code::Code::ImageTooLarge),
            ObjectError::Unavailable(_) => {
                tracing::error!(%error, "object storage is not available");
                Self::unavailable()
            }
        }
    }
}
