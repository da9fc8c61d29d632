//! Starts the whole bundle for the black-box tests, and speaks to it as a client would.
//!
//! A test never reaches into a function: it starts `nazar-local` as a process on a free port with a fresh data
//! directory, and sends HTTP. Where a test has to look behind the API (was a row written? is the object gone?) it asks
//! the stores over the wire with the AWS SDK, as the functions do.

pub mod aws;
pub mod barcodes;
pub mod bundle;
pub mod client;
pub mod fake;
pub mod gs1_128;
pub mod person;
pub mod processes;
pub mod push;
pub mod samples;
pub mod tables;
pub mod traces;

pub use bundle::{Bundle, Options};
pub use client::{Answer, Client};
pub use person::Person;
