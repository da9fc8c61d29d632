//! The embedded cloud: the whole bundle on one machine, made from template.yaml.

pub mod clock;
pub mod gateway;
pub mod invoke;
pub mod logs;
pub mod runtime;
pub mod sqs;
pub mod template;
