//! A pill beside a pack whose code names a medicine: can it be from that pack?
//!
//! That is another question than which pill it is, and an easier one to deny. What was seen (outline, colours, length, and whatever
//! was read, be it two characters) is held against the rows that describe the pack's medicine, and against all others: pills at large
//! and the rows of the table. A pill that is far likelier to be any other than this medicine cannot be from the pack. One that fits may
//! still be one of many that look so: unless its whole imprint was read it stays unrecognised, and the answer says so.
//!
//! Where a pack lies there is print, and the detector takes some of it for pills: what is too small to be a pill denies nothing
//! ([`Scale`]).

use super::Reference;
use super::conclude::SeenPill;
use super::contents::{Comparison, Contents};
use super::of_pill::Judged;
use super::rank::Ranked;
use crate::catalogue::{Medicine, MedicineId};
use crate::imprints::{LEGIBLE, Likeness, Seen};
use crate::store::scans::PillRecord;

/// So likely another medicine, a pill is not from the pack beside it.
const ANOTHER: f32 = 0.95;
/// So much likelier (as a logarithm) to look and read as it was seen on any other pill, of the table or not, it is not the medicine
/// that it is said to be.
const EXCLUDED: f32 = -5.0;
/// The same of outline and colour, which are less sure but read by nobody: of NLM's photos no pill that the detector is sure of lies
/// below -2.5 with the row that it is.
const EXCLUDED_BY_LOOKS: f32 = -3.0;
/// A box of which the detector is less sure may hold a piece of the pack: by its look alone it contradicts nothing.
const SURELY_A_PILL: f32 = 0.5;
/// Pills are from 3.5 to 26 millimetres long. What lies beside a pill and is shorter than this share of it is none: a letter, a
/// figure of a ruler.
const SMALLEST: f32 = 1.0 / 8.0;

/// What a pill says of the pack beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// It cannot be from the pack: what was read belongs to another medicine.
    ReadsOther,
    /// It cannot be from the pack: outline, colour and what was read of it, taken together, are of another medicine.
    LooksOther,
    /// Nothing is known of how the medicine looks, or nothing was seen of the pill.
    NotCompared,
    /// Nothing speaks against it, and nothing proves it.
    Unproven,
    /// As that, and what was read of it is likelier on this medicine than on any other.
    Fits,
    /// It is recognised as the medicine of the pack.
    TheSame,
}

impl Beside {
    /// The warning, where it cannot be from the pack.
    pub(super) fn mismatch(self) -> Option<&'static str> {
        match self {
            Self::ReadsOther => Some("mismatch"),
            Self::LooksOther => Some("mismatch_look"),
            Self::NotCompared | Self::Unproven | Self::Fits | Self::TheSame => None,
        }
    }
}

/// How long a box must be to be taken for a pill that can deny something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    shortest: f32,
}

impl Scale {
    /// Of the pills that lie in one picture.
    pub(super) fn of(pills: &[SeenPill]) -> Self {
        let lengths = pills.iter().map(|pill| pill.record.area.longest());
        let longest = lengths.fold(0.0, f32::max);
        Self {
            shortest: LEGIBLE.max(longest * SMALLEST),
        }
    }

    fn admits(self, record: &PillRecord) -> bool {
        record.area.longest() >= self.shortest
    }
}

/// Holds a pill against the medicine that a pack's code names.
pub(super) fn beside(
    judged: &Judged<'_>,
    (record, scale): (&PillRecord, Scale),
    pack: &Medicine,
    reference: &Reference,
) -> Beside {
    let found = compared(judged, record, pack, reference);
    if found.mismatch().is_some() && !scale.admits(record) {
        return Beside::Unproven;
    }
    found
}

