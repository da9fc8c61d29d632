//! Pictures and other objects in the one media bucket.
//!
//! A key is a type ([`UploadKey`], [`ImageKey`], [`DeadLetterKey`]), so a handler cannot read or write at an
//! address made from a string, and a key that names a person can only be made from an [`Owner`](crate::Owner).
//! What comes from outside lands under `uploads/` and is never served: only bytes that passed admission are
//! copied to `images/`, because a presigned POST may be sent again until it expires and could replace what was
//! checked.

mod client;
mod dead_letter;
mod error;
mod form;
mod key;
mod parts;
mod person;
mod policy;
mod read;

pub use client::{Objects, READ_URL_LIFETIME};
pub use dead_letter::DeadLetterKey;
pub use error::ObjectError;
pub use form::{MAX_UPLOAD_BYTES, UPLOAD_LIFETIME, UploadForm, UploadRules};
pub use key::{ImageKey, KeyError, ObjectKey, PredictionPart, Purpose, SimilarityPart, UploadKey};
pub use parts::{MIN_PART, Parts};
pub use person::{ExportKey, ListedKey, Listing, PersonPrefix};
pub use read::ObjectHead;
