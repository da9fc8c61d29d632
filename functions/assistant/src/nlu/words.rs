//! A text as words, each with its place in the text and its folded form.

use std::ops::Range;

use nazar::catalogue::fold::fold;

/// Most words that are looked at: a question has a dozen, and what is longer is no question.
pub(crate) const MAX_WORDS: usize = 200;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In small ASCII letters, whatever script it was typed in.
    pub(crate) folded: String,
    /// Its bytes in the text; `500mg` gives two words of one place.
    pub(crate) place: Range<usize>,
}

impl Word {
    /// Whether it is a number, perhaps with a decimal point.
    pub(crate) fn is_number(&self) -> bool {
        self.folded
            .starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Its value, if it is a number.
    pub(crate) fn number(&self) -> Option<f64> {
        self.folded.parse().ok()
    }
}

/// The words of a text in their order, at most [`MAX_WORDS`].
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for place in places(text) {
        for folded in fold(&text[place.clone()]).split(' ') {
            if !folded.is_empty() {
                words.push(Word {
                    folded: folded.to_owned(),
                    place: place.clone(),
                });
            }
        }
        if words.len() >= MAX_WORDS {
            words.truncate(MAX_WORDS);
            break;
        }
    }
    words
}

/// Runs of letters, digits, apostrophes and marks; a point or comma between two digits belongs to its number.
fn places(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut places = Vec::new();
    let mut start = None;
    for (index, (offset, letter)) in letters.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(|(_, letter)| letter.is_ascii_digit())
        };
        let is_decimal =
            matches!(letter, '.' | ',') && digit(index.checked_sub(1)) && digit(Some(index + 1));
        if letter.is_alphanumeric() || is_joining(*letter) || is_decimal {
            start.get_or_insert(*offset);
        } else if let Some(begun) = start.take() {
            places.push(begun..*offset);
        }
    }
    places.extend(start.map(|begun| begun..text.len()));
    places
}

/// What stands inside words without being a letter: any apostrophe, and marks over letters.
fn is_joining(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            | '´'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2b9}'
            | '\u{2032}'
            | '\u{300}'..='\u{36f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    /// Defect 8.2.19: apostrophe variants were not matched, and no Cyrillic at all.
    #[test]
    fn defect_19_every_spelling_of_a_word_is_one_word() {
        for text in [
            "o'zaro ta'sir",
            "oʻzaro taʼsir",
            "o‘zaro ta’sir",
            "o`zaro ta`sir",
            "ўзаро таъсир",
        ] {
            assert_eq!(folded(text), ["ozaro", "tasir"], "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Но-шпа 2,5мг, iltimos!";
        let words = words(text);
        let forms: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(forms, ["no", "shpa", "2.5", "mg", "iltimos"]);
        assert_eq!(&text[words[2].place.clone()], "2,5мг");
        assert_eq!(words[2].number(), Some(2.5));
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text_in_order(text in ".{0,80}") {
            let words = words(&text);
            prop_assert!(words.len() <= MAX_WORDS);
            let mut last = 0;
            for word in words {
                prop_assert!(text.get(word.place.clone()).is_some());
                prop_assert!(word.place.start >= last || word.place.end > last);
                last = word.place.start;
            }
        }
    }
}
