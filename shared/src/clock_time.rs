//! A time of day as clocks show it, to the minute: when a medicine is taken, when nobody wants to be disturbed.

use std::{fmt, str::FromStr};

use jiff::civil::Time;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The text is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day")]
pub struct InvalidTime;

/// A time of day, from `00:00` to `23:59`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(Time);

impl ClockTime {
    /// The minute that a time is in.
    pub fn from_time(time: Time) -> Self {
        let to_minute = time.with().second(0).subsec_nanosecond(0).build();
        Self(to_minute.unwrap_or(time))
    }

    /// As a time with seconds.
    pub fn time(self) -> Time {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = InvalidTime;

    /// Reads two digits, a colon and two digits, and nothing else.
    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let (hour, minute) = text.split_once(':').ok_or(InvalidTime)?;
        let number = |digits: &str| {
            let is_pair = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_pair.then(|| digits.parse::<i8>().ok()).flatten()
        };
        let (Some(hour), Some(minute)) = (number(hour), number(minute)) else {
            return Err(InvalidTime);
        };
        let time = Time::new(hour, minute, 0, 0).map_err(|_| InvalidTime)?;
        Ok(Self(time))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "http")]
impl utoipa::PartialSchema for ClockTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .description(Some("A time of day, to the minute."))
            .examples(["08:00"])
            .build()
            .into()
    }
}

#[cfg(feature = "http")]
impl utoipa::ToSchema for ClockTime {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Defect 1.10: a reminder at 99:99 was accepted.
    #[test]
    fn what_no_clock_shows_is_no_time() {
        for bad in [
            "99:99",
            "24:00",
            "23:60",
            "8:00",
            "08:0",
            "08:00:00",
            "-1:00",
            "+8:00",
            "",
            "08",
            "٠٨:٠٠",
        ] {
            assert_eq!(bad.parse::<ClockTime>(), Err(InvalidTime), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_minute_of_a_day_reads_back(hour in 0..24, minute in 0..60) {
            let text = format!("{hour:02}:{minute:02}");
            prop_assert_eq!(text.parse::<ClockTime>().unwrap().to_string(), text);
        }

        #[test]
        fn no_text_panics(text in ".{0,8}") {
            let _ = text.parse::<ClockTime>();
        }
    }
}
