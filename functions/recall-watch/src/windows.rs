//! The spans of time in which a source is asked.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days of one span: less than a year, so that openFDA's limit of 26,000 records for one search is never near, and far
/// more than the week between two reports, so that a span without any is a fault and not a quiet time.
const DAYS: i32 = 182;

/// First and last day of each span, newest first, without a gap between them, back to `years` before `today`.
pub(crate) fn windows(today: Date, years: u8) -> Vec<(Date, Date)> {
    let earliest = today.saturating_sub(i32::from(years).years());
    let mut windows = Vec::new();
    let mut last = today;
    while last >= earliest {
        let first = last.saturating_sub((DAYS - 1).days());
        windows.push((first, last));
        last = first.saturating_sub(1.day());
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn spans_reach_back_without_a_gap(year in 2020_i16..2040, month in 1_i8..=12, day in 1_i8..=28, years in 1_u8..=20) {
            let today = jiff::civil::date(year, month, day);
            let spans = windows(today, years);
            prop_assert_eq!(spans[0].1, today);
            for pair in spans.windows(2) {
                prop_assert_eq!(pair[1].1, pair[0].0.saturating_sub(1.day()));
            }
            for (first, last) in &spans {
                prop_assert_eq!(last.since(*first).unwrap().get_days(), DAYS - 1);
            }
            let earliest = spans.last().unwrap().0;
            prop_assert!(earliest <= today.saturating_sub(i32::from(years).years()));
        }
    }
}
