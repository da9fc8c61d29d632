//! Whether a door is open at a moment.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp, Zoned};

use super::week::Minute;
use super::{DAY, Hours};
use crate::Zone;
use crate::pharmacies::Holiday;

/// Where the pharmacies are.
static TASHKENT: LazyLock<Zone> = LazyLock::new(|| "Asia/Tashkent".parse().unwrap_or_default());

/// Whether it is open, and until when that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It is open, until then; `None` for a door that never closes.
    Open {
        /// When it closes.
        until: Option<Timestamp>,
    },
    /// It is closed, and opens then.
    Closed {
        /// When it opens.
        opens: Option<Timestamp>,
    },
}

impl Opening {
    /// Whether it is open.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl Hours {
    /// What holds at a moment, by the clock of Asia/Tashkent. On a public holiday of which nothing is said these are the
    /// usual hours, which may not hold ([`Holiday::at`]).
    pub fn at(&self, moment: Timestamp) -> Opening {
        let local = moment.to_zoned(TASHKENT.time_zone().clone());
        let after = |minutes: Option<u32>| minutes.map(|minutes| minutes_after(&local, minutes));
        let holds = match self.holidays {
            None => self.week().at(minute_of_week(&local)),
            Some(_) => self.by_date(&local),
        };
        match holds {
            Minute::Open(left) => Opening::Open { until: after(left) },
            Minute::Closed(left) => Opening::Closed { opens: after(left) },
        }
    }
}

impl Holiday {
    /// The holiday that it is, or may be, in Tashkent at a moment.
    pub fn at(moment: Timestamp) -> Option<Self> {
        Self::on(moment.to_zoned(TASHKENT.time_zone().clone()).date())
    }
}

fn minute_of_week(local: &Zoned) -> u32 {
    let part = |value: i8| u32::try_from(value).unwrap_or_default();
    let day = part(local.weekday().to_monday_zero_offset());
    day * u32::from(DAY) + part(local.hour()) * 60 + part(local.minute())
}

/// So many minutes after the beginning of this one. Uzbekistan has no summer time, so minutes are all alike.
fn minutes_after(local: &Zoned, minutes: u32) -> Timestamp {
    let second = local.timestamp().as_second();
    let begun = Timestamp::from_second(second - second.rem_euclid(60)).unwrap_or(local.timestamp());
    begun
        .checked_add(SignedDuration::from_mins(i64::from(minutes)))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hours: &str, moment: &str) -> Opening {
        let hours: Hours = hours.parse().unwrap();
        hours.at(moment.parse().unwrap())
    }

    fn time(text: &str) -> Option<Timestamp> {
        Some(text.parse().unwrap())
    }

    // The replaced service never worked out whether a pharmacy was open, and had no time zone to do it in.
    #[test]
    fn the_clock_is_tashkents() {
        // Sunday 22 November 2026, 09:30 in Tashkent.
        let opening = at("mon-sun 09:00-21:00", "2026-11-22T04:30:00Z");
        assert_eq!(
            opening,
            Opening::Open {
                until: time("2026-11-22T16:00:00Z")
            }
        );
        let before = at("mon-sun 09:00-21:00", "2026-11-22T03:59:59Z");
        assert_eq!(
            before,
            Opening::Closed {
                opens: time("2026-11-22T04:00:00Z")
            }
        );
    }

    #[test]
    fn lunch_nights_and_rest_days_count() {
        let lunch = "mon-fri 09:00-13:00,14:00-18:00";
        // Monday 13:20.
        assert_eq!(
            at(lunch, "2026-11-23T08:20:30Z"),
            Opening::Closed {
                opens: time("2026-11-23T09:00:00Z")
            }
        );
        // Saturday: next on Monday.
        assert_eq!(
            at(lunch, "2026-11-21T08:00:00Z"),
            Opening::Closed {
                opens: time("2026-11-23T04:00:00Z")
            }
        );
        // 01:00 on Sunday belongs to Saturday's night.
        assert_eq!(
            at("sat 20:00-02:00", "2026-11-21T20:00:00Z"),
            Opening::Open {
                until: time("2026-11-21T21:00:00Z")
            }
        );
        assert_eq!(
            at("24/7", "2026-11-22T00:00:00Z"),
            Opening::Open { until: None }
        );
    }

    #[test]
    fn a_holiday_has_the_hours_that_a_list_says_of_it_and_ends_at_midnight() {
        let closed = "mon-sun 09:00-21:00; ph off";
        // Navruz 2027 is a Sunday: noon, and the evening before.
        assert_eq!(
            at(closed, "2027-03-21T07:00:00Z"),
            Opening::Closed {
                opens: time("2027-03-22T04:00:00Z")
            }
        );
        assert!(at(closed, "2027-03-20T15:00:00Z").is_open());
        assert!(at("mon-sun 09:00-21:00", "2027-03-21T07:00:00Z").is_open());
        let short = "mon-sun 00:00-24:00; ph 10:00-16:00";
        assert_eq!(
            at(short, "2027-03-20T07:00:00Z"),
            Opening::Open {
                until: time("2027-03-20T19:00:00Z")
            }
        );
        assert_eq!(
            at(short, "2027-03-21T12:00:00Z"),
            Opening::Closed {
                opens: time("2027-03-21T19:00:00Z")
            }
        );
        // It is Navruz in Tashkent while it is still the 20th in London.
        assert!(Holiday::at("2027-03-20T19:30:00Z".parse().unwrap()).is_some());
        assert!(Holiday::at("2027-03-20T18:30:00Z".parse().unwrap()).is_none());
    }

    proptest! {
        /// Outside holidays a rule for them changes nothing.
        #[test]
        fn by_date_and_by_week_agree_where_holidays_are_like_other_days(second in 1_700_000_000_i64..1_900_000_000) {
            let moment = Timestamp::from_second(second).unwrap();
            let local = moment.to_zoned(TASHKENT.time_zone().clone());
            let hours: Hours = "mon-sun 09:00-13:00,14:00-21:00".parse().unwrap();
            let told: Hours = "mon-sun 09:00-13:00,14:00-21:00; ph 09:00-13:00,14:00-21:00".parse().unwrap();
            prop_assert_eq!(told.by_date(&local), hours.week().at(minute_of_week(&local)));
        }

        #[test]
        fn what_is_said_to_hold_holds_until_then(second in 1_700_000_000_i64..1_900_000_000, rule in "|; ph off|; ph 11:00-13:00") {
            let hours = "mon-thu 09:00-13:00,14:00-21:00; fri 20:00-03:00; sun 00:00-24:00";
            let hours: Hours = format!("{hours}{rule}").parse().unwrap();
            let moment = Timestamp::from_second(second).unwrap();
            let opening = hours.at(moment);
            let change = match opening {
                Opening::Open { until } => until,
                Opening::Closed { opens } => opens,
            }
            .unwrap();
            prop_assert!(change > moment);
            let just_before = change - SignedDuration::from_secs(1);
            prop_assert_eq!(hours.at(just_before).is_open(), opening.is_open());
            prop_assert_ne!(hours.at(change).is_open(), opening.is_open());
        }
    }
}
