//! Pictures from outside: what is let in, and how a drawing becomes the small glyph that the models see.
//!
//! Admission and preprocessing are separate steps. [`admit`] decides whether bytes are a picture at all, before any
//! pixel is decoded where possible; [`preprocess`] turns an admitted picture into a [`Glyph`]. The training data are made
//! by the same code (the `prepare` binary of models/lab), so that a model never sees pixels in production that were
//! made in another way.

mod admit;
mod background;
mod components;
mod distance;
mod fine;
mod fit;
mod flatten;
mod format;
mod glyph;
mod ink;
mod labels;
mod mask;
mod overlay;
mod preprocess;
mod rejection;
mod rules;
pub(crate) mod shrink;

pub use admit::{Admitted, MAX_BYTES, MAX_PIXELS, MIN_BYTES, MIN_SIDE, admit, admit_as};
pub use distance::Nearest;
pub use fine::FineGlyph;
pub use format::PictureFormat;
pub use glyph::Glyph;
pub use overlay::{INK_COLOUR, PICTURE_SIDE, REFERENCE_COLOUR, SHARED_COLOUR, glyph_png, overlay};
pub use preprocess::{preprocess, preprocess_image, raster};
pub use rejection::Rejection;
