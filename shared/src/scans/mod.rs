//! Scans: what a code or a picture of a pill comes to.
//!
//! People act on what this says, so the rule is: recognised only with evidence that would convince a pharmacist, otherwise refused
//! with what to do next. [`conclude`] is the whole of it, without network or clock: the worker calls it for pictures, the
//! scans function for the text of a code. docs/dori-scan.md says why it is as it is.
//!
//! ```text
//! codes read, pills seen --conclude--> Conclusion --> ScanRecord (store) --> ScanView (words in the reader's language)
//!     against: catalogue, table of imprints, the person's own list
//! ```

#[cfg(feature = "scans")]
mod beside;
#[cfg(feature = "scans")]
mod code;
#[cfg(feature = "scans")]
mod conclude;
#[cfg(feature = "scans")]
mod contents;
#[cfg(feature = "scans")]
mod judge;
#[cfg(feature = "scans")]
mod mine;
#[cfg(feature = "scans")]
mod of_pack;
#[cfg(feature = "scans")]
mod of_pill;
#[cfg(feature = "scans")]
mod packs;
#[cfg(feature = "scans")]
mod rank;
#[cfg(feature = "scans")]
mod reference;
#[cfg(feature = "scans")]
mod sides;
#[cfg(all(test, feature = "scans"))]
mod tests;
#[cfg(feature = "scans")]
mod verify;
#[cfg(feature = "http")]
mod view;

#[cfg(feature = "scans")]
pub use beside::contradicts;
#[cfg(feature = "scans")]
pub use code::{ReadCode, read_code};
#[cfg(feature = "scans")]
pub use conclude::{Conclusion, Evidence, Made, SeenPill, conclude};
#[cfg(feature = "scans")]
pub use contents::{are_two, is_another};
#[cfg(feature = "scans")]
pub use mine::OwnList;
#[cfg(feature = "scans")]
pub use packs::packs;
#[cfg(feature = "scans")]
pub use reference::{Reference, ReferenceError, References};
#[cfg(feature = "scans")]
pub use sides::{OtherSide, seen_again};
#[cfg(feature = "http")]
pub use view::{ScanTexts, ScanView};
