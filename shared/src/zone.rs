//! A person's time zone, by its IANA name: it decides where one of their days ends and the next begins.
//!
//! The rules come from the database that is compiled in. The one that Lambda's system image may have, or lack, is not
//! looked at, so that every function and every test counts days alike.

use std::{fmt, str::FromStr, sync::LazyLock};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Where the Ranjana script is at home: the zone of whoever has not named one.
const HOME: &str = "Asia/Kathmandu";

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The text names no zone of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone")]
pub struct UnknownZone;

/// A time zone that the database knows. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone's IANA name, such as `Asia/Kathmandu`, in the database's spelling.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The zone's rules, for reckoning days.
    pub fn time_zone(&self) -> &TimeZone {
        &self.0
    }

    /// The moment at which clocks there show this. A time that they skip in spring is the one that is as much later; of
    /// one that they show twice in autumn, it is the first.
    pub fn moment(&self, shown: DateTime) -> Timestamp {
        let ambiguous = self.0.to_ambiguous_timestamp(shown);
        // Fails at the ends of jiff's time only, thousands of years away.
        ambiguous.compatible().unwrap_or(Timestamp::MAX)
    }

    /// The day that it is there at a moment.
    pub fn day(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.0.clone()).date()
    }
}

impl Default for Zone {
    /// `Asia/Kathmandu`.
    fn default() -> Self {
        DATABASE.get(HOME).map_or(Self(TimeZone::UTC), Self)
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// Reads an IANA name, whatever its case. A bare offset such as `+05:45` is no zone: it knows no summer time.
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let zone = DATABASE.get(name).map_err(|_| UnknownZone)?;
        if zone.is_unknown() {
            return Err(UnknownZone);
        }
        Ok(Self(zone))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(zone: &str, moment: &str) -> String {
        let zone: Zone = zone.parse().unwrap();
        let moment: Timestamp = moment.parse().unwrap();
        zone.day(moment).to_string()
    }

    #[test]
    fn days_end_at_midnight_of_the_zone() {
        let moment = "2026-01-31T18:20:00Z";
        assert_eq!(day("Asia/Kathmandu", moment), "2026-02-01");
        assert_eq!(day("Asia/Tashkent", moment), "2026-01-31");
        assert_eq!(day("America/New_York", moment), "2026-01-31");
    }

    #[test]
    fn a_time_that_clocks_skip_or_show_twice_is_one_moment() {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let moment = |shown: &str| zone.moment(shown.parse().unwrap()).to_string();
        assert_eq!(moment("2026-03-29T02:30"), "2026-03-29T01:30:00Z");
        assert_eq!(moment("2026-10-25T02:30"), "2026-10-25T00:30:00Z");
        assert_eq!(moment("2026-10-25T08:00"), "2026-10-25T07:00:00Z");
    }

    #[test]
    fn names_read_back_in_the_spelling_of_the_database() {
        let zone: Zone = "asia/KATHMANDU".parse().unwrap();
        assert_eq!(zone, Zone::default());
        let json = serde_json::to_string(&zone).unwrap();
        assert_eq!(json, "\"Asia/Kathmandu\"");
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone);
        assert_eq!("utc".parse::<Zone>().unwrap().name(), "UTC");
    }

    #[test]
    fn whatever_is_no_zone_is_refused() {
        for bad in [
            "",
            "Kathmandu",
            "Asia/Katmandoo",
            "+05:45",
            "Etc/Unknown",
            "../Asia/Tashkent",
            "NPT-5:45",
        ] {
            assert_eq!(bad.parse::<Zone>(), Err(UnknownZone), "{bad}");
        }
    }
}
