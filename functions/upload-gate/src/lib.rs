//! The upload gate: the one way from `uploads/`, where anybody with a form can put bytes, to everything else.

mod arrival;
mod context;
mod dead_letter;
mod gate;
mod handler;

pub use context::Context;
pub use handler::handle;
