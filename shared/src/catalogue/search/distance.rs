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

/// Letters inserted, left out, changed, or exchanged with their neighbour (optimal string alignment), if at most `most`.
///
/// With `open_end` the rest of `word` counts for nothing, as long as what was typed is still its beginning.
pub(super) fn within(typed: &str, word: &str, most: usize, open_end: bool) -> Option<usize> {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    if word.is_empty() {
        return (typed.len() <= most).then_some(typed.len());
    }
    if typed.len() > word.len() + most || (!open_end && word.len() > typed.len() + most) {
        return None;
    }
    // One row for each letter of the word; the row before, and the one before that for exchanges.
    let mut earlier: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=typed.len()).collect();
    let mut best_end = before[typed.len()];
    for (row, letter) in word.iter().enumerate() {
        let mut now = vec![row + 1; typed.len() + 1];
        for column in 1..=typed.len() {
            let change = usize::from(typed[column - 1] != *letter);
            let mut least = (before[column] + 1)
                .min(now[column - 1] + 1)
                .min(before[column - 1] + change);
            let is_exchange = column > 1
                && row > 0
                && typed[column - 1] == word[row - 1]
                && typed[column - 2] == *letter;
            if is_exchange {
                least = least.min(earlier[column - 2] + 1);
            }
            now[column] = least;
        }
        if now.iter().min().is_none_or(|least| *least > most) {
            break;
        }
        best_end = if open_end {
            best_end.min(now[typed.len()])
        } else {
            now[typed.len()]
        };
        let is_last = row + 1 == word.len();
        if is_last && !open_end {
            return (best_end <= most).then_some(best_end);
        }
        earlier = std::mem::replace(&mut before, now);
    }
    (open_end && best_end <= most).then_some(best_end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    }
}
