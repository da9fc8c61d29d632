//! From a list's English sentences to our words for what happens and what to do.
//!
//! The first line of the table that matches decides; what is graver stands first. A text that no line matches has no
//! stated mechanism, and a severity never comes from here.

use nazar::interactions::{Advice, Mechanism};

/// Parts of small-lettered English text, with what they speak of.
const MECHANISMS: [(&[&str], Mechanism); 31] = [
    (
        &["torsade", "ventricular arrhythmia", "qt prolong", "qtc"],
        Mechanism::QtProlongation,
    ),
    (&["serotonin"], Mechanism::SerotoninSyndrome),
    (&["bleed", "hemorrh", "haemorrh"], Mechanism::Bleeding),
    (
        &[
            "respiratory depression",
            "sedati",
            "alertness",
            "vigilance",
            "drows",
        ],
        Mechanism::Sedation,
    ),
    (&["hyperkal"], Mechanism::HighPotassium),
    (&["hypokal"], Mechanism::LowPotassium),
    (&["hyponatr"], Mechanism::LowSodium),
    (
        &["hypoglyc", "glucose lowering effect"],
        Mechanism::LowGlucose,
    ),
    (&["hyperglyc", "blood glucose"], Mechanism::HighGlucose),
    (
        &["rhabdomyol", "myopath", "muscular"],
        Mechanism::MuscleDamage,
    ),
    (&["lactic acid"], Mechanism::LacticAcidosis),
    (&["ototox"], Mechanism::HearingDamage),
    (
        &["nephrotox", "renal failure", "renal insufficiency"],
        Mechanism::KidneyDamage,
    ),
    (&["hepatotox", "hepatitis", "liver"], Mechanism::LiverDamage),
    (
        &[
            "hematolog",
            "haematolog",
            "bone marrow",
            "neutropen",
            "agranulocyt",
            "aplasia",
        ],
        Mechanism::BoneMarrow,
    ),
    (
        &["vaccin", "infection", "immunosuppress", "immunodepress"],
        Mechanism::Infection,
    ),
    (&["convuls", "seizure", "epilep"], Mechanism::Seizures),
    (&["atropin", "anticholinerg"], Mechanism::Anticholinergic),
    (&["thromboembol", "thrombosis"], Mechanism::Clotting),
    (&["antabuse", "disulfiram"], Mechanism::DisulfiramLike),
    (
        &[
            "bradycard",
            "atrioventricular",
            "conduction",
            "automaticity",
        ],
        Mechanism::SlowHeart,
    ),
    (&["ulcer"], Mechanism::StomachDamage),
    (
        &[
            "hypertensive crisis",
            "paroxystic hypertension",
            "vasoconstriction",
            "ergotism",
            "increase of the blood pressure",
        ],
        Mechanism::HighBloodPressure,
    ),
    (
        &["hypotens", "antihypertensive effect"],
        Mechanism::LowBloodPressure,
    ),
    (&["absorption", "bioavailability"], Mechanism::Absorption),
    (
        &["protein bond", "protein bind", "plasma proteins"],
        Mechanism::ProteinBinding,
    ),
    (
        &[
            "inducer",
            "induction",
            "acceleration of",
            "decrease of the plasma",
            "decrease of the concentration",
            "decrease of the effic",
        ],
        Mechanism::EnzymeInduction,
    ),
    (
        &["excretion", "elimination", "clearance"],
        Mechanism::Excretion,
    ),
    (
        &[
            "increase of the plasma",
            "increase of the concentration",
            "inhibition",
            "decrease of its metabolism",
            "decrease of its hepatic",
        ],
        Mechanism::EnzymeInhibition,
    ),
    (
        &["antagoni", "reciprocal", "opposition"],
        Mechanism::Antagonism,
    ),
    (
        &[
            "addition",
            "increase of the effect",
            "increase of the risk",
            "potentiation",
        ],
        Mechanism::AdditiveEffect,
    ),
];

/// Parts of small-lettered English advice, with what they ask for.
const ADVICE: [(&[&str], Advice); 11] = [
    (&["inr"], Advice::CheckInr),
    (&["ekg", "ecg", "electrocardio"], Advice::CheckEcg),
    (&["contracept"], Advice::ExtraContraception),
    (
        &["hours apart", "2 hours", "separate"],
        Advice::SeparateDoses,
    ),
    (
        &["glycemi", "blood glucose", "glucose"],
        Advice::CheckGlucose,
    ),
    (&["kalemia", "potassium"], Advice::CheckPotassium),
    (
        &["blood pressure", "arterial pressure"],
        Advice::CheckPressure,
    ),
    (&["renal function", "creatinine"], Advice::CheckKidneys),
    (
        &["blood count", "hemogram", "blood cell"],
        Advice::CheckBloodCount,
    ),
    (
        &["plasma concentration", "blood level", "concentrations"],
        Advice::CheckLevel,
    ),
    (&["reduc", "dosage"], Advice::LowerDose),
];

/// What a text says will happen.
pub(super) fn mechanism(text: &str) -> Mechanism {
    let small = text.to_lowercase();
    first(&MECHANISMS, &small).unwrap_or(Mechanism::NotStated)
}

/// What a text asks to be done.
pub(super) fn advice(text: &str) -> Option<Advice> {
    first(&ADVICE, &text.to_lowercase())
}

fn first<T: Copy>(table: &[(&[&str], T)], text: &str) -> Option<T> {
    let found = table
        .iter()
        .find(|(parts, _)| parts.iter().any(|part| text.contains(part)))?;
    Some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_the_thesaurus_are_understood() {
        for (text, wanted) in [
            (
                "Increased risk of ventricular arrhythmias, especially of torsades de pointes",
                Mechanism::QtProlongation,
            ),
            (
                "Risk of excessive bradycardia (addition of the effects)",
                Mechanism::SlowHeart,
            ),
            (
                "Increase of the plasma concentrations of colchicine",
                Mechanism::EnzymeInhibition,
            ),
            (
                "Lactic acidosis due to the metformin, set into action by a possible functional renal insufficiency",
                Mechanism::LacticAcidosis,
            ),
            ("Something else", Mechanism::NotStated),
        ] {
            assert_eq!(mechanism(text), wanted, "{text}");
        }
        assert_eq!(
            advice("More frequent checking of the INR."),
            Some(Advice::CheckInr)
        );
        assert_eq!(advice("Take care."), None);
    }
}
