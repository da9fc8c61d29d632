//! The recalls that the watch has found, and how its runs went.
//!
//! ```text
//! SOURCE#<source>         STATE                how the last runs went
//! RECALLS#<source>        <number>             a recall's fingerprint, and where it stands
//! SUBSTANCE#<ingredient>  <source>#<number>    the recall, once for each ingredient that was recognised
//! PACK#<gtin>             <source>#<number>    the recall, once for each number of a pack
//! ```
//!
//! A check reads one partition for each ingredient and number of its medicine, and the state of the source. The watch
//! writes a recall's places before its fingerprint, so one that dies in the middle is written again by the next run.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Recall, RecallSource};
use crate::catalogue::{Gtin, IngredientId};
use crate::store::{Key, StoreError, Table, to_item};

/// What a recall is told from its earlier state by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of all that is kept of a recall, recognised ingredients included: a newer catalogue writes it anew.
    ///
    /// # Errors
    /// Never for a recall of ours: all of it has a JSON form.
    pub fn of(recall: &Recall) -> Result<Self, StoreError> {
        let json = serde_json::to_vec(recall).map_err(StoreError::refused)?;
        Ok(Self(hex::encode(&Sha256::digest(json)[..16])))
    }
}

/// What is kept of a recall beside its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its number at the source.
    pub number: String,
    /// Its state when it was written.
    pub fingerprint: Fingerprint,
    /// The partitions in which it stands.
    pub places: Vec<String>,
}

/// How the watch's runs over a source went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchState {
    /// The last run that read the source whole.
    pub last_worked: Option<Timestamp>,
    /// The last run of all.
    pub last_tried: Option<Timestamp>,
    /// What went wrong in it; absent when nothing did.
    pub last_failure: Option<String>,
    /// Recalls of the source at its last whole reading.
    pub recalls: u64,
    /// The day that the newest of them was reported.
    pub newest: Option<Date>,
}

/// How a run went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// The source was read whole.
    Worked {
        /// Recalls in it.
        recalls: u64,
        /// The day that the newest was reported.
        newest: Option<Date>,
    },
    /// It was not.
    Failed {
        /// Why, in a word for operators.
        reason: String,
    },
}

/// The recalls table.
#[derive(Debug, Clone)]
pub struct RecallTable {
    table: Table,
}

impl RecallTable {
    /// The recalls kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Opens the connection during init.
    pub async fn warm(&self) {
        self.table.warm().await;
    }

    /// How runs over a source went; `None` while there was none.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn state(&self, source: RecallSource) -> Result<Option<WatchState>, StoreError> {
        self.table.get(&state_key(source)).await
    }

    /// Recalls of an ingredient.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn of_ingredient(&self, id: &IngredientId) -> Result<Vec<Recall>, StoreError> {
        self.table.partition(&ingredient_place(id)).await
    }

    /// Recalls of a pack's number.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn of_pack(&self, gtin: Gtin) -> Result<Vec<Recall>, StoreError> {
        self.table.partition(&pack_place(gtin)).await
    }

    /// Everything that is kept of a source, without the recalls themselves.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn kept(&self, source: RecallSource) -> Result<Vec<Kept>, StoreError> {
        self.table.partition(&kept_partition(source)).await
    }

    /// Writes a recall to all its places, takes it from those where it stood before and no longer does, and notes its
    /// fingerprint last.
    ///
    /// # Errors
    /// Whatever a call met; the next run writes the recall again.
    pub async fn write(&self, recall: &Recall, before: Option<&Kept>) -> Result<(), StoreError> {
        let places = places(recall);
        let sort = format!("{}#{}", recall.source, recall.number);
        for place in &places {
            self.put(&Key::new(place, &sort), recall).await?;
        }
        let outdated = before
            .map(|kept| kept.places.as_slice())
            .unwrap_or_default();
        for place in outdated.iter().filter(|place| !places.contains(place)) {
            self.table.delete(&Key::new(place, &sort)).await?;
        }
        let kept = Kept {
            number: recall.number.clone(),
            fingerprint: Fingerprint::of(recall)?,
            places,
        };
        let key = Key::new(kept_partition(recall.source), &recall.number);
        self.put(&key, &kept).await
    }

    /// Notes how a run went. A failed one keeps the time at which the source last worked.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn note(
        &self,
        source: RecallSource,
        at: Timestamp,
        run: &Run,
    ) -> Result<(), StoreError> {
        let text = |text: String| AttributeValue::S(text);
        let call = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(state_key(source).to_attributes()))
            .expression_attribute_values(":at", text(at.to_string()));
        let call = match run {
            Run::Worked { recalls, newest } => {
                let newest = newest.map_or(AttributeValue::Null(true), |day| text(day.to_string()));
                call.update_expression(
                    "SET last_tried = :at, last_worked = :at, recalls = :recalls, newest = :newest REMOVE last_failure",
                )
                .expression_attribute_values(":recalls", AttributeValue::N(recalls.to_string()))
                .expression_attribute_values(":newest", newest)
            }
            Run::Failed { reason } => call
                .update_expression(
                    "SET last_tried = :at, last_failure = :reason, recalls = if_not_exists(recalls, :none)",
                )
                .expression_attribute_values(":reason", text(reason.clone()))
                .expression_attribute_values(":none", AttributeValue::N("0".to_owned())),
        };
        crate::store::update(call).await?;
        Ok(())
    }

    async fn put<T: Serialize>(&self, key: &Key, value: &T) -> Result<(), StoreError> {
        self.table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(key, value)?))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }
}

fn state_key(source: RecallSource) -> Key {
    Key::new(format!("SOURCE#{source}"), "STATE")
}

fn kept_partition(source: RecallSource) -> String {
    format!("RECALLS#{source}")
}

fn ingredient_place(id: &IngredientId) -> String {
    format!("SUBSTANCE#{id}")
}

fn pack_place(gtin: Gtin) -> String {
    format!("PACK#{gtin}")
}

/// The partitions that a recall stands in.
fn places(recall: &Recall) -> Vec<String> {
    let by_ingredient = recall.ingredients.iter().map(ingredient_place);
    let by_pack = recall.gtins.iter().copied().map(pack_place);
    by_ingredient.chain(by_pack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recalls::testing::recall;

    #[test]
    fn a_recall_stands_under_each_ingredient_and_each_pack() {
        let mut one = recall("D-1");
        one.gtins = vec!["2999000000074".parse().unwrap()];
        assert_eq!(places(&one), ["SUBSTANCE#metformin", "PACK#02999000000074"]);
        assert_eq!(
            Fingerprint::of(&one).unwrap(),
            Fingerprint::of(&one.clone()).unwrap()
        );
        assert_ne!(
            Fingerprint::of(&one).unwrap(),
            Fingerprint::of(&recall("D-1")).unwrap()
        );
    }

    #[test]
    fn a_recall_and_a_state_are_items_that_read_back() {
        let one = recall("D-1");
        let item = to_item(&Key::new("a", "b"), &one).unwrap();
        assert_eq!(crate::store::from_item::<Recall>(item).unwrap(), one);
        let half = [
            (
                "last_tried",
                AttributeValue::S("2026-01-01T00:00:00Z".to_owned()),
            ),
            ("recalls", AttributeValue::N("0".to_owned())),
            ("newest", AttributeValue::Null(true)),
        ];
        let item = half.map(|(name, value)| (name.to_owned(), value)).into();
        let state: WatchState = crate::store::from_item(item).unwrap();
        assert_eq!((state.last_worked, state.newest), (None, None));
    }
}
