//! Where the control table keeps what it counts and notes.
//!
//! ```text
//! LIMIT#<subject>  <class>#<window>      requests counted
//! LIMIT#<subject>  FAILURES              wrong passwords in a row
//! IDEM#<subject>   <path>#<key>          a request with an Idempotency-Key, and its answer
//! IDEM#<subject>   ELSEWHERE#<attempt>   where a note about this person stands that was made before anybody knew them
//! ```
//!
//! A subject is a person by id, an account by the hash of its name, or a client's address. The subject is the whole of
//! the partition key, so that everything about one person can be found, and erased, without a list of what there is.
//! What is kept by address cannot be found by person and need not be: it holds counts alone, for minutes.

use serde::{Deserialize, Serialize};

use super::Key;

/// The sort key's beginning of a pointer to a note that stands in another partition.
const ELSEWHERE: &str = "ELSEWHERE#";

/// The partition of a subject's counters.
pub fn limits(subject: &str) -> String {
    format!("LIMIT#{subject}")
}

/// The partition of a subject's notes.
pub fn notes(subject: &str) -> String {
    format!("IDEM#{subject}")
}

/// Where a person's failures to sign in are counted.
pub fn failures(subject: &str) -> Key {
    Key::new(limits(subject), "FAILURES")
}

/// How a person is named in the partitions of this table.
pub fn person(user: crate::ids::UserId) -> String {
    format!("caller:{user}")
}

/// Where a note stands that is about somebody, in a partition of another subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    note_pk: String,
    note_sk: String,
    expires_at: i64,
}

impl Elsewhere {
    /// A pointer to this note, kept for as long as the note itself, in seconds since 1970.
    pub fn new(note: &Key, expires_at: i64) -> Self {
        Self {
            note_pk: note.pk.clone(),
            note_sk: note.sk.clone(),
            expires_at,
        }
    }

    /// The note.
    pub fn note(&self) -> Key {
        Key::new(self.note_pk.clone(), self.note_sk.clone())
    }

    /// Where a subject's pointer stands; `attempt` makes it unique.
    pub fn key(subject: &str, attempt: &str) -> Key {
        Key::new(notes(subject), format!("{ELSEWHERE}{attempt}"))
    }

    /// Whether an item with this sort key is a pointer.
    pub fn is_at(sort_key: &str) -> bool {
        sort_key.starts_with(ELSEWHERE)
    }
}
