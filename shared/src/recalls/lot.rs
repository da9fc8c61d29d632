//! The number of a lot, as it is compared.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::catalogue::fold::latin_look_alikes;

/// Longest number of a lot: GS1 has room for 20 letters (AI 10), makers that do not follow it for somewhat more.
pub const MAX_LOT_LENGTH: usize = 40;

/// A lot's number in capitals, without spaces and marks, so that `prorx 050925-1` on a pack and `PRORX050925-1` in a list
/// are one. Cyrillic letters that look like Latin ones are those: whoever types a number off a pack cannot know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lot(String);

/// The text is no number of a lot: it has no letter and no digit, or more than 40 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the number of a lot")]
pub struct LotError;

impl Lot {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with letters and digits that are taken for each other made one: O and 0, I, L and 1.
    fn alike(&self) -> impl Iterator<Item = char> {
        self.0.chars().map(|letter| match letter {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
    }

    /// Whether a person may have read one number where the other stands.
    pub fn may_be(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.alike().eq(other.alike())
    }
}

impl FromStr for Lot {
    type Err = LotError;

    fn from_str(text: &str) -> Result<Self, LotError> {
        let upper = latin_look_alikes(&text.to_uppercase());
        let number: String = upper
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        let letters = number.chars().count();
        if letters == 0 || letters > MAX_LOT_LENGTH {
            return Err(LotError);
        }
        Ok(Self(number))
    }
}

impl fmt::Display for Lot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Lot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Lot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lot(text: &str) -> Lot {
        text.parse().unwrap()
    }

    #[test]
    fn spelling_does_not_matter() {
        for text in ["PRORX050925-1", "prorx 050925/1", " ProRx.0509251 "] {
            assert_eq!(lot(text), lot("PRORX0509251"), "{text}");
        }
        // The first three letters of the second are Cyrillic.
        assert_eq!(lot("ABC123"), lot("АВС123"));
        for text in ["", " - ", &"1".repeat(41)] {
            assert_eq!(text.parse::<Lot>(), Err(LotError), "{text}");
        }
    }

    #[test]
    fn what_a_person_may_misread_is_near_and_not_the_same() {
        assert!(lot("A0123").may_be(&lot("AO123")));
        assert!(lot("LI1").may_be(&lot("1L1")));
        assert!(!lot("A0123").may_be(&lot("A0124")));
        assert_ne!(lot("A0123"), lot("AO123"));
    }

    proptest! {
        #[test]
        fn a_number_reads_back(text in ".{0,44}") {
            if let Ok(lot) = text.parse::<Lot>() {
                prop_assert_eq!(lot.as_str().parse::<Lot>(), Ok(lot.clone()));
                prop_assert!(lot.may_be(&lot));
            }
        }
    }
}
