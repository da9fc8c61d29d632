//! `Retry-After` (RFC 9110 section 10.2.3): seconds, or the time at which to come back.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// How long the header asks us to wait; a time that is over is no wait, and what cannot be read is not there.
pub(super) fn read(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let wait = at.duration_since(now);
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<Duration> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
        read(&headers, "2026-11-22T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(of("7"), Some(Duration::from_secs(7)));
        assert_eq!(of(" 0 "), Some(Duration::ZERO));
        assert_eq!(
            of("Sun, 22 Nov 2026 08:00:05 GMT"),
            Some(Duration::from_secs(5))
        );
        assert_eq!(of("Sun, 22 Nov 2026 07:00:00 GMT"), Some(Duration::ZERO));
        for nonsense in ["", "-3", "soon", "1.5", "99999999999999999999999"] {
            assert_eq!(of(nonsense), None, "{nonsense}");
        }
        assert_eq!(read(&HeaderMap::new(), Timestamp::now()), None);
    }
}
