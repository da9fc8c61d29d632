//! Queues at rest.

use rusqlite::{OptionalExtension as _, Row, params};

use super::error::SqsError;
use super::settings::QueueSettings;
use super::store::Store;

/// A queue and when it was made and changed (milliseconds since the epoch).
#[derive(Debug, Clone)]
pub(super) struct QueueRow {
    pub(super) name: String,
    pub(super) settings: QueueSettings,
    pub(super) created_ms: u64,
    pub(super) modified_ms: u64,
}

impl Store {
    /// Makes the queue, or changes the settings of the one that is there; messages stay.
    pub(super) fn put_queue(
        &self,
        name: &str,
        settings: &QueueSettings,
        now: u64,
    ) -> Result<(), SqsError> {
        let text = serde_json::to_string(settings)?;
        self.connection.execute(
            "INSERT INTO queues (name, settings, created_ms, modified_ms) VALUES (?1, ?2, ?3, ?3)
             ON CONFLICT (name) DO UPDATE SET settings = ?2, modified_ms = ?3 WHERE settings <> ?2",
            params![name, text, now],
        )?;
        Ok(())
    }

    /// The queue of that name.
    pub(super) fn find_queue(&self, name: &str) -> Result<Option<QueueRow>, SqsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, settings, created_ms, modified_ms FROM queues WHERE name = ?1",
        )?;
        statement
            .query_row(params![name], read_row)
            .optional()?
            .map(parse)
            .transpose()
    }

    /// The queue of that name, or `QueueDoesNotExist`.
    pub(super) fn queue(&self, name: &str) -> Result<QueueRow, SqsError> {
        self.find_queue(name)?.ok_or_else(SqsError::no_queue)
    }

    /// All queues by name.
    pub(super) fn queues(&self) -> Result<Vec<QueueRow>, SqsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, settings, created_ms, modified_ms FROM queues ORDER BY name",
        )?;
        let rows = statement
            .query_map([], read_row)?
            .collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(parse).collect()
    }

    /// Takes the queue and its messages away.
    pub(super) fn drop_queue(&self, name: &str) -> Result<(), SqsError> {
        self.connection
            .execute("DELETE FROM queues WHERE name = ?1", params![name])?;
        Ok(())
    }
}

type RawRow = (String, String, u64, u64);

fn read_row(row: &Row<'_>) -> rusqlite::Result<RawRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn parse((name, settings, created_ms, modified_ms): RawRow) -> Result<QueueRow, SqsError> {
    Ok(QueueRow {
        name,
        settings: serde_json::from_str(&settings)?,
        created_ms,
        modified_ms,
    })
}
