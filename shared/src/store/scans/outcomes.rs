//! When a person scanned and what it came to, for counting: the rows without what was seen.

use jiff::Timestamp;

use super::{SCAN, ScanStatus, Scans};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::history::partition;
use crate::store::{AttributeValue, Item, StoreError, from_item};

/// Most scans of one answer. Nobody scans so often; whoever makes a program do it is told that not all were counted.
pub const MAX_OUTCOMES: usize = 2_000;

/// When something was scanned, and what it came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanOutcome {
    /// When it was sent.
    pub at: Timestamp,
    /// What it came to.
    pub status: ScanStatus,
}

/// The scans of a span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanOutcomes {
    /// The scans, newest first, at most [`MAX_OUTCOMES`].
    pub scans: Vec<ScanOutcome>,
    /// Whether older ones of the span were left out.
    pub are_cut: bool,
}

impl Scans {
    /// What the owner scanned from one moment to another, both included, to the millisecond. One call for each megabyte of
    /// rows.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn outcomes(
        &self,
        owner: Owner,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<ScanOutcomes, StoreError> {
        let text = |text: String| AttributeValue::S(text);
        let mut pages = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .projection_expression("sk, #status")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":pk", text(partition(owner)))
            .expression_attribute_values(
                ":first",
                text(format!("{SCAN}{}", RecordId::earliest(from))),
            )
            .expression_attribute_values(":last", text(format!("{SCAN}{}", RecordId::latest(to))))
            .scan_index_forward(false)
            .into_paginator()
            .items()
            .send();
        let mut found = ScanOutcomes::default();
        while let Some(item) = pages.next().await {
            let item = item.map_err(StoreError::from_sdk)?;
            if found.scans.len() == MAX_OUTCOMES {
                found.are_cut = true;
                break;
            }
            found.scans.extend(outcome(item)?);
        }
        Ok(found)
    }
}

fn outcome(item: Item) -> Result<Option<ScanOutcome>, StoreError> {
    #[derive(serde::Deserialize)]
    struct Row {
        sk: String,
        status: ScanStatus,
    }
    let row: Row = from_item(item)?;
    let id = row
        .sk
        .strip_prefix(SCAN)
        .and_then(|id| id.parse::<RecordId>().ok());
    Ok(id.map(|id| ScanOutcome {
        at: id.created_at(),
        status: row.status,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;
    use crate::store::Key;
    use crate::store::testing::counted;

    #[tokio::test]
    async fn scans_are_counted_in_one_call_without_what_was_seen() {
        let (table, calls) = counted().await;
        let owner = Owner::proven(UserId::generate());
        let begun = crate::store::now();
        for status in ["recognised", "too_poor", "recognised"] {
            let key = Key::new(partition(owner), format!("{SCAN}{}", RecordId::generate()));
            let row = serde_json::json!({"status": status, "seen": "x".repeat(3_000)});
            table.put_new(&key, &row).await.unwrap();
        }
        let scans = Scans::new(table);
        calls.restart();
        let span = (begun, crate::store::now());
        let found = scans.outcomes(owner, span).await.unwrap();
        assert_eq!(calls.so_far(), 1);
        let statuses: Vec<ScanStatus> = found.scans.iter().map(|scan| scan.status).collect();
        assert_eq!(statuses.len(), 3);
        let recognised = statuses
            .iter()
            .filter(|status| **status == ScanStatus::Recognised);
        assert_eq!(recognised.count(), 2);
        assert!(found.scans.iter().all(|scan| scan.at >= span.0) && !found.are_cut);
        let before = (
            Timestamp::UNIX_EPOCH,
            begun - jiff::SignedDuration::from_secs(1),
        );
        let none = scans.outcomes(owner, before).await.unwrap();
        assert_eq!(none, ScanOutcomes::default());
    }
}
