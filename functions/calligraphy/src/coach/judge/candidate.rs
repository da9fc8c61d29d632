//! What could be said, before it is decided what is.

use crate::coach::analysis::{Aspect, FocusCode, Part};

/// Where a point is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// At a region that was found, by its index.
    Found(usize),
    /// At a part of the character.
    Part(Part),
}

/// A point that could be made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) code: FocusCode,
    pub(super) aspect: Aspect,
    pub(super) place: Where,
    pub(super) amount: Option<u16>,
    /// How much it would help: the halvings that it costs, by how much its aspect counts.
    pub(super) use_of_it: f32,
}
