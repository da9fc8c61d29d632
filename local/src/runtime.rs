//! Lambda: the functions' own binaries, each instance in its own process, fed through the Runtime API.
//!
//! An instance asks for work under `/_runtime/<instance>`, so one port serves all of them and an answer can only
//! come from the process that got the event. As in Lambda, an instance does one invocation at a time; a function
//! has as many instances as its load needs, up to a limit, and further invocations wait their turn.

mod api;
mod environment;
mod functions;
pub mod guard;
mod instance;
mod memory;
mod pool;
mod process;

pub use functions::{Functions, Settings};
