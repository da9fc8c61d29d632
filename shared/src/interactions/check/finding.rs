//! One thing that a check found.

use super::{Advice, Mechanism, Merged, Severity, Subject};
use crate::catalogue::IngredientId;
use crate::interactions::predicted::{self, Prediction};
use crate::interactions::{Class, ClassId};

/// An ingredient in one of the medicines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// What acts.
    pub ingredient: IngredientId,
    /// Which medicine, by its place in the request.
    pub medicine: usize,
}

/// What a finding is about. Two parties stand in the order of their ingredients, whichever medicine came first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Between {
    /// Two ingredients that act on each other.
    Ingredients(Party, Party),
    /// One ingredient in two medicines.
    SameIngredient(Party, Party),
    /// Two ingredients of a class of which one takes only one.
    SameClass(ClassId, Party, Party),
    /// An ingredient and food, an illness, a pregnancy, an age; or what the person is allergic to: it, or a class of it.
    Circumstance(Party, Subject),
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub between: Between,
    /// How bad, what happens, what to do, and who says so. Duplicates are found by us and have no evidence.
    pub merged: Merged,
    /// Where no source says it and the model expects it.
    pub predicted: Option<Prediction>,
}

impl Finding {
    pub(super) fn of_pair(parties: (Party, Party), merged: Merged) -> Self {
        let (one, other) = in_order(parties);
        Self {
            between: Between::Ingredients(one, other),
            merged,
            predicted: None,
        }
    }

    /// What the model expects of two ingredients, given in the order of their parties.
    pub(super) fn expected((one, other): (Party, Party), predicted: Prediction) -> Self {
        Self {
            between: Between::Ingredients(one, other),
            merged: Merged {
                severity: predicted::SEVERITY,
                mechanism: Mechanism::NotStated,
                advice: Some(Advice::AskFirst),
                evidence: Vec::new(),
            },
            predicted: Some(predicted),
        }
    }

    pub(super) fn of_circumstance(party: Party, subject: Subject, merged: Merged) -> Self {
        Self {
            between: Between::Circumstance(party, subject),
            merged,
            predicted: None,
        }
    }

    /// What somebody is allergic to is not for them, whatever else is known of it.
    pub(super) fn of_allergy(party: Party, to: Subject) -> Self {
        Self {
            between: Between::Circumstance(party, to),
            merged: Merged {
                severity: Severity::Contraindicated,
                mechanism: Mechanism::Allergy,
                advice: Some(Advice::ChooseAnother),
                evidence: Vec::new(),
            },
            predicted: None,
        }
    }

    /// The same ingredient twice may be twice the dose: dangerous until somebody who knows the doses says otherwise.
    pub(super) fn same_ingredient(parties: (Party, Party)) -> Self {
        let (one, other) = in_order(parties);
        Self {
            between: Between::SameIngredient(one, other),
            merged: duplication(Severity::Major),
            predicted: None,
        }
    }

    pub(super) fn same_class(parties: (Party, Party), class: &Class) -> Option<Self> {
        let (one, other) = in_order(parties);
        Some(Self {
            between: Between::SameClass(class.id.clone(), one, other),
            merged: duplication(class.duplicate?),
            predicted: None,
        })
    }
}

fn duplication(severity: Severity) -> Merged {
    Merged {
        severity,
        mechanism: Mechanism::Duplication,
        advice: Some(Advice::TakeOnlyOne),
        evidence: Vec::new(),
    }
}

pub(super) fn in_order((one, other): (Party, Party)) -> (Party, Party) {
    if one <= other {
        (one, other)
    } else {
        (other, one)
    }
}

/// Most severe first, of these what somebody says before what is expected, and from there by what they are about, so that the order of the medicines changes nothing.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| {
        let by_severity = other.merged.severity.cmp(&one.merged.severity);
        by_severity
            .then_with(|| one.predicted.is_some().cmp(&other.predicted.is_some()))
            .then_with(|| one.between.cmp(&other.between))
    });
}
