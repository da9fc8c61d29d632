//! The queue, object and table servers and the event sources, over the wire with the SDKs that the functions use.
//!
//! One binary, because each further one would link three SDKs again.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may stop where they meet something unexpected, as the tests themselves"
)]

#[path = "stores/dynamodb_items.rs"]
mod dynamodb_items;
#[path = "stores/dynamodb_support.rs"]
mod dynamodb_support;
#[path = "stores/dynamodb_tables.rs"]
mod dynamodb_tables;
#[path = "stores/s3_cors.rs"]
mod s3_cors;
#[path = "stores/s3_forms.rs"]
mod s3_forms;
#[path = "stores/s3_notifications.rs"]
mod s3_notifications;
#[path = "stores/s3_objects.rs"]
mod s3_objects;
#[path = "stores/s3_presigned.rs"]
mod s3_presigned;
#[path = "stores/s3_support.rs"]
mod s3_support;
#[path = "stores/s3_versions.rs"]
mod s3_versions;
#[path = "stores/sources_delivery.rs"]
mod sources_delivery;
#[path = "stores/sources_queue.rs"]
mod sources_queue;
#[path = "stores/sources_schedule.rs"]
mod sources_schedule;
#[path = "stores/sources_support.rs"]
mod sources_support;
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
