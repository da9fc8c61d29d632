//! One file per concern that every request has.

mod identify;
mod panic;
mod render;
mod security;
mod trace;

pub(super) use identify::{Identity, identify};
pub(super) use panic::panicked;
pub(super) use render::render;
pub(super) use security::security;
pub use trace::RequestId;
pub(super) use trace::trace;
