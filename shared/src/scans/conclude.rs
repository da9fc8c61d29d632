//! From what was read and seen to what it comes to.

use super::judge::{are_look_alikes, is_another, is_recognised};
use super::rank::{Ranked, ranked};
use super::verify::{of_code, verify};
use super::{OwnList, ReadCode, Reference};
use crate::catalogue::{Catalogue, Medicine};
use crate::ids::RecordId;
use crate::imprints::Seen;
use crate::store::history::ModelStamp;
use crate::store::scans::{
    CandidateRecord, Level, MineRecord, Outcome, PillRecord, QualityRecord, ScanRecord, ScanSource,
    Verified,
};

/// Below this score of quality a picture in which nothing was read is too poor to say that there is nothing.
const POOR: u8 = 60;

/// A pill in a picture: as it is kept, and as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenPill {
    /// As it is kept.
    pub record: PillRecord,
    /// As it is compared.
    pub seen: Seen,
}

/// All that was read and seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// How good the picture is; `None` without one.
    pub quality: Option<QualityRecord>,
    /// The codes.
    pub codes: Vec<ReadCode>,
    /// The pills, the surest first.
    pub pills: Vec<SeenPill>,
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Conclusion {
    pub(super) outcome: Outcome,
    pub(super) candidates: Vec<CandidateRecord>,
    pub(super) verified: Verified,
    pub(super) mine: MineRecord,
    pub(super) warnings: Vec<&'static str>,
    pub(super) questions: Vec<&'static str>,
}

/// What a scan was made from, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// Its id.
    pub id: RecordId,
    /// From a picture, or from a code's text.
    pub source: ScanSource,
    /// The models that looked.
    pub models: Vec<ModelStamp>,
}

/// Concludes. A code that names a medicine goes before all that a picture of a pill can say, unless the pill speaks against it.
pub fn conclude(evidence: &Evidence, reference: &Reference, own: &OwnList) -> Conclusion {
    let packs = packs(&evidence.codes, &reference.catalogue.data);
    let best = evidence
        .pills
        .iter()
        .map(|pill| Judged::new(pill, reference, own))
        .max_by(|one, other| one.strength().total_cmp(&other.strength()));
    match (packs.as_slice(), best) {
        ([pack], judged) => of_pack(pack, judged.as_ref(), reference, own),
        ([], Some(judged)) if judged.says_something() || !names_a_product(evidence) => {
            of_pill(&judged, evidence, own)
        }
        ([], _) => of_nothing(evidence, own),
        (several, _) => of_several(several, own),
    }
}

/// A pill with what the table says of it.
struct Judged<'a> {
    seen: &'a Seen,
    ranked: Vec<Ranked<'a>>,
    mine: MineRecord,
}

impl<'a> Judged<'a> {
    fn new(pill: &'a SeenPill, reference: &'a Reference, own: &OwnList) -> Self {
        let table = &reference.imprints.data;
        let matching = table.matches(&pill.seen, &[]);
        Self {
            seen: &pill.seen,
            ranked: ranked(&matching, reference, &pill.seen, own),
            mine: own.compare(&pill.seen, table),
        }
    }

    /// Which of several pills an answer is about: the one of which most is known.
    fn strength(&self) -> f32 {
        let first = self.ranked.first().map_or(0.0, |first| first.probability);
        first + if self.seen.has_imprint() { 1.0 } else { 0.0 }
    }

    fn says_something(&self) -> bool {
        self.seen.has_imprint() && !self.ranked.is_empty()
    }
}

/// The medicines of the catalogue that the codes name, each once.
fn packs<'a>(codes: &[ReadCode], catalogue: &'a Catalogue) -> Vec<&'a Medicine> {
    let mut packs: Vec<&Medicine> = Vec::new();
    for medicine in codes
        .iter()
        .filter_map(|code| catalogue.by_gtin(code.item?))
    {
        if !packs.iter().any(|known| known.id == medicine.id) {
            packs.push(medicine);
        }
    }
    packs
}

fn names_a_product(evidence: &Evidence) -> bool {
    evidence
        .codes
        .iter()
        .any(|code| code.item.is_some() || code.record.fault.is_some())
}

