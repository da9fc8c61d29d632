//! Pictures of an analysis, for people.
//!
//! Both are made of the analysis and what it was made from, so that nothing but the analysis needs to be stored.

mod overlay;
mod svg;

pub use overlay::{
    EXTRA_COLOUR, MATCH_COLOUR, MISSING_COLOUR, OVERLAY_SIDE, REFERENCE_COLOUR, overlay_png,
};
pub use svg::regions_svg;

use image::ImageError;
use nazar::glyphs::GlyphError;
use thiserror::Error;

/// Why a picture was not drawn. Neither happens to an analysis of ours.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The analysis is of a character that does not exist.
    #[error(transparent)]
    Character(#[from] GlyphError),
    /// The encoder failed.
    #[error("the picture cannot be encoded")]
    Encoding(#[from] ImageError),
}

#[cfg(test)]
mod tests;
