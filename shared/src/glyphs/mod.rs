//! The 62 characters of the Ranjana script that are taught, and their reference forms.
//!
//! Ranjana has no Unicode block of its own: a character is named by the Devanagari letter that carries it, and its form comes
//! from the font in shared/assets (Nithya Ranjana DU, SIL Open Font License 1.1). The class ids are those of the models
//! and of the public handwriting set: 36 consonants, 16 vowels, 10 digits.

mod confusables;
mod draw;
mod font;
mod outline;
mod table;

pub use confusables::{Confusable, confusables};
pub use draw::{reference_glyph, reference_png, reference_raster};
pub use font::GlyphError;
pub use outline::{OUTLINE_SIDE, reference_outline};
pub use table::{CHARACTERS, Character, Group, character};
