//! How a check is shown: the verdict first, then what was found, then what it was made from.

mod data;
mod finding;
mod names;
mod prediction;
mod verdict;

pub use data::DataView;
pub use finding::{CircumstanceView, FindingKind, FindingView, SourceView, sources};
pub use names::{ingredient_name, subject_name};
pub use prediction::PredictionView;
pub use verdict::VerdictView;
