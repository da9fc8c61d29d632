//! What matters about somebody when they take medicines.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::checks::{About, Allergy};
use crate::interactions::{Condition, Pregnancy};

/// Days from the last period to the expected birth.
const PREGNANCY_DAYS: i64 = 280;
/// Days after the expected birth from which a pregnancy that nobody ended is taken for over: children come three weeks
/// late at the most.
const LATE_DAYS: i64 = 21;

/// The sex that medicine reckons with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, or another.
    Other,
}

/// What somebody tells of themselves, or of a member of their family. What is not told is `None`, which is not "no".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Illnesses; an empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<Condition>>,
    /// Allergies; an empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergies: Option<Vec<Allergy>>,
    /// Whether there is a pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pregnant: Option<bool>,
    /// The day on which the child is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_birth: Option<Date>,
    /// Whether a child is breastfed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breastfeeding: Option<bool>,
}

impl Health {
    /// Whole years of life on a day; `None` when the birthday is not known or to come.
    pub fn age(&self, today: Date) -> Option<u8> {
        let born = self.birth_date?;
        let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
        let years = today.year() - born.year() - i16::from(birthday_to_come);
        u8::try_from(years).ok()
    }

    /// How it is on a day, as a check takes it. A pregnancy goes on by itself: its third is counted from the expected
    /// birth, and when that is weeks past, nobody knows any more.
    pub fn about(&self, today: Date) -> About {
        let (pregnant, pregnancy_stage) = self.pregnancy(today);
        About {
            conditions: self.conditions.clone(),
            pregnant,
            pregnancy_stage,
            breastfeeding: self.breastfeeding,
            age: self.age(today),
            allergies: self.allergies.clone(),
        }
    }

    fn pregnancy(&self, today: Date) -> (Option<bool>, Option<Pregnancy>) {
        let (Some(true), Some(expected)) = (self.pregnant, self.expected_birth) else {
            return (self.pregnant, None);
        };
        let left = expected.duration_since(today).as_hours() / 24;
        if left < -LATE_DAYS {
            return (None, None);
        }
        let stage = match (PREGNANCY_DAYS - left) / 7 {
            ..14 => Pregnancy::First,
            14..28 => Pregnancy::Second,
            _ => Pregnancy::Third,
        };
        (Some(true), Some(stage))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_are_whole_ones() {
        let of = |born: Date, today: Date| {
            let health = Health {
                birth_date: Some(born),
                ..Health::default()
            };
            health.age(today)
        };
        assert_eq!(of(date(2014, 6, 15), date(2026, 6, 14)), Some(11));
        assert_eq!(of(date(2014, 6, 15), date(2026, 6, 15)), Some(12));
        assert_eq!(of(date(2024, 2, 29), date(2025, 2, 28)), Some(0));
        assert_eq!(of(date(2024, 2, 29), date(2025, 3, 1)), Some(1));
        assert_eq!(of(date(2027, 1, 1), date(2026, 6, 15)), None);
        assert_eq!(Health::default().age(date(2026, 1, 1)), None);
    }

    #[test]
    fn a_pregnancy_goes_on_and_ends_by_itself() {
        let expected = date(2026, 10, 8);
        let health = Health {
            pregnant: Some(true),
            expected_birth: Some(expected),
            ..Health::default()
        };
        let on = |day: Date| {
            let about = health.about(day);
            (about.pregnant, about.pregnancy_stage)
        };
        // 280 days before, the first day of week 0, is 1 January.
        assert_eq!(on(date(2026, 1, 1)), (Some(true), Some(Pregnancy::First)));
        assert_eq!(on(date(2026, 4, 8)), (Some(true), Some(Pregnancy::First)));
        assert_eq!(on(date(2026, 4, 9)), (Some(true), Some(Pregnancy::Second)));
        assert_eq!(on(date(2026, 7, 16)), (Some(true), Some(Pregnancy::Third)));
        assert_eq!(on(date(2026, 10, 29)), (Some(true), Some(Pregnancy::Third)));
        assert_eq!(on(date(2026, 10, 30)), (None, None));
    }

    #[test]
    fn a_pregnancy_without_a_date_is_one_of_any_stage() {
        let health = Health {
            pregnant: Some(true),
            ..Health::default()
        };
        let person = health.about(date(2026, 1, 1)).person();
        assert_eq!(person.pregnancy, Some(Some(Pregnancy::Unstated)));
        let untold = Health::default().about(date(2026, 1, 1));
        assert_eq!(untold, About::default());
    }
}
