//! How a player wants to be called.

use std::fmt;
use std::str::FromStr;

/// Characters of a nickname, fewest and most.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=24;

/// Most digits: a phone number is no nickname.
const MOST_DIGITS: usize = 5;

/// Names that would seem to speak for us.
const RESERVED: [&str; 6] = [
    "admin",
    "administrator",
    "dori",
    "moderator",
    "nazar",
    "support",
];

/// Small letters of Cyrillic that look like Latin ones, and those.
const ALIKE: [(char, char); 17] = [
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('ё', 'e'),
    ('і', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('ѕ', 's'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('һ', 'h'),
];

/// The text is no nickname.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a nickname")]
pub struct InvalidNickname;

/// A nickname: letters of one script, digits, and single spaces, apostrophes and marks between them. It has no `@` and no
/// row of digits, so that nobody puts an address or a phone number on a public board by mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nickname(String);

impl Nickname {
    /// The same for nicknames that look alike: without case, marks and apostrophes, and with one letter for all that
    /// are drawn the same.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl fmt::Display for Nickname {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Nickname {
    type Err = InvalidNickname;

    fn from_str(text: &str) -> Result<Self, InvalidNickname> {
        let characters: Vec<char> = text.chars().collect();
        let is_mark = |character: &char| " _-.'ʻʼ‘’".contains(*character);
        let is_fine = |character: &char| character.is_alphanumeric() || is_mark(character);
        let has_pair = characters.windows(2).any(|pair| pair.iter().all(is_mark));
        let ends_in_mark = characters.first().is_some_and(is_mark)
            || characters
                .last()
                .is_some_and(|last| is_mark(last) && !"'ʻʼ‘’".contains(*last));
        let digits = characters.iter().filter(|one| one.is_numeric()).count();
        let has_letter = characters.iter().any(|one| one.is_alphabetic());
        let fits = LENGTH.contains(&characters.len())
            && characters.iter().all(is_fine)
            && !has_pair
            && !ends_in_mark
            && has_letter
            && digits <= MOST_DIGITS
            && is_of_one_script(&characters)
            && !RESERVED.contains(&fold(text).as_str());
        fits.then(|| Self(text.to_owned())).ok_or(InvalidNickname)
    }
}

/// Whether no two of Latin, Cyrillic and others are mixed: a name of two scripts is made to be taken for another.
fn is_of_one_script(characters: &[char]) -> bool {
    let script = |letter: &char| match *letter {
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 'L',
        '\u{400}'..='\u{52f}' => 'C',
        _ => '?',
    };
    let is_letter = |one: &&char| one.is_alphabetic() && !"ʻʼ".contains(**one);
    let mut letters = characters.iter().filter(is_letter).map(script);
    let first = letters.next();
    letters.all(|one| Some(one) == first)
}

fn fold(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    let kept = lower.filter(|one| one.is_alphanumeric() && !"ʻʼ".contains(*one));
    kept.map(|letter| {
        let alike = ALIKE.iter().find(|(cyrillic, _)| *cyrillic == letter);
        match letter {
            '0' => 'o',
            '1' | 'l' => 'i',
            _ => alike.map_or(letter, |(_, latin)| *latin),
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_people_here_are_nicknames_and_addresses_are_not() {
        for good in [
            "Oʻktam",
            "O'ktam 7",
            "Ўктам",
            "Lola-98",
            "Гулнора",
            "Bek 2010",
        ] {
            assert!(good.parse::<Nickname>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "ab",
            "Bek_",
            "a@b.uz",
            "998901234567",
            "Ali 901234567",
            "Nazar",
            "АDMIN",
            "Аdmin",
            " Ali",
            "Ali  Vali",
            "a\nbc",
            "Ali\u{202e}x",
            "...",
            "12345",
            "abcdefghijklmnopqrstuvwxy",
        ] {
            assert_eq!(bad.parse::<Nickname>(), Err(InvalidNickname), "{bad:?}");
        }
    }

    #[test]
    fn nicknames_that_look_alike_are_one() {
        let folded = |text: &str| text.parse::<Nickname>().unwrap().folded();
        assert_eq!(folded("Oʻktam"), folded("OKTAM"));
        assert_eq!(folded("сора"), folded("copa"));
        assert_eq!(folded("Lola_1"), folded("LOLAl"));
        assert_ne!(folded("Lola"), folded("Lala"));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(text in ".{0,40}") {
            if let Ok(nickname) = text.parse::<Nickname>() {
                prop_assert_eq!(nickname.to_string(), text);
                prop_assert!(!nickname.folded().is_empty());
            }
        }
    }
}
