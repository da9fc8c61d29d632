//! Functions that behave and functions that do not, under a running `local`.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod command_line;
mod harness;
mod lifetimes;
mod limits;
mod load;
mod place;
mod protocol;
mod recovery;
mod start_up;
