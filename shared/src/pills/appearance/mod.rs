//! What a pill looks like: outline, colours, score line, kind, size.

mod colours;
mod cover;
mod distribution;
mod lab;
mod observer;
mod shades;

pub(super) use cover::{Cover, Lie};
pub(super) use observer::Observer;

pub use distribution::{ColourSet, Distribution};

use crate::imprints::Shape;

/// What a pill looks like, each trait by how likely it is what.
#[derive(Debug, Clone, PartialEq)]
pub struct Appearance {
    /// Its outline.
    pub shape: Distribution<Shape>,
    /// Its colours: sets of one or two, because a capsule's halves belong together.
    pub colours: Distribution<ColourSet>,
    /// How likely a score line is seen, 0 to 1.
    pub scored: f32,
    /// How likely it is a capsule and no tablet, 0 to 1.
    pub capsule: f32,
    /// The longer side divided by the shorter one, from 1: known even where no size in millimetres is.
    pub elongation: f32,
    /// The longer side in pixels of the picture. Pills of one picture that lie on one plane compare by it.
    pub length: f32,
}
