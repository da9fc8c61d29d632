//! Whether medicines go together: rules from several sources, one record for a pair, and a check that says what it
//! could not ask.
//!
//! Everything works on active ingredients. A rule ([`Rule`]) is between two subjects ([`Subject`]): ingredients,
//! classes of them, or what a medicine meets beside others (food, alcohol, illnesses, pregnancy, age). Each import gives
//! a [`RuleSet`]; the sets are kept as one snapshot ([`PackedRules`]), and [`Knowledge`] joins it with the catalogue's ingredients, and [`check`]
//! asks it. Severities are one closed scale ([`Severity`]): what a source does not rate is not guessed, and what no source
//! knows is never called safe. Where all lists were asked and none has a pair, a small model ([`predicted`]) may warn,
//! marked as a guess.

mod advice;
mod age;
mod check;
mod circumstance;
mod class;
mod knowledge;
mod mechanism;
mod packed;
mod rule;
mod set;
mod setting;
mod severity;
mod snapshot;
mod source;
mod subject;
#[cfg(test)]
pub(crate) mod testing;
mod vocabulary;

pub mod demonstration;
pub mod names;
pub mod predicted;
#[cfg(feature = "http")]
pub mod words;

pub use advice::Advice;
pub use age::AgeRange;
pub use check::{Between, Finding, Gap, Outcome, Party, Person, Report, Taken, check};
pub use circumstance::{Condition, Food, Pregnancy};
pub use class::{Class, ClassId};
pub use knowledge::{Knowledge, Known, Merged};
pub use mechanism::Mechanism;
pub use packed::PackedRules;
pub use predicted::Prediction;
pub use rule::{Evidence, Rule};
pub use set::RuleSet;
pub use setting::Setting;
pub use severity::Severity;
pub use snapshot::{KIND, decode, encode};
pub use source::{Source, Trust};
pub use subject::Subject;
pub use vocabulary::UnknownWord;
