//! What acts in a medicine, how much of it, and how fast: two that hold the same in another amount are two medicines.
//!
//! A row of a pill table that no medicine of the catalogue stands behind is compared like any other: a pill of 10 mg is none of a pack
//! of 5, whoever made them.

use std::collections::BTreeMap;

use super::Reference;
use crate::catalogue::{Dose, Form, IngredientId, Medicine, Strength};
use crate::imprints::Pill;
use crate::store::scans::CandidateRecord;

/// What acts in a medicine, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contents {
    ingredients: Vec<IngredientId>,
    doses: Vec<Dose>,
    release: Release,
}

/// How fast a medicine lets go of what acts in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Release {
    Ordinary,
    Prolonged,
    /// Not before the gut.
    Delayed,
}

/// How the contents of two compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// The same, in the same amount and released as fast.
    Same,
    /// The same substances. How much of them is not known of both, or one may hold several amounts, or they are released at another speed,
    /// on which the tables' words are too unsure to deny anything.
    SameSubstances,
    /// Something else, or another amount.
    Other,
    /// What acts in one of them is not known.
    Unknown,
}

impl Contents {
    /// Of a medicine of the catalogue.
    pub(super) fn of_medicine(medicine: &Medicine) -> Self {
        Self {
            ingredients: medicine.ingredients.clone(),
            doses: medicine.strengths.clone(),
            release: match medicine.form {
                Form::ProlongedRelease => Release::Prolonged,
                Form::GastroResistant => Release::Delayed,
                _ => Release::Ordinary,
            },
        }
    }

    /// Of a row of the table, as the row itself says it.
    pub(super) fn of_row(pill: &Pill) -> Self {
        let name = pill.name.to_lowercase();
        Self {
            ingredients: pill.ingredients.clone(),
            doses: pill.strength.parse().into_iter().collect(),
            release: if name.contains("extended release") {
                Release::Prolonged
            } else if name.contains("delayed release") {
                Release::Delayed
            } else {
                Release::Ordinary
            },
        }
    }

    /// Of a row, as the catalogue says it where a medicine of it stands behind the row.
    pub(super) fn of_pill(pill: &Pill, reference: &Reference) -> Self {
        let known = pill.medicine.as_ref();
        known
            .and_then(|id| reference.catalogue.data.medicine(id))
            .map_or_else(|| Self::of_row(pill), Self::of_medicine)
    }

    /// Of a candidate: as the catalogue has it, or the table, or as it was kept where neither has it any more.
    fn of_candidate(candidate: &CandidateRecord, reference: &Reference) -> Self {
        let id = candidate.medication_id.as_ref();
        let known = id
            .and_then(|id| id.parse().ok())
            .and_then(|id| reference.catalogue.data.medicine(&id));
        if let Some(known) = known {
            return Self::of_medicine(known);
        }
        let mut rows = reference.imprints.data.pills().iter();
        let row = rows.find(|row| row.medicine.is_none() && row.name == candidate.name);
        row.map_or_else(
            || {
                let ids = candidate.ingredients.iter().map(|id| id.parse());
                Self::of_substances(ids.collect::<Result<_, _>>().unwrap_or_default())
            },
            Self::of_row,
        )
    }

    /// Of substances that are taken in amounts that nobody has said; of none, what nobody knows.
    pub(super) fn of_substances(ingredients: Vec<IngredientId>) -> Self {
        Self {
            ingredients,
            doses: Vec::new(),
            release: Release::Ordinary,
        }
    }

    /// What acts in it; empty where that is not known.
    pub(super) fn ingredients(&self) -> &[IngredientId] {
        &self.ingredients
    }

    /// Whether it is known how much acts in it.
    fn has_amount(&self) -> bool {
        !self.doses.is_empty() && self.doses.iter().all(|dose| !dose.0.is_empty())
    }

