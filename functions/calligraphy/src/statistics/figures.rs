//! From tallies to figures.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nazar::store::history::{DayTally, Tally};

/// All that statistics are made of: how much was read for it does not depend on how much was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Figures {
    /// Everything together.
    pub(super) whole: Tally,
    /// By character; only those that were practised.
    pub(super) characters: BTreeMap<u8, Tally>,
    /// By day, without those on which nothing was drawn.
    pub(super) days: BTreeMap<Date, Tally>,
}

impl Figures {
    /// The figures of some days, by character from `totals` when they are to be of all time.
    pub(super) fn new(days: &[DayTally], totals: Option<BTreeMap<u8, Tally>>) -> Self {
        let mut figures = Self::default();
        for day in days {
            figures.days.entry(day.day).or_default().add(&day.tally);
        }
        figures.characters = totals.unwrap_or_else(|| by_character(days));
        for tally in figures.characters.values() {
            figures.whole.add(tally);
        }
        figures
    }

    /// The character that was practised most often; of several, the first in the alphabet.
    pub(super) fn most_practised(&self) -> Option<(u8, u64)> {
        let counted = self
            .characters
            .iter()
            .map(|(class, tally)| (*class, tally.count()));
        counted.max_by_key(|(class, count)| (*count, std::cmp::Reverse(*class)))
    }
}

fn by_character(days: &[DayTally]) -> BTreeMap<u8, Tally> {
    let mut characters: BTreeMap<u8, Tally> = BTreeMap::new();
    for day in days {
        characters.entry(day.class_id).or_default().add(&day.tally);
    }
    characters
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::statistics::tests::tally;

    fn day(day: i8, class_id: u8, scores: &[f32]) -> DayTally {
        DayTally {
            day: date(2026, 3, day),
            class_id,
            tally: tally(scores),
        }
    }

    #[test]
    fn days_add_up_to_characters_and_to_the_whole() {
        let days = [
            day(1, 4, &[80.0]),
            day(1, 5, &[60.0, 90.0]),
            day(3, 4, &[70.0]),
        ];
        let figures = Figures::new(&days, None);
        assert_eq!(figures.whole, tally(&[80.0, 60.0, 90.0, 70.0]));
        assert_eq!(figures.characters[&4], tally(&[80.0, 70.0]));
        assert_eq!(figures.days[&date(2026, 3, 1)], tally(&[80.0, 60.0, 90.0]));
        assert_eq!(figures.days.len(), 2);
        // Twice each: the first in the alphabet.
        assert_eq!(figures.most_practised(), Some((4, 2)));
    }

    #[test]
    fn of_all_time_counts_what_the_days_do_not_show() {
        let totals = BTreeMap::from([(4, tally(&[80.0, 95.0, 20.0]))]);
        let figures = Figures::new(&[day(1, 4, &[80.0])], Some(totals.clone()));
        assert_eq!(figures.whole, totals[&4]);
        assert_eq!(figures.days.len(), 1);
        assert_eq!(Figures::default().most_practised(), None);
    }
}
