//! Drawings of our own: glyphs of the font, distorted and inked as if drawn by hand and photographed.
//!
//! They stand in for handwriting that must not be shipped. Everything follows from a seed, so the files can be made anew.

mod hand;
mod noise;
mod sheet;

pub use hand::Hand;
pub use noise::Noise;
pub use sheet::{Rules, Sheet, draw};
