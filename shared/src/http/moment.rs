//! When: a moment, or a day of the person's calendar.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::Zone;

/// Characters of a date such as `2026-01-31`. Whatever is longer has a time, and must then have an offset.
const DATE_LENGTH: usize = 10;

/// Which end of a day a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its first moment.
    First,
    /// Its last millisecond, which is as fine as the history knows time.
    Last,
}

/// Reads an RFC 3339 time, or a date, which means that day in the zone; `None` when it is neither.
pub fn read(text: &str, end: End, zone: &Zone) -> Option<Timestamp> {
    if text.len() == DATE_LENGTH {
        return of_day(text.parse().ok()?, end, zone);
    }
    text.parse().ok()
}

/// The first or the last moment of a day in a zone. Days have 23 or 25 hours where clocks change.
pub fn of_day(day: Date, end: End, zone: &Zone) -> Option<Timestamp> {
    let start = |day: Date| day.to_zoned(zone.time_zone().clone()).ok();
    match end {
        End::First => Some(start(day)?.timestamp()),
        End::Last => {
            let next = start(day.tomorrow().ok()?)?.timestamp();
            next.checked_sub(SignedDuration::from_millis(1)).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_in(zone: &str, text: &str, end: End) -> Option<String> {
        let zone = zone.parse().unwrap();
        read(text, end, &zone).map(|moment| moment.to_string())
    }

    #[test]
    fn a_date_is_a_day_of_the_zone() {
        let kathmandu = |end| read_in("Asia/Kathmandu", "2026-01-31", end).unwrap();
        assert_eq!(kathmandu(End::First), "2026-01-30T18:15:00Z");
        assert_eq!(kathmandu(End::Last), "2026-01-31T18:14:59.999Z");
        // Clocks go forward on this day: it has 23 hours.
        let new_york = |end| read_in("America/New_York", "2026-03-08", end).unwrap();
        assert_eq!(new_york(End::First), "2026-03-08T05:00:00Z");
        assert_eq!(new_york(End::Last), "2026-03-09T03:59:59.999Z");
    }

    #[test]
    fn a_time_has_an_offset_or_is_none() {
        let read = |text| read_in("Asia/Kathmandu", text, End::First);
        assert_eq!(
            read("2026-01-31T15:15:00+05:45").as_deref(),
            Some("2026-01-31T09:30:00Z")
        );
        assert_eq!(
            read("2026-01-31T09:30:00.123Z").as_deref(),
            Some("2026-01-31T09:30:00.123Z")
        );
        for bad in [
            "",
            "yesterday",
            "2026-02-30",
            "2026-1-31",
            "20260131",
            "2026-01-31T09:30:00",
            "2026-01-31T09:30:00 05:45",
            "9999-12-31",
        ] {
            assert_eq!(read_in("Asia/Kathmandu", bad, End::Last), None, "{bad}");
        }
    }
}
