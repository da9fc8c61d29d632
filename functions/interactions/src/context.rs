//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use nazar::checks::Source;
use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::household::Households;
use nazar::http::Edge;
use nazar::snapshots::Snapshots;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::{self, Table, TableName};

/// The function's data and stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) data: Arc<Source>,
    pub(crate) ledger: Ledger,
    pub(crate) lists: MedicineLists,
    pub(crate) households: Households,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment, loads the data and opens the connections, at the same time. Data that cannot be loaded now
    /// are asked for again with each request, which answers `503` until they are there.
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
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let (data, edge, ()) = tokio::join!(
            Source::open(snapshots),
            Edge::load(&environment, &client),
            history.warm(),
        );
        Ok(Self {
            data: Arc::new(data),
            ledger: Ledger::new(history.clone()),
            lists: MedicineLists::new(history.clone()),
            households: Households::new(history),
            edge: edge?,
        })
    }
}
