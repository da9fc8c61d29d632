//! How much of an ingredient a medicine holds.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What an amount is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Thousandths of a milligram; shown as mg, or as mcg below 1 mg.
    Microgram,
    /// Thousandths of an international unit or of a unit of activity (IU, МЕ, ЕД).
    MilliUnit,
    /// Thousandths of a per cent (10 mg in 1 g or 1 ml).
    MilliPercent,
    /// Thousandths of a millimole.
    Micromole,
}

/// What an amount is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// One tablet, capsule, suppository, vial: whatever is taken at a time.
    Piece,
    /// One millilitre.
    Millilitre,
    /// One gram of ointment or powder.
    Gram,
    /// One puff of an inhaler or spray.
    Dose,
    /// One hour of a patch.
    Hour,
}

/// An amount of one ingredient: `500 mg`, `25 mg/ml`, `1 %`, `100 IU/ml`.
///
/// Concentrations are kept for one millilitre, so `50 mg/2 ml` and `25 mg/ml` are equal. Amounts are whole numbers of
/// small units, so that equal strengths are equal and nothing is rounded twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strength {
    /// The amount, in [`Strength::unit`]; above 0.
    pub amount: u64,
    /// What it is measured in.
    pub unit: Unit,
    /// What it is in.
    pub per: Per,
}

/// What one piece holds: a strength for each ingredient, in the order of the ingredients where a source keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dose(pub Vec<Strength>);

/// The text is no strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a strength")]
pub struct StrengthError;

impl Strength {
    /// So many milligrams in a piece.
    pub fn milligrams(amount: u64) -> Self {
        Self {
            amount: amount * 1000,
            unit: Unit::Microgram,
            per: Per::Piece,
        }
    }
}

/// A unit as people write it, in Latin or Cyrillic letters, with the thousandths of the stored unit in one of it.
fn unit(text: &str) -> Option<(Unit, f64)> {
    let found = match text {
        "mcg" | "ug" | "µg" | "μg" | "мкг" => (Unit::Microgram, 1.0),
        "mg" | "мг" => (Unit::Microgram, 1e3),
        "g" | "г" | "гр" => (Unit::Microgram, 1e6),
        "iu" | "u" | "ме" | "ед" | "mo" | "мo" => (Unit::MilliUnit, 1e3),
        "miu" | "млн ме" | "млн ед" => (Unit::MilliUnit, 1e9),
        "%" => (Unit::MilliPercent, 1e3),
        "mmol" | "ммоль" => (Unit::Micromole, 1e3),
        _ => return None,
    };
    Some(found)
}

/// What stands after the slash, with how many of it.
fn per(text: &str) -> Option<(Per, f64)> {
    let digits = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(text.len());
    let (number, word) = text.split_at(digits);
    let count = if number.is_empty() {
        1.0
    } else {
        number.parse().ok()?
    };
    let found = match word.trim() {
        "ml" | "мл" => (Per::Millilitre, count),
        "l" | "л" => (Per::Millilitre, count * 1000.0),
        "g" | "г" => (Per::Gram, count),
        "dose" | "доза" | "дозу" | "доз" | "puff" => (Per::Dose, count),
        "h" | "ч" | "час" => (Per::Hour, count),
        "tablet" | "таб" | "капс" | "piece" => (Per::Piece, count),
        _ => return None,
    };
    (count > 0.0).then_some(found)
}

impl FromStr for Strength {
    type Err = StrengthError;

