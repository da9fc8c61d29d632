//! How every function reaches AWS: region and credentials from the environment, and deadlines that fit in a request.
//!
//! The SDK's own defaults wait without end for an answer. API Gateway gives up after 30 s, so a call that has
//! not been answered within a few seconds is better retried or reported than waited for.

use std::time::Duration;

use aws_config::{BehaviorVersion, SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(2);
/// Longest wait for one attempt; SQS long polling is done by Lambda, not by us, so nothing legitimate takes longer.
const ATTEMPT: Duration = Duration::from_secs(6);
/// Longest wait for a call with its retries.
const OPERATION: Duration = Duration::from_secs(12);
/// Attempts per call, the first included.
const ATTEMPTS: u32 = 3;

/// Loads region, credentials and endpoints (`AWS_ENDPOINT_URL_*` under the embedded cloud) once, at cold start.
pub async fn load() -> SdkConfig {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(OPERATION)
        .build();

    aws_config::defaults(BehaviorVersion::latest())
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
        .load()
        .await
}
