//! Judging Dori's eyes by real photos, on the path that production runs: admission, then [`nazar::pills::Eyes`].
//!
//! Nothing here was trained on: the networks saw rendered pills alone.

mod attributes;
mod boxes;
mod calibration;
mod detection;
mod files;
mod imprint;
mod photos;
mod quality;
mod report;

pub use calibration::Calibration;
pub use detection::Precision;
pub use files::{File, unzip};
pub use report::{PillReport, phone_photos, run};
