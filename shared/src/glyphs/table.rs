//! The table of characters.

use serde::Serialize;

/// What kind of character it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// A consonant with its inherent vowel, the three taught conjuncts included (ids 0 to 35).
    Consonant,
    /// An independent vowel, with the nasal and the aspirate sign on `a` (ids 36 to 51).
    Vowel,
    /// A digit (ids 52 to 61).
    Digit,
}

impl Group {
    /// The name on the wire: `consonant`, `vowel` or `digit`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Consonant => "consonant",
            Self::Vowel => "vowel",
            Self::Digit => "digit",
        }
    }
}

/// One character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Character {
    /// The class of the models, 0 to 61.
    pub class_id: u8,
    /// The Devanagari letter or conjunct that carries it.
    pub letter: &'static str,
    /// Its transliteration by IAST; a digit's value.
    pub iast: &'static str,
    /// Consonant, vowel or digit.
    pub group: Group,
}

const fn of(class_id: u8, letter: &'static str, iast: &'static str, group: Group) -> Character {
    Character {
        class_id,
        letter,
        iast,
        group,
    }
}

/// The character of a class, or `None` from 62 on.
pub fn character(class_id: u8) -> Option<&'static Character> {
    CHARACTERS.get(usize::from(class_id))
}

/// All characters; each stands at the index that is its class.
pub const CHARACTERS: [Character; 62] = [
    of(0, "क", "ka", Group::Consonant),
    of(1, "ख", "kha", Group::Consonant),
    of(2, "ग", "ga", Group::Consonant),
    of(3, "घ", "gha", Group::Consonant),
    of(4, "ङ", "ṅa", Group::Consonant),
    of(5, "च", "ca", Group::Consonant),
    of(6, "छ", "cha", Group::Consonant),
    of(7, "ज", "ja", Group::Consonant),
    of(8, "झ", "jha", Group::Consonant),
    of(9, "ञ", "ña", Group::Consonant),
    of(10, "ट", "ṭa", Group::Consonant),
    of(11, "ठ", "ṭha", Group::Consonant),
    of(12, "ड", "ḍa", Group::Consonant),
    of(13, "ढ", "ḍha", Group::Consonant),
    of(14, "ण", "ṇa", Group::Consonant),
    of(15, "त", "ta", Group::Consonant),
    of(16, "थ", "tha", Group::Consonant),
    of(17, "द", "da", Group::Consonant),
    of(18, "ध", "dha", Group::Consonant),
    of(19, "न", "na", Group::Consonant),
    of(20, "प", "pa", Group::Consonant),
    of(21, "फ", "pha", Group::Consonant),
    of(22, "ब", "ba", Group::Consonant),
    of(23, "भ", "bha", Group::Consonant),
    of(24, "म", "ma", Group::Consonant),
    of(25, "य", "ya", Group::Consonant),
    of(26, "र", "ra", Group::Consonant),
    of(27, "ल", "la", Group::Consonant),
    of(28, "व", "va", Group::Consonant),
    of(29, "श", "śa", Group::Consonant),
    of(30, "ष", "ṣa", Group::Consonant),
    of(31, "स", "sa", Group::Consonant),
    of(32, "ह", "ha", Group::Consonant),
    of(33, "क्ष", "kṣa", Group::Consonant),
    of(34, "त्र", "tra", Group::Consonant),
    of(35, "ज्ञ", "jña", Group::Consonant),
    of(36, "अ", "a", Group::Vowel),
    of(37, "आ", "ā", Group::Vowel),
    of(38, "इ", "i", Group::Vowel),
    of(39, "ई", "ī", Group::Vowel),
    of(40, "उ", "u", Group::Vowel),
    of(41, "ऊ", "ū", Group::Vowel),
    of(42, "ऋ", "ṛ", Group::Vowel),
    of(43, "ॠ", "ṝ", Group::Vowel),
    of(44, "ऌ", "ḷ", Group::Vowel),
    of(45, "ॡ", "ḹ", Group::Vowel),
    of(46, "ए", "e", Group::Vowel),
    of(47, "ऐ", "ai", Group::Vowel),
    of(48, "ओ", "o", Group::Vowel),
    of(49, "औ", "au", Group::Vowel),
    of(50, "अं", "aṃ", Group::Vowel),
    of(51, "अः", "aḥ", Group::Vowel),
    of(52, "०", "0", Group::Digit),
    of(53, "१", "1", Group::Digit),
    of(54, "२", "2", Group::Digit),
    of(55, "३", "3", Group::Digit),
    of(56, "४", "4", Group::Digit),
    of(57, "५", "5", Group::Digit),
    of(58, "६", "6", Group::Digit),
    of(59, "७", "7", Group::Digit),
    of(60, "८", "8", Group::Digit),
    of(61, "९", "9", Group::Digit),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_character_stands_at_its_class_and_in_its_group() {
        for (index, character) in CHARACTERS.iter().enumerate() {
            let expected = match index {
                0..36 => Group::Consonant,
                36..52 => Group::Vowel,
                _ => Group::Digit,
            };
            assert_eq!(usize::from(character.class_id), index);
            assert_eq!(character.group, expected);
        }
        assert_eq!(character(61).map(|digit| digit.iast), Some("9"));
        assert_eq!(character(62), None);
    }

    #[test]
    fn letters_and_transliterations_are_distinct() {
        let letters: HashSet<_> = CHARACTERS
            .iter()
            .map(|character| character.letter)
            .collect();
        let names: HashSet<_> = CHARACTERS.iter().map(|character| character.iast).collect();
        assert_eq!((letters.len(), names.len()), (62, 62));
    }
}
