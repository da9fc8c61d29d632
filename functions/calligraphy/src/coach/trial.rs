//! What the tests of this module share.

use std::sync::LazyLock;

use nazar::image::FineGlyph;
use nazar_lab::flaws::{Flaw, Raster, apply};

use super::{Analysis, Leniency, analyse};

/// A character's own form.
pub(super) fn reference(class_id: u8) -> Raster {
    Raster::reference(class_id, FineGlyph::SIDE).unwrap()
}

/// A raster as a drawing.
pub(super) fn drawing(raster: &Raster) -> FineGlyph {
    FineGlyph::from_pixels(raster.pixels()).unwrap()
}

/// A character's own form with a fault.
pub(super) fn spoilt(class_id: u8, flaw: Flaw, strength: f32, seed: u64) -> FineGlyph {
    drawing(&apply(&reference(class_id), flaw, strength, seed))
}

/// The analysis of the first character's own form.
pub(super) fn perfect() -> Analysis {
    static PERFECT: LazyLock<Analysis> =
        LazyLock::new(|| analyse(0, &drawing(&reference(0)), Leniency::Normal).unwrap());
    PERFECT.clone()
}
