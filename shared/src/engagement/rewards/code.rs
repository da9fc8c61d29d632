//! Codes: made by chance, good once.

use aws_lc_rs::rand;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{RewardId, Rewards};
use crate::store::{AttributeValue, Key, StoreError, update};

/// Letters and digits that are not mistaken for each other: Crockford's base 32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a code: five bits each.
const LENGTH: usize = 20;

/// Characters between two hyphens.
const GROUP: usize = 5;

/// A code's row: nothing of whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeUse {
    /// What it is for.
    pub reward: RewardId,
    /// Until when it is good.
    pub good_until: Timestamp,
    /// When it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
    /// When the row may go, in seconds since 1970: a while after the code is good no more.
    pub(super) expires_at: i64,
}

/// What became of using a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Used {
    /// It was good and is used now.
    Yes(CodeUse),
    /// It was used before, or its time is over.
    Spent,
    /// There is no such code.
    Unknown,
}

/// A new code, as people read it: `7K3QD-…`.
///
/// # Errors
/// When the random source fails.
pub(super) fn generate() -> Result<String, StoreError> {
    let mut random = [0_u8; LENGTH];
    rand::fill(&mut random).map_err(|_| StoreError::refused("the random source failed"))?;
    let letters: Vec<u8> = random
        .iter()
        .map(|byte| ALPHABET[usize::from(byte % 32)])
        .collect();
    let groups = letters.chunks(GROUP).map(String::from_utf8_lossy);
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// Where a code's row stands. Hyphens, blanks and case do not matter; nor do the letters that Crockford reads as digits.
pub(super) fn key(code: &str) -> Key {
    let plain = code.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = plain
        .map(|one| match one.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let hash = hex::encode(Sha256::digest(plain.as_bytes()));
    Key::new(format!("CODE#{hash}"), "CODE")
}

impl Rewards {
    /// Uses a code, if it is good.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn use_code(&self, code: &str, now: Timestamp) -> Result<Used, StoreError> {
        let at = key(code);
        let Some(row) = self.table.get::<CodeUse>(&at).await? else {
            return Ok(Used::Unknown);
        };
        if row.used_at.is_some() || row.good_until <= now {
            return Ok(Used::Spent);
        }
        let change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(at.to_attributes()))
            .update_expression("SET used_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(used_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        match update(change).await {
            Ok(_) => Ok(Used::Yes(CodeUse {
                used_at: Some(now),
                ..row
            })),
            Err(StoreError::ConditionNotMet) => Ok(Used::Spent),
            Err(error) => Err(error),
        }
    }

    /// Whether a code is used, for whom it was given to.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn code(&self, code: &str) -> Result<Option<CodeUse>, StoreError> {
        self.table.get(&key(code)).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_differ_and_are_found_however_they_are_typed() {
        let codes: HashSet<String> = (0..200).map(|_| generate().unwrap()).collect();
        assert_eq!(codes.len(), 200);
        for code in &codes {
            assert_eq!(code.len(), LENGTH + LENGTH / GROUP - 1, "{code}");
            let typed = code.to_lowercase().replace('-', " ");
            assert_eq!(key(code), key(&typed));
        }
        assert_eq!(key("0O1IL"), key("00111"));
    }
}
