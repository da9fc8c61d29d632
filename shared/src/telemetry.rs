//! Logs as JSON lines on standard output, one object an event, as CloudWatch Logs Insights reads them.
//!
//! Rule: fields name things (route, status, ids); they never carry what a person sent, a token or an address.

use tracing_subscriber::{EnvFilter, util::SubscriberInitExt};

/// Starts logging at the level in `LOG_LEVEL` (`info` when unset): a level or a filter such as `info,nazar=debug`.
/// A second call in one process, as tests make, changes nothing.
pub fn init() {
    let filter = EnvFilter::try_from_env("LOG_LEVEL").unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_ansi(false)
        .finish();
    if subscriber.try_init().is_err() {
        tracing::debug!("logging had already been started");
    }
}
