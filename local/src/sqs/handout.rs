//! Handing messages out, and to the dead letters what was handed out too often.
//!
//! As in SQS a message is not moved when its last timeout ends but when it would be received once more.

use std::collections::BTreeMap;
use std::time::Duration;

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::digest;
use super::error::SqsError;
use super::message::Message;
use super::receipt::Receipt;
use super::settings::QueueSettings;
use super::store::{Store, expire};
use crate::clock::millis;
use crate::template::names;

/// What a receive found.
#[derive(Debug, Default)]
pub(super) struct Received {
    pub(super) messages: Vec<Message>,
    /// Names of the dead-letter queues that got something.
    pub(super) dead_letters: Vec<String>,
}

impl Store {
    /// Hands out up to `max` messages and hides them for `visibility`; those received too often go to the dead letters.
    pub(super) fn receive(
        &mut self,
        queue: &str,
        settings: &QueueSettings,
        max: usize,
        visibility: Duration,
        now: u64,
    ) -> Result<Received, SqsError> {
        let transaction = self.connection.transaction()?;
        expire(&transaction, queue, settings, now)?;
        let dead_letters = dead_letter_queue(&transaction, settings)?;
        let mut received = Received::default();
        while received.messages.len() < max {
            let Some(row) = next_visible(&transaction, queue, now)? else {
                break;
            };
            match &dead_letters {
                Some((target, limit)) if row.receives_here >= *limit => {
                    bury(&transaction, row.number, target, queue, now)?;
                    received.dead_letters.push(target.clone());
                }
                _ => {
                    let hidden_until = now.saturating_add(millis(visibility));
                    received.messages.push(hand_out(
                        &transaction,
                        row.number,
                        queue,
                        now,
                        hidden_until,
                    )?);
                }
            }
            // With no visibility timeout the same message is next again: one delivery a receive is enough.
            if visibility.is_zero() {
                break;
            }
        }
        transaction.commit()?;
        Ok(received)
    }
}

struct Next {
    number: i64,
    receives_here: u64,
}

/// Name and receive limit of the dead-letter queue, when there is one.
fn dead_letter_queue(
    transaction: &Transaction<'_>,
    settings: &QueueSettings,
) -> Result<Option<(String, u64)>, SqsError> {
    let Some(redrive) = &settings.redrive else {
        return Ok(None);
    };
    let target = redrive
        .dead_letter_target_arn
        .rsplit(':')
        .next()
        .unwrap_or_default();
    let mut statement = transaction.prepare_cached("SELECT name FROM queues WHERE name = ?1")?;
    let name = statement
        .query_row(params![target], |row| row.get(0))
        .optional()?;
    Ok(name.map(|name| (name, redrive.max_receive_count)))
}

fn next_visible(
    transaction: &Transaction<'_>,
    queue: &str,
    now: u64,
) -> Result<Option<Next>, SqsError> {
    let mut statement = transaction.prepare_cached(
        "SELECT number, receives - receives_elsewhere FROM messages
         WHERE queue = ?1 AND visible_ms <= ?2 ORDER BY visible_ms, number LIMIT 1",
    )?;
    let next = statement
        .query_row(params![queue, now], |row| {
            Ok(Next {
                number: row.get(0)?,
                receives_here: row.get(1)?,
            })
        })
        .optional()?;
    Ok(next)
}

/// Moves a message to the dead letters. Id, send time and receive count stay, as in SQS for standard queues.
fn bury(
    transaction: &Transaction<'_>,
    number: i64,
    target: &str,
    source: &str,
    now: u64,
) -> Result<(), SqsError> {
    let mut statement = transaction.prepare_cached(
        "UPDATE messages SET queue = ?2, visible_ms = ?3, receives_elsewhere = receives, came_from = ?4
         WHERE number = ?1",
    )?;
    statement.execute(params![number, target, now, names::queue_arn(source)])?;
    Ok(())
}

fn hand_out(
    transaction: &Transaction<'_>,
    number: i64,
    queue: &str,
    now: u64,
    hidden_until: u64,
) -> Result<Message, SqsError> {
    let mut statement = transaction.prepare_cached(
        "UPDATE messages SET receives = receives + 1, visible_ms = ?2,
                first_received_ms = COALESCE(first_received_ms, ?3)
         WHERE number = ?1
         RETURNING id, body, attributes, trace_header, sent_ms, first_received_ms, receives, came_from",
    )?;
    let mut rows = statement.query(params![number, hidden_until, now])?;
    let Some(row) = rows.next()? else {
        return Err(SqsError::from(rusqlite::Error::QueryReturnedNoRows));
    };
    let receipt = Receipt {
        queue: queue.to_owned(),
        message_id: row.get(0)?,
        receives: row.get(6)?,
    };
    let body: String = row.get(1)?;
    let attributes: String = row.get(2)?;
    let optional = [
        ("AWSTraceHeader", row.get::<_, Option<String>>(3)?),
        ("DeadLetterQueueSourceArn", row.get(7)?),
    ];
    let counted = [
        ("SentTimestamp", row.get::<_, u64>(4)?),
        ("ApproximateFirstReceiveTimestamp", row.get(5)?),
        ("ApproximateReceiveCount", receipt.receives),
    ];
    let mut system: BTreeMap<String, String> = counted
        .into_iter()
        .map(|(name, number)| (name.to_owned(), number.to_string()))
        .collect();
    system.insert("SenderId".to_owned(), names::ACCOUNT.to_owned());
    system.extend(
        optional
            .into_iter()
            .filter_map(|(name, text)| Some((name.to_owned(), text?))),
    );
    Ok(Message {
        receipt_handle: receipt.encode(),
        message_id: receipt.message_id,
        body_md5: digest::of_body(&body),
        body,
        attributes: serde_json::from_str(&attributes)?,
        system,
    })
}
