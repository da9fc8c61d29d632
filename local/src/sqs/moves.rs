//! Moving dead letters back (`StartMessageMoveTask`).
//!
//! In AWS a move runs for a while at a chosen rate. A local queue is small, so the whole move is one transaction and its
//! task is finished when the call returns. Moved messages are new ones: new id, new send time, no receives.

use rusqlite::{Transaction, params};
use ulid::Ulid;

use super::error::{ErrorCode, SqsError};
use super::store::Store;
use crate::ids;
use crate::template::names;

/// How a move ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveStatus {
    /// Everything visible was moved.
    Completed,
    /// Some messages do not say where they came from; they stayed.
    Failed,
}

/// One move, as `ListMessageMoveTasks` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveTask {
    /// Handle of the task.
    pub handle: String,
    /// ARN of the dead-letter queue.
    pub source: String,
    /// ARN of the queue that got everything, when one was named.
    pub destination: Option<String>,
    /// How it ended.
    pub status: MoveStatus,
    /// Messages that were there to move.
    pub found: u64,
    /// Messages moved.
    pub moved: u64,
    /// Start in milliseconds since the epoch.
    pub started_ms: u64,
}

impl MoveStatus {
    /// The status as the API writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
        }
    }
}

impl Store {
    /// Moves the visible messages of a dead-letter queue to `destination`, or each to where it came from.
    /// Returns the task and the names of the queues that got something.
    pub(super) fn move_messages(
        &mut self,
        source: &str,
        destination: Option<&str>,
        now: u64,
    ) -> Result<(MoveTask, Vec<String>), SqsError> {
        self.check_dead_letter_queue(source)?;
        if let Some(name) = destination {
            self.queue(name)?;
        }
        let transaction = self.connection.transaction()?;
        let waiting = visible_messages(&transaction, source, now)?;
        let found = waiting.len();
        let mut woken = Vec::new();
        for (number, came_from) in waiting {
            let Some(target) = destination
                .map(str::to_owned)
                .or_else(|| queue_name(came_from.as_deref()))
            else {
                continue;
            };
            if send_again(&transaction, number, &target, now)? {
                woken.push(target);
            }
        }
        let task = MoveTask {
            handle: Ulid::generate().to_string(),
            source: names::queue_arn(source),
            destination: destination.map(names::queue_arn),
            status: if woken.len() == found {
                MoveStatus::Completed
            } else {
                MoveStatus::Failed
            },
            found: found as u64,
            moved: woken.len() as u64,
            started_ms: now,
        };
        record(&transaction, &task)?;
        transaction.commit()?;
        Ok((task, woken))
    }

    /// The newest moves of a queue, newest first.
    pub(super) fn moves(&self, source: &str, max: usize) -> Result<Vec<MoveTask>, SqsError> {
        self.queue(source)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT handle, source, destination, status, found, moved, started_ms FROM moves
             WHERE source = ?1 ORDER BY started_ms DESC, handle DESC LIMIT ?2",
        )?;
        let rows = statement.query_map(params![names::queue_arn(source), max as u64], |row| {
            let status: String = row.get(3)?;
            Ok(MoveTask {
                handle: row.get(0)?,
                source: row.get(1)?,
                destination: row.get(2)?,
                status: if status == "COMPLETED" {
                    MoveStatus::Completed
                } else {
                    MoveStatus::Failed
                },
                found: row.get(4)?,
                moved: row.get(5)?,
                started_ms: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Names of the queues whose dead letters go to `name`.
    pub(super) fn sources_of(&self, name: &str) -> Result<Vec<String>, SqsError> {
        let arn = names::queue_arn(name);
        let queues = self.queues()?.into_iter().filter(|queue| {
            queue
                .settings
                .redrive
                .as_ref()
                .is_some_and(|redrive| redrive.dead_letter_target_arn == arn)
        });
        Ok(queues.map(|queue| queue.name).collect())
    }

    fn check_dead_letter_queue(&self, name: &str) -> Result<(), SqsError> {
        if self.find_queue(name)?.is_none() {
            let text = "The resource that you specified for the SourceArn parameter doesn't exist.";
            return Err(SqsError::new(ErrorCode::ResourceNotFound, text));
        }
        if self.sources_of(name)?.is_empty() {
            return Err(SqsError::invalid(
                "Source queue must be configured as a Dead Letter Queue.",
            ));
        }
        Ok(())
    }
}

/// Name of the queue in an ARN.
fn queue_name(arn: Option<&str>) -> Option<String> {
    arn?.rsplit(':').next().map(str::to_owned)
}

fn visible_messages(
    transaction: &Transaction<'_>,
    queue: &str,
    now: u64,
) -> Result<Vec<(i64, Option<String>)>, SqsError> {
    let mut statement = transaction.prepare_cached(
        "SELECT number, came_from FROM messages WHERE queue = ?1 AND visible_ms <= ?2 ORDER BY number",
    )?;
    let rows = statement.query_map(params![queue, now], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes a new message of an old one; false when its queue is gone.
fn send_again(
    transaction: &Transaction<'_>,
    number: i64,
    target: &str,
    now: u64,
) -> Result<bool, SqsError> {
    let mut statement = transaction.prepare_cached(
        "UPDATE messages SET id = ?2, queue = ?3, sent_ms = ?4, visible_ms = ?4, first_received_ms = NULL,
                receives = 0, receives_elsewhere = 0, came_from = NULL
         WHERE number = ?1 AND EXISTS (SELECT 1 FROM queues WHERE name = ?3)",
    )?;
    Ok(statement.execute(params![number, ids::uuid(), target, now])? > 0)
}

fn record(transaction: &Transaction<'_>, task: &MoveTask) -> Result<(), SqsError> {
    transaction.execute(
        "INSERT INTO moves (handle, source, destination, status, found, moved, started_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            task.handle,
            task.source,
            task.destination,
            task.status.as_str(),
            task.found,
            task.moved,
            task.started_ms
        ],
    )?;
    Ok(())
}
