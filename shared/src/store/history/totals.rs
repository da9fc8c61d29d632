//! Counts per character, kept up as records are written.

use serde::{Deserialize, Serialize};

use super::{History, Key, Owner, PREDICTION, SIMILARITY, StoreError, partition};

/// How often one character was recognised in a person's drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PredictionTotals {
    /// Predictions whose best class this was.
    pub count: u64,
    /// Those of them that were too uncertain to be called an answer.
    pub abstained: u64,
}

/// How one character was practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SimilarityTotals {
    /// Comparisons with this character.
    pub count: u64,
    /// Those that were the same character.
    pub matches: u64,
    /// Sum of the scores in hundredths: whole numbers add up, and subtract on deletion, without a rest.
    pub score_hundredths: u64,
}

impl History {
    /// Recognitions of one character.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn prediction_totals(
        &self,
        owner: Owner,
        class_id: u8,
    ) -> Result<PredictionTotals, StoreError> {
        let totals = self
            .table
            .get(&totals_key(owner, PREDICTION, class_id))
            .await?;
        Ok(totals.unwrap_or_default())
    }

    /// Comparisons with one character.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn similarity_totals(
        &self,
        owner: Owner,
        class_id: u8,
    ) -> Result<SimilarityTotals, StoreError> {
        let totals = self
            .table
            .get(&totals_key(owner, SIMILARITY, class_id))
            .await?;
        Ok(totals.unwrap_or_default())
    }
}

/// Two digits, so that characters stand in their order.
pub(super) fn totals_key(owner: Owner, prefix: &str, class_id: u8) -> Key {
    Key::new(partition(owner), format!("TOTALS#{prefix}{class_id:02}"))
}
