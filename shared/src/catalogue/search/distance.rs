//! How many letters two words differ by.

/// A bit for each letter and one for all digits.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| match byte {
        b'a'..=b'z' => bits | 1 << (byte - b'a'),
        _ => bits | 1 << 26,
    })
}

/// Whether words with these letters can be within `most` of each other: each change brings in at most one letter and
/// takes away at most one.
pub(super) fn can_be_near(one: u32, other: u32, most: u32) -> bool {
    (one & !other).count_ones() <= most && (other & !one).count_ones() <= most
}

/// Whether a word with the letters `one` can be the beginning of one with the letters `whole`, with at most `most` changes:
/// what follows may bring in any letter.
pub(super) fn can_begin(one: u32, whole: u32, most: u32) -> bool {
    (one & !whole).count_ones() <= most
}

/// Whether all of some letters are among those of a word.
pub(super) fn has_all(word: u32, letters: u32) -> bool {
    letters & !word == 0
}

/// Three rows of the table of distances, kept from one word to the next: thousands of words are compared for a slip.
#[derive(Default)]
pub(super) struct Rows {
    earlier: Vec<usize>,
    before: Vec<usize>,
    now: Vec<usize>,
}

impl Rows {
    /// Letters inserted, left out, changed, or exchanged with their neighbour (optimal string alignment), if at most `most`.
    ///
    /// With `open_end` the rest of `word` counts for nothing, as long as what was typed is still its beginning. Only cells
    /// within `most` of the diagonal are looked at: the others cost more than that.
    pub(super) fn within(
        &mut self,
        typed: &str,
        word: &str,
        most: usize,
        open_end: bool,
    ) -> Option<usize> {
        let (typed, word) = (typed.as_bytes(), word.as_bytes());
        if typed.is_empty() || word.is_empty() {
            let left = typed.len() + if open_end { 0 } else { word.len() };
            return (left <= most).then_some(left);
        }
        if typed.len() > word.len() + most || (!open_end && word.len() > typed.len() + most) {
            return None;
        }
        let too_far = most + 1;
        for row in [&mut self.earlier, &mut self.before, &mut self.now] {
            row.clear();
            row.resize(typed.len() + 1, too_far);
        }
        for (column, cell) in self.before.iter_mut().enumerate().take(too_far) {
            *cell = column;
        }
        let mut best_end = self.before[typed.len()];
        for (place, letter) in word.iter().enumerate() {
            let row = place + 1;
            let first = row.saturating_sub(most).max(1);
            let last = (row + most).min(typed.len());
            self.now[first - 1] = if first == 1 {
                row.min(too_far)
            } else {
                too_far
            };
            let mut least_of_row = self.now[first - 1];
            for column in first..=last {
                let change = usize::from(typed[column - 1] != *letter);
                let mut least = (self.before[column] + 1)
                    .min(self.now[column - 1] + 1)
                    .min(self.before[column - 1] + change);
                let is_exchange = column > 1
                    && place > 0
                    && typed[column - 1] == word[place - 1]
                    && typed[column - 2] == *letter;
                if is_exchange {
                    least = least.min(self.earlier[column - 2] + 1);
                }
                self.now[column] = least.min(too_far);
                least_of_row = least_of_row.min(least);
            }
            // Nothing that follows is nearer.
            if least_of_row > most {
                return (open_end && best_end <= most).then_some(best_end);
            }
            best_end = if open_end {
                best_end.min(self.now[typed.len()])
            } else {
                self.now[typed.len()]
            };
            std::mem::swap(&mut self.earlier, &mut self.before);
            std::mem::swap(&mut self.before, &mut self.now);
        }
        (best_end <= most).then_some(best_end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::slips;
    use super::*;

    fn within(typed: &str, word: &str, most: usize, open_end: bool) -> Option<usize> {
        Rows::default().within(typed, word, most, open_end)
    }

    /// The whole table, as it is defined.
    fn table(typed: &[u8], word: &[u8]) -> Vec<Vec<usize>> {
        let mut table = vec![vec![0; typed.len() + 1]; word.len() + 1];
        for row in 0..=word.len() {
            for column in 0..=typed.len() {
                if row == 0 || column == 0 {
                    table[row][column] = row + column;
                    continue;
                }
                let change = usize::from(typed[column - 1] != word[row - 1]);
                let mut least = (table[row - 1][column] + 1)
                    .min(table[row][column - 1] + 1)
                    .min(table[row - 1][column - 1] + change);
                if row > 1
                    && column > 1
                    && typed[column - 1] == word[row - 2]
                    && typed[column - 2] == word[row - 1]
                {
                    least = least.min(table[row - 2][column - 2] + 1);
                }
                table[row][column] = least;
            }
        }
        table
    }

    #[test]
    fn usual_slips_are_one_step() {
        for typed in ["ibuprofn", "ibuprofeen", "iboprofen", "ibuporfen"] {
            assert_eq!(within(typed, "ibuprofen", 2, false), Some(1), "{typed}");
        }
        assert_eq!(within("ibuprofen", "ibuprofen", 0, false), Some(0));
        assert_eq!(within("ibuprofen", "naproksen", 2, false), None);
        assert_eq!(within("ibu", "ibuprofen", 2, false), None);
    }

    #[test]
    fn an_open_end_needs_the_beginning_alone() {
        assert_eq!(within("ibup", "ibuprofen", 1, true), Some(0));
        assert_eq!(within("ibpr", "ibuprofen", 1, true), Some(1));
        assert_eq!(within("nap", "ibuprofen", 1, true), None);
    }

    proptest! {
        #[test]
        fn the_distance_is_symmetric_and_letters_never_hide_it(one in "[a-d]{0,8}", other in "[a-d]{0,8}", most in 0_usize..4) {
            let found = within(&one, &other, most, false);
            prop_assert_eq!(found, within(&other, &one, most, false));
            if found.is_some() {
                let bound = u32::try_from(most).unwrap();
                prop_assert!(can_be_near(letters(&one), letters(&other), bound));
            }
            if one == other {
                prop_assert_eq!(found, Some(0));
            }
        }

        #[test]
        fn what_is_near_is_what_the_whole_table_says(
            words in proptest::collection::vec("[a-d]{0,9}|abc?(da)?c?ab", 2..6),
            most in 0_usize..4,
        ) {
            // The rows of one comparison must not show in the next.
            let mut rows = Rows::default();
            for typed in &words {
                for word in &words {
                    let table = table(typed.as_bytes(), word.as_bytes());
                    let whole = table[word.len()][typed.len()];
                    let begun = table.iter().map(|row| row[typed.len()]).min().unwrap();
                    let near = |distance: usize| (distance <= most).then_some(distance);
                    prop_assert_eq!(rows.within(typed, word, most, false), near(whole));
                    prop_assert_eq!(rows.within(typed, word, most, true), near(begun));
                    let (one, other) = (letters(typed), letters(word));
                    let bound = u32::try_from(most).unwrap();
                    prop_assert!(begun > most || can_begin(one, other, bound));
                    prop_assert!(!slips::lacks_a_syllable(typed, word) || has_all(other, one));
                }
            }
        }
    }
}
