//! From what was read and seen to what it comes to.

use serde::{Deserialize, Serialize};

use super::of_pack::{of_pack, of_several};
use super::of_pill::{Judged, of_pill};
use super::{OtherSide, OwnList, ReadCode, Reference};
use crate::catalogue::{Catalogue, Medicine};
use crate::ids::RecordId;
use crate::imprints::Seen;
use crate::store::history::ModelStamp;
use crate::store::scans::{
    CandidateRecord, MineRecord, Outcome, PillRecord, QualityRecord, ScanRecord, ScanSource,
    Verified,
};

/// Below this score of quality a picture in which nothing was read is too poor to say that there is nothing.
const POOR: u8 = 60;

/// A pill in a picture: as it is kept, and as it is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// The picture was not searched for codes: there was no time for it.
    pub codes_unsearched: bool,
    /// Whether the person said that a card lies beside the pill, and none was found.
    pub card_unfound: bool,
    /// The pills, the surest first.
    pub pills: Vec<SeenPill>,
    /// What an earlier picture showed, of which the person says that it is the other side of the same pill.
    pub other_side: Option<OtherSide>,
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
    /// The scan whose pill the person turned over.
    pub other_side_of: Option<RecordId>,
}

/// Concludes. A code that names a medicine goes before all that a picture of a pill can say, unless the pill speaks against it.
pub fn conclude(evidence: &Evidence, reference: &Reference, own: &OwnList) -> Conclusion {
    let mut conclusion = from_what_was_read(evidence, reference, own);
    if evidence.codes_unsearched {
        conclusion.warnings.push("codes_unsearched");
    }
    if evidence.card_unfound {
        conclusion.warnings.push("card_unfound");
    }
    conclusion
}

/// What the codes and the pills that were read come to, whatever was left unread.
fn from_what_was_read(evidence: &Evidence, reference: &Reference, own: &OwnList) -> Conclusion {
    let packs = packs(&evidence.codes, &reference.catalogue.data);
    match packs.as_slice() {
        [pack] => of_pack(pack, evidence, reference, own),
        [] => match Judged::best(evidence, reference, own) {
            Some(judged) if judged.says_something() || !names_a_product(evidence) => {
                of_pill(&judged, evidence, own)
            }
            _ => of_nothing(evidence, own),
        },
        several => of_several(several, own),
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

/// Neither a medicine nor a pill that says anything.
fn of_nothing(evidence: &Evidence, own: &OwnList) -> Conclusion {
    let codes = &evidence.codes;
    let poor = evidence.is_poor();
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

impl Evidence {
    /// Whether the picture is so poor that nothing read in it means nothing.
    pub(super) fn is_poor(&self) -> bool {
        self.quality
            .as_ref()
            .is_some_and(|quality| quality.score < POOR)
    }
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

    /// The names of its warnings.
    pub fn warnings(&self) -> &[&'static str] {
        &self.warnings
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
            other_side_of: made.other_side_of,
            confirmation: None,
            created_at: made.id.created_at(),
        }
    }
}
