//! How a check is shown: the verdict first, then what was found, then what it was made from.

mod data;
mod finding;
mod names;
mod verdict;

pub(crate) use data::DataView;
pub(crate) use finding::{CircumstanceView, FindingView, SourceView, sources};
pub(crate) use names::{ingredient_name, subject_name};
pub(crate) use verdict::VerdictView;
