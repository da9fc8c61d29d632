//! What a request says about the person.

use std::collections::BTreeSet;

use super::Allergy;
use crate::interactions::{Condition, Person, Pregnancy};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a person tells of themselves. What is left out is not taken for "no": the answer then names what would matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Validate, ToSchema)]
pub struct About {
    /// Illnesses; an empty list says that there are none.
    #[garde(inner(length(max = 40)))]
    pub conditions: Option<Vec<Condition>>,
    /// Whether there is a pregnancy.
    #[garde(skip)]
    pub pregnant: Option<bool>,
    /// How far it is, if there is one.
    #[garde(skip)]
    pub pregnancy_stage: Option<Pregnancy>,
    /// Whether a child is breastfed.
    #[garde(skip)]
    pub breastfeeding: Option<bool>,
    /// Whole years of life.
    #[garde(inner(range(max = 130)))]
    #[schema(maximum = 130)]
    pub age: Option<u8>,
    /// What the person is allergic to; an empty list says that there is nothing.
    #[garde(inner(length(max = 40)))]
    #[schema(max_items = 40)]
    pub allergies: Option<Vec<Allergy>>,
}

impl About {
    /// The person as a check takes them. A stage without a word about pregnancy is a pregnancy.
    pub fn person(&self) -> Person {
        let stage = self.pregnancy_stage;
        Person {
            conditions: self
                .conditions
                .as_ref()
                .map(|told| told.iter().copied().collect::<BTreeSet<_>>()),
            pregnancy: match self.pregnant {
                Some(true) => Some(Some(stage.unwrap_or(Pregnancy::Unstated))),
                Some(false) => Some(None),
                None => stage.map(Some),
            },
            breastfeeding: self.breastfeeding,
            age: self.age,
            allergies: self
                .allergies
                .as_ref()
                .map(|told| told.iter().filter_map(Allergy::subject).collect()),
        }
    }

    /// What was told now, and for what was not, what is known from before.
    #[must_use]
    pub fn or(self, known: Self) -> Self {
        let tells_of_pregnancy = self.pregnant.is_some() || self.pregnancy_stage.is_some();
        let pregnancy = if tells_of_pregnancy { &self } else { &known };
        Self {
            pregnant: pregnancy.pregnant,
            pregnancy_stage: pregnancy.pregnancy_stage,
            conditions: self.conditions.or(known.conditions),
            breastfeeding: self.breastfeeding.or(known.breastfeeding),
            age: self.age.or(known.age),
            allergies: self.allergies.or(known.allergies),
        }
    }

    /// What was not told, by the names of its words.
    pub fn untold(&self) -> Vec<&'static str> {
        let told = [
            ("conditions", self.conditions.is_some()),
            (
                "pregnancy",
                self.pregnant.is_some() || self.pregnancy_stage.is_some(),
            ),
            ("breastfeeding", self.breastfeeding.is_some()),
            ("age", self.age.is_some()),
            ("allergies", self.allergies.is_some()),
        ];
        let untold = told.into_iter().filter(|(_, is_told)| !is_told);
        untold.map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_not_taken_for_no() {
        assert_eq!(About::default().person(), Person::default());
        let names = [
            "conditions",
            "pregnancy",
            "breastfeeding",
            "age",
            "allergies",
        ];
        assert_eq!(About::default().untold(), names);
        let third = About {
            pregnancy_stage: Some(Pregnancy::Third),
            ..About::default()
        };
        assert_eq!(third.person().pregnancy, Some(Some(Pregnancy::Third)));
        let none = About {
            pregnant: Some(false),
            pregnancy_stage: Some(Pregnancy::Third),
            ..About::default()
        };
        assert_eq!(none.person().pregnancy, Some(None));
    }

    #[test]
    fn what_is_told_now_comes_before_what_is_known() {
        let known = About {
            conditions: Some(vec![Condition::Asthma]),
            pregnant: Some(true),
            pregnancy_stage: Some(Pregnancy::First),
            age: Some(30),
            ..About::default()
        };
        let told = About {
            pregnant: Some(false),
            age: Some(31),
            ..About::default()
        };
        let both = told.or(known.clone()).person();
        assert_eq!(both.pregnancy, Some(None));
        assert_eq!(both.age, Some(31));
        assert_eq!(both.conditions, Some(BTreeSet::from([Condition::Asthma])));
        assert_eq!(About::default().or(known.clone()).person(), known.person());
    }

    #[test]
    fn an_unknown_condition_is_refused_and_never_passed_over() {
        let body = serde_json::json!({"conditions": ["asthma", "melancholy"]});
        assert!(serde_json::from_value::<About>(body).is_err());
    }
}
