//! The importer: makes the reference data that the other functions load.
//!
//! A source is a file as somebody publishes it. Importing one keeps its bytes under their own hash, makes the snapshots
//! anew from all sources that are kept, and brings them into force by one conditional write. The work depends on nothing
//! but those bytes, so importing a file twice changes nothing, an import that dies can simply be done again, and two
//! imports at the same time both end up in the data.

mod arrival;
mod build;
mod context;
mod gtins;
mod handler;
mod import;
mod interactions;
mod lists;
mod market;
mod pharmacies;
mod pills;
mod recalls;
mod register;
mod renew;
mod report;
mod sources;
mod substances;
mod table;
mod terminology;
mod terms;
mod unpacked;
mod vocabulary;

pub use build::{BuildError, Built, build};
pub use context::Context;
pub use handler::handle;
pub use import::{Destination, ImportError, import};
pub use renew::{Renewal, renew};
pub use report::{Finding, Findings, Problem, Report};
pub use sources::{Files, Source, SourceFile, UnknownSource, demonstration};
pub use table::TableError;
