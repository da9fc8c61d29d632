//! Reads template.yaml.

pub mod model;
pub mod names;
