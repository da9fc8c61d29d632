//! The list of what is in an archive.

use jiff::Timestamp;
use nazar::{Owner, store};
use serde::Serialize;

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct File {
    pub(super) name: String,
    /// What it is, for whoever reads the archive without knowing Nazar.
    pub(super) about: &'static str,
    /// Bytes, unpacked.
    pub(super) size: u64,
    /// In hex, of the unpacked bytes.
    pub(super) sha256: String,
}

/// `manifest.json`: the last file, which lists the others.
#[derive(Debug, Serialize)]
pub(super) struct Manifest<'a> {
    /// How to read it; another number when the layout changes.
    format: &'static str,
    account: Owner,
    made_at: Timestamp,
    files: &'a [File],
}

impl<'a> Manifest<'a> {
    /// Its name in the archive.
    pub(super) const NAME: &'static str = "manifest.json";
    /// What it is.
    pub(super) const ABOUT: &'static str = "this list";

    /// The manifest of these files.
    pub(super) fn new(account: Owner, files: &'a [File]) -> Self {
        Self {
            format: "nazar-export-1",
            account,
            made_at: store::now(),
            files,
        }
    }
}
