//! The ghost-ink coach: lays a drawing over the reference like a ghost, and says where the two differ.
//!
//! It measures and does not guess: the same drawing gets the same answer, and a fault made worse never scores higher.
//! Facts, judgement and words are kept apart. [`Analysis`] is data, to be stored and sent; words and pictures are made of
//! it when they are asked for, in any of the five languages.

mod align;
mod analyse;
mod analysis;
mod counters;
mod frame;
mod ghost;
mod judge;
mod leniency;
mod measure;
pub mod pictures;
mod pieces;
mod reference;
mod regions;
mod shape;
mod words;

#[cfg(test)]
mod trial;

pub use analyse::analyse;
pub use analysis::{
    Alignment, Analysis, Aspect, AspectScore, Balance, Counters, Facts, Focus, FocusCode,
    FocusKind, HeadLine, Ink, Part, Place, Proportion, Region, RegionKind, Weight,
};
pub use leniency::Leniency;
pub use words::{Point, Words};

#[cfg(test)]
mod tests;
