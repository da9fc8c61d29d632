//! Keys that providers give us.
//!
//! ```text
//! PROVIDER#<name>  KEY    value
//! ```
//!
//! In the keys table, because everything that keeps secrets safe stands there already: encryption with a key whose use is
//! recorded, and a permission that ends at the partition, so that each function reads the keys of its own providers. An
//! operator puts one there (docs/operations.md); it is in no environment, template or log, and a new one is used within
//! minutes, without a deployment.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::HeaderValue;
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::store::{Key, StoreError, Table};

/// How long a key is used before it is read again.
const REFRESH: Duration = Duration::from_secs(5 * 60);
/// How long a missing key is taken to be missing: somebody may be putting it there right now.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// A text that is shown to nobody but the provider.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// As a header's value that is never printed; `None` when it has characters that a header cannot have.
    pub(super) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(self.0.trim()).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl Secret {
    /// The same as a bearer token, for the `authorization` header.
    #[must_use]
    pub fn bearer(&self) -> Self {
        Self(format!("Bearer {}", self.0.trim()))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// The key of one provider, read when it is first needed and again every few minutes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ProviderKey {
    keys: Table,
    provider: &'static str,
    kept: Arc<Mutex<Option<Kept>>>,
}

#[derive(Debug, Clone)]
struct Kept {
    secret: Option<Secret>,
    until: Instant,
}

#[derive(Deserialize)]
struct Row {
    value: Secret,
}

impl ProviderKey {
    /// The key of this provider in the keys table.
    pub fn new(keys: Table, provider: &'static str) -> Self {
        Self {
            keys,
            provider,
            kept: Arc::default(),
        }
    }

    /// The key; `None` when the operator has put none there. While the table is away, the key that was read last goes on
    /// being used.
    ///
    /// # Errors
    /// Whatever the read met, when no key was read before.
    pub async fn read(&self) -> Result<Option<Secret>, StoreError> {
        // Held while reading, so that many requests at once read once.
        let mut kept = self.kept.lock().await;
        let now = Instant::now();
        if let Some(known) = kept.as_ref().filter(|known| now < known.until) {
            return Ok(known.secret.clone());
        }
        let place = Key::new(format!("PROVIDER#{}", self.provider), "KEY");
        let secret = match self.keys.get::<Row>(&place).await {
            Ok(row) => row.map(|row| row.value),
            Err(error) => {
                let Some(known) = kept.as_mut() else {
                    return Err(error);
                };
                tracing::warn!(provider = self.provider, %error, "key could not be read again");
                known.secret.clone()
            }
        };
        let time = if secret.is_some() {
            REFRESH
        } else {
            LOOK_AGAIN
        };
        *kept = Some(Kept {
            secret: secret.clone(),
            until: now + time,
        });
        Ok(secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    const ITEM: &str =
        r#"{"Item":{"pk":{"S":"PROVIDER#gemini"},"sk":{"S":"KEY"},"value":{"S":"k-1"}}}"#;
    const AWAY: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}"#;

    #[tokio::test]
    async fn a_key_is_read_once() {
        // A second read would find no answer.
        let key = ProviderKey::new(testing::canned(vec![(200, ITEM)]).await, "gemini");
        for _ in 0..3 {
            assert_eq!(key.read().await.unwrap(), Some(Secret::from("k-1")));
        }
    }

    #[tokio::test]
    async fn a_missing_key_is_no_error_and_a_missing_table_is() {
        let none = ProviderKey::new(testing::canned(vec![(200, "{}")]).await, "gemini");
        assert_eq!(none.read().await.unwrap(), None);
        let away = ProviderKey::new(testing::canned(vec![(400, AWAY)]).await, "gemini");
        assert!(away.read().await.is_err());
    }

    #[tokio::test]
    async fn the_last_key_outlives_an_outage() {
        let table = testing::canned(vec![(200, ITEM), (400, AWAY)]).await;
        let key = ProviderKey::new(table, "gemini");
        key.read().await.unwrap();
        key.kept.lock().await.as_mut().unwrap().until = Instant::now();
        assert_eq!(key.read().await.unwrap(), Some(Secret::from("k-1")));
    }

    #[test]
    fn nothing_prints_a_secret() {
        let secret = Secret::from("k-1");
        assert_eq!(format!("{secret:?}"), "Secret");
        assert!(!format!("{:?}", secret.header()).contains("k-1"));
        assert_eq!(Secret::from("two\nlines").header(), None);
    }
}
