//! Passwords: which ones are taken, and how they are kept.

mod hash;
mod policy;

pub(crate) use hash::{Verdict, hash, verify};
pub(crate) use policy::{check_common, check_unlike};
