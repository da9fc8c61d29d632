//! When a pill counts as recognised, and when what was seen forbids a medicine.
//!
//! The numbers are judged by the evaluation (`models/lab`, `pills`): of what is called recognised at least 995 in a thousand must
//! be it. Whatever is changed here is to be measured there.

use super::Reference;
use super::rank::{OTHER, Ranked};
use crate::catalogue::IngredientId;
use crate::imprints::Seen;

/// A pill is recognised from this probability on.
const RECOGNISED: f32 = 0.98;
/// With one character read otherwise it has to be this likely.
const RECOGNISED_WITH_A_SLIP: f32 = 0.999;
/// Imprints of fewer characters are borne by too many pills that no table has.
const MIN_CHARACTERS: usize = 3;
/// With one character read otherwise there must be so many.
const MIN_CHARACTERS_WITH_A_SLIP: usize = 6;
/// So likely another medicine, a pill is not from the pack beside it.
const ANOTHER: f32 = 0.95;
/// So unlikely, with a whole imprint read, it is not the medicine that it is said to be.
const EXCLUDED: f32 = 0.001;

/// Whether this is the medicine, on evidence that would convince a pharmacist: its whole imprint was read, nothing else fits, and
/// outline and colour agree.
pub(super) fn is_recognised(seen: &Seen, first: &Ranked<'_>) -> bool {
    let best = &first.best;
    let characters: usize = first.pill.imprint.iter().map(String::len).sum();
    let is_whole = best.unseen == 0;
    let is_exact =
        best.edits == 0 && first.probability >= RECOGNISED && characters >= MIN_CHARACTERS;
    let is_nearly_exact = best.edits == 1
        && first.probability >= RECOGNISED_WITH_A_SLIP
        && characters >= MIN_CHARACTERS_WITH_A_SLIP;
    let looks_so = best.shape >= OTHER && best.colour >= OTHER && best.size >= OTHER;
    seen.has_imprint() && is_whole && (is_exact || is_nearly_exact) && looks_so
}

/// Whether a pill cannot be from a pack of these ingredients: it is surely another medicine, or all that is known to bear an
/// imprint with these ingredients bears another one.
pub(super) fn is_another(
    seen: &Seen,
    first: Option<&Ranked<'_>>,
    ingredients: &[IngredientId],
    reference: &Reference,
) -> bool {
    if !seen.has_imprint() || ingredients.is_empty() {
        return false;
    }
    let is_same = |own: &[IngredientId]| {
        own.len() == ingredients.len() && own.iter().all(|id| ingredients.contains(id))
    };
    let is_other = first.is_some_and(|first| {
        let known = !first.pill.ingredients.is_empty();
        first.probability >= ANOTHER
            && first.best.edits == 0
            && known
            && !is_same(&first.pill.ingredients)
    });
    is_other || contradicts(seen, &is_same, reference)
}

/// Whether an imprint that was read speaks against all pills that are the medicine: those of the table for which `is_it` holds by
/// their ingredients. Where the table has none of them, nothing can be said.
pub fn contradicts(
    seen: &Seen,
    is_it: &dyn Fn(&[IngredientId]) -> bool,
    reference: &Reference,
) -> bool {
    let table = &reference.imprints.data;
    let rows: Vec<usize> = table
        .pills()
        .iter()
        .enumerate()
        .filter(|(_, pill)| pill.medicine.is_some() && is_it(&pill.ingredients))
        .map(|(place, _)| place)
        .collect();
    let read: usize = seen.sides.iter().map(crate::imprints::Lattice::len).sum();
    if rows.is_empty() || read < MIN_CHARACTERS {
        return false;
    }
    let favoured: Vec<(usize, f32)> = rows.iter().map(|place| (*place, 100.0)).collect();
    let matching = table.matches(seen, &favoured);
    let sum: f32 = matching
        .candidates
        .iter()
        .filter(|one| rows.contains(&one.place))
        .map(|one| one.probability)
        .sum();
    sum < EXCLUDED
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
