//! What the gate may use, made once at cold start.

use nazar::config::Environment;
use nazar::jobs::{Jobs, ScanMessage, SimilarityMessage};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::store::{self, Table, TableName};

/// The gate's stores.
#[derive(Debug)]
pub struct Context {
    pub(crate) jobs: Jobs,
    pub(crate) objects: Objects,
    pub(crate) similarities: Queue<SimilarityMessage>,
    pub(crate) scans: Queue<ScanMessage>,
}

impl Context {
    /// Reads the environment and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let history = Table::new(
            store::client(&aws),
            TableName::read(&environment, "HISTORY_TABLE")?,
        );
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let similarities = Queue::new(&aws, environment.required("SIMILARITY_QUEUE_URL")?);
        let scans = Queue::new(&aws, environment.required("SCAN_QUEUE_URL")?);
        tokio::join!(
            history.warm(),
            objects.warm_up(),
            similarities.warm_up(),
            scans.warm_up()
        );
        Ok(Self {
            jobs: Jobs::new(history),
            objects,
            similarities,
            scans,
        })
    }
}
