//! Functions that behave and functions that do not, under a running `local`.

mod command_line;
mod harness;
mod lifetimes;
mod limits;
mod load;
mod protocol;
mod start_up;
