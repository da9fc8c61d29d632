//! A person's subscriptions.

use super::{Subscription, SubscriptionId};
use crate::Owner;
use crate::store::page::Listing;
use crate::store::{Key, PageRequest, StoreError, Table, to_item};

/// Most browsers of a person.
pub const MAX_SUBSCRIPTIONS: usize = 10;

const PUSH: &str = "PUSH#";

/// What became of a subscription that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribed {
    /// It is kept; one of the same browser is replaced by it.
    Yes,
    /// There are [`MAX_SUBSCRIPTIONS`].
    Full,
}

/// The subscriptions, one person at a time.
#[derive(Debug, Clone)]
pub struct Subscriptions {
    table: Table,
}

impl Subscriptions {
    /// The subscriptions kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// All of the owner's.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all(&self, owner: Owner) -> Result<Vec<Subscription>, StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), PUSH.to_owned());
        let request: PageRequest<SubscriptionId> = PageRequest {
            // All of them, and a few that came at the same moment.
            limit: 100,
            after: None,
        };
        Ok(self.table.newest_first(&listing, request).await?.items)
    }

    /// Keeps a subscription. Two of different browsers that come at the same moment may be one more than the most.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn keep(
        &self,
        owner: Owner,
        subscription: &Subscription,
    ) -> Result<Subscribed, StoreError> {
        let others = self.all(owner).await?;
        let others = others.iter().filter(|other| other.id != subscription.id);
        if others.count() >= MAX_SUBSCRIPTIONS {
            return Ok(Subscribed::Full);
        }
        let place = key(owner, &subscription.id);
        self.table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(&place, subscription)?))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(Subscribed::Yes)
    }

    /// Forgets a subscription; `false` when there is none of this id.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn remove(&self, owner: Owner, id: &SubscriptionId) -> Result<bool, StoreError> {
        self.table.take_away(&key(owner, id)).await
    }
}

fn key(owner: Owner, id: &SubscriptionId) -> Key {
    Key::new(format!("USER#{owner}"), format!("{PUSH}{id}"))
}
