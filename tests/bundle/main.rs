//! Black-box tests of the whole bundle over HTTP; the modules are named after the paths they call.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

mod accounts;
mod adherence;
mod administration;
mod allergies;
mod assistant;
mod assistant_hearing;
mod assistant_household;
mod assistant_voice;
mod characters;
mod dashboard;
mod data_versions;
mod defects;
mod delivery;
mod engagement;
mod erasure;
mod events;
mod explained;
mod exports;
mod feedback;
mod health_records;
mod history;
mod household;
mod idempotency;
mod imports;
mod interactions;
mod jobs;
mod letters;
mod limits;
mod locales;
mod medications;
mod medicine_cabinet;
mod medicine_list;
mod moderation;
mod notices;
mod openapi;
mod people;
mod people_defects;
mod pharmacies;
mod platform;
mod practice;
mod predicted;
mod predictions;
mod providers;
mod readme;
mod recalls;
mod renewal;
mod samples;
mod scans;
mod similarities;
mod statistics;
mod tokens;
mod typed;
mod uploads;
