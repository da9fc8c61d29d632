//! Slips that change more letters of a sound than of what was typed.

use crate::catalogue::fold::sound;

/// Letters that a left out syllable has.
const SYLLABLE: std::ops::RangeInclusive<usize> = 2..=4;
/// Letters that have to stand on either side of it, and in all, so that something is left of the word.
const BESIDE: usize = 2;
const LEFT: usize = 5;

/// The sounds of a word with two neighbouring letters exchanged, each once. `nospha` sounds far from No-Shpa, because `ph` and
/// `sh` are one sound each, and is one slip of the finger away from it.
pub(super) fn exchanged(typed: &str) -> Vec<String> {
    let letters = typed.as_bytes();
    let mut sounds: Vec<String> = (1..letters.len())
        .filter(|place| letters[place - 1] != letters[*place])
        .map(|place| {
            let mut slipped = letters.to_vec();
            slipped.swap(place - 1, place);
            // Folded words are ASCII.
            sound(
                &slipped
                    .iter()
                    .map(|letter| char::from(*letter))
                    .collect::<String>(),
            )
        })
        .collect();
    sounds.sort_unstable();
    sounds.dedup();
    sounds
}

/// Whether a word is what was typed with a syllable more somewhere inside: `paramol` is paracetamol.
pub(super) fn lacks_a_syllable(typed: &str, word: &str) -> bool {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let missing = word.len().saturating_sub(typed.len());
    if typed.len() < LEFT || !SYLLABLE.contains(&missing) {
        return false;
    }
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let start = same(&mut typed.iter().zip(word));
    let end = same(&mut typed.iter().rev().zip(word.iter().rev()));
    start >= BESIDE && end >= BESIDE && start + end >= typed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_change_places_before_the_word_is_said() {
        assert!(exchanged("nospha").contains(&sound("noshpa")));
        assert!(exchanged("aa").is_empty() && exchanged("").is_empty());
    }

    #[test]
    fn one_syllable_may_be_left_out_and_no_more() {
        assert!(lacks_a_syllable("paramol", "parasetamol"));
        assert!(lacks_a_syllable("ibufen", "ibuprofen"));
        assert!(!lacks_a_syllable("paramol", "paramol"));
        assert!(!lacks_a_syllable("panol", "parasetamol"));
        // Only an end is missing: that is a beginning, and a beginning counts for more.
        assert!(!lacks_a_syllable("ibupr", "ibuprofen"));
    }
}
