//! Cron expressions as EventBridge takes them.
//!
//! Six fields: minute, hour, day of month, month, day of week, year. One of the two day fields is `?`. The `cron` crate
//! wants seconds first and brings a second time library, so the fields are read here. `W` and `#` are refused.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
/// The 29th of February can be eight years away, over a century that is no leap year.
const SEARCH_YEARS: i16 = 9;

/// The moments that an expression names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    minutes: BTreeSet<i16>,
    hours: BTreeSet<i16>,
    days: Days,
    months: BTreeSet<i16>,
    years: BTreeSet<i16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Days {
    OfMonth {
        days: BTreeSet<i16>,
        last: bool,
    },
    /// One is Sunday.
    OfWeek(BTreeSet<i16>),
}

/// One field: the values it may have, and their names if they have some.
struct Field {
    name: &'static str,
    first: i16,
    last: i16,
    names: &'static [&'static str],
}

impl Cron {
    /// Reads the text between the brackets of `cron(...)`.
    ///
    /// # Errors
    /// Which field is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minutes, hours, days, months, weekdays, years] = fields.as_slice() else {
            return Err(format!(
                "a cron expression has six fields, not {}",
                fields.len()
            ));
        };
        let values = |name, first, last, names, text| {
            Field {
                name,
                first,
                last,
                names,
            }
            .read(text)
        };
        Ok(Self {
            minutes: values("minutes", 0, 59, &[], minutes)?,
            hours: values("hours", 0, 23, &[], hours)?,
            days: read_days(days, weekdays)?,
            months: values("month", 1, 12, &MONTHS, months)?,
            years: values("year", 1970, 2199, &[], years)?,
        })
    }

    /// The first moment after `after`, on the clocks of `zone`; none when there is no more.
    #[must_use]
    pub fn next_after(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let start = zone.to_datetime(after);
        let mut date = start.date();
        let last_year = start.year().saturating_add(SEARCH_YEARS);
        while date.year() <= last_year {
            if self.has_date(date) {
                let moments = self
                    .times(date)
                    .filter_map(|time| zone.to_timestamp(time).ok());
                if let Some(next) = moments.filter(|moment| *moment > after).min() {
                    return Some(next);
                }
            }
            date = date.checked_add(1.day()).ok()?;
        }
        None
    }

    fn has_date(&self, date: Date) -> bool {
        let fits = match &self.days {
            Days::OfMonth { days, last } => {
                days.contains(&i16::from(date.day())) || (*last && date == date.last_of_month())
            }
            Days::OfWeek(days) => days.contains(&i16::from(date.weekday().to_sunday_one_offset())),
        };
        fits && self.months.contains(&i16::from(date.month())) && self.years.contains(&date.year())
    }

    fn times(&self, date: Date) -> impl Iterator<Item = DateTime> {
        let pairs = self
            .hours
            .iter()
            .flat_map(|hour| self.minutes.iter().map(move |minute| (*hour, *minute)));
        pairs.filter_map(move |(hour, minute)| {
            Some(date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0))
        })
    }
}

fn read_days(of_month: &str, of_week: &str) -> Result<Days, String> {
    match (of_month, of_week) {
        ("?", "?") => Err("one of day of month and day of week must say something".to_owned()),
        ("?", _) => {
            let field = Field {
                name: "day of week",
                first: 1,
                last: 7,
                names: &WEEKDAYS,
            };
            Ok(Days::OfWeek(field.read(of_week)?))
        }
        (_, "?") => {
            let field = Field {
                name: "day of month",
                first: 1,
                last: 31,
                names: &[],
            };
            let last = of_month == "L";
            let days = if last {
                BTreeSet::new()
            } else {
                field.read(of_month)?
            };
            Ok(Days::OfMonth { days, last })
        }
        _ => Err("one of day of month and day of week must be ?".to_owned()),
    }
}

impl Field {
    fn read(&self, text: &str) -> Result<BTreeSet<i16>, String> {
        let parts = text
            .split(',')
            .map(|part| self.part(part))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(parts.into_iter().flatten().collect())
    }

