//! Answers that say which version of a thing they show, and changes that name the version that they mean.

pub(crate) use nazar::http::versioned::{TRIES, changed, created, expect, tagged};
