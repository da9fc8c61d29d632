//! The trace that a message belongs to.
//!
//! Lambda's runtime puts the current X-Ray header into the environment before each invocation. It travels as an
//! ordinary message attribute, because the system attribute of the same purpose is only read by X-Ray itself, and
//! the worker's log lines should carry the sender's trace with or without X-Ray.

/// Name of the message attribute that holds the X-Ray trace header.
pub const TRACE_ATTRIBUTE: &str = "trace";

/// The trace of the invocation that is running.
pub(super) fn current() -> Option<String> {
    std::env::var("_X_AMZN_TRACE_ID")
        .ok()
        .filter(|header| !header.is_empty())
}
