//! Days in a row.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days on which a person drew something, as far as they stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// The last day with a drawing, in the person's zone.
    pub last_day: Date,
    /// Days in a row that end with it.
    pub length: u32,
    /// The longest row ever, this one included.
    pub longest: u32,
    /// Days with a drawing in all.
    pub days: u32,
    /// Goes up by one with each write.
    pub version: u64,
}

impl Streak {
    /// The streak of a person who drew for the first time.
    pub fn first(day: Date) -> Self {
        Self {
            last_day: day,
            length: 1,
            longest: 1,
            days: 1,
            version: 1,
        }
    }

    /// The streak after a drawing on this day; `None` when it changes nothing: on the same day, or on one before it, as
    /// happens to those who fly west.
    pub fn after(&self, day: Date) -> Option<Self> {
        if day <= self.last_day {
            return None;
        }
        let length = if self.last_day.tomorrow().is_ok_and(|next| next == day) {
            self.length.saturating_add(1)
        } else {
            1
        };
        Some(Self {
            last_day: day,
            length,
            longest: self.longest.max(length),
            days: self.days.saturating_add(1),
            version: self.version.saturating_add(1),
        })
    }

    /// Days in a row as of a day: a row is not broken before a whole day has passed without a drawing.
    pub fn current(&self, today: Date) -> u32 {
        let unbroken =
            today <= self.last_day || self.last_day.tomorrow().is_ok_and(|next| next == today);
        if unbroken { self.length } else { 0 }
    }

    /// Whether today's drawing is still to come.
    pub fn waits_for(&self, today: Date) -> bool {
        self.last_day < today
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn of(days: &[Date]) -> Option<Streak> {
        days.iter().fold(None, |streak, &day| match streak {
            None => Some(Streak::first(day)),
            Some(streak) => Some(streak.after(day).unwrap_or(streak)),
        })
    }

    #[test]
    fn a_row_is_broken_by_a_whole_day_without_a_drawing() {
        let streak = of(&[date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]).unwrap();
        assert_eq!((streak.length, streak.longest, streak.days), (3, 3, 3));
        assert_eq!(streak.current(date(2026, 3, 1)), 3);
        assert_eq!(streak.current(date(2026, 3, 2)), 3);
        assert_eq!(streak.current(date(2026, 3, 3)), 0);
        assert!(streak.waits_for(date(2026, 3, 2)));
        assert!(!streak.waits_for(date(2026, 3, 1)));
    }

    #[test]
    fn a_flight_west_neither_breaks_nor_lengthens_a_row() {
        let streak = Streak::first(date(2026, 3, 2));
        assert_eq!(streak.after(date(2026, 3, 1)), None);
        assert_eq!(streak.current(date(2026, 3, 1)), 1);
    }

    proptest! {
        /// Beside a recount of the days.
        #[test]
        fn it_agrees_with_a_recount(offsets in proptest::collection::vec(0_i32..40, 1..60)) {
            let start = date(2026, 1, 1);
            let mut offsets = offsets;
            offsets.sort_unstable();
            let days: Vec<Date> = offsets.iter().map(|&offset| start + offset.days()).collect();
            let streak = of(&days).unwrap();

            let distinct: BTreeSet<i32> = offsets.iter().copied().collect();
            let row_ending = |end: i32| (0..).take_while(|back| distinct.contains(&(end - back))).count() as u32;
            let last = *distinct.last().unwrap();
            prop_assert_eq!(streak.days as usize, distinct.len());
            prop_assert_eq!(streak.length, row_ending(last));
            prop_assert_eq!(streak.longest, distinct.iter().map(|&end| row_ending(end)).max().unwrap());
        }
    }
}
