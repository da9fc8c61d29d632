//! Whether the bundle could do its work right now: what it depends on is asked, each within two seconds.

mod checks;
mod report;

pub(crate) use checks::Checks;
pub(crate) use report::{Report, State};

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

/// How long a report is good for. Anybody may ask, and nobody should be able to make thirteen calls of ours with one of
/// theirs as often as they like.
const FRESH: Duration = Duration::from_secs(5);

/// The checks and their latest report.
#[derive(Debug)]
pub(crate) struct Health {
    checks: Checks,
    latest: Mutex<Option<(Instant, Report)>>,
}

impl Health {
    /// Health by these checks.
    pub(crate) fn new(checks: Checks) -> Self {
        Self {
            checks,
            latest: Mutex::new(None),
        }
    }

    /// A report that is at most five seconds old. Who asks while one is being made waits for it.
    pub(crate) async fn report(&self) -> Report {
        let mut latest = self.latest.lock().await;
        if let Some((made_at, report)) = latest.as_ref()
            && made_at.elapsed() < FRESH
        {
            return report.clone();
        }
        let report = self.checks.run().await;
        *latest = Some((Instant::now(), report.clone()));
        report
    }
}
