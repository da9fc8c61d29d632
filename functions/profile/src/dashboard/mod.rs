//! How everybody of a household stands, and how it went: a file for each operation.
//!
//! Nothing is kept for it. What is shown follows from the lists, the doses, the rules and the recalls of the moment, so it
//! is never older than they are, and reading has bounds: see [`nazar::household::PersonToday`] and [`span`].

mod checks;
pub(crate) mod family;
pub(crate) mod member;
mod packs;
mod person;
mod recalls;
mod span;
pub(crate) mod statistics;
mod today;
pub(crate) mod trends;
