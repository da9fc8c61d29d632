//! Reading what was taken and skipped.

use jiff::civil::Date;

use super::{Adherence, DoseKey, DoseLog, dose_key, prefix};
use crate::Owner;
use crate::store::medicine_list::Taker;
use crate::store::page::Listing;
use crate::store::{Page, PageRequest, StoreError};

/// After every key of a day.
const END_OF_DAY: &str = "~";
/// Rows that a call for a span of days asks for; a call gives a megabyte, some two thousand of them.
const SPAN_PAGE: u16 = 1_000;

impl Adherence {
    /// A page of one person's doses of these days, both included, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn page(
        &self,
        owner: Owner,
        taker: Taker,
        (from, to): (Option<Date>, Option<Date>),
        request: PageRequest<DoseKey>,
    ) -> Result<Page<DoseLog, DoseKey>, StoreError> {
        let mut listing = Listing::all(format!("USER#{owner}"), prefix(taker));
        if let Some(first) = from {
            listing = listing.from(first);
        }
        if let Some(last) = to {
            listing = listing.to(format!("{last}{END_OF_DAY}"));
        }
        self.table.newest_first(&listing, request).await
    }

    /// Whether a dose was taken or left out.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn is_logged(
        &self,
        owner: Owner,
        taker: Taker,
        dose: &DoseKey,
    ) -> Result<bool, StoreError> {
        let found = self.table.get_item(&dose_key(owner, taker, dose)).await?;
        Ok(found.is_some())
    }

    /// All of one person's doses of these days, both included, newest first: one call for each thousand. For spans of months,
    /// not of years.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn between(
        &self,
        owner: Owner,
        taker: Taker,
        from: Date,
        to: Date,
    ) -> Result<Vec<DoseLog>, StoreError> {
        let mut logs = Vec::new();
        let mut after = None;
        loop {
            let request = PageRequest {
                limit: SPAN_PAGE,
                after,
            };
            let days = (Some(from), Some(to));
            let page = self.page(owner, taker, days, request).await?;
            logs.extend(page.items);
            if page.next.is_none() {
                return Ok(logs);
            }
            after = page.next;
        }
    }
}
