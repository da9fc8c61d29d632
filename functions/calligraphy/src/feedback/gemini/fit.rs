//! Whether a text is fit to be shown: long enough, short enough, plain, without links, and in the language that was asked for.
//!
//! The language is told by its script: half of what a model does wrong is to answer in another one. A text in the wrong
//! language of the right script passes; nothing short of a language model of our own would find it.

use std::ops::RangeInclusive;

use nazar::http::Locale;
use thiserror::Error;

/// Most characters of the sentence about the whole.
pub(super) const MAX_ASSESSMENT: usize = 240;
/// Most characters of a point.
pub(super) const MAX_POINT: usize = 280;
/// Fewer characters say nothing.
const SHORTEST: usize = 8;
/// At least this share of the letters is of the language's script. The rest is room for the character's name.
const OWN_SCRIPT: f32 = 0.7;

/// Why a text is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum Misfit {
    /// The answer is not the JSON that was asked for, or not finished.
    #[error("not the form that was asked for")]
    Form,
    /// There are not four points.
    #[error("not four points")]
    Count,
    /// A text is too short or too long.
    #[error("too short or too long")]
    Length,
    /// The assessment is more than one sentence.
    #[error("more than one sentence")]
    Sentences,
    /// A text has markup, a line break or a hidden character.
    #[error("not plain text")]
    Markup,
    /// A text has an address.
    #[error("an address in it")]
    Address,
    /// A text is in another script than its language's.
    #[error("another language")]
    Language,
}

/// Checks one text.
pub(super) fn check(text: &str, longest: usize, language: Locale) -> Result<(), Misfit> {
    let length = text.chars().count();
    if !(SHORTEST..=longest).contains(&length) {
        return Err(Misfit::Length);
    }
    if text.chars().any(|character| is_markup(character, language)) {
        return Err(Misfit::Markup);
    }
    if has_address(text) {
        return Err(Misfit::Address);
    }
    if own_share(text, language) < OWN_SCRIPT {
        return Err(Misfit::Language);
    }
    Ok(())
}

/// Checks that nothing follows the end of the first sentence.
pub(super) fn check_one_sentence(text: &str) -> Result<(), Misfit> {
    let mut ended = false;
    let mut previous = ' ';
    for character in text.chars() {
        ended =
            ended || (character.is_whitespace() && matches!(previous, '.' | '!' | '?' | '।' | '…'));
        if ended && !character.is_whitespace() {
            return Err(Misfit::Sentences);
        }
        previous = character;
    }
    Ok(())
}

/// Signs of Markdown and HTML, control characters with line breaks among them, and what changes the direction of writing or
/// cannot be seen. Nepali needs the joiners to spell some words.
fn is_markup(character: char, language: Locale) -> bool {
    match character {
        '<' | '>' | '`' | '*' | '_' | '#' | '[' | ']' | '{' | '}' | '|' | '\\' | '~' => true,
        '\u{200c}' | '\u{200d}' => language != Locale::Nepali,
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        other => other.is_control(),
    }
}

/// An address of any kind: a scheme, an `@`, or a point between two letters, as in a host's name.
fn has_address(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let host = characters
        .windows(3)
        .any(|window| window[1] == '.' && window[0].is_alphanumeric() && window[2].is_alphabetic());
    host || text.contains("://") || text.contains('@')
}

/// The share of letters that are of the language's script; 0 without any.
fn own_share(text: &str, language: Locale) -> f32 {
    let letters = text.chars().filter(|character| is_letter(*character));
    let (own, all) = letters.fold((0_u32, 0_u32), |(own, all), letter| {
        let is_own = scripts(language)
            .iter()
            .any(|range| range.contains(&letter));
        (own + u32::from(is_own), all + 1)
    });
    if all == 0 {
        0.0
    } else {
        own as f32 / all as f32
    }
}

/// Devanagari writes vowels as marks, which are no letters by themselves.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || DEVANAGARI.contains(&character)
}

