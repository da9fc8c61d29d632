//! Dates of six and eight digits.

use jiff::civil::Date;

/// A day that is in every calendar: February has 29 days where the two digits of its year are divisible by four, which
/// they are in every leap year and, from 1901 to 2099, in no other.
pub(super) fn is_day(digits: &str) -> bool {
    fields(digits).is_some_and(|[year, month, day]| is_real(year, month, day))
}

/// As [`is_day`], or day 00.
pub(super) fn is_day_or_month(digits: &str) -> bool {
    fields(digits).is_some_and(|[year, month, day]| is_real(year, month, day.max(1)))
}

/// Eight digits, the year in full.
pub(super) fn is_long_day(digits: &str) -> bool {
    let year: Option<i16> = digits.get(..4).and_then(|year| year.parse().ok());
    let fields = digits.get(2..).and_then(fields);
    match (year, fields) {
        (Some(year), Some([_, month, day])) => Date::new(year, month, day).is_ok(),
        _ => false,
    }
}

/// The day that six digits stand for, seen from today; day 00 is the last of its month.
///
/// The year is of the century in which it lies at most 49 years back and at most 50 ahead.
pub(super) fn day(digits: &str, today: Date) -> Option<Date> {
    let [year, month, day] = fields(digits)?;
    let year = full_year(i16::from(year), today.year());
    if day == 0 {
        return Some(Date::new(year, month, 1).ok()?.last_of_month());
    }
    Date::new(year, month, day).ok()
}

fn full_year(two_digits: i16, this_year: i16) -> i16 {
    let century = this_year - this_year.rem_euclid(100);
    let ahead = two_digits - this_year.rem_euclid(100);
    match ahead {
        51.. => century - 100 + two_digits,
        ..=-50 => century + 100 + two_digits,
        _ => century + two_digits,
    }
}

fn fields(digits: &str) -> Option<[i8; 3]> {
    let field = |from: usize| digits.get(from..from + 2)?.parse::<i8>().ok();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some([field(0)?, field(2)?, field(4)?])
}

fn is_real(two_digits: i8, month: i8, day: i8) -> bool {
    // 2000 was a leap year, so the year 00 counts as one.
    let year = 2000 + i16::from(two_digits);
    Date::new(year, month, day).is_ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn day_00_is_the_last_of_its_month() {
        let today = date(2026, 6, 1);
        assert_eq!(day("280200", today), Some(date(2028, 2, 29)));
        assert_eq!(day("270200", today), Some(date(2027, 2, 28)));
        assert_eq!(day("271231", today), Some(date(2027, 12, 31)));
        assert!(is_day_or_month("270200") && !is_day("270200"));
    }

    #[test]
    fn a_year_is_the_nearest_of_its_two_digits() {
        let today = date(2026, 6, 1);
        for (digits, year) in [("760101", 2076), ("770101", 1977), ("000101", 2000)] {
            assert_eq!(day(digits, today).unwrap().year(), year, "{digits}");
        }
        // The rule turns with the century.
        assert_eq!(day("400101", date(2095, 1, 1)).unwrap().year(), 2140);
        assert_eq!(day("990101", date(2101, 1, 1)).unwrap().year(), 2099);
    }

    #[test]
    fn days_that_are_none_are_refused() {
        for digits in [
            "270229", "271301", "270431", "270132", "27010", "27010a", "2701011",
        ] {
            assert!(!is_day(digits), "{digits}");
            assert_eq!(day(digits, date(2026, 1, 1)), None, "{digits}");
        }
        assert!(!is_day_or_month("270000") && !is_day_or_month("271300"));
        assert!(is_long_day("20000229") && !is_long_day("19000229") && !is_long_day("00000000"));
    }
}
