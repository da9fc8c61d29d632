//! The similarity worker: takes a drawing, looks at it and at the reference with the same eyes, and says how far
//! they are apart.

mod comparison;
mod context;
mod handler;

pub use comparison::{Comparer, ComparerError, Comparison, Pictures};
pub use context::Context;
pub use handler::handle;
