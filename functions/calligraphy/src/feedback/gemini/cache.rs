//! Answers that are kept for a week, by what was asked.
//!
//! ```text
//! FEEDBACK#<sha-256 of model, language and prompt>  GEMINI   sentences, expires_at
//! ```
//!
//! The prompt holds the picture, so whoever finds the row must have had the drawing; nothing in it says whose it is. The cache
//! is a saving, never a need: when the table is away, Gemini is asked.

use jiff::Timestamp;
use nazar::http::Locale;
use nazar::store::{Key, StoreError, Table, to_item};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::answer::Sentences;

/// A week, in seconds.
const LIFETIME: i64 = 7 * 24 * 60 * 60;

/// The rows in the control table. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    control: Table,
}

#[derive(Serialize, Deserialize)]
struct Row {
    sentences: Sentences,
    expires_at: i64,
}

impl Cache {
    pub(super) fn new(control: Table) -> Self {
        Self { control }
    }

    /// Where the answer to this prompt is.
    pub(super) fn place(model: &str, language: Locale, prompt: &Value) -> Key {
        let mut content = Sha256::new();
        for part in [model, language.tag(), &prompt.to_string()] {
            // The length in front keeps two parts from reading as two others.
            content.update(part.len().to_be_bytes());
            content.update(part);
        }
        Key::new(
            format!("FEEDBACK#{}", hex::encode(content.finalize())),
            "GEMINI",
        )
    }

    /// The answer, if one is kept.
    pub(super) async fn get(&self, place: &Key) -> Option<Sentences> {
        match self.control.get::<Row>(place).await {
            Ok(row) => row.map(|row| row.sentences),
            Err(error) => {
                tracing::warn!(%error, "kept answer could not be read");
                None
            }
        }
    }

    /// Keeps an answer.
    pub(super) async fn put(&self, place: &Key, sentences: &Sentences) {
        let row = Row {
            sentences: sentences.clone(),
            expires_at: Timestamp::now().as_second() + LIFETIME,
        };
        if let Err(error) = self.write(place, &row).await {
            tracing::warn!(%error, "answer could not be kept");
        }
    }

    async fn write(&self, place: &Key, row: &Row) -> Result<(), StoreError> {
        self.control
            .client()
            .put_item()
            .table_name(self.control.name())
            .set_item(Some(to_item(place, row)?))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_of_model_language_and_prompt() {
        let place = |model: &str, language, prompt: Value| Cache::place(model, language, &prompt);
        let first = place("m", Locale::English, json!({"a": 1}));
        assert_eq!(first, place("m", Locale::English, json!({"a": 1})));
        for other in [
            place("n", Locale::English, json!({"a": 1})),
            place("m", Locale::Russian, json!({"a": 1})),
            place("m", Locale::English, json!({"a": 2})),
        ] {
            assert_ne!(first, other);
        }
    }
}
