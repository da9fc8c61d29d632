//! Counting days in a row.

use serde::{Deserialize, Serialize};

use super::DayVerdict;

/// Days counted until some day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Days kept in a row, the last one included.
    pub run: u32,
    /// The longest row that ever was.
    pub longest: u32,
    /// All days kept.
    pub kept: u32,
}

impl Sum {
    /// The sum with one day more. An open day changes nothing yet.
    #[must_use]
    pub fn and(self, day: DayVerdict) -> Self {
        match day {
            DayVerdict::NothingDue | DayVerdict::Open => self,
            DayVerdict::Broken => Self { run: 0, ..self },
            DayVerdict::Kept => {
                let run = self.run + 1;
                Self {
                    run,
                    longest: self.longest.max(run),
                    kept: self.kept + 1,
                }
            }
        }
    }
}

/// How somebody's row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// The days, today included once it is kept.
    pub sum: Sum,
    /// What today is until now.
    pub today: DayVerdict,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days() -> impl Strategy<Value = Vec<DayVerdict>> {
        let day = prop_oneof![
            Just(DayVerdict::NothingDue),
            Just(DayVerdict::Kept),
            Just(DayVerdict::Kept),
            Just(DayVerdict::Broken),
        ];
        prop::collection::vec(day, 0..60)
    }

    fn sum(days: &[DayVerdict]) -> Sum {
        days.iter().fold(Sum::default(), |sum, day| sum.and(*day))
    }

    proptest! {
        #[test]
        fn days_on_which_nothing_was_due_are_as_if_they_had_not_been(days in days()) {
            let due: Vec<DayVerdict> =
                days.iter().copied().filter(|day| *day != DayVerdict::NothingDue).collect();
            prop_assert_eq!(sum(&days), sum(&due));
        }

        #[test]
        fn the_longest_row_is_the_longest_one(days in days()) {
            let kept = |day: &DayVerdict| *day != DayVerdict::Broken;
            let rows = days.split(|day| !kept(day));
            let length = |row: &[DayVerdict]| row.iter().filter(|day| **day == DayVerdict::Kept).count();
            let lengths: Vec<usize> = rows.map(length).collect();
            let counted = sum(&days);
            prop_assert_eq!(counted.longest as usize, lengths.iter().copied().max().unwrap_or_default());
            prop_assert_eq!(counted.run as usize, lengths.last().copied().unwrap_or_default());
            prop_assert_eq!(counted.kept as usize, lengths.iter().sum::<usize>());
        }
    }
}
