//! Writing what depends on what was read, again while somebody else was faster.

use std::time::Duration;

use crate::store::{Cancellation, StoreError};

/// Tries in all.
const ATTEMPTS: u32 = 8;
/// The first pause; each next one is half as long again, so that all of them are about a second.
const FIRST_PAUSE: Duration = Duration::from_millis(30);

/// How often a transaction was tried whose conditions follow from what was read before it.
#[derive(Debug)]
pub(crate) struct Tries {
    left: u32,
    pause: Duration,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            left: ATTEMPTS - 1,
            pause: FIRST_PAUSE,
        }
    }
}

impl Tries {
    /// Whether to read again and try once more: when another writer came in between, which shows as an action other than the
    /// first that fails on its condition. The first action's condition says whether the thing itself may be done, and decides
    /// at once. Waits before it says yes.
    pub(crate) async fn again_after(&mut self, error: &StoreError) -> bool {
        if self.left == 0 || !overtaken(error) {
            return false;
        }
        self.left -= 1;
        tokio::time::sleep(self.pause).await;
        self.pause = self.pause * 3 / 2;
        true
    }
}

fn overtaken(error: &StoreError) -> bool {
    let StoreError::Cancelled(reasons) = error else {
        return false;
    };
    !error.condition_failed_at(0) && reasons.contains(&Cancellation::ConditionNotMet)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn tries_after(reasons: [Cancellation; 2]) -> u32 {
        let error = StoreError::Cancelled(reasons.to_vec());
        let mut tries = Tries::default();
        let mut count = 1;
        while tries.again_after(&error).await {
            count += 1;
        }
        count
    }

    #[tokio::test]
    async fn whoever_was_overtaken_tries_again_but_not_for_ever() {
        use Cancellation::{ConditionNotMet, Conflict, None};
        assert_eq!(tries_after([None, ConditionNotMet]).await, ATTEMPTS);
        assert_eq!(tries_after([ConditionNotMet, ConditionNotMet]).await, 1);
        assert_eq!(tries_after([None, Conflict]).await, 1);
    }
}
