//! Recalls: whether a medicine, a pack or a lot has been called back.
//!
//! [`RecallCheck`] answers one question with one of three verdicts: recalled, clear, or could not check. Clear needs a
//! fresh and whole answer of every source that the operator relies on; a source that is away, old or was never read
//! makes it *could not check*, with the source and when it last worked. No verdict says that something is safe.
//!
//! Two places hold recalls:
//!
//! - the **recalls table**, written by the recall-watch function alone: what openFDA reports, and how each run went;
//! - the **recalls snapshot**, made by the importer: the operator's own list and the archive of the US authority.
//!
//! A recall is matched to our catalogue by the number under the barcode, by the medicine that it names, or by ingredients
//! and maker; the answer says by which. What lots it is about is read out of free text ([`Lots`]).

mod check;
mod class;
mod held;
mod judge;
mod list;
mod lot;
mod lots;
mod makers;
mod matching;
mod ndc;
mod question;
mod recall;
mod settings;
mod source;
mod status;
mod substances;
mod table;
#[cfg(test)]
mod testing;
#[cfg(feature = "http")]
pub mod words;

pub use check::RecallCheck;
pub use class::{RecallClass, UnknownClass};
pub use held::LOCAL_SOURCE;
pub use list::{KIND, RecallList, decode, encode};
pub use lot::{Lot, LotError, MAX_LOT_LENGTH};
pub use lots::{Expiry, LotMatch, Lots, RecalledLot};
pub use ndc::{gtin_of_ndc, gtins_in};
pub use question::{FoundRecall, Gap, Gravest, MatchedBy, Question, RecallAnswer, Verdict};
pub use recall::Recall;
pub use settings::RecallSettings;
pub use source::{RecallSource, SourceState, Trouble, UnknownSource};
pub use status::{RecallStatus, UnknownStatus};
pub use substances::Substances;
pub use table::{Fingerprint, Kept, RecallTable, Run, WatchState};
