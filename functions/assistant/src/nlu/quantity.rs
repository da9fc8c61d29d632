//! Doses: "500 mg", "yarim tabletka", "2 таблетки", "5 ml".

use serde::Serialize;
use utoipa::ToSchema;

use super::words::Word;

/// An amount of a medicine that a text names.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Quantity {
    /// How much.
    #[schema(example = 500.0)]
    pub amount: f64,
    /// Of what: `mg`, `g`, `mcg`, `ml`, `iu`, `tablet`, `capsule`, `drop`, `spoon` or `piece`.
    #[schema(example = "mg")]
    pub unit: &'static str,
}

/// Units by the beginnings of their folded words; units of two letters and fewer only whole.
const UNITS: [(&str, &str); 30] = [
    ("mg", "mg"),
    ("milligram", "mg"),
    ("mkg", "mcg"),
    ("mcg", "mcg"),
    ("mikrogram", "mcg"),
    ("g", "g"),
    ("gr", "g"),
    ("gramm", "g"),
    ("gram", "g"),
    ("ml", "ml"),
    ("millilitr", "ml"),
    ("iu", "iu"),
    ("me", "iu"),
    ("ed", "iu"),
    ("tablet", "tablet"),
    ("tabl", "tablet"),
    ("pill", "tablet"),
    ("kapsul", "capsule"),
    ("capsul", "capsule"),
    ("tomchi", "drop"),
    ("kapel", "drop"),
    ("kapl", "drop"),
    ("drop", "drop"),
    ("qoshiq", "spoon"),
    ("lojk", "spoon"),
    ("lojek", "spoon"),
    ("spoon", "spoon"),
    ("dona", "piece"),
    ("shtuk", "piece"),
    ("piece", "piece"),
];

/// Words for a half.
const HALVES: [&str; 6] = ["yarim", "yarimta", "polovin", "half", "pol", "polovinu"];

/// The doses that the words name, at most eight.
pub(crate) fn quantities(words: &[Word]) -> Vec<Quantity> {
    let pairs = words.windows(2);
    let found = pairs.filter_map(|pair| {
        let unit = unit(&pair[1].folded)?;
        let amount = match pair[0].number() {
            Some(amount) => amount,
            None => HALVES.contains(&pair[0].folded.as_str()).then_some(0.5)?,
        };
        (amount > 0.0 && amount.is_finite()).then_some(Quantity { amount, unit })
    });
    found.take(8).collect()
}

fn unit(word: &str) -> Option<&'static str> {
    // The Uzbek `mgli`, `mgni` and `500 talik` end in more than the unit.
    let found = UNITS.iter().find(|(start, _)| match start.len() {
        0..=2 => word == *start || word == format!("{start}li") || word == format!("{start}ni"),
        _ => word.starts_with(start),
    });
    found.map(|(_, unit)| *unit)
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.amount, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlu::words::words;

    fn of(text: &str) -> Vec<String> {
        let found = quantities(&words(text));
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn doses_are_read_in_three_languages() {
        assert_eq!(of("parasetamol 500mg"), ["500 mg"]);
        assert_eq!(of("Бисопролол 2,5 мг"), ["2.5 mg"]);
        assert_eq!(of("yarim tabletka"), ["0.5 tablet"]);
        assert_eq!(of("2 таблетки и 5 мл"), ["2 tablet", "5 ml"]);
        assert_eq!(of("take 10 drops"), ["10 drop"]);
        assert_eq!(of("20 mgli omez"), ["20 mg"]);
    }

    #[test]
    fn other_numbers_are_no_doses() {
        for text in ["soat 8 da", "45000 sum", "103", "0 mg"] {
            assert_eq!(of(text), [] as [&str; 0], "{text}");
        }
    }
}
