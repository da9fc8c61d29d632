//! The order in which characters are introduced.

use jiff::civil::Date;
use nazar::store::practice::Card;

/// New characters a day: one row of the alphabet.
pub(super) const NEW_A_DAY: usize = 5;

/// With this many characters due, nothing new is begun: who has much to repeat has learnt enough for now.
const BACKLOG: usize = 15;

/// The rows of the alphabet, as they are recited: consonants from the throat to the lips, those between, the hissing ones,
/// the conjuncts; then the vowels, short and long together, and the digits. The vocalic ones, which hardly a word has, are last.
const ROWS: [&[u8]; 16] = [
    &[0, 1, 2, 3, 4],
    &[5, 6, 7, 8, 9],
    &[10, 11, 12, 13, 14],
    &[15, 16, 17, 18, 19],
    &[20, 21, 22, 23, 24],
    &[25, 26, 27, 28],
    &[29, 30, 31, 32],
    &[33, 34, 35],
    &[36, 37],
    &[38, 39],
    &[40, 41],
    &[46, 47, 48, 49],
    &[50, 51],
    &[52, 53, 54, 55, 56],
    &[57, 58, 59, 60, 61],
    &[42, 43, 44, 45],
];

/// The characters that a person may begin today, in their order.
pub(super) fn new_today(cards: &[Card], due: usize, today: Date) -> Vec<u8> {
    if due >= BACKLOG {
        return Vec::new();
    }
    let begun = cards
        .iter()
        .filter(|card| card.introduced_on == today)
        .count();
    let known = |class: &u8| cards.iter().any(|card| card.class_id == *class);
    ROWS.iter()
        .flat_map(|row| row.iter().copied())
        .filter(|class| !known(class))
        .take(NEW_A_DAY.saturating_sub(begun))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use nazar::glyphs::CHARACTERS;

    use super::*;
    use crate::practice::testing::card;

    #[test]
    fn every_character_is_taught_once() {
        let taught: Vec<u8> = ROWS.iter().flat_map(|row| row.iter().copied()).collect();
        let distinct: BTreeSet<u8> = taught.iter().copied().collect();
        assert_eq!(
            (taught.len(), distinct.len()),
            (CHARACTERS.len(), CHARACTERS.len())
        );
    }

    #[test]
    fn a_day_brings_one_row_and_not_another() {
        let (yesterday, today) = (date(2026, 3, 1), date(2026, 3, 2));
        assert_eq!(new_today(&[], 0, today), [0, 1, 2, 3, 4]);
        let earlier = [card(0, yesterday), card(1, yesterday)];
        assert_eq!(new_today(&earlier, 0, today), [2, 3, 4, 5, 6]);
        let begun: Vec<Card> = [0, 1, 2].map(|class| card(class, today)).into();
        assert_eq!(new_today(&begun, 0, today), [3, 4]);
        let done: Vec<Card> = (0..5).map(|class| card(class, today)).collect();
        assert_eq!(new_today(&done, 0, today), [] as [u8; 0]);
    }

    #[test]
    fn nothing_new_is_begun_on_top_of_a_backlog() {
        let today = date(2026, 3, 2);
        assert_eq!(new_today(&[], BACKLOG - 1, today).len(), NEW_A_DAY);
        assert!(new_today(&[], BACKLOG, today).is_empty());
    }
}
