//! The three alphabets of the General Specifications (figures 7.11-1 to 7.11-3), and the digits.

/// Which characters a part of a value may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// Digits.
    Digits,
    /// Character set 82: digits, letters of both cases, twenty signs.
    Set82,
    /// Character set 39: digits, capital letters, `#`, `-` and `/`.
    Set39,
    /// Base64 with the alphabet that is safe in file names and addresses.
    Base64Url,
}

/// Character set 82 in the order that gives each character its weight in a check pair.
pub(super) const SET_82: &str =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

impl Alphabet {
    pub(super) fn from_letter(letter: char) -> Option<Self> {
        match letter {
            'N' => Some(Self::Digits),
            'X' => Some(Self::Set82),
            'Y' => Some(Self::Set39),
            'Z' => Some(Self::Base64Url),
            _ => None,
        }
    }

    pub(super) fn has(self, letter: char) -> bool {
        match self {
            Self::Digits => letter.is_ascii_digit(),
            Self::Set82 => SET_82.contains(letter),
            Self::Set39 => {
                letter.is_ascii_digit()
                    || letter.is_ascii_uppercase()
                    || matches!(letter, '#' | '-' | '/')
            }
            Self::Base64Url => letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '='),
        }
    }
}