fn compared(
    judged: &Judged<'_>,
    record: &PillRecord,
    pack: &Medicine,
    reference: &Reference,
) -> Beside {
    let first = judged.ranked.first();
    if first.is_some_and(|first| is_other(judged, first, pack, reference)) {
        return Beside::ReadsOther;
    }
    let Some(best) = best_fit(&judged.seen, pack, reference) else {
        return Beside::NotCompared;
    };
    let has_imprint = judged.seen.has_imprint();
    let others = others(judged, pack, reference);
    if has_imprint && best.sum() - others < EXCLUDED {
        return if best.imprint - others < EXCLUDED {
            Beside::ReadsOther
        } else {
            Beside::LooksOther
        };
    }
    // A reading that fits makes up for a look that does not; one that does not fit may be a misreading.
    let looks = best.sum() - best.imprint.min(0.0);
    if record.score >= SURELY_A_PILL && looks < EXCLUDED_BY_LOOKS {
        return Beside::LooksOther;
    }
    if is_recognised_as(judged, pack, reference) {
        Beside::TheSame
    } else if has_imprint && best.imprint > 0.0 {
        Beside::Fits
    } else {
        Beside::Unproven
    }
}

/// How much likelier than on pills at large (as a logarithm) what was seen is on any pill of which the table's rows are a part. The
/// rows count for nothing where the likeliest is the pack's medicine by its contents: another maker's pill is not denied by them.
fn others(judged: &Judged<'_>, pack: &Medicine, reference: &Reference) -> f32 {
    let first = judged.ranked.first();
    match first.map(|first| is_of(first, pack, reference)) {
        Some(Comparison::Same | Comparison::SameSubstances) => 0.0,
        _ => -judged.unknown.max(f32::MIN_POSITIVE).ln(),
    }
}

/// Whether a pill is recognised, and as the medicine of a pack: the same in the same amount, as far as both are known to hold it.
pub(super) fn is_recognised_as(
    judged: &Judged<'_>,
    pack: &Medicine,
    reference: &Reference,
) -> bool {
    let first = judged.ranked.first();
    let is_it = |first: &Ranked<'_>| is_of(first, pack, reference) == Comparison::Same;
    judged.is_recognised() && first.is_some_and(is_it)
}

/// Whether it is surely another medicine, whatever is known of the pack's.
fn is_other(
    judged: &Judged<'_>,
    first: &Ranked<'_>,
    pack: &Medicine,
    reference: &Reference,
) -> bool {
    judged.seen.has_imprint()
        && first.probability >= ANOTHER
        && first.best.edits == 0
        && is_of(first, pack, reference) == Comparison::Other
}

/// Whether what was seen speaks against all pills that are known to be a medicine. Where none is known, nothing can be said.
pub fn contradicts(seen: &Seen, medicine: &Medicine, reference: &Reference) -> bool {
    best_fit(seen, medicine, reference).is_some_and(|best| best.sum() < EXCLUDED)
}

/// How what was seen fits the pills of a medicine, at best; `None` where none is known or nothing was seen.
fn best_fit(seen: &Seen, medicine: &Medicine, reference: &Reference) -> Option<Likeness> {
    let fits = reference
        .imprints
        .data
        .compare(seen, &rows(medicine, reference));
    let best = fits
        .into_iter()
        .max_by(|one, other| one.sum().total_cmp(&other.sum()));
    best.filter(|_| seen.says_something())
}

/// How a row compares with the medicine of a pack, by what acts in it and how much of it.
fn is_of(first: &Ranked<'_>, pack: &Medicine, reference: &Reference) -> Comparison {
    if first.pill.medicine.as_ref() == Some(&pack.id) {
        return Comparison::Same;
    }
    Contents::of_pill(first.pill, reference).compare(&Contents::of_medicine(pack))
}

/// The rows that say how the medicine of a pack looks: its own, or those of other packs of the same brand and strength.
fn rows(pack: &Medicine, reference: &Reference) -> Vec<usize> {
    let catalogue = &reference.catalogue.data;
    let is_it = |id: &MedicineId| {
        *id == pack.id
            || catalogue.medicine(id).is_some_and(|other| {
                other.brand == pack.brand
                    && other.ingredients == pack.ingredients
                    && other.strengths == pack.strengths
            })
    };
    let pills = reference.imprints.data.pills().iter().enumerate();
    pills
        .filter(|(_, pill)| pill.medicine.as_ref().is_some_and(is_it))
        .map(|(place, _)| place)
        .collect()
}