    /// Holds it against another.
    pub(super) fn compare(&self, other: &Self) -> Comparison {
        if self.ingredients.is_empty() || other.ingredients.is_empty() {
            return Comparison::Unknown;
        }
        let has_same = self.ingredients.len() == other.ingredients.len()
            && self
                .ingredients
                .iter()
                .all(|id| other.ingredients.contains(id));
        if !has_same {
            return Comparison::Other;
        }
        if !self.has_amount() || !other.has_amount() {
            return Comparison::SameSubstances;
        }
        let pairs = self.doses.iter().flat_map(|one| {
            let others = other.doses.iter();
            others.map(move |another| self.amounts(one) == other.amounts(another))
        });
        let agree: Vec<bool> = pairs.collect();
        if !agree.contains(&true) {
            return Comparison::Other;
        }
        // A medicine that is registered in several amounts may be any of them.
        if agree.contains(&false) || self.release != other.release {
            return Comparison::SameSubstances;
        }
        Comparison::Same
    }

    /// How much of each ingredient is in a dose, in whatever order the source names them; of a dose that does not say it one by one,
    /// the amounts alone.
    fn amounts(&self, dose: &Dose) -> (BTreeMap<&IngredientId, Strength>, Vec<Strength>) {
        let mut strengths = dose.0.clone();
        if strengths.len() == self.ingredients.len() {
            return (self.ingredients.iter().zip(strengths).collect(), Vec::new());
        }
        strengths.sort();
        (BTreeMap::new(), strengths)
    }
}

/// Whether a candidate of an earlier scan is another medicine than this one: nothing shows that the same acts in both, or it is another
/// amount of it.
pub fn is_another(candidate: &CandidateRecord, medicine: &Medicine, reference: &Reference) -> bool {
    let is_named = candidate.medication_id.as_deref() == Some(medicine.id.as_str());
    let contents = Contents::of_medicine(medicine);
    !is_named && !may_be_same(&Contents::of_candidate(candidate, reference), &contents)
}

/// Whether two candidates of a scan are two medicines.
pub fn are_two(one: &CandidateRecord, other: &CandidateRecord, reference: &Reference) -> bool {
    let [first, second] = [one, other].map(|one| Contents::of_candidate(one, reference));
    one.name != other.name && !may_be_same(&first, &second)
}

fn may_be_same(one: &Contents, other: &Contents) -> bool {
    matches!(
        one.compare(other),
        Comparison::Same | Comparison::SameSubstances
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(ingredients: &[&str], doses: &[&str]) -> Contents {
        Contents {
            ingredients: ingredients.iter().map(|id| id.parse().unwrap()).collect(),
            doses: doses.iter().map(|dose| dose.parse().unwrap()).collect(),
            release: Release::Ordinary,
        }
    }

    #[test]
    fn amounts_are_compared_ingredient_by_ingredient() {
        let one = contents(&["a", "b"], &["5 mg + 10 mg"]);
        let compared =
            |ingredients: &[&str], doses: &[&str]| one.compare(&contents(ingredients, doses));
        assert_eq!(compared(&["b", "a"], &["10 mg + 5 mg"]), Comparison::Same);
        assert_eq!(compared(&["b", "a"], &["5 mg + 10 mg"]), Comparison::Other);
        assert_eq!(compared(&["a", "b"], &["5 mg"]), Comparison::Other);
        assert_eq!(compared(&["a"], &["5 mg"]), Comparison::Other);
    }

    #[test]
    fn of_several_amounts_nobody_knows_which() {
        let many = contents(&["a"], &["5 mg", "10 mg"]);
        let compared = |doses: &[&str]| many.compare(&contents(&["a"], doses));
        assert_eq!(compared(&["0.01 g"]), Comparison::SameSubstances);
        assert_eq!(compared(&["20 mg"]), Comparison::Other);
        let one = contents(&["a"], &["10 mg"]);
        assert_eq!(
            one.compare(&contents(&["a"], &["0.01 g"])),
            Comparison::Same
        );
    }

    #[test]
    fn what_is_not_known_is_not_taken_for_the_same() {
        let known = contents(&["a"], &["5 mg"]);
        let substance = contents(&["a"], &[]);
        assert_eq!(known.compare(&substance), Comparison::SameSubstances);
        let unknown = contents(&[], &[]);
        assert_eq!(known.compare(&unknown), Comparison::Unknown);
        assert_eq!(unknown.compare(&unknown), Comparison::Unknown);
        let prolonged = Contents {
            release: Release::Prolonged,
            ..known.clone()
        };
        assert_eq!(known.compare(&prolonged), Comparison::SameSubstances);
    }
}
