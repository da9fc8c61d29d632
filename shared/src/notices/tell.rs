//! Telling, once.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Delivery, Kind, Message, Notice, Notices, key, notice_key};
use crate::store::{StoreError, put_new, transact};
use crate::{Owner, ids::RecordId};

/// How long a notice is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long an event is known to be told: longer than any finds it again.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 400);
/// The same for a reminder, which nobody gives more than an hour late.
const REMEMBERED_REMINDER: SignedDuration = SignedDuration::from_hours(24 * 3);

/// What became of an event that was to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is in the inbox under this id, and goes out.
    Now(RecordId),
    /// It was told before.
    Before,
}

#[derive(Serialize)]
struct Row<'a> {
    id: RecordId,
    kind: Kind,
    message: &'a Message,
    at: Timestamp,
    expires_at: i64,
}

#[derive(Serialize)]
struct Mark {
    notice: RecordId,
    expires_at: i64,
}

impl Notices {
    /// Tells a person of an event, unless it was told before. Two who tell it at the same time tell it once.
    ///
    /// # Errors
    /// Whatever the call met; then nothing was told, or, where the answer was lost, all of it.
    pub async fn tell(
        &self,
        owner: Owner,
        notice: &Notice,
        now: Timestamp,
    ) -> Result<Told, StoreError> {
        let id = RecordId::generate();
        let row = Row {
            id,
            kind: notice.kind(),
            message: &notice.message,
            at: now,
            expires_at: (now + KEPT).as_second(),
        };
        let remembered = match notice.kind() {
            Kind::Reminder => REMEMBERED_REMINDER,
            _ => REMEMBERED,
        };
        let mark = Mark {
            notice: id,
            expires_at: (now + remembered).as_second(),
        };
        let told = key(owner, format!("TOLD#{}", notice.cause));
        let actions = vec![
            put_new(&self.table, &told, &mark)?,
            put_new(&self.table, &notice_key(owner, id), &row)?,
            Delivery::new(id, now).creation(&self.table, owner)?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Told::Now(id)),
            Err(error) if error.condition_failed_at(0) => Ok(Told::Before),
            Err(error) => Err(error),
        }
    }
}
