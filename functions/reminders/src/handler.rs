//! One run of the schedule.

use std::time::{Duration, Instant, SystemTime};

use futures::{StreamExt, stream};
use jiff::Timestamp;
use lambda_runtime::Context as Invocation;
use nazar::notices::{Checkup, Deliveries};
use nazar::store::StoreError;
use nazar::store::reminders::{CATCH_UP, Reminders};
use nazar::store::wake::{Minute, Wakes, Woken};
use serde::Serialize;

use crate::{Context, checkup, deliver, remind};

/// Rows that are looked at at the same time.
const AT_ONCE: usize = 8;
/// Time left for what is in hand when a run runs out of time: the slowest delivery.
const MARGIN: Duration = Duration::from_secs(30);
/// Minutes after which a long run notes how far it came.
const NOTE_EVERY: i64 = 30;

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Minutes whose rows were looked at.
    pub minutes: u32,
    /// Rows that were looked at.
    pub rows: u32,
    /// Notices that were told.
    pub told: u32,
    /// Notices that went out by push or mail, or by both.
    pub sent: u32,
    /// Rows that could not be done with; they are looked at again.
    pub failed: u32,
    /// Whether the run came to its end.
    pub finished: bool,
}

/// What came of one row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Outcome {
    pub(crate) told: u32,
    pub(crate) sent: u32,
}

/// Does what has its minute by now. What now is, the event says: the time for which the run was planned.
///
/// # Errors
/// When it is not known how far the last run came, or cannot be noted how far this one did. What was done is done.
pub async fn handle(
    context: &Context,
    event: &serde_json::Value,
    invocation: &Invocation,
) -> Result<Summary, StoreError> {
    let time = event["time"].as_str().and_then(|text| text.parse().ok());
    let now = time.unwrap_or_else(Timestamp::now);
    let mut run = Run {
        context,
        now,
        until: until(invocation),
        summary: Summary::default(),
        first_failed: None,
    };
    run.all().await?;
    tracing::info!(summary = ?run.summary, "minutes looked at");
    Ok(run.summary)
}

struct Run<'a> {
    context: &'a Context,
    now: Timestamp,
    until: Instant,
    summary: Summary,
    first_failed: Option<Minute>,
}

impl Run<'_> {
    async fn all(&mut self) -> Result<(), StoreError> {
        let last = Minute::of(self.now);
        let mut minute = first(self.context.wakes.reached().await?, last);
        while minute <= last {
            if Instant::now() >= self.until {
                return self.note(minute.plus(-1), last).await;
            }
            self.one(minute).await?;
            self.summary.minutes += 1;
            if i64::from(self.summary.minutes) % NOTE_EVERY == 0 {
                self.note(minute, last).await?;
            }
            minute = minute.plus(1);
        }
        // Notices that were told just now go out at once where the index has them already.
        if self.summary.told > 0 {
            self.one(last).await?;
        }
        self.summary.finished = true;
        self.note(last, last).await
    }

    /// Notes how far the run came: up to a row that failed, but never more than an hour back, because after an hour a row
    /// that fails again and again must not hold up the others for good.
    async fn note(&self, done: Minute, last: Minute) -> Result<(), StoreError> {
        let back = last.plus(-CATCH_UP.as_mins());
        let reached = match self.first_failed {
            Some(failed) => done.min(failed.plus(-1)).max(back.min(done)),
            None => done,
        };
        self.context.wakes.reach(reached).await
    }

    /// All rows of a minute.
    async fn one(&mut self, minute: Minute) -> Result<(), StoreError> {
        let mut place = None;
        loop {
            let (rows, next) = self.context.wakes.at(minute, place).await?;
            let (context, now) = (self.context, self.now);
            let mut outcomes = stream::iter(rows)
                .map(|row| async move { wake(context, &row, now).await })
                .buffer_unordered(AT_ONCE);
            while let Some(outcome) = outcomes.next().await {
                self.summary.rows += 1;
                match outcome {
                    Ok(outcome) => {
                        self.summary.told += outcome.told;
                        self.summary.sent += outcome.sent;
                    }
                    Err(error) => {
                        tracing::error!(?error, %minute, "a row could not be done with");
                        self.summary.failed += 1;
                        self.first_failed.get_or_insert(minute);
                    }
                }
            }
            if next.is_none() {
                return Ok(());
            }
            place = next;
        }
    }
}

/// Where a run begins: some minutes before the last one came to, because the index is a moment behind; an hour back when
/// there was no run, or when the last one was planned for a time that is still to come.
fn first(reached: Option<Minute>, last: Minute) -> Minute {
    match reached.filter(|reached| *reached <= last) {
        Some(reached) => reached.plus(1 - i64::from(Wakes::OVERLAP)),
        None => last.plus(-CATCH_UP.as_mins()),
    }
}

async fn wake(context: &Context, row: &Woken, now: Timestamp) -> Result<Outcome, StoreError> {
    if let Some(id) = Reminders::id_in(&row.sk) {
        let told = remind::remind(context, row.owner, id, now).await?;
        return Ok(Outcome { told, sent: 0 });
    }
    if let Some(id) = Deliveries::id_in(&row.sk) {
        let sent = u32::from(deliver::deliver(context, row.owner, id, now).await?);
        return Ok(Outcome { told: 0, sent });
    }
    if row.sk == Checkup::SORT_KEY {
        let told = checkup::look_through(context, row.owner, now).await?;
        return Ok(Outcome { told, sent: 0 });
    }
    tracing::warn!("a row woke that nobody knows");
    Ok(Outcome::default())
}

fn until(invocation: &Invocation) -> Instant {
    let left = invocation
        .deadline()
        .duration_since(SystemTime::now())
        .unwrap_or_default();
    Instant::now() + left.saturating_sub(MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_begins_where_the_last_one_ended_and_a_little_before() {
        let last: Minute = "2026-01-31T03:00Z".parse().unwrap();
        let begins = |reached: Option<i64>| {
            let begin = first(reached.map(|minutes| last.plus(minutes)), last);
            begin.start().duration_since(last.start()).as_mins()
        };
        assert_eq!(begins(None), -60, "the first run");
        assert_eq!(begins(Some(-1)), -3);
        assert_eq!(begins(Some(0)), -2, "the same run again");
        assert_eq!(begins(Some(-500)), -502, "after an outage");
        assert_eq!(begins(Some(90)), -60, "a run that was planned for later");
    }
}
