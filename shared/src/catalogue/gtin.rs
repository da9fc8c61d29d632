//! Global Trade Item Numbers: what a barcode on a pack says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text is no GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GtinError {
    /// Neither 8, 12, 13 nor 14 digits.
    #[error("a GTIN has 8, 12, 13 or 14 digits")]
    Length,
    /// The last digit does not fit the others: one was misread.
    #[error("the check digit is {found}, it should be {wanted}")]
    CheckDigit {
        /// The last digit as it stands.
        found: u8,
        /// The last digit that the others ask for.
        wanted: u8,
    },
}

/// A GTIN-8, -12, -13 or -14, kept as the 14 digits that all of them are with zeros in front (GS1 General
/// Specifications, section 3.3), so that one pack has one number whichever symbol it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin(u64);

impl Gtin {
    /// From a number, without its leading zeros.
    ///
    /// # Errors
    /// [`GtinError`].
    pub fn from_number(number: u64) -> Result<Self, GtinError> {
        if number >= 100_000_000_000_000 || number == 0 {
            return Err(GtinError::Length);
        }
        let found = digit(number);
        let wanted = check_digit(number / 10);
        if found != wanted {
            return Err(GtinError::CheckDigit { found, wanted });
        }
        Ok(Self(number))
    }

    /// From the six digits of a UPC-E without their frame, seven with the number system 0 or 1 in front, or eight with the
    /// check digit as well. The zeros that were left out are put back first, because the check digit is that of the
    /// whole number (General Specifications, section 5.2.2.4.2).
    ///
    /// # Errors
    /// [`GtinError::Length`] for what is no UPC-E, [`GtinError::CheckDigit`] when eight digits end in a wrong one.
    pub fn from_upce(digits: &str) -> Result<Self, GtinError> {
        let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        let (system, six, check) = match digits.len() {
            6 if is_digits => ("0", digits, None),
            7 if is_digits => (&digits[..1], &digits[1..], None),
            8 if is_digits => (&digits[..1], &digits[1..7], digits[7..].parse().ok()),
            _ => return Err(GtinError::Length),
        };
        if !matches!(system, "0" | "1") {
            return Err(GtinError::Length);
        }
        let whole = match &six[5..] {
            last @ ("0" | "1" | "2") => format!("{}{last}0000{}", &six[..2], &six[2..5]),
            "3" => format!("{}00000{}", &six[..3], &six[3..5]),
            "4" => format!("{}00000{}", &six[..4], &six[4..5]),
            last => format!("{}0000{last}", &six[..5]),
        };
        let without: u64 = format!("{system}{whole}")
            .parse()
            .map_err(|_| GtinError::Length)?;
        let check = check.unwrap_or_else(|| u64::from(check_digit(without)));
        Self::from_number(without * 10 + check)
    }

    /// The number, without leading zeros.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The 13 digits printed under an EAN-13; a GTIN-14 of a carton has none.
    pub fn ean13(self) -> Option<String> {
        (self.0 < 10_000_000_000_000).then(|| format!("{:013}", self.0))
    }
}

/// The digit that makes a number, given without it, a GTIN: weights 3 and 1 from the right, up to the next ten.
pub fn check_digit(without: u64) -> u8 {
    let mut rest = without;
    let mut sum = 0;
    let mut weight = 3;
    while rest > 0 {
        sum += digit(rest) * weight;
        weight = 4 - weight;
        rest /= 10;
        // Fourteen digits weigh at most 378, which needs taking down to stay in a byte.
        sum %= 10;
    }
    (10 - sum) % 10
}

/// The last decimal digit.
fn digit(number: u64) -> u8 {
    u8::try_from(number % 10).unwrap_or_default()
}

impl fmt::Display for Gtin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:014}", self.0)
    }
}

impl FromStr for Gtin {
    type Err = GtinError;

    /// Reads digits; spaces and hyphens between them are passed over.
    fn from_str(text: &str) -> Result<Self, GtinError> {
        let mut number = 0_u64;
        let mut digits = 0;
        for letter in text.chars() {
            match letter.to_digit(10) {
                Some(digit) if digits < 14 => {
                    number = number * 10 + u64::from(digit);
                    digits += 1;
                }
                None if matches!(letter, ' ' | '-') => {}
                _ => return Err(GtinError::Length),
            }
        }
        match digits {
            8 | 12 | 13 | 14 => Self::from_number(number),
            _ => Err(GtinError::Length),
        }
    }
}

impl Serialize for Gtin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Gtin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_lengths_are_one_number() {
        let thirteen: Gtin = "4600051000057".parse().unwrap();
        assert_eq!(thirteen.to_string(), "04600051000057");
        assert_eq!("0460 0051 0000 57".parse(), Ok(thirteen));
        assert_eq!(thirteen.ean13().as_deref(), Some("4600051000057"));

        let twelve: Gtin = "036000291452".parse().unwrap();
        assert_eq!("0036000291452".parse(), Ok(twelve));
        assert_eq!(
            "12345670".parse::<Gtin>().unwrap().to_string(),
            "00000012345670"
        );
    }

    #[test]
    fn wrong_digits_and_lengths_are_told_apart() {
        assert_eq!(
            "1234567890123".parse::<Gtin>(),
            Err(GtinError::CheckDigit {
                found: 3,
                wanted: 8
            })
        );
        assert!("12345679".parse::<Gtin>().is_err());
        for text in [
            "",
            "123",
            "1234567890",
            "123456789012345678901",
            "46000510000A7",
            "00000000",
        ] {
            assert_eq!(text.parse::<Gtin>(), Err(GtinError::Length), "{text}");
        }
    }

    #[test]
    fn zeros_left_out_of_a_upce_are_put_back() {
        for (short, whole) in [
            ("01234565", "012345000065"),
            ("04252614", "042100005264"),
            ("123450", "012000003455"),
            ("0123473", "012300000475"),
            ("0123474", "012340000077"),
            ("1123456", "112345000062"),
        ] {
            assert_eq!(Gtin::from_upce(short), whole.parse(), "{short}");
        }
        assert!(matches!(
            Gtin::from_upce("01234566"),
            Err(GtinError::CheckDigit {
                found: 6,
                wanted: 5
            })
        ));
        for text in ["", "12345", "21234565", "0123456a", "012345655"] {
            assert_eq!(Gtin::from_upce(text), Err(GtinError::Length), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_check_digit_makes_a_gtin_and_any_other_does_not(without in 1_000_000_u64..9_999_999_999_999, off in 1_u64..10) {
            let right = u64::from(check_digit(without));
            let gtin = Gtin::from_number(without * 10 + right).unwrap();
            prop_assert_eq!(gtin.to_string().parse::<Gtin>(), Ok(gtin));
            prop_assert!(Gtin::from_number(without * 10 + (right + off) % 10).is_err());
        }

        #[test]
        fn a_misread_digit_is_noticed(without in 1_000_000_u64..9_999_999_999_999, place in 0_u32..13, by in 1_u64..10) {
            let number = without * 10 + u64::from(check_digit(without));
            let unit = 10_u64.pow(place);
            let digit = number / unit % 10;
            let misread = number - digit * unit + (digit + by) % 10 * unit;
            prop_assert!(Gtin::from_number(misread).is_err());
        }
    }
}
