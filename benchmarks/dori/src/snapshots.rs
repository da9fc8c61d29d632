//! The frame of a snapshot, which is all that decoding needs.

#[path = "../../../shared/src/snapshots/frame.rs"]
mod frame;

pub use frame::{FrameError, frame, unframe};
