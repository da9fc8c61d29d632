//! What the handlers may use, made once at cold start.

use nazar::config::Environment;
use nazar::http::Edge;
use nazar::jobs::{Jobs, ScanMessage, SimilarityMessage};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::store::scans::Scans;
use nazar::store::{self, Table, TableName};

/// The function's stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) jobs: Jobs,
    pub(crate) objects: Objects,
    pub(crate) similarities: Queue<SimilarityMessage>,
    pub(crate) scans: Queue<ScanMessage>,
    pub(crate) scanned: Scans,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or the public keys cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let history = Table::new(
            client.clone(),
            TableName::read(&environment, "HISTORY_TABLE")?,
        );
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let similarities = Queue::new(&aws, environment.required("SIMILARITY_QUEUE_URL")?);
        let scans = Queue::new(&aws, environment.required("SCAN_QUEUE_URL")?);

        // Objects are only signed for here, which needs no connection; a message is sent when one was lost, which is rare.
        let (edge, ()) = tokio::join!(Edge::load(&environment, &client), history.warm());
        Ok(Self {
            scanned: Scans::new(history.clone()),
            jobs: Jobs::new(history),
            objects,
            similarities,
            scans,
            edge: edge?,
        })
    }
}
