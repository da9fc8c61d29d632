//! Black-box tests of the whole bundle over HTTP; the modules are named after the paths they call.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

mod accounts;
mod delivery;
mod events;
mod idempotency;
mod imports;
mod interactions;
mod jobs;
mod limits;
mod locales;
mod medications;
mod medicine_list;
mod openapi;
mod platform;
mod predictions;
mod readme;
mod samples;
mod similarities;
mod tokens;
mod uploads;
