//! Ages for which a medicine is not meant.

use std::{fmt, str::FromStr};

use super::UnknownWord;

/// Whole years of life: from one age up to, not including, another. Written `<12`, `>=65` or `2-6` (2 to 5 years old).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeRange {
    /// The first year that belongs to it.
    pub from: u8,
    /// The first year that no longer does; `u8::MAX` where there is no end.
    pub below: u8,
}

impl AgeRange {
    /// Whether somebody of this age, in whole years, is meant.
    pub fn contains(self, years: u8) -> bool {
        (self.from..self.below).contains(&years)
    }
}

impl fmt::Display for AgeRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.below) {
            (0, below) => write!(formatter, "<{below}"),
            (from, u8::MAX) => write!(formatter, ">={from}"),
            (from, below) => write!(formatter, "{from}-{below}"),
        }
    }
}

impl FromStr for AgeRange {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let years = |digits: &str| digits.parse::<u8>().map_err(|_| UnknownWord("age"));
        let (from, below) = if let Some(below) = text.strip_prefix('<') {
            (0, years(below)?)
        } else if let Some(from) = text.strip_prefix(">=") {
            (years(from)?, u8::MAX)
        } else {
            let (from, below) = text.split_once('-').ok_or(UnknownWord("age"))?;
            (years(from)?, years(below)?)
        };
        if from >= below {
            return Err(UnknownWord("age"));
        }
        Ok(Self { from, below })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_back_and_hold_their_years() {
        for (text, inside, outside) in [("<12", 11, 12), (">=65", 65, 64), ("2-6", 5, 6)] {
            let range: AgeRange = text.parse().unwrap();
            assert_eq!(range.to_string(), text);
            assert!(range.contains(inside) && !range.contains(outside), "{text}");
        }
        for text in ["", "12", "<0", "<256", "6-2", "65+"] {
            assert!(text.parse::<AgeRange>().is_err(), "{text}");
        }
    }
}
