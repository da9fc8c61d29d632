//! The pill worker: reads the codes of a picture, looks at its pills, and says what they are, or refuses to. It also removes
//! the pictures of scans that were deleted, and of those that could not be looked at.

mod context;
mod handler;
mod look;
mod removal;
mod reward;

pub use context::Context;
pub use handler::handle;
pub use look::{Observer, ObserverError};
