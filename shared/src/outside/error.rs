//! Why a provider's answer cannot be used.

use std::time::Duration;

/// What went wrong, without address, key or content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutsideError {
    /// It has failed often enough to be left alone for now: it was not asked.
    #[error("the provider is left alone after failures")]
    Paused,
    /// No whole answer came in time.
    #[error("no answer in time")]
    TimedOut,
    /// The connection could not be made, or ended before the answer did.
    #[error("no connection, or a broken one")]
    Unreachable,
    /// It has had too many requests of ours (429).
    #[error("too many requests")]
    Throttled {
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    /// It cannot answer at the moment (408, 5xx).
    #[error("it answered {status}")]
    Failing {
        /// The HTTP status.
        status: u16,
        /// How long it asks us to wait.
        retry_after: Option<Duration>,
    },
    /// It does not want the request, and will not want it again: a wrong key, an unknown model, a redirection.
    #[error("it answered {0}")]
    Refused(u16),
    /// The answer goes on beyond what is read.
    #[error("the answer has more than {limit} bytes")]
    TooLarge {
        /// Most bytes that are read.
        limit: usize,
    },
    /// The answer is whole, and not what was asked for.
    #[error("the answer has an unexpected form")]
    Malformed,
}

impl OutsideError {
    /// Whether the provider is not well, as against not wanting this one request: then the same request may succeed a
    /// moment later, and too many of these open the circuit. Too many requests count among them, because a provider that
    /// complains of them is best left alone.
    pub fn is_outage(&self) -> bool {
        matches!(
            self,
            Self::TimedOut | Self::Unreachable | Self::Throttled { .. } | Self::Failing { .. }
        )
    }

    /// How long the provider asks us to wait, if it does.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after } | Self::Failing { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
