//! The frame of openFDA's answers (<https://open.fda.gov/apis/anatomy-of-a-response/>).

use serde::Deserialize;
use serde_json::Value;

use super::Enforcement;

/// An answer, its records not yet read: one that cannot be read must not cost the others.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    meta: Meta,
    results: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct Meta {
    results: Count,
}

#[derive(Debug, Deserialize)]
struct Count {
    total: usize,
}

/// A page of records.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Records that match the search, on all pages.
    pub(crate) total: usize,
    /// Records of this page.
    pub(crate) count: usize,
    /// Those of them that could be read.
    pub(crate) records: Vec<Enforcement>,
}

impl From<Answer> for Page {
    fn from(answer: Answer) -> Self {
        let count = answer.results.len();
        let records = answer.results.into_iter().filter_map(|record| {
            let read = serde_json::from_value(record);
            read.inspect_err(|error| tracing::warn!(%error, "record of openFDA is not understood"))
                .ok()
        });
        Self {
            total: answer.meta.results.total,
            count,
            records: records.collect(),
        }
    }
}
