//! The recall watch: reads what authorities recall, on a schedule, and keeps it where checks look.
//!
//! A run reads openFDA's enforcement reports of the last years **whole**: a recall that was ended, classified or extended
//! is changed at the source without a new date, so asking for what is new would miss it. What has not changed since the last
//! run is not written. Only a run that read everything to its end counts as one in which the source worked; checks answer
//! *could not check* when the last such run is too long ago.
//!
//! The operator's own list comes by the importer. The watch looks at its age, and says in the log when a source is out of
//! date, which raises an alarm.

mod context;
mod handler;
mod openfda;
mod reading;
mod windows;

pub use context::Context;
pub use handler::{Summary, handle};
