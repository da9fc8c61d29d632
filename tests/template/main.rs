//! Tests of template.yaml for what its linters let through.
//!
//! `sam validate --lint` accepts a misspelt ReportBatchItemFailures, a MaximumConcurrency of 1, a method "PSOT", a
//! route that nobody asked for and a visibility timeout that is too short, and no emulator asks for a permission.
//! Each file here is one check: a function from the template to its findings, a test that the template has none,
//! and tests that break the template in memory and expect the finding.

mod alarms;
mod bucket;
mod builds;
mod environment;
mod events;
mod logs;
mod memory;
mod mutation;
mod parameters;
mod permissions;
mod queues;
mod routes;
mod sources;
mod tables;
mod template;
