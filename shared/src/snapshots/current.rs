//! The one mutable object: which version of what is in force.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Version, Word};

/// What is in force, and what it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// The snapshot of each kind.
    pub snapshots: BTreeMap<Word, SnapshotEntry>,
    /// The file of each source.
    pub sources: BTreeMap<Word, SourceEntry>,
}

/// A snapshot in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotEntry {
    /// Which one.
    pub version: Version,
    /// When it came into force.
    pub since: Timestamp,
    /// Entries in it.
    pub entries: u64,
    /// Size in bytes.
    pub bytes: u64,
}

/// A source in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Which file.
    pub version: Version,
    /// The file's name when it was imported.
    pub file: String,
    /// When it was imported.
    pub imported_at: Timestamp,
    /// Rows that were read.
    pub rows: u64,
    /// Rows in which something was not understood.
    pub with_problems: u64,
}
