//! What the importer may use, made once at cold start.

use nazar::config::Environment;
use nazar::snapshots::Snapshots;
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};

use crate::Destination;

/// The data bucket and the tables.
#[derive(Debug)]
pub struct Context {
    pub(crate) destination: Destination,
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
        let table = TableName::read(&environment, "INVENTORY_TABLE")?;
        let inventory = Inventory::new(Table::new(store::client(&aws), table));
        tokio::join!(snapshots.objects().warm_up(), inventory.warm());
        Ok(Self {
            destination: Destination {
                snapshots,
                inventory,
            },
        })
    }
}
