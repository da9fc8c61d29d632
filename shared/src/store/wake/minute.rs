//! A minute of UTC, as the index is parted.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The text is no minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a minute")]
pub struct InvalidMinute;

/// A minute, written `2026-01-31T03:00Z`: the order of the texts is the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(Timestamp);

const SECONDS: i64 = 60;

impl Minute {
    /// The minute that a moment is in.
    pub fn of(moment: Timestamp) -> Self {
        let whole = moment.as_second().div_euclid(SECONDS) * SECONDS;
        Self(Timestamp::from_second(whole).unwrap_or(moment))
    }

    /// The first minute that begins at a moment or after it.
    pub fn not_before(moment: Timestamp) -> Self {
        let minute = Self::of(moment);
        if minute.0 == moment {
            minute
        } else {
            minute.plus(1)
        }
    }

    /// So many minutes later, or earlier.
    #[must_use]
    pub fn plus(self, minutes: i64) -> Self {
        let span = SignedDuration::from_secs(minutes.saturating_mul(SECONDS));
        Self(self.0.checked_add(span).unwrap_or(self.0))
    }

    /// When it begins.
    pub fn start(self) -> Timestamp {
        self.0
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.strftime("%Y-%m-%dT%H:%MZ");
        write!(formatter, "{text}")
    }
}

impl FromStr for Minute {
    type Err = InvalidMinute;

    /// Reads what was written, and nothing else.
    fn from_str(text: &str) -> Result<Self, InvalidMinute> {
        let bare = text.strip_suffix('Z').ok_or(InvalidMinute)?;
        let moment: Timestamp = format!("{bare}:00Z").parse().map_err(|_| InvalidMinute)?;
        let minute = Self(moment);
        if minute.to_string() == text {
            Ok(minute)
        } else {
            Err(InvalidMinute)
        }
    }
}

impl Serialize for Minute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Minute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_minute_has_one_spelling() {
        for bad in [
            "",
            "2026-01-31T03:00",
            "2026-01-31T03:00:00Z",
            "2026-01-31 03:00Z",
            "2026-02-30T03:00Z",
            "20260131T0300Z",
        ] {
            assert_eq!(bad.parse::<Minute>(), Err(InvalidMinute), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn minutes_read_back_and_stand_in_the_order_of_time(one in 0_i64..4_000_000_000, other in 0_i64..4_000_000_000) {
            let minute = |second| Minute::of(Timestamp::from_second(second).unwrap());
            let (one, other) = (minute(one), minute(other));
            prop_assert_eq!(one.to_string().parse::<Minute>(), Ok(one));
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        }

        #[test]
        fn the_next_minute_is_less_than_a_minute_away(milliseconds in 0_i64..4_000_000_000_000) {
            let moment = Timestamp::from_millisecond(milliseconds).unwrap();
            let (before, after) = (Minute::of(moment).start(), Minute::not_before(moment).start());
            prop_assert!(before <= moment && moment <= after);
            prop_assert!(after.duration_since(before) <= SignedDuration::from_secs(60));
        }
    }
}
