//! What a person tells of themselves.

use std::collections::BTreeSet;

use crate::interactions::{Condition, Pregnancy, Subject};

/// What a person tells of themselves; what is not told is `None`, which is not the same as "no".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Illnesses; an empty set says that there are none.
    pub conditions: Option<BTreeSet<Condition>>,
    /// `Some(None)` says that there is no pregnancy.
    pub pregnancy: Option<Option<Pregnancy>>,
    /// Whether a child is breastfed.
    pub breastfeeding: Option<bool>,
    /// Whole years of life.
    pub age: Option<u8>,
    /// Ingredients and classes of them that the person is allergic to; an empty set says that there are none.
    pub allergies: Option<BTreeSet<Subject>>,
}

impl Person {
    /// Whether a circumstance is the person's; `None` when they did not tell, and for food and drink, which anybody may
    /// have. A medicine's subjects are no circumstance.
    pub(super) fn meets(&self, subject: &Subject) -> Option<bool> {
        match subject {
            Subject::Condition(condition) => {
                let told = self.conditions.as_ref()?;
                Some(told.contains(condition))
            }
            Subject::Pregnancy(stage) => {
                let told = self.pregnancy?;
                Some(told.is_some_and(|now| same_stage(now, *stage)))
            }
            Subject::Breastfeeding => self.breastfeeding,
            Subject::Age(range) => self.age.map(|years| range.contains(years)),
            Subject::Food(_) | Subject::Alcohol => None,
            Subject::Ingredient(_) | Subject::Class(_) => Some(false),
        }
    }
}

/// A stage that was not told may be any.
fn same_stage(now: Pregnancy, meant: Pregnancy) -> bool {
    now == meant || now == Pregnancy::Unstated || meant == Pregnancy::Unstated
}
