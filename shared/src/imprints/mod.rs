//! What is stamped into or printed on pills, and which medicine it says.
//!
//! What the eyes read is never one string: a worn 5 may be an S, a score line may be an I. It is kept as a [`Lattice`],
//! every position with its alternatives, and compared as such, so that a doubt of the reader stays a doubt in the answer.
//! A pill that was seen ([`Seen`]) is looked up in a table ([`ImprintTable`]), and the answer is a probability for every row
//! and one for none of them ([`Matching`]): an imprint that no table has must not become its nearest neighbour.

mod align;
mod background;
mod confusion;
mod cover;
mod face;
mod lattice;
mod matching;
mod normal;
mod pill;
mod seen;
mod table;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod words;

pub use lattice::{Alternative, Lattice, Line, Position};
pub use matching::{Candidate, Likeness, Matching};
pub use normal::{normal, parts};
pub use pill::{Pill, PillSource};
pub use seen::{LEGIBLE, Seen};
pub use table::{ImprintTable, KIND};
pub use words::{Colour, Shape};
