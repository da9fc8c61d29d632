//! What a person has done: every prediction and every similarity, with counts per character.
//!
//! ```text
//! USER#<owner>  PREDICTION#<id>             one prediction
//! USER#<owner>  SIMILARITY#<id>             one similarity; <id> is its job's id
//! USER#<owner>  TOTALS#PREDICTION#<class>   how often the character was recognised
//! USER#<owner>  TOTALS#SIMILARITY#<class>   how often it was practised, and how well
//! ```
//!
//! A record and its count are written by one transaction, so that the totals equal a recount at any moment and
//! reading them costs the same however long the history is. Pictures are not named in the rows: their keys follow
//! from owner and id (`objects::ImageKey`), and addresses are signed when they are read.

mod record;
mod totals;
mod write;

pub use record::{ModelStamp, PredictionRecord, Ranked, SimilarityRecord};
pub use totals::{PredictionTotals, SimilarityTotals};

use super::{Key, Page, PageRequest, StoreError, Table};
use crate::{Owner, ids::RecordId};

pub(crate) use write::{count_similarity, put_similarity};

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

    /// The owner's predictions, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn predictions(
        &self,
        owner: Owner,
        page: PageRequest<RecordId>,
    ) -> Result<Page<PredictionRecord, RecordId>, StoreError> {
        let id_of = |record: &PredictionRecord| record.id;
        self.table
            .newest_first(&partition(owner), PREDICTION, page, id_of)
            .await
    }

    /// The owner's similarities, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn similarities(
        &self,
        owner: Owner,
        page: PageRequest<RecordId>,
    ) -> Result<Page<SimilarityRecord, RecordId>, StoreError> {
        let id_of = |record: &SimilarityRecord| record.id;
        self.table
            .newest_first(&partition(owner), SIMILARITY, page, id_of)
            .await
    }
}

/// Where everything of one person stands.
pub(crate) fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

fn record_key(owner: Owner, prefix: &str, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{prefix}{id}"))
}
