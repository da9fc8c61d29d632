//! What was read.

use std::time::Duration;

use crate::codes::Symbology;

/// A corner of a code, in pixels of the picture that was given; it may lie a little outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A code that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its kind.
    pub format: Symbology,
    /// Its text. The separator FNC1 of a GS1 code is the character GS (U+001D); digits of EAN and UPC are as printed,
    /// UPC-E written out as the 12 digits that it stands for.
    pub text: String,
    /// What it holds, before any character set was applied.
    pub bytes: Vec<u8>,
    /// Its symbology identifier as ISO/IEC 15424 writes it, such as `]d2` for GS1 DataMatrix.
    pub identifier: String,
    /// Where it lies: its own top left corner first, then clockwise as the code reads.
    pub corners: [Corner; 4],
}

/// How reading a picture ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All attempts that the picture called for were made.
    Complete,
    /// The time was over first: a code that was not read may be there all the same.
    OutOfTime,
    /// Not begun: too many earlier decodings have not come back ([`Budget`]).
    Unavailable,
}

/// The codes of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Each code once, in the order in which they were found.
    pub codes: Vec<Code>,
    /// How often the decoder was asked.
    pub attempts: u32,
    /// How it ended.
    pub ended: Ended,
}

impl Reading {
    /// Whether the picture was not looked through to the end.
    pub fn exhausted(&self) -> bool {
        self.ended != Ended::Complete
    }
}

/// How much may be spent on a picture.
///
/// The decoder is a C++ library that cannot be interrupted. It runs on a thread of its own, and when the time is over it is left
/// behind there; after a few threads that did not come back no further picture is read in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The longest that a caller waits.
    pub time: Duration,
    /// Whether attempts beyond the plain ones are made where nothing was read.
    pub rescue: bool,
}

impl Default for Budget {
    /// Two seconds, with everything.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(2),
            rescue: true,
        }
    }
}

impl Budget {
    /// The decoder's own try-harder mode alone, which ours is measured against.
    pub fn plain() -> Self {
        Self {
            rescue: false,
            ..Self::default()
        }
    }
}
