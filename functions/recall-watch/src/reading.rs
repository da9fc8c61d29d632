//! Reading a source to its end, and writing what has changed.

use std::collections::HashMap;
use std::time::Instant;

use futures::{StreamExt, TryStreamExt, stream};
use jiff::civil::Date;
use nazar::outside::OutsideError;
use nazar::recalls::{Fingerprint, Kept, Lots, Recall, RecallSource, RecallTable, Substances};
use nazar::store::StoreError;
use serde::Serialize;

use crate::openfda::{Enforcement, OpenFda, recall};
use crate::windows::windows;

/// Writes at the same time.
const WRITES: usize = 8;

/// Why a source was not read to its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// The source did not answer as it should.
    #[error(transparent)]
    Outside(OutsideError),
    /// The table cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Records were skipped or came twice, because they changed between two pages.
    #[error("records changed while they were read")]
    Shifted,
    /// Some records could not be read at all; the others were written.
    #[error("{0} records could not be read")]
    Unreadable(usize),
    /// There is no catalogue, so no substance can be recognised and no check would find what is written.
    #[error("there is no catalogue")]
    NoCatalogue,
}

impl ReadError {
    /// In a word, as operators see it in the state of the source.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Outside(OutsideError::Paused) => "paused",
            Self::Outside(OutsideError::TimedOut) => "timed_out",
            Self::Outside(OutsideError::Unreachable) => "unreachable",
            Self::Outside(OutsideError::Throttled { .. }) => "throttled",
            Self::Outside(OutsideError::Failing { .. }) => "failing",
            Self::Outside(OutsideError::Refused(_)) => "refused",
            Self::Outside(OutsideError::TooLarge { .. }) => "too_large",
            Self::Outside(OutsideError::Malformed) => "malformed",
            Self::Store(_) => "table_unavailable",
            Self::Shifted => "changed_while_read",
            Self::Unreadable(_) => "records_unreadable",
            Self::NoCatalogue => "no_catalogue",
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    /// Recalls that were read.
    pub(crate) recalls: u64,
    /// Those that were new or had changed, and were written.
    pub(crate) written: u64,
    /// Those whose lots could not be wholly read.
    pub(crate) lots_unread: u64,
    /// Those in which no substance of the catalogue was recognised.
    pub(crate) unrecognised: u64,
    /// Records that could not be read at all.
    pub(crate) unreadable: usize,
    /// The day that the newest was reported.
    pub(crate) newest: Option<Date>,
}

/// One run over openFDA.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) source: &'a OpenFda,
    pub(crate) table: &'a RecallTable,
    pub(crate) substances: Substances,
    pub(crate) until: Instant,
    pub(crate) counts: Counts,
}

impl Reading<'_> {
    /// Reads the last years span by span. What was written before something went wrong stays written.
    pub(crate) async fn all(&mut self, today: Date, years: u8) -> Result<(), ReadError> {
        let kept = self.table.kept(RecallSource::Openfda).await?;
        let kept: HashMap<String, Kept> = kept
            .into_iter()
            .map(|kept| (kept.number.clone(), kept))
            .collect();
        for span in windows(today, years) {
            let records = self.span(span).await?;
            self.write(&records, &kept).await?;
        }
        match self.counts.unreadable {
            0 => Ok(()),
            records => Err(ReadError::Unreadable(records)),
        }
    }

    /// All records of a span, each once.
    async fn span(&mut self, span: (Date, Date)) -> Result<Vec<Enforcement>, ReadError> {
        let mut records: Vec<Enforcement> = Vec::new();
        let (mut seen, mut total) = (0, None);
        while total.is_none_or(|total| seen < total) {
            let page = self.source.reported(span, seen, self.until).await;
            let page = page.map_err(ReadError::Outside)?;
            let expected = *total.get_or_insert(page.total);
            if page.total != expected || page.count == 0 {
                return Err(ReadError::Shifted);
            }
            seen += page.count;
            self.counts.unreadable += page.count - page.records.len();
            records.extend(page.records);
        }
        once_each(records)
    }

    /// Writes the recalls that are not kept as they are.
    async fn write(
        &mut self,
        records: &[Enforcement],
        kept: &HashMap<String, Kept>,
    ) -> Result<(), ReadError> {
        let mut changed = Vec::new();
        for record in records {
            let recall = recall(record, &self.substances);
            self.count(&recall, record.reported());
            let before = kept.get(&recall.number);
            let fingerprint = Fingerprint::of(&recall)?;
            if before.is_none_or(|kept| kept.fingerprint != fingerprint) {
                changed.push((recall, before));
            }
        }
        self.counts.written += changed.len() as u64;
        let table = self.table;
        stream::iter(changed)
            .map(|(recall, before)| async move { table.write(&recall, before).await })
            .buffer_unordered(WRITES)
            .try_collect::<()>()
            .await?;
        Ok(())
    }

    fn count(&mut self, recall: &Recall, reported: Option<Date>) {
        self.counts.recalls += 1;
        self.counts.lots_unread += u64::from(matches!(recall.lots, Lots::Unread(_)));
        self.counts.unrecognised += u64::from(recall.ingredients.is_empty());
        self.counts.newest = self.counts.newest.max(reported);
    }
}

/// Records that differ get numbers that differ; the same record twice means that it moved to the next page while it was
/// asked for, so that another one did not come at all.
fn once_each(mut records: Vec<Enforcement>) -> Result<Vec<Enforcement>, ReadError> {
    records.sort_by(|one, other| one.identity().cmp(&other.identity()));
    if records
        .windows(2)
        .any(|pair| pair[0].identity() == pair[1].identity())
    {
        return Err(ReadError::Shifted);
    }
    let mut before = String::new();
    let mut times = 1;
    for record in &mut records {
        if record.recall_number == before {
            times += 1;
            record.recall_number = format!("{before} ({times})");
        } else {
            times = 1;
            before.clone_from(&record.recall_number);
        }
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn records(all: &[(&str, &str)]) -> Vec<Enforcement> {
        let record = |(number, product): &(&str, &str)| {
            let record = json!({"recall_number": number, "product_description": product});
            serde_json::from_value(record).unwrap()
        };
        all.iter().map(record).collect()
    }

    #[test]
    fn a_record_that_comes_twice_is_noticed_and_two_of_one_number_are_kept_apart() {
        let twice = records(&[("D-2", "a"), ("D-1", "a"), ("D-2", "a")]);
        assert!(matches!(once_each(twice), Err(ReadError::Shifted)));
        let all = once_each(records(&[
            ("D-2", "b"),
            ("D-1", "a"),
            ("D-2", "a"),
            ("D-2", "c"),
        ]));
        let numbers: Vec<String> = all
            .unwrap()
            .into_iter()
            .map(|record| record.recall_number)
            .collect();
        assert_eq!(numbers, ["D-1", "D-2", "D-2 (2)", "D-2 (3)"]);
    }
}