fn of_pack(
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
    if is_another(judged.seen, first, &pack.ingredients, reference) {
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

fn of_several(packs: &[&Medicine], own: &OwnList) -> Conclusion {
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

fn of_pill(judged: &Judged<'_>, evidence: &Evidence, own: &OwnList) -> Conclusion {
    let has_imprint = judged.seen.has_imprint();
    let first = judged.ranked.first();
    let poor = evidence
        .quality
        .as_ref()
        .is_some_and(|quality| quality.score < POOR);
    let outcome = match first {
        Some(first) if is_recognised(judged.seen, first) => Outcome::PillRecognised,
        _ if poor && !has_imprint => Outcome::TooPoor,
        Some(_) if has_imprint => Outcome::SeveralFit,
        Some(_) => Outcome::LooksLike,
        None if has_imprint => Outcome::NotInTables,
        None => Outcome::NothingToGoBy,
    };
    let shown: &[Ranked<'_>] = if outcome == Outcome::TooPoor {
        &[]
    } else {
        &judged.ranked
    };
    let candidates: Vec<CandidateRecord> = shown.iter().map(|one| one.record(own)).collect();
    let mine = candidates.first().is_some_and(|candidate| candidate.mine);
    let mut verified = shown
        .first()
        .map(|first| verify(judged.seen, first, mine))
        .unwrap_or_default();
    if outcome != Outcome::PillRecognised {
        verified.level = verified.level.min(Level::Medium);
        verified.ask_pharmacist = true;
    }
    let warnings = [
        (!has_imprint, "imprint_unread"),
        (
            outcome != Outcome::PillRecognised && are_look_alikes(shown),
            "look_alikes",
        ),
        (verified.level == Level::Critical, "mismatch"),
        (evidence.pills.len() > 1, "several_pills"),
        (poor && outcome != Outcome::TooPoor, "poor_picture"),
    ];
    Conclusion {
        questions: questions(outcome, shown, has_imprint),
        outcome,
        candidates,
        verified,
        mine: judged.mine.clone(),
        warnings: kept(warnings),
    }
}

/// What would tell the candidates apart.
fn questions(outcome: Outcome, shown: &[Ranked<'_>], has_imprint: bool) -> Vec<&'static str> {
    if outcome == Outcome::PillRecognised {
        return vec!["is_it"];
    }
    let differ =
        |of: fn(&Ranked<'_>) -> String| shown.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    let unseen = shown.iter().any(|one| one.best.unseen > 0);
    kept([
        (!has_imprint, "imprint"),
        (has_imprint && unseen, "other_side"),
        (differ(|one| format!("{:?}", one.pill.shape)), "shape"),
        (differ(|one| format!("{:?}", one.pill.colours)), "colour"),
        (true, "pack"),
    ])
}

/// Neither a medicine nor a pill that says anything.
fn of_nothing(evidence: &Evidence, own: &OwnList) -> Conclusion {
    let codes = &evidence.codes;
    let poor = evidence
        .quality
        .as_ref()
        .is_some_and(|quality| quality.score < POOR);
    let outcome = if codes.iter().any(|code| code.item.is_some()) {
        Outcome::CodeNotInCatalogue
    } else if codes.iter().any(|code| code.record.fault.is_some()) {
        Outcome::CodeWrong
    } else if !codes.is_empty() {
        Outcome::CodeOfSomethingElse
    } else if poor {
        Outcome::TooPoor
    } else {
        Outcome::NothingFound
    };
    Conclusion {
        outcome,
        candidates: Vec::new(),
        verified: Verified::default(),
        mine: own.not_compared(),
        warnings: Vec::new(),
        questions: Vec::new(),
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

fn kept<const N: usize>(all: [(bool, &'static str); N]) -> Vec<&'static str> {
    all.into_iter()
        .filter_map(|(holds, name)| holds.then_some(name))
        .collect()
}

impl Conclusion {
    /// Why it came to what it came to.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What it is or may be, the likeliest first.
    pub fn candidates(&self) -> &[CandidateRecord] {
        &self.candidates
    }

    /// The row of the history.
    pub fn record(
        self,
        made: Made,
        evidence: Evidence,
        reference: &Reference,
        own: &OwnList,
    ) -> ScanRecord {
        let words = |names: Vec<&'static str>| names.into_iter().map(str::to_owned).collect();
        ScanRecord {
            id: made.id,
            source: made.source,
            status: self.outcome.status(),
            outcome: self.outcome,
            quality: evidence.quality,
            codes: evidence.codes.into_iter().map(|code| code.record).collect(),
            pills: evidence.pills.into_iter().map(|pill| pill.record).collect(),
            candidates: self.candidates,
            evidence: self.verified,
            mine: self.mine,
            warnings: words(self.warnings),
            questions: words(self.questions),
            compared_with: reference.compared_with(own.len()),
            models: made.models,
            confirmation: None,
            created_at: made.id.created_at(),
        }
    }
}
