//! The sums of what somebody earned: ever, in a week, in a month.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::board::{Board, Place};
use super::{Ledger, Level, key};
use crate::Owner;
use crate::store::{Key, StoreError};

pub(super) const PREFIX: &str = "SCORE#";

/// A row of sums.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Score {
    /// Points earned.
    #[serde(default)]
    pub(super) points: u64,
    /// Points to be spent; only of the sum of all times. Below nothing once points are taken back that were spent.
    #[serde(default)]
    pub(super) balance: i64,
    /// Medicines recognised.
    #[serde(default)]
    pub(super) scans: u64,
    /// Doses taken on time.
    #[serde(default)]
    pub(super) doses: u64,
    /// Sets of medicines checked.
    #[serde(default)]
    pub(super) checks: u64,
    /// Days with a comparison with one's own list.
    #[serde(default)]
    pub(super) comparisons: u64,
    /// When the points came to what they are.
    #[serde(default)]
    pub(super) reached_at: Option<Timestamp>,
    /// Where they stand on the leaderboard, if anywhere.
    #[serde(default)]
    pub(super) place: Option<Place>,
    /// Counts changes of the place.
    #[serde(default)]
    pub(super) moves: u64,
}

/// What somebody has earned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Points ever earned.
    pub earned: u64,
    /// Points not spent yet.
    pub balance: u64,
    /// Points of this week.
    pub week: u64,
    /// Points of this month.
    pub month: u64,
    /// Medicines recognised; the same one counts once a month.
    pub scans: u64,
    /// Doses taken on time.
    pub doses: u64,
    /// Sets of medicines checked against each other; each counts once.
    pub checks: u64,
    /// Days on which something was compared with one's own list.
    pub comparisons: u64,
}

impl Totals {
    /// The level that the points make.
    pub fn level(&self) -> Level {
        Level::of(self.earned)
    }
}

impl Ledger {
    /// What somebody has earned until now.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn totals(&self, owner: Owner, now: Timestamp) -> Result<Totals, StoreError> {
        let [all, week, month] = Board::current(now);
        let (all, week, month) = tokio::try_join!(
            self.score(owner, &all),
            self.score(owner, &week),
            self.score(owner, &month)
        )?;
        Ok(Totals {
            earned: all.points,
            balance: u64::try_from(all.balance).unwrap_or_default(),
            week: week.points,
            month: month.points,
            scans: all.scans,
            doses: all.doses,
            checks: all.checks,
            comparisons: all.comparisons,
        })
    }

    pub(super) async fn score(&self, owner: Owner, board: &Board) -> Result<Score, StoreError> {
        let found = self.table.get(&score_key(owner, board)).await?;
        Ok(found.unwrap_or_default())
    }
}

pub(super) fn score_key(owner: Owner, board: &Board) -> Key {
    key(owner, format!("{PREFIX}{board}"))
}
