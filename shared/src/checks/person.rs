//! What a request says about the person.

use std::collections::BTreeSet;

use crate::interactions::{Condition, Person, Pregnancy};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a person tells of themselves. What is left out is not taken for "no": the answer then names what would matter.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
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
        let names = ["conditions", "pregnancy", "breastfeeding", "age"];
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
    fn an_unknown_condition_is_refused_and_never_passed_over() {
        let body = serde_json::json!({"conditions": ["asthma", "melancholy"]});
        assert!(serde_json::from_value::<About>(body).is_err());
    }
}