const DEVANAGARI: RangeInclusive<char> = '\u{900}'..='\u{97f}';
const CYRILLIC: RangeInclusive<char> = '\u{400}'..='\u{52f}';
/// ASCII, Latin-1 to Extended-B with the letters of IAST, the modifier letters of Uzbek, and Extended Additional.
const LATIN: [RangeInclusive<char>; 4] = [
    'A'..='z',
    '\u{c0}'..='\u{24f}',
    '\u{2b0}'..='\u{2ff}',
    '\u{1e00}'..='\u{1eff}',
];

fn scripts(language: Locale) -> &'static [RangeInclusive<char>] {
    match language {
        Locale::English | Locale::Uzbek => &LATIN,
        Locale::Russian | Locale::UzbekCyrillic => &[CYRILLIC],
        Locale::Nepali => &[DEVANAGARI],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn verdict(text: &str, language: Locale) -> Result<(), Misfit> {
        check(text, MAX_POINT, language)
    }

    #[test]
    fn good_texts_pass_in_every_language() {
        for (language, text) in [
            (
                Locale::English,
                "The head line of क (ka) is missing at the top left; draw it in full.",
            ),
            (
                Locale::Russian,
                "Слева вверху не хватает верхней черты: проведите её целиком (क).",
            ),
            (
                Locale::Uzbek,
                "Yuqori chap tomonda bosh chiziq yoʻq: uni toʻliq chizing.",
            ),
            (
                Locale::UzbekCyrillic,
                "Юқори чап томонда бош чизиқ йўқ: уни тўлиқ чизинг.",
            ),
            (Locale::Nepali, "माथि बायाँतिर शिरोरेखा छुटेको छ, पूरै कोर्नुहोस्।"),
        ] {
            assert_eq!(verdict(text, language), Ok(()), "{text}");
        }
        assert_eq!(
            verdict("It leans 12.5 degrees to the right.", Locale::English),
            Ok(())
        );
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (text, misfit) in [
            ("Good.", Misfit::Length),
            ("Draw the **head line** again.", Misfit::Markup),
            ("Draw the head line again.\nThen the stem.", Misfit::Markup),
            ("Draw <b>the head line</b> again.", Misfit::Markup),
            ("Draw the \u{202e}head line again.", Misfit::Markup),
            (
                "See https://example.org for the head line.",
                Misfit::Address,
            ),
            ("See example.org for the head line.", Misfit::Address),
            ("Write to teacher@example about the line.", Misfit::Address),
            ("Слева вверху не хватает верхней черты.", Misfit::Language),
            ("12345 67890 !!!", Misfit::Language),
        ] {
            assert_eq!(verdict(text, Locale::English), Err(misfit), "{text}");
        }
        let long = "a".repeat(MAX_POINT + 1);
        assert_eq!(verdict(&long, Locale::English), Err(Misfit::Length));
        let english = "The head line is missing at the top left.";
        for language in [Locale::Russian, Locale::UzbekCyrillic, Locale::Nepali] {
            assert_eq!(verdict(english, language), Err(Misfit::Language));
        }
    }

    #[test]
    fn sentences_are_counted() {
        for one in [
            "It is close: 78.5 of 100.",
            "Well done!",
            "राम्रो छ।",
            "no end at all ",
        ] {
            assert_eq!(check_one_sentence(one), Ok(()), "{one}");
        }
        for two in ["Good. It leans.", "राम्रो छ। अझै लेख्नुहोस्।", "Oh! no"]
        {
            assert_eq!(check_one_sentence(two), Err(Misfit::Sentences), "{two}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_is_short_and_plain(text in ".{0,400}") {
            for language in Locale::ALL {
                if verdict(&text, language).is_ok() {
                    prop_assert!(text.chars().count() <= MAX_POINT);
                    prop_assert!(!text.contains(['<', '>', '\n', '\r', '`', '@']));
                    prop_assert!(!text.contains("://"));
                }
            }
        }
    }
}
