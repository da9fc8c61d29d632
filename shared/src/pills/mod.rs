//! Dori's eyes: where pills lie in a picture, what they look like and what stands on them.
//!
//! [`Eyes`] holds the models and is loaded once; [`Eyes::look`] says of a picture how good it is ([`Quality`]) and which
//! pills are in it ([`Sighting`]). Everything that is seen comes as probabilities over what it may be: who decides what a
//! pill is has to know how sure the eyes were. Nothing here knows a medicine.

mod appearance;
mod area;
mod detector;
mod eyes;
mod frame;
mod imprint;
mod look;
mod network;
mod quality;
mod scale;

pub use appearance::{Appearance, ColourSet, Distribution};
pub use area::Area;
pub use detector::{Detection, Detector};
pub use eyes::Eyes;
pub use look::{Look, Sighting};
pub use quality::{Advice, Measures, Quality};
