//! What the handlers may use, made once at cold start.

use nazar::config::Environment;
use nazar::http::Edge;
use nazar::jobs::{Exports, Jobs, RecordsMessage};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::store::{self, Table, TableName};

use crate::accounts::Accounts;

/// The function's stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) accounts: Accounts,
    pub(crate) jobs: Jobs,
    pub(crate) exports: Exports,
    pub(crate) objects: Objects,
    pub(crate) records: Queue<RecordsMessage>,
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
        let table = |variable| {
            TableName::read(&environment, variable).map(|name| Table::new(client.clone(), name))
        };
        let accounts = table("ACCOUNTS_TABLE")?;
        let history = table("HISTORY_TABLE")?;
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let records = Queue::new(&aws, environment.required("RECORDS_QUEUE_URL")?);

        // Objects are only signed for here, which needs no connection.
        let (edge, (), (), ()) = tokio::join!(
            Edge::load(&environment, &client),
            accounts.warm(),
            history.warm(),
            records.warm_up()
        );
        let jobs = Jobs::new(history.clone());
        Ok(Self {
            accounts: Accounts::new(accounts, jobs.clone()),
            exports: Exports::new(history),
            jobs,
            objects,
            records,
            edge: edge?,
        })
    }
}