    /// `*`, `a`, `a-b`, and each with `/step`.
    fn part(&self, text: &str) -> Result<Vec<i16>, String> {
        let wrong = || format!("{text:?} is not a value of {}", self.name);
        let (range, step) = match text.split_once('/') {
            Some((range, step)) => (
                range,
                step.parse()
                    .ok()
                    .filter(|step| *step > 0)
                    .ok_or_else(wrong)?,
            ),
            None => (text, 1_usize),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (self.first, self.last),
            Some((first, last)) => (
                self.value(first).ok_or_else(wrong)?,
                self.value(last).ok_or_else(wrong)?,
            ),
            None => {
                let value = self.value(range).ok_or_else(wrong)?;
                // `5/10` goes on from five to the end.
                (value, if text.contains('/') { self.last } else { value })
            }
        };
        if first > last {
            return Err(wrong());
        }
        Ok((first..=last).step_by(step).collect())
    }

    fn value(&self, text: &str) -> Option<i16> {
        let named = self
            .names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(text));
        let value = match named {
            Some(position) => i16::try_from(position).ok()? + self.first,
            None => text.parse().ok()?,
        };
        (self.first..=self.last).contains(&value).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn next(expression: &str, after: &str) -> Option<String> {
        let cron = Cron::parse(expression).unwrap();
        cron.next_after(after.parse().unwrap(), &TimeZone::UTC)
            .map(|moment| moment.to_string())
    }

    #[test]
    fn the_examples_of_aws() {
        let monday = "2026-11-23T10:00:00Z";
        let expected = [
            ("0 10 * * ? *", "2026-11-24T10:00:00Z"),
            ("15 12 * * ? *", "2026-11-23T12:15:00Z"),
            ("0 18 ? * MON-FRI *", "2026-11-23T18:00:00Z"),
            ("0 8 1 * ? *", "2026-12-01T08:00:00Z"),
            ("0/15 * * * ? *", "2026-11-23T10:15:00Z"),
            ("0/10 * ? * MON-FRI *", "2026-11-23T10:10:00Z"),
            ("0 0 L * ? *", "2026-11-30T00:00:00Z"),
            ("0 0 29 2 ? *", "2028-02-29T00:00:00Z"),
            ("0 0 ? * 1 *", "2026-11-29T00:00:00Z"),
        ];
        for (expression, moment) in expected {
            assert_eq!(
                next(expression, monday).as_deref(),
                Some(moment),
                "{expression}"
            );
        }
        assert_eq!(next("0 0 1 1 ? 2020", monday), None);
    }

    #[test]
    fn a_zone_moves_the_moment() {
        let zone = TimeZone::fixed(jiff::tz::offset(5));
        let moment = Cron::parse("0 9 * * ? *")
            .unwrap()
            .next_after("2026-11-23T10:00:00Z".parse().unwrap(), &zone);
        assert_eq!(moment.unwrap().to_string(), "2026-11-24T04:00:00Z");
    }

    #[test]
    fn wrong_expressions_are_refused() {
        let wrong = [
            "",
            "* * * * *",
            "60 * * * ? *",
            "* * * * * *",
            "* * ? * ? *",
            "5-1 * * * ? *",
            "*/0 * * * ? *",
        ];
        for expression in wrong {
            assert!(Cron::parse(expression).is_err(), "{expression}");
        }
        assert!(Cron::parse("* * ? * 3#2 *").is_err());
        assert!(Cron::parse("* * 15W * ? *").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9*?,/LW# A-Z-]{0,40}") {
            let _ = Cron::parse(&text);
        }

        #[test]
        fn the_next_moment_is_later_and_on_the_minute(
            minute in 0..60_i64, hour in 0..24_i64, day in 1..29_i64, seconds in 0..2_000_000_000_i64,
        ) {
            let cron = Cron::parse(&format!("{minute} {hour} {day} * ? *")).unwrap();
            let after = Timestamp::from_second(seconds).unwrap();
            let found = cron.next_after(after, &TimeZone::UTC).unwrap();
            prop_assert!(found > after);
            prop_assert!(found.as_second() - after.as_second() <= 31 * 86_400);
            prop_assert_eq!(found.as_second() % 3_600, minute * 60);
            prop_assert_eq!(found.as_second() % 86_400, hour * 3_600 + minute * 60);
        }
    }
}
