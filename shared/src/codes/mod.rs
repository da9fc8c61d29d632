//! Codes on packs: reading them off a picture, and understanding what they say.
//!
//! The two are apart. [`read`](fn@read) finds codes in a picture; it links a C++ library and stands behind the feature `codes`.
//! [`gs1`], [`Marking`] and [`Meaning`] work on text, wherever it was read, and need the feature `gs1` alone: a code
//! that the phone has read goes the same way as one from a picture. docs/dori-codes.md says what is read and why.

pub mod gs1;
mod marking;
mod meaning;
#[cfg(feature = "codes")]
mod read;
mod symbology;

pub use marking::{Marking, MarkingFault};
pub use meaning::{Meaning, MeaningError};
#[cfg(feature = "codes")]
pub use read::{Budget, Code, Corner, Ended, Reading, Search, read};
pub use symbology::{Symbology, UnknownSymbology};
