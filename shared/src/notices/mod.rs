//! What people are told without having asked: their inbox, and what goes out of it by push and mail.
//!
//! ```text
//! USER#<owner>  NOTICE#<id>       one notice, kept ninety days
//! USER#<owner>  TOLD#<cause>      marks an event as told
//! USER#<owner>  DELIVERY#<id>     a notice that push and mail have still to bring; wake_at in the index by-wake
//! USER#<owner>  READ              up to which notice everything is read
//! USER#<owner>  CHANNELS          which kinds go out by push, and which by mail
//! USER#<owner>  CHECKUP           when the person's lists are looked through next, and what was seen last
//! ```
//!
//! [`Notices::tell`] is the one door: notice, mark and delivery are written by one transaction on the condition that the
//! mark is not there, so an event is told once, whoever finds it, how often and at the same time as whom. Nobody who tells
//! needs to reach anything outside: the scheduled function finds deliveries in the index and brings them, so push and mail
//! are at most a minute behind the inbox, and quiet hours hold back these two alone.
//!
//! A notice keeps what happened and not a text: each reader gets it in the language that they read in
//! ([`words`]).

mod channels;
mod checkup;
mod count;
mod delivery;
mod event;
mod kind;
mod mark;
mod message;
mod quiet;
mod read;
mod tell;
#[cfg(test)]
mod tests;
pub mod words;

pub use channels::Channels;
pub use checkup::{Checkup, Checkups, Seen};
pub use delivery::{Deliveries, Delivery};
pub use event::Notice;
pub use kind::Kind;
pub use message::{Message, Subject};
pub use quiet::quiet_until;
pub use read::{Filter, Kept};
pub use tell::Told;

use crate::store::{Key, Table};
use crate::{Owner, ids::RecordId};

const NOTICE: &str = "NOTICE#";

/// The inboxes, one person at a time.
#[derive(Debug, Clone)]
pub struct Notices {
    table: Table,
}

impl Notices {
    /// The inboxes kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

fn key(owner: Owner, sk: impl Into<String>) -> Key {
    Key::new(partition(owner), sk)
}

fn notice_key(owner: Owner, id: RecordId) -> Key {
    key(owner, format!("{NOTICE}{id}"))
}
