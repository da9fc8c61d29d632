//! Messages between functions.
//!
//! A [`Queue`] sends one type of message; [`process_batch`] gives a Lambda batch to a handler message by message and
//! reports which of them failed, so that one bad message neither repeats nor loses its neighbours. A message
//! carries the trace of the request that sent it ([`TRACE_ATTRIBUTE`]).

mod batch;
mod client;
mod trace;

pub use batch::{BatchLimits, Delivery, Outcome, deadline, process_batch};
pub use client::{Queue, QueueError};
pub use trace::TRACE_ATTRIBUTE;
