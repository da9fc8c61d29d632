//! SQS standard queues over the AWS JSON 1.0 protocol.
//!
//! No kept crate with a permissive licence does visibility, long polling and redrive, so the server is ours. What it
//! promises is what the functions rely on in AWS: a message is handed out at least once, to one receiver until its
//! visibility timeout ends, and goes to the dead-letter queue once it was received too often. Messages live in SQLite,
//! so an accepted message survives the process.
//!
//! FIFO queues, tags, permissions and encryption are not here; asking for them is answered with an error.

mod attributes;
mod batch;
mod digest;
mod error;
mod handout;
mod limits;
mod message;
mod moves;
mod operations;
mod polling;
mod queues;
mod receipt;
mod server;
mod service;
mod settings;
mod store;
mod wire;

pub use error::{ErrorCode, SqsError};
pub use message::{AttributeValue, Message, Outgoing, Sent};
pub use moves::{MoveStatus, MoveTask};
pub use polling::ReceiveOptions;
pub use service::Sqs;
pub use settings::{QueueSettings, RedrivePolicy};
pub use store::Counts;
