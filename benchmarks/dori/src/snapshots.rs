//! The parts of snapshots that decoding needs.

#[path = "../../../shared/src/snapshots/frame.rs"]
mod frame;
#[path = "../../../shared/src/snapshots/places.rs"]
mod places;
#[path = "../../../shared/src/snapshots/records.rs"]
mod records;

pub use frame::{FrameError, frame, unframe};
pub use places::Places;
pub use records::{Packer, Records, Row, Rows};
