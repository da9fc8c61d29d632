//! What a finding is about, as far as words depend on it: "never together" fits two medicines and no illness.

use super::Subject;
use super::check::Between;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a finding is about, as far as words depend on it.
    Setting ("setting") {
        /// Two medicines that act on each other.
        Pair = "pair",
        /// The same ingredient, or two of one kind.
        Duplicate = "duplicate",
        /// Food, drink or alcohol.
        Food = "food",
        /// An illness or state of health.
        Condition = "condition",
        /// A pregnancy.
        Pregnancy = "pregnancy",
        /// A child that is breastfed.
        Breastfeeding = "breastfeeding",
        /// An age.
        Age = "age",
        /// An allergy of the person to what acts in the medicine.
        Allergy = "allergy",
    }
}

impl Setting {
    /// That of a finding.
    pub fn of(between: &Between) -> Self {
        match between {
            Between::Ingredients(..) => Self::Pair,
            Between::SameIngredient(..) | Between::SameClass(..) => Self::Duplicate,
            // One medicine and what somebody is allergic to, which is named as a medicine is and is none beside it.
            Between::Circumstance(_, subject) if subject.is_medicine() => Self::Allergy,
            Between::Circumstance(_, subject) => Self::of_subject(subject),
        }
    }

    /// That of a medicine beside this subject.
    pub fn of_subject(subject: &Subject) -> Self {
        match subject {
            Subject::Ingredient(_) | Subject::Class(_) => Self::Pair,
            Subject::Food(_) | Subject::Alcohol => Self::Food,
            Subject::Condition(_) => Self::Condition,
            Subject::Pregnancy(_) => Self::Pregnancy,
            Subject::Breastfeeding => Self::Breastfeeding,
            Subject::Age(_) => Self::Age,
        }
    }

    /// Whether a second medicine is in it.
    pub fn is_of_medicines(self) -> bool {
        matches!(self, Self::Pair | Self::Duplicate)
    }
}
