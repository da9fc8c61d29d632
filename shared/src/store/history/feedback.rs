//! What was said to a similarity: kept beside it, and gone with it.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem, Update};
use serde::{Serialize, de::DeserializeOwned};

use super::remove::feedback_key;
use super::{History, Owner, SIMILARITY, SimilarityRecord, filing_key, similarity_key};
use crate::ids::RecordId;
use crate::store::{AttributeValue, Key, StoreError, to_item, transact};

impl History {
    /// Writes the feedback to a similarity, over an older one, and notes at the similarity that there is some. `false`: the
    /// similarity is gone, and nothing was written.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn put_feedback<T: Serialize>(
        &self,
        owner: Owner,
        similarity: &SimilarityRecord,
        feedback: &T,
    ) -> Result<bool, StoreError> {
        let SimilarityRecord {
            id, target_class, ..
        } = *similarity;
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&feedback_key(owner, id), feedback)?))
            .build()
            .map_err(StoreError::refused)?;
        let actions = vec![
            self.note_feedback(&similarity_key(owner, id))?,
            self.note_feedback(&filing_key(owner, SIMILARITY, target_class, id))?,
            TransactWriteItem::builder().put(put).build(),
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The feedback to one of the owner's similarities.
    ///
    /// # Errors
    /// [`StoreError::Malformed`] when it is not a `T`, and whatever the call met.
    pub async fn feedback<T: DeserializeOwned>(
        &self,
        owner: Owner,
        id: RecordId,
    ) -> Result<Option<T>, StoreError> {
        self.table.get(&feedback_key(owner, id)).await
    }

    fn note_feedback(&self, key: &Key) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .update_expression("SET has_feedback = :true")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":true", AttributeValue::Bool(true))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::tests::similarity;
    use super::*;
    use crate::ids::UserId;
    use crate::store::testing;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Feedback {
        text: String,
    }

    fn saying(text: &str) -> Feedback {
        Feedback {
            text: text.to_owned(),
        }
    }

    #[tokio::test]
    async fn feedback_needs_its_similarity_and_replaces_the_last_one() {
        let history = History::new(testing::table().await);
        let owner = Owner::proven(UserId::generate());
        let record = similarity(7, true);
        assert!(
            !history
                .put_feedback(owner, &record, &saying("early"))
                .await
                .unwrap()
        );
        assert_eq!(
            history
                .feedback::<Feedback>(owner, record.id)
                .await
                .unwrap(),
            None
        );

        let filing = filing_key(owner, SIMILARITY, record.target_class, record.id);
        for key in [similarity_key(owner, record.id), filing.clone()] {
            history.table.put_new(&key, &record).await.unwrap();
        }
        for text in ["first", "second"] {
            assert!(
                history
                    .put_feedback(owner, &record, &saying(text))
                    .await
                    .unwrap()
            );
        }
        let found: Option<Feedback> = history.feedback(owner, record.id).await.unwrap();
        assert_eq!(found, Some(saying("second")));
        let noted = history.similarity(owner, record.id).await.unwrap().unwrap();
        let filed: SimilarityRecord = history.table.get(&filing).await.unwrap().unwrap();
        assert!(noted.has_feedback && filed.has_feedback);

        let other = Owner::proven(UserId::generate());
        assert!(
            !history
                .put_feedback(other, &record, &saying("not mine"))
                .await
                .unwrap()
        );
        assert_eq!(
            history
                .feedback::<Feedback>(other, record.id)
                .await
                .unwrap(),
            None
        );
    }
}
