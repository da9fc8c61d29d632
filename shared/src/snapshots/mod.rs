//! Reference data as content-addressed objects in the data bucket.
//!
//! ```text
//! sources/<source>/<sha256>     a file as it was imported, so that a snapshot can be made again from nothing else
//! snapshots/<kind>/<sha256>     what functions load: framed, versioned, verified against its own name
//! snapshots/current.json        which snapshot of each kind is in force, and which sources it was made of
//! reports/<source>/<sha256>     what an import did not understand, row by row
//! imports/<source>/<file>       dropped here by an operator; starts the importer
//! ```
//!
//! An object never changes once it is written. A new version comes into force by one conditional write of
//! `current.json`, so a reader sees the old data or the new and never a mixture, and an import that dies half-way
//! has changed nothing.

mod current;
mod frame;
mod key;
mod live;
mod places;
mod records;
mod store;

pub use current::{Current, SnapshotEntry, SourceEntry};
pub use frame::{FrameError, frame, layout, unframe};
pub use key::{
    CurrentKey, ImportKey, ReportKey, SnapshotKey, SourceKey, Version, VersionError, Word,
};
pub use live::{Live, Loaded};
pub use places::Places;
pub use records::{Packer, Records, Row, Rows};
pub use store::{SnapshotError, Snapshots, Tag};
