//! When a medicine is taken.
//!
//! A dose is named by the day and the time that clocks show, not by a moment: the dose of eight in the morning is one dose
//! wherever the person travels, and on the days on which clocks are put forward or back.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{ClockTime, InvalidTime, Zone};

/// Times, and the days on which they apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The times of a day, in order; none for a medicine that is taken when it is needed.
    #[serde(default)]
    pub times: Vec<ClockTime>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day, itself included.
    pub last: Option<Date>,
    /// Every how many days from the first one on; nothing means every day.
    #[serde(default)]
    pub every_days: Option<u8>,
}

/// What makes a plan none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFault {
    /// The last day is before the first.
    EndsBeforeItBegins,
    /// Every few days, and nobody said from which one on.
    NoFirstDay,
}

impl Plan {
    /// What contradicts itself in it, if anything does.
    pub fn fault(&self) -> Option<PlanFault> {
        if matches!((self.first, self.last), (Some(first), Some(last)) if last < first) {
            return Some(PlanFault::EndsBeforeItBegins);
        }
        let is_spaced = self.every_days.is_some_and(|days| days > 1);
        (is_spaced && self.first.is_none()).then_some(PlanFault::NoFirstDay)
    }

    /// Whether the medicine is taken on a day.
    pub fn covers(&self, day: Date) -> bool {
        let has_begun = self.first.is_none_or(|first| first <= day);
        let goes_on = self.last.is_none_or(|last| last >= day);
        has_begun && goes_on && self.is_turn_of(day)
    }

    /// The doses of a day, in order.
    pub fn doses_on(&self, day: Date) -> impl Iterator<Item = Due> {
        let times = if self.covers(day) {
            self.times.as_slice()
        } else {
            &[]
        };
        times.iter().map(move |time| Due { day, time: *time })
    }

    fn is_turn_of(&self, day: Date) -> bool {
        let (Some(every), Some(first)) = (self.every_days, self.first) else {
            return true;
        };
        let days = day.duration_since(first).as_hours() / 24;
        every < 2 || days % i64::from(every) == 0
    }
}

/// When a dose is due, as clocks show it. Written `2026-01-31T08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// The time.
    pub time: ClockTime,
}

impl Due {
    /// The moment, where the person is.
    pub fn moment(self, zone: &Zone) -> Timestamp {
        zone.moment(DateTime::from_parts(self.day, self.time.time()))
    }
}

impl fmt::Display for Due {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}T{}", self.day, self.time)
    }
}

impl FromStr for Due {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        let (day, time) = text.split_once('T').ok_or(InvalidTime)?;
        let day: Date = day.parse().map_err(|_| InvalidTime)?;
        let due = Self {
            day,
            time: time.parse()?,
        };
        // One spelling only: a dose's text is part of its key.
        (due.to_string() == text).then_some(due).ok_or(InvalidTime)
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn plan(times: &[&str]) -> Plan {
        Plan {
            times: times.iter().map(|time| time.parse().unwrap()).collect(),
            ..Plan::default()
        }
    }

    /// Defect 8.2.22: the last day was left out.
    #[test]
    fn defect_22_doses_are_due_from_the_first_day_to_the_last_both_included() {
        let plan = Plan {
            first: Some(date(2026, 1, 10)),
            last: Some(date(2026, 1, 12)),
            ..plan(&["08:00", "20:00"])
        };
        let due = |day| plan.doses_on(date(2026, 1, day)).count();
        assert_eq!([due(9), due(10), due(12), due(13)], [0, 2, 2, 0]);
    }

    #[test]
    fn a_medicine_of_once_a_week_is_not_due_daily() {
        let plan = Plan {
            first: Some(date(2026, 1, 5)),
            every_days: Some(7),
            ..plan(&["08:00"])
        };
        let due: Vec<i8> = (1..=31)
            .filter(|day| plan.covers(date(2026, 1, *day)))
            .collect();
        assert_eq!(due, [5, 12, 19, 26]);
        // Across a change of clocks and of the year.
        assert!(plan.covers(date(2026, 3, 30)) && plan.covers(date(2027, 1, 4)));
    }

    #[test]
    fn a_dose_is_one_dose_when_clocks_change() {
        let zone: Zone = "America/New_York".parse().unwrap();
        let moments = |day: &str, times: &[&str]| {
            let day: Date = day.parse().unwrap();
            let doses = plan(times);
            let doses: Vec<String> = doses
                .doses_on(day)
                .map(|due| due.moment(&zone).to_string())
                .collect();
            doses
        };
        assert_eq!(
            moments("2026-03-08", &["01:30", "02:30", "08:00"]),
            [
                "2026-03-08T06:30:00Z",
                "2026-03-08T07:30:00Z",
                "2026-03-08T12:00:00Z"
            ]
        );
        assert_eq!(moments("2026-11-01", &["01:30"]), ["2026-11-01T05:30:00Z"]);
    }

    #[test]
    fn a_dose_has_one_spelling() {
        for bad in [
            "",
            "2026-01-31",
            "2026-01-31T8:00",
            "2026-1-31T08:00",
            "2026-01-31T08:00:00",
            "2026-02-30T08:00",
            "20260131T08:00",
            "2026-01-31 08:00",
        ] {
            assert!(bad.parse::<Due>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn doses_read_back(days in 0..40_000_i64, minute in 0..1440) {
            let day = date(1970, 1, 1).saturating_add(jiff::SignedDuration::from_hours(24 * days));
            let text = format!("{day}T{:02}:{:02}", minute / 60, minute % 60);
            prop_assert_eq!(text.parse::<Due>().unwrap().to_string(), text);
        }
    }
}
