//! The records worker: takes everything that is kept of a person, and puts it into an archive or erases it.
//!
//! It knows no kind of record by its fields. Whatever stands under a person's partitions and prefixes is theirs, so that
//! what another function begins to keep is exported and erased without this one being told.

mod context;
mod erasure;
mod export;
mod handler;
mod rows;

pub use context::Context;
pub use handler::handle;
