//! The embedded cloud: the whole bundle on one machine, made from template.yaml.

pub mod invoke;
pub mod template;
