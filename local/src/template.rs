//! Reads template.yaml: what stands there is all that `local` makes.

mod apis;
mod attributes;
mod buckets;
mod conditions;
mod document;
mod error;
mod events;
mod functions;
pub mod model;
pub mod names;
mod names_index;
mod parameters;
mod properties;
mod queues;
mod read;
mod scope;
mod tables;

pub use error::TemplateError;
