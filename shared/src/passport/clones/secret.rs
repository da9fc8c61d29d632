//! The secret with which packs are named.
//!
//! It stands in the keys table, encrypted at rest, readable by the functions of scans alone and in no environment. It is made
//! by whoever needs it first and never changed: with another secret every pack would have another name, and all counts would
//! begin anew.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::catalogue::Gtin;
use crate::store::{Key, StoreError, Table};

/// Bytes of the secret: as many as the hash has.
const SECRET_BYTES: usize = 32;
/// Bytes of a name: enough that two packs never share one.
const NAME_BYTES: usize = 16;

/// The secret, read when it is first needed and kept from then on.
#[derive(Clone)]
pub(super) struct PackSecret {
    keys: Table,
    kept: Arc<OnceCell<Hmac<Sha256>>>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    /// In base64.
    value: String,
}

impl PackSecret {
    pub(super) fn new(keys: Table) -> Self {
        Self {
            keys,
            kept: Arc::default(),
        }
    }

    /// The name of a pack: 32 hexadecimal digits.
    pub(super) async fn name(&self, item: Gtin, serial: &str) -> Result<String, StoreError> {
        let mut hash = self.kept.get_or_try_init(|| self.read()).await?.clone();
        // The number has always fourteen digits, so that no other pair makes the same text.
        hash.update(item.to_string().as_bytes());
        hash.update(serial.as_bytes());
        Ok(hex::encode(&hash.finalize().into_bytes()[..NAME_BYTES]))
    }

    async fn read(&self) -> Result<Hmac<Sha256>, StoreError> {
        let place = Key::new("PACKS", "KEY");
        if let Some(row) = self.keys.get::<Row>(&place).await? {
            return keyed(&row);
        }
        let mut bytes = [0; SECRET_BYTES];
        SystemRandom::new()
            .fill(&mut bytes)
            .map_err(StoreError::refused)?;
        let row = Row {
            value: STANDARD.encode(bytes),
        };
        match self.keys.put_new(&place, &row).await {
            Ok(()) => keyed(&row),
            // Somebody else was first: theirs is the secret.
            Err(StoreError::ConditionNotMet) => {
                let theirs: Option<Row> = self.keys.get(&place).await?;
                keyed(&theirs.ok_or(StoreError::ConditionNotMet)?)
            }
            Err(error) => Err(error),
        }
    }
}

fn keyed(row: &Row) -> Result<Hmac<Sha256>, StoreError> {
    let bytes = STANDARD.decode(&row.value).map_err(StoreError::refused)?;
    // An empty secret would be none.
    if bytes.len() < SECRET_BYTES {
        return Err(StoreError::refused(ShortSecret));
    }
    Hmac::new_from_slice(&bytes).map_err(StoreError::refused)
}

/// The row in the keys table holds fewer bytes than a secret has.
#[derive(Debug, thiserror::Error)]
#[error("the secret of packs is too short")]
struct ShortSecret;

impl fmt::Debug for PackSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PackSecret")
    }
}
