//! What a person has done: every prediction and every similarity, with tallies of the similarities.
//!
//! ```text
//! USER#<owner>  PREDICTION#<id>               one prediction
//! USER#<owner>  SIMILARITY#<id>               one similarity; <id> is its job's id
//! USER#<owner>  OF#PREDICTION#<class>#<id>    the prediction again, filed by the character that was recognised
//! USER#<owner>  OF#SIMILARITY#<class>#<id>    the similarity again, filed by the character that was wanted
//! USER#<owner>  FEEDBACK#<id>                 what the coach said to the similarity
//! USER#<owner>  TOTALS#<class>                how often the character was practised, and how well
//! USER#<owner>  DAY#<day>#<class>             the same for one day of the person's calendar
//! ```
//!
//! A record, its second filing and its tallies are written by one transaction and deleted by one, so that the tallies equal
//! a recount at any moment and reading them costs the same however long the history is. Pictures are not named in the rows: their
//! keys follow from owner and id (`objects::ImageKey`), and addresses are signed when they are read.

mod feedback;
mod list;
pub(crate) mod overtaken;
mod record;
mod remove;
mod row;
mod score;
mod tallies;
mod tally;
#[cfg(test)]
mod tests;
mod write;

pub use list::Selection;
pub use record::{ModelStamp, PredictionRecord, Ranked, SimilarityRecord};
pub use score::Score;
pub use tallies::{DayTally, Reading};
pub use tally::Tally;
pub use write::similarity_actions;

use super::{Key, StoreError, Table};
use crate::{Owner, ids::RecordId};

const PREDICTION: &str = "PREDICTION#";
const SIMILARITY: &str = "SIMILARITY#";

/// The history table, one person at a time.
#[derive(Debug, Clone)]
pub struct History {
    table: Table,
}

impl History {
    /// The history kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// One of the owner's predictions.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn prediction(
        &self,
        owner: Owner,
        id: RecordId,
    ) -> Result<Option<PredictionRecord>, StoreError> {
        self.table.get(&record_key(owner, PREDICTION, id)).await
    }

    /// One of the owner's similarities.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn similarity(
        &self,
        owner: Owner,
        id: RecordId,
    ) -> Result<Option<SimilarityRecord>, StoreError> {
        self.table.get(&record_key(owner, SIMILARITY, id)).await
    }
}

/// Where everything of one person stands.
pub(crate) fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

/// Where a similarity stands: what belongs to it is written on the condition that it is there.
pub(crate) fn similarity_key(owner: Owner, id: RecordId) -> Key {
    record_key(owner, SIMILARITY, id)
}

fn record_key(owner: Owner, prefix: &str, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{prefix}{id}"))
}

/// Where the records of one character stand. Two digits, so that none is another's beginning.
fn filing_prefix(prefix: &str, class_id: u8) -> String {
    format!("OF#{prefix}{class_id:02}#")
}

fn filing_key(owner: Owner, prefix: &str, class_id: u8, id: RecordId) -> Key {
    Key::new(
        partition(owner),
        format!("{}{id}", filing_prefix(prefix, class_id)),
    )
}
