//! Codes of the Anatomical Therapeutic Chemical classification.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::fold::latin_look_alikes;

/// The text is no ATC code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an atc code")]
pub struct AtcError;

/// An ATC code of any of the five levels: `A`, `A10`, `A10B`, `A10BA`, `A10BA02`
/// (WHO Collaborating Centre for Drug Statistics Methodology, "Structure and principles").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Atc {
    letters: [u8; 7],
    level: u8,
}

/// Characters of a code of each level; levels count from 1.
const LENGTHS: [usize; 5] = [1, 3, 4, 5, 7];

impl Atc {
    /// 1 (anatomical group) to 5 (substance).
    pub fn level(self) -> u8 {
        self.level
    }

    /// The code, such as `A10BA02`.
    pub fn as_str(&self) -> &str {
        let length = LENGTHS[usize::from(self.level) - 1];
        // Only ASCII is ever stored.
        std::str::from_utf8(&self.letters[..length]).unwrap_or_default()
    }

    /// The code of a level above this one, or this one; `None` for a level below it or none at all.
    pub fn at_level(self, level: u8) -> Option<Self> {
        if level == 0 || level > self.level {
            return None;
        }
        let mut letters = self.letters;
        letters[LENGTHS[usize::from(level) - 1]..].fill(0);
        Some(Self { letters, level })
    }

    /// Whether `other` is this code or one below it: `N02B` covers `N02BE01`.
    pub fn covers(self, other: Self) -> bool {
        other.at_level(self.level) == Some(self)
    }

    /// Reads a code as registers have it: Cyrillic look-alikes (`М01АС06`), small letters, spaces, an `O` for a
    /// zero where a digit stands and the other way round, a comma or a point after it; of several codes the first.
    ///
    /// # Errors
    /// [`AtcError`] when what is left is still no code.
    pub fn repaired(text: &str) -> Result<Self, AtcError> {
        let latin = latin_look_alikes(&text.to_uppercase());
        let first = latin.split([',', ';', '/', '"']).next().unwrap_or_default();
        let code: String = first
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .enumerate()
            .map(|(place, letter)| in_place(place, letter))
            .collect();
        code.parse()
    }
}

/// The letter or digit that was meant, by whether a letter or a digit belongs here.
fn in_place(place: usize, letter: char) -> char {
    let wants_digit = matches!(place, 1 | 2 | 5 | 6);
    match (wants_digit, letter) {
        (true, 'O') => '0',
        (true, 'I' | 'L') => '1',
        (true, 'Z') => '3',
        (false, '0') => 'O',
        (false, '1') => 'I',
        (false, '8') => 'B',
        _ => letter,
    }
}

impl FromStr for Atc {
    type Err = AtcError;

    fn from_str(text: &str) -> Result<Self, AtcError> {
        let level = LENGTHS
            .iter()
            .position(|length| *length == text.len())
            .and_then(|place| u8::try_from(place + 1).ok())
            .ok_or(AtcError)?;
        let mut letters = [0; 7];
        for (place, letter) in text.bytes().enumerate() {
            let fits = match place {
                // The anatomical groups that there are.
                0 => b"ABCDGHJLMNPQRSV".contains(&letter),
                1 | 2 | 5 | 6 => letter.is_ascii_digit(),
                _ => letter.is_ascii_uppercase(),
            };
            if !fits {
                return Err(AtcError);
            }
            letters[place] = letter;
        }
        Ok(Self { letters, level })
    }
}

impl fmt::Display for Atc {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Atc {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Atc({self})")
    }
}

impl Serialize for Atc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Atc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn atc(text: &str) -> Atc {
        text.parse().unwrap()
    }

    #[test]
    fn levels_nest() {
        let metformin = atc("A10BA02");
        assert_eq!(metformin.level(), 5);
        assert_eq!(metformin.at_level(4), Some(atc("A10BA")));
        assert_eq!(metformin.at_level(1), Some(atc("A")));
        assert_eq!(atc("A10").at_level(4), None);
        assert!(atc("A10").covers(metformin));
        assert!(metformin.covers(metformin));
        assert!(!metformin.covers(atc("A10BA")));
        assert!(!atc("A11").covers(metformin));
    }

    #[test]
    fn codes_of_the_register_are_repaired() {
        for (written, meant) in [
            ("М01АС06", "M01AC06"),
            ("С09ВВ04", "C09BB04"),
            ("J01XX O8", "J01XX08"),
            ("A05BA.", "A05BA"),
            ("N02BE51; R05X", "N02BE51"),
            ("JO1MA12", "J01MA12"),
            ("Ј01СА04", "J01CA04"),
        ] {
            assert_eq!(Atc::repaired(written), Ok(atc(meant)), "{written}");
        }
        for text in ["", "АА", "Z01AA01", "A1", "A10BA023", "гомеопатия"] {
            assert_eq!(Atc::repaired(text), Err(AtcError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn codes_round_trip(text in "[ABCDGHJLMNPRSV][0-9]{2}[A-Z]{2}[0-9]{2}", level in 1_u8..=5) {
            let code = atc(&text).at_level(level).unwrap();
            prop_assert_eq!(code.to_string().parse::<Atc>(), Ok(code));
            prop_assert!(code.covers(atc(&text)));
            prop_assert!(text.starts_with(code.as_str()));
        }

        #[test]
        fn arbitrary_text_never_panics(text in ".{0,12}") {
            let _ = Atc::repaired(&text);
        }
    }
}
