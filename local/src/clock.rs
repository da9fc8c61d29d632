//! Time that a test can move.
//!
//! Visibility timeouts, delays, retries and schedules all count in minutes. Everything that waits asks a [`Clock`],
//! so that a test moves the hands instead of sleeping.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// A source of time in milliseconds since the Unix epoch. Clones share their hands.
#[derive(Debug, Clone)]
pub struct Clock(Hands);

#[derive(Debug, Clone)]
enum Hands {
    System,
    Manual(Arc<watch::Sender<u64>>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self(Hands::System)
    }

    /// A clock that stands at `start_ms` until [`Clock::advance`] is called.
    #[must_use]
    pub fn manual(start_ms: u64) -> Self {
        Self(Hands::Manual(Arc::new(watch::Sender::new(start_ms))))
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        match &self.0 {
            Hands::System => {
                let since_epoch = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX)
            }
            Hands::Manual(hands) => *hands.borrow(),
        }
    }

    /// Moves a manual clock forward and wakes whoever waits for that moment; the machine's clock stays as it is.
    pub fn advance(&self, by: Duration) {
        if let Hands::Manual(hands) = &self.0 {
            hands.send_modify(|now| *now = now.saturating_add(millis(by)));
        }
    }

    /// How many wait for a manual clock to move.
    #[must_use]
    pub fn sleepers(&self) -> usize {
        match &self.0 {
            Hands::System => 0,
            Hands::Manual(hands) => hands.receiver_count(),
        }
    }

    /// Waits until [`Clock::now_ms`] has reached `at_ms`.
    pub async fn sleep_until(&self, at_ms: u64) {
        match &self.0 {
            Hands::System => {
                let left = at_ms.saturating_sub(self.now_ms());
                tokio::time::sleep(Duration::from_millis(left)).await;
            }
            Hands::Manual(hands) => {
                // The sender lives in `self`, so the wait cannot end early.
                let _ = hands.subscribe().wait_for(|now| *now >= at_ms).await;
            }
        }
    }

    /// Waits for `span`.
    pub async fn sleep(&self, span: Duration) {
        self.sleep_until(self.now_ms().saturating_add(millis(span)))
            .await;
    }
}

/// A span in whole milliseconds.
#[must_use]
pub fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_wakes_only_those_whose_time_has_come() {
        let clock = Clock::manual(1_000);
        let early = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(1_500).await }
        });
        let late = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(9_000).await }
        });
        clock.advance(Duration::from_secs(1));
        early.await.unwrap();
        assert!(!late.is_finished());
        clock.advance(Duration::from_secs(7));
        late.await.unwrap();
        assert_eq!(clock.now_ms(), 9_000);
    }
}
