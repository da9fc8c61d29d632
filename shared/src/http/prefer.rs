//! `Prefer: wait=N` (RFC 7240): how long a client would rather wait for a result than poll for it.
//!
//! A preference never makes a request fail: what cannot be read is as if it were not there.

use std::{convert::Infallible, time::Duration};

use axum::extract::FromRequestParts;
use http::{HeaderMap, HeaderName, request::Parts};

/// The longest wait that is granted: API Gateway cuts the request off at 30 s.
pub const MAX_WAIT: Duration = Duration::from_secs(20);

/// The header that says what was granted: `Preference-Applied: wait=5`.
pub const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The wait that is asked for, cut to [`MAX_WAIT`]; `None` without the preference, or for `wait=0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreferWait(pub Option<Duration>);

impl PreferWait {
    /// Reads every `Prefer` header. The first `wait` counts, as the RFC has it.
    pub fn of(headers: &HeaderMap) -> Self {
        let wait = headers
            .get_all(PREFER)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .find_map(wait_seconds);
        let granted = wait.map(|seconds| Duration::from_secs(seconds).min(MAX_WAIT));
        Self(granted.filter(|wait| !wait.is_zero()))
    }
}

/// The first `wait=N` in one header, quoted or not.
fn wait_seconds(header: &str) -> Option<u64> {
    header.split(',').find_map(|preference| {
        let essence = preference.split(';').next()?;
        let (name, value) = essence.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("wait") {
            return None;
        }
        let digits = value.trim().trim_matches('"');
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // More digits than a u64 has still asks for a long wait.
        Some(digits.parse().unwrap_or(u64::MAX))
    })
}

impl<S: Send + Sync> FromRequestParts<S> for PreferWait {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wait(lines: &[&str]) -> Option<u64> {
        let headers = lines
            .iter()
            .map(|line| (PREFER, line.parse().unwrap()))
            .collect();
        PreferWait::of(&headers).0.map(|wait| wait.as_secs())
    }

    #[test]
    fn wait_is_found_among_other_preferences() {
        assert_eq!(wait(&["wait=5"]), Some(5));
        assert_eq!(wait(&["respond-async, WAIT = \"7\"; strict"]), Some(7));
        assert_eq!(wait(&["respond-async", "wait=3, wait=9"]), Some(3));
        assert_eq!(wait(&["handling=lenient"]), None);
        assert_eq!(wait(&[]), None);
    }

    #[test]
    fn waits_are_cut_and_nonsense_is_no_wait() {
        assert_eq!(wait(&["wait=3600"]), Some(20));
        assert_eq!(wait(&["wait=99999999999999999999999"]), Some(20));
        for nonsense in [
            "wait", "wait=", "wait=-1", "wait=+1", "wait=5s", "wait=0", "=5",
        ] {
            assert_eq!(wait(&[nonsense]), None, "{nonsense}");
        }
    }

    proptest! {
        #[test]
        fn any_header_gives_at_most_the_cap(line in "[ -~]{0,80}") {
            prop_assert!(wait(&[&line]).unwrap_or(0) <= MAX_WAIT.as_secs());
        }

        #[test]
        fn seconds_within_the_cap_are_granted_as_asked(seconds in 1u64..=20) {
            prop_assert_eq!(wait(&[&format!("foo; bar, wait={seconds}")]), Some(seconds));
        }
    }
}
