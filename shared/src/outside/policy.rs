//! How patient we are with a provider.

use std::time::{Duration, Instant};

use backon::ExponentialBuilder;

use super::{CircuitSettings, OutsideError};

/// A try with less time than this is not worth making: a connection alone takes part of it.
const SHORTEST_TRY: Duration = Duration::from_millis(250);

/// Times and limits of calls to one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Tries of one call, the first included.
    pub tries: usize,
    /// Longest wait for one try, from connecting to the answer's last byte.
    pub per_try: Duration,
    /// Longest wait for all tries and pauses of a call together.
    pub whole: Duration,
    /// The pause after the first failed try is random between nothing and this; later ones between nothing and twice as
    /// much each time.
    pub first_pause: Duration,
    /// Longest pause. A provider that asks for more (`Retry-After`) is not tried again within this call.
    pub longest_pause: Duration,
    /// Most bytes of an answer.
    pub max_answer: usize,
    /// When to leave the provider alone.
    pub circuit: CircuitSettings,
}

impl Default for Policy {
    /// Three tries of 8 s that fit, with their pauses, into 24 s; 1 MiB of answer; five failed tries in a row give the
    /// provider half a minute of rest.
    fn default() -> Self {
        Self {
            tries: 3,
            per_try: Duration::from_secs(8),
            whole: Duration::from_secs(24),
            first_pause: Duration::from_millis(300),
            longest_pause: Duration::from_secs(3),
            max_answer: 1 << 20,
            circuit: CircuitSettings {
                failures: 5,
                rest: Duration::from_secs(30),
            },
        }
    }
}

impl Policy {
    /// The pauses' upper bounds, one for each further try.
    pub(super) fn pauses(&self) -> ExponentialBuilder {
        ExponentialBuilder::new()
            .with_min_delay(self.first_pause)
            .with_factor(2.0)
            .with_max_delay(self.longest_pause)
            .with_max_times(self.tries.saturating_sub(1))
    }

    /// The pause after `error`, or `None` when another try cannot be made in time. `chance` is random, 0-1: full jitter, so
    /// that many who failed at once do not come back at once.
    pub(super) fn pause(
        &self,
        error: OutsideError,
        bound: Duration,
        chance: f64,
        left: Duration,
    ) -> Option<Duration> {
        let jittered = bound.mul_f64(chance.clamp(0.0, 1.0));
        let asked = error.retry_after().unwrap_or_default();
        if asked > self.longest_pause {
            return None;
        }
        let pause = jittered.max(asked);
        (pause + SHORTEST_TRY <= left).then_some(pause)
    }

    /// How long a try may take that begins now.
    pub(super) fn time_for_try(&self, until: Instant, now: Instant) -> Duration {
        self.per_try.min(until.saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use backon::BackoffBuilder;
    use proptest::prelude::*;

    use super::*;

    fn throttled(seconds: u64) -> OutsideError {
        OutsideError::Throttled {
            retry_after: Some(Duration::from_secs(seconds)),
        }
    }

    #[test]
    fn bounds_double_up_to_the_longest_and_end_with_the_tries() {
        let policy = Policy {
            tries: 6,
            ..Policy::default()
        };
        let bounds: Vec<u128> = policy
            .pauses()
            .build()
            .map(|bound| bound.as_millis())
            .collect();
        assert_eq!(bounds, [300, 600, 1200, 2400, 3000]);
    }

    #[test]
    fn the_provider_may_ask_for_a_longer_pause_within_bounds() {
        let policy = Policy::default();
        let pause = |error| policy.pause(error, Duration::from_millis(300), 0.5, policy.whole);
        assert_eq!(
            pause(OutsideError::TimedOut),
            Some(Duration::from_millis(150))
        );
        assert_eq!(pause(throttled(2)), Some(Duration::from_secs(2)));
        assert_eq!(pause(throttled(4)), None);
    }

    proptest! {
        #[test]
        fn a_pause_keeps_every_bound(
            bound in 0_u64..3_000,
            chance in -1.0_f64..2.0,
            left in 0_u64..25_000,
            asked in proptest::option::of(0_u64..10),
        ) {
            let policy = Policy::default();
            let (bound, left) = (Duration::from_millis(bound), Duration::from_millis(left));
            let error = asked.map_or(OutsideError::Unreachable, throttled);
            if let Some(pause) = policy.pause(error, bound, chance, left) {
                prop_assert!(pause <= policy.longest_pause);
                prop_assert!(pause + SHORTEST_TRY <= left);
                prop_assert!(pause >= Duration::from_secs(asked.unwrap_or(0)));
                if asked.is_none() {
                    prop_assert!(pause <= bound);
                }
            }
        }
    }
}
