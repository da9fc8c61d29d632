//! The life of a job: what a person waits for while a queue and a worker do it.
//!
//! ```text
//! awaiting_upload --> queued --> running --> succeeded
//!        |  |            \_________/ | \---> failed
//!        |  \-- succeeded (an upload kept for a later request)
//!        \----- failed
//! ```
//!
//! Queues deliver at least once, workers die in the middle, and DynamoDB is the only judge:
//!
//! - a job is written before its message is sent, so a message always finds its job. When the send fails the job is
//!   failed and the person told 503; when the process dies between the two, the person got no answer and so no
//!   promise (an upload's gate sends again when its event is delivered again, and whoever asks for a job that has waited too long
//!   has its message sent: [`Jobs::is_overdue`]);
//! - a worker **claims** the job by one conditional write, which gives it a lease: a token and a time. Another
//!   delivery of the message finds the lease and leaves; after its time has passed, a crashed worker's job is
//!   claimed again;
//! - a worker **finishes** by one transaction on the condition of its token, which writes result, history, tallies and practice.
//!   A worker that lost its lease writes nothing, so nothing is counted twice;
//! - succeeded and failed are final: no delivery changes them.
//!
//! A job's row is a receipt and goes after [`RETENTION`]; the history is the record and stays.

mod claim;
mod complete;
mod exports;
mod finish;
mod job;
mod kind;
mod message;
mod overdue;
mod records;
mod repository;
mod scan;
mod status;
mod succeed;
#[cfg(test)]
mod tests;
mod tidy;
#[cfg(feature = "http")]
mod view;
mod wait;

pub use claim::{Claim, Lease};
pub use complete::job_row;
pub use exports::{Exports, Started};
pub use finish::Finish;
pub use job::{Export, Job, JobResult, RETENTION, UPLOAD_RETENTION};
pub use kind::Kind;
pub use message::{
    PillWorkerMessage, RemovalMessage, ScanMessage, SimilarityMessage, WorkerMessage,
};
pub use records::{ErasureMessage, ExportMessage, RecordsMessage};
pub use repository::Jobs;
pub use status::Status;

#[cfg(feature = "http")]
pub use view::{
    ExportView, JobLinks, JobResultView, JobView, SimilarityView, UploadView, location,
    preference_applied,
};
