//! One side of a rule.

use std::{fmt, str::FromStr};

use super::{AgeRange, ClassId, Condition, Food, Pregnancy, UnknownWord};
use crate::catalogue::IngredientId;

/// One side of a rule: a medicine's ingredient or class of ingredients, or what it meets.
///
/// In files: a bare slug is an ingredient; the others are `class:nsaids`, `food:grapefruit`, `alcohol`,
/// `condition:asthma`, `pregnancy` or `pregnancy:third`, `breastfeeding`, `age:<12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// One active ingredient.
    Ingredient(IngredientId),
    /// Every ingredient of a class.
    Class(ClassId),
    /// A food or drink.
    Food(Food),
    /// Alcohol as a drink.
    Alcohol,
    /// An illness or state of health.
    Condition(Condition),
    /// A pregnancy; [`Pregnancy::Unstated`] is all of it.
    Pregnancy(Pregnancy),
    /// Breastfeeding.
    Breastfeeding,
    /// An age.
    Age(AgeRange),
}

impl Subject {
    /// Whether it is a medicine's side: an ingredient or a class.
    pub fn is_medicine(&self) -> bool {
        matches!(self, Self::Ingredient(_) | Self::Class(_))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ingredient(id) => formatter.write_str(id.as_str()),
            Self::Class(id) => write!(formatter, "class:{id}"),
            Self::Food(food) => write!(formatter, "food:{food}"),
            Self::Alcohol => formatter.write_str("alcohol"),
            Self::Condition(condition) => write!(formatter, "condition:{condition}"),
            Self::Pregnancy(Pregnancy::Unstated) => formatter.write_str("pregnancy"),
            Self::Pregnancy(stage) => write!(formatter, "pregnancy:{stage}"),
            Self::Breastfeeding => formatter.write_str("breastfeeding"),
            Self::Age(range) => write!(formatter, "age:{range}"),
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "alcohol" => return Ok(Self::Alcohol),
            "breastfeeding" => return Ok(Self::Breastfeeding),
            "pregnancy" => return Ok(Self::Pregnancy(Pregnancy::Unstated)),
            _ => {}
        }
        let Some((kind, value)) = text.split_once(':') else {
            let id = text.parse().map_err(|_| UnknownWord("ingredient"))?;
            return Ok(Self::Ingredient(id));
        };
        match kind {
            "class" => value.parse().map(Self::Class),
            "food" => value.parse().map(Self::Food),
            "condition" => value.parse().map(Self::Condition),
            "pregnancy" => value.parse().map(Self::Pregnancy),
            "age" => value.parse().map(Self::Age),
            _ => Err(UnknownWord("subject")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_read_back_and_nothing_else_is_one() {
        for text in [
            "warfarin",
            "acetylsalicylic-acid",
            "class:nsaids",
            "food:grapefruit",
            "alcohol",
            "condition:asthma",
            "pregnancy",
            "pregnancy:third",
            "breastfeeding",
            "age:>=65",
        ] {
            assert_eq!(text.parse::<Subject>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "food:stone",
            "condition:",
            "pregnancy:fourth",
            "age:old",
            "tea:green",
        ] {
            assert!(text.parse::<Subject>().is_err(), "{text}");
        }
    }
}
