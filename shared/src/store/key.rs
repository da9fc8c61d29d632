//! What an item is filed under: every table has the string attributes `pk` and `sk` as its key.

use super::{AttributeValue, Item};

/// A full primary key. Made by the key functions of each repository, never by handlers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Partition: what is read together, and one person's data only.
    pub pk: String,
    /// Place within the partition, in reading order.
    pub sk: String,
}

impl Key {
    /// A key of these two parts.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self {
            pk: pk.into(),
            sk: sk.into(),
        }
    }

    /// The key as the SDK wants it.
    pub fn to_attributes(&self) -> Item {
        Item::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}
