//! Extractors whose rejections are problems.

mod admin;
mod caller;
mod json;
mod locale;
mod path;
mod query;
mod rules;

pub use admin::Admin;
pub use json::ValidJson;
pub use path::ValidPath;
pub use query::ValidQuery;
