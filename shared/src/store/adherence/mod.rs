//! What was taken and what was not: one row for each dose.
//!
//! ```text
//! USER#<owner>  DOSE#<taker>#<day>#<time>#<entry>   a dose of the plan, once it was taken or skipped
//! USER#<owner>  DOSE#<taker>#<day>#~<id>#<entry>    a dose that was taken when it was needed
//! ```
//!
//! `<taker>` is `OWN` or a member's id, so that what one person of a family took is never counted for another, and goes
//! with them. Day and time are those of the plan, as clocks showed them. The key is the dose: it is written on the
//! condition that it is not there, so a dose is logged once, however often and from wherever it is sent, and the units
//! that it takes from the stock go in the same transaction.
//!
//! A row keeps the moment at which the dose was due and the moment at which it was taken, so that what was on time can
//! be told from the rows alone.

mod log;
mod read;
mod state;
#[cfg(test)]
mod tests;
mod write;

pub use log::{DoseKey, DoseLog, DoseOutcome, SkipReason};
pub use state::{Counts, Dose, DoseState, GRACE, counts, day};
pub use write::{Logged, Undone};

use super::medicine_list::Taker;
use super::{Key, Table};
use crate::Owner;

/// The doses, one person at a time.
#[derive(Debug, Clone)]
pub struct Adherence {
    table: Table,
}

impl Adherence {
    /// The doses kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

/// The beginning of the sort keys of one person of the family.
fn prefix(taker: Taker) -> String {
    match taker {
        None => "DOSE#OWN#".to_owned(),
        Some(member) => format!("DOSE#{member}#"),
    }
}

fn dose_key(owner: Owner, taker: Taker, key: &DoseKey) -> Key {
    Key::new(format!("USER#{owner}"), format!("{}{key}", prefix(taker)))
}
