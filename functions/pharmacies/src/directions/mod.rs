//! The way to a pharmacy.
//!
//! The straight line is always told. How long the way is on foot and by car is asked of an OSRM-compatible router where one
//! is configured, and estimated from the line where none is or it does not answer; the answer says which.

mod estimate;
mod route;
mod router;

pub(crate) use route::{__path_get, get};
pub(crate) use router::Router;
