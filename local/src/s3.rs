//! S3 on the local disk.
//!
//! `s3s` speaks the protocol (signatures, presigned requests and forms, multipart, checksums) and `s3s-fs` keeps
//! objects as files. What they lack is here, in front: a fixed set of buckets, CORS, notifications, and the few answers
//! that AWS gives otherwise.

mod access;
mod auth;
mod cors;
mod key;
mod notification;
mod record;
mod refusal;
mod server;
mod store;
mod versions;

pub use auth::AccessKey;
pub use server::{S3Error, S3Server};
