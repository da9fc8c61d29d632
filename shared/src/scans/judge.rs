//! When a pill counts as recognised.
//!
//! The numbers are judged by the evaluation (`models/lab`, `pills`): of what is called recognised at least 995 in a thousand must
//! be it. Whatever is changed here is to be measured there.

use super::rank::{OTHER, Ranked};
use crate::imprints::Seen;

/// A pill is recognised from this probability on.
const RECOGNISED: f32 = 0.98;
/// With one character read otherwise it has to be this likely.
const RECOGNISED_WITH_A_SLIP: f32 = 0.999;
/// Imprints of fewer characters are borne by too many pills that no table has.
const MIN_CHARACTERS: usize = 3;
/// With one character read otherwise there must be so many.
const MIN_CHARACTERS_WITH_A_SLIP: usize = 6;
/// Whether this is the medicine, on evidence that would convince a pharmacist: its whole imprint was read, nothing else fits, and
/// outline and colour agree.
pub(super) fn is_recognised(seen: &Seen, first: &Ranked<'_>) -> bool {
    let best = &first.best;
    let characters: usize = first.pill.imprint.iter().map(String::len).sum();
    let is_whole = best.unseen == 0;
    let is_exact =
        best.edits == 0 && first.probability >= RECOGNISED && characters >= MIN_CHARACTERS;
    // Medicines of one maker differ by a figure: a pill that says 30 is not the one that says 20, however alike the rest.
    let is_nearly_exact = best.edits == 1
        && best.figures == 0
        && first.probability >= RECOGNISED_WITH_A_SLIP
        && characters >= MIN_CHARACTERS_WITH_A_SLIP;
    let looks_so = best.shape >= OTHER && best.colour >= OTHER && best.size >= OTHER;
    seen.has_imprint() && is_whole && (is_exact || is_nearly_exact) && looks_so
}

/// Whether several medicines of an answer look the same.
pub(super) fn are_look_alikes(ranked: &[Ranked<'_>]) -> bool {
    let Some((first, others)) = ranked.split_first() else {
        return false;
    };
    let looks_like_it = |other: &&Ranked<'_>| {
        other.pill.shape == first.pill.shape && other.pill.colours == first.pill.colours
    };
    others.iter().any(|other| looks_like_it(&other))
}
