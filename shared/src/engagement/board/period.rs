//! Which board: its period, and the calendar by which periods end.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Zone;

/// Where the weeks and months of the boards begin.
static CALENDAR: LazyLock<Zone> =
    LazyLock::new(|| Zone::from_str("Asia/Tashkent").unwrap_or_default());

/// How long the sums and places of a week or a month are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 100);

/// What a board counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = LeaderboardPeriod))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The points of this week, from Monday on.
    Weekly,
    /// The points of this month.
    Monthly,
    /// All points ever earned.
    AllTime,
}

/// A board, such as that of the fifth week of 2026.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Board(String);

impl Board {
    /// The board of a period at a moment.
    pub fn at(period: Period, now: Timestamp) -> Self {
        let day = CALENDAR.day(now);
        Self(match period {
            Period::AllTime => "ALL".to_owned(),
            Period::Weekly => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Period::Monthly => format!("{:04}-{:02}", day.year(), day.month()),
        })
    }

    /// The three boards of a moment: of all times, of the week, of the month.
    pub fn current(now: Timestamp) -> [Self; 3] {
        [Period::AllTime, Period::Weekly, Period::Monthly].map(|period| Self::at(period, now))
    }

    /// The board whose sums stand under a sort key that ends so.
    pub(super) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Whether it has no end.
    pub(in crate::engagement) fn is_of_all_times(&self) -> bool {
        self.0 == "ALL"
    }

    /// When rows of the board that were written at this moment may go, in seconds since 1970; `None` for never.
    pub(in crate::engagement) fn expires_at(&self, now: Timestamp) -> Option<i64> {
        (!self.is_of_all_times()).then(|| now.as_second().saturating_add(KEPT.as_secs()))
    }
}

impl fmt::Display for Board {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first_in_tashkent() {
        let boards = |moment: &str| {
            let now = moment.parse().unwrap();
            Board::current(now).map(|board| board.to_string())
        };
        // Sunday, 23:59 in Tashkent, and a minute later.
        let sunday = boards("2026-02-01T18:59:00Z");
        let monday = boards("2026-02-01T19:00:00Z");
        assert_eq!(sunday, ["ALL", "2026-W05", "2026-02"]);
        assert_eq!(monday, ["ALL", "2026-W06", "2026-02"]);
        assert_eq!(boards("2026-01-31T18:59:00Z")[2], "2026-01");
        // The last days of December may be of the next year's first week.
        let new_year = boards("2025-12-31T00:00:00Z");
        assert_eq!(new_year, ["ALL", "2026-W01", "2025-12"]);
    }

    #[test]
    fn only_periods_that_end_expire() {
        let now = Timestamp::from_second(0).unwrap();
        let [all, week, month] = Board::current(now);
        assert_eq!(all.expires_at(now), None);
        assert_eq!(week.expires_at(now), Some(8_640_000));
        assert_eq!(month.expires_at(now), Some(8_640_000));
    }
}
