//! Rate limits: a counter per class, subject and minute in the control table, raised by one conditional update a
//! request.
//!
//! The window is fixed: the count begins anew each minute. A sliding one would be smoother and would need a read
//! before the write; at the turn of a minute a client can get twice its share for a moment, which hurts nobody here.

mod class;
mod layer;
mod limiter;
mod subject;

pub use class::Class;
pub use layer::{LimitLayer, limit};
pub use limiter::{Decision, Limiter};
pub use subject::Subject;
