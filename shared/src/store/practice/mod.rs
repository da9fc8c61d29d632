//! What a person knows and what they mix up: the memory behind the practice plan.
//!
//! ```text
//! USER#<owner>  CARD#<class>                      how well the character is remembered, and when it is due
//! USER#<owner>  CONFUSION#<wanted>#<recognised>   how often one was drawn so that it looked like the other
//! USER#<owner>  STREAK                            days in a row on which something was drawn
//! ```
//!
//! All of it is written by the transaction that writes the drawing itself, so that nothing is counted twice or lost.
//! Cards and the streak follow from what they were before, so they are written on the condition of their version: whoever
//! was overtaken reads again. Confusions are plain counts.
//!
//! The schedule is FSRS-6 ([`Memory`]); [`Grade`] says how a drawing is graded and [`Card`] which drawings count. Deleting a
//! drawing from the history takes its confusion back and leaves card and streak: what was practised was practised.

mod card;
mod confusion;
mod grade;
mod read;
mod schedule;
mod streak;
#[cfg(test)]
mod tests;
mod write;

pub use card::{Attempt, Card};
pub use confusion::{Confusion, count_confusion, take_back_confusion};
pub use grade::Grade;
pub use read::Practised;
pub use schedule::{LONGEST_INTERVAL, Memory, RETENTION};
pub use streak::Streak;

use super::Table;

/// The practice part of the history table, one person at a time.
#[derive(Debug, Clone)]
pub struct Practice {
    table: Table,
}

impl Practice {
    /// The cards, confusions and streaks kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}
