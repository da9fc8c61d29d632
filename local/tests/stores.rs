//! The queue, object and table servers and the event sources, over the wire with the SDKs that the functions use.
//!
//! One binary, because each further one would link three SDKs again.

#[path = "stores/sqs_batches.rs"]
mod sqs_batches;
#[path = "stores/sqs_dead_letters.rs"]
mod sqs_dead_letters;
#[path = "stores/sqs_durability.rs"]
mod sqs_durability;
#[path = "stores/sqs_messages.rs"]
mod sqs_messages;
#[path = "stores/sqs_model.rs"]
mod sqs_model;
#[path = "stores/sqs_queues.rs"]
mod sqs_queues;
#[path = "stores/sqs_visibility.rs"]
mod sqs_visibility;
#[path = "stores/support.rs"]
mod support;
