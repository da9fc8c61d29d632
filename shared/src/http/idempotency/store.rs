//! Notes in the control table, each written under a condition.

use jiff::Timestamp;
use ulid::Ulid;

use super::record::{Answer, Record};
use crate::http::Subject;
use crate::store::control::{self, Elsewhere};
use crate::store::{AttributeValue, Key, StoreError, Table, to_item};

/// Seconds after which an attempt counts as lost: longer than API Gateway lets any request run.
const LOCK_SECONDS: i64 = 60;
/// Seconds for which an answer is kept.
const KEEP_SECONDS: i64 = 24 * 60 * 60;

/// What a key came to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The key is ours: do the work.
    Begun(Attempt),
    /// The work was done: give the answer again.
    Done(Answer),
    /// The work is being done.
    InProgress,
    /// The key belongs to another request.
    Reused,
}

/// The right to do the work, and to note its answer.
#[derive(Debug)]
pub(super) struct Attempt {
    key: Key,
    id: String,
}

/// The notes of requests that were seen.
#[derive(Debug, Clone)]
pub struct Idempotency {
    control: Table,
}

impl Idempotency {
    /// Notes in this table.
    pub fn new(control: Table) -> Self {
        Self { control }
    }

    /// Takes the key `name` of this subject for a request, if it is free, forgotten, or held by a lost attempt at the same request.
    pub(super) async fn begin(
        &self,
        who: &Subject,
        name: &str,
        fingerprint: String,
    ) -> Result<Outcome, StoreError> {
        let now = Timestamp::now().as_second();
        let key = Key::new(control::notes(who.as_str()), name);
        let attempt = Attempt {
            key,
            id: Ulid::generate().to_string(),
        };
        let record = Record {
            fingerprint,
            attempt: attempt.id.clone(),
            locked_until: now + LOCK_SECONDS,
            answer: None,
            expires_at: now + KEEP_SECONDS,
        };
        match self.take(&attempt.key, &record, now).await {
            Ok(()) => Ok(Outcome::Begun(attempt)),
            Err(StoreError::ConditionNotMet) => {
                let held = self.control.get::<Record>(&attempt.key).await?;
                Ok(judge(held, &record.fingerprint))
            }
            Err(error) => Err(error),
        }
    }

    async fn take(&self, key: &Key, record: &Record, now: i64) -> Result<(), StoreError> {
        self.control
            .client()
            .put_item()
            .table_name(self.control.name())
            .set_item(Some(to_item(key, record)?))
            .condition_expression(
                "attribute_not_exists(pk) OR expires_at <= :now \
                 OR (attribute_not_exists(answer) AND locked_until <= :now AND fingerprint = :fingerprint)",
            )
            .expression_attribute_values(":now", AttributeValue::N(now.to_string()))
            .expression_attribute_values(":fingerprint", AttributeValue::S(record.fingerprint.clone()))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Notes the answer, unless the attempt was taken for lost meanwhile.
    pub(super) async fn finish(
        &self,
        attempt: &Attempt,
        answer: &Answer,
    ) -> Result<(), StoreError> {
        self.control
            .client()
            .update_item()
            .table_name(self.control.name())
            .set_key(Some(attempt.key.to_attributes()))
            .update_expression("SET answer = :answer")
            .condition_expression("attempt = :attempt")
            .expression_attribute_values(":answer", serde_dynamo::to_attribute_value(answer)?)
            .expression_attribute_values(":attempt", AttributeValue::S(attempt.id.clone()))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Notes among a person's own notes that this attempt's answer is about them, so that it can be erased with them.
    pub(super) async fn point(&self, about: &Subject, attempt: &Attempt) -> Result<(), StoreError> {
        let expires_at = Timestamp::now().as_second() + KEEP_SECONDS;
        let pointer = Elsewhere::new(&attempt.key, expires_at);
        let key = Elsewhere::key(about.as_str(), &attempt.id);
        self.control.put_new(&key, &pointer).await
    }

    /// Frees the key after work that changed nothing, unless somebody else has it by now.
    pub(super) async fn release(&self, attempt: &Attempt) -> Result<(), StoreError> {
        self.control
            .client()
            .delete_item()
            .table_name(self.control.name())
            .set_key(Some(attempt.key.to_attributes()))
            .condition_expression("attempt = :attempt")
            .expression_attribute_values(":attempt", AttributeValue::S(attempt.id.clone()))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }
}

/// What a key that could not be taken is held for. One that has just been freed counts as in progress: the client's
/// next try will take it.
fn judge(held: Option<Record>, fingerprint: &str) -> Outcome {
    match held {
        Some(record) if record.fingerprint != fingerprint => Outcome::Reused,
        Some(Record {
            answer: Some(answer),
            ..
        }) => Outcome::Done(answer),
        Some(_) | None => Outcome::InProgress,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use http::{HeaderMap, StatusCode};

    use super::*;
    use crate::store::testing;

    async fn begin(notes: &Idempotency, fingerprint: &str) -> Outcome {
        notes
            .begin(&Subject::account("a"), "/path#key", fingerprint.to_owned())
            .await
            .unwrap()
    }

    fn begun(outcome: Outcome) -> Attempt {
        let Outcome::Begun(attempt) = outcome else {
            panic!("{outcome:?}")
        };
        attempt
    }

    /// Lets the attempt's time run out.
    async fn lose(notes: &Idempotency, attempt: &Attempt) {
        let call = notes
            .control
            .client()
            .update_item()
            .table_name(notes.control.name())
            .set_key(Some(attempt.key.to_attributes()))
            .update_expression("SET locked_until = :past")
            .expression_attribute_values(":past", AttributeValue::N("0".to_owned()));
        call.send().await.unwrap();
    }

    #[tokio::test]
    async fn a_key_goes_from_begun_to_done() {
        let notes = Idempotency::new(testing::table().await);
        let attempt = begun(begin(&notes, "one").await);
        assert!(matches!(begin(&notes, "one").await, Outcome::InProgress));
        assert!(matches!(begin(&notes, "two").await, Outcome::Reused));

        let answer =
            Answer::of(StatusCode::CREATED, &HeaderMap::new(), &Bytes::from("made")).unwrap();
        notes.finish(&attempt, &answer).await.unwrap();
        assert!(matches!(begin(&notes, "one").await, Outcome::Done(kept) if kept == answer));
        assert!(matches!(begin(&notes, "two").await, Outcome::Reused));
    }

    #[tokio::test]
    async fn a_lost_attempt_is_taken_over_and_can_note_nothing_more() {
        let notes = Idempotency::new(testing::table().await);
        let lost = begun(begin(&notes, "one").await);
        lose(&notes, &lost).await;
        assert!(matches!(begin(&notes, "two").await, Outcome::Reused));
        let second = begun(begin(&notes, "one").await);

        let answer = Answer::of(StatusCode::CREATED, &HeaderMap::new(), &Bytes::new()).unwrap();
        assert!(matches!(
            notes.finish(&lost, &answer).await,
            Err(StoreError::ConditionNotMet)
        ));
        assert!(matches!(
            notes.release(&lost).await,
            Err(StoreError::ConditionNotMet)
        ));
        notes.finish(&second, &answer).await.unwrap();
    }

    #[tokio::test]
    async fn a_released_key_is_free() {
        let notes = Idempotency::new(testing::table().await);
        let attempt = begun(begin(&notes, "one").await);
        notes.release(&attempt).await.unwrap();
        begun(begin(&notes, "two").await);
    }
}
