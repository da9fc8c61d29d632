//! What is stamped into or printed on pills, and which medicine it says.
//!
//! What the eyes read is never one string: a worn 5 may be an S, a score line may be an I. It is kept as a [`Lattice`],
//! every position with its alternatives, and compared as such, so that a doubt of the reader stays a doubt in the answer.

mod lattice;

pub use lattice::{Alternative, Lattice, Line, Position};
