//! The list of recalls, without the table of them.

#[path = "../../../shared/src/recalls/class.rs"]
mod class;
#[path = "../../../shared/src/recalls/list.rs"]
mod list;
#[path = "../../../shared/src/recalls/lot.rs"]
mod lot;
#[path = "../../../shared/src/recalls/lots/mod.rs"]
mod lots;
#[path = "../../../shared/src/recalls/recall.rs"]
mod recall;
#[path = "../../../shared/src/recalls/source.rs"]
mod source;
#[path = "../../../shared/src/recalls/status.rs"]
mod status;

pub use class::RecallClass;
pub use list::{RecallList, decode};
pub use lot::Lot;
pub use lots::Lots;
pub use recall::Recall;
pub use source::RecallSource;
pub use status::RecallStatus;
