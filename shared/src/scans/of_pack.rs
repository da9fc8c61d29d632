//! What a code that names a medicine comes to.

use super::beside::{Beside, Scale, beside, is_recognised_as};
use super::conclude::{Conclusion, Evidence, SeenPill};
use super::of_pill::Judged;
use super::verify::of_code;
use super::{OwnList, Reference};
use crate::catalogue::Medicine;
use crate::store::scans::{CandidateRecord, Level, Outcome, Verified};

/// A pack, with the pills that lie beside it. The code recognises the pack; a pill is recognised by its imprint or not at all,
/// and the answer says which.
pub(super) fn of_pack(
    pack: &Medicine,
    evidence: &Evidence,
    reference: &Reference,
    own: &OwnList,
) -> Conclusion {
    let mine = own.has(pack);
    let mut conclusion = Conclusion {
        outcome: Outcome::PackRecognised,
        candidates: vec![of_catalogue(pack, 1.0, mine)],
        verified: of_code(mine),
        mine: own.of_pack(pack),
        warnings: Vec::new(),
        questions: Vec::new(),
    };
    let each = Judged::each(evidence, reference, own);
    let scale = Scale::of(&evidence.pills);
    let found: Vec<Beside> = each
        .iter()
        .zip(&evidence.pills)
        .map(|(judged, pill)| beside(judged, (&pill.record, scale), pack, reference))
        .collect();
    let another = (0..each.len())
        .filter(|place| contradicts_however_cut(*place, &found, &evidence.pills))
        .filter_map(|place| Some((&each[place], found[place].mismatch()?)))
        .max_by(|(one, _), (other, _)| one.strength().total_cmp(&other.strength()));
    if let Some((judged, warning)) = another {
        conclusion.outcome = Outcome::Mismatch;
        conclusion
            .candidates
            .extend(judged.ranked.iter().map(|one| one.record(own)));
        conclusion.verified.level = Level::Critical;
        conclusion.verified.ask_pharmacist = true;
        conclusion.mine = judged.mine.clone();
        conclusion.warnings.push(warning);
        conclusion.questions.push("pack");
        return conclusion;
    }
    if evidence.pills.is_empty() {
        // The detector may have missed one that lies there.
        conclusion
            .warnings
            .extend(evidence.quality.is_some().then_some("pill_unseen"));
        return conclusion;
    }
    let is_proven = found.iter().all(|beside| *beside == Beside::TheSame)
        || Judged::best(evidence, reference, own).is_some_and(|best| {
            best.shows_all(evidence) && is_recognised_as(&best, pack, reference)
        });
    if !is_proven {
        let is_compared = !found.contains(&Beside::NotCompared);
        conclusion.warnings.push(if is_compared {
            "pill_unproven"
        } else {
            "pill_not_compared"
        });
        conclusion.questions.push("imprint");
    }
    conclusion
}

/// Whether a pill cannot be from the pack, however the detector cut it: often it offers a pill whole and in pieces. A piece of an
/// imprint is another imprint, so a box that lies in a larger one contradicts only if that one does too. The larger one may hold two
/// pills, so it does not contradict where something within it was read that fits.
fn contradicts_however_cut(place: usize, found: &[Beside], pills: &[SeenPill]) -> bool {
    let box_of = |place: usize| &pills[place].record.area;
    let agrees = |other: usize| {
        let fits = matches!(found[other], Beside::Fits | Beside::TheSame);
        let is_piece = box_of(place).is_larger_than(box_of(other));
        found[other].mismatch().is_some() || (is_piece && !fits)
    };
    let mut others = (0..found.len())
        .filter(|other| *other != place)
        .filter(|other| box_of(*other).lies_with(box_of(place)));
    found[place].mismatch().is_some() && others.all(agrees)
}

/// Codes of several medicines.
pub(super) fn of_several(packs: &[&Medicine], own: &OwnList) -> Conclusion {
    let share = 1.0 / packs.len() as f32;
    let candidates = packs
        .iter()
        .map(|pack| of_catalogue(pack, share, own.has(pack)));
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
