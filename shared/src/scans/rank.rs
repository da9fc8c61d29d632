//! The rows of the table as medicines: what several rows say of one medicine is added up.

use super::contents::Comparison;
use super::{OwnList, Reference};
use crate::imprints::{Likeness, Matching, Pill, PillSource, Seen};
use crate::store::scans::{CandidateRecord, Difference};

/// Most candidates of an answer.
const MAX_CANDIDATES: usize = 5;
/// Less likely ones are not shown when an imprint was read.
const SHOWN_FROM: f32 = 0.01;
/// So likely none of the table, only rows are shown that bear all that was read.
const UNKNOWN: f32 = 0.95;
/// So many characters read otherwise are another imprint.
pub(super) const MISMATCH: u8 = 3;
/// Logarithm of a likelihood ratio below which a trait counts as another one.
pub(super) const OTHER: f32 = -1.0;

/// A medicine with the row that fits best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked<'a> {
    pub(super) pill: &'a Pill,
    /// The best row's fit.
    pub(super) best: Likeness,
    /// Of all its rows together.
    pub(super) probability: f32,
}

/// Medicines, the likeliest first. Without an imprint those of the person's own list come first among equals.
pub(super) fn ranked<'a>(
    matching: &Matching,
    reference: &'a Reference,
    seen: &Seen,
    own: &OwnList,
) -> Vec<Ranked<'a>> {
    let mut all: Vec<Ranked<'a>> = Vec::new();
    for candidate in &matching.candidates {
        let pill = &reference.imprints.data.pills()[candidate.place];
        match all
            .iter_mut()
            .find(|one| one.pill.identity() == pill.identity())
        {
            Some(known) => known.probability += candidate.probability,
            None => all.push(Ranked {
                pill,
                best: candidate.fit,
                probability: candidate.probability,
            }),
        }
    }
    all.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    if seen.has_imprint() {
        all.retain(|one| may_be(one, matching.unknown));
    } else {
        all.sort_by_key(|one| own.of_row(one.pill).is_none());
    }
    all.truncate(MAX_CANDIDATES);
    all
}

/// Whether a medicine is worth to be shown when an imprint was read: not one whose imprint is another one, and where the pill is
/// likely to be in no table, only one that bears all that was read and looks so. Such a reading may be a part of its imprint.
fn may_be(one: &Ranked<'_>, unknown: f32) -> bool {
    let best = &one.best;
    if best.edits >= MISMATCH {
        return false;
    }
    let known = (1.0 - unknown).max(f32::MIN_POSITIVE);
    if unknown >= UNKNOWN {
        let bears_all = best.foreign == 0 && best.shape >= OTHER && best.colour >= OTHER;
        return bears_all && one.probability / known >= SHOWN_FROM;
    }
    one.probability >= SHOWN_FROM
}

impl Ranked<'_> {
    /// As it is kept and shown.
    pub(super) fn record(&self, own: &OwnList) -> CandidateRecord {
        let pill = self.pill;
        CandidateRecord {
            name: pill.name.clone(),
            ndc: pill.codes.first().cloned(),
            medication_id: pill.medicine.as_ref().map(ToString::to_string),
            ingredients: pill.ingredients.iter().map(ToString::to_string).collect(),
            probability: self.probability.clamp(0.0, 1.0),
            imprint: Some(pill.imprint_text()).filter(|text| !text.is_empty()),
            shape: pill.shape.map(|shape| shape.as_str().to_owned()),
            colours: pill
                .colours
                .iter()
                .map(|colour| colour.as_str().to_owned())
                .collect(),
            differs: self.differs(),
            mine: own.of_row(pill) == Some(Comparison::Same),
            demonstration: pill.source == PillSource::Demonstration,
        }
    }

    fn differs(&self) -> Vec<Difference> {
        let best = &self.best;
        [
            (best.edits > 0, Difference::Imprint),
            (best.unseen > 0, Difference::ImprintUnseen),
            (best.shape < OTHER, Difference::Shape),
            (best.colour < OTHER, Difference::Colour),
            (best.size < OTHER, Difference::Size),
        ]
        .into_iter()
        .filter_map(|(differs, what)| differs.then_some(what))
        .collect()
    }
}
