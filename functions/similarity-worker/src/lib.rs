//! The similarity worker: takes a drawing, looks at it and at the reference with the same eyes, and says how far
//! they are apart. It also removes the pictures of what was deleted, and of what could not be compared.

mod comparison;
mod context;
mod handler;
mod removal;

pub use comparison::{Comparer, ComparerError, Comparison, Pictures};
pub use context::Context;
pub use handler::handle;
