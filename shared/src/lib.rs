//! What two or more of Nazar's functions share, and nothing else.
//!
//! Each module that pulls a heavy dependency stands behind a cargo feature, so that a function links what it uses:
//! the upload gate knows no HTTP, the accounts function no images.

pub mod aws;
mod clock_time;
pub mod code;
pub mod config;
pub mod ids;
mod owner;
pub mod telemetry;
mod zone;

#[cfg(feature = "auth")]
pub mod auth;
#[cfg(feature = "catalogue")]
pub mod catalogue;
#[cfg(feature = "checks")]
pub mod checks;
#[cfg(feature = "gs1")]
pub mod codes;
#[cfg(feature = "engagement")]
pub mod engagement;
#[cfg(feature = "glyphs")]
pub mod glyphs;
#[cfg(feature = "household")]
pub mod household;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "http")]
pub mod i18n;
#[cfg(feature = "image")]
pub mod image;
#[cfg(feature = "imprints")]
pub mod imprints;
#[cfg(feature = "inference")]
pub mod inference;
#[cfg(feature = "interactions")]
pub mod interactions;
#[cfg(all(feature = "store", feature = "objects"))]
pub mod jobs;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "notices")]
pub mod notices;
#[cfg(feature = "objects")]
pub mod objects;
#[cfg(feature = "outside")]
pub mod outside;
#[cfg(feature = "passport")]
pub mod passport;
#[cfg(feature = "http")]
pub mod people;
#[cfg(feature = "pharmacies")]
pub mod pharmacies;
#[cfg(feature = "pills")]
pub mod pills;
#[cfg(feature = "push")]
pub mod push;
#[cfg(feature = "queue")]
pub mod queue;
#[cfg(feature = "recalls")]
pub mod recalls;
#[cfg(any(feature = "http", feature = "scans"))]
pub mod scans;
#[cfg(feature = "snapshots")]
pub mod snapshots;
#[cfg(feature = "store")]
pub mod store;
#[cfg(feature = "terminology")]
pub mod terminology;

pub use clock_time::{ClockTime, InvalidTime};
pub use owner::Owner;
pub use zone::{UnknownZone, Zone};
