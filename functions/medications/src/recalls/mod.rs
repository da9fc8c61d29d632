//! Recalls: of a medicine, and of the very pack that somebody holds.
//!
//! The check itself is the library's ([`nazar::recalls`]), which scans and the assistant ask too; here it gets its paths and
//! its words.

pub(crate) mod check;
pub(crate) mod of_medicine;
mod view;

use http::{HeaderMap, HeaderValue, header};

/// An answer about recalls is never kept: it is good for as long as its sources are.
fn not_kept() -> HeaderMap {
    HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))])
}
