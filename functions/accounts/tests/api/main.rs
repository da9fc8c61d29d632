//! The accounts function as a whole: its router, over real requests, with a real DynamoDB engine in memory that the SDK
//! reaches over the wire.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod bundle;
mod change_password;
mod change_username;
mod problems;
mod refresh;
mod sign_in;
mod sign_up;
mod tokens;
