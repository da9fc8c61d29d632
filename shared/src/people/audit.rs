//! What administrators did, in rows that nobody changes, and the list of people that they read.
//!
//! ```text
//! AUDIT     ACT#<id>       who did what to whom, newest last
//! PEOPLE    PERSON#<id>    that there is such a person; written at sign-up, deleted with the account
//! ```
//!
//! A change and its row are written by one transaction, so that nothing is done without being told. Rows name people by id
//! only: when an account is erased, its id stands for nobody any more. They go after [`KEPT_DAYS`].

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use futures::future::try_join_all;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{User, keys};
use crate::auth::Scope;
use crate::ids::{RecordId, UserId};
use crate::store::page::Listing;
use crate::store::{Key, Page, PageRequest, StoreError, Table, now, put_new, transact};

/// Days for which rows are kept.
pub const KEPT_DAYS: i64 = 400;

/// What an administrator did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Read a page of the list of people.
    ListedPeople,
    /// Gave somebody a role.
    GaveRole,
    /// Took a role from somebody.
    TookRole,
    /// Read which reference data are in force.
    ReadData,
    /// Read a page of reports about pharmacies.
    ListedReports,
    /// Accepted a report.
    AcceptedReport,
    /// Dismissed a report.
    DismissedReport,
    /// Read a page of reviews, or one.
    ListedReviews,
    /// Accepted a review as it is.
    AcceptedReview,
    /// Hid a review.
    HidReview,
    /// Restored a review that was hidden.
    RestoredReview,
    /// Offered a reward, or changed an offer.
    OfferedReward,
    /// Took an offer away.
    WithdrewReward,
}

/// One thing that an administrator did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Names the row.
    pub id: RecordId,
    /// The administrator.
    pub actor: UserId,
    /// What they did.
    pub act: Act,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<UserId>,
    /// Which role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Scope>,
    /// What it was about, where that is no person: `<pharmacy>/<review or report>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Why, in the administrator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    expires_at: i64,
}

impl AuditRow {
    fn new(actor: UserId, act: Act) -> Self {
        let at = now();
        Self {
            id: RecordId::generate(),
            actor,
            act,
            target: None,
            role: None,
            about: None,
            reason: None,
            at,
            expires_at: at.as_second() + KEPT_DAYS * 24 * 60 * 60,
        }
    }

    fn key(&self) -> Key {
        Key::new("AUDIT", format!("ACT#{}", self.id))
    }
}

/// Where it stands that there is such a person.
pub fn listed(person: UserId) -> Key {
    Key::new("PEOPLE", format!("PERSON#{person}"))
}

/// Tells that an administrator read something.
///
/// # Errors
/// Whatever the call met.
pub async fn note(accounts: &Table, actor: UserId, act: Act) -> Result<(), StoreError> {
    let row = AuditRow::new(actor, act);
    accounts.put_new(&row.key(), &row).await
}

/// The part of a transaction that tells of a decision about something that is no person, `about`, and why.
///
/// # Errors
/// When the row cannot be written at all.
pub fn deciding(
    accounts: &Table,
    actor: UserId,
    act: Act,
    about: String,
    reason: String,
) -> Result<TransactWriteItem, StoreError> {
    let row = AuditRow {
        about: Some(about),
        reason: Some(reason),
        ..AuditRow::new(actor, act)
    };
    put_new(accounts, &row.key(), &row)
}

/// A page of people, the newest first, read by an administrator.
///
/// # Errors
/// Whatever the call met.
pub async fn people(
    accounts: &Table,
    actor: UserId,
    request: PageRequest<UserId>,
) -> Result<Page<User, UserId>, StoreError> {
    note(accounts, actor, Act::ListedPeople).await?;
    let listing = Listing::all("PEOPLE".to_owned(), "PERSON#".to_owned());
    let page = accounts
        .newest_first::<super::Marker, UserId>(&listing, request)
        .await?;
    let found = page.items.iter().map(|marker| async move {
        let key = keys::profile(marker.user_id);
        accounts.get::<User>(&key).await
    });
    // Somebody who left in between is not there any more.
    let people = try_join_all(found).await?.into_iter().flatten().collect();
    Ok(Page {
        items: people,
        next: page.next,
    })
}

/// Gives a person a role or takes it away, and tells of it. `false`: there is no such person.
///
/// # Errors
/// Whatever the call met.
pub async fn set_role(
    accounts: &Table,
    actor: UserId,
    person: UserId,
    role: Scope,
    has: bool,
) -> Result<bool, StoreError> {
    let (act, expression) = match has {
        true => (Act::GaveRole, "ADD #roles :role"),
        false => (Act::TookRole, "DELETE #roles :role"),
    };
    let change = Update::builder()
        .table_name(accounts.name())
        .set_key(Some(keys::profile(person).to_attributes()))
        .condition_expression("attribute_exists(pk)")
        .update_expression(expression)
        .expression_attribute_names("#roles", "roles")
        .expression_attribute_values(":role", AttributeValue::Ss(vec![role.as_str().to_owned()]))
        .build()
        .map_err(StoreError::refused)?;
    let row = AuditRow {
        target: Some(person),
        role: Some(role),
        ..AuditRow::new(actor, act)
    };
    let actions = vec![
        TransactWriteItem::builder().update(change).build(),
        put_new(accounts, &row.key(), &row)?,
    ];
    match transact(accounts.client(), actions).await {
        Ok(()) => Ok(true),
        Err(error) if error.condition_failed_at(0) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A page of what administrators did, the newest first.
///
/// # Errors
/// Whatever the call met.
pub async fn acts(
    accounts: &Table,
    request: PageRequest<RecordId>,
) -> Result<Page<AuditRow, RecordId>, StoreError> {
    let listing = Listing::all("AUDIT".to_owned(), "ACT#".to_owned());
    accounts.newest_first(&listing, request).await
}
