//! What the importer may use, made once at cold start.

use nazar::config::Environment;
use nazar::snapshots::Snapshots;

/// The data bucket.
#[derive(Debug)]
pub struct Context {
    pub(crate) snapshots: Snapshots,
}

impl Context {
    /// Reads the environment and opens the connection.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        snapshots.objects().warm_up().await;
        Ok(Self { snapshots })
    }
}
