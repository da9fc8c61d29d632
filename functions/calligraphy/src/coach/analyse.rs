//! From a drawing to its analysis.

use nazar::glyphs::GlyphError;
use nazar::image::FineGlyph;

use super::Leniency;
use super::analysis::{Analysis, Region};
use super::frame::UNIT;
use super::ghost::Ghost;
use super::judge::{Findings, focus, judge};
use super::measure::{Cover, TOLERANCE, measure};
use super::reference::Reference;
use super::regions::{CLOSING, of_counters, region, stains};

/// The most regions of ink that are kept: beyond these they are too many to be looked at.
const MOST_REGIONS: usize = 12;
/// An extra stain that lies within a filled counter by this share is that counter's, and is not named twice.
const WITHIN: f32 = 0.5;

/// Compares a drawing with the reference of the character that was meant. A few milliseconds of computing: call it where
/// blocking is allowed.
///
/// # Errors
/// [`GlyphError::UnknownCharacter`] for a target from 62 on.
pub fn analyse(
    target: u8,
    drawing: &FineGlyph,
    leniency: Leniency,
) -> Result<Analysis, GlyphError> {
    let reference = Reference::of(target)?;
    let ghost = Ghost::lay(reference, drawing);
    let measured = measure(reference, &ghost);
    let judgement = judge(&measured, leniency);

    let counters = of_counters(reference, &measured.fates);
    let filled = measured.fates.lost(&reference.counters, CLOSING);
    let tolerance = TOLERANCE * UNIT * leniency.factor();
    let cover = Cover::new(
        reference,
        &ghost.shape,
        tolerance,
        measured.facts.weight.ratio(),
    );
    let mut regions: Vec<Region> = Vec::new();
    let mut explained = Vec::new();
    for stain in stains(reference, &ghost, &cover, tolerance) {
        let lies_within = stain.share_of(&filled) >= WITHIN;
        if regions.len() < MOST_REGIONS && !lies_within {
            let found = region(reference, stain.kind, &stain.pixels, stain.depth);
            explained.extend(found.as_ref().map(|_| stain.explained));
            regions.extend(found);
        }
    }
    regions.extend(counters);

    let findings = Findings {
        reference,
        measured: &measured,
        judgement: &judgement,
        explained: &explained,
    };
    let focus = focus(&findings, &mut regions);
    Ok(Analysis {
        target,
        leniency,
        score: judgement.overall(),
        aspects: judgement.aspects(),
        facts: measured.facts,
        regions,
        focus,
    })
}
