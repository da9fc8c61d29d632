//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use nazar::checks::Source;
use nazar::config::Environment;
use nazar::household::Households;
use nazar::http::Edge;
use nazar::jobs::{Exports, Jobs, RecordsMessage};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::snapshots::{Live, Snapshots};
use nazar::store::adherence::Adherence;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::{self, Table, TableName};
use nazar::terminology::{self, Terminology};

use crate::accounts::Accounts;

/// The function's stores and data. Data that cannot be loaded now are asked for again with each request that needs them.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) accounts: Accounts,
    pub(crate) data: Arc<Source>,
    pub(crate) doses: Adherence,
    pub(crate) households: Households,
    pub(crate) lists: MedicineLists,
    pub(crate) allergens: Arc<Live<Terminology>>,
    pub(crate) snapshots: Snapshots,
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

        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);

        // Objects are only signed for here, which needs no connection.
        let terms = Live::load(
            snapshots.clone(),
            terminology::KIND.parse()?,
            terminology::decode,
        );
        let (edge, data, terms, (), (), ()) = tokio::join!(
            Edge::load(&environment, &client),
            Source::open(snapshots.clone()),
            terms,
            accounts.warm(),
            history.warm(),
            records.warm_up()
        );
        let jobs = Jobs::new(history.clone());
        Ok(Self {
            accounts: Accounts::new(accounts, jobs.clone()),
            data: Arc::new(data),
            allergens: Arc::new(terms?),
            snapshots,
            doses: Adherence::new(history.clone()),
            households: Households::new(history.clone()),
            lists: MedicineLists::new(history.clone()),
            exports: Exports::new(history),
            jobs,
            objects,
            records,
            edge: edge?,
        })
    }
}
