//! openFDA's drug enforcement reports (<https://open.fda.gov/apis/drug/enforcement/>).

mod answer;
mod query;
mod record;

use std::time::{Duration, Instant};

use jiff::civil::Date;
use nazar::outside::{OutsideError, OutsideRequest, Provider};
use tokio::sync::Mutex;

pub(crate) use answer::Page;
pub(crate) use record::{Enforcement, recall};

use self::answer::Answer;

/// Records of a page; openFDA gives up to 1,000, of which each has 3 kilobytes or more.
const PAGE: usize = 500;

/// Least time between two requests: without a key openFDA allows 240 a minute.
const PAUSE: Duration = Duration::from_millis(300);

/// The service, asked one page at a time.
#[derive(Debug)]
pub(crate) struct OpenFda {
    provider: Provider,
    asked: Mutex<Option<Instant>>,
}

impl OpenFda {
    pub(crate) fn new(provider: Provider) -> Self {
        Self {
            provider,
            asked: Mutex::new(None),
        }
    }

    /// A page of the recalls that were reported in a span of days, both ends included.
    ///
    /// openFDA answers 404 when it finds nothing. A span that should have records and has none is no empty page but an
    /// error here: an answer that misses everything must not look like one that has read everything.
    ///
    /// # Errors
    /// [`OutsideError`].
    pub(crate) async fn reported(
        &self,
        span: (Date, Date),
        skip: usize,
        until: Instant,
    ) -> Result<Page, OutsideError> {
        self.wait().await;
        let request = OutsideRequest::get("/drug/enforcement.json")
            .with_query("search", query::between("report_date", span))
            .with_query("sort", "report_date:asc")
            .with_query("limit", PAGE.to_string())
            .with_query("skip", skip.to_string());
        let body = self.provider.send_until(&request, until).await?;
        let answer: Answer = serde_json::from_slice(&body).map_err(|error| {
            tracing::warn!(%error, "answer of openFDA is not understood");
            OutsideError::Malformed
        })?;
        Ok(answer.into())
    }

    /// Keeps requests apart.
    async fn wait(&self) {
        let mut asked = self.asked.lock().await;
        if let Some(before) = *asked {
            tokio::time::sleep(PAUSE.saturating_sub(before.elapsed())).await;
        }
        *asked = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests;
