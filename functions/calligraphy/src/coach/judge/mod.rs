//! From facts to scores, and to what is worth saying.

mod allowance;
mod candidate;
mod faults;
mod praise;
mod scores;
mod select;

pub(super) use self::scores::judge;
pub(super) use self::select::{Findings, focus};
