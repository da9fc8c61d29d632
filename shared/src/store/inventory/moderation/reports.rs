//! Reports: open until an administrator accepts or dismisses them.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};

use super::super::{Inventory, Report, keys};
use super::Decision;
use super::queue::{List, Place};
use crate::catalogue::PharmacyId;
use crate::ids::RecordId;
use crate::store::{AttributeValue, Page, PageRequest, StoreError, now, transact};

/// How a report stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Nobody has looked at it.
    #[default]
    Open,
    /// It is right, and will be put right.
    Accepted,
    /// It is not right, or nothing follows from it.
    Dismissed,
}

impl ReportState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Accepted, Self::Dismissed];

    /// The word in rows and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Dismissed => "dismissed",
        }
    }

    fn list(self) -> List {
        (keys::REPORT, self.as_str())
    }
}

/// A report with what was decided about it, still without who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeratedReport {
    /// The report.
    #[serde(flatten)]
    pub report: Report,
    /// How it stands.
    #[serde(default)]
    pub state: ReportState,
    /// The last decision; absent while there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

impl ModeratedReport {
    /// A report that nobody has looked at.
    pub(in super::super) fn open(report: Report) -> Self {
        Self {
            report,
            state: ReportState::Open,
            decision: None,
        }
    }
}

impl Inventory {
    /// A page of the reports of a state, of all pharmacies, newest first. One that goes while it is read is left out.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn reports_in(
        &self,
        state: ReportState,
        request: PageRequest<RecordId>,
    ) -> Result<Page<ModeratedReport, RecordId>, StoreError> {
        let page = self.filed(state.list(), request).await?;
        let found = page.items.iter().map(|place| self.report_at(place));
        let reports = try_join_all(found).await?;
        Ok(Page {
            items: reports.into_iter().flatten().collect(),
            next: page.next,
        })
    }

    /// One report, consistently.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn report_of(
        &self,
        pharmacy: &PharmacyId,
        id: RecordId,
    ) -> Result<Option<ModeratedReport>, StoreError> {
        self.table.get(&keys::report(pharmacy, id)).await
    }

    /// Decides about a report that still stands as it was read, together with another action such as the audit's row.
    /// `false`: it stands otherwise by now, or is gone.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn decide_report(
        &self,
        seen: &ModeratedReport,
        state: ReportState,
        reason: String,
        also: TransactWriteItem,
    ) -> Result<bool, StoreError> {
        let (pharmacy, id) = (&seen.report.pharmacy, seen.report.id);
        let decision = Decision { reason, at: now() };
        let change = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(keys::report(pharmacy, id).to_attributes()))
            .condition_expression("#state = :seen")
            .update_expression("SET #state = :next, decision = :decision")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":seen", word(seen.state.as_str()))
            .expression_attribute_values(":next", word(state.as_str()))
            .expression_attribute_values(":decision", serde_dynamo::to_attribute_value(&decision)?)
            .build()
            .map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().update(change).build(), also];
        if state != seen.state {
            let place = Place {
                id,
                pharmacy: pharmacy.clone(),
            };
            actions.push(self.unfiling(seen.state.list(), id)?);
            actions.push(self.filing(state.list(), &place)?);
        }
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn report_at(&self, place: &Place) -> Result<Option<ModeratedReport>, StoreError> {
        self.report_of(&place.pharmacy, place.id).await
    }

    /// Files a new report among the open ones.
    pub(in super::super) fn opening(
        &self,
        report: &Report,
    ) -> Result<TransactWriteItem, StoreError> {
        let place = Place {
            id: report.id,
            pharmacy: report.pharmacy.clone(),
        };
        self.filing(ReportState::Open.list(), &place)
    }

    /// Takes a report from wherever it is filed.
    pub(in super::super) fn unfiling_report(
        &self,
        id: RecordId,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let states = ReportState::ALL.into_iter();
        states
            .map(|state| self.unfiling(state.list(), id))
            .collect()
    }
}

fn word(word: &str) -> AttributeValue {
    AttributeValue::S(word.to_owned())
}
