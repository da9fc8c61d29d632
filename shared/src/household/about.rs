//! What the owner tells of themselves.

use aws_sdk_dynamodb::types::TransactWriteItem;
use serde::{Deserialize, Serialize};

use super::{Health, Households, key};
use crate::store::StoreError;
use crate::{ClockTime, Owner};

/// From when to when nobody wants to be disturbed; over midnight where `to` is not after `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuietHours {
    /// The first quiet minute.
    #[schema(example = "22:00")]
    pub from: ClockTime,
    /// The first minute that is not quiet any more.
    #[schema(example = "07:00")]
    pub to: ClockTime,
}

/// What the owner tells of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutMe {
    /// Their health.
    #[serde(default)]
    pub health: Health,
    /// When they want to be left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// Counts changes; 0 while nothing was told.
    #[serde(default)]
    pub version: u64,
}

impl Households {
    /// What the owner has told of themselves.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn about(&self, owner: Owner) -> Result<AboutMe, StoreError> {
        let found = self.table.get(&key(owner, "ABOUT")).await?;
        Ok(found.unwrap_or_default())
    }

    /// The part of a transaction that writes what the owner tells now over what was read.
    ///
    /// # Errors
    /// When the row cannot be written at all.
    pub fn tell(&self, owner: Owner, about: &AboutMe) -> Result<TransactWriteItem, StoreError> {
        let next = AboutMe {
            version: about.version + 1,
            ..about.clone()
        };
        self.over(&key(owner, "ABOUT"), &next, about.version)
    }
}
