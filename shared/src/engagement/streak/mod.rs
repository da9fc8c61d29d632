//! Days in a row on which everything that was due was taken.
//!
//! ```text
//! USER#<owner>  ADHERED    the days until one that is decided, counted
//! ```
//!
//! A day on which nothing was due is no day of the row: it neither breaks it nor counts. Neither does a dose that was left out
//! because somebody advised it or because it was not borne: nobody is to take a medicine for the sake of a row. A dose
//! counts as taken when it was logged within a day of its time; a log of days ago mends the record and not the row.
//!
//! Two days after it ended a day is decided, and its verdict goes into the row's sum for good. Deleting a medicine would
//! otherwise delete what was missed of it; before it is deleted, the days that are still open and already broken
//! are noted too ([`Streaks::keep_breaks`]). Days begin and end in the person's zone.

mod day;
mod row;
mod sum;

pub use day::DayVerdict;
pub use row::Streaks;
pub use sum::{Streak, Sum};
