//! Rewards: what there is, getting one, and checking codes.

pub(crate) mod code;
pub(crate) mod list;
pub(crate) mod mine;
pub(crate) mod offer;
pub(crate) mod redeem;
mod view;
