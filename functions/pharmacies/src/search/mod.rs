//! Where a medicine is to be had.

mod rank;
mod route;

pub(crate) use route::{__path_by_medication, by_medication};
