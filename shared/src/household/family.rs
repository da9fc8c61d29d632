//! The members of a family, whom one account looks after.

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem, Update};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Health, Households, Written, key};
use crate::Owner;
use crate::ids::MemberId;
use crate::store::page::Listing;
use crate::store::{AttributeValue, Key, PageRequest, StoreError, put_new, transact, update};

/// Most members of a family.
pub const MAX_MEMBERS: u32 = 20;

const MEMBER: &str = "MEMBER#";

/// A member of the owner's family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Names the member.
    pub id: MemberId,
    /// Their name, in any script.
    pub name: String,
    /// What they are to the owner, in the owner's words.
    pub relation: String,
    /// Their health.
    #[serde(default)]
    pub health: Health,
    /// When they were added.
    pub created_at: Timestamp,
    /// Counts changes, from 1.
    pub version: u64,
    /// Whether they are being deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    leaving: bool,
}

/// What became of a member who was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FamilyAdded {
    /// They are one of the family.
    Yes,
    /// The family is as large as one can be.
    Full,
}

impl Member {
    /// A new member.
    pub fn new(name: String, relation: String, health: Health) -> Self {
        Self {
            id: MemberId::generate(),
            name,
            relation,
            health,
            created_at: crate::store::now(),
            version: 1,
            leaving: false,
        }
    }
}

impl Households {
    /// The owner's family, in the order in which they were added.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn family(&self, owner: Owner) -> Result<Vec<Member>, StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), MEMBER.to_owned());
        let request = PageRequest {
            // All of them, and a few who are leaving.
            limit: 100,
            after: None,
        };
        let page = self
            .table
            .newest_first::<Member, MemberId>(&listing, request)
            .await?;
        let mut members = page.items;
        members.retain(|member| !member.leaving);
        members.reverse();
        Ok(members)
    }

    /// One member of the owner's family.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn member(&self, owner: Owner, id: MemberId) -> Result<Option<Member>, StoreError> {
        let found: Option<Member> = self.table.get(&Self::member_key(owner, id)).await?;
        Ok(found.filter(|member| !member.leaving))
    }

    /// Where a member stands, for transactions that need them there.
    pub fn member_key(owner: Owner, id: MemberId) -> Key {
        key(owner, format!("{MEMBER}{id}"))
    }

    /// Adds a member; the count beside them keeps a family from growing over [`MAX_MEMBERS`], whoever adds at the same
    /// time.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn join(&self, owner: Owner, member: &Member) -> Result<FamilyAdded, StoreError> {
        let room = "attribute_not_exists(members) OR members < :most";
        let most = (":most", AttributeValue::N(MAX_MEMBERS.to_string()));
        let actions = vec![
            self.count(owner, 1, Some((room, most)))?,
            put_new(&self.table, &Self::member_key(owner, member.id), member)?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(FamilyAdded::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(FamilyAdded::Full),
            Err(error) => Err(error),
        }
    }

    /// Writes a member over the version that was read.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn describe(&self, owner: Owner, member: &Member) -> Result<Written, StoreError> {
        let next = Member {
            version: member.version + 1,
            ..member.clone()
        };
        let at = Self::member_key(owner, member.id);
        self.write(self.over(&at, &next, member.version)?).await
    }

    /// Lets a member leave: nobody finds them any more. `false`: there is none.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn let_leave(&self, owner: Owner, id: MemberId) -> Result<bool, StoreError> {
        let change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(Self::member_key(owner, id).to_attributes()))
            .update_expression("SET leaving = :yes ADD version :one")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":yes", AttributeValue::Bool(true))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()));
        match update(change).await {
            Ok(_) => Ok(true),
            Err(StoreError::ConditionNotMet) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Deletes a member who has left, and counts them no more. Doing it twice is no error.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn see_off(&self, owner: Owner, id: MemberId) -> Result<(), StoreError> {
        let row = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(Self::member_key(owner, id).to_attributes()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        let row = TransactWriteItem::builder().delete(row).build();
        let actions = vec![row, self.count(owner, -1, None)?];
        match transact(self.table.client(), actions).await {
            Err(error) if !error.condition_failed_at(0) => Err(error),
            _ => Ok(()),
        }
    }

    fn count(
        &self,
        owner: Owner,
        difference: i8,
        condition: Option<(&str, (&str, AttributeValue))>,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut change = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(owner, "FAMILY").to_attributes()))
            .update_expression("ADD members :difference")
            .expression_attribute_values(":difference", AttributeValue::N(difference.to_string()));
        if let Some((expression, (name, value))) = condition {
            change = change
                .condition_expression(expression)
                .expression_attribute_values(name, value);
        }
        let change = change.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(change).build())
    }
}
