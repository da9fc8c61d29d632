//! One comparable form for a name, in whichever script it was typed.
//!
//! A name reaches us in Uzbek Latin with any of six apostrophes or none, in Uzbek or Russian Cyrillic, in English
//! or Latin spelling, or in a mixture that a keyboard layout made. [`fold`] undoes what is spelling alone: case,
//! marks, apostrophes, look-alike letters of the other script, the script itself. It is exact enough to say that two
//! texts are the same name. [`sound`] goes further, to how a word is said, so that `paracetamol`, `paratsetamol` and
//! `парацетамол` meet; two different names may meet there too, so it only ever finds candidates. [`respelling`] lies between
//! them, for lists of international names that nobody can be asked about.

mod letters;
mod repair;
mod respelling;
mod sound;

pub use repair::latin_look_alikes;
pub use respelling::respelling;
pub use sound::sound;

/// The text in small ASCII letters and digits, words parted by one space.
///
/// Cyrillic is written in the Uzbek Latin alphabet without its apostrophes (`ў` and `oʻ` give `o`), a decimal comma
/// becomes a point, and a unit that sticks to its number is parted from it (`500мг` gives `500 mg`).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        let latin = letters::transliterate(&repair::one_script(&word));
        push_word(&mut folded, &latin);
    }
    folded
}

/// [`fold`] without spaces: `No-Shpa`, `Но-шпа` and `noshpa` are one name.
pub fn compact(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|letter| letter != ' ');
    folded
}

/// Runs of letters, digits and decimal points; apostrophes and marks over letters are dropped.
fn words(text: &str) -> Vec<Vec<char>> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        if repair::is_apostrophe(letter) {
            continue;
        }
        if let Some(composed) = repair::compose(word.last().copied(), letter) {
            word.pop();
            word.push(composed);
            continue;
        }
        if repair::is_mark(letter) {
            continue;
        }
        let is_decimal = matches!(letter, ',' | '.')
            && word.last().is_some_and(char::is_ascii_digit)
            && rest.peek().is_some_and(char::is_ascii_digit);
        if is_decimal {
            word.push('.');
        } else if letter.is_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Adds a word, parted after a number that letters follow.
fn push_word(folded: &mut String, word: &str) {
    let number = word
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(word.len());
    let (number, letters) = word.split_at(number);
    let letters = letters::settle(letters);
    for part in [number, &letters] {
        if part.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scripts_and_apostrophes_of_one_uzbek_word_meet() {
        for spelling in [
            "Oʻsimlik",
            "o'simlik",
            "O‘simlik",
            "O`simlik",
            "osimlik",
            "Ўсимлик",
        ] {
            assert_eq!(fold(spelling), "osimlik", "{spelling}");
        }
        assert_eq!(fold("Gʻoʻza"), fold("Ғўза"));
        assert_eq!(fold("Ko'z tomchilari"), fold("Кўз томчилари"));
    }

    #[test]
    fn letters_of_the_wrong_script_are_put_right() {
        // The second letter of the first word, and most of the second one, are Cyrillic.
        assert_eq!(fold("pаracetamol"), "paracetamol");
        assert_eq!(fold("СЕТRIN"), "cetrin");
        assert_eq!(fold("Витамин С"), fold("Vitamin C"));
        assert_eq!(fold("ВИТАМИН В12"), fold("vitamin b12"));
    }

    #[test]
    fn numbers_keep_their_point_and_lose_their_unit() {
        assert_eq!(fold("Бисопролол 2,5мг"), "bisoprolol 2.5 mg");
        assert_eq!(fold("N30, №20."), "n30 20");
        assert_eq!(fold("й"), fold("и\u{306}"));
        assert_eq!(fold("®™ — "), "");
    }

    #[test]
    fn a_name_may_be_written_in_one_word_or_two() {
        for spelling in ["No-Shpa", "НО-ШПА®", "no shpa", "ношпа"] {
            assert_eq!(compact(spelling), "noshpa", "{spelling}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_plain_ascii_and_settled(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert!(once.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b" .".contains(&byte)));
            prop_assert_eq!(fold(&once), once);
        }
    }
}
