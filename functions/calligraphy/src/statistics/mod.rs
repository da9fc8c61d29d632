//! How well a person draws, in figures: from tallies that are kept as drawings are compared, never from the drawings themselves, so that
//! a long history costs no more than a short one.

mod figures;
mod range;
pub(crate) mod route;
#[cfg(test)]
mod tests;
mod view;
