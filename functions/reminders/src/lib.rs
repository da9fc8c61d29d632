//! What has its minute: reminders that are due, lists that are looked through once a day, and notices on their way out.
//!
//! A run each minute asks the index for the rows of every minute since the last run that came to its end, and a few before
//! that again; it never scans, and it does not matter whether a run is late, left out, cut off or repeated. A reminder is
//! given up to an hour late and then passed over. Two runs at the same time find the same events, and the conditional
//! write behind [`nazar::notices::Notices::tell`] lets one of them tell each.

mod checkup;
mod context;
mod deliver;
mod handler;
mod person;
mod remind;

pub use context::Context;
pub use handler::{Summary, handle};
