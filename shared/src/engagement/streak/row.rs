//! Keeping the row: what is decided is summed up, what is open is counted anew at each look.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{DayVerdict, Streak, Sum};
use crate::engagement::award::number;
use crate::engagement::key;
use crate::store::adherence::{self, Adherence};
use crate::store::medicine_list::MedicineLists;
use crate::store::{StoreError, Table, to_item, transact};
use crate::{Owner, Zone};

/// Days that are still open: today and the two before. A dose may be logged a day after its time.
const OPEN_DAYS: i64 = 2;

/// Most days that are looked at: who was away for longer begins a new row.
const REACH: i64 = 120;

/// The row, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    /// The last day that is in the sum.
    until: Option<Date>,
    #[serde(flatten)]
    sum: Sum,
    /// Days after it that were broken when a medicine was deleted.
    #[serde(default)]
    broken: Vec<Date>,
    /// Counts changes.
    version: u64,
}

/// A day with its verdict.
type Judged = (Date, DayVerdict);

/// The rows of days, one person at a time. They are about a person's own list, not about their family's.
#[derive(Debug, Clone)]
pub struct Streaks {
    table: Table,
    doses: Adherence,
    lists: MedicineLists,
}

impl Streaks {
    /// The rows kept in this table, the history.
    pub fn new(table: Table) -> Self {
        Self {
            doses: Adherence::new(table.clone()),
            lists: MedicineLists::new(table.clone()),
            table,
        }
    }

    /// How somebody's row stands, in their zone.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn of(
        &self,
        owner: Owner,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Streak, StoreError> {
        let (row, days) = self.judged(owner, zone, now).await?;
        let today = zone.day(now);
        let decided = before(today, OPEN_DAYS);
        let (closed, open): (Vec<Judged>, Vec<Judged>) =
            days.into_iter().partition(|(day, _)| *day < decided);
        let next = row.with(&closed);
        if next != row {
            self.write(owner, &next, row.version).await?;
        }
        let sum = open
            .iter()
            .fold(next.sum, |sum, (_, verdict)| sum.and(*verdict));
        let last = open.last().filter(|(day, _)| *day == today);
        Ok(Streak {
            sum,
            today: last.map_or(DayVerdict::NothingDue, |(_, verdict)| *verdict),
        })
    }

    /// Notes the days that are broken by now, before a medicine is deleted: what was missed of it stays missed.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn keep_breaks(
        &self,
        owner: Owner,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (row, days) = self.judged(owner, zone, now).await?;
        let decided = before(zone.day(now), OPEN_DAYS);
        let (closed, open): (Vec<Judged>, Vec<Judged>) =
            days.into_iter().partition(|(day, _)| *day < decided);
        let mut next = row.with(&closed);
        let broken = open
            .iter()
            .filter(|(_, verdict)| *verdict == DayVerdict::Broken);
        next.broken.extend(broken.map(|(day, _)| *day));
        next.broken.sort_unstable();
        next.broken.dedup();
        if next == row {
            return Ok(());
        }
        next.version = row.version + 1;
        self.write(owner, &next, row.version).await
    }

    /// The row, and the days after it until today.
    async fn judged(
        &self,
        owner: Owner,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<(Row, Vec<Judged>), StoreError> {
        let row: Option<Row> = self.table.get(&key(owner, SORT_KEY)).await?;
        let mut row = row.unwrap_or_default();
        let today = zone.day(now);
        let farthest = before(today, REACH);
        let first = match row.until {
            Some(until) if until >= farthest => before(until, -1),
            Some(_) => {
                row.sum.run = 0;
                farthest
            }
            None => farthest,
        };
        if first > today {
            return Ok((row, Vec::new()));
        }
        let (entries, logs) = tokio::try_join!(
            self.lists.all(owner),
            self.doses.between(owner, None, first, today)
        )?;
        let mut days = Vec::new();
        let mut day = first;
        while day <= today {
            let verdict = if row.broken.contains(&day) {
                DayVerdict::Broken
            } else {
                DayVerdict::of(&adherence::day(&entries, &logs, day, zone, now))
            };
            days.push((day, verdict));
            day = before(day, -1);
        }
        Ok((row, days))
    }

    /// Writes the row over the version that was read. Who is overtaken leaves it: the other one knew as much.
    async fn write(&self, owner: Owner, row: &Row, version: u64) -> Result<(), StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(owner, SORT_KEY), row)?));
        let put = if version == 0 {
            put.condition_expression("attribute_not_exists(pk)")
        } else {
            put.condition_expression("version = :before")
                .expression_attribute_values(":before", number(version))
        };
        let put = put.build().map_err(StoreError::refused)?;
        let actions = vec![TransactWriteItem::builder().put(put).build()];
        match transact(self.table.client(), actions).await {
            Err(error) if error.condition_failed_at(0) => Ok(()),
            other => other,
        }
    }
}

const SORT_KEY: &str = "ADHERED";

impl Row {
    /// The row with days that are decided.
    fn with(&self, days: &[Judged]) -> Self {
        let Some((last, _)) = days.last() else {
            return self.clone();
        };
        let broken = self.broken.iter().copied();
        Self {
            until: Some(*last),
            sum: days
                .iter()
                .fold(self.sum, |sum, (_, verdict)| sum.and(*verdict)),
            broken: broken.filter(|day| day > last).collect(),
            version: self.version + 1,
        }
    }
}

/// The day so many days before; after, for fewer than none.
fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(SignedDuration::from_hours(24 * days))
}
