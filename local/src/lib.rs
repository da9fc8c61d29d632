//! The embedded cloud: the whole bundle on one machine, made from template.yaml.

pub mod assets;
pub mod build;
pub mod cli;
pub mod clock;
pub mod cloud;
pub mod commands;
pub mod data_dir;
pub mod dynamodb;
pub mod gateway;
pub mod ids;
pub mod invoke;
pub mod logs;
mod mail;
pub mod runtime;
pub mod s3;
pub mod server;
mod services;
pub mod sources;
pub mod sqs;
mod stores;
pub mod template;
pub mod workspace;
