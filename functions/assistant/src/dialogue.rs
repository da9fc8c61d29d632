//! What the next question may refer to: "and its price?", "and ibuprofen?".
//!
//! ```text
//! IDEM#caller:<id>   DIALOGUE#<context>   of a person with an account, beside their other notes: erased with them
//! DIALOGUE#<context> DIALOGUE             of somebody without one, found by its unguessable id alone
//! ```
//!
//! In the control table, for a quarter of an hour. Identifiers of the catalogue and of places are kept, never what was
//! written, and nothing that says who asked. A caller with an account never reads a dialogue that was begun without it,
//! nor anybody else's: the id alone opens only what nobody owns.

use jiff::Timestamp;
use nazar::Owner;
use nazar::store::{Key, StoreError, Table, control, to_item};
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::nlu::{Intent, Relative};

/// Seconds that a dialogue is kept after its last question.
pub(crate) const LIFETIME: i64 = 15 * 60;

/// What is kept of a dialogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dialogue {
    /// What was wanted last.
    pub(crate) intent: Option<Intent>,
    /// Keys of the medicines that it was about.
    pub(crate) medicines: Vec<String>,
    /// Where.
    pub(crate) place: Option<String>,
    /// Whether the last answer asked if a misspelt name was meant so.
    pub(crate) is_guess: bool,
    /// Whom it was about, if not the one who asked.
    #[serde(default)]
    pub(crate) person: Option<Relative>,
    /// Whether it was about what that person takes.
    #[serde(default)]
    pub(crate) is_about_list: bool,
}

#[derive(Serialize, Deserialize)]
struct Row {
    dialogue: Dialogue,
    expires_at: i64,
}

/// The dialogues. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Dialogues {
    control: Table,
}

impl Dialogues {
    pub(crate) fn new(control: Table) -> Self {
        Self { control }
    }

    /// The dialogue, if it is this caller's and not over. A table that is away costs the reference and not the answer.
    pub(crate) async fn read(&self, owner: Option<Owner>, id: Ulid) -> Option<Dialogue> {
        match self.control.get::<Row>(&place(owner, id)).await {
            Ok(row) => row.map(|row| row.dialogue),
            Err(error) => {
                tracing::warn!(%error, "dialogue could not be read");
                None
            }
        }
    }

    /// Keeps a dialogue for another quarter of an hour; answers until when, or `None` when it could not be kept.
    pub(crate) async fn keep(
        &self,
        owner: Option<Owner>,
        id: Ulid,
        dialogue: Dialogue,
    ) -> Option<Timestamp> {
        let expires_at = Timestamp::now().as_second() + LIFETIME;
        let row = Row {
            dialogue,
            expires_at,
        };
        match self.put(&place(owner, id), &row).await {
            Ok(()) => Timestamp::from_second(expires_at).ok(),
            Err(error) => {
                tracing::warn!(%error, "dialogue could not be kept");
                None
            }
        }
    }

    async fn put(&self, place: &Key, row: &Row) -> Result<(), StoreError> {
        let put = self.control.client().put_item();
        put.table_name(self.control.name())
            .set_item(Some(to_item(place, row)?))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }
}

fn place(owner: Option<Owner>, id: Ulid) -> Key {
    match owner {
        Some(owner) => Key::new(
            control::notes(&control::person(owner.user_id())),
            format!("DIALOGUE#{id}"),
        ),
        None => Key::new(format!("DIALOGUE#{id}"), "DIALOGUE"),
    }
}
