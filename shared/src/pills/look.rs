//! What the eyes saw in a picture.

use super::{Appearance, Area, Quality};
use crate::imprints::Lattice;

/// What the eyes saw in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// How good the picture is. A poor one is looked at all the same: it is advice, not a verdict.
    pub quality: Quality,
    /// The pills, the surest first. Empty where there is none, or none that could be told.
    pub pills: Vec<Sighting>,
    /// Whether the card was found that pills are measured by.
    pub is_measured: bool,
}

/// One pill in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Where it lies.
    pub area: Area,
    /// How sure the detector is that it is a pill, 0 to 1.
    pub score: f32,
    /// What it looks like; `None` where the pill was not looked at more closely (of many pills only the surest are) or
    /// could not be told from what it lies on.
    pub appearance: Option<Appearance>,
    /// What stands on the side that is seen; empty where nothing was read, or it was not looked at more closely.
    pub imprint: Lattice,
    /// Its length in millimetres, where something in the picture gives the scale.
    pub size_mm: Option<f32>,
}
