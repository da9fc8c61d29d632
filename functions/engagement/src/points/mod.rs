//! What somebody earned: the sum, and the lines that it is made of.

pub(crate) mod history;
pub(crate) mod show;
