//! Messages at rest.
//!
//! One SQLite file in WAL mode. `synchronous = NORMAL` keeps every committed message when the process is killed (only a
//! power cut can lose the newest ones), and a call takes about a tenth of a millisecond, so it is made where it stands and
//! not on another thread.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};

use super::error::{ErrorCode, SqsError};
use super::message::Outgoing;
use super::receipt::Receipt;
use super::settings::QueueSettings;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    CREATE TABLE IF NOT EXISTS queues (
        name TEXT PRIMARY KEY, settings TEXT NOT NULL, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS messages (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        queue TEXT NOT NULL REFERENCES queues (name) ON DELETE CASCADE,
        body TEXT NOT NULL, attributes TEXT NOT NULL, trace_header TEXT,
        sent_ms INTEGER NOT NULL, visible_ms INTEGER NOT NULL, first_received_ms INTEGER,
        receives INTEGER NOT NULL DEFAULT 0, receives_elsewhere INTEGER NOT NULL DEFAULT 0, came_from TEXT);
    CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_ms, number);
    CREATE INDEX IF NOT EXISTS messages_by_age ON messages (queue, sent_ms);
    CREATE TABLE IF NOT EXISTS moves (
        handle TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT, status TEXT NOT NULL,
        found INTEGER NOT NULL, moved INTEGER NOT NULL, started_ms INTEGER NOT NULL);
";

/// The queue database.
pub(super) struct Store {
    pub(super) connection: Connection,
}

/// How many messages a queue holds, by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ready to be received.
    pub visible: u64,
    /// Received and not yet deleted or given back.
    pub in_flight: u64,
    /// Sent with a delay that has not passed.
    pub delayed: u64,
}

impl Store {
    /// Opens or makes the file.
    pub(super) fn open(path: &Path) -> Result<Self, SqsError> {
        Self::prepare(Connection::open(path)?)
    }

    /// A database that ends with the process.
    pub(super) fn in_memory() -> Result<Self, SqsError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> Result<Self, SqsError> {
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection })
    }

    /// Stores a message that is seen from `visible_ms` on.
    pub(super) fn insert(
        &self,
        queue: &str,
        id: &str,
        message: &Outgoing,
        now: u64,
        visible: u64,
    ) -> Result<(), SqsError> {
        let attributes = serde_json::to_string(&message.attributes)?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO messages (id, queue, body, attributes, trace_header, sent_ms, visible_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        statement.execute(params![
            id,
            queue,
            message.body,
            attributes,
            message.trace_header,
            now,
            visible
        ])?;
        Ok(())
    }

    /// When the next message of a queue becomes visible, if one is hidden now.
    pub(super) fn next_visible_ms(&self, queue: &str, now: u64) -> Result<Option<u64>, SqsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT MIN(visible_ms) FROM messages WHERE queue = ?1 AND visible_ms > ?2",
        )?;
        Ok(statement.query_row(params![queue, now], |row| row.get(0))?)
    }

    /// Deletes the message if `receipt` is of its newest delivery; an older one changes nothing, as in SQS.
    pub(super) fn delete(&self, receipt: &Receipt) -> Result<bool, SqsError> {
        let mut statement = self.connection.prepare_cached(
            "DELETE FROM messages WHERE queue = ?1 AND id = ?2 AND receives = ?3",
        )?;
        let count =
            statement.execute(params![receipt.queue, receipt.message_id, receipt.receives])?;
        Ok(count > 0)
    }

    /// Hides the message until `visible`, if it is still in flight under `receipt`.
    pub(super) fn set_visibility(
        &self,
        receipt: &Receipt,
        now: u64,
        visible: u64,
    ) -> Result<(), SqsError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE messages SET visible_ms = ?4 WHERE queue = ?1 AND id = ?2 AND receives = ?3 AND visible_ms > ?5",
        )?;
        let count = statement.execute(params![
            receipt.queue,
            receipt.message_id,
            receipt.receives,
            visible,
            now
        ])?;
        if count == 0 {
            let text = "The message referred to is not in flight.";
            return Err(SqsError::new(ErrorCode::MessageNotInflight, text));
        }
        Ok(())
    }

    /// Makes every message visible that was received and not deleted; delayed ones stay hidden.
    pub(super) fn give_back(&self, queue: &str, now: u64) -> Result<(), SqsError> {
        self.connection.execute(
            "UPDATE messages SET visible_ms = ?2
             WHERE queue = ?1 AND visible_ms > ?2 AND receives > receives_elsewhere",
            params![queue, now],
        )?;
        Ok(())
    }

    /// Counts what a queue holds, once what is too old is gone.
    pub(super) fn counts(
        &mut self,
        queue: &str,
        settings: &QueueSettings,
        now: u64,
    ) -> Result<Counts, SqsError> {
        let transaction = self.connection.transaction()?;
        expire(&transaction, queue, settings, now)?;
        let counts = transaction.query_row(
            "SELECT COUNT(*) FILTER (WHERE visible_ms <= ?2),
                    COUNT(*) FILTER (WHERE visible_ms > ?2 AND receives > receives_elsewhere),
                    COUNT(*) FILTER (WHERE visible_ms > ?2 AND receives = receives_elsewhere)
             FROM messages WHERE queue = ?1",
            params![queue, now],
            |row| {
                Ok(Counts {
                    visible: row.get(0)?,
                    in_flight: row.get(1)?,
                    delayed: row.get(2)?,
                })
            },
        )?;
        transaction.commit()?;
        Ok(counts)
    }

    /// Deletes every message of a queue.
    pub(super) fn purge(&self, queue: &str) -> Result<(), SqsError> {
        self.connection
            .execute("DELETE FROM messages WHERE queue = ?1", params![queue])?;
        Ok(())
    }
}

/// Deletes what is older than the queue keeps messages.
pub(super) fn expire(
    transaction: &Transaction<'_>,
    queue: &str,
    settings: &QueueSettings,
    now: u64,
) -> Result<(), SqsError> {
    let oldest = now.saturating_sub(settings.retention.saturating_mul(1_000));
    let mut statement =
        transaction.prepare_cached("DELETE FROM messages WHERE queue = ?1 AND sent_ms <= ?2")?;
    statement.execute(params![queue, oldest])?;
    Ok(())
}