    /// Reads `500 mg`, `0,5 г`, `25мг/мл`, `250 mg/5 ml`, `1 %`, `100 МЕ/мл`.
    fn from_str(text: &str) -> Result<Self, StrengthError> {
        let plain = text.trim().to_lowercase().replace(',', ".");
        let digits = plain
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ' ')
            .ok_or(StrengthError)?;
        let (number, rest) = plain.split_at(digits);
        // A space parts thousands: 2 000 МЕ.
        let number: f64 = number.replace(' ', "").parse().map_err(|_| StrengthError)?;
        let (unit_text, per_text) = match rest.split_once('/') {
            Some((unit_text, per_text)) => (unit_text, Some(per_text)),
            None => (rest, None),
        };
        let (unit, scale) = unit(unit_text.trim()).ok_or(StrengthError)?;
        let (per, count) = match per_text {
            Some(text) => per(text.trim()).ok_or(StrengthError)?,
            None => (Per::Piece, 1.0),
        };
        let amount = (number * scale / count).round();
        // Beyond 2^53 a float no longer holds whole numbers; no medicine comes near.
        if !(1.0..9e15).contains(&amount) {
            return Err(StrengthError);
        }
        Ok(Self {
            amount: amount as u64,
            unit,
            per,
        })
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (divisor, unit) = match self.unit {
            Unit::Microgram if self.amount < 1000 => (1, "mcg"),
            Unit::Microgram => (1000, "mg"),
            Unit::MilliUnit => (1000, "IU"),
            Unit::MilliPercent => (1000, "%"),
            Unit::Micromole => (1000, "mmol"),
        };
        write_decimal(formatter, self.amount, divisor)?;
        write!(formatter, " {unit}")?;
        match self.per {
            Per::Piece => Ok(()),
            Per::Millilitre => formatter.write_str("/ml"),
            Per::Gram => formatter.write_str("/g"),
            Per::Dose => formatter.write_str("/dose"),
            Per::Hour => formatter.write_str("/h"),
        }
    }
}

/// A number of thousandths as a decimal without needless zeros.
fn write_decimal(formatter: &mut fmt::Formatter<'_>, amount: u64, divisor: u64) -> fmt::Result {
    let (whole, rest) = (amount / divisor, amount % divisor);
    if rest == 0 {
        return write!(formatter, "{whole}");
    }
    let fraction = format!("{rest:03}");
    write!(formatter, "{whole}.{}", fraction.trim_end_matches('0'))
}

impl fmt::Display for Dose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, strength) in self.0.iter().enumerate() {
            if place > 0 {
                formatter.write_str(" + ")?;
            }
            write!(formatter, "{strength}")?;
        }
        Ok(())
    }
}

impl FromStr for Dose {
    type Err = StrengthError;

    /// Strengths parted by `+`.
    fn from_str(text: &str) -> Result<Self, StrengthError> {
        let parts = text.split('+').map(str::parse).collect::<Result<_, _>>()?;
        Ok(Self(parts))
    }
}

impl Serialize for Strength {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Strength {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<Strength>().unwrap().to_string()
    }

    #[test]
    fn one_strength_has_one_text() {
        for (written, wanted) in [
            ("500мг", "500 mg"),
            ("0,5 г", "500 mg"),
            ("50 mg/2 ml", "25 mg/ml"),
            ("250 мг/5 мл", "50 mg/ml"),
            ("25 мкг", "25 mcg"),
            ("2,5 мг", "2.5 mg"),
            ("4,2 %", "4.2 %"),
            ("2 000 МЕ/мл", "2000 IU/ml"),
            ("100 ЕД/мл", "100 IU/ml"),
            ("1 г/100 мл", "10 mg/ml"),
            ("100 мкг/доза", "100 mcg/dose"),
        ] {
            assert_eq!(shown(written), wanted, "{written}");
        }
        for text in [
            "",
            "мг",
            "500",
            "5 apples",
            "0 mg",
            "5 mg/0 ml",
            "5 mg/moon",
        ] {
            assert_eq!(text.parse::<Strength>(), Err(StrengthError), "{text}");
        }
    }

    #[test]
    fn several_ingredients_are_one_dose() {
        let dose: Dose = "875 mg + 125 mg".parse().unwrap();
        assert_eq!(
            dose.0,
            [Strength::milligrams(875), Strength::milligrams(125)]
        );
        assert_eq!(dose.to_string(), "875 mg + 125 mg");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(amount in 1_u64..5_000_000_000, unit in 0_usize..4, per in 0_usize..5) {
            let unit = [Unit::Microgram, Unit::MilliUnit, Unit::MilliPercent, Unit::Micromole][unit];
            let per = [Per::Piece, Per::Millilitre, Per::Gram, Per::Dose, Per::Hour][per];
            let strength = Strength { amount, unit, per };
            prop_assert_eq!(strength.to_string().parse::<Strength>(), Ok(strength));
        }

        #[test]
        fn arbitrary_text_never_panics(text in ".{0,20}") {
            let _ = text.parse::<Strength>();
        }
    }
}
