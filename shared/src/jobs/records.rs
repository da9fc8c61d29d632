//! What is said to the records worker, which handles all that is kept of a person at once.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Owner;
use crate::ids::JobId;
use crate::objects::UPLOAD_LIFETIME;

/// Everything of a person is to be copied, or to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RecordsMessage {
    /// Make an archive of it.
    Export(ExportMessage),
    /// Erase it.
    Erasure(ErasureMessage),
}

/// An export waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportMessage {
    /// Whose job it is.
    pub owner: Owner,
    /// Which one.
    pub job: JobId,
}

/// An account was closed, or is about to be: whoever takes this looks whether it is.
///
/// It is sent twice. The message that comes last is sent first, before the account is closed, so that no crash leaves a
/// closed account whose data nobody erases; it takes what a token that was still valid wrote after the first pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureMessage {
    /// Whose everything it is.
    pub owner: Owner,
    /// The job that the person can ask about; its row goes last.
    pub job: JobId,
    /// Before this nothing is done: the message waits again.
    pub due: Timestamp,
    /// The names under which attempts to sign in were counted, hashed (`http::Subject::account`).
    pub names: Vec<String>,
}

impl ErasureMessage {
    /// From closing an account to its last pass: an access token is good for 15 minutes, the last form for an upload that it
    /// asks for for another ten, and what was begun with it has ended a few minutes later.
    pub const LAST_PASS: Duration =
        Duration::from_secs(15 * 60 + UPLOAD_LIFETIME.as_secs() + 5 * 60);

    /// How long the queue may keep it back: the time until it is due, or the longest that a queue allows.
    pub fn delay(&self, now: Timestamp) -> Duration {
        const LONGEST: Duration = Duration::from_secs(15 * 60);
        let left = self.due.duration_since(now);
        // Rounded up to a second: a queue knows no shorter time, and a moment too soon would be another round.
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Duration::from_secs(u64::try_from(seconds).unwrap_or(0)).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;

    fn due_at(due: &str) -> ErasureMessage {
        ErasureMessage {
            owner: Owner::proven(UserId::generate()),
            job: JobId::generate(),
            due: due.parse().unwrap(),
            names: vec!["account:00".to_owned()],
        }
    }

    #[test]
    fn a_message_waits_until_it_is_due_as_long_as_a_queue_lets_it() {
        let now: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        for (due, seconds) in [
            ("2026-01-31T11:00:00Z", 0),
            ("2026-01-31T12:00:00Z", 0),
            ("2026-01-31T12:00:00.001Z", 1),
            ("2026-01-31T12:10:00Z", 600),
            ("2026-01-31T12:30:00Z", 900),
        ] {
            let delay = due_at(due).delay(now);
            assert_eq!(delay, Duration::from_secs(seconds), "{due}");
        }
    }

    #[test]
    fn messages_read_back() {
        let erasure = due_at("2026-01-31T12:00:00Z");
        let export = ExportMessage {
            owner: erasure.owner,
            job: erasure.job,
        };
        for message in [
            RecordsMessage::Export(export),
            RecordsMessage::Erasure(erasure),
        ] {
            let body = serde_json::to_string(&message).unwrap();
            let read: RecordsMessage = serde_json::from_str(&body).unwrap();
            assert_eq!(read, message);
        }
    }

    #[cfg(feature = "auth")]
    #[test]
    fn the_last_pass_comes_after_the_last_token_and_its_last_upload() {
        let access = Duration::from_secs(crate::auth::ACCESS_SECONDS.unsigned_abs());
        assert!(ErasureMessage::LAST_PASS > access + UPLOAD_LIFETIME);
    }
}
