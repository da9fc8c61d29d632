//! Deliveries that were promised and not made yet.
//!
//! S3 answers a put before its notification has arrived anywhere. The notification is written here first, in the same
//! way as the queues keep messages (SQLite, WAL), so a process killed between the answer and the delivery delivers after
//! its restart. A delivery may be made twice, as in AWS, and is never forgotten.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, params};
use tokio::sync::Notify;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS deliveries (
        number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, target TEXT NOT NULL, payload TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, due_ms INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (due_ms, number);
";
const QUEUE: &str = "queue";
const FUNCTION: &str = "function";

/// Who gets a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A queue by its name.
    Queue(String),
    /// A function by its logical id.
    Function(String),
}

/// A payload for a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Who gets it.
    pub destination: Destination,
    /// JSON: the body of the message, or the event of the function.
    pub payload: String,
}

/// A delivery that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its key.
    pub number: i64,
    /// What to deliver.
    pub delivery: Delivery,
    /// Attempts that failed.
    pub attempts: u32,
}

/// The outbox could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the outbox failed: {0}")]
pub struct OutboxError(#[from] rusqlite::Error);

/// The deliveries. Clones share them.
#[derive(Clone)]
pub struct Outbox {
    connection: Arc<Mutex<Connection>>,
    filled: Arc<Notify>,
}

impl Outbox {
    /// Opens the outbox kept in the file at `path`, which is made when missing.
    ///
    /// # Errors
    /// When the file cannot be opened as a database.
    pub fn open(path: &Path) -> Result<Self, OutboxError> {
        Self::prepare(Connection::open(path)?)
    }

    /// An outbox that ends with the process.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn in_memory() -> Result<Self, OutboxError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> Result<Self, OutboxError> {
        connection.execute_batch(SCHEMA)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            filled: Arc::default(),
        })
    }

    /// Promises deliveries: all of them once this returns, or none.
    ///
    /// # Errors
    /// When the outbox cannot be written.
    pub fn promise(&self, deliveries: &[Delivery]) -> Result<(), OutboxError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        {
            let mut connection = self.lock();
            let transaction = connection.transaction()?;
            for delivery in deliveries {
                let (kind, target) = match &delivery.destination {
                    Destination::Queue(name) => (QUEUE, name),
                    Destination::Function(id) => (FUNCTION, id),
                };
                let mut statement = transaction.prepare_cached(
                    "INSERT INTO deliveries (kind, target, payload, due_ms) VALUES (?1, ?2, ?3, 0)",
                )?;
                statement.execute(params![kind, target, delivery.payload])?;
            }
            transaction.commit()?;
        }
        self.filled.notify_one();
        Ok(())
    }

    /// What is due at `now_ms`, oldest first, at most `max`; `busy` are the numbers already being delivered.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn due(&self, now_ms: u64, max: usize, busy: &[i64]) -> Result<Vec<Due>, OutboxError> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT number, kind, target, payload, attempts FROM deliveries WHERE due_ms <= ?1 ORDER BY due_ms, number",
        )?;
        let mut rows = statement.query(params![now_ms])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if busy.contains(&number) {
                continue;
            }
            if due.len() == max {
                break;
            }
            let target = row.get(2)?;
            let destination = match row.get::<_, String>(1)?.as_str() {
                QUEUE => Destination::Queue(target),
                _ => Destination::Function(target),
            };
            due.push(Due {
                number,
                delivery: Delivery {
                    destination,
                    payload: row.get(3)?,
                },
                attempts: row.get(4)?,
            });
        }
        Ok(due)
    }

    /// When the next delivery is due after `now_ms`.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn next_due_ms(&self, now_ms: u64) -> Result<Option<u64>, OutboxError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT MIN(due_ms) FROM deliveries WHERE due_ms > ?1")?;
        Ok(statement.query_row(params![now_ms], |row| row.get(0))?)
    }

    /// Forgets a delivery that was made or given up.
    ///
    /// # Errors
    /// When the outbox cannot be written.
    pub fn finish(&self, number: i64) -> Result<(), OutboxError> {
        self.lock()
            .execute("DELETE FROM deliveries WHERE number = ?1", params![number])?;
        Ok(())
    }

    /// Counts a failed attempt and sets when the next one is due.
    ///
    /// # Errors
    /// When the outbox cannot be written.
    pub fn postpone(&self, number: i64, due_ms: u64) -> Result<(), OutboxError> {
        let sql = "UPDATE deliveries SET attempts = attempts + 1, due_ms = ?2 WHERE number = ?1";
        self.lock().execute(sql, params![number, due_ms])?;
        Ok(())
    }

    /// How many deliveries are left to make.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn len(&self) -> Result<u64, OutboxError> {
        Ok(self
            .lock()
            .query_row("SELECT COUNT(*) FROM deliveries", [], |row| row.get(0))?)
    }

    /// Whether nothing is left to deliver.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub fn is_empty(&self) -> Result<bool, OutboxError> {
        Ok(self.len()? == 0)
    }

    /// Waits until something is promised; a promise made before the call counts.
    pub async fn filled(&self) {
        self.filled.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock is held leaves SQLite consistent: an open transaction rolls back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(payload: &str) -> Delivery {
        Delivery {
            destination: Destination::Function("Gate".to_owned()),
            payload: payload.to_owned(),
        }
    }

    #[test]
    fn what_was_promised_is_there_after_a_kill() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outbox.sqlite");
        let before = Outbox::open(&path).unwrap();
        before.promise(&[delivery("1"), delivery("2")]).unwrap();
        std::mem::forget(before);
        let after = Outbox::open(&path).unwrap();
        let due = after.due(0, 10, &[]).unwrap();
        assert_eq!(
            due.iter()
                .map(|due| due.delivery.payload.as_str())
                .collect::<Vec<_>>(),
            ["1", "2"]
        );
        after.finish(due[0].number).unwrap();
        assert_eq!(after.len().unwrap(), 1);
    }

    #[test]
    fn a_postponed_delivery_waits_and_a_busy_one_is_left_out() {
        let outbox = Outbox::in_memory().unwrap();
        outbox.promise(&[delivery("1")]).unwrap();
        let number = outbox.due(5, 10, &[]).unwrap()[0].number;
        assert!(outbox.due(5, 10, &[number]).unwrap().is_empty());
        outbox.postpone(number, 50).unwrap();
        assert!(outbox.due(49, 10, &[]).unwrap().is_empty());
        assert_eq!(outbox.next_due_ms(5).unwrap(), Some(50));
        assert_eq!(outbox.due(50, 10, &[]).unwrap()[0].attempts, 1);
    }
}
