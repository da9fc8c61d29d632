//! One run of the schedule.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lambda_runtime::Context as Invocation;
use nazar::recalls::{RecallSource, Run, Substances};
use nazar::snapshots::Word;
use serde::Serialize;

use crate::Context;
use crate::reading::{Counts, ReadError, Reading};

/// Time left for noting how a run went, when it runs out of time.
const MARGIN: Duration = Duration::from_secs(10);

/// How a run went, as the function answers it.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Whether openFDA was read to its end.
    pub worked: bool,
    /// Why not, in a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<&'static str>,
    /// Sources on which checks cannot rely now.
    pub out_of_date: Vec<RecallSource>,
    #[serde(flatten)]
    counts: Counts,
}

/// Reads openFDA, notes how that went, and looks at the age of every source that checks need.
///
/// A source that is away is no failure of the function: it stands in the state of the source, checks speak of it, and the
/// next run tries again.
pub async fn handle(context: &Context, invocation: &Invocation) -> Summary {
    let now = Timestamp::now();
    let (counts, outcome) = read(context, now, until(invocation)).await;
    let failure = outcome.err().map(|error| {
        tracing::warn!(%error, "openFDA was not read to its end");
        error.word()
    });
    let run = match failure {
        None => Run::Worked {
            recalls: counts.recalls,
            newest: counts.newest,
        },
        Some(reason) => Run::Failed {
            reason: reason.to_owned(),
        },
    };
    if let Err(error) = context.table.note(RecallSource::Openfda, now, &run).await {
        tracing::error!(?error, "how a run went could not be noted");
    }
    let out_of_date = out_of_date(context, now).await;
    for source in &out_of_date {
        // An alarm counts lines of these words: see RecallsOutOfDate in the template.
        tracing::error!(%source, "a source of recalls is out of date");
    }
    tracing::info!(?counts, failure, "recalls read");
    Summary {
        worked: failure.is_none(),
        failure,
        out_of_date,
        counts,
    }
}

async fn read(
    context: &Context,
    now: Timestamp,
    until: Instant,
) -> (Counts, Result<(), ReadError>) {
    let catalogue = context.catalogue.get().await;
    if catalogue.data.ingredients().is_empty() {
        return (Counts::default(), Err(ReadError::NoCatalogue));
    }
    let mut reading = Reading {
        source: &context.openfda,
        table: &context.table,
        substances: Substances::of(&catalogue.data),
        until,
        counts: Counts::default(),
    };
    let today = now.to_zoned(TimeZone::UTC).date();
    let outcome = reading.all(today, context.years).await;
    (reading.counts, outcome)
}

/// The sources that checks need and cannot rely on now.
async fn out_of_date(context: &Context, now: Timestamp) -> Vec<RecallSource> {
    let mut old = Vec::new();
    for source in &context.settings.needed {
        let worked = match source {
            RecallSource::Local => local_list(context).await,
            watched => match context.table.state(*watched).await {
                Ok(state) => state.and_then(|state| state.last_worked),
                Err(_) => None,
            },
        };
        let limit = context.settings.max_age(*source);
        if worked.is_none_or(|worked| now.duration_since(worked) > limit) {
            old.push(*source);
        }
    }
    old
}

/// When the operator's list was last imported.
async fn local_list(context: &Context) -> Option<Timestamp> {
    let (current, _) = context.snapshots.current().await.ok()?;
    let word: Word = nazar::recalls::LOCAL_SOURCE.parse().ok()?;
    Some(current.sources.get(&word)?.imported_at)
}

fn until(invocation: &Invocation) -> Instant {
    let left = invocation
        .deadline()
        .duration_since(std::time::SystemTime::now())
        .unwrap_or_default();
    Instant::now() + left.saturating_sub(MARGIN)
}
