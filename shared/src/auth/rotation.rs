//! Which key signs when.
//!
//! Time is cut into slots of 30 days and each slot has one key, filed under the slot's number. Two processes that
//! start at once then agree without talking: both try to file a key under the same name, and the second finds the
//! first one's. A day before a slot begins its key is published, so that everybody knows it before a token needs it;
//! after the slot it stays published for as long as its last refresh token is good.

use super::claims::REFRESH_SECONDS;

const DAY: i64 = 24 * 60 * 60;
/// Seconds for which one key signs.
const SLOT_SECONDS: i64 = 30 * DAY;
/// Seconds by which the next key is published ahead.
const AHEAD_SECONDS: i64 = DAY;

/// A span of time with its own key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot(i64);

impl Slot {
    /// The slot of this second.
    pub(super) fn at(now: i64) -> Self {
        Self(now.div_euclid(SLOT_SECONDS))
    }

    /// The slot after the one of this second, once its key should be published.
    pub(super) fn upcoming(now: i64) -> Option<Self> {
        let ahead = Self::at(now + AHEAD_SECONDS);
        (ahead != Self::at(now)).then_some(ahead)
    }

    /// When no token that was signed in this slot can still be good, with a day for clocks that disagree.
    pub(super) fn expires_at(self) -> i64 {
        (self.0 + 1) * SLOT_SECONDS + REFRESH_SECONDS + DAY
    }

    /// Its name in keys, fixed in width so that slots sort.
    pub(super) fn name(self) -> String {
        format!("{:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_outlives_every_token_that_it_signs(now in 0i64..100_000_000_000) {
            prop_assert!(Slot::at(now).expires_at() > now + REFRESH_SECONDS);
        }

        #[test]
        fn the_next_key_is_published_a_day_ahead(now in 0i64..100_000_000_000) {
            let turns_within_a_day = Slot::at(now + AHEAD_SECONDS) > Slot::at(now);
            prop_assert_eq!(Slot::upcoming(now).is_some(), turns_within_a_day);
            if let Some(next) = Slot::upcoming(now) {
                prop_assert_eq!(next.0, Slot::at(now).0 + 1);
            }
        }
    }
}
