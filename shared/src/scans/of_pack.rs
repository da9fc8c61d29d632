//! What a code that names a medicine comes to.

use super::conclude::Conclusion;
use super::judge::is_another;
use super::of_pill::Judged;
use super::verify::of_code;
use super::{OwnList, Reference};
use crate::catalogue::Medicine;
use crate::store::scans::{CandidateRecord, Level, Outcome, Verified};

/// A pack, with the pill that lies beside it.
pub(super) fn of_pack(
    pack: &Medicine,
    judged: Option<&Judged<'_>>,
    reference: &Reference,
    own: &OwnList,
) -> Conclusion {
    let mine = own.has(Some(&pack.id), &pack.ingredients);
    let mut conclusion = Conclusion {
        outcome: Outcome::PackRecognised,
        candidates: vec![of_catalogue(pack, 1.0, mine)],
        verified: of_code(mine),
        mine: own.of_pack(Some(&pack.id), &pack.ingredients),
        warnings: Vec::new(),
        questions: Vec::new(),
    };
    let Some(judged) = judged else {
        return conclusion;
    };
    let first = judged.ranked.first();
    if is_another(&judged.seen, first, &pack.ingredients, reference) {
        conclusion.outcome = Outcome::Mismatch;
        conclusion
            .candidates
            .extend(judged.ranked.iter().map(|one| one.record(own)));
        conclusion.verified.level = Level::Critical;
        conclusion.verified.ask_pharmacist = true;
        conclusion.mine = judged.mine.clone();
        conclusion.warnings.push("mismatch");
        conclusion.questions.push("pack");
    }
    conclusion
}

/// Codes of several medicines.
pub(super) fn of_several(packs: &[&Medicine], own: &OwnList) -> Conclusion {
    let share = 1.0 / packs.len() as f32;
    let candidates = packs
        .iter()
        .map(|pack| of_catalogue(pack, share, own.has(Some(&pack.id), &pack.ingredients)));
    Conclusion {
        outcome: Outcome::SeveralFit,
        candidates: candidates.collect(),
        verified: Verified {
            ask_pharmacist: true,
            ..Verified::default()
        },
        mine: own.not_compared(),
        warnings: vec!["several_medicines"],
        questions: vec!["one_pack"],
    }
}

fn of_catalogue(medicine: &Medicine, probability: f32, mine: bool) -> CandidateRecord {
    CandidateRecord {
        name: medicine.name.clone(),
        ndc: None,
        medication_id: Some(medicine.id.to_string()),
        ingredients: medicine
            .ingredients
            .iter()
            .map(ToString::to_string)
            .collect(),
        probability,
        imprint: None,
        shape: None,
        colours: Vec::new(),
        differs: Vec::new(),
        mine,
        demonstration: medicine.is_demonstration(),
    }
}
