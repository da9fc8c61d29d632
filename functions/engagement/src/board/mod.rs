//! The leaderboard: looking at it, joining it, leaving it.

pub(crate) mod me;
pub(crate) mod rank;
pub(crate) mod top;
