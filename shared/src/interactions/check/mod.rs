//! Medicines against each other, and against the person who takes them.
//!
//! A check tells what the rules know, and names what they could not be asked about. It never concludes that medicines go
//! together: [`Outcome::NothingKnown`] is the mildest that it says, and only when every medicine, every ingredient
//! and every source was there to be asked.

mod finding;
mod outcome;
mod person;
#[cfg(test)]
mod prediction_tests;
#[cfg(test)]
mod tests;

use finding::in_order;
pub use finding::{Between, Finding, Party};
pub use outcome::{Gap, Outcome};
pub use person::Person;

use super::predicted::{self, Kin, predict};
use super::{Advice, Knowledge, Known, Mechanism, Merged, Severity, Subject};
use crate::catalogue::IngredientId;

/// A medicine as a check takes it: what acts in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Its active ingredients.
    pub ingredients: Vec<IngredientId>,
    /// Whether these are all that it has. A medicine without ingredients or with some unknown is not checked whole.
    pub complete: bool,
}

/// What a check found, and what it could not ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was found, most severe first.
    pub findings: Vec<Finding>,
    /// What matters if it applies: food and alcohol, and what the person did not tell of themselves.
    pub precautions: Vec<Finding>,
    /// What could not be asked.
    pub gaps: Vec<Gap>,
}

impl Report {
    /// What it comes to.
    pub fn outcome(&self) -> Outcome {
        outcome::of(self)
    }
}

/// Checks medicines, in any order, for one person.
pub fn check(knowledge: &Knowledge, medicines: &[Taken], person: &Person) -> Report {
    let known: Vec<Vec<Active<'_>>> = medicines
        .iter()
        .map(|medicine| actives(knowledge, medicine))
        .collect();
    let mut report = Report {
        findings: Vec::new(),
        precautions: Vec::new(),
        gaps: gaps(knowledge, medicines, &known),
    };
    for (first, one) in known.iter().enumerate() {
        for (second, other) in known.iter().enumerate().skip(first + 1) {
            pairs(
                knowledge,
                (first, one),
                (second, other),
                &mut report.findings,
            );
        }
        circumstances(knowledge, (first, one), person, &mut report);
        allergies(knowledge, (first, one), person, &mut report);
    }
    finding::sort(&mut report.findings);
    finding::sort(&mut report.precautions);
    report
}

/// An ingredient of a medicine, with its place among the rules if it has one.
struct Active<'a> {
    id: &'a IngredientId,
    known: Option<Known>,
    /// What kind it is, where the model may be asked: beside lists that are not there, that no list speaks of a pair says
    /// nothing, and the model is no stand-in for a list.
    kin: Option<Kin>,
    /// Whether a list that the model was taught by knows it.
    is_listed: bool,
}

fn actives<'a>(knowledge: &Knowledge, medicine: &'a Taken) -> Vec<Active<'a>> {
    let may_predict = knowledge.missing_sources().is_empty();
    let active = |id| {
        let known = knowledge.ingredient(id);
        let kin = known
            .filter(|_| may_predict)
            .map(|known| knowledge.kin(known));
        let mut sources = known
            .into_iter()
            .flat_map(|known| knowledge.sources_of_ingredient(known));
        let is_listed = sources.any(|source| predicted::TAUGHT.contains(&source));
        Active {
            id,
            known,
            kin,
            is_listed,
        }
    };
    medicine.ingredients.iter().map(active).collect()
}

/// Everything that could not be asked about these medicines.
fn gaps(knowledge: &Knowledge, medicines: &[Taken], known: &[Vec<Active<'_>>]) -> Vec<Gap> {
    let missing = knowledge
        .missing_sources()
        .into_iter()
        .map(Gap::SourceMissing);
    let mut gaps: Vec<Gap> = missing.collect();
    for (medicine, (taken, actives)) in medicines.iter().zip(known).enumerate() {
        if taken.ingredients.is_empty() || !taken.complete {
            gaps.push(Gap::IngredientsUnknown { medicine });
        }
        for active in actives {
            let has_rules = active
                .known
                .is_some_and(|known| knowledge.sources_of_ingredient(known).next().is_some());
            if !has_rules {
                let ingredient = active.id.clone();
                gaps.push(Gap::NoSource {
                    medicine,
                    ingredient,
                });
            }
        }
    }
    gaps
}

fn pairs(
    knowledge: &Knowledge,
    (first, one): (usize, &[Active<'_>]),
    (second, other): (usize, &[Active<'_>]),
    findings: &mut Vec<Finding>,
) {
    for left in one {
        for right in other {
            let parties = (left.party(first), right.party(second));
            if left.is_same_as(right) {
                findings.push(Finding::same_ingredient(parties));
                continue;
            }
            let (Some(known), Some(met)) = (left.known, right.known) else {
                continue;
            };
            let before = findings.len();
            if let Some(merged) = knowledge.between(known, met) {
                findings.push(Finding::of_pair(parties.clone(), merged));
            }
            // The gravest class says it for all: two medicines are often together in several.
            if let Some(class) = knowledge.shared_classes(known, met).first() {
                findings.extend(Finding::same_class(parties.clone(), class));
            }
            if findings.len() == before {
                findings.extend(expected((left, right), parties));
            }
        }
    }
}

/// What the model expects of two ingredients of which no source speaks, where one of them is in no list: that lists know
/// both and name no pair says more than the model can.
fn expected((left, right): (&Active<'_>, &Active<'_>), parties: (Party, Party)) -> Option<Finding> {
    if left.is_listed && right.is_listed {
        return None;
    }
    let (left, right) = (left.kin.as_ref()?, right.kin.as_ref()?);
    let is_turned = parties.1 < parties.0;
    let (left, right) = if is_turned {
        (right, left)
    } else {
        (left, right)
    };
    let prediction = predict(left, right)?;
    Some(Finding::expected(in_order(parties), prediction))
}

fn circumstances(
    knowledge: &Knowledge,
    (medicine, actives): (usize, &[Active<'_>]),
    person: &Person,
    report: &mut Report,
) {
    for active in actives {
        let Some(known) = active.known else { continue };
        for (subject, merged) in knowledge.circumstances(known) {
            let finding =
                |merged| Finding::of_circumstance(active.party(medicine), subject.clone(), merged);
            match person.meets(&subject) {
                Some(true) => report.findings.push(finding(merged)),
                Some(false) => {}
                None => report.precautions.push(finding(merged)),
            }
        }
    }
}

/// What the person is allergic to: an ingredient under any of its names, or every ingredient of a class.
fn allergies(
    knowledge: &Knowledge,
    (medicine, actives): (usize, &[Active<'_>]),
    person: &Person,
    report: &mut Report,
) {
    for to in person.allergies.iter().flatten() {
        for active in actives {
            let is_met = match to {
                Subject::Ingredient(id) => {
                    active.id == id
                        || active.known.is_some() && active.known == knowledge.ingredient(id)
                }
                Subject::Class(class) => active
                    .known
                    .is_some_and(|known| knowledge.belongs_to(known, class)),
                _ => false,
            };
            if is_met {
                let finding = Finding::of_allergy(active.party(medicine), to.clone());
                report.findings.push(finding);
            }
        }
    }
}

impl Active<'_> {
    fn party(&self, medicine: usize) -> Party {
        Party {
            medicine,
            ingredient: self.id.clone(),
        }
    }

    /// The same substance, under the same or another name.
    fn is_same_as(&self, other: &Self) -> bool {
        self.id == other.id || (self.known.is_some() && self.known == other.known)
    }
}
