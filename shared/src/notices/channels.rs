//! Which kinds of notices go out, and how. All of them are in the inbox, whatever is chosen here.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use serde::{Deserialize, Serialize};

use super::{Kind, Notices, key};
use crate::Owner;
use crate::household::Written;
use crate::store::{AttributeValue, StoreError, to_item, transact};

/// A person's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channels {
    /// Kinds that go to the browsers that the person has subscribed.
    pub push: Vec<Kind>,
    /// Kinds that go to the address of the account.
    pub mail: Vec<Kind>,
    /// Counts changes; 0 while nothing was chosen.
    pub version: u64,
}

impl Default for Channels {
    /// Everything by push, which nobody gets who has not subscribed a browser; nothing by mail.
    fn default() -> Self {
        Self {
            push: Kind::ALL.to_vec(),
            mail: Vec::new(),
            version: 0,
        }
    }
}

impl Notices {
    /// What the owner has chosen.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn channels(&self, owner: Owner) -> Result<Channels, StoreError> {
        let found = self.table.get(&key(owner, "CHANNELS")).await?;
        Ok(found.unwrap_or_default())
    }

    /// Writes a choice over the one that was read.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn choose(&self, owner: Owner, channels: &Channels) -> Result<Written, StoreError> {
        let next = Channels {
            version: channels.version + 1,
            ..channels.clone()
        };
        let before = AttributeValue::N(channels.version.to_string());
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(owner, "CHANNELS"), &next)?));
        let put = if channels.version == 0 {
            put.condition_expression("attribute_not_exists(pk)")
        } else {
            put.condition_expression("version = :before")
                .expression_attribute_values(":before", before)
        };
        let put = put.build().map_err(StoreError::refused)?;
        let action = TransactWriteItem::builder().put(put).build();
        match transact(self.table.client(), vec![action]).await {
            Ok(()) => Ok(Written::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Written::Overtaken),
            Err(error) => Err(error),
        }
    }
}
