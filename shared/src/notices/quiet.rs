//! Quiet hours.

use jiff::{SignedDuration, Timestamp};

use crate::household::QuietHours;
use crate::{ClockTime, Zone};

/// When the quiet hours end that a moment is in; `None` when it is in none. From and to the same time, all hours are quiet.
///
/// Clocks decide: an hour that they show twice is as quiet the second time as it was the first, and of one that they skip
/// nothing is left to be quiet.
pub fn quiet_until(quiet: &QuietHours, zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    let shown = now.to_zoned(zone.time_zone().clone());
    if !is_quiet(quiet, ClockTime::from_time(shown.time())) {
        return None;
    }
    let end_on = |days: i64| {
        let day = shown
            .date()
            .saturating_add(SignedDuration::from_hours(24 * days));
        zone.moment(day.to_datetime(quiet.to.time()))
    };
    (0..3).map(end_on).find(|end| *end > now)
}

fn is_quiet(quiet: &QuietHours, time: ClockTime) -> bool {
    if quiet.from < quiet.to {
        (quiet.from..quiet.to).contains(&time)
    } else {
        time >= quiet.from || time < quiet.to
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(from: &str, to: &str) -> QuietHours {
        QuietHours {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    fn until(quiet: (&str, &str), zone: &str, now: &str) -> String {
        let zone = zone.parse().unwrap();
        let now = now.parse().unwrap();
        let end = quiet_until(&hours(quiet.0, quiet.1), &zone, now);
        end.map(|end| end.to_string()).unwrap_or_default()
    }

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = ("22:00", "07:00");
        let tashkent = |now| until(night, "Asia/Tashkent", now);
        assert_eq!(tashkent("2026-01-31T16:59:59Z"), "");
        assert_eq!(tashkent("2026-01-31T17:00:00Z"), "2026-02-01T02:00:00Z");
        assert_eq!(tashkent("2026-01-31T23:30:00Z"), "2026-02-01T02:00:00Z");
        assert_eq!(tashkent("2026-02-01T02:00:00Z"), "");
        let nap = ("13:00", "15:00");
        assert_eq!(
            until(nap, "Asia/Tashkent", "2026-01-31T08:10:00Z"),
            "2026-01-31T10:00:00Z"
        );
    }

    #[test]
    fn a_night_is_as_long_as_clocks_make_it() {
        let night = ("22:00", "07:00");
        let berlin = |now| until(night, "Europe/Berlin", now);
        assert_eq!(berlin("2026-03-28T21:00:00Z"), "2026-03-29T05:00:00Z");
        assert_eq!(berlin("2026-10-24T20:00:00Z"), "2026-10-25T06:00:00Z");
    }

    proptest! {
        #[test]
        fn what_is_held_back_is_let_go_within_a_day_at_a_time_that_is_not_quiet(
            from in 0_u16..1440, length in 1_u16..1440, second in 1_700_000_000_i64..1_900_000_000,
        ) {
            let time = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
            let quiet = hours(&time(from), &time(from + length));
            let zone: Zone = "Asia/Tashkent".parse().unwrap();
            let now = Timestamp::from_second(second).unwrap();
            if let Some(end) = quiet_until(&quiet, &zone, now) {
                prop_assert!(end > now && end.duration_since(now) <= SignedDuration::from_mins(i64::from(length)));
                prop_assert_eq!(quiet_until(&quiet, &zone, end), None);
            }
        }

        #[test]
        fn where_clocks_change_the_end_is_still_ahead_and_near(
            from in 0_u16..1440, to in 0_u16..1440, second in 1_774_500_000_i64..1_775_100_000,
        ) {
            let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
            let quiet = hours(&time(from), &time(to));
            let zone: Zone = "Europe/Berlin".parse().unwrap();
            let now = Timestamp::from_second(second).unwrap();
            if let Some(end) = quiet_until(&quiet, &zone, now) {
                prop_assert!(end > now && end.duration_since(now) <= SignedDuration::from_hours(26));
            }
        }
    }
}
