//! HTTP as every function speaks it: extractors, problems, limits, idempotency, pages and the OpenAPI document.
//!
//! A function builds an axum router, wraps the routes that need it in [`limit`] and [`idempotent`], and hands the
//! whole to [`service`], which adds what every answer has. Handlers return `Result<_, Problem>`; the `render` layer
//! alone turns a [`Problem`] into a body, because it alone knows the reader's language and the request's id.

mod body;
mod client;
mod edge;
mod extract;
mod idempotency;
mod layers;
mod limits;
mod page;
mod prefer;
mod problem;
mod service;
#[cfg(test)]
mod tests;

pub mod cursor;
pub mod etag;
pub mod moment;
pub mod multipart;
pub mod openapi;
pub mod patch;
pub mod versioned;

pub use body::{BODY_LIMIT, IMAGE_BODY_LIMIT, body_limit};
pub use client::ClientAddress;
pub use edge::Edge;
pub use extract::{Admin, ValidJson, ValidPath, ValidQuery};
pub use idempotency::{AnswerAbout, Idempotency, IdempotencyLayer, idempotent};
pub use layers::RequestId;
pub use limits::{Class, Decision, LimitLayer, Limiter, Subject, limit};
pub use page::{List, PageQuery, next_link, paged};
pub use prefer::{MAX_WAIT, PREFERENCE_APPLIED, PreferWait};
pub use problem::{FieldCode, FieldError, FieldProblem, Problem, ProblemBody};
pub use service::service;

pub use crate::{auth::Caller, code::Code, i18n::Locale};
