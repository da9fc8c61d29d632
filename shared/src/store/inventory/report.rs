//! Reports that something about a pharmacy is wrong.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Inventory, ModeratedReport, keys};
use crate::Owner;
use crate::catalogue::PharmacyId;
use crate::ids::RecordId;
use crate::store::{AttributeValue, StoreError, now, put_new, to_item, transact};

/// For so many days a report of the same kind by the same person is the same report.
const SAME_DAYS: i64 = 30;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// There is no pharmacy there any more.
    Closed,
    /// It is open at other times.
    WrongHours,
    /// It stands elsewhere, or its address or phone number is another.
    WrongPlace,
    /// It asks another price than is shown.
    WrongPrice,
    /// It does not have what it is shown to have.
    NotInStock,
    /// What it sells looks counterfeit or is sold as it must not be.
    Suspicious,
    /// Anything else.
    Other,
}

impl ReportKind {
    fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::WrongHours => "wrong-hours",
            Self::WrongPlace => "wrong-place",
            Self::WrongPrice => "wrong-price",
            Self::NotInStock => "not-in-stock",
            Self::Suspicious => "suspicious",
            Self::Other => "other",
        }
    }
}

/// A report, without who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Names it.
    pub id: RecordId,
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// What is wrong.
    pub kind: ReportKind,
    /// In the person's own words.
    pub description: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// It is a new one.
    New(Report),
    /// The person has reported the same before; that report stands as it was.
    Before(Report),
}

impl Inventory {
    /// Keeps a report, unless the owner has reported the same of this pharmacy within 30 days.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn report(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
        kind: ReportKind,
        description: Option<String>,
    ) -> Result<Reported, StoreError> {
        let own_key = keys::own_report(owner, pharmacy, kind.word());
        let before: Option<Report> = self.table.get(&own_key).await?;
        if let Some(report) = before.as_ref().filter(|report| report.is_recent()) {
            return Ok(Reported::Before(report.clone()));
        }
        let report = Report {
            id: RecordId::generate(),
            pharmacy: pharmacy.clone(),
            kind,
            description,
            created_at: now(),
        };
        let own = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&own_key, &report)?));
        let own = match &before {
            None => own.condition_expression("attribute_not_exists(pk)"),
            Some(old) => own
                .condition_expression("id = :old")
                .expression_attribute_values(":old", AttributeValue::S(old.id.to_string())),
        };
        let own = own.build().map_err(StoreError::refused)?;
        let mut actions = vec![
            TransactWriteItem::builder().put(own).build(),
            put_new(
                &self.table,
                &keys::report(pharmacy, report.id),
                &ModeratedReport::open(report.clone()),
            )?,
            self.opening(&report)?,
        ];
        // Only the latest is among the person's records: an older one that stayed could not be erased with them.
        if let Some(old) = &before {
            actions.push(self.deleting(&keys::report(pharmacy, old.id), None)?);
            actions.extend(self.unfiling_report(old.id)?);
        }
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Reported::New(report)),
            // The same person has just sent the same twice; the first one stands.
            Err(error) if error.condition_failed_at(0) => {
                let first: Option<Report> = self.table.get(&own_key).await?;
                first.map(Reported::Before).ok_or(error)
            }
            Err(error) => Err(error),
        }
    }
}

impl Report {
    fn is_recent(&self) -> bool {
        now().duration_since(self.created_at) < SignedDuration::from_hours(24 * SAME_DAYS)
    }
}
