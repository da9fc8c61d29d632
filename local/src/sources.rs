//! What calls functions besides HTTP: queues, bucket notifications and schedules.
//!
//! [`queue`] polls a queue for a function as Lambda's event source mapping does. [`outbox`] keeps what was promised to
//! be delivered later (bucket notifications), and [`delivery`] delivers it, to a queue at once and to a function with
//! the two retries of an asynchronous invocation. [`schedule`] runs functions by the clock or by name.

pub mod cron;
pub mod delivery;
pub mod expression;
pub mod outbox;
pub mod queue;
mod queue_event;
mod queue_outcome;
pub mod schedule;
