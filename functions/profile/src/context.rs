//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use nazar::checks::Source;
use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::engagement::streak::Streaks;
use nazar::household::Households;
use nazar::http::Edge;
use nazar::jobs::{Exports, Jobs, RecordsMessage};
use nazar::notices::{Checkups, Notices};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::recalls::RecallCheck;
use nazar::snapshots::{Live, Snapshots};
use nazar::store::adherence::Adherence;
use nazar::store::inventory::Inventory;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::reminders::Reminders;
use nazar::store::scans::Scans;
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
    pub(crate) checkups: Checkups,
    pub(crate) notices: Notices,
    pub(crate) reminders: Reminders,
    pub(crate) inventory: Inventory,
    pub(crate) recalls: Arc<RecallCheck>,
    pub(crate) scans: Scans,
    pub(crate) ledger: Ledger,
    pub(crate) streaks: Streaks,
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
        let inventory = Inventory::new(table("INVENTORY_TABLE")?);
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let records = Queue::new(&aws, environment.required("RECORDS_QUEUE_URL")?);

        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);

        // Objects are only signed for here, which needs no connection.
        let terms = Live::load(
            snapshots.clone(),
            terminology::KIND.parse()?,
            terminology::decode,
        );
        let recalls = RecallCheck::load(&environment, &client, snapshots.clone());
        let (edge, data, terms, recalls, (), (), ()) = tokio::join!(
            Edge::load(&environment, &client),
            Source::open(snapshots.clone()),
            terms,
            recalls,
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
            checkups: Checkups::new(history.clone()),
            notices: Notices::new(history.clone()),
            reminders: Reminders::new(history.clone()),
            inventory,
            recalls: Arc::new(recalls?),
            scans: Scans::new(history.clone()),
            ledger: Ledger::new(history.clone()),
            streaks: Streaks::new(history.clone()),
            exports: Exports::new(history),
            jobs,
            objects,
            records,
            edge: edge?,
        })
    }
}
