//! Public holidays of Uzbekistan, on which the hours of a week may not hold.
//!
//! Seven stand on their day in the Labour Code (article 208): 1 January, 8 March, 21 March, 9 May, 1 September, 1 October and
//! 8 December. The first days of Ramazon hayit and Qurbon hayit follow the moon and are announced each year; they are
//! reckoned here by the tabular calendar, which is at most a day off, so the days beside the reckoned one count too and none
//! of the three is called certain. Days off that are moved by decree are not known.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// Which holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HolidayName {
    /// New Year, 1 January.
    NewYear,
    /// Women's Day, 8 March.
    WomensDay,
    /// Navruz, 21 March.
    Navruz,
    /// The Day of Memory and Honour, 9 May.
    MemoryDay,
    /// Independence Day, 1 September.
    IndependenceDay,
    /// The Day of Teachers and Mentors, 1 October.
    TeachersDay,
    /// Constitution Day, 8 December.
    ConstitutionDay,
    /// Ramazon hayit (Eid al-Fitr), its first day.
    RamazonHayit,
    /// Qurbon hayit (Eid al-Adha), its first day.
    QurbonHayit,
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Which.
    pub name: HolidayName,
    /// Whether it is surely this day, and not the day before or after.
    pub is_certain: bool,
}

/// Month and day of those that do not move.
const FIXED: [(i8, i8, HolidayName); 7] = [
    (1, 1, HolidayName::NewYear),
    (3, 8, HolidayName::WomensDay),
    (3, 21, HolidayName::Navruz),
    (5, 9, HolidayName::MemoryDay),
    (9, 1, HolidayName::IndependenceDay),
    (10, 1, HolidayName::TeachersDay),
    (12, 8, HolidayName::ConstitutionDay),
];

/// Month and day of those that follow the moon, in its calendar.
const BY_MOON: [(i32, i32, HolidayName); 2] = [
    (10, 1, HolidayName::RamazonHayit),
    (12, 10, HolidayName::QurbonHayit),
];

/// The day before 1 Muharram of the year 1, counted from 1 January 1970.
const BEFORE_THE_FIRST: i32 = 1_948_439 - 2_440_588;
/// Years after which the tabular calendar begins again, and their days.
const CYCLE: (i32, i32) = (30, 10_631);

impl HolidayName {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::NewYear,
        Self::WomensDay,
        Self::Navruz,
        Self::MemoryDay,
        Self::IndependenceDay,
        Self::TeachersDay,
        Self::ConstitutionDay,
        Self::RamazonHayit,
        Self::QurbonHayit,
    ];
}

impl Holiday {
    /// The holiday that a day in Uzbekistan is, or may be.
    pub fn on(day: Date) -> Option<Self> {
        let fixed = FIXED
            .into_iter()
            .find(|(month, of_month, _)| (day.month(), day.day()) == (*month, *of_month));
        if let Some((.., name)) = fixed {
            return Some(Self {
                name,
                is_certain: true,
            });
        }
        by_moon(day).map(|name| Self {
            name,
            is_certain: false,
        })
    }
}

fn by_moon(day: Date) -> Option<HolidayName> {
    let day = days_since_1970(day);
    let year = (day - BEFORE_THE_FIRST) * CYCLE.0 / CYCLE.1 + 1;
    // The division may be a year off at either end of a year.
    let mut near = (year - 1..=year + 1).flat_map(|year| BY_MOON.map(|feast| (year, feast)));
    let found = near
        .find(|(year, (month, of_month, _))| (of_moon(*year, *month, *of_month) - day).abs() <= 1);
    found.map(|(_, (.., name))| name)
}

/// A day of the tabular calendar, counted from 1 January 1970: months of 30 and 29 days in turn, and eleven years of thirty
/// with a day more.
fn of_moon(year: i32, month: i32, of_month: i32) -> i32 {
    let months = (59 * (month - 1) + 1) / 2;
    let leap_days = (11 * year + 3) / 30;
    BEFORE_THE_FIRST + 354 * (year - 1) + leap_days + months + of_month
}

fn days_since_1970(day: Date) -> i32 {
    let since = day.duration_since(date(1970, 1, 1));
    // Some eleven million days at the most.
    (since.as_hours() / 24) as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_days_of_the_labour_code_are_holidays() {
        for (day, name) in [
            (date(2026, 1, 1), HolidayName::NewYear),
            (date(2027, 3, 21), HolidayName::Navruz),
            (date(2026, 9, 1), HolidayName::IndependenceDay),
        ] {
            let certain = Holiday {
                name,
                is_certain: true,
            };
            assert_eq!(Holiday::on(day), Some(certain), "{day}");
        }
        // Kept, but no day off.
        assert_eq!(Holiday::on(date(2026, 1, 14)), None);
        assert_eq!(Holiday::on(date(2026, 11, 22)), None);
    }

    /// First days as they were kept in Uzbekistan.
    #[test]
    fn the_feasts_of_the_moon_are_met_with_a_day_on_either_side() {
        for (day, name) in [
            (date(2023, 4, 21), HolidayName::RamazonHayit),
            (date(2023, 6, 28), HolidayName::QurbonHayit),
            (date(2024, 4, 10), HolidayName::RamazonHayit),
            (date(2024, 6, 16), HolidayName::QurbonHayit),
            (date(2025, 6, 6), HolidayName::QurbonHayit),
        ] {
            let expected = Holiday {
                name,
                is_certain: false,
            };
            assert_eq!(Holiday::on(day), Some(expected), "{day}");
        }
    }

    proptest! {
        #[test]
        fn each_feast_comes_once_in_a_year_of_the_moon(start in 0_i32..40_000) {
            let first = date(1970, 1, 1).saturating_add(jiff::Span::new().days(start));
            let year = (0..354).map(|days| first.saturating_add(jiff::Span::new().days(days)));
            let moving = year.filter_map(by_moon).count();
            // Three days each; at the edges of the window one may be cut, or come again.
            prop_assert!((5..=7).contains(&moving), "{moving}");
        }
    }
}
