//! What keeps people at it: points, a level, badges, streaks, and a leaderboard for those who want it.
//!
//! ```text
//! USER#<owner>  AWARD#<cause>        marks that a cause was rewarded: its condition makes every award one award
//! USER#<owner>  POINTS#<id>          a line of the ledger: points earned, spent for a reward, or taken back; never changed
//! USER#<owner>  SCORE#ALL            the sum: points ever earned, those still to be spent, and what badges count
//! USER#<owner>  SCORE#2026-W05       points of a week; SCORE#2026-02 of a month
//! USER#<owner>  QUOTA#<kind>#<day>   awards of a kind on a day
//! ```
//!
//! An award is one transaction: mark, line, quota and sums, or none of them. So it may be asked for again and again, by
//! a retried message or a repeated request, and after a crash it can be made up for.
//!
//! The replaced service showed points that it never credited, and credited a dose as often as it was sent. Here a cause
//! says what is rewarded once: a medicine in a month and not a picture, a medicine's dose at a time and not an entry of the
//! list, a pharmacy and not a review. Deleting and doing it again therefore earns nothing; and the points of a review go with it
//! (`lasting`).

mod award;
mod badges;
pub mod board;
mod cause;
mod dose;
mod lasting;
mod level;
mod read;
#[cfg(feature = "auth")]
pub mod rewards;
mod scan;
mod score;
pub mod streak;
#[cfg(test)]
mod tests;

pub use award::Awarded;
pub use badges::{Badge, BadgeCategory, Deeds, Earned};
pub use cause::{Cause, CauseKind};
pub use dose::on_time;
pub use lasting::ReviewAward;
pub use level::{Level, LevelName};
pub use read::{Line, LineKind};
pub use scan::{recognised_medicine, scan_causes};
pub use score::Totals;

use crate::Owner;
use crate::store::{Key, Table};

/// The points of all persons, one person at a time.
#[derive(Debug, Clone)]
pub struct Ledger {
    table: Table,
}

impl Ledger {
    /// The points kept in this table, the history.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

fn key(owner: Owner, sk: impl Into<String>) -> Key {
    Key::new(format!("USER#{owner}"), sk)
}
