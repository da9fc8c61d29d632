//! What the worker may use, made once at cold start.

use nazar::config::Environment;
use nazar::jobs::{Jobs, RecordsMessage};
use nazar::objects::Objects;
use nazar::queue::Queue;
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};

/// The worker's stores, and its own queue for work that goes on.
#[derive(Debug)]
pub struct Context {
    pub(crate) accounts: Table,
    pub(crate) control: Table,
    pub(crate) history: Table,
    pub(crate) inventory: Table,
    pub(crate) jobs: Jobs,
    pub(crate) objects: Objects,
    pub(crate) records: Queue<RecordsMessage>,
}

impl Context {
    /// Reads the environment and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = |variable| {
            TableName::read(&environment, variable).map(|name| Table::new(client.clone(), name))
        };
        let accounts = table("ACCOUNTS_TABLE")?;
        let control = table("CONTROL_TABLE")?;
        let history = table("HISTORY_TABLE")?;
        let inventory = table("INVENTORY_TABLE")?;
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let records = Queue::new(&aws, environment.required("RECORDS_QUEUE_URL")?);
        tokio::join!(history.warm(), objects.warm_up());
        Ok(Self {
            accounts,
            control,
            jobs: Jobs::new(history.clone()),
            history,
            inventory,
            objects,
            records,
        })
    }

    /// The inventory, which knows what of a person's is public in it.
    pub(crate) fn reviews(&self) -> Inventory {
        Inventory::new(self.inventory.clone())
    }
}
